//! Samples with a number to be predicted.

use ndarray::Array1;

use super::Samples;
use crate::Result;
use crate::check::within;

/// Samples with a target each, a number to be predicted from the inputs. The form in which regression
/// takes its data.
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
pub type Regression = Samples<f64, Array1<f64>>;

impl Regression {
    /// Feature and target of each sample as pairs, in the form in which figures take points.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for a feature that there is not; they are counted
    /// from 0.
    pub fn points(&self, feature: usize) -> Result<Vec<(f64, f64)>> {
        within(
            "feature",
            &[feature],
            self.features(),
            "less than the number of features",
        )?;
        let pairs = self
            .inputs()
            .column(feature)
            .into_iter()
            .zip(self.targets());
        Ok(pairs.map(|(&x, &y)| (x, y)).collect())
    }
}
