//! Standardising: every feature with mean 0 and standard deviation 1.

use ndarray::{Array1, Array2, ArrayBase, Data, Ix2};

use super::Linear;
use crate::check::{all_finite, positive};
use crate::data::{Samples, Targets};
use crate::error::{Error, Result};
use crate::moments::moments;

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
    /// [`Error::Empty`] without samples or features, [`Error::NotFinite`],
    /// [`Error::ConstantColumn`] for a feature that is the same in every sample, and
    /// [`Error::OutOfRange`] for one whose deviation is too small to be a number.
    pub fn fit<S: Data<Elem = f64>>(inputs: &ArrayBase<S, Ix2>) -> Result<Self> {
        all_finite("inputs", inputs)?;
        let Some((means, deviations)) = moments(inputs).filter(|(means, _)| !means.is_empty())
        else {
            return Err(Error::Empty {
                what: "the data set",
            });
        };
        for (j, column) in inputs.columns().into_iter().enumerate() {
            if column.iter().all(|&x| x == column[0]) {
                return Err(Error::ConstantColumn {
                    op: "standardising",
                    column: j,
                    value: column[0],
                });
            }
            // Two of the least numbers there are have a deviation below all of them.
            positive("the standard deviation of a feature", deviations[j])?;
        }
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
    /// [`Error::Shape`] for another number of features, [`Error::NotFinite`] for an input that is not
    /// finite, or that is so many deviations from the mean that the number overflows.
    pub fn apply<S: Data<Elem = f64>>(&self, inputs: &ArrayBase<S, Ix2>) -> Result<Array2<f64>> {
        if inputs.ncols() != self.means.len() {
            return Err(Error::Shape {
                op: "standardising, inputs and means",
                left: inputs.shape().to_vec(),
                right: self.means.shape().to_vec(),
            });
        }
        all_finite("inputs", inputs)?;
        let mut standardised = (inputs - &self.means) / &self.deviations;
        for ((row, j), z) in standardised.indexed_iter_mut() {
            if z.is_infinite() {
                // The difference may have overflowed where the quotient does not.
                *z = (0.5 * inputs[[row, j]] - 0.5 * self.means[j]) / (0.5 * self.deviations[j]);
            }
        }
        all_finite("the standardised inputs", &standardised)?;
        Ok(standardised)
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

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{array, s};

    fn fitted(inputs: &Array2<f64>) -> Result<Array2<f64>> {
        Standardizer::fit(inputs)?.apply(inputs)
    }

    #[test]
    fn features_of_any_size_become_the_same_numbers_or_an_error() {
        let usual = array![[1.0, -3.0], [2.5, 4.0], [7.25, 4.5]];
        let expected = fitted(&usual).unwrap();
        for size in [1e-300, 1e-200, 1e-160, 1e160, 1e200, 1e307] {
            let found = fitted(&(&usual * size)).unwrap();
            let close = (&found - &expected).iter().all(|d| d.abs() < 1e-12);
            assert!(close, "{size:e}: {found}");
        }
        // Even the difference of these from their mean overflows.
        let ends = array![[f64::MAX], [f64::MAX], [-f64::MAX]];
        let found = fitted(&ends).unwrap();
        assert!((found[[2, 0]] + 2.0_f64.sqrt()).abs() < 1e-12, "{found}");
        let least = array![[0.0], [0.0], [0.0], [0.0], [f64::from_bits(1)]];
        assert_eq!(
            fitted(&least).unwrap_err().to_string(),
            "the standard deviation of a feature is 0; it must be positive and finite"
        );
    }

    #[test]
    fn inputs_of_any_layout_are_taken() {
        let inputs = array![[1.0, 2.0, 0.0], [4.0, 3.0, 5.0], [6.0, 0.5, 2.0]];
        for view in [
            inputs.view(),
            inputs.t(),
            inputs.slice(s![..;-1, ..;-1]),
            inputs.slice(s![..;2, ..]),
        ] {
            let standardizer = Standardizer::fit(&view).unwrap();
            let copied = Standardizer::fit(&view.as_standard_layout()).unwrap();
            let apart = &standardizer.apply(&view).unwrap() - &copied.apply(&view).unwrap();
            assert!(apart.iter().all(|d| d.abs() < 1e-14));
        }
    }

    #[test]
    fn what_is_not_finite_is_named() {
        let standardizer = Standardizer::fit(&array![[0.0], [1e-200]]).unwrap();
        let message = |input: f64| {
            standardizer
                .apply(&array![[input]])
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            message(f64::NAN),
            "inputs at [0, 0] is NaN; every value must be finite"
        );
        assert_eq!(
            message(1e200),
            "the standardised inputs at [0, 0] is inf; every value must be finite"
        );
    }
}
