//! How far the loss rises in a small box about a point.

use ndarray::Array1;
use rand::{Rng, RngExt};

use crate::check::{all_finite, positive};
use crate::coordinates::Coordinates;
use crate::error::Result;
use crate::objective::{Objective, check_point};

/// From how many random corners the search sets out.
const STARTS: usize = 4;
/// No search makes more moves than this.
const MOVES: usize = 20;

/// The sharpness of Keskar and others, in per cent: how far the loss rises in a box about the point, relative to one more than the loss.
///
/// $$100 \cdot \frac{\max_{\lvert z_i \rvert \le \varepsilon (\lvert x_i \rvert + 1)} f(x + z) - f(x)}{1 + f(x)}$$
///
/// The maximum is searched for from four random corners of the box, each time by going to the corner to which the gradient points, as long as
/// that is higher. On a convex function each move is upwards. What is found is a lower bound of the maximum.
///
/// # Errors
/// [`Error::Shape`](crate::Error::Shape) for a point of the wrong dimension, [`Error::NotFinite`](crate::Error::NotFinite) for a NaN or an infinity
/// in it or in a gradient near it, [`Error::OutOfRange`](crate::Error::OutOfRange) for an $\varepsilon$ that is not positive.
///
/// # References
/// N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy and P. T. P. Tang, "On large-batch training for deep learning: generalization gap
/// and sharp minima", ICLR 2017, [arXiv:1609.04836](https://arxiv.org/abs/1609.04836), metric 2.1; they search by ten iterations of L-BFGS-B.
///
/// # Examples
/// ```
/// use downhill::{landscape::box_sharpness, objective::Quadratic, rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let bowl = Quadratic::diagonal(&[1.0, 3.0])?;
/// let found = box_sharpness(&bowl, &[0.0, 0.0], 0.1, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert!((found - 100.0 * (0.5 + 1.5) * 0.01).abs() < 1e-12);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn box_sharpness<P>(
    objective: &dyn Objective,
    at: &P,
    epsilon: f64,
    rng: &mut impl Rng,
) -> Result<f64>
where
    P: Coordinates<Elem = f64> + ?Sized,
{
    let at = check_point("the point", objective, at)?;
    let epsilon = positive("the size of the box", epsilon)?;
    let reach = at.mapv(|x| epsilon * (x.abs() + 1.0));
    all_finite("the box", &reach)?;
    let lowest = objective.value_at(at);
    let mut highest = lowest;
    let mut gradient = Array1::zeros(at.len());
    for _ in 0..STARTS {
        let signs =
            Array1::from_shape_simple_fn(
                at.len(),
                || {
                    if rng.random_bool(0.5) { 1.0 } else { -1.0 }
                },
            );
        let mut corner = &at + &(&reach * &signs);
        let mut height = objective.value_at(corner.view());
        for _ in 0..MOVES {
            objective.gradient_at(corner.view(), gradient.view_mut());
            all_finite("the gradient", &gradient)?;
            let next = &at + &(&reach * &gradient.mapv(f64::signum));
            let found = objective.value_at(next.view());
            if found <= height || next == corner {
                break;
            }
            (corner, height) = (next, found);
        }
        highest = highest.max(height);
    }
    Ok(100.0 * (highest - lowest) / (1.0 + lowest))
}
