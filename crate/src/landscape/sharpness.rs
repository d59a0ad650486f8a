//! The largest eigenvalue of a Hessian, by Lanczos' method.

use ndarray::{Array1, Array2, ArrayView1, s};
use rand::{Rng, RngExt};

use super::product::{norm, product};
use crate::coordinates::Coordinates;
use crate::error::Result;
use crate::linalg::Eigen;
use crate::objective::{Objective, check_point};

/// Relative to the eigenvalue, a residual that ends the search.
const TOLERANCE: f64 = 1e-3;
/// No search takes more products than this.
const MOST: usize = 100;

/// The largest eigenvalue of a Hessian, and how well it is known: made by [`sharpness`].
#[derive(Debug, Clone, PartialEq)]
pub struct Sharpness {
    /// The largest eigenvalue $\lambda$.
    pub value: f64,
    /// $\lVert H v - \lambda v \rVert$: some eigenvalue lies no further than this from $\lambda$, and one that stands apart
    /// from the others lies much nearer.
    pub residual: f64,
    /// The direction $v$ of length 1 in which the surface bends so.
    pub direction: Array1<f64>,
    /// How many products of the Hessian with a vector it took.
    pub products: usize,
}

/// The sharpness at a point: the largest eigenvalue of the Hessian there.
/// Descent on a quadratic function diverges from the rate $2 / \lambda$ on; near the point, every function is almost one.
///
/// Lanczos' method: products of the Hessian with vectors ([`hessian_product`](super::hessian_product)) span a space, beginning with a
/// random vector, in which the ends of the spectrum are found first. It ends when $\lVert H v - \lambda v \rVert \le 10^{-3} \lvert \lambda \rvert$,
/// or after 100 products, and says with which [`residual`](Sharpness::residual). A random vector has a share in
/// the direction sought; if it is tiny, a lesser eigenvalue may be taken for the largest.
///
/// # Errors
/// [`Error::Shape`](crate::Error::Shape) for a point of the wrong dimension, [`Error::NotFinite`](crate::Error::NotFinite) for a NaN or an infinity in
/// it or in a gradient near it.
///
/// # References
/// C. Lanczos, "An iteration method for the solution of the eigenvalue problem", *Journal of Research of the National Bureau
/// of Standards* 45 (1950), 255–282, [doi:10.6028/jres.045.026](https://doi.org/10.6028/jres.045.026). J. M. Cohen and others,
/// "Gradient descent on neural networks typically occurs at the edge of stability", ICLR 2021,
/// [arXiv:2103.00065](https://arxiv.org/abs/2103.00065) (the word).
///
/// # Examples
/// ```
/// use downhill::{landscape::sharpness, objective::Quadratic, rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let bowl = Quadratic::diagonal(&[1.0, 3.0, 20.0])?;
/// let found = sharpness(&bowl, &[5.0, 5.0, 5.0], &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert!((found.value - 20.0).abs() < 1e-6);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn sharpness<P>(objective: &dyn Objective, at: &P, rng: &mut impl Rng) -> Result<Sharpness>
where
    P: Coordinates<Elem = f64> + ?Sized,
{
    let at = check_point("the point", objective, at)?;
    let start: Array1<f64> = at.iter().map(|_| rng.random_range(-1.0..1.0)).collect();
    lanczos(objective, at, start)
}

impl Sharpness {
    /// The sharpness at another point, searched from the direction of this one: if the point is near, that takes few products.
    ///
    /// # Errors
    /// As for [`sharpness`].
    ///
    /// ```
    /// use downhill::{landscape::sharpness, objective::Quadratic, rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let bowl = Quadratic::diagonal(&[1.0, 3.0, 20.0])?;
    /// let first = sharpness(&bowl, &[5.0, 5.0, 5.0], &mut ChaCha8Rng::seed_from_u64(1))?;
    /// let second = first.again(&bowl, &[4.0, 4.0, 4.0])?;
    /// assert!(second.products < first.products);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn again<P>(&self, objective: &dyn Objective, at: &P) -> Result<Self>
    where
        P: Coordinates<Elem = f64> + ?Sized,
    {
        let at = check_point("the point", objective, at)?;
        lanczos(
            objective,
            at,
            check_point("the direction", objective, &self.direction)?.to_owned(),
        )
    }
}

fn lanczos(
    objective: &dyn Objective,
    at: ArrayView1<f64>,
    start: Array1<f64>,
) -> Result<Sharpness> {
    let mut basis: Vec<Array1<f64>> = vec![&start / norm(&start.view())];
    // The Hessian in that basis: only the diagonal and its neighbours are not 0.
    let mut small = Array2::<f64>::zeros((MOST + 1, MOST + 1));
    loop {
        let k = basis.len() - 1;
        let mut next = product(objective, at, basis[k].view())?;
        small[[k, k]] = basis[k].dot(&next);
        // Twice, or rounding would let in again what is there already.
        for _ in 0..2 {
            for vector in &basis {
                let share = vector.dot(&next);
                next.scaled_add(-share, vector);
            }
        }
        let left = norm(&next.view());
        let eigen = Eigen::new(&small.slice(s![..=k, ..=k]))?;
        let (value, shares) = (eigen.values()[k], eigen.vectors().column(k));
        let residual = left * shares[k].abs();
        if residual <= TOLERANCE * value.abs() || k + 1 == MOST.min(at.len()) {
            let mut direction = Array1::zeros(at.len());
            for (vector, &share) in basis.iter().zip(shares) {
                direction.scaled_add(share, vector);
            }
            return Ok(Sharpness {
                value,
                residual,
                direction,
                products: k + 1,
            });
        }
        small[[k, k + 1]] = left;
        small[[k + 1, k]] = left;
        basis.push(next / left);
    }
}
