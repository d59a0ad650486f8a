//! Random first weights for a network that is about to learn.
//! Serves chapter 03, and every chapter that trains a network.

use ndarray::{Array1, Array2};
use rand::Rng;
use rand_distr::{Distribution, Open01, StandardNormal, StandardUniform};

use super::{Layer, Network, in_layer};
use crate::activation::Activation;
use crate::check::positive;
use crate::error::{Error, Result};
use crate::number::{Float, number};

/// A network whose weights and thresholds are drawn uniformly from the open interval (0, 1).
/// So begins S0's backpropagation algorithm.
///
/// `sizes` holds the number of inputs, then the number of neurons of each layer, and
/// `activations` one function for each layer of neurons. The draws are made layer by layer: the
/// weights of each neuron in turn, then the thresholds. The bias is the threshold's negative, so
/// biases are drawn from (-1, 0). In `f32` the network is that of `f64`, rounded.
///
/// # Errors
/// [`Error::Empty`] with fewer than two sizes, [`Error::Shape`] unless there is one activation
/// for each size after the first, [`Error::Layer`] naming a layer of 0 neurons (0 for no inputs).
///
/// # References
/// S0 §4.3, line 1 of the algorithm.
///
/// # Examples
/// ```
/// use downhill::{activation::Activation::{Sigmoid, Step}, network::{Network, init}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let mut rng = ChaCha8Rng::seed_from_u64(7);
/// let network: Network = init::uniform(&[2, 3, 1], &[Sigmoid, Step], &mut rng)?;
/// assert_eq!((network.sizes(), network.parameters()), (vec![2, 3, 1], 13));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn uniform<F: Float>(
    sizes: &[usize],
    activations: &[Activation],
    rng: &mut impl Rng,
) -> Result<Network<F>> {
    check_sizes(sizes, activations)?;
    let mut draw = || inside_unit_interval(rng);
    let layers = sizes
        .windows(2)
        .zip(activations)
        .map(|(pair, &activation)| {
            let weights = Array2::from_shape_simple_fn((pair[1], pair[0]), &mut draw);
            let thresholds = Array1::from_shape_simple_fn(pair[1], &mut draw);
            Layer::with_thresholds(weights, &thresholds, activation)
        });
    Network::new(layers.collect())
}

/// Weights drawn uniformly so that signals keep their size forward and back, on average: Xavier's
/// or Glorot's way, for sigmoid and tanh. Biases are 0.
///
/// $$w \sim U\left(-\sqrt{\frac{6}{n_{in} + n_{out}}}, \sqrt{\frac{6}{n_{in} + n_{out}}}\right)$$
///
/// # Errors
/// As for [`uniform`].
///
/// # References
/// X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
/// networks", AISTATS 2010, eq. 16.
///
/// # Examples
/// ```
/// use downhill::{activation::Activation::Tanh, network::{Network, init}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let network: Network = init::xavier(&[3, 3], &[Tanh], &mut ChaCha8Rng::seed_from_u64(7))?;
/// assert!(network.layers()[0].weights.iter().all(|w| w.abs() <= 1.0));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn xavier<F: Float>(
    sizes: &[usize],
    activations: &[Activation],
    rng: &mut impl Rng,
) -> Result<Network<F>> {
    drawn(sizes, activations, |inputs, outputs| {
        let reach = (6.0 / (inputs + outputs) as f64).sqrt();
        let unit: f64 = StandardUniform.sample(rng);
        reach * (2.0 * unit - 1.0)
    })
}

/// Weights drawn from a normal distribution of variance $2 / n_{in}$: He's way, for ReLU, which lets half of
/// its inputs through. Biases are 0.
///
/// # Errors
/// As for [`uniform`].
///
/// # References
/// K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers", ICCV 2015, eq. 10,
/// [doi:10.1109/ICCV.2015.123](https://doi.org/10.1109/ICCV.2015.123).
///
/// # Examples
/// ```
/// use downhill::{activation::Activation::Relu, network::{Network, init}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let network: Network = init::he(&[200, 200], &[Relu], &mut ChaCha8Rng::seed_from_u64(7))?;
/// let variance = network.layers()[0].weights.var(0.0);
/// assert!((variance - 0.01).abs() < 0.0005);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn he<F: Float>(
    sizes: &[usize],
    activations: &[Activation],
    rng: &mut impl Rng,
) -> Result<Network<F>> {
    drawn(sizes, activations, |inputs, _| {
        let unit: f64 = StandardNormal.sample(rng);
        unit * (2.0 / inputs as f64).sqrt()
    })
}

