//! Numerical differentiation: difference quotients, how far to step, and how wrong the answer is.
//! Serves chapter 04, as part of [`calculus`](crate::calculus).

use ndarray::{Array1, Array2, ArrayView1};

use crate::check::{all_finite, finite, positive};
use crate::coordinates::Coordinates;
use crate::elementary::cbrt;
use crate::error::{Error, Result};
use crate::number::{Float, as_f64, number};

/// How a derivative is taken from values of the function.
///
/// | variant | quotient | truncation error | evaluations |
/// |---|---|---|---|
/// | `Forward` | $(f(x + h) - f(x)) / h$ | $\tfrac12 h \lvert f^{(2)} \rvert$ | $n + 1$ |
/// | `Central` | $(f(x + h) - f(x - h)) / 2h$ | $\tfrac16 h^2 \lvert f^{(3)} \rvert$ | $2n$ |
///
/// Rounding adds about $\varepsilon \lvert f \rvert / h$, with $\varepsilon$ = `A::epsilon()`. The sum
/// is smallest near $h = \varepsilon^{1/2}$ for the forward and near $h = \varepsilon^{1/3}$ for the
/// central quotient.
///
/// # References
/// S1 §3, eq. 3.9. W. H. Press et al., *Numerical Recipes*, 3rd ed., Cambridge University Press,
/// 2007, §5.7.
///
/// # Examples
/// ```
/// use downhill::calculus::Difference;
/// // The derivative of x² at 3 is 6. Forward, the step itself remains: 6 + h.
/// assert_eq!(Difference::Forward.quotient(|x: f64| x * x, 3.0, 0.5), 6.5);
/// assert_eq!(Difference::Central.quotient(|x: f64| x * x, 3.0, 0.5), 6.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// From the point to one ahead of it.
    Forward,
    /// From a point behind to one ahead.
    Central,
}

/// A number or an array of numbers, and how far from the truth it may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate<T> {
    /// The estimate.
    pub value: T,
    /// An estimate of its absolute error: truncation and rounding together.
    pub error: T,
}

impl Difference {
    /// Both, the simpler one first.
    pub const ALL: [Self; 2] = [Self::Forward, Self::Central];

    /// The difference quotient of $f$ at `at` with the step `step`.
    ///
    /// It divides by the distance at which the function really was evaluated, which rounding makes
    /// a little different from the one asked for.
    pub fn quotient<A: Float>(self, f: impl Fn(A) -> A, at: A, step: A) -> A {
        self.rise_and_run(f, at, step).quotient()
    }

    /// The step at which truncation and rounding are about equal for a function whose derivatives
    /// are about as large as its values: $\varepsilon^{1/2}$ or $\varepsilon^{1/3}$, times
    /// $\max(1, \lvert x \rvert)$.
    pub fn step<A: Float>(self, at: A) -> A {
        let relative = match self {
            Self::Forward => A::epsilon().sqrt(),
            Self::Central => cbrt(A::epsilon()),
        };
        // `max` would pass a NaN over.
        relative
            * if at.is_nan() {
                at
            } else {
                at.abs().max(A::one())
            }
    }

    fn rise_and_run<A: Float>(self, f: impl Fn(A) -> A, at: A, step: A) -> Secant<A> {
        let ahead = at + step;
        let behind = match self {
            Self::Forward => at,
            Self::Central => at - step,
        };
        Secant {
            run: ahead - behind,
            ahead: f(ahead),
            behind: f(behind),
        }
    }

    /// By how much the truncation error grows, less one, when the step is doubled.
    fn growth<A: Float>(self) -> A {
        match self {
            Self::Forward => A::one(),
            Self::Central => number(3.0),
        }
    }
}

struct Secant<A> {
    run: A,
    ahead: A,
    behind: A,
}

impl<A: Float> Secant<A> {
    fn quotient(&self) -> A {
        (self.ahead - self.behind) / self.run
    }

    /// What a last digit of the values, and of the `at` at which they are taken, makes of the quotient.
    fn rounding(&self, at: A) -> A {
        let by_argument = (at * (self.ahead - self.behind) / self.run).abs();
        A::epsilon() * (self.ahead.abs() + self.behind.abs() + by_argument) / self.run
    }
}

