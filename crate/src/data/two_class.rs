//! Samples of two classes.

use ndarray::{Array1, Array2, s};

use super::{Labels, Samples};
#[cfg(feature = "plot")]
use crate::plot::Axes;

/// Samples with a label each, 0 or 1. The form in which the perceptron takes its training set.
///
/// ```
/// use downhill::data::{Labels, TwoClass};
/// use downhill::ndarray::array;
///
/// let samples = TwoClass::new(array![[0.0, 0.5], [1.0, 2.0]], Labels(array![0.0, 1.0]))?;
/// assert_eq!((samples.count(), samples.features()), (2, 2));
///
/// let bad = TwoClass::new(array![[0.0], [1.0]], Labels(array![0.0, 3.0]));
/// assert_eq!(bad.unwrap_err().to_string(), "label 1 is 3; it must be 0 or 1");
/// # Ok::<(), downhill::Error>(())
/// ```
pub type TwoClass = Samples<f64, Labels>;

impl TwoClass {
    /// The labels, 0 or 1 each.
    #[must_use]
    pub fn labels(&self) -> &Array1<f64> {
        &self.targets().0
    }

    /// The inputs augmented by a constant $-1$, which turns a threshold into a weight.
    /// The shape is (samples, features + 1).
    #[must_use]
    pub fn augmented(&self) -> Array2<f64> {
        let mut augmented = Array2::from_elem((self.count(), self.features() + 1), -1.0);
        augmented
            .slice_mut(s![.., ..self.features()])
            .assign(self.inputs());
        augmented
    }

    /// The first two features of the samples with this label, as the points of a figure. With a
    /// single feature the second coordinate is 0.
    ///
    /// ```
    /// use downhill::data::logic;
    ///
    /// assert_eq!(logic::and().points(1.0), [(1.0, 1.0)]);
    /// ```
    #[must_use]
    pub fn points(&self, label: f64) -> Vec<(f64, f64)> {
        self.inputs()
            .outer_iter()
            .zip(self.labels())
            .filter(|&(_, &of_sample)| of_sample == label)
            .map(|(sample, _)| (sample[0], sample.get(1).copied().unwrap_or(0.0)))
            .collect()
    }

    /// Axes with the first two features of the samples, in the colours of their classes. With a single feature they lie on
    /// an axis.
    ///
    /// ```
    /// use downhill::data::logic;
    ///
    /// let figure = logic::xor().scatter("XOR: equal labels lie at opposite corners").draw()?;
    /// assert!(figure.svg().contains("class 1"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[cfg(feature = "plot")]
    pub fn scatter(&self, alt: &str) -> Axes {
        let mut axes = Axes::new(alt).x_label("x₁");
        let (from, to) = reach(self, 0);
        axes = axes.x_range(from, to);
        axes = if self.features() == 1 {
            axes.y_range(-1.0, 1.0).y_ticks::<&str>(&[])
        } else {
            let (from, to) = reach(self, 1);
            axes.y_label("x₂").y_range(from, to)
        };
        for (color, label) in [0.0, 1.0].into_iter().enumerate() {
            let points = self.points(label);
            if !points.is_empty() {
                axes = axes.points(&format!("class {label}"), &points).color(color);
            }
        }
        axes
    }
}

#[cfg(feature = "plot")]
/// From the least to the greatest value of a feature, and a good deal more on both sides.
fn reach(samples: &TwoClass, feature: usize) -> (f64, f64) {
    let values = samples.inputs().column(feature);
    let least = values.fold(f64::INFINITY, |a, &b| a.min(b));
    let greatest = values.fold(f64::NEG_INFINITY, |a, &b| a.max(b));
    let margin = if greatest > least {
        0.4 * (greatest - least)
    } else {
        1.0
    };
    (least - margin, greatest + margin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use ndarray::array;

    #[test]
    fn bad_samples_are_refused_with_the_bad_value() {
        let refused = |inputs, labels| TwoClass::new(inputs, Labels(labels)).unwrap_err();
        assert_eq!(
            refused(Array2::zeros((0, 2)), Array1::zeros(0)),
            Error::Empty {
                what: "the data set"
            }
        );
        assert_eq!(
            refused(array![[0.0, 1.0], [1.0, 1.0]], array![1.0]),
            Error::Shape {
                op: "one label a sample",
                left: vec![2, 2],
                right: vec![1]
            }
        );
        assert_eq!(
            refused(array![[0.0, f64::INFINITY]], array![1.0]),
            Error::NotFinite {
                name: "inputs",
                index: vec![0, 1],
                value: f64::INFINITY
            }
        );
        assert_eq!(
            refused(array![[0.0], [1.0]], array![1.0, -1.0]),
            Error::Label {
                index: 1,
                value: -1.0,
                allowed: "0 or 1"
            }
        );
        let nan = refused(array![[0.0]], array![f64::NAN]);
        assert_eq!(nan.to_string(), "label 0 is NaN; it must be 0 or 1");
    }

    #[test]
    fn augmenting_adds_a_column_of_minus_ones() {
        let samples = TwoClass::new(array![[1.0], [2.0]], Labels(array![0.0, 1.0])).unwrap();
        assert_eq!(samples.augmented(), array![[1.0, -1.0], [2.0, -1.0]]);
        assert_eq!(samples.points(1.0), [(2.0, 0.0)]);
    }
}
