//! Several ways to the weights of a network that is to follow a curve, compared alike. Serves chapter 10.

use std::ops::Range;

use ndarray::{Array1, Array2};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Training, refit_output};
use crate::activation::Activation::{Identity, Tanh};
use crate::data::{Samples, noisy_curve, uniform_places};
use crate::error::{Error, Result};
use crate::network::bumps::staircase;
use crate::network::{Architecture, Distance, Initializer, Network};
use crate::optim::Schedule;
use crate::spread::Spread;
use crate::threads::in_parallel;

/// Where the hidden neurons of a network of one variable turn at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thresholds {
    /// All at 0, with weights of deviation 4: biases of 0, as most initialisations have them.
    AtZero,
    /// About evenly over [-1, 1], with weights of deviation 8 and biases drawn from -8 to 8.
    Scattered,
}

impl Thresholds {
    /// Draws a network with one hidden layer of tanh neurons and a linear output.
    ///
    /// # Errors
    /// Those of [`Architecture::draw`].
    pub fn draw(self, hidden: usize, rng: &mut ChaCha8Rng) -> Result<Network> {
        let gain = if self == Self::AtZero { 4.0 } else { 8.0 };
        let activations = [Tanh, Identity];
        let start = Architecture::new(&[1, hidden, 1], &activations, Initializer::Scaled(gain));
        let mut layers = start.draw(rng)?.layers().to_vec();
        if self == Self::Scattered {
            layers[0].biases = uniform_places(-gain, gain, hidden, rng)?;
        }
        Network::new(layers)
    }
}

/// A function on [-1, 1] that networks with one hidden layer are to follow, known at 101 places; they are judged at 1,001, by
/// the root of the mean square of their errors.
///
/// # Examples
/// ```
/// use downhill::train::{Approximation, Thresholds};
/// let corner = Approximation::of(f64::abs)?;
/// let drawn = corner.by_least_squares(Thresholds::Scattered, 8, 0..5)?;
/// assert!(drawn.median < corner.by_hand(2)?);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Approximation {
    function: fn(f64) -> f64,
    samples: Samples,
}

impl Approximation {
    /// The task of following this function.
    ///
    /// # Errors
    /// [`Error::NotFinite`](crate::Error::NotFinite) where it is a NaN or infinite.
    pub fn of(function: fn(f64) -> f64) -> Result<Self> {
        let places: Array1<f64> = Array1::linspace(-1.0, 1.0, 101);
        let rng = &mut ChaCha8Rng::seed_from_u64(0);
        let samples = noisy_curve(function, 0.0, &places, rng)?;
        Ok(Self { function, samples })
    }

    /// The function at its 101 places.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// How far a network is from the function; infinite if its outputs overflow.
    ///
    /// # Errors
    /// As for [`Distance::between`].
    pub fn error(&self, network: &Network) -> Result<f64> {
        let overflow = network.parameter_vector().iter().any(|w| !w.is_finite());
        if overflow {
            return Ok(f64::INFINITY);
        }
        Ok(Distance::between(network, self.function, (-1.0, 1.0), 1001)?.root_mean_square)
    }

    /// Trains networks with so many hidden neurons, each seed at each of the rates, and answers with the rate whose median error on the
    /// 101 places is lowest, and the errors at that rate.
    ///
    /// # Errors
    /// [`Error::Empty`] without rates or seeds, [`Error::NotFinite`] if training overflows at every rate, and those of training.
    pub fn by_descent(
        &self,
        thresholds: Thresholds,
        hidden: usize,
        training: &Training,
        rates: &[f64],
        seeds: Range<u64>,
    ) -> Result<(f64, Spread)> {
        if rates.is_empty() {
            let what = "the list of rates";
            return Err(Error::Empty { what });
        }
        if seeds.is_empty() {
            let what = "the range of seeds";
            return Err(Error::Empty { what });
        }
        let mut best = None;
        let mut lowest = f64::INFINITY;
        for &rate in rates {
            let mut training = training.clone();
            training.schedule = Schedule::Constant(rate);
            let trials = in_parallel(seeds.clone(), |seed| {
                let rng = &mut ChaCha8Rng::seed_from_u64(seed);
                let mut network = thresholds.draw(hidden, rng)?;
                let run = training.run_shuffled(&mut network, &self.samples, rng)?;
                Ok((run.loss(), self.error(&network)?))
            })?;
            let (losses, errors): (Vec<f64>, Vec<f64>) = trials.into_iter().unzip();
            if losses.iter().chain(&errors).any(|value| !value.is_finite()) {
                continue;
            }
            let loss = Spread::of(&losses)?.median;
            if loss < lowest {
                lowest = loss;
                best = Some((rate, Spread::of(&errors)?));
            }
        }
        best.ok_or_else(|| Error::NotFinite {
            name: "the loss at every rate",
            index: vec![],
            value: f64::INFINITY,
        })
    }

    /// Leaves the hidden neurons as they are drawn and fits the output layer by least squares.
    ///
    /// # Errors
    /// Those of [`refit_output`].
    pub fn by_least_squares(
        &self,
        thresholds: Thresholds,
        hidden: usize,
        seeds: Range<u64>,
    ) -> Result<Spread> {
        let errors = seeds.map(|seed| {
            let rng = &mut ChaCha8Rng::seed_from_u64(seed);
            self.error(&refit_output(
                &thresholds.draw(hidden, rng)?,
                &self.samples,
            )?)
        });
        Spread::of(&errors.collect::<Result<Vec<f64>>>()?)
    }

    /// The error of the smooth staircase with so many hidden neurons.
    ///
    /// # Errors
    /// Those of [`staircase`].
    pub fn by_hand(&self, hidden: usize) -> Result<f64> {
        self.error(&staircase(self.function, (-1.0, 1.0), hidden + 1, 1.0)?)
    }

    /// What a network puts out at the 101 places, as points of a curve.
    ///
    /// # Errors
    /// Those of [`Network::forward_batch`].
    pub fn curve(&self, network: &Network) -> Result<Vec<(f64, f64)>> {
        let inputs: &Array2<f64> = self.samples.inputs();
        let outputs = network.forward_batch(inputs)?;
        Ok(inputs
            .iter()
            .copied()
            .zip(outputs.iter().copied())
            .collect())
    }
}
