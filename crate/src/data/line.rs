//! Points about a straight line.

use ndarray::{Array1, Axis, s};
use rand::Rng;
use rand_distr::{Distribution, Normal, Uniform};

use super::{Regression, embedded};
use crate::check::{all_finite, finite};
use crate::coordinates::Coordinates;
use crate::{Error, Result};

/// Points about the line $y = a x + b$: each y is off by a normal deviate.
///
/// `x` holds the places, `noise` is the standard deviation of the deviates; 0 puts the points on the
/// line.
///
/// # Errors
/// [`Error::Empty`] without places, [`Error::NotFinite`], [`Error::OutOfRange`] for a noise that is
/// negative or not finite.
///
/// # References
/// S1 §5.
///
/// ```
/// use downhill::data::noisy_line;
/// use downhill::{ndarray::Array1, rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let x = Array1::linspace(0.0, 10.0, 100);
/// let samples = noisy_line(1.2, 2.0, 0.6, &x, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!((samples.count(), samples.inputs()[[99, 0]]), (100, 10.0));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn noisy_line<P: Coordinates<Elem = f64> + ?Sized>(
    slope: f64,
    intercept: f64,
    noise: f64,
    x: &P,
    rng: &mut impl Rng,
) -> Result<Regression> {
    finite("slope", slope)?;
    finite("intercept", intercept)?;
    let x = x.coordinates();
    all_finite("x", &x)?;
    let deviates = match Normal::new(0.0, noise) {
        Ok(normal) if noise >= 0.0 => normal,
        _ => {
            return Err(Error::OutOfRange {
                name: "noise",
                value: noise,
                range: "finite and not negative",
            });
        }
    };
    let y: Array1<f64> = x
        .iter()
        .map(|x| slope * x + intercept + deviates.sample(rng))
        .collect();
    Regression::new(x.to_owned().insert_axis(Axis(1)), y)
}

/// `count` places drawn uniformly from an interval.
///
/// # Errors
/// [`Error::Interval`] unless it goes from a lower to a higher finite number.
///
/// ```
/// use downhill::data::uniform_places;
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let x = uniform_places(0.0, 10.0, 100, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert!(x.len() == 100 && x.iter().all(|x| (0.0..10.0).contains(x)));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn uniform_places(from: f64, to: f64, count: usize, rng: &mut impl Rng) -> Result<Array1<f64>> {
    let places = Uniform::new(from, to).map_err(|_| Error::Interval {
        name: "the interval of the places",
        from,
        to,
    })?;
    Ok((0..count).map(|_| places.sample(rng)).collect())
}

/// The data of S3's listing: 100 points about $y = 2x + 3$ with noise 0.1, x uniform on [0, 10].
///
/// They come from NumPy's legacy generator with seed 0, whose stream is frozen, and are shipped to
/// the last bit. Least squares on them give $1.99936935 x + 3.02221511$.
///
/// # Errors
/// [`Error::Data`] if the file built into the library is damaged.
///
/// # References
/// S3 §4.1.1.
///
/// ```
/// use downhill::data::s3_line;
///
/// let samples = s3_line()?;
/// assert_eq!(samples.count(), 100);
/// assert_eq!(samples.points(0)?[0], (5.4881350392732475, 13.85975509446816));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn s3_line() -> Result<Regression> {
    let table = embedded::table("s3_line", include_bytes!("../../data/s3_line.csv.gz"))?;
    Regression::new(
        table.slice(s![.., ..1]).to_owned(),
        table.column(1).to_owned(),
    )
}
