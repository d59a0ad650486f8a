//! Least squares at once, by linear algebra.

use ndarray::{Array1, Array2, ArrayView1, Axis, concatenate, s};

use super::Linear;
use crate::data::Regression;
use crate::error::{Error, Result};
use crate::linalg::Qr;
use crate::norm::usual;

/// The line, or plane, whose squared errors have the smallest sum.
/// It is found by the QR factorisation, not by forming $X^T X$.
///
/// $$\min_\theta \tfrac12 \lVert X \theta - y \rVert^2$$
///
/// $X$ of shape (samples, features + 1) has a last column of ones, for the intercept.
///
/// # Errors
/// [`Error::Singular`](crate::Error::Singular) with the first column of $X$ that depends on those
/// before it: a feature that others determine. [`Error::ConstantColumn`](crate::Error::ConstantColumn) for a
/// constant feature, which the intercept already is, and [`Error::Intercept`](crate::Error::Intercept) for
/// features of which a combination is constant.
/// [`Error::Shape`](crate::Error::Shape) with fewer samples than coefficients.
///
/// # References
/// S1 §5. C. F. Gauss, *Theoria combinationis observationum erroribus minimis obnoxiae*, 1823; for the
/// method see [`Qr`].
///
/// # Examples
/// ```
/// use downhill::{data::s3_line, regression::least_squares};
/// let line = least_squares(&s3_line()?)?;
/// assert_eq!(format!("{line:.8}"), "y = 1.99936935x + 3.02221511");
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn least_squares(samples: &Regression) -> Result<Linear> {
    let qr =
        Qr::new(&with_ones(samples)).map_err(|error| match constant_feature(error, samples) {
            Error::Singular { column, remainder } if column == samples.features() => {
                Error::Intercept { remainder }
            }
            other => other,
        })?;
    let solution = qr.solve(samples.targets())?;
    model(&solution)
}

/// The same by the normal equations, as S1 and most textbooks write them.
///
/// $$X^T X \theta = X^T y$$
///
/// $X^T X$ has the square of the condition number of $X$: where [`least_squares`] loses five digits
/// to rounding, this loses ten.
///
/// # Errors
/// Those of [`least_squares`], for more data sets; [`Error::Singular`] with the column of $X^T X$.
///
/// # References
/// S1 §5.
///
/// # Examples
/// ```
/// use downhill::{data::s3_line, regression::normal_equations};
/// let line = normal_equations(&s3_line()?)?;
/// assert_eq!(format!("{line:.8}"), "y = 1.99936935x + 3.02221511");
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn normal_equations(samples: &Regression) -> Result<Linear> {
    let mut design = with_ones(samples);
    // A feature whose squares are no ordinary numbers, in another unit.
    let scales: Array1<f64> = design.columns().into_iter().map(usual).collect();
    design *= &scales;
    let qr = Qr::new(&design.t().dot(&design)).map_err(|error| constant_feature(error, samples))?;
    let solution = qr.solve(&design.t().dot(samples.targets()))?;
    model(&(solution * scales))
}

/// The error of a design that is singular in its column of ones, which callers have never seen: if a feature
/// of theirs is constant, that is what they should read.
fn constant_feature(error: Error, samples: &Regression) -> Error {
    let constant = |column: ArrayView1<f64>| column.iter().all(|&x| x == column[0]);
    match error {
        Error::Singular { column, .. } if column == samples.features() => {
            let mut columns = samples.inputs().columns().into_iter();
            columns
                .position(constant)
                .map_or(error, |column| Error::ConstantColumn {
                    op: "least squares with an intercept",
                    column,
                    value: samples.inputs()[[0, column]],
                })
        }
        other => other,
    }
}

/// The inputs with a last column of ones.
pub(super) fn with_ones(samples: &Regression) -> Array2<f64> {
    let ones = Array2::ones((samples.count(), 1));
    concatenate![Axis(1), samples.inputs().view(), ones]
}

fn model(solution: &Array1<f64>) -> Result<Linear> {
    let features = solution.len() - 1;
    Linear::new(&solution.slice(s![..features]), solution[features])
}
