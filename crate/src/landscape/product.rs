//! The Hessian times a vector.

use ndarray::{Array1, ArrayView1};

use crate::check::{all_finite, positive};
use crate::coordinates::Coordinates;
use crate::elementary::cbrt;
use crate::error::Result;
use crate::norm::root;
use crate::objective::{Objective, check_point};

/// The Hessian times a vector, $H v$: exactly where the function [knows it](Objective::hessian_product_at), as the loss of a network does,
/// else by a central difference of the gradient. Either takes about two gradients and a few vectors: of $n$ parameters the Hessian itself
/// has $n^2$ entries.
///
/// $$H v \approx \frac{\nabla f(x + h v) - \nabla f(x - h v)}{2h}, \qquad h = \varepsilon^{1/3} \frac{\max(1, \lVert x \rVert)}{\lVert v \rVert}$$
///
/// The error is about $\frac16 h^2 \lVert v \rVert^3$ times the fourth derivative along $v$, and
/// $\varepsilon \lVert \nabla f \rVert / h$ by rounding. On a quadratic function only the second is left. Where the gradient has jumps,
/// those that lie within $h v$ count as bends; an exact product does not see them.
///
/// # Errors
/// [`Error::Shape`](crate::Error::Shape) unless point and vector have one number a variable,
/// [`Error::NotFinite`](crate::Error::NotFinite) for a NaN or an infinity in them or in the product,
/// [`Error::OutOfRange`](crate::Error::OutOfRange) for a vector of zeros.
///
/// # References
/// B. A. Pearlmutter, "Fast exact multiplication by the Hessian", *Neural Computation* 6 (1994), 147–160,
/// [doi:10.1162/neco.1994.6.1.147](https://doi.org/10.1162/neco.1994.6.1.147), §2 for the difference, §3 for the exact product of a network.
///
/// # Examples
/// ```
/// use downhill::{landscape::hessian_product, objective::Banana};
/// // At (1, 1) the banana's Hessian is (802, -400; -400, 200).
/// let product = hessian_product(&Banana, &[1.0, 1.0], &[1.0, 0.0])?;
/// assert!((product[0] - 802.0).abs() < 1e-5 && (product[1] + 400.0).abs() < 1e-5);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn hessian_product<P, V>(objective: &dyn Objective, at: &P, vector: &V) -> Result<Array1<f64>>
where
    P: Coordinates<Elem = f64> + ?Sized,
    V: Coordinates<Elem = f64> + ?Sized,
{
    let at = check_point("the point", objective, at)?;
    let vector = check_point("the vector", objective, vector)?;
    product(objective, at, vector)
}

/// [`hessian_product`] of what fits.
pub(super) fn product(
    objective: &dyn Objective,
    at: ArrayView1<f64>,
    vector: ArrayView1<f64>,
) -> Result<Array1<f64>> {
    let length = positive("the vector's length", norm(&vector))?;
    if let Some(product) = objective.hessian_product_at(at, vector) {
        all_finite("the Hessian's product", &product)?;
        return Ok(product);
    }
    let step = cbrt(f64::EPSILON) * norm(&at).max(1.0) / length;
    let mut ahead = Array1::zeros(at.len());
    let mut behind = ahead.clone();
    let mut moved = at.to_owned();
    moved.scaled_add(step, &vector);
    objective.gradient_at(moved.view(), ahead.view_mut());
    moved.assign(&at);
    moved.scaled_add(-step, &vector);
    objective.gradient_at(moved.view(), behind.view_mut());
    let product = (ahead - behind) / (2.0 * step);
    all_finite("the Hessian's product", &product)?;
    Ok(product)
}

/// The Euclidean norm.
pub(super) fn norm(vector: &ArrayView1<f64>) -> f64 {
    root(vector.dot(vector), vector.iter())
}
