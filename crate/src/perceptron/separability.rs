//! Whether a hyperplane can separate two classes, with a proof either way.

use ndarray::{Array1, Array2, Axis, s};

use super::Perceptron;
use crate::data::TwoClass;
use crate::linalg::Qr;

/// Relative to 1, what is taken for rounding.
const TINY: f64 = 1e-10;

/// The answer of [`separability`], with what proves it.
#[derive(Debug, Clone, PartialEq)]
pub enum Separability {
    /// A hyperplane separates the classes.
    Separable {
        /// The one with the widest margin.
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
}

impl Separability {
    /// Whether a hyperplane separates the classes.
    #[must_use]
    pub fn is_separable(&self) -> bool {
        matches!(self, Self::Separable { .. })
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
/// every sample before it is returned. In the other case the answer holds to rounding: a margin below
/// about `1e-10` of the [radius](super::radius) is taken for none, and `distance` tells how good
/// the proof is.
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
    let points = samples.augmented() * &signs.insert_axis(Axis(1));
    let nearest = nearest_point(&points);
    let distance = nearest.point.dot(&nearest.point).sqrt();
    let separator = Perceptron {
        augmented: nearest.point,
    };
    if let Ok(margin) = separator.margin(samples)
        && margin > 0.0
    {
        return Separability::Separable { separator, margin };
    }
    let side = |label: f64| {
        // The last augmented input is the same -1 for all, so either class holds half the weight.
        let chosen = nearest.support.iter().zip(&nearest.weights);
        let of_class = chosen.filter(|&(&sample, _)| samples.labels()[sample] == label);
        let mut of_class: Vec<(usize, f64)> = of_class.map(|(&s, &w)| (s, 2.0 * w)).collect();
        of_class.sort_unstable_by_key(|&(sample, _)| sample);
        of_class
    };
    Separability::NotSeparable {
        class_0: side(0.0),
        class_1: side(1.0),
        distance: 2.0 * distance,
    }
}

/// A point of a convex hull as a weighted mean of a few of the points that span it.
#[derive(Clone)]
struct Mean {
    point: Array1<f64>,
    support: Vec<usize>,
    weights: Vec<f64>,
}

/// The point of the convex hull of the rows of `points` that is nearest to the origin.
///
/// Wolfe's algorithm keeps a small set of rows, the support, whose nearest point to the origin lies
/// inside their hull. As long as another row lies on the origin's side of the plane through that
/// point, it joins; rows that the new nearest point leaves outside drop out. Every step brings the
/// point nearer; where rounding lets it not, the search is over.
fn nearest_point(points: &Array2<f64>) -> Mean {
    let squares = points.map_axis(Axis(1), |p| p.dot(&p));
    let scale = squares.fold(0.0_f64, |a, &b| a.max(b));
    let mut mean = Mean::at(points, argmin(&squares));
    loop {
        let length = mean.point.dot(&mean.point);
        let heights = points.dot(&mean.point);
        let lowest = argmin(&heights);
        let at_origin = length <= TINY * TINY * scale;
        if at_origin || heights[lowest] >= length * (1.0 - TINY) {
            return mean;
        }
        match mean.joined_by(lowest, points) {
            Some(nearer) if nearer.point.dot(&nearer.point) < length => mean = nearer,
            _ => return mean,
        }
    }
}

impl Mean {
    fn at(points: &Array2<f64>, row: usize) -> Self {
        Self {
            point: points.row(row).to_owned(),
            support: vec![row],
            weights: vec![1.0],
        }
    }

    /// The nearest point to the origin once `row` has joined the support and what it makes
    /// superfluous has left; `None` if rounding makes the support's plane degenerate.
    fn joined_by(&self, row: usize, points: &Array2<f64>) -> Option<Self> {
        let mut next = self.clone();
        next.support.push(row);
        next.weights.push(0.0);
        loop {
            let wanted = nearest_in_plane(points, &next.support)?;
            if wanted.iter().all(|&weight| weight > TINY) {
                next.weights = wanted.to_vec();
                break;
            }
            // Go towards the plane's nearest point as far as the hull reaches; drop what is 0 there.
            let pairs = next.weights.iter().zip(&wanted);
            let reach = pairs
                .filter(|&(_, &wanted)| wanted <= TINY)
                .map(|(&now, &wanted)| now / (now - wanted))
                .fold(1.0, f64::min);
            for (now, wanted) in next.weights.iter_mut().zip(&wanted) {
                *now += reach * (wanted - *now);
            }
            let kept: Vec<bool> = next.weights.iter().map(|&weight| weight > TINY).collect();
            next.retain(&kept);
        }
        let chosen = points.select(Axis(0), &next.support);
        next.point = Array1::from(next.weights.clone()).dot(&chosen);
        Some(next)
    }

    fn retain(&mut self, kept: &[bool]) {
        let mut keep = kept.iter();
        self.support.retain(|_| keep.next() == Some(&true));
        let mut keep = kept.iter();
        self.weights.retain(|_| keep.next() == Some(&true));
    }
}

/// The weights, adding up to 1 but of any sign, of the point nearest to the origin in the plane through
/// the rows of the support: where the gradient of the squared length is the same for all weights.
fn nearest_in_plane(points: &Array2<f64>, support: &[usize]) -> Option<Array1<f64>> {
    let chosen = points.select(Axis(0), support);
    let size = support.len();
    let mut matrix = Array2::ones((size + 1, size + 1));
    matrix[[size, size]] = 0.0;
    matrix
        .slice_mut(s![..size, ..size])
        .assign(&chosen.dot(&chosen.t()));
    let mut right = Array1::zeros(size + 1);
    right[size] = 1.0;
    let solution = Qr::new(&matrix).and_then(|qr| qr.solve(&right)).ok()?;
    let weights = solution.slice_move(s![..size]);
    // Rounding leaves their sum a last digit away from 1.
    Some(&weights / weights.sum())
}

fn argmin(values: &Array1<f64>) -> usize {
    let lowest = values.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
    lowest.map_or(0, |(index, _)| index)
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
}
