//! Whether a hyperplane can separate two classes, with a proof either way.

use ndarray::{Array1, Array2, Axis, Zip, s};

use super::Perceptron;
use super::nearest::{Mean, nearest_point};
use crate::data::TwoClass;
use crate::norm::{root, usual};

/// Two means are the same point if they differ by no more, with each feature's range scaled to 2.
const SAME: f64 = 1e-14;

/// The answer of [`separability`], with what proves it.
#[derive(Debug, Clone, PartialEq)]
pub enum Separability {
    /// A hyperplane separates the classes.
    Separable {
        /// The one with the widest margin; where rounding hides that one, because features are much farther
        /// from 0 than from each other, one that was found after centring and scaling them.
        separator: Perceptron,
        /// Its margin.
        margin: f64,
    },
    /// No hyperplane does: a weighted mean of samples of class 0 is the same point as a weighted
    /// mean of samples of class 1. Wherever a hyperplane has all of the first on one side, the
    /// mean lies there too, and so the others are not all on the other side.
    NotSeparable {
        /// Samples of class 0 with their weights, which add up to 1.
        class_0: Vec<(usize, f64)>,
        /// Samples of class 1 with their weights, which add up to 1.
        class_1: Vec<(usize, f64)>,
        /// How far apart the two means are: 0 but for rounding.
        distance: f64,
    },
    /// Neither was proved: if a hyperplane separates the classes, it passes them so closely that rounding decides.
    Undecided {
        /// How near the two classes come to each other, with each feature's range scaled to 2; NaN if not even
        /// that could be computed.
        distance: f64,
    },
}

impl Separability {
    /// Whether a hyperplane separates the classes, as far as is known.
    #[must_use]
    pub fn is_separable(&self) -> bool {
        matches!(self, Self::Separable { .. })
    }

    /// The separating hyperplane, if there is one.
    ///
    /// ```
    /// use downhill::{data::logic, perceptron::separability};
    ///
    /// let widest = separability(&logic::and());
    /// let widest = widest.separator().expect("AND is separable");
    /// assert!((widest.margin(&logic::and())? - 17_f64.powf(-0.5)).abs() < 1e-12);
    /// assert_eq!(separability(&logic::xor()).separator(), None);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn separator(&self) -> Option<&Perceptron> {
        match self {
            Self::Separable { separator, .. } => Some(separator),
            _ => None,
        }
    }

    /// The weights of both means as whole numbers of equal parts, up to 1,000 of them: with them whoever doubts a computation
    /// with rounding errors can add up the samples on paper. `None` if there are no means, or their weights are no such
    /// fractions.
    ///
    /// ```
    /// use downhill::{data::logic, perceptron::separability};
    ///
    /// // Half of (0, 0) and half of (1, 1) is half of (1, 0) and half of (0, 1).
    /// let [zeros, ones] = separability(&logic::xor()).whole_weights().expect("halves");
    /// assert_eq!((zeros, ones), (vec![(0, 1), (3, 1)], vec![(1, 1), (2, 1)]));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn whole_weights(&self) -> Option<[Vec<(usize, i64)>; 2]> {
        let Self::NotSeparable {
            class_0, class_1, ..
        } = self
        else {
            return None;
        };
        let whole = |parts: f64| {
            let mut weights = class_0.iter().chain(class_1);
            weights.all(|&(_, weight)| (parts * weight - (parts * weight).round()).abs() < 1e-6)
        };
        let parts = (1..=1000).map(f64::from).find(|&parts| whole(parts))?;
        Some([class_0, class_1].map(|side| {
            let of = |&(sample, weight): &(usize, f64)| (sample, (parts * weight).round() as i64);
            side.iter().map(of).collect()
        }))
    }
}

