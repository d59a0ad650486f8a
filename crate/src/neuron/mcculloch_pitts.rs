//! The neuron of McCulloch and Pitts: weights, a threshold, an activation.

use ndarray::{Array1, Array2, ArrayView1, aview1};

use crate::activation::Activation;
use crate::check::{all_finite, finite};
use crate::error::{Error, Result};

/// A McCulloch–Pitts neuron: it fires when the weighted sum of its inputs reaches its threshold.
/// With an activation other than the step it is the unit of which networks are built.
///
/// $$ y = f(z), \qquad z = w_1 x_1 + \dots + w_n x_n - \theta $$
///
/// with the weights $w$ (`weights`), the threshold $\theta$ (`threshold`), the inputs $x$, the
/// pre-activation $z$ and the activation $f$. The numbers have no units. Where a formula carries
/// a constant term $b$ instead, as in $1 + 3 x_1 - 2 x_2$, the threshold is $\theta = -b$.
///
/// # References
/// S0 §4.1. W. S. McCulloch and W. Pitts, "A logical calculus of the ideas immanent in nervous
/// activity", *Bulletin of Mathematical Biophysics* 5 (1943), 115–133,
/// [doi:10.1007/BF02478259](https://doi.org/10.1007/BF02478259). Their neuron has weights of one
/// size and inputs that veto; weights of any size and sign are the form that S0 uses.
///
/// # Examples
/// S0's worked example, on either side of its line and on it:
/// ```
/// use downhill::{activation::Activation, neuron::McCullochPitts};
/// let neuron = McCullochPitts::new(&[3.0, -2.0], -1.0, Activation::Step)?;
/// assert_eq!(neuron.output(&[0.0, 0.0])?, 1.0); // 1 + 0 - 0 = 1
/// assert_eq!(neuron.output(&[0.0, 1.0])?, 0.0); // 1 + 0 - 2 = -1
/// assert_eq!(neuron.output(&[1.0, 2.0])?, 1.0); // 1 + 3 - 4 = 0
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct McCullochPitts {
    weights: Array1<f64>,
    threshold: f64,
    activation: Activation,
}

impl McCullochPitts {
    /// A neuron with one weight an input.
    ///
    /// # Errors
    /// [`Error::Empty`] without weights, [`Error::NotFinite`] if a weight or the threshold is a
    /// NaN or infinite.
    pub fn new(weights: &[f64], threshold: f64, activation: Activation) -> Result<Self> {
        if weights.is_empty() {
            return Err(Error::Empty { what: "weights" });
        }
        let weights = aview1(weights);
        all_finite("weights", &weights)?;
        finite("threshold", threshold)?;
        Ok(Self {
            weights: weights.to_owned(),
            threshold,
            activation,
        })
    }

