//! Random first weights for a network that is about to learn.
//! Serves chapter 03, and every chapter that trains a network.

use ndarray::{Array1, Array2};
use rand::Rng;
use rand_distr::{Distribution, Open01};

use super::{Layer, Network, in_layer};
use crate::activation::Activation;
use crate::error::{Error, Result};
use crate::number::Float;

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
