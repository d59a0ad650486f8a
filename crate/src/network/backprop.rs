//! Backpropagation: the gradient of a loss with respect to every weight and bias, for any depth, any
//! activations and any loss. Serves chapters 07 to 09, and every chapter that trains a network.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip, s};

use super::Network;
use super::layer::{Layer, Layers};
use super::pass::Pass;
use crate::activation::Activation;
use crate::error::Result;
use crate::linalg::product::product;
use crate::loss::Loss;
use crate::number::{Both, Float, Kernel};

/// One pass through a network and back, with everything that it computed on the way.
///
/// Forward, layer by layer, with one sample a row of $A_0 = X$:
///
/// $$Z_k = A_{k-1} W_k^T + b_k, \qquad A_k = f_k(Z_k)$$
///
/// and back, with $\Delta_k = \partial E / \partial Z_k$:
///
/// $$\Delta_L = \frac{\partial E}{\partial A_L} \odot f_L^\prime(Z_L), \qquad
///   \Delta_k = (\Delta_{k+1} W_{k+1}) \odot f_k^\prime(Z_k)$$
///
/// $$\frac{\partial E}{\partial W_k} = \Delta_k^T A_{k-1}, \qquad
///   \frac{\partial E}{\partial b_k} = \sum_{\text{samples}} \Delta_k$$
///
/// S2 writes the same for one sample as a column, $\delta_l = (W_{l+1}^T \delta_{l+1}) \odot f^\prime(z_l)$.
/// Layers are counted from 1 in formulas and from 0 in Rust: `delta(0)` is $\Delta_1$.
///
/// It owns all the memory that a pass needs. [`run`](Self::run) takes more only when a network or a batch is
/// larger than any before: a training step allocates nothing after the first.
///
/// # References
/// S0 §4.3; S2 §1.6.1. D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by
/// back-propagating errors", *Nature* 323 (1986), 533–536,
/// [doi:10.1038/323533a0](https://doi.org/10.1038/323533a0).
///
/// # Examples
/// A single sigmoid neuron at 0, with the target 1: $\delta = (\tfrac12 - 1) \cdot \tfrac14$.
/// ```
/// use downhill::ndarray::array;
/// use downhill::{activation::Activation::Sigmoid, loss::Loss, network::{Backprop, Layer, Network}};
/// let neuron = Network::new(vec![Layer::new(array![[0.0, 0.0]], array![0.0], Sigmoid)])?;
/// let mut pass = Backprop::new();
/// let loss: f64 = pass.run(&neuron, &array![[2.0, 3.0]], &array![[1.0]], Loss::HalfSquaredError)?;
/// assert_eq!(loss, 0.125);
/// assert_eq!(pass.delta(0), array![[-0.125]]);
/// assert_eq!(pass.gradient(), array![-0.25, -0.375, -0.125]); // two weights, one bias
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Backprop<F = f64> {
    forward: Pass<F>,
    /// Whether deltas and gradient belong to the last pass forward.
    went_back: bool,
    /// Like the outputs of the pass forward; they may have more rows than it had samples.
    deltas: Vec<Array2<F>>,
    /// Layer by layer, the weights row by row and then the biases.
    gradient: Array1<F>,
    /// For inputs that lie as a transpose does.
    scratch: Vec<F>,
}

impl<F: Float> Default for Backprop<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F: Float> Backprop<F> {
    /// Nothing computed yet, and no memory taken.
    pub fn new() -> Self {
        Self {
            forward: Pass::new(),
            went_back: false,
            deltas: Vec::new(),
            gradient: Array1::from_vec(Vec::new()),
            scratch: Vec::new(),
        }
    }

    /// The loss of a batch, one sample a row, and its gradient with respect to every parameter.
    ///
    /// A loss that overflows is answered as it comes, infinite or NaN: whoever trains must look.
    ///
    /// # Errors
    /// Those of [`Network::forward_batch`] for the inputs and of [`Loss::value`] for the targets.
    pub fn run<'a, 'b>(
        &mut self,
        network: &Network<F>,
        inputs: impl Into<ArrayView2<'a, F>>,
        targets: impl Into<ArrayView2<'b, F>>,
        loss: Loss,
    ) -> Result<F> {
        let (inputs, targets) = (inputs.into(), targets.into());
        check(network, inputs, targets, loss)?;
        Ok(self.run_checked(network.own(), (inputs, targets), loss))
    }

