//! One layer of working neurons.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::activation::Activation;
use crate::check::all_finite;
use crate::error::{Error, Result};
use crate::number::Float;

/// One layer of working neurons: $a = f(W x + b)$, every neuron with a weight to every input.
///
/// Row $j$ of `weights` holds the weights of neuron $j$. S0 gives a neuron a threshold
/// $\theta_j$ that its sum must reach; the bias is its negative, $b_j = -\theta_j$, and
/// $f(w_j x - \theta_j)$ is $f(w_j x + b_j)$.
///
/// A layer on its own is a record. [`Network::new`](super::Network::new) checks that shapes fit
/// and that the numbers are finite.
///
/// # Examples
/// ```
/// use downhill::{activation::Activation, ndarray::array, network::Layer};
/// // AND of two inputs: both must be 1 to reach the threshold 1.5.
/// let and = Layer::with_thresholds(array![[1.0, 1.0]], &array![1.5], Activation::Step);
/// assert_eq!(and, Layer::new(array![[1.0, 1.0]], array![-1.5], Activation::Step));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Layer<F = f64> {
    /// $W$, of shape (outputs, inputs).
    pub weights: Array2<F>,
    /// $b$, one for each output.
    pub biases: Array1<F>,
    /// $f$, the same for all neurons of the layer.
    pub activation: Activation,
}

impl<F: Float> Layer<F> {
    /// A layer from weights of shape (outputs, inputs) and one bias for each output.
    pub fn new(weights: Array2<F>, biases: Array1<F>, activation: Activation) -> Self {
        Self {
            weights,
            biases,
            activation,
        }
    }

    /// A layer from weights and S0's thresholds, the negatives of the biases.
    pub fn with_thresholds(
        weights: Array2<F>,
        thresholds: &Array1<F>,
        activation: Activation,
    ) -> Self {
        Self::new(weights, thresholds.mapv(|threshold| -threshold), activation)
    }

    /// How many numbers each neuron reads.
    pub fn inputs(&self) -> usize {
        self.weights.ncols()
    }

    /// How many neurons there are.
    pub fn outputs(&self) -> usize {
        self.weights.nrows()
    }

    /// S0's thresholds $\theta = -b$.
    pub fn thresholds(&self) -> Array1<F> {
        self.biases.mapv(|bias| -bias)
    }

    /// How many numbers training may change: a weight for each connection, a bias for each neuron.
    pub fn parameters(&self) -> usize {
        self.weights.len() + self.biases.len()
    }

    /// What a pass reads.
    pub(super) fn view(&self) -> LayerView<'_, F> {
        LayerView {
            weights: self.weights.view(),
            biases: self.biases.view(),
            activation: self.activation,
        }
    }

    /// Checks what concerns this layer alone.
    pub(super) fn validate(&self) -> Result<()> {
        if self.weights.is_empty() {
            return Err(Error::Empty {
                what: "the weight matrix",
            });
        }
        if self.biases.len() != self.outputs() {
            return Err(Error::Shape {
                op: "weights and biases",
                left: self.weights.shape().to_vec(),
                right: self.biases.shape().to_vec(),
            });
        }
        all_finite("weights", &self.weights)?;
        all_finite("biases", &self.biases)
    }
}

/// A layer as a pass reads it: its numbers may be its own, or lie in a vector of all parameters.
pub(super) struct LayerView<'a, F> {
    pub(super) weights: ArrayView2<'a, F>,
    pub(super) biases: ArrayView1<'a, F>,
    pub(super) activation: Activation,
}

/// The layers of a network as a pass reads them: with their own numbers, or with those in a vector, in the order of
/// [`parameter_vector`](super::Network::parameter_vector). So training moves one vector and copies nothing.
#[derive(Clone, Copy)]
pub(crate) struct Layers<'a, F> {
    pub(super) layers: &'a [Layer<F>],
    pub(super) vector: Option<&'a [F]>,
}

impl<'a, F: Float> Layers<'a, F> {
    pub(super) fn layer(&self, k: usize) -> LayerView<'a, F> {
        let layer = &self.layers[k];
        let Some(vector) = self.vector else {
            return layer.view();
        };
        let start: usize = self.layers[..k].iter().map(Layer::parameters).sum();
        let numbers = &vector[start..start + layer.parameters()];
        let (weights, biases) = numbers.split_at(layer.weights.len());
        LayerView {
            weights: ArrayView2::from_shape(layer.weights.dim(), weights).expect("as many weights"),
            biases: biases.into(),
            activation: layer.activation,
        }
    }
}
