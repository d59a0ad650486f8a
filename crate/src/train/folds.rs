//! Cross-validation: every sample is held out once.

use rand::{Rng, seq::SliceRandom};

use crate::data::Samples;
use crate::error::{Error, Result};
use crate::number::Float;

/// One division of the samples: those to train on, and those held out to be judged by.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold<F = f64> {
    /// To train on.
    pub training: Samples<F>,
    /// Held out.
    pub validation: Samples<F>,
}

/// Divides the samples into `count` folds, at random: each sample is held out in exactly one, and
/// the parts held out differ in size by one at most.
///
/// # Errors
/// [`Error::OutOfRange`] unless there are two folds or more, and no more than samples.
///
/// # References
/// M. Stone, "Cross-validatory choice and assessment of statistical predictions", *Journal of the
/// Royal Statistical Society B* 36 (1974), 111–147,
/// [doi:10.1111/j.2517-6161.1974.tb00994.x](https://doi.org/10.1111/j.2517-6161.1974.tb00994.x).
///
/// # Examples
/// ```
/// use downhill::{data::{Samples, logic}, train::folds};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let xor: Samples = logic::xor().into();
/// let three = folds(&xor, 3, &mut ChaCha8Rng::seed_from_u64(1))?;
/// let held_out: Vec<usize> = three.iter().map(|fold| fold.validation.count()).collect();
/// assert_eq!(held_out, [2, 1, 1]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn folds<F: Float>(
    samples: &Samples<F>,
    count: usize,
    rng: &mut impl Rng,
) -> Result<Vec<Fold<F>>> {
    if count < 2 || count > samples.count() {
        return Err(Error::OutOfRange {
            name: "the number of folds",
            value: count as f64,
            range: "from 2 to the number of samples",
        });
    }
    let mut order: Vec<usize> = (0..samples.count()).collect();
    order.shuffle(rng);
    let fold = |held: usize| {
        let part = |inside: bool| -> Vec<usize> {
            let place = order.iter().enumerate();
            place
                .filter(|(i, _)| (i % count == held) == inside)
                .map(|(_, &row)| row)
                .collect()
        };
        Ok(Fold {
            training: samples.rows(&part(false))?,
            validation: samples.rows(&part(true))?,
        })
    };
    (0..count).map(fold).collect()
}
