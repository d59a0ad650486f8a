//! The same function from other weights.

use crate::activation::Activation;
use crate::check::{positive, within};
use crate::error::{Error, Result};
use crate::network::Network;

/// The same network with the weights and biases of a ReLU layer multiplied by a factor $\alpha$, and the weights of the layer after it divided
/// by it. It computes the same function, since $\mathrm{relu}(\alpha z) = \alpha\\, \mathrm{relu}(z)$ for $\alpha > 0$; a factor that is a power
/// of 2 changes not even the rounding.
///
/// Its loss is the same, on every sample there is; its sharpness is not, and can be made as large as you like.
///
/// # Errors
/// [`Error::OutOfRange`] for a factor that is not positive and finite, or a layer, counted from 0, that has none after it;
/// [`Error::Activation`] unless the layer's is ReLU; [`Error::Layer`] if a weight overflows.
///
/// # References
/// L. Dinh, R. Pascanu, S. Bengio and Y. Bengio, "Sharp minima can generalize for deep nets", ICML 2017,
/// [arXiv:1703.04933](https://arxiv.org/abs/1703.04933), §4.
///
/// # Examples
/// ```
/// use downhill::activation::Activation::{Identity, Relu};
/// use downhill::{landscape::rescaled, network::{Network, init}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let network: Network = init::he(&[2, 5, 1], &[Relu, Identity], &mut ChaCha8Rng::seed_from_u64(1))?;
/// let other = rescaled(&network, 0, 1024.0)?;
/// assert_ne!(network, other);
/// assert_eq!(network.forward(&[0.3, -0.7])?, other.forward(&[0.3, -0.7])?);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn rescaled(network: &Network, layer: usize, factor: f64) -> Result<Network> {
    let factor = positive("the factor", factor)?;
    let mut layers = network.layers().to_vec();
    within(
        "the layer that is rescaled",
        &[layer],
        layers.len() - 1,
        "that of a layer which has one after it",
    )?;
    if layers[layer].activation != Activation::Relu {
        return Err(Error::Activation {
            found: layers[layer].activation,
            needed: "ReLU",
        });
    }
    layers[layer].weights *= factor;
    layers[layer].biases *= factor;
    layers[layer + 1].weights /= factor;
    Network::new(layers)
}