/// The derivative of a function of one variable, with an estimate of its error.
///
/// The truncation error is estimated from a second quotient with twice the step, the rounding error
/// from the size of the values: they are taken to be right to the last digit for an argument that is
/// right to the last digit.
///
/// # Errors
/// [`Error::NotFinite`] if the point or a value of the function is a NaN or infinite.
///
/// # Examples
/// ```
/// use downhill::calculus::{Difference, derivative};
/// let found = derivative(f64::sin, 1.0, Difference::Central)?;
/// assert!((found.value - 1.0_f64.cos()).abs() <= found.error && found.error < 1e-9);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn derivative<A: Float>(
    f: impl Fn(A) -> A,
    at: A,
    difference: Difference,
) -> Result<Estimate<A>> {
    finite("the point", at)?;
    estimate(f, at, difference, Vec::new())
}

/// The gradient of a function of several variables, with an estimate of the error of each entry.
///
/// # Errors
/// [`Error::NotFinite`] if the point or a difference quotient is a NaN or infinite, with its index.
///
/// # Examples
/// ```
/// use downhill::calculus::{Difference, gradient};
/// let found = gradient(|p| p[0] * p[0] * p[1], &[3.0, 2.0], Difference::Central)?;
/// assert!((found.value[0] - 12.0).abs() < 1e-8 && (found.value[1] - 9.0).abs() < 1e-8);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn gradient<P: Coordinates<Elem = f64> + ?Sized>(
    f: impl Fn(ArrayView1<f64>) -> f64,
    at: &P,
    difference: Difference,
) -> Result<Estimate<Array1<f64>>> {
    let at = at.coordinates();
    all_finite("the point", &at)?;
    let mut value = Array1::zeros(at.len());
    let mut error = Array1::zeros(at.len());
    for i in 0..at.len() {
        let found = estimate(|x| along(&f, &at, i, x), at[i], difference, vec![i])?;
        value[i] = found.value;
        error[i] = found.error;
    }
    Ok(Estimate { value, error })
}

/// $f$ with its i-th variable replaced by `x`.
pub(crate) fn along<A: Float>(
    f: impl Fn(ArrayView1<A>) -> A,
    at: &ArrayView1<A>,
    i: usize,
    x: A,
) -> A {
    let mut moved = at.to_owned();
    moved[i] = x;
    f(moved.view())
}

fn estimate<A: Float>(
    f: impl Fn(A) -> A,
    at: A,
    difference: Difference,
    index: Vec<usize>,
) -> Result<Estimate<A>> {
    let step = difference.step(at);
    let secant = difference.rise_and_run(&f, at, step);
    let value = secant.quotient();
    let coarse = difference.quotient(&f, at, step + step);
    let truncation = (coarse - value).abs() / difference.growth();
    let error = truncation + secant.rounding(at);
    if !error.is_finite() {
        return Err(Error::NotFinite {
            name: "the difference quotient",
            index,
            value: as_f64(if value.is_finite() { error } else { value }),
        });
    }
    Ok(Estimate { value, error })
}

