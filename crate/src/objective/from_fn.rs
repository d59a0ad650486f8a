//! A function known only by its values.

use ndarray::{ArrayView1, ArrayViewMut1};

use super::Objective;
use crate::error::{Error, Result};
use crate::numeric::{Difference, along};

/// A function of your own, given by its values alone.
/// Its gradient is taken by central differences, at two evaluations a variable.
///
/// # Examples
/// ```
/// use downhill::objective::{Evaluate, FromFn};
/// let cone = FromFn::new("cone", 2, |p| p[0].hypot(p[1]))?;
/// let gradient = cone.gradient(&[3.0, 4.0])?;
/// assert!((gradient[0] - 0.6).abs() < 1e-9 && (gradient[1] - 0.8).abs() < 1e-9);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FromFn<F> {
    name: &'static str,
    dim: usize,
    value: F,
}

impl<F: Fn(ArrayView1<f64>) -> f64> FromFn<F> {
    /// The function of `dim` variables whose values `value` gives.
    ///
    /// # Errors
    /// [`Error::Empty`] for no variables.
    pub fn new(name: &'static str, dim: usize, value: F) -> Result<Self> {
        if dim == 0 {
            return Err(Error::Empty {
                what: "the list of variables",
            });
        }
        Ok(Self { name, dim, value })
    }
}

impl<F: Fn(ArrayView1<f64>) -> f64> Objective for FromFn<F> {
    fn name(&self) -> &str {
        self.name
    }

    fn dim(&self) -> usize {
        self.dim
    }

    fn value_at(&self, at: ArrayView1<f64>) -> f64 {
        (self.value)(at)
    }

    fn gradient_at(&self, at: ArrayView1<f64>, mut gradient: ArrayViewMut1<f64>) {
        let difference = Difference::Central;
        for (i, g) in gradient.indexed_iter_mut() {
            let along_axis = |x| along(&self.value, &at, i, x);
            *g = difference.quotient(along_axis, at[i], difference.step(at[i]));
        }
    }
}
