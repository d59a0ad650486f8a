//! The best output layer for given hidden layers, at once.

use ndarray::{Array1, Array2, Axis};

use crate::activation::Activation;
use crate::data::{Regression, Samples};
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::network::{Backprop, Layer, Network};
use crate::regression::least_squares;

/// The same network with the output layer that has the least squared error, all hidden layers left as they
/// are: for what the hidden neurons put out, the outputs are a linear regression.
///
/// # Errors
/// [`Error::Activation`] unless the output layer has none, [`Error::Empty`] without a hidden layer;
/// [`Error::Shape`] for samples that do not fit or are fewer than the weights of an output,
/// [`Error::Singular`] if one hidden neuron's output is a combination of the others'.
///
/// # References
/// The idea, with hidden weights drawn at random: G.-B. Huang, Q.-Y. Zhu and C.-K. Siew, "Extreme learning
/// machine: theory and applications", *Neurocomputing* 70 (2006), 489–501,
/// [doi:10.1016/j.neucom.2005.12.126](https://doi.org/10.1016/j.neucom.2005.12.126).
///
/// # Examples
/// XOR by three hidden neurons that nobody has trained:
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Architecture, Initializer};
/// use downhill::{activation::Activation::Tanh, loss::Loss, train::refit_output};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let xor: Samples = logic::xor().into();
/// let architecture = Architecture::stack([2, 1], 1, 3, Tanh, Initializer::Uniform);
/// let drawn = architecture.draw(&mut ChaCha8Rng::seed_from_u64(1))?;
/// let refitted = refit_output(&drawn, &xor)?;
/// let outputs = refitted.forward_batch(xor.inputs())?;
/// assert!(Loss::MeanSquaredError.value(&outputs, xor.targets())? < 1e-20);
/// assert_eq!(refitted.layers()[0], drawn.layers()[0]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn refit_output(network: &Network, samples: &Samples) -> Result<Network> {
    let last = network.depth() - 1;
    let output = &network.layers()[last];
    if output.activation != Activation::Identity {
        return Err(Error::Activation {
            found: output.activation,
            needed: "identity in the output layer",
        });
    }
    if last == 0 {
        return Err(Error::Empty {
            what: "the list of hidden layers",
        });
    }
    let mut pass = Backprop::new();
    let (inputs, targets) = (samples.inputs(), samples.targets());
    pass.loss(network, inputs, targets, Loss::MeanSquaredError)?;
    let hidden = pass.output(last - 1);
    let mut weights = Array2::zeros(output.weights.dim());
    let mut biases = Array1::zeros(output.biases.len());
    for (j, targets) in targets.axis_iter(Axis(1)).enumerate() {
        let of_one = Regression::new(hidden.to_owned(), targets.to_owned())?;
        let linear = least_squares(&of_one)?;
        weights.row_mut(j).assign(&linear.coefficients());
        biases[j] = linear.intercept();
    }
    let mut layers = network.layers().to_vec();
    layers[last] = Layer::new(weights, biases, Activation::Identity);
    Network::new(layers)
}
