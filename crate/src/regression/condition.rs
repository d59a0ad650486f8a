//! How sensitive a linear model is to rounding.

use ndarray::Array1;

use super::least_squares::with_ones;
use crate::data::Regression;
use crate::error::Result;
use crate::linalg::singular_values;
use crate::norm::length;

/// The condition number $\kappa$ of the design $X$, whose last column is ones: by how much the relative error of a least-squares model may
/// exceed that of the numbers it is computed from.
///
/// Multiplying a column by a number changes $\kappa$, and costs no digits. So what tells the accuracy of a solution by QR is
/// `scaled`: $\kappa$ with all columns scaled to the same length, which is at most $\sqrt p$ times as large as the least that any scaling
/// of the $p$ columns gives.
///
/// # References
/// A. van der Sluis, "Condition numbers and equilibration of matrices", *Numerische Mathematik* 14 (1969), 14–23,
/// [doi:10.1007/BF02165096](https://doi.org/10.1007/BF02165096).
///
/// # Examples
/// A line that is seen from 1,000 units away:
/// ```
/// use downhill::{data::Regression, ndarray::Array, regression::Condition};
/// let x = Array::linspace(1000.0, 1010.0, 80).into_shape_with_order((80, 1)).unwrap();
/// let condition = Condition::of(&Regression::new(x, Array::zeros(80))?)?;
/// assert!(condition.raw > 300_000.0 && condition.scaled < 700.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    /// Of $X$ as it stands.
    pub raw: f64,
    /// Of $X$ with its columns scaled to length 1.
    pub scaled: f64,
}

impl Condition {
    /// That of a model with an intercept on these samples. It is infinite if a column is a combination of the others.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) with fewer samples than parameters.
    pub fn of(samples: &Regression) -> Result<Self> {
        let mut design = with_ones(samples);
        let raw = ratio(&singular_values(&design)?);
        for mut column in design.columns_mut() {
            let length = length(&column);
            if length > 0.0 {
                column /= length;
            }
        }
        let scaled = ratio(&singular_values(&design)?);
        Ok(Self { raw, scaled })
    }
}

fn ratio(ascending: &Array1<f64>) -> f64 {
    ascending[ascending.len() - 1] / ascending[0]
}
