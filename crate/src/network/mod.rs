//! Multi-layer feed-forward networks: layers of neurons, each connected to all of the next.
//! Serves chapter 03, and every chapter that trains a network.

mod architecture;
mod backprop;
pub mod bumps;
pub mod by_hand;
mod curvature;
#[cfg(feature = "plot")]
mod diagram;
mod distance;
pub mod faults;
pub mod flow;
pub mod init;
mod layer;
mod network_loss;
#[cfg(feature = "plot")]
mod output_map;
mod pass;
pub mod regions;
pub mod residual;
pub mod topology;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, s};

use crate::check::{all_finite, cast};
use crate::error::{Error, Result};
use crate::number::Float;

use layer::Layers;
use pass::Pass;

pub use architecture::{Architecture, Initializer};
pub use backprop::Backprop;
pub(crate) use backprop::check;
pub use distance::Distance;
pub use faults::{Fault, FaultyLoss};
pub use layer::Layer;
pub use network_loss::NetworkLoss;

/// A multi-layer feed-forward network: every neuron is connected to every neuron of the next
/// layer, to none of its own and to none further on.
///
/// Layers are counted as S0 counts them: the working ones, which have weights. The inputs only
/// pass numbers on and do not count. A *two-layer* network has one hidden layer and an output
/// layer, and is the same as a *single-hidden-layer* network. (Of the perceptron S0 says "two
/// layers", with the inputs among them.)
///
/// $$a_0 = x, \qquad a_k = f_k(W_k a_{k-1} + b_k), \qquad \hat y = a_L$$
///
/// with $W_k$ of shape (outputs, inputs) of layer $k$. Numbers are `f64` or `f32`.
///
/// # References
/// S0 §4.2.
///
/// # Examples
/// XOR, by two layers of threshold neurons: OR and AND, then "the first and not the second".
/// ```
/// use downhill::{activation::Activation::Step, ndarray::array, network::{Layer, Network}};
/// let xor = Network::new(vec![
///     Layer::with_thresholds(array![[1.0, 1.0], [1.0, 1.0]], &array![0.5, 1.5], Step),
///     Layer::with_thresholds(array![[1.0, -1.0]], &array![0.5], Step),
/// ])?;
/// assert_eq!((xor.depth(), xor.hidden_layers(), xor.parameters()), (2, 1, 9));
/// let corners = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
/// assert_eq!(xor.forward_batch(&corners)?, array![[0.0], [1.0], [1.0], [0.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Network<F = f64> {
    layers: Vec<Layer<F>>,
}

impl<F: Float> Network<F> {
    /// A network from its working layers, the one nearest to the inputs first.
    ///
    /// # Errors
    /// [`Error::Empty`] without layers. [`Error::Layer`], which names the layer, counted from 1:
    /// an empty weight matrix, a number of biases that is not the number of neurons, a weight or
    /// bias that is not finite, or a layer that does not read as many numbers as the one before
    /// puts out.
    pub fn new(layers: Vec<Layer<F>>) -> Result<Self> {
        if layers.is_empty() {
            return Err(Error::Empty {
                what: "the list of layers",
            });
        }
        let mut before: Option<&Layer<F>> = None;
        for (place, layer) in layers.iter().enumerate() {
            layer
                .validate()
                .map_err(|error| in_layer(place + 1, error))?;
            if let Some(before) = before
                && before.outputs() != layer.inputs()
            {
                let error = Error::Shape {
                    op: "inputs of a layer and neurons of the layer before",
                    left: vec![layer.inputs()],
                    right: vec![before.outputs()],
                };
                return Err(in_layer(place + 1, error));
            }
            before = Some(layer);
        }
        Ok(Self { layers })
    }

    /// The working layers, the one nearest to the inputs first.
    pub fn layers(&self) -> &[Layer<F>] {
        &self.layers
    }