/// The Hessian of a function of several variables from its values, with an estimate of the error of
/// each entry. It is symmetric by construction.
///
/// The central formula for entry (i, j) is
///
/// $$\frac{f(+,+) - f(+,-) - f(-,+) + f(-,-)}{4 h_i h_j}$$
///
/// where the signs say which way $x_i$ and $x_j$ are moved, with $h = \varepsilon^{1/4}$; on the
/// diagonal it is the same formula with twice the step in one variable. The forward formula,
/// $(f(+,+) - f(+,0) - f(0,+) + f) / h_i h_j$ with $h = \varepsilon^{1/3}$, is less exact.
///
/// # Errors
/// [`Error::NotFinite`] if the point or an entry is a NaN or infinite, with its place.
///
/// # Examples
/// ```
/// use downhill::calculus::{Difference, hessian};
/// let found = hessian(|p| p[0] * p[0] * p[1], &[3.0, 2.0], Difference::Central)?;
/// // The true one is [[4, 6], [6, 0]].
/// assert!((found.value[[0, 0]] - 4.0).abs() < 1e-6 && (found.value[[0, 1]] - 6.0).abs() < 1e-6);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn hessian<P: Coordinates<Elem = f64> + ?Sized>(
    f: impl Fn(ArrayView1<f64>) -> f64,
    at: &P,
    difference: Difference,
) -> Result<Estimate<Array2<f64>>> {
    let at = at.coordinates();
    all_finite("the point", &at)?;
    let n = at.len();
    let mut value = Array2::zeros((n, n));
    let mut error = Array2::zeros((n, n));
    let relative = match difference {
        Difference::Forward => cbrt(f64::EPSILON),
        Difference::Central => f64::EPSILON.sqrt().sqrt(),
    };
    let step = |i: usize| relative * at[i].abs().max(1.0);
    for i in 0..n {
        for j in i..n {
            let (fine, rounding) = second(&f, &at, (i, j), (step(i), step(j)), difference);
            let (coarse, _) = second(&f, &at, (i, j), (2.0 * step(i), 2.0 * step(j)), difference);
            let wrong = (coarse - fine).abs() / difference.growth::<f64>() + rounding;
            if !wrong.is_finite() {
                return Err(Error::NotFinite {
                    name: "the second difference quotient",
                    index: vec![i, j],
                    value: if fine.is_finite() { wrong } else { fine },
                });
            }
            value[[i, j]] = fine;
            value[[j, i]] = fine;
            error[[i, j]] = wrong;
            error[[j, i]] = wrong;
        }
    }
    Ok(Estimate { value, error })
}

/// The second difference quotient in variables i and j, and what rounding can make of it.
fn second(
    f: impl Fn(ArrayView1<f64>) -> f64,
    at: &ArrayView1<f64>,
    (i, j): (usize, usize),
    (hi, hj): (f64, f64),
    difference: Difference,
) -> (f64, f64) {
    let moved = |by_i: f64, by_j: f64| {
        let mut point = at.to_owned();
        point[i] += by_i;
        point[j] += by_j;
        f(point.view())
    };
    let (back_i, back_j) = match difference {
        Difference::Forward => (0.0, 0.0),
        Difference::Central => (-hi, -hj),
    };
    let corners = [
        moved(hi, hj),
        moved(hi, back_j),
        moved(back_i, hj),
        moved(back_i, back_j),
    ];
    let area = (hi - back_i) * (hj - back_j);
    let size = corners.iter().map(|f| f.abs()).sum::<f64>();
    (
        (corners[0] - corners[1] - corners[2] + corners[3]) / area,
        f64::EPSILON * size / area,
    )
}

/// The error of a difference quotient against the step: what a choice of step costs.
/// For large steps truncation rules and the error falls with the step; for small ones rounding rules
/// and it rises again.
///
/// Returns (step, |quotient - `exact`|) for each of `steps`, which are taken in the precision of `A`.
///
/// # Errors
/// [`Error::NotFinite`] for the point or the exact derivative, [`Error::OutOfRange`] for a step that
/// is not positive.
///
/// # Examples
/// ```
/// use downhill::calculus::{Difference, error_against_step};
/// let steps = [1e-1, 1e-3, 1e-5, 1e-7];
/// let double = error_against_step(f64::exp, 1.0, 1.0_f64.exp(), &steps, Difference::Central)?;
/// let single = error_against_step(f32::exp, 1.0, 1.0_f64.exp(), &steps.map(|h| h as f32), Difference::Central)?;
/// assert!(double[2].1 < 1e-9);   // the best of the four in f64
/// assert!(single[1].1 < single[2].1 && single[2].1 < single[3].1); // f32 is past its best
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn error_against_step<A: Float>(
    f: impl Fn(A) -> A,
    at: A,
    exact: f64,
    steps: &[A],
    difference: Difference,
) -> Result<Vec<(f64, f64)>> {
    finite("the point", at)?;
    finite("the exact derivative", exact)?;
    steps
        .iter()
        .map(|&step| {
            positive("the step", step)?;
            let found = difference.quotient(&f, at, step);
            Ok((as_f64(step), (as_f64(found) - exact).abs()))
        })
        .collect()
}
