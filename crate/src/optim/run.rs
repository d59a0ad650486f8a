//! What a run leaves behind.

use std::fmt;

use ndarray::Array1;

use super::{Optimizer, Path, Stop};
use crate::number::Float;

/// The result of a run: where it ended, after how many steps and why, and the path it took.
/// Every method of the library that minimises answers with one.
///
/// # Examples
/// ```
/// use downhill::{objective::Quadratic, optim::Descent};
/// let run = Descent::new(1.66).run(&Quadratic::bowl(), &[-6.0, -6.0])?;
/// println!("{run:.4}");
/// assert_eq!(format!("{run:.4}").lines().next(), Some("28 steps to (-0.0001, -0.0001), value 0.0000"));
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Run<A: Float = f64> {
    pub(crate) end: Array1<A>,
    pub(crate) value: A,
    pub(crate) steps: usize,
    pub(crate) stop: Stop,
    pub(crate) path: Path<A>,
    /// With what it remembers: [`Walk::resume`](super::Walk::resume) goes on with it.
    pub(crate) optimizer: Box<dyn Optimizer<A>>,
}

impl<A: Float> PartialEq for Run<A> {
    /// Whether both went the same way, by whatever optimiser.
    fn eq(&self, other: &Self) -> bool {
        (&self.end, self.value, self.steps, self.stop)
            == (&other.end, other.value, other.steps, other.stop)
            && self.path == other.path
    }
}

impl<A: Float> Run<A> {
    /// Where the run ended. All coordinates are finite.
    pub fn end(&self) -> &Array1<A> {
        &self.end
    }

    /// The value of the function there.
    pub fn value(&self) -> A {
        self.value
    }

    /// How many steps were made.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Why the run ended.
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// The optimiser, with what it remembers of the steps.
    pub fn optimizer(&self) -> &dyn Optimizer<A> {
        &*self.optimizer
    }

    /// The points that were kept of its path.
    pub fn path(&self) -> &Path<A> {
        &self.path
    }
}

impl<A: Float> fmt::Display for Run<A> {
    /// Steps, end, value and reason. A precision such as `{:.4}` rounds every number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision();
        let text = |value: A| match digits {
            Some(digits) => format!("{value:.digits$}"),
            None => value.to_string(),
        };
        let end: Vec<String> = self.end.iter().map(|&x| text(x)).collect();
        writeln!(
            f,
            "{} steps to ({}), value {}",
            self.steps,
            end.join(", "),
            text(self.value)
        )?;
        write!(f, "{}", self.stop)
    }
}
