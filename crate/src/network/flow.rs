//! How signals and gradients fare on their way through the layers of a network: whether they keep their
//! size, vanish or explode. Serves chapter 09.

use std::ops::Range;

use ndarray::{ArrayView2, Axis};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Architecture, Backprop, Network};
use crate::check::finite;
use crate::data::Samples;
use crate::elementary::powf;
use crate::error::{Error, Result};
use crate::loss::Loss;
#[cfg(feature = "stats")]
use crate::spread::Spread;

/// What one layer does to a batch, there and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerFlow {
    /// The root of the mean square of the outputs $A_k$.
    pub signal: f64,
    /// The mean of $f^\prime(Z_k)$ over neurons and samples: for ReLU, the share that lets errors through.
    pub slope: f64,
    /// The share of neurons whose $f^\prime$ is 0 for every sample: for ReLU, those that are dead.
    pub dead: f64,
    /// $\lVert \Delta_k \rVert$, the root of the sum of squares of $\partial E / \partial Z_k$.
    pub delta: f64,
    /// $\lVert \partial E / \partial W_k \rVert$, the root of the sum of squares over the weights.
    pub gradient: f64,
}

/// What each layer of a network does to these samples, the layer nearest to the inputs first.
///
/// # Errors
/// Those of [`Backprop::run`].
///
/// # Examples
/// One neuron after the other, each sigmoid takes away three quarters of the error or more:
/// ```
/// use downhill::network::{Layer, Network, flow::flow};
/// use downhill::{activation::Activation::Sigmoid, data::Samples, loss::Loss, ndarray::array};
/// let neuron = || Layer::new(array![[1.0]], array![-0.5], Sigmoid);
/// let chain = Network::new(vec![neuron(), neuron(), neuron()])?;
/// let layers = flow(&chain, &Samples::new(array![[0.5]], array![[1.0]])?, Loss::HalfSquaredError)?;
/// assert_eq!((layers[0].signal, layers[0].slope), (0.5, 0.25));
/// assert!(layers[0].delta <= layers[1].delta / 4.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn flow(network: &Network, samples: &Samples, loss: Loss) -> Result<Vec<LayerFlow>> {
    let mut pass = Backprop::new();
    pass.run(network, samples.inputs(), samples.targets(), loss)?;
    let layer = |k: usize| {
        let slopes = network.layers()[k]
            .activation
            .derivatives(&pass.pre_activation(k));
        let neurons = slopes.axis_iter(Axis(1));
        let dead = neurons
            .filter(|slope| slope.iter().all(|&s| s == 0.0))
            .count();
        LayerFlow {
            signal: norm(pass.output(k)) / (pass.output(k).len() as f64).sqrt(),
            slope: slopes.sum() / slopes.len() as f64,
            dead: dead as f64 / slopes.ncols() as f64,
            delta: norm(pass.delta(k)),
            gradient: norm(pass.layer(k).0),
        }
    };
    Ok((0..network.depth()).map(layer).collect())
}

/// The flows through several networks of one architecture, one network a seed.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    runs: Vec<Vec<LayerFlow>>,
}

impl Flows {
    /// Draws a network from each seed and sends the samples through, there and back.
    ///
    /// # Errors
    /// Those of [`Architecture::draw`] and [`Backprop::run`]; [`Error::Empty`] without seeds.
    pub fn of(
        architecture: &Architecture,
        samples: &Samples,
        loss: Loss,
        seeds: Range<u64>,
    ) -> Result<Self> {
        if seeds.is_empty() {
            return Err(crate::Error::Empty {
                what: "the range of seeds",
            });
        }
        let run = |seed| {
            let network = architecture.draw(&mut ChaCha8Rng::seed_from_u64(seed))?;
            flow(&network, samples, loss)
        };
        Ok(Self {
            runs: seeds.map(run).collect::<Result<_>>()?,
        })
    }

    /// One list of layers a seed.
    pub fn runs(&self) -> &[Vec<LayerFlow>] {
        &self.runs
    }

    /// The spread of one quantity over the seeds, layer by layer, in the form in which figures take it: each with
    /// the layer's number, counted from 1.
    ///
    /// # Errors
    /// [`Error::NotFinite`] where it has overflowed.
    ///
    /// ```
    /// use downhill::{activation::Activation::Sigmoid, data::{Samples, logic}, loss::Loss};
    /// use downhill::network::{Architecture, Initializer, flow::Flows};
    /// let architecture = Architecture::stack([2, 1], 3, 8, Sigmoid, Initializer::Normal(0.1));
    /// let xor: Samples = logic::xor().into();
    /// let flows = Flows::of(&architecture, &xor, Loss::MeanSquaredError, 0..10)?;
    /// let gradients = flows.by_layer(|layer| layer.gradient)?;
    /// assert_eq!(gradients.len(), 4);
    /// assert!(gradients[0].1.median < gradients[3].1.median);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[cfg(feature = "stats")]
    pub fn by_layer(&self, quantity: fn(&LayerFlow) -> f64) -> Result<Vec<(f64, Spread)>> {
        let of_run = |run: &Vec<LayerFlow>| run.iter().map(quantity).collect();
        let values: Vec<Vec<f64>> = self.runs.iter().map(of_run).collect();
        let numbers = (1..).map(f64::from);
        Ok(numbers.zip(Spread::across(&values)?).collect())
    }

    /// The factor by which $\lVert \Delta \rVert$ changes from one hidden layer back to the one before, on
    /// average over the way from the last to the first: a geometric mean. Below 1 gradients vanish, above
    /// 1 they explode. One number a seed; 0 if nothing arrives.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with fewer than two hidden layers,
    /// [`Error::NotFinite`] for a norm that has overflowed, at its seed and hidden layer.
    pub fn factors(&self) -> Result<Vec<f64>> {
        let hidden = self.runs[0].len() - 1;
        if hidden < 2 {
            return Err(crate::Error::OutOfRange {
                name: "the number of hidden layers",
                value: hidden as f64,
                range: "2 or more",
            });
        }
        let factor = |(seed, run): (usize, &Vec<LayerFlow>)| {
            let [first, last] = [0, hidden - 1].map(|layer| {
                let value = run[layer].delta;
                finite("the norm of a layer's errors", value).map_err(|error| match error {
                    Error::NotFinite { name, value, .. } => Error::NotFinite {
                        name,
                        index: vec![seed, layer],
                        value,
                    },
                    other => other,
                })
            });
            let (first, last) = (first?, last?);
            if first == 0.0 {
                return Ok(0.0);
            }
            let whole = finite("the factor of a whole network", first / last)?;
            Ok(powf(whole, 1.0 / (hidden - 1) as f64))
        };
        self.runs.iter().enumerate().map(factor).collect()
    }
}

/// The root of the sum of squares.
fn norm(matrix: ArrayView2<'_, f64>) -> f64 {
    crate::norm::root(matrix.fold(0.0, |sum, &x| sum + x * x), matrix.iter())
}
