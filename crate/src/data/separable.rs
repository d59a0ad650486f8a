//! Random points that a hyperplane separates, with a gap that is known.

use ndarray::{Array1, Array2};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use super::{Labels, TwoClass};
use crate::{Error, Result};

/// Separable samples and what separates them.
#[derive(Debug, Clone, PartialEq)]
pub struct Separable {
    /// The samples.
    pub samples: TwoClass,
    /// The weights that gave the labels, the threshold last; their Euclidean length is 1.
    pub teacher: Array1<f64>,
}

/// `count` points, uniform in the cube from -1 to 1 but for a gap about a random hyperplane, which
/// labels them. The perceptron's convergence is measured on such data.
///
/// The hyperplane's weights $u$, threshold included, are a unit vector; the threshold is uniform
/// from -0.25 to 0.25. Points with $|u \cdot (x, -1)|$ below `gap` are drawn anew, so the teacher's
/// margin is at least `gap`.
///
/// # Errors
/// [`Error::Empty`] without points or features, [`Error::OutOfRange`] unless the gap is above 0 and
/// at most 0.5 (a wider one would leave hardly a place for points).
///
/// ```
/// use downhill::data::separable;
/// use rand::SeedableRng;
/// use rand_chacha::ChaCha8Rng;
/// # use downhill::{rand, rand_chacha};
///
/// let cloud = separable(20, 2, 0.1, &mut ChaCha8Rng::seed_from_u64(1))?;
/// let distances = cloud.samples.augmented().dot(&cloud.teacher);
/// assert!(distances.iter().all(|d| d.abs() >= 0.1));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn separable(count: usize, features: usize, gap: f64, rng: &mut impl Rng) -> Result<Separable> {
    if count == 0 || features == 0 {
        return Err(Error::Empty {
            what: "the data set",
        });
    }
    if !(gap > 0.0 && gap <= 0.5) {
        return Err(Error::OutOfRange {
            name: "gap",
            value: gap,
            range: "above 0 and at most 0.5",
        });
    }
    let teacher = teacher(features, rng);
    let mut inputs = Array2::zeros((count, features));
    let mut labels = Array1::zeros(count);
    let mut filled = 0;
    while filled < count {
        let point = Array1::from_shape_fn(features, |_| rng.random_range(-1.0..=1.0));
        let side = teacher.slice(ndarray::s![..features]).dot(&point) - teacher[features];
        if side.abs() >= gap {
            inputs.row_mut(filled).assign(&point);
            labels[filled] = f64::from(u8::from(side > 0.0));
            filled += 1;
        }
    }
    Ok(Separable {
        samples: TwoClass::new(inputs, Labels(labels))?,
        teacher,
    })
}

/// A unit vector: a random direction, then a small threshold.
fn teacher(features: usize, rng: &mut impl Rng) -> Array1<f64> {
    let threshold: f64 = rng.random_range(-0.25..=0.25);
    let direction = Array1::from_shape_fn(features, |_| rng.sample::<f64, _>(StandardNormal));
    let scale = (1.0 - threshold * threshold).sqrt() / direction.dot(&direction).sqrt();
    let mut teacher = (direction * scale).to_vec();
    teacher.push(threshold);
    teacher.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn the_teacher_separates_with_the_gap_asked_for() {
        for (seed, (features, gap)) in [(1, 0.5), (2, 0.01), (7, 0.2)].into_iter().enumerate() {
            let mut rng = ChaCha8Rng::seed_from_u64(seed as u64);
            let Separable { samples, teacher } = separable(50, features, gap, &mut rng).unwrap();
            assert_eq!((samples.count(), samples.features()), (50, features));
            assert!((teacher.dot(&teacher) - 1.0).abs() < 1e-12);
            for (side, &label) in samples
                .augmented()
                .dot(&teacher)
                .iter()
                .zip(samples.labels())
            {
                assert!((2.0 * label - 1.0) * side >= gap - 1e-12);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_points() {
        let draw = |seed| separable(9, 3, 0.1, &mut ChaCha8Rng::seed_from_u64(seed)).unwrap();
        assert_eq!(draw(4), draw(4));
        assert_ne!(draw(4), draw(5));
    }

    #[test]
    fn impossible_wishes_are_refused() {
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        assert!(matches!(
            separable(0, 2, 0.1, &mut rng),
            Err(Error::Empty { .. })
        ));
        for gap in [0.0, -0.1, 0.6, f64::NAN] {
            assert!(matches!(
                separable(5, 2, gap, &mut rng),
                Err(Error::OutOfRange { name: "gap", .. })
            ));
        }
    }
}