    /// [`run`](Self::run), of the network with these parameters in the place of its own: what trains moves one
    /// vector, and copies nothing into the layers. They are not looked at; the loss of infinite ones is a NaN.
    ///
    /// # Errors
    /// As for [`run`](Self::run), and [`Error::Shape`](crate::Error::Shape) unless there is one number a parameter.
    ///
    /// ```
    /// use downhill::ndarray::array;
    /// use downhill::{activation::Activation::Identity, loss::Loss, network::{Backprop, Layer, Network}};
    /// use downhill::optim::{GradientDescent, Optimizer};
    /// let neuron = Network::new(vec![Layer::new(array![[0.0]], array![0.0], Identity)])?;
    /// let mut parameters = neuron.parameter_vector();
    /// let mut pass = Backprop::new();
    /// for _ in 0..500 {
    ///     let parameters_now = parameters.as_slice().unwrap();
    ///     pass.run_at(&neuron, parameters_now, &array![[1.0], [2.0]], &array![[3.0], [5.0]], Loss::MeanSquaredError)?;
    ///     GradientDescent.step(parameters.view_mut(), pass.gradient(), 0.25)?;
    /// }
    /// assert!((parameters[0] - 2.0_f64).abs() < 1e-3); // y = 2 x + 1
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn run_at<'a, 'b>(
        &mut self,
        network: &Network<F>,
        parameters: &[F],
        inputs: impl Into<ArrayView2<'a, F>>,
        targets: impl Into<ArrayView2<'b, F>>,
        loss: Loss,
    ) -> Result<F> {
        let (inputs, targets) = (inputs.into(), targets.into());
        check(network, inputs, targets, loss)?;
        Ok(self.run_checked(network.with(parameters)?, (inputs, targets), loss))
    }

    /// [`run`](Self::run), of layers with any numbers and of a batch that [`check`] has seen.
    pub(crate) fn run_checked(
        &mut self,
        layers: Layers<'_, F>,
        (inputs, targets): (ArrayView2<'_, F>, ArrayView2<'_, F>),
        loss: Loss,
    ) -> F {
        self.forward(layers, inputs);
        self.make_room(layers);
        let loss = F::of(&BACKWARD)(self, layers, inputs, targets, loss);
        self.went_back = true;
        loss
    }

    /// [`loss`](Self::loss), likewise.
    pub(crate) fn loss_checked(
        &mut self,
        layers: Layers<'_, F>,
        (inputs, targets): (ArrayView2<'_, F>, ArrayView2<'_, F>),
        loss: Loss,
    ) -> F {
        loss.of(&self.outputs_checked(layers, inputs), &targets)
    }

    /// What the last layer puts out, likewise.
    pub(crate) fn outputs_checked(
        &mut self,
        layers: Layers<'_, F>,
        inputs: ArrayView2<'_, F>,
    ) -> ArrayView2<'_, F> {
        self.forward(layers, inputs);
        self.output(layers.layers.len() - 1)
    }

    /// The loss of a batch, without its gradient: that of an earlier pass is gone.
    ///
    /// # Errors
    /// As for [`run`](Self::run).
    pub fn loss<'a, 'b>(
        &mut self,
        network: &Network<F>,
        inputs: impl Into<ArrayView2<'a, F>>,
        targets: impl Into<ArrayView2<'b, F>>,
        loss: Loss,
    ) -> Result<F> {
        let (inputs, targets) = (inputs.into(), targets.into());
        check(network, inputs, targets, loss)?;
        Ok(self.loss_checked(network.own(), (inputs, targets), loss))
    }

    fn forward(&mut self, layers: Layers<'_, F>, inputs: ArrayView2<'_, F>) {
        self.went_back = false;
        if self.forward.run(layers, inputs) {
            // Of another shape now, or too small.
            self.deltas.clear();
        }
    }

    /// $\partial E / \partial w$ for all parameters, in the order of [`Network::parameter_vector`]: layer by
    /// layer, the weights row by row and then the biases. Empty unless the last pass was a [`run`](Self::run).
    pub fn gradient(&self) -> ArrayView1<'_, F> {
        let known = if self.went_back {
            self.gradient.len()
        } else {
            0
        };
        self.gradient.slice(s![..known])
    }

    /// $\partial E / \partial W_k$ and $\partial E / \partial b_k$ of the layer with this index, counted from 0.
    ///
    /// # Panics
    /// If there is no such layer, or the last pass was not a [`run`](Self::run).
    pub fn layer(&self, layer: usize) -> (ArrayView2<'_, F>, ArrayView1<'_, F>) {
        let (neurons, inputs) = self.forward.shapes[layer];
        let before = self.forward.shapes[..layer].iter();
        let start: usize = before.map(|(neurons, inputs)| neurons * (inputs + 1)).sum();
        let of_layer = self
            .gradient()
            .slice_move(s![start..start + neurons * (inputs + 1)]);
        let (weights, biases) = of_layer.split_at(Axis(0), neurons * inputs);
        let weights = weights.into_shape_with_order((neurons, inputs));
        (weights.expect("contiguous"), biases)
    }

    /// $\Delta_k = \partial E / \partial Z_k$, of shape (samples, neurons), of the layer with this index.
    ///
    /// # Panics
    /// If there is no such layer, or the last pass was not a [`run`](Self::run).
    pub fn delta(&self, layer: usize) -> ArrayView2<'_, F> {
        assert!(self.went_back, "there has been no pass back");
        self.deltas[layer].slice(s![..self.forward.samples, ..])
    }

    /// $Z_k$, what reached the neurons of the layer with this index, bias included.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn pre_activation(&self, layer: usize) -> ArrayView2<'_, F> {
        self.forward.pre_activations[layer].slice(s![..self.forward.samples, ..])
    }

    /// $A_k = f(Z_k)$, what the layer with this index put out.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn output(&self, layer: usize) -> ArrayView2<'_, F> {
        self.forward.outputs[layer].slice(s![..self.forward.samples, ..])
    }

    /// Takes the memory that the way back needs beside that, unless it is there.
    fn make_room(&mut self, layers: Layers<'_, F>) {
        if self.deltas.is_empty() {
            self.deltas = self.forward.outputs.clone();
            let parameters: usize = layers.layers.iter().map(Layer::parameters).sum();
            self.gradient = Array1::zeros(parameters);
        }
    }
}

