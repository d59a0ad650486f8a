//! Does a gradient agree with the function whose gradient it claims to be?

use ndarray::Array1;

use crate::coordinates::Coordinates;
use crate::elementary::powf;
use crate::error::Result;
use crate::number::{Float, as_f64, number};
use crate::objective::{Objective, check_point};

/// How well an objective's own gradient agrees with central differences of its values.
#[derive(Debug, Clone, PartialEq)]
pub struct GradientCheck<A = f64> {
    /// The objective's own gradient.
    pub analytic: Array1<A>,
    /// The gradient from differences.
    pub numeric: Array1<A>,
    /// The largest relative error of an entry; infinite if an entry is not a number.
    pub largest_error: f64,
    /// Which entry that is.
    pub worst: usize,
}

/// Compares the gradient of an objective at a point with central differences.
///
/// The relative error of an entry is
/// $$\frac{\lvert a - n \rvert}{\max(\lvert a \rvert, \lvert n \rvert, 10^{-2} \lVert a \rVert_\infty)}$$
/// with $a$ the analytic and $n$ the numeric derivative: an entry much smaller than the largest one is
/// measured against that, since rounding hides it. Each difference uses the values at four points,
/// $(8 (f_1 - f_{-1}) - (f_2 - f_{-2})) / 12 h$, whose truncation error is of order $h^4$, with
/// $h = \varepsilon^{1/5} \max(1, \lvert x \rvert)$.
///
/// A correct gradient of a smooth function gives about $10^{-9}$ in `f64`. A kink within $h$ of the
/// point, as ReLU has them, gives a large error though nothing is wrong.
///
/// # Errors
/// [`Error::Shape`](crate::Error::Shape) and [`Error::NotFinite`](crate::Error::NotFinite) for a point
/// that does not fit.
///
/// # References
/// S0 §4.3 and S2 §1.6.1 give gradients to be checked. B. Fornberg, "Generation of finite difference formulas
/// on arbitrarily spaced grids", *Mathematics of Computation* 51 (1988), 699–706,
/// [doi:10.1090/S0025-5718-1988-0935077-0](https://doi.org/10.1090/S0025-5718-1988-0935077-0).
///
/// # Examples
/// ```
/// use downhill::{calculus::gradient_check, objective::Banana};
/// assert!(gradient_check(&Banana, &[-1.9, -0.9])?.largest_error < 1e-9);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn gradient_check<A, O, P>(objective: &O, at: &P) -> Result<GradientCheck<A>>
where
    A: Float,
    O: Objective<A> + ?Sized,
    P: Coordinates<Elem = A> + ?Sized,
{
    let mut at = check_point("the point", objective, at)?.to_owned();
    let mut analytic = Array1::zeros(at.len());
    objective.gradient_at(at.view(), analytic.view_mut());

    let mut numeric = Array1::zeros(at.len());
    for i in 0..at.len() {
        let middle = at[i];
        let f = |x: A, at: &mut Array1<A>| {
            at[i] = x;
            let value = objective.value_at(at.view());
            at[i] = middle;
            value
        };
        let step = number::<A>(powf(as_f64(A::epsilon()), 0.2)) * middle.abs().max(A::one());
        let [two, eight, twelve] = [2.0, 8.0, 12.0].map(number::<A>);
        let near = f(middle + step, &mut at) - f(middle - step, &mut at);
        let far = f(middle + two * step, &mut at) - f(middle - two * step, &mut at);
        numeric[i] = (eight * near - far) / (twelve * step);
    }

    let largest = analytic
        .iter()
        .fold(0.0_f64, |m, &a| m.max(as_f64(a).abs()));
    let error = |i: usize| {
        let (a, n): (f64, f64) = (as_f64(analytic[i]), as_f64(numeric[i]));
        let size = a.abs().max(n.abs()).max(1e-2 * largest);
        match (a - n).abs() / size {
            _ if a == n => 0.0,
            error if error.is_nan() => f64::INFINITY,
            error => error,
        }
    };
    let (worst, largest_error) = (0..at.len())
        .map(|i| (i, error(i)))
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .unwrap_or((0, 0.0));
    Ok(GradientCheck {
        analytic,
        numeric,
        largest_error,
        worst,
    })
}