/// Decides whether the samples are linearly separable: returns the separator with the widest
/// [margin](Perceptron::margin), or a point that both classes surround.
///
/// With signs $s_i = 2 y_i - 1$ and augmented inputs, let $p_i = s_i x_i$. The classes are separable
/// exactly if some $w$ has $w \cdot p_i > 0$ for all $i$, and that is so exactly if the convex hull of
/// the $p_i$ does not hold the origin. So the point of the hull that is nearest to the origin answers
/// the question: if it is not 0, it is itself the separator with the widest margin, and its length
/// is that margin; if it is 0, its coefficients say which samples keep the classes from being separated.
///
/// The nearest point is found by Wolfe's algorithm, in finitely many steps. A separator is checked on
/// every sample before it is returned, and so is the proof that there is none: the two means must be the same point
/// to fourteen digits of the features' ranges. If neither holds, the search begins anew with features that are
/// centred and scaled, which changes nothing about separability; if it fails again, the answer is
/// [`Undecided`](Separability::Undecided).
///
/// # References
/// P. Wolfe, "Finding the nearest point in a polytope", *Mathematical Programming* 11 (1976),
/// 128–149, [doi:10.1007/BF01580381](https://doi.org/10.1007/BF01580381).
///
/// ```
/// use downhill::data::logic;
/// use downhill::perceptron::{Separability, separability};
///
/// // AND: the widest margin is 1/√17.
/// let Separability::Separable { margin, .. } = separability(&logic::and()) else {
///     panic!("AND is separable");
/// };
/// assert!((margin * margin - 1.0 / 17.0).abs() < 1e-12);
///
/// // XOR: (½, ½) lies half-way between the samples of either class.
/// let Separability::NotSeparable { class_0, class_1, .. } = separability(&logic::xor()) else {
///     panic!("XOR is not separable");
/// };
/// assert_eq!((class_0.len(), class_1.len()), (2, 2));
/// ```
#[must_use]
pub fn separability(samples: &TwoClass) -> Separability {
    let signs = samples.labels().mapv(|label| 2.0 * label - 1.0);
    let signs = signs.insert_axis(Axis(1));
    let separable = |separator: Perceptron| {
        let margin = separator.margin(samples).ok()?;
        (margin > 0.0).then_some(Separability::Separable { separator, margin })
    };

    let plain = nearest_point(&(samples.augmented() * &signs));
    if let Some(answer) = separable(Perceptron {
        augmented: plain.point.clone(),
    }) {
        return answer;
    }
    let frame = Frame::of(samples.inputs());
    let Ok(scaled) = samples.with_inputs(frame.scaled(samples.inputs())) else {
        return Separability::Undecided { distance: f64::NAN };
    };
    let points = scaled.augmented() * &signs;
    // The same samples, with weights that rounding far from the origin does not blur.
    let sharper = plain.weighed_again(&points);
    for mean in [Some(plain), sharper].into_iter().flatten() {
        if let Some(answer) = proof(&mean, samples, scaled.inputs(), &frame) {
            return answer;
        }
    }
    let again = nearest_point(&points);
    let found = separable(frame.original(&again.point));
    let proved = || proof(&again, samples, scaled.inputs(), &frame);
    found.or_else(proved).unwrap_or(Separability::Undecided {
        distance: 2.0 * root(again.point.dot(&again.point), again.point.iter()),
    })
}

/// Where the features lie: the middle of each range, and half its length.
struct Frame {
    middles: Array1<f64>,
    halves: Array1<f64>,
}

impl Frame {
    fn of(inputs: &Array2<f64>) -> Self {
        let scales = inputs.map_axis(Axis(0), usual);
        let scaled = inputs * &scales;
        // Halves first, so that the difference of large numbers stays a number.
        let end = |of: fn(f64, f64) -> f64| {
            scaled.map_axis(Axis(0), |x| 0.5 * x.fold(x[0], |a, &b| of(a, b)))
        };
        let (low, high) = (end(f64::min), end(f64::max));
        let least = f64::from_bits(1);
        let mut halves = (&high - &low) / &scales;
        // A feature that is the same everywhere is 0 from the middle, whatever the unit.
        Zip::from(&mut halves)
            .and(&low)
            .and(&high)
            .for_each(|half, low, high| {
                *half = if high > low { half.max(least) } else { 1.0 };
            });
        Self {
            middles: (&low + &high) / &scales,
            halves,
        }
    }