    /// How many numbers go in: S0's $d$.
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs()
    }

    /// How many numbers come out: S0's $l$.
    pub fn outputs(&self) -> usize {
        self.layers[self.depth() - 1].outputs()
    }

    /// The number of inputs, then the number of neurons of each layer.
    pub fn sizes(&self) -> Vec<usize> {
        let outputs = self.layers.iter().map(Layer::outputs);
        std::iter::once(self.inputs()).chain(outputs).collect()
    }

    /// How many working layers there are: those with weights. A "two-layer network" has depth 2.
    pub fn depth(&self) -> usize {
        self.layers.len()
    }

    /// How many layers lie between the inputs and the output layer.
    pub fn hidden_layers(&self) -> usize {
        self.depth() - 1
    }

    /// How many connections there are, each with a weight.
    pub fn connections(&self) -> usize {
        self.layers.iter().map(|layer| layer.weights.len()).sum()
    }

    /// How many numbers training may change: the connections, and a bias for each working neuron.
    ///
    /// With $d$ inputs, $q$ neurons in one hidden layer and $l$ outputs, $(d + l + 1)q + l$.
    pub fn parameters(&self) -> usize {
        self.layers.iter().map(Layer::parameters).sum()
    }

    /// The output for one sample.
    ///
    /// # Errors
    /// [`Error::Shape`] if the sample's length is not the number of inputs,
    /// [`Error::NotFinite`] if it holds a NaN or an infinity.
    pub fn forward<'a>(&self, input: impl Into<ArrayView1<'a, F>>) -> Result<Array1<F>> {
        Ok(self.forward_layers(input)?.pop().expect("a layer"))
    }

    /// What every working layer puts out for one sample: the hidden layers in order, then the
    /// output.
    ///
    /// # Errors
    /// As for [`forward`](Self::forward).
    pub fn forward_layers<'a>(
        &self,
        input: impl Into<ArrayView1<'a, F>>,
    ) -> Result<Vec<Array1<F>>> {
        let one_sample = input.into().insert_axis(ndarray::Axis(0));
        self.check_inputs(&one_sample)?;
        let outputs = self.all_outputs(&one_sample);
        let one_row = |batch: Array2<F>| batch.remove_axis(ndarray::Axis(0));
        Ok(outputs.into_iter().map(one_row).collect())
    }

    /// The outputs for a batch of samples, one a row, in the same order.
    ///
    /// # Errors
    /// [`Error::Shape`] if the rows are not as long as there are inputs,
    /// [`Error::NotFinite`] if the batch holds a NaN or an infinity.
    pub fn forward_batch<'a>(&self, inputs: impl Into<ArrayView2<'a, F>>) -> Result<Array2<F>> {
        let inputs = inputs.into();
        self.check_inputs(&inputs)?;
        Ok(self.all_outputs(&inputs).pop().expect("a layer"))
    }

    fn check_inputs(&self, inputs: &ArrayView2<'_, F>) -> Result<()> {
        if inputs.ncols() != self.inputs() {
            return Err(Error::Shape {
                op: "samples through the first layer's weights",
                left: inputs.shape().to_vec(),
                right: self.layers[0].weights.shape().to_vec(),
            });
        }
        all_finite("inputs", inputs)
    }

    /// The layers with their own numbers.
    pub(crate) fn own(&self) -> Layers<'_, F> {
        Layers {
            layers: &self.layers,
            vector: None,
        }
    }

    /// The layers with the numbers of a vector in the place of their own.
    pub(crate) fn with<'a>(&'a self, parameters: &'a [F]) -> Result<Layers<'a, F>> {
        self.check_parameters(parameters.len())?;
        Ok(Layers {
            layers: &self.layers,
            vector: Some(parameters),
        })
    }

    fn check_parameters(&self, count: usize) -> Result<()> {
        if count == self.parameters() {
            return Ok(());
        }
        Err(Error::Shape {
            op: "a vector of parameters and the network's",
            left: vec![count],
            right: vec![self.parameters()],
        })
    }

    fn all_outputs(&self, inputs: &ArrayView2<'_, F>) -> Vec<Array2<F>> {
        let mut pass = Pass::new();
        pass.run(self.own(), *inputs);
        pass.outputs
    }

    /// All weights and biases in one vector: layer by layer, the weights row by row and then the biases.
    ///
    /// The point in the space of parameters at which the network stands, as an optimiser takes it.
    ///
    /// ```
    /// use downhill::{activation::Activation::Step, ndarray::array, network::{Layer, Network}};
    /// let and = Network::new(vec![Layer::with_thresholds(array![[1.0, 1.0]], &array![1.5], Step)])?;
    /// assert_eq!(and.parameter_vector(), array![1.0, 1.0, -1.5]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn parameter_vector(&self) -> Array1<F> {
        let layers = self.layers.iter();
        layers
            .flat_map(|layer| layer.weights.iter().chain(&layer.biases))
            .copied()
            .collect()
    }

    /// Takes all weights and biases from one vector, in the order of
    /// [`parameter_vector`](Self::parameter_vector).
    ///
    /// # Errors
    /// [`Error::Shape`] unless there is one number a parameter, [`Error::NotFinite`] for a NaN or an
    /// infinity. The network is then left as it was.
    pub fn set_parameter_vector<'a>(
        &mut self,
        parameters: impl Into<ArrayView1<'a, F>>,
    ) -> Result<()> {
        let parameters = parameters.into();
        self.check_parameters(parameters.len())?;
        all_finite("parameters", &parameters)?;
        self.assign(parameters);
        Ok(())
    }

    /// [`set_parameter_vector`](Self::set_parameter_vector), of a vector that fits.
    pub(crate) fn assign(&mut self, parameters: ArrayView1<'_, F>) {
        let mut start = 0;
        for layer in &mut self.layers {
            // The caller's numbers may lie in any stride, so each row takes its own.
            let mut take = |mut row: ArrayViewMut1<'_, F>| {
                let end = start + row.len();
                row.assign(&parameters.slice(s![start..end]));
                start = end;
            };
            layer.weights.rows_mut().into_iter().for_each(&mut take);
            take(layer.biases.view_mut());
        }
    }

    /// The same network with its numbers in another precision, each rounded to the nearest.
    ///
    /// # Errors
    /// [`Error::Layer`] if a number is too large for `f32`.
    pub fn cast<G: Float>(&self) -> Result<Network<G>> {
        let layer = |(i, layer): (usize, &Layer<F>)| -> Result<Layer<G>> {
            let here = |error| in_layer(i + 1, error);
            Ok(Layer::new(
                cast("weights", &layer.weights).map_err(here)?,
                cast("biases", &layer.biases).map_err(here)?,
                layer.activation,
            ))
        };
        let layers = self.layers.iter().enumerate().map(layer);
        Network::new(layers.collect::<Result<Vec<Layer<G>>>>()?)
    }
}

/// Says in which layer, counted from 1, something went wrong.
fn in_layer(layer: usize, error: Error) -> Error {
    Error::Layer {
        layer,
        error: Box::new(error),
    }
}
