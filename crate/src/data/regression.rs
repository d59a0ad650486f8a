//! Samples with a number to be predicted, checked once so that no algorithm need check them again.

use ndarray::{Array1, Array2, Axis};

use crate::check::{all_finite, within};
use crate::{Error, Result};

/// Samples with a target each, a number to be predicted from the inputs. The form in which regression
/// takes its data.
///
/// # Shapes
/// The inputs have one row a sample and one column a feature; there are as many targets as rows.
///
/// ```
/// use downhill::data::Regression;
/// use downhill::ndarray::array;
///
/// let samples = Regression::new(array![[0.0], [1.0], [2.0]], array![2.0, 3.2, 4.4])?;
/// assert_eq!((samples.count(), samples.features()), (3, 1));
///
/// let bad = Regression::new(array![[0.0], [1.0]], array![2.0, f64::NAN]);
/// assert_eq!(bad.unwrap_err().to_string(), "targets at [1] is NaN; every value must be finite");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    inputs: Array2<f64>,
    targets: Array1<f64>,
}

impl Regression {
    /// Samples from their inputs and targets.
    ///
    /// # Errors
    /// [`Error::Empty`] without samples or features, [`Error::Shape`] unless there is one target a
    /// row, [`Error::NotFinite`] for a NaN or an infinity.
    pub fn new(inputs: Array2<f64>, targets: Array1<f64>) -> Result<Self> {
        if inputs.is_empty() {
            return Err(Error::Empty {
                what: "the data set",
            });
        }
        if inputs.nrows() != targets.len() {
            return Err(Error::Shape {
                op: "one target a sample",
                left: inputs.shape().to_vec(),
                right: targets.shape().to_vec(),
            });
        }
        all_finite("inputs", &inputs)?;
        all_finite("targets", &targets)?;
        Ok(Self { inputs, targets })
    }

    /// The inputs, one row a sample.
    #[must_use]
    pub fn inputs(&self) -> &Array2<f64> {
        &self.inputs
    }

    /// The targets.
    #[must_use]
    pub fn targets(&self) -> &Array1<f64> {
        &self.targets
    }

    /// How many samples there are; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inputs.nrows()
    }

    /// How many features there are; at least one.
    #[must_use]
    pub fn features(&self) -> usize {
        self.inputs.ncols()
    }

    /// The same samples in another order, or a selection of them: row `i` of the answer is row
    /// `order[i]` of these. Two parts of a shuffled order are a training set and a test set.
    ///
    /// # Errors
    /// [`Error::Empty`] if nothing is selected, [`Error::OutOfRange`] for a row that is not there.
    ///
    /// ```
    /// use downhill::{data::Regression, ndarray::array};
    ///
    /// let samples = Regression::new(array![[0.0], [1.0], [2.0]], array![2.0, 3.2, 4.4])?;
    /// assert_eq!(samples.rows(&[2, 0])?.targets(), array![4.4, 2.0]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn rows(&self, order: &[usize]) -> Result<Self> {
        within("row", order, self.count(), "the number of a sample")?;
        Self::new(
            self.inputs.select(Axis(0), order),
            self.targets.select(Axis(0), order),
        )
    }

    /// Feature and target of each sample as pairs, in the form in which figures take points.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a feature that there is not; they are counted from 0.
    pub fn points(&self, feature: usize) -> Result<Vec<(f64, f64)>> {
        if feature >= self.features() {
            return Err(Error::OutOfRange {
                name: "feature",
                value: feature as f64,
                range: "less than the number of features",
            });
        }
        let column = self.inputs.column(feature);
        Ok(column
            .iter()
            .zip(&self.targets)
            .map(|(&x, &y)| (x, y))
            .collect())
    }
}
