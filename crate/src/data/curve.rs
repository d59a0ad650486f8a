//! Samples of a function of one variable.

use ndarray::{Array1, Axis};
use rand::Rng;

use super::{Samples, noisy_line};
use crate::Result;
use crate::coordinates::Coordinates;

/// A function of one variable as a network learns it: one input $x$ and one target $f(x)$ a sample, the
/// target off by a normal deviate of this standard deviation; 0 for none.
///
/// # Errors
/// As for [`noisy_line`], and [`Error::NotFinite`](crate::Error::NotFinite) where the function is a NaN or
/// infinite.
///
/// ```
/// use downhill::data::noisy_curve;
/// use downhill::{ndarray::Array1, rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let x = Array1::linspace(0.0, 6.0, 50);
/// let samples = noisy_curve(f64::sin, 0.1, &x, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!((samples.count(), samples.features(), samples.outputs()), (50, 1, 1));
/// assert!((samples.targets()[[10, 0]] - samples.inputs()[[10, 0]].sin()).abs() < 0.5);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn noisy_curve<P: Coordinates<Elem = f64> + ?Sized>(
    f: impl Fn(f64) -> f64,
    noise: f64,
    x: &P,
    rng: &mut impl Rng,
) -> Result<Samples> {
    let deviates = noisy_line(0.0, 0.0, noise, x, rng)?;
    let x = x.coordinates();
    let targets: Array1<f64> = x.mapv(f) + deviates.targets();
    Samples::new(
        x.to_owned().insert_axis(Axis(1)),
        targets.insert_axis(Axis(1)),
    )
}
