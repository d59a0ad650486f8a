//! Symmetric matrices drawn at random: Hessians of a surface about which nothing is known.

use ndarray::Array2;
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use crate::error::{Error, Result};
use crate::spread::Share;

/// A symmetric matrix of the *Gaussian orthogonal ensemble*: its entries are independent and normal with mean 0, with variance 1 above the diagonal and
/// 2 on it. Its distribution is the same whichever way you turn the axes.
///
/// # Errors
/// [`Error::OutOfRange`] for a size of 0.
///
/// # Examples
/// ```
/// use downhill::{landscape::random_symmetric, linalg::Eigen, rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let eigen = Eigen::new(&random_symmetric(40, &mut ChaCha8Rng::seed_from_u64(1))?)?;
/// // Wigner's semicircle: from -2 √n to 2 √n, half of them negative.
/// assert!(eigen.values().iter().all(|value| value.abs() < 1.2 * 2.0 * 40_f64.sqrt()));
/// let negative = eigen.values().iter().filter(|&&value| value < 0.0).count();
/// assert!((15..=25).contains(&negative));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn random_symmetric(n: usize, rng: &mut impl Rng) -> Result<Array2<f64>> {
    if n == 0 {
        return Err(Error::OutOfRange {
            name: "the size of a matrix",
            value: 0.0,
            range: "1 or more",
        });
    }
    let mut matrix = Array2::zeros((n, n));
    for i in 0..n {
        for j in 0..i {
            let entry: f64 = StandardNormal.sample(rng);
            matrix[[i, j]] = entry;
            matrix[[j, i]] = entry;
        }
        let entry: f64 = StandardNormal.sample(rng);
        matrix[[i, i]] = entry * std::f64::consts::SQRT_2;
    }
    Ok(matrix)
}

/// Of so many [random symmetric matrices](random_symmetric) the share of those with positive eigenvalues only: minima, if they were the
/// Hessians of critical points.
///
/// For $n = 1, 2, 3$ the probability is $\tfrac12$, $\tfrac{2 - \sqrt 2}{4}$ and $\tfrac14 - \tfrac{1}{\sqrt 2 \pi}$; for large $n$ it falls like
/// $e^{-n^2 (\ln 3) / 4}$.
///
/// # Errors
/// As for [`random_symmetric`]; [`Error::Empty`] for no trials.
///
/// # References
/// D. S. Dean and S. N. Majumdar, "Large deviations of extreme eigenvalues of random matrices", *Physical Review Letters* 97 (2006),
/// 160201, [doi:10.1103/PhysRevLett.97.160201](https://doi.org/10.1103/PhysRevLett.97.160201).
///
/// # Examples
/// ```
/// use downhill::{landscape::share_positive, rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let share = share_positive(2, 20_000, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert!((share.value() - (2.0 - 2_f64.sqrt()) / 4.0).abs() < 0.01);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn share_positive(n: usize, trials: usize, rng: &mut impl Rng) -> Result<Share> {
    let mut positive = 0;
    for _ in 0..trials {
        positive += usize::from(has_root(random_symmetric(n, rng)?));
    }
    Share::of(positive, trials)
}

/// Whether Cholesky's root exists, which is so for matrices with positive eigenvalues alone: eliminates, and looks at the pivots.
fn has_root(mut a: Array2<f64>) -> bool {
    let n = a.nrows();
    for k in 0..n {
        let pivot = a[[k, k]];
        if pivot <= 0.0 {
            return false;
        }
        for i in k + 1..n {
            let factor = a[[i, k]] / pivot;
            for j in k + 1..=i {
                // Only the lower triangle is kept.
                a[[i, j]] -= factor * a[[j, k]];
            }
        }
    }
    true
}
