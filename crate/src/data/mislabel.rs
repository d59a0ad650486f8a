//! Samples of which some are given a wrong class on purpose.

use rand::{Rng, RngExt, seq::SliceRandom};

use super::Samples;
use crate::check::fraction;
use crate::error::{Error, Result};

/// The same samples, of which this share, rounded and drawn at random, is given another class than its own, every other one with the same
/// chance. What a network can only learn by heart is then known.
///
/// # Shapes
/// Two outputs or more; each row of targets has a single 1 and else 0.
///
/// # Errors
/// [`Error::OutOfRange`] unless $0 \le$ `share` $< 1$, or for a single output; [`Error::Label`] with the first sample whose targets are
/// no class.
///
/// # Examples
/// ```
/// use downhill::data::{digits, mislabel};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let right = digits()?.samples()?;
/// let noisy = mislabel(&right, 0.2, &mut ChaCha8Rng::seed_from_u64(0))?;
/// let pairs = right.targets().rows().into_iter().zip(noisy.targets().rows());
/// assert_eq!(pairs.filter(|(a, b)| a != b).count(), 359); // of 1,797
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn mislabel(samples: &Samples, share: f64, rng: &mut impl Rng) -> Result<Samples> {
    fraction("the share of wrong classes", share)?;
    let classes = samples.outputs();
    if classes < 2 {
        return Err(Error::OutOfRange {
            name: "the number of outputs",
            value: classes as f64,
            range: "2 or more, one a class",
        });
    }
    let mut targets = samples.targets().clone();
    for (index, row) in targets.rows().into_iter().enumerate() {
        let bad = row.iter().find(|&&target| target != 0.0 && target != 1.0);
        if bad.is_some() || row.sum() != 1.0 {
            return Err(Error::Label {
                index,
                value: *bad.unwrap_or(&row.sum()),
                allowed: "a row with a single 1 and else 0",
            });
        }
    }
    let mut order: Vec<usize> = (0..samples.count()).collect();
    order.shuffle(rng);
    let wrong = (share * samples.count() as f64).round() as usize;
    for &row in &order[..wrong] {
        let mut row = targets.row_mut(row);
        let own = row.iter().position(|&target| target == 1.0).unwrap_or(0);
        let other = (own + rng.random_range(1..classes)) % classes;
        row.fill(0.0);
        row[other] = 1.0;
    }
    Samples::new(samples.inputs().clone(), targets)?.named(samples.names())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn every_other_class_has_the_same_chance() {
        let mut targets = Array2::zeros((3_000, 3));
        targets.column_mut(1).fill(1.0);
        let samples = Samples::new(Array2::zeros((3_000, 1)), targets).unwrap();
        let noisy = mislabel(&samples, 0.5, &mut ChaCha8Rng::seed_from_u64(1)).unwrap();
        let counts: Vec<f64> = (0..3).map(|k| noisy.targets().column(k).sum()).collect();
        assert_eq!(counts[1], 1_500.0);
        assert!((counts[0] - 750.0).abs() < 80.0, "{counts:?}");
    }

    #[test]
    fn what_is_no_class_is_refused() {
        let rng = &mut ChaCha8Rng::seed_from_u64(1);
        let of = |targets: Array2<f64>| Samples::new(Array2::zeros(targets.dim()), targets);
        let good = of(array![[1.0, 0.0], [0.0, 1.0]]).unwrap();
        assert_eq!(mislabel(&good, 0.0, rng).unwrap(), good);
        for share in [-0.1, 1.0, f64::NAN] {
            assert!(matches!(
                mislabel(&good, share, rng),
                Err(Error::OutOfRange { .. })
            ));
        }
        let two = of(array![[1.0, 0.0], [1.0, 1.0]]).unwrap();
        assert!(matches!(
            mislabel(&two, 0.5, rng),
            Err(Error::Label { index: 1, .. })
        ));
        let half = of(array![[0.5, 0.5]]).unwrap();
        assert!(matches!(
            mislabel(&half, 0.5, rng),
            Err(Error::Label { value: 0.5, .. })
        ));
        let one = of(array![[1.0]]).unwrap();
        assert!(matches!(
            mislabel(&one, 0.5, rng),
            Err(Error::OutOfRange { value: 1.0, .. })
        ));
    }
}
