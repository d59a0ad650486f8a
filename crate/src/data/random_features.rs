//! Random features that may share a part of their variance.

use ndarray::{Array1, Array2, Axis};
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use super::Regression;
use crate::{Error, Result};

/// Samples whose features are normal with variance 1. Each pair of them is correlated by `shared`: that part of each feature's variance comes
/// from one deviate that all features of a sample have in common. The targets are normal and have nothing to do with the features.
///
/// # Errors
/// [`Error::OutOfRange`] for a share that is not from 0 to 1, [`Error::Empty`] for no samples.
///
/// ```
/// use downhill::{data::random_features, rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let samples = random_features(1000, 2, 0.5, &mut ChaCha8Rng::seed_from_u64(1))?;
/// let correlation = samples.inputs().column(0).dot(&samples.inputs().column(1)) / 1000.0;
/// assert!((correlation - 0.5).abs() < 0.1);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn random_features(
    samples: usize,
    features: usize,
    shared: f64,
    rng: &mut impl Rng,
) -> Result<Regression> {
    if !(0.0..=1.0).contains(&shared) {
        return Err(Error::OutOfRange {
            name: "the shared part of the variance",
            value: shared,
            range: "from 0 to 1",
        });
    }
    let mut normal = || -> f64 { StandardNormal.sample(rng) };
    let common = Array1::from_shape_simple_fn(samples, &mut normal);
    let own = Array2::from_shape_simple_fn((samples, features), &mut normal);
    let inputs = own * (1.0 - shared).sqrt() + common.insert_axis(Axis(1)) * shared.sqrt();
    Regression::new(inputs, Array1::from_shape_simple_fn(samples, &mut normal))
}