    fn scaled(&self, inputs: &Array2<f64>) -> Array2<f64> {
        (inputs - &self.middles) / &self.halves
    }

    /// The separator, of the samples as they are, that does what this one does with scaled ones.
    fn original(&self, separator: &Array1<f64>) -> Perceptron {
        let features = self.middles.len();
        let weights = &separator.slice(s![..features]) / &self.halves;
        let shift = weights.dot(&self.middles);
        let threshold = separator[features] + shift;
        let augmented = weights.into_iter().chain([threshold]).collect();
        Perceptron { augmented }
    }
}

/// That no hyperplane separates the classes, if the means of both are the same point.
fn proof(
    nearest: &Mean,
    samples: &TwoClass,
    scaled: &Array2<f64>,
    frame: &Frame,
) -> Option<Separability> {
    let side = |label: f64| {
        let chosen = nearest.support.iter().zip(&nearest.weights);
        let of_class = chosen.filter(|&(&sample, _)| samples.labels()[sample] == label);
        let mut of_class: Vec<(usize, f64)> = of_class.map(|(&s, &w)| (s, w)).collect();
        of_class.sort_unstable_by_key(|&(sample, _)| sample);
        // The last augmented input is the same -1 for all, so either class holds half the weight.
        let whole: f64 = of_class.iter().map(|&(_, weight)| weight).sum();
        of_class.iter_mut().for_each(|(_, weight)| *weight /= whole);
        of_class
    };
    let (class_0, class_1) = (side(0.0), side(1.0));
    if class_0.is_empty() || class_1.is_empty() {
        return None;
    }
    let mean = |side: &[(usize, f64)]| {
        let zero = Array1::<f64>::zeros(samples.features());
        side.iter().fold(zero, |mean, &(sample, weight)| {
            mean + &scaled.row(sample) * weight
        })
    };
    let apart = mean(&class_0) - mean(&class_1);
    if !apart.iter().all(|d| d.abs() <= SAME) {
        return None;
    }
    let apart = apart * &frame.halves;
    Some(Separability::NotSeparable {
        class_0,
        class_1,
        distance: root(apart.dot(&apart), apart.iter()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Labels;
    use crate::data::{Species, iris, logic, separable};
    use ndarray::array;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn widest(samples: &TwoClass) -> (Perceptron, f64) {
        match separability(samples) {
            Separability::Separable { separator, margin } => (separator, margin),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_widest_margins_of_and_or_not() {
        // By hand: (2, 2, 3), (2, 2, 1) and (-2, -1) are as far from their three or two nearest samples.
        for (samples, weights) in [
            (logic::and(), array![2.0, 2.0, 3.0]),
            (logic::or(), array![2.0, 2.0, 1.0]),
            (logic::not(), array![-2.0, -1.0]),
        ] {
            let (separator, margin) = widest(&samples);
            let scaled = &weights / weights.dot(&weights);
            let off = &separator.augmented() - &scaled;
            assert!(off.iter().all(|d| d.abs() < 1e-12), "{separator}");
            assert!((margin - weights.dot(&weights).powf(-0.5)).abs() < 1e-12);
        }
    }

    #[test]
    fn no_separator_is_wider_than_the_one_found() {
        for seed in 0..40 {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let features = 1 + seed as usize % 5;
            let cloud = separable(60, features, 0.02, &mut rng).unwrap();
            let (_, margin) = widest(&cloud.samples);
            let teacher = Perceptron::from_augmented(cloud.teacher).unwrap();
            let known = teacher.margin(&cloud.samples).unwrap();
            assert!(
                margin >= known - 1e-9,
                "{margin} is below the teacher's {known}"
            );
            let learnt = Perceptron::zeros(features)
                .unwrap()
                .train(&cloud.samples, 1.0, 1_000_000)
                .unwrap();
            assert!(margin >= learnt.perceptron().margin(&cloud.samples).unwrap() - 1e-9);
        }
    }

    #[test]
    fn a_proof_of_not_separable_is_one_point_in_both_hulls() {
        let iris = iris().unwrap();
        let pair = iris.pair(Species::Versicolor, Species::Virginica);
        for samples in [logic::xor(), pair] {
            let Separability::NotSeparable {
                class_0,
                class_1,
                distance,
            } = separability(&samples)
            else {
                panic!("not separable");
            };
            assert!(distance < 1e-9, "{distance}");
            let mean = |side: &[(usize, f64)], label: f64| {
                assert!((side.iter().map(|&(_, w)| w).sum::<f64>() - 1.0).abs() < 1e-9);
                let mut mean = Array1::zeros(samples.features());
                for &(sample, weight) in side {
                    assert_eq!(samples.labels()[sample], label);
                    assert!(weight > 0.0);
                    mean.scaled_add(weight, &samples.inputs().row(sample));
                }
                mean
            };
            let apart = mean(&class_0, 0.0) - mean(&class_1, 1.0);
            assert!(apart.iter().all(|d| d.abs() < 1e-9), "{apart}");
        }
    }

    #[test]
    fn one_class_alone_is_separable() {
        let samples = TwoClass::new(array![[1.0], [-3.0]], Labels(array![1.0, 1.0])).unwrap();
        let (separator, _) = widest(&samples);
        assert_eq!(separator.mistakes(&samples).unwrap(), 0);
    }

    #[test]
    fn the_same_point_in_both_classes_is_not_separable() {
        let samples = TwoClass::new(
            array![[1.0, 2.0], [0.0, 0.0], [1.0, 2.0]],
            Labels(array![0.0, 0.0, 1.0]),
        )
        .unwrap();
        let Separability::NotSeparable {
            class_0,
            class_1,
            distance,
        } = separability(&samples)
        else {
            panic!("not separable");
        };
        assert_eq!((class_0, class_1), (vec![(0, 1.0)], vec![(2, 1.0)]));
        assert_eq!(distance, 0.0);
    }

    /// Inputs on which rounding decides, or hides what a change of origin shows.
    #[test]
    fn answers_are_proved_or_withheld() {
        let answer = |inputs: Array2<f64>, labels: Array1<f64>| {
            let samples = TwoClass::new(inputs, Labels(labels)).unwrap();
            (separability(&samples), samples)
        };
        let ends = array![0.0, 1.0];
        for far in [1e8, -1e8, 1e12, 1e15_f64] {
            for gap in [1.0, f64::max(1e-3, far.abs() * 1e-15), far] {
                let (found, samples) = answer(array![[far, 0.0], [far, gap]], ends.clone());
                let Separability::Separable { separator, margin } = found else {
                    panic!("{far}, {gap}: {found:?}");
                };
                assert!(margin > 0.0 && separator.mistakes(&samples).unwrap() == 0);
            }
            // XOR far from the origin stays inseparable, and its proof is the same four samples.
            let square = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]] + far;
            let (found, _) = answer(square, array![0.0, 1.0, 1.0, 0.0]);
            let Separability::NotSeparable {
                class_0, class_1, ..
            } = found
            else {
                panic!("{far}: {found:?}");
            };
            assert_eq!((class_0.len(), class_1.len()), (2, 2));
        }
        for size in [1e-300, 1e-200, 1e-100, 1e100, 1e200, 1e300] {
            let unit = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
            let labels = [[0.0, 0.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]];
            let [and, xor] = labels.map(|labels| answer(&unit * size, Array1::from_iter(labels)).0);
            assert!(and.is_separable(), "{size:e}: {and:?}");
            assert!(
                matches!(xor, Separability::NotSeparable { .. }),
                "{size:e}: {xor:?}"
            );
        }
        // A gap of a trillionth of the range: found, or left open, but not denied.
        for gap in [1e-9, 1e-12, 1e-13] {
            let (found, _) = answer(array![[0.0], [1.0], [1.0 + gap]], array![0.0, 0.0, 1.0]);
            assert!(
                !matches!(found, Separability::NotSeparable { .. }),
                "{gap:e}: {found:?}"
            );
        }
        let huge = f64::MAX;
        let (found, _) = answer(array![[-huge], [huge]], ends);
        assert!(
            !matches!(found, Separability::NotSeparable { .. }),
            "{found:?}"
        );
    }
}
