//! Architectures of networks: everything about a network but the draw of its initial weights, so that an
//! experiment can make the same network many times. Serves chapters 09 and 10.

use std::fmt;

use rand_chacha::ChaCha8Rng;

use super::{Network, init};
use crate::activation::Activation;
use crate::error::Result;

/// How initial weights are drawn, chosen by name: the functions of [`init`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Initializer {
    /// [`init::uniform`], S0's way: weights and thresholds from (0, 1).
    Uniform,
    /// [`init::normal`] with this standard deviation in every layer.
    Normal(f64),
    /// [`init::scaled`] with this gain: the standard deviation is $g / \sqrt{n_{in}}$.
    Scaled(f64),
    /// [`init::xavier`].
    Xavier,
    /// [`init::he`].
    He,
}

impl fmt::Display for Initializer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uniform => f.pad("uniform"),
            Self::Normal(deviation) => f.pad(&format!("deviation {deviation}")),
            Self::Scaled(gain) => f.pad(&format!("gain {gain}")),
            Self::Xavier => f.pad("Xavier"),
            Self::He => f.pad("He"),
        }
    }
}

/// The sizes of a network, its activations, and how its initial weights are drawn.
///
/// # Examples
/// Eight hidden layers of 32 ReLU neurons each between 64 inputs and 10 outputs:
/// ```
/// use downhill::network::{Architecture, Initializer};
/// use downhill::{activation::Activation::Relu, rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let architecture = Architecture::stack([64, 10], 8, 32, Relu, Initializer::He);
/// let network = architecture.draw(&mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!((network.hidden_layers(), network.parameters()), (8, 2080 + 7 * 1056 + 330));
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Architecture {
    sizes: Vec<usize>,
    activations: Vec<Activation>,
    initializer: Initializer,
}

impl Architecture {
    /// The number of inputs and the size of each layer, one activation a layer, and the way of drawing.
    /// What does not fit is refused by [`draw`](Self::draw).
    pub fn new(sizes: &[usize], activations: &[Activation], initializer: Initializer) -> Self {
        Self {
            sizes: sizes.to_vec(),
            activations: activations.to_vec(),
            initializer,
        }
    }

    /// `hidden` equal layers of `width` neurons, between so many inputs and outputs. The outputs have no activation,
    /// as regression and the cross-entropies need them.
    pub fn stack(
        [inputs, outputs]: [usize; 2],
        hidden: usize,
        width: usize,
        activation: Activation,
        initializer: Initializer,
    ) -> Self {
        let mut sizes = vec![width; hidden + 2];
        (sizes[0], sizes[hidden + 1]) = (inputs, outputs);
        let mut activations = vec![activation; hidden + 1];
        activations[hidden] = Activation::Identity;
        Self {
            sizes,
            activations,
            initializer,
        }
    }

    /// The same architecture with this many neurons in each hidden layer.
    #[must_use]
    pub fn with_width(mut self, width: usize) -> Self {
        let last = self.sizes.len().saturating_sub(1);
        for size in self.sizes.iter_mut().take(last).skip(1) {
            *size = width;
        }
        self
    }

    /// A network of this architecture.
    ///
    /// # Errors
    /// Those of the functions of [`init`].
    pub fn draw(&self, rng: &mut ChaCha8Rng) -> Result<Network> {
        let (sizes, activations) = (&self.sizes, &self.activations);
        match self.initializer {
            Initializer::Uniform => init::uniform(sizes, activations, rng),
            Initializer::Normal(deviation) => init::normal(sizes, activations, deviation, rng),
            Initializer::Scaled(gain) => init::scaled(sizes, activations, gain, rng),
            Initializer::Xavier => init::xavier(sizes, activations, rng),
            Initializer::He => init::he(sizes, activations, rng),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation::{Identity, Relu, Sigmoid, Tanh};
    use rand::SeedableRng;

    fn seeded() -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(5)
    }

    #[test]
    fn an_architecture_draws_what_the_initialiser_draws() {
        let (sizes, activations) = ([3, 4, 2], [Tanh, Identity]);
        let drawn = |initializer| {
            Architecture::new(&sizes, &activations, initializer)
                .draw(&mut seeded())
                .unwrap()
        };
        let rng = &mut seeded();
        let uniform: Network = init::uniform(&sizes, &activations, rng).unwrap();
        assert_eq!(drawn(Initializer::Uniform), uniform);
        let xavier: Network = init::xavier(&sizes, &activations, &mut seeded()).unwrap();
        assert_eq!(drawn(Initializer::Xavier), xavier);
        let normal: Network = init::normal(&sizes, &activations, 0.3, &mut seeded()).unwrap();
        assert_eq!(drawn(Initializer::Normal(0.3)), normal);
        // He's deviation is the gain √2.
        let (he, scaled) = (
            drawn(Initializer::He),
            drawn(Initializer::Scaled(2_f64.sqrt())),
        );
        for (a, b) in he.parameter_vector().iter().zip(scaled.parameter_vector()) {
            assert!((a - b).abs() < 1e-14);
        }
    }

    #[test]
    fn a_stack_is_equal_layers_and_plain_outputs() {
        let architecture = Architecture::stack([5, 2], 3, 7, Sigmoid, Initializer::Xavier);
        let network = architecture.draw(&mut seeded()).unwrap();
        assert_eq!(network.sizes(), [5, 7, 7, 7, 2]);
        let activations: Vec<Activation> = network.layers().iter().map(|l| l.activation).collect();
        assert_eq!(activations, [Sigmoid, Sigmoid, Sigmoid, Identity]);
        let wider = architecture.with_width(9).draw(&mut seeded()).unwrap();
        assert_eq!(wider.sizes(), [5, 9, 9, 9, 2]);
        let none = Architecture::stack([5, 2], 0, 7, Relu, Initializer::He);
        assert_eq!(
            none.with_width(9).draw(&mut seeded()).unwrap().sizes(),
            [5, 2]
        );
    }

    #[test]
    fn what_does_not_fit_is_refused_when_drawn() {
        let narrow = Architecture::stack([5, 2], 1, 0, Relu, Initializer::He);
        assert_eq!(
            narrow.draw(&mut seeded()).unwrap_err().to_string(),
            "layer 1: the number of neurons is 0; it must be 1 or more"
        );
        let flat = Architecture::stack([5, 2], 1, 3, Relu, Initializer::Scaled(-1.0));
        assert_eq!(
            flat.draw(&mut seeded()).unwrap_err().to_string(),
            "the gain is -1; it must be positive and finite"
        );
        assert!(
            Architecture::new(&[2, 3], &[], Initializer::He)
                .draw(&mut seeded())
                .is_err()
        );
        assert_eq!(format!("{:>8}|", Initializer::He), "      He|");
        assert_eq!(Initializer::Scaled(0.5).to_string(), "gain 0.5");
    }
}