    /// The weights $w$, one an input.
    #[must_use]
    pub fn weights(&self) -> ArrayView1<'_, f64> {
        self.weights.view()
    }

    /// The threshold $\theta$.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// The activation $f$.
    #[must_use]
    pub fn activation(&self) -> Activation {
        self.activation
    }

    /// The pre-activation $z = w \cdot x - \theta$ for one input vector. A product too large for a number is infinite, one
    /// too small is 0.
    ///
    /// # Errors
    /// [`Error::Shape`] unless there is one input a weight, [`Error::NotFinite`] if an input is
    /// a NaN or infinite.
    // ANCHOR: pre_activation
    pub fn pre_activation(&self, inputs: &[f64]) -> Result<f64> {
        if inputs.len() != self.weights.len() {
            return Err(Error::Shape {
                op: "weights · inputs",
                left: vec![self.weights.len()],
                right: vec![inputs.len()],
            });
        }
        let inputs = aview1(inputs);
        all_finite("inputs", &inputs)?;
        Ok(self.weights.dot(&inputs) - self.threshold)
    }
    // ANCHOR_END: pre_activation

    /// The output $y = f(w \cdot x - \theta)$ for one input vector.
    ///
    /// # Errors
    /// As [`pre_activation`](Self::pre_activation).
    // ANCHOR: output
    pub fn output(&self, inputs: &[f64]) -> Result<f64> {
        Ok(self.activation.value(self.pre_activation(inputs)?))
    }
    // ANCHOR_END: output

    /// The outputs for many input vectors, one a row of `inputs`, shape (samples, n).
    ///
    /// ```
    /// use downhill::{activation::Activation, ndarray::array, neuron::McCullochPitts};
    /// let and = McCullochPitts::new(&[1.0, 1.0], 1.5, Activation::Step)?;
    /// let inputs = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
    /// assert_eq!(and.outputs(&inputs)?, array![0.0, 0.0, 0.0, 1.0]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`pre_activation`](Self::pre_activation); the index is (row, column).
    pub fn outputs(&self, inputs: &Array2<f64>) -> Result<Array1<f64>> {
        Ok(self.activation.values(&self.pre_activations(inputs)?))
    }

    /// The error $E = \frac{1}{2} \sum_k (\hat y_k - y_k)^2$ of the outputs $\hat y$ on samples
    /// with the wanted outputs $y$ (`targets`).
    ///
    /// # Errors
    /// As [`outputs`](Self::outputs); also [`Error::Shape`] unless there is one target a row,
    /// and [`Error::NotFinite`] if a target is a NaN or infinite.
    pub fn error(&self, inputs: &Array2<f64>, targets: &[f64]) -> Result<f64> {
        let z = self.pre_activations(inputs)?;
        let residuals = self.residuals(&z, targets)?;
        Ok(0.5 * residuals.dot(&residuals))
    }

    /// The gradient of [`error`](Self::error) by the $n$ weights and, last, by the threshold:
    ///
    /// $$ \frac{\partial E}{\partial w_i} = \sum_k (\hat y_k - y_k) f^\prime(z_k) x_{ki} \qquad
    ///    \frac{\partial E}{\partial \theta} = -\sum_k (\hat y_k - y_k) f^\prime(z_k) $$
    ///
    /// With the step, $f^\prime$ is 0 wherever it exists, so the gradient is zero, whatever the error.
    ///
    /// ```
    /// use downhill::{activation::Activation, ndarray::array, neuron::McCullochPitts};
    /// let (inputs, targets) = (array![[1.0], [2.0]], [1.0, 1.0]);
    /// let mute = McCullochPitts::new(&[-1.0], 0.0, Activation::Step)?;
    /// assert_eq!(mute.error(&inputs, &targets)?, 1.0);
    /// assert_eq!(mute.error_gradient(&inputs, &targets)?, array![0.0, 0.0]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`error`](Self::error); also [`Error::NotFinite`] if a sample lies where the
    /// activation has no derivative, which for the step is on its line.
    pub fn error_gradient(&self, inputs: &Array2<f64>, targets: &[f64]) -> Result<Array1<f64>> {
        let z = self.pre_activations(inputs)?;
        let residuals = self.residuals(&z, targets)?;
        let slopes = self.activation.derivatives(&z);
        all_finite("derivative of the activation", &slopes)?;
        let deltas = residuals * slopes;
        let mut gradient = inputs.t().dot(&deltas).to_vec();
        gradient.push(-deltas.sum());
        Ok(gradient.into())
    }

    fn pre_activations(&self, inputs: &Array2<f64>) -> Result<Array1<f64>> {
        if inputs.ncols() != self.weights.len() {
            return Err(Error::Shape {
                op: "inputs · weights",
                left: inputs.shape().to_vec(),
                right: vec![self.weights.len()],
            });
        }
        all_finite("inputs", inputs)?;
        Ok(inputs.dot(&self.weights) - self.threshold)
    }

    /// $\hat y - y$ for the pre-activations `z`.
    fn residuals(&self, z: &Array1<f64>, targets: &[f64]) -> Result<Array1<f64>> {
        if z.len() != targets.len() {
            return Err(Error::Shape {
                op: "outputs - targets",
                left: vec![z.len()],
                right: vec![targets.len()],
            });
        }
        let targets = aview1(targets);
        all_finite("targets", &targets)?;
        Ok(self.activation.values(z) - targets)
    }
}
