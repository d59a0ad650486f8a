//! Samples of two classes, checked once so that no algorithm need check them again.

use ndarray::{Array1, Array2, Axis};

use crate::check::{all_finite, within};
use crate::{Error, Result};

/// Samples with a label each, 0 or 1, in a fixed order. The form in which the perceptron takes its
/// training set.
///
/// # Shapes
/// The inputs have one row a sample and one column a feature; there are as many labels as rows.
///
/// ```
/// use downhill::data::TwoClass;
/// use downhill::ndarray::array;
///
/// let samples = TwoClass::new(array![[0.0, 0.5], [1.0, 2.0]], array![0.0, 1.0])?;
/// assert_eq!((samples.count(), samples.features()), (2, 2));
///
/// let bad = TwoClass::new(array![[0.0], [1.0]], array![0.0, 3.0]);
/// assert_eq!(bad.unwrap_err().to_string(), "label 1 is 3; it must be 0 or 1");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TwoClass {
    inputs: Array2<f64>,
    labels: Array1<f64>,
}

impl TwoClass {
    /// Samples from their inputs and labels.
    ///
    /// # Errors
    /// [`Error::Empty`] without samples or features, [`Error::Shape`] unless there is one label a
    /// row, [`Error::NotFinite`] for a NaN or an infinity, [`Error::Label`] for any other label.
    pub fn new(inputs: Array2<f64>, labels: Array1<f64>) -> Result<Self> {
        if inputs.is_empty() {
            return Err(Error::Empty {
                what: "the data set",
            });
        }
        if inputs.nrows() != labels.len() {
            return Err(Error::Shape {
                op: "one label a sample",
                left: inputs.shape().to_vec(),
                right: labels.shape().to_vec(),
            });
        }
        all_finite("inputs", &inputs)?;
        // A NaN among the labels lands here too.
        if let Some((index, &value)) = labels
            .indexed_iter()
            .find(|&(_, &label)| label != 0.0 && label != 1.0)
        {
            return Err(Error::Label {
                index,
                value,
                allowed: "0 or 1",
            });
        }
        Ok(Self { inputs, labels })
    }

    /// The inputs, one row a sample.
    #[must_use]
    pub fn inputs(&self) -> &Array2<f64> {
        &self.inputs
    }

    /// The labels, 0 or 1 each.
    #[must_use]
    pub fn labels(&self) -> &Array1<f64> {
        &self.labels
    }

    /// How many samples there are; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inputs.nrows()
    }

    /// How many numbers a sample has; at least one.
    #[must_use]
    pub fn features(&self) -> usize {
        self.inputs.ncols()
    }

    /// The inputs augmented by a constant $-1$, which turns a threshold into a weight.
    /// The shape is (samples, features + 1).
    #[must_use]
    pub fn augmented(&self) -> Array2<f64> {
        let mut augmented = Array2::from_elem((self.count(), self.features() + 1), -1.0);
        augmented
            .slice_mut(ndarray::s![.., ..self.features()])
            .assign(&self.inputs);
        augmented
    }

    /// The same samples in another order, or a selection of them: row `i` of the answer is row
    /// `order[i]` of these.
    ///
    /// # Errors
    /// [`Error::Empty`] if nothing is selected, [`Error::OutOfRange`] for a row that is not there.
    pub fn rows(&self, order: &[usize]) -> Result<Self> {
        within("row", order, self.count(), "the number of a sample")?;
        Self::new(
            self.inputs.select(Axis(0), order),
            self.labels.select(Axis(0), order),
        )
    }

    /// The same samples with these features only, for a picture in the plane.
    ///
    /// # Errors
    /// [`Error::Empty`] if nothing is selected, [`Error::OutOfRange`] for a column that is not
    /// there.
    pub fn columns(&self, columns: &[usize]) -> Result<Self> {
        within(
            "column",
            columns,
            self.features(),
            "the number of a feature",
        )?;
        Self::new(self.inputs.select(Axis(1), columns), self.labels.clone())
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
        self.inputs
            .outer_iter()
            .zip(&self.labels)
            .filter(|&(_, &of_sample)| of_sample == label)
            .map(|(sample, _)| (sample[0], sample.get(1).copied().unwrap_or(0.0)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn bad_samples_are_refused_with_the_bad_value() {
        assert_eq!(
            TwoClass::new(Array2::zeros((0, 2)), Array1::zeros(0)),
            Err(Error::Empty {
                what: "the data set"
            })
        );
        assert_eq!(
            TwoClass::new(array![[0.0, 1.0], [1.0, 1.0]], array![1.0]),
            Err(Error::Shape {
                op: "one label a sample",
                left: vec![2, 2],
                right: vec![1]
            })
        );
        assert_eq!(
            TwoClass::new(array![[0.0, f64::INFINITY]], array![1.0]),
            Err(Error::NotFinite {
                name: "inputs",
                index: vec![0, 1],
                value: f64::INFINITY
            })
        );
        assert_eq!(
            TwoClass::new(array![[0.0], [1.0]], array![1.0, -1.0]),
            Err(Error::Label {
                index: 1,
                value: -1.0,
                allowed: "0 or 1"
            })
        );
        let nan = TwoClass::new(array![[0.0]], array![f64::NAN]).unwrap_err();
        assert_eq!(nan.to_string(), "label 0 is NaN; it must be 0 or 1");
    }

    #[test]
    fn rows_and_columns_are_selected_in_the_order_asked_for() {
        let samples =
            TwoClass::new(array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], array![0.0, 1.0]).unwrap();
        let turned = samples.rows(&[1, 0]).unwrap();
        assert_eq!(turned.inputs().row(0), array![4.0, 5.0, 6.0]);
        assert_eq!(turned.labels(), &array![1.0, 0.0]);
        assert_eq!(
            samples.columns(&[2, 0]).unwrap().inputs(),
            &array![[3.0, 1.0], [6.0, 4.0]]
        );
        assert!(matches!(samples.rows(&[]), Err(Error::Empty { .. })));
        assert_eq!(
            samples.rows(&[2]).unwrap_err().to_string(),
            "row is 2; it must be the number of a sample"
        );
        assert!(matches!(
            samples.columns(&[3]),
            Err(Error::OutOfRange { value: 3.0, .. })
        ));
    }

    #[test]
    fn augmenting_adds_a_column_of_minus_ones() {
        let samples = TwoClass::new(array![[1.0], [2.0]], array![0.0, 1.0]).unwrap();
        assert_eq!(samples.augmented(), array![[1.0, -1.0], [2.0, -1.0]]);
        assert_eq!(samples.points(1.0), [(2.0, 0.0)]);
    }
}
