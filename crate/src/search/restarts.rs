//! Many starts, of which the best is kept.

use rand::Rng;

use super::Space;
use super::space::at_least_one;
use crate::error::Result;
use crate::objective::Objective;
use crate::optim::{Descent, Run};

/// Descent from many starts, of which the lowest end is kept: S0's "several initialisations".
///
/// If a descent ends in the basin of the lowest minimum with probability $p$, the best of $n$ has found it with
/// probability $1 - (1 - p)^n$, whatever the function.
///
/// # References
/// S0 §4.3.
///
/// # Examples
/// ```
/// use downhill::{objective::SixHumpCamel, optim::Descent, search::{Restarts, Space}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let (space, mut rng) = (Space::new(&[(-2.0, 2.0), (-1.0, 1.0)])?, ChaCha8Rng::seed_from_u64(1));
/// let restarts = Restarts::new(Descent::new(0.02).steps(100), 10);
/// let run = restarts.run(&SixHumpCamel, &space, &mut rng)?;
/// assert_eq!(run.steps(), 1_000); // of all ten
/// assert!((run.value() + 1.0316).abs() < 1e-4);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Restarts {
    descent: Descent,
    starts: usize,
}

impl Restarts {
    /// So many runs of this descent.
    pub fn new(descent: Descent, starts: usize) -> Self {
        Self { descent, starts }
    }

    /// All runs, in the order of their starts.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) if space and function differ in their variables;
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for 0 starts; those of [`Descent::run`].
    pub fn runs(
        &self,
        objective: &dyn Objective,
        space: &Space,
        rng: &mut impl Rng,
    ) -> Result<Vec<Run>> {
        space.fits(objective)?;
        let starts = at_least_one("the number of starts", self.starts)?;
        (0..starts)
            .map(|_| self.descent.run(objective, &space.draw(rng)))
            .collect()
    }

    /// The run that ended lowest, with the steps of all of them. A value that is not a number is lower than none.
    ///
    /// # Errors
    /// As for [`runs`](Self::runs).
    pub fn run(&self, objective: &dyn Objective, space: &Space, rng: &mut impl Rng) -> Result<Run> {
        let runs = self.runs(objective, space, rng)?;
        let steps = runs.iter().map(|run| run.steps).sum();
        let height = |run: &Run| {
            if run.value.is_nan() {
                f64::INFINITY
            } else {
                run.value
            }
        };
        let lowest = runs
            .into_iter()
            .min_by(|a, b| height(a).total_cmp(&height(b)))
            .expect("one start or more");
        Ok(Run { steps, ..lowest })
    }
}
