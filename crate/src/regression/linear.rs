//! The linear model: a coefficient for each feature and an intercept.

use std::fmt;

use ndarray::{Array1, ArrayBase, ArrayView1, Data, Ix2};

use crate::calculus::{Affine, write_equation};
use crate::check::all_finite;
use crate::coordinates::Coordinates;
use crate::data::Regression;
use crate::error::{Error, Result};
use crate::norm::usual;

/// A linear model: it predicts a target as an affine function of the features.
///
/// $$\hat y = a \cdot x + b$$
///
/// $a$ has one coefficient a feature; $b$ is the intercept.
///
/// # Examples
/// ```
/// use downhill::{ndarray::array, regression::Linear};
/// let line = Linear::new(&[1.2], 2.0)?;
/// assert_eq!(line.predict(&array![[0.0], [5.0]])?, array![2.0, 8.0]);
/// assert_eq!(line.to_string(), "y = 1.2x + 2");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Linear {
    function: Affine,
}

impl Linear {
    /// The model with these coefficients and this intercept.
    ///
    /// # Errors
    /// [`Error::Empty`] without coefficients, [`Error::NotFinite`].
    pub fn new<P: Coordinates<Elem = f64> + ?Sized>(
        coefficients: &P,
        intercept: f64,
    ) -> Result<Self> {
        let function = Affine::new(coefficients, intercept)?;
        Ok(Self { function })
    }

    /// The coefficients, one a feature.
    pub fn coefficients(&self) -> ArrayView1<'_, f64> {
        self.function.slopes()
    }

    /// The intercept.
    pub fn intercept(&self) -> f64 {
        self.function.intercept()
    }

    /// The predictions for inputs of shape (samples, features).
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of features, [`Error::NotFinite`].
    pub fn predict<S: Data<Elem = f64>>(&self, inputs: &ArrayBase<S, Ix2>) -> Result<Array1<f64>> {
        if inputs.ncols() != self.coefficients().len() {
            return Err(Error::Shape {
                op: "inputs and coefficients",
                left: inputs.shape().to_vec(),
                right: self.coefficients().shape().to_vec(),
            });
        }
        all_finite("inputs", inputs)?;
        Ok(inputs.dot(&self.coefficients()) + self.intercept())
    }

    /// The mean of the squared errors on some samples.
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of features.
    pub fn mean_squared_error(&self, samples: &Regression) -> Result<f64> {
        let off = self.predict(samples.inputs())? - samples.targets();
        Ok(off.dot(&off) / samples.count() as f64)
    }

    /// The coefficient of determination $R^2$: which share of the targets' variance the model
    /// explains. 1 is perfect, 0 no better than always predicting the mean.
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of features, [`Error::OutOfRange`] if all targets are
    /// equal.
    pub fn r_squared(&self, samples: &Regression) -> Result<f64> {
        let off = self.predict(samples.inputs())? - samples.targets();
        // Both by the same power, so that neither square overflows or vanishes.
        let scale = usual(off.iter().chain(samples.targets()));
        let off = off * scale;
        let unexplained = off.dot(&off) / samples.count() as f64;
        let variance = (samples.targets() * scale).var(0.0);
        if variance > 0.0 {
            return Ok(1.0 - unexplained / variance);
        }
        Err(Error::OutOfRange {
            name: "the variance of the targets",
            value: variance,
            range: "positive",
        })
    }
}

impl fmt::Display for Linear {
    /// As an equation in x, or in x1, x2 and so on if there is more than one feature. A precision such
    /// as `{:.3}` rounds every number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variables: &[&str] = match self.coefficients().len() {
            1 => &["x"],
            _ => &[],
        };
        write_equation(f, "y", variables, &self.function)
    }
}