/// Weights drawn from a normal distribution of mean 0 and the same standard deviation in every
/// layer. Biases are 0.
///
/// # Errors
/// As for [`uniform`]; also [`Error::OutOfRange`] for a deviation that is not positive.
pub fn normal<F: Float>(
    sizes: &[usize],
    activations: &[Activation],
    deviation: f64,
    rng: &mut impl Rng,
) -> Result<Network<F>> {
    positive("the standard deviation", deviation)?;
    drawn(sizes, activations, |_, _| {
        let unit: f64 = StandardNormal.sample(rng);
        unit * deviation
    })
}

/// Weights drawn from a normal distribution of mean 0 and standard deviation $g / \sqrt{n_{in}}$, with the
/// gain $g$. Biases are 0. With inputs of mean square $q$, the sums that reach the neurons have the mean square
/// $g^2 q$, however wide the layer is: the gain 1 is LeCun's way, $\sqrt 2$ is He's.
///
/// # Errors
/// As for [`uniform`]; also [`Error::OutOfRange`] for a gain that is not positive.
///
/// # References
/// Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, "Efficient backprop", *Neural Networks: Tricks of the
/// Trade*, LNCS 1524 (1998), §4.6, [doi:10.1007/3-540-49430-8_2](https://doi.org/10.1007/3-540-49430-8_2).
pub fn scaled<F: Float>(
    sizes: &[usize],
    activations: &[Activation],
    gain: f64,
    rng: &mut impl Rng,
) -> Result<Network<F>> {
    positive("the gain", gain)?;
    drawn(sizes, activations, |inputs, _| {
        let unit: f64 = StandardNormal.sample(rng);
        unit * gain / (inputs as f64).sqrt()
    })
}

/// A network without biases, each weight drawn knowing how many inputs and neurons its layer has.
fn drawn<F: Float>(
    sizes: &[usize],
    activations: &[Activation],
    mut draw: impl FnMut(usize, usize) -> f64,
) -> Result<Network<F>> {
    check_sizes(sizes, activations)?;
    let pairs = sizes.windows(2).zip(activations);
    let layers = pairs.map(|(pair, &activation)| {
        let (inputs, outputs) = (pair[0], pair[1]);
        let weight = || number(draw(inputs, outputs));
        let weights = Array2::from_shape_simple_fn((outputs, inputs), weight);
        Layer::new(weights, Array1::zeros(outputs), activation)
    });
    Network::new(layers.collect())
}

/// A number from the open interval (0, 1) that is inside it in `F` too: a draw very near to 1
/// would be rounded to 1 in `f32`.
fn inside_unit_interval<F: Float>(rng: &mut impl Rng) -> F {
    loop {
        let value: f64 = Open01.sample(rng);
        match F::from(value) {
            Some(value) if value < F::one() => return value,
            _ => {}
        }
    }
}

fn check_sizes(sizes: &[usize], activations: &[Activation]) -> Result<()> {
    if sizes.len() < 2 {
        return Err(Error::Empty {
            what: "the list of layer sizes after the inputs",
        });
    }
    if activations.len() != sizes.len() - 1 {
        return Err(Error::Shape {
            op: "activations for the layers after the inputs",
            left: vec![activations.len()],
            right: vec![sizes.len() - 1],
        });
    }
    match sizes.iter().position(|&size| size == 0) {
        None => Ok(()),
        Some(layer) => Err(in_layer(
            layer,
            Error::OutOfRange {
                name: "the number of neurons",
                value: 0.0,
                range: "1 or more",
            },
        )),
    }
}
