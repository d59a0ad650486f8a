//! An observer that measures the sharpness on the way.

use ndarray::ArrayView1;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Sharpness, sharpness};
use crate::error::{Error, Result};
use crate::objective::Objective;
use crate::optim::{Moment, Observer};

/// An observer that measures the [`sharpness`] at every n-th step of a descent, each time from the direction found before.
///
/// # Examples
/// On a bowl it is the same everywhere:
/// ```
/// use downhill::{landscape::SharpnessHistory, objective::Quadratic, optim::Descent};
/// let bowl = Quadratic::bowl();
/// let mut history = SharpnessHistory::of(&bowl, 10);
/// Descent::new(0.1).steps(100).on(&bowl).observe(&mut history).run(&[-6.0, -6.0])?;
/// let curve = history.curve()?;
/// assert_eq!((curve.len(), curve[0].0), (10, 10.0));
/// assert!(curve.iter().all(|(_, sharpness)| (sharpness - 1.0).abs() < 1e-3));
/// # Ok::<(), downhill::Error>(())
/// ```
pub struct SharpnessHistory<'a> {
    objective: &'a dyn Objective,
    every: usize,
    last: Option<Sharpness>,
    seen: Vec<(f64, f64)>,
    failed: Option<Error>,
}

impl<'a> SharpnessHistory<'a> {
    /// The sharpness of this function at every n-th step; at every step if n is 0.
    pub fn of(objective: &'a dyn Objective, n: usize) -> Self {
        Self {
            objective,
            every: n.max(1),
            last: None,
            seen: Vec::new(),
            failed: None,
        }
    }

    /// The sharpness against the step, in the form in which figures take a line.
    ///
    /// # Errors
    /// The first error that a measurement met; those of [`sharpness`].
    pub fn curve(&self) -> Result<Vec<(f64, f64)>> {
        match &self.failed {
            Some(error) => Err(error.clone()),
            None => Ok(self.seen.clone()),
        }
    }

    fn measure(&self, at: ArrayView1<'_, f64>) -> Result<Sharpness> {
        let at = at.to_owned();
        match &self.last {
            Some(last) => last.again(self.objective, &at),
            // The first direction is random; which it is makes no difference to what is found.
            None => sharpness(self.objective, &at, &mut ChaCha8Rng::seed_from_u64(0)),
        }
    }
}

impl Observer for SharpnessHistory<'_> {
    fn observe(&mut self, moment: &mut Moment<'_>) {
        if self.failed.is_some() || !moment.step().is_multiple_of(self.every) {
            return;
        }
        match self.measure(moment.parameters()) {
            Ok(found) => {
                self.seen.push((moment.step() as f64, found.value));
                self.last = Some(found);
            }
            Err(error) => self.failed = Some(error),
        }
    }
}
