//! The path of a run: the points it went through, as many of them as one wants to keep.

use ndarray::{ArrayView1, ArrayView2};

use crate::error::{Error, Result};
use crate::number::{Float, as_f64};

/// Which points of a run are kept. The first and the last always are, and the number of steps does
/// not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Every point.
    All,
    /// Every so many steps.
    Every(usize),
    /// No more than this many: one half of them for the first steps, the other spread evenly over the
    /// rest of the run, however long it gets.
    AtMost(usize),
    /// The first and the last.
    Ends,
}

/// The points that a run went through, each with its step number and value.
///
/// # Examples
/// ```
/// use downhill::{objective::Banana, optim::{Descent, Keep}};
/// let run = Descent::new(0.001).steps(1000).keep(Keep::Every(250)).run(&Banana, &[0.0, 0.0])?;
/// assert_eq!(run.path().steps(), [0, 250, 500, 750, 1000]);
/// assert_eq!(run.path().curve()[0], (0.0, 1.0));
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Path<A = f64> {
    dim: usize,
    steps: Vec<usize>,
    /// The points one after the other, `dim` numbers each.
    coordinates: Vec<A>,
    values: Vec<A>,
}

impl<A: Float> Path<A> {
    /// How many points were kept.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether no point was kept. A run keeps its first and last, so its path is never empty.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// After how many steps each point was reached.
    pub fn steps(&self) -> &[usize] {
        &self.steps
    }

    /// The points, one a row: shape (points, variables).
    pub fn points(&self) -> ArrayView2<'_, A> {
        ArrayView2::from_shape((self.len(), self.dim), &self.coordinates)
            .expect("as many coordinates as points times variables")
    }

    /// The value of the function at each point.
    pub fn values(&self) -> &[A] {
        &self.values
    }

    /// The points as pairs (x, y), in the form in which figures take a line.
    ///
    /// # Errors
    /// [`Error::Shape`] unless there are two variables.
    pub fn xy(&self) -> Result<Vec<(f64, f64)>> {
        Ok(self.xyz()?.iter().map(|&(x, y, _)| (x, y)).collect())
    }

    /// The points with their values as heights: a line on the surface.
    ///
    /// # Errors
    /// [`Error::Shape`] unless there are two variables.
    pub fn xyz(&self) -> Result<Vec<(f64, f64, f64)>> {
        if self.dim != 2 {
            return Err(Error::Shape {
                op: "a path on a plane needs points of two variables",
                left: vec![self.len(), self.dim],
                right: vec![self.len(), 2],
            });
        }
        let heights = self.values.iter();
        Ok(self
            .coordinates
            .chunks_exact(2)
            .zip(heights)
            .map(|(p, &z)| (as_f64(p[0]), as_f64(p[1]), as_f64(z)))
            .collect())
    }

    /// The value against the step number, in the form in which figures take a line.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        let values = self.values.iter();
        self.steps
            .iter()
            .zip(values)
            .map(|(&step, &value)| (step as f64, as_f64(value)))
            .collect()
    }

    /// Leaves only the points for which `keep` holds of their step number.
    fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        let mut to = 0;
        for from in 0..self.len() {
            if keep(self.steps[from]) {
                self.steps[to] = self.steps[from];
                self.values[to] = self.values[from];
                let range = from * self.dim..(from + 1) * self.dim;
                self.coordinates.copy_within(range, to * self.dim);
                to += 1;
            }
        }
        self.steps.truncate(to);
        self.values.truncate(to);
        self.coordinates.truncate(to * self.dim);
    }

    fn push(&mut self, step: usize, at: &ArrayView1<A>, value: A) {
        self.steps.push(step);
        self.coordinates.extend(at.iter());
        self.values.push(value);
    }
}

/// Keeps points as they come.
#[derive(Debug)]
pub(crate) struct Recorder<A> {
    keep: Keep,
    /// The number of the first step.
    begin: usize,
    /// Of the points after the first steps, every so many are kept at present.
    stride: usize,
    /// No step before this one is kept.
    next: usize,
    path: Path<A>,
}

impl<A: Float> Recorder<A> {
    /// # Errors
    /// [`Error::OutOfRange`] for every 0 steps, or at most fewer than 2 points.
    pub(crate) fn new(keep: Keep, begin: usize, dim: usize) -> Result<Self> {
        let (name, value, range) = match keep {
            Keep::Every(0) => ("steps from one kept point to the next", 0.0, "1 or more"),
            Keep::AtMost(most @ 0..2) => ("points to keep", most as f64, "2 or more"),
            _ => {
                return Ok(Self {
                    keep,
                    begin,
                    stride: 1,
                    next: begin,
                    path: Path {
                        dim,
                        steps: Vec::new(),
                        coordinates: Vec::new(),
                        values: Vec::new(),
                    },
                });
            }
        };
        Err(Error::OutOfRange { name, value, range })
    }

    /// A point has been reached; its value is computed only if it is kept.
    #[inline]
    pub(crate) fn reached(&mut self, step: usize, at: &ArrayView1<A>, value: impl FnOnce() -> A) {
        // One comparison, and no division, at most steps.
        if step >= self.next {
            self.push(step, at, value());
        }
    }

    fn push(&mut self, step: usize, at: &ArrayView1<A>, value: A) {
        self.path.push(step, at, value);
        self.next = match self.keep {
            Keep::All => step + 1,
            Keep::Every(stride) => step - step % stride + stride,
            Keep::Ends => usize::MAX,
            Keep::AtMost(most) => {
                let first = self.begin + most / 2;
                // One place is kept for the last point.
                while self.path.len() >= most {
                    self.stride *= 2;
                    let stride = self.stride;
                    self.path
                        .retain(|step| step < first || (step - first + 1).is_multiple_of(stride));
                }
                let next = step + 1;
                if next < first {
                    next
                } else {
                    first + (next - first + 1).next_multiple_of(self.stride) - 1
                }
            }
        };
    }

    /// The path, closed by the last point.
    pub(crate) fn finish(mut self, step: usize, at: &ArrayView1<A>, value: A) -> Path<A> {
        if self.path.steps.last() != Some(&step) {
            self.path.push(step, at, value);
        }
        self.path
    }
}
