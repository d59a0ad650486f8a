//! The same descent on many draws of the data.

use super::SquaredLoss;
use crate::coordinates::Coordinates;
use crate::data::Regression;
use crate::error::Result;
use crate::optim::{Descent, Keep, Run};

/// Descends on S1's loss, the half sum of squares, once for each of `count` draws of the data.
/// The runs tell what of a result is due to the design and what to the noise.
///
/// Each run is made on the loss in its quadratic form, which takes the same steps up to rounding;
/// only its first and last point are kept.
///
/// # Errors
/// Those of `draw`, of [`SquaredLoss::quadratic`] and of [`Descent::run`].
///
/// # Examples
/// How many steps S1's descent takes, if x is a grid from 0 to 10:
/// ```
/// use downhill::{data::noisy_line, ndarray::Array1, optim::Descent, regression::descents};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let (grid, mut rng) = (Array1::linspace(0.0, 10.0, 100), ChaCha8Rng::seed_from_u64(5));
/// let draw = || noisy_line(1.2, 2.0, 0.6, &grid, &mut rng);
/// let runs = descents(10, draw, &Descent::new(1e-4), &[-100.0, -100.0])?;
/// assert!(runs.iter().all(|run| (6789..=6794).contains(&run.steps())));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn descents<P: Coordinates<Elem = f64> + ?Sized>(
    count: usize,
    mut draw: impl FnMut() -> Result<Regression>,
    descent: &Descent,
    start: &P,
) -> Result<Vec<Run>> {
    let descent = descent.clone().keep(Keep::Ends);
    (0..count)
        .map(|_| descent.run(&SquaredLoss::half_sum(&draw()?).quadratic()?, start))
        .collect()
}
