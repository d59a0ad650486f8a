//! Where to look.

use ndarray::{Array1, ArrayView1};
use rand::{Rng, RngExt};

use crate::check::finite;
use crate::error::{Error, Result};
use crate::objective::Objective;

/// A box: for each variable an interval $[l_i, u_i)$. Starts are drawn from it, each point as likely as any other.
///
/// # Examples
/// ```
/// use downhill::search::Space;
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let space = Space::cube(3, -5.12, 5.12)?;
/// let start = space.draw(&mut ChaCha8Rng::seed_from_u64(1));
/// assert!(space.contains(start.view()));
/// assert!(Space::cube(3, 1.0, 1.0).is_err());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    intervals: Vec<(f64, f64)>,
}

impl Space {
    /// One interval a variable.
    ///
    /// # Errors
    /// [`Error::Empty`] for none, [`Error::NotFinite`] or [`Error::Interval`] for one that is none.
    pub fn new(intervals: &[(f64, f64)]) -> Result<Self> {
        if intervals.is_empty() {
            return Err(Error::Empty {
                what: "the list of intervals",
            });
        }
        for &(from, to) in intervals {
            let name = "the interval to search";
            finite(name, from)?;
            finite(name, to)?;
            // Its width may be too large for a number where its ends are not.
            if from >= to || !(to - from).is_finite() {
                return Err(Error::Interval { name, from, to });
            }
        }
        Ok(Self {
            intervals: intervals.to_vec(),
        })
    }

    /// The same interval for so many variables.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn cube(dim: usize, from: f64, to: f64) -> Result<Self> {
        Self::new(&vec![(from, to); dim])
    }

    /// How many variables it has.
    pub fn dim(&self) -> usize {
        self.intervals.len()
    }

    /// Whether a point with as many coordinates lies in it.
    pub fn contains(&self, at: ArrayView1<'_, f64>) -> bool {
        at.len() == self.dim()
            && at
                .iter()
                .zip(&self.intervals)
                .all(|(&x, &(from, to))| from <= x && x < to)
    }

    /// A point, uniformly at random.
    pub fn draw(&self, rng: &mut (impl Rng + ?Sized)) -> Array1<f64> {
        self.intervals
            .iter()
            .map(|&(from, to)| rng.random_range(from..to))
            .collect()
    }

    /// # Errors
    /// [`Error::Shape`] if the function has more variables, or fewer.
    pub(super) fn fits(&self, objective: &dyn Objective) -> Result<()> {
        if self.dim() != objective.dim() {
            return Err(Error::Shape {
                op: "the space to search and the objective's variables",
                left: vec![self.dim()],
                right: vec![objective.dim()],
            });
        }
        Ok(())
    }
}

/// # Errors
/// [`Error::OutOfRange`] for 0.
pub(super) fn at_least_one(name: &'static str, count: usize) -> Result<usize> {
    if count == 0 {
        let (value, range) = (0.0, "1 or more");
        return Err(Error::OutOfRange { name, value, range });
    }
    Ok(count)
}
