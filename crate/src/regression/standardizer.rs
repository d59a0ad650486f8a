//! Standardising: every feature with mean 0 and standard deviation 1.

use ndarray::{Array1, Array2, ArrayBase, Axis, Data, Ix2};

use super::Linear;
use crate::check::all_finite;
use crate::data::{Samples, Targets};
use crate::error::{Error, Result};

/// Shifts and scales each feature to mean 0 and standard deviation 1.
/// The bowl of the squared loss becomes rounder, so that one rate suits all its directions.
///
/// $$z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}$$
///
/// $\mu_j$ and $\sigma_j$ are taken from the samples it was fitted to, with $\sigma^2$ the mean of the
/// squared deviations (divided by n, not n - 1), and serve for other samples too.
///
/// # Examples
/// ```
/// use downhill::{ndarray::array, regression::Standardizer};
/// let inputs = array![[1.0, 100.0], [3.0, 500.0]];
/// let standardizer = Standardizer::fit(&inputs)?;
/// assert_eq!(standardizer.apply(&inputs)?, array![[-1.0, -1.0], [1.0, 1.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Standardizer {
    means: Array1<f64>,
    deviations: Array1<f64>,
}

impl Standardizer {
    /// Takes means and standard deviations from inputs of shape (samples, features).
    ///
    /// # Errors
    /// [`Error::Empty`] without samples or features, [`Error::NotFinite`], and
    /// [`Error::ConstantColumn`] for a feature that is the same in every sample.
    pub fn fit<S: Data<Elem = f64>>(inputs: &ArrayBase<S, Ix2>) -> Result<Self> {
        all_finite("inputs", inputs)?;
        let Some(means) = inputs.mean_axis(Axis(0)).filter(|means| !means.is_empty()) else {
            return Err(Error::Empty {
                what: "the data set",
            });
        };
        for (j, column) in inputs.columns().into_iter().enumerate() {
            if column.iter().all(|&x| x == column[0]) {
                return Err(Error::ConstantColumn {
                    column: j,
                    value: column[0],
                });
            }
        }
        let deviations = inputs.std_axis(Axis(0), 0.0);
        all_finite("the standard deviations", &deviations)?;
        Ok(Self { means, deviations })
    }

    /// The means $\mu$, one a feature.
    pub fn means(&self) -> &Array1<f64> {
        &self.means
    }

    /// The standard deviations $\sigma$, one a feature.
    pub fn deviations(&self) -> &Array1<f64> {
        &self.deviations
    }

    /// Inputs of shape (samples, features) standardised.
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of features.
    pub fn apply<S: Data<Elem = f64>>(&self, inputs: &ArrayBase<S, Ix2>) -> Result<Array2<f64>> {
        if inputs.ncols() != self.means.len() {
            return Err(Error::Shape {
                op: "standardising, inputs and means",
                left: inputs.shape().to_vec(),
                right: self.means.shape().to_vec(),
            });
        }
        Ok((inputs - &self.means) / &self.deviations)
    }

    /// Samples with standardised inputs; the targets stay as they are.
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of features, [`Error::NotFinite`] for a number that overflows.
    pub fn apply_to<T: Targets<f64>>(&self, samples: &Samples<f64, T>) -> Result<Samples<f64, T>> {
        samples.with_inputs(self.apply(samples.inputs())?)
    }

    /// The model for raw inputs that predicts what `model` predicts for standardised ones: the
    /// coefficients $a_j / \sigma_j$ and the intercept $b - \sum_j a_j \mu_j / \sigma_j$.
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of features, [`Error::NotFinite`] if a coefficient
    /// overflows.
    pub fn undo(&self, model: &Linear) -> Result<Linear> {
        if model.coefficients().len() != self.means.len() {
            return Err(Error::Shape {
                op: "standardising, coefficients and means",
                left: model.coefficients().shape().to_vec(),
                right: self.means.shape().to_vec(),
            });
        }
        let coefficients = &model.coefficients() / &self.deviations;
        let shift = coefficients.dot(&self.means);
        Linear::new(&coefficients, model.intercept() - shift)
    }
}
