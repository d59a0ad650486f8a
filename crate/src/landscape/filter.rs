//! Random directions that know how large a network's weights are.

use ndarray::Array1;
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use super::product::norm;
use crate::network::Network;

/// A random direction in the space of a network's parameters, *normalised filter by filter*: the part that belongs to the
/// incoming weights of a neuron is as long as those weights themselves.
///
/// $$d_j \leftarrow \frac{d_j}{\lVert d_j \rVert} \lVert w_j \rVert$$
///
/// So a step along it is a step in per cent of every neuron's weights, and a network whose weights are [rescaled](super::rescaled) without
/// a change of what it computes has the same slices. Biases stay as they are: the direction is 0 there.
///
/// # References
/// H. Li, Z. Xu, G. Taylor, C. Studer and T. Goldstein, "Visualizing the loss landscape of neural nets", NeurIPS 2018,
/// [arXiv:1712.09913](https://arxiv.org/abs/1712.09913), §4.
///
/// # Examples
/// ```
/// use downhill::{activation::Activation::Tanh, landscape::filter_normalised, network::{Network, init}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let rng = &mut ChaCha8Rng::seed_from_u64(1);
/// let network: Network = init::xavier(&[3, 1], &[Tanh], rng)?;
/// let (weights, direction) = (network.parameter_vector(), filter_normalised(&network, rng));
/// let length = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>().sqrt();
/// let (one, other) = (weights.as_slice().unwrap(), direction.as_slice().unwrap());
/// assert!((length(&one[..3]) - length(&other[..3])).abs() < 1e-12);
/// assert_eq!(other[3], 0.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn filter_normalised(network: &Network, rng: &mut impl Rng) -> Array1<f64> {
    let mut direction = Vec::with_capacity(network.parameters());
    for layer in network.layers() {
        for weights in layer.weights.rows() {
            let random: Array1<f64> = weights.iter().map(|_| StandardNormal.sample(rng)).collect();
            let stretch = norm(&weights) / norm(&random.view());
            direction.extend(random.iter().map(|x| x * stretch));
        }
        direction.extend(layer.biases.iter().map(|_| 0.0));
    }
    direction.into()
}
