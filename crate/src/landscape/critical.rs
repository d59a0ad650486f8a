//! Points at which the gradient vanishes, found from anywhere, and what they are.

use ndarray::{Array1, Array2, ArrayView1};

use super::product::{norm, product};
use crate::calculus::CriticalPoint;
use crate::check::all_finite;
use crate::coordinates::Coordinates;
use crate::error::Result;
use crate::linalg::Eigen;
use crate::objective::{Objective, check_point};

/// Relative to the largest eigenvalue in size, one of this size counts as zero.
const FLAT: f64 = 1e-6;

/// A point at which a search for a zero gradient ended, and how the surface bends there: made by [`critical_point`].
#[derive(Debug, Clone, PartialEq)]
pub struct Critical {
    /// Where it is.
    pub at: Array1<f64>,
    /// The function's value there.
    pub value: f64,
    /// The length of the gradient that is left. Only if it is small this is a critical point at all.
    pub gradient: f64,
    /// The eigenvalues of the Hessian, in ascending order.
    pub eigenvalues: Array1<f64>,
    /// What it is, with eigenvalues counted as zero that are no larger than $10^{-6}$ times the largest of them in size.
    pub kind: CriticalPoint,
}

impl Critical {
    /// The share of eigenvalues that are negative and do not count as zero.
    #[must_use]
    pub fn share_negative(&self) -> f64 {
        let flat = flat(&self.eigenvalues);
        let down = self.eigenvalues.iter().filter(|&&value| value < -flat);
        down.count() as f64 / self.eigenvalues.len() as f64
    }
}

fn flat(eigenvalues: &Array1<f64>) -> f64 {
    FLAT * eigenvalues
        .iter()
        .fold(0.0, |most, value| value.abs().max(most))
}

/// The Hessian at a point: the function's own, or for one that has none to give column by column from
/// [`hessian_product`](super::hessian_product).
///
/// # Errors
/// [`Error::Shape`](crate::Error::Shape) for a point of the wrong dimension, [`Error::NotFinite`](crate::Error::NotFinite) for a NaN or an
/// infinity in it or in the Hessian.
///
/// # Examples
/// ```
/// use downhill::{landscape::whole_hessian, ndarray::array, objective::Quadratic};
/// let saddle = Quadratic::diagonal(&[2.0, -2.0])?;
/// assert_eq!(whole_hessian(&saddle, &[3.0, 1.0])?, array![[2.0, 0.0], [0.0, -2.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn whole_hessian<P>(objective: &dyn Objective, at: &P) -> Result<Array2<f64>>
where
    P: Coordinates<Elem = f64> + ?Sized,
{
    curvature(objective, check_point("the point", objective, at)?)
}

fn curvature(objective: &dyn Objective, at: ArrayView1<f64>) -> Result<Array2<f64>> {
    let hessian = match objective.hessian_at(at) {
        Some(hessian) => hessian,
        None => {
            let n = at.len();
            let mut columns = Array2::zeros((n, n));
            for k in 0..n {
                let mut axis = Array1::zeros(n);
                axis[k] = 1.0;
                columns
                    .column_mut(k)
                    .assign(&product(objective, at, axis.view())?);
            }
            (&columns + &columns.t()) / 2.0
        }
    };
    all_finite("the Hessian", &hessian)?;
    Ok(hessian)
}

/// A point at which the gradient vanishes, of whatever kind: minimum, maximum or saddle.
///
/// Descent finds minima only. This walks down the *length of the gradient*, $\tfrac12 \lVert \nabla f \rVert^2$, by steps of
/// Levenberg and Marquardt,
///
/// $$x \leftarrow x - (H^2 + \mu I)^{-1} H \nabla f,$$
///
/// where $\mu$ falls by 3 after a step that shortens the gradient and rises by 4 after one that would not, and is then not made. It ends
/// when the gradient is no longer than `tolerance`, or after so many steps, and may end at a point that is none: where
/// $H \nabla f = 0$ with a gradient that is not. Look at [`gradient`](Critical::gradient).
///
/// # Errors
/// As for [`whole_hessian`]; [`Error::OutOfRange`](crate::Error::OutOfRange) for a tolerance that is negative or not finite.
///
/// # References
/// Y. N. Dauphin and others, "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization", NeurIPS
/// 2014, [arXiv:1406.2572](https://arxiv.org/abs/1406.2572), §4, who look for critical points of networks by Newton's method.
///
/// # Examples
/// From the same side of a hill, descent and this go to different places:
/// ```
/// use downhill::{calculus::CriticalPoint, landscape::critical_point, objective::Himmelblau};
/// let found = critical_point(&Himmelblau, &[-0.3, -0.9], 1e-9, 100)?;
/// assert_eq!(found.kind, CriticalPoint::Maximum);
/// assert!((found.at[0] + 0.270845).abs() < 1e-6 && (found.at[1] + 0.923039).abs() < 1e-6);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn critical_point<P>(
    objective: &dyn Objective,
    start: &P,
    tolerance: f64,
    steps: usize,
) -> Result<Critical>
where
    P: Coordinates<Elem = f64> + ?Sized,
{
    crate::check::not_negative("the tolerance", tolerance)?;
    let mut at = check_point("the point", objective, start)?.to_owned();
    let mut gradient = slope(objective, &at)?;
    let mut eigen = Eigen::new(&curvature(objective, at.view())?)?;
    // Relative to the square of the largest eigenvalue: the functions' units do not matter.
    let mut damping = 1e-3;
    for _ in 0..steps {
        let length = norm(&gradient.view());
        if length <= tolerance {
            break;
        }
        let (values, vectors) = (eigen.values(), eigen.vectors());
        let largest = values
            .iter()
            .fold(0.0, |most: f64, value| value.abs().max(most));
        if largest == 0.0 {
            break;
        }
        let mu = damping * largest * largest;
        let mut moved = at.clone();
        for (value, vector) in values.iter().zip(vectors.columns()) {
            let share = value / (value * value + mu) * vector.dot(&gradient);
            moved.scaled_add(-share, &vector);
        }
        match slope(objective, &moved) {
            Ok(next) if norm(&next.view()) < length => {
                (at, gradient) = (moved, next);
                eigen = Eigen::new(&curvature(objective, at.view())?)?;
                damping = (damping / 3.0).max(1e-14);
            }
            _ if damping > 1e12 => break,
            _ => damping *= 4.0,
        }
    }
    let eigenvalues = eigen.values().clone();
    Ok(Critical {
        value: objective.value_at(at.view()),
        gradient: norm(&gradient.view()),
        kind: CriticalPoint::of(&eigenvalues, flat(&eigenvalues)),
        eigenvalues,
        at,
    })
}

fn slope(objective: &dyn Objective, at: &Array1<f64>) -> Result<Array1<f64>> {
    let mut gradient = Array1::zeros(at.len());
    objective.gradient_at(at.view(), gradient.view_mut());
    all_finite("the gradient", &gradient)?;
    Ok(gradient)
}