/// Checks a batch for a network and a loss.
pub(crate) fn check<F: Float>(
    network: &Network<F>,
    inputs: ArrayView2<'_, F>,
    targets: ArrayView2<'_, F>,
    loss: Loss,
) -> Result<()> {
    network.check_inputs(&inputs)?;
    loss.check(&[inputs.nrows(), network.outputs()], &targets)
}

/// The pass back, for both precisions.
static BACKWARD: Both<Backward> = Both {
    single: backward,
    double: backward,
};

struct Backward;

impl Kernel for Backward {
    type Of<F: Float> =
        fn(&mut Backprop<F>, Layers<'_, F>, ArrayView2<'_, F>, ArrayView2<'_, F>, Loss) -> F;
}

// ANCHOR: backward
/// The pass back, after the one forward: $\Delta_k$ and the gradient, and the loss as the answer.
fn backward<F: Float>(
    work: &mut Backprop<F>,
    layers: Layers<'_, F>,
    inputs: ArrayView2<'_, F>,
    targets: ArrayView2<'_, F>,
    loss: Loss,
) -> F {
    let forward = &work.forward;
    let scratch = &mut work.scratch;
    let batch = s![..forward.samples, ..];
    let last = forward.outputs.len() - 1;
    let outputs = forward.outputs[last].slice(batch);
    // Δ_L = ∂E/∂A_L ⊙ f'(Z_L)
    let mut delta = work.deltas[last].slice_mut(batch);
    let error = loss.with_gradient(&outputs, &targets, delta.view_mut());
    times_slope(
        layers.layer(last).activation,
        delta,
        forward.pre_activations[last].slice(batch),
        outputs,
    );

    let mut end = work.gradient.len();
    for k in (0..=last).rev() {
        let layer = layers.layer(k);
        let (earlier, later) = work.deltas.split_at_mut(k);
        delta = later[0].slice_mut(batch);
        let before = if k == 0 {
            inputs
        } else {
            forward.outputs[k - 1].slice(batch)
        };

        // ∂E/∂W_k = Δ_kᵀ A_{k-1}, ∂E/∂b_k = the sum of Δ_k over the samples
        let start = end - layer.weights.len() - layer.biases.len();
        let gradient = work.gradient.slice_mut(s![start..end]);
        let (weights, mut biases) = gradient.split_at(Axis(0), layer.weights.len());
        let weights = weights
            .into_shape_with_order(layer.weights.dim())
            .expect("contiguous");
        product(delta.t(), before, scratch, weights);
        biases.fill(F::zero());
        for sample in delta.rows() {
            biases += &sample;
        }
        end = start;

        // Δ_{k-1} = (Δ_k W_k) ⊙ f'(Z_{k-1})
        if let Some(earlier) = earlier.last_mut() {
            let mut earlier = earlier.slice_mut(batch);
            product(delta.view(), layer.weights, scratch, earlier.view_mut());
            let z = forward.pre_activations[k - 1].slice(batch);
            times_slope(layers.layer(k - 1).activation, earlier, z, before);
        }
    }
    error
}
// ANCHOR_END: backward

/// Multiplies by $f^\prime(z)$. Those of sigmoid and tanh follow from the output without another power: S0's $b (1 - b)$.
pub(super) fn times_slope<F: Float>(
    activation: Activation,
    mut delta: ndarray::ArrayViewMut2<'_, F>,
    z: ArrayView2<'_, F>,
    output: ArrayView2<'_, F>,
) {
    let one = F::one();
    match activation {
        Activation::Identity => {}
        Activation::Sigmoid => Zip::from(&mut delta)
            .and(&output)
            .for_each(|d, &a| *d *= a * (one - a)),
        Activation::Tanh => Zip::from(&mut delta)
            .and(&output)
            .for_each(|d, &a| *d *= one - a * a),
        // Which it is must be known before the loop, or the loop has no vectors.
        Activation::Relu => Zip::from(&mut delta)
            .and(&z)
            .for_each(|d, &z| *d *= Activation::Relu.derivative(z)),
        Activation::Step => Zip::from(&mut delta)
            .and(&z)
            .for_each(|d, &z| *d *= Activation::Step.derivative(z)),
    }
}
