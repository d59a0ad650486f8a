//! The loop that searches share: the same folds and the same streams of random numbers for every candidate.

use std::ops::Range;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Fold, Recipe, folds};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::network::{Backprop, Network};
use crate::optim::Stop;
use crate::threads::in_parallel;

/// Samples divided into folds, once for each seed. A seed's generator draws the folds from its stream 0, and the network and the orders for the
/// k-th fold, counted from 1, from its stream k.
pub(super) struct Divisions(Vec<(u64, Vec<Fold>)>);

/// What the networks of one candidate lost: over the samples trained on, and over those held out, in the same order.
pub(super) struct Scores {
    pub(super) training: Vec<f64>,
    pub(super) validation: Vec<f64>,
}

impl Divisions {
    /// # Errors
    /// [`Error::Empty`] without seeds, and those of [`folds`].
    pub(super) fn draw(samples: &Samples, count: usize, seeds: Range<u64>) -> Result<Self> {
        if seeds.is_empty() {
            let what = "the range of seeds";
            return Err(Error::Empty { what });
        }
        let division = |seed: u64| {
            let rng = &mut ChaCha8Rng::seed_from_u64(seed);
            Ok((seed, folds(samples, count, rng)?))
        };
        Ok(Self(seeds.map(division).collect::<Result<_>>()?))
    }

    /// Trains once for each fold of each division. Losses are infinite where training overflowed.
    pub(super) fn score(&self, recipe: &Recipe) -> Result<Scores> {
        let numbered = self.0.iter().flat_map(|(seed, folds)| {
            let of_seed = move |(k, fold)| (seed, k, fold);
            (1..).zip(folds).map(of_seed)
        });
        let losses = in_parallel(numbered, |(seed, k, fold)| {
            // Streams of one seed are independent; the folds were drawn from stream 0.
            let mut rng = ChaCha8Rng::seed_from_u64(*seed);
            rng.set_stream(k);
            let trial = recipe.trial_with(&fold.training, &mut rng)?;
            let overflowed = matches!(trial.run.stop(), Stop::NotFinite { .. });
            let loss = |samples| match overflowed {
                true => Ok(f64::INFINITY),
                false => recipe.loss(&trial.network, samples),
            };
            Ok((loss(&fold.training)?, loss(&fold.validation)?))
        })?;
        let (training, validation) = losses.into_iter().unzip();
        Ok(Scores {
            training,
            validation,
        })
    }
}

impl Recipe {
    /// The loss of a network over some samples, infinite if it overflows.
    fn loss(&self, network: &Network, samples: &Samples) -> Result<f64> {
        let loss = self.training.loss;
        match Backprop::new().loss(network, samples.inputs(), samples.targets(), loss) {
            Err(Error::NotFinite { .. }) => Ok(f64::INFINITY),
            Ok(loss) if loss.is_nan() => Ok(f64::INFINITY),
            other => other,
        }
    }
}

/// The mean; infinite if a loss is.
pub(super) fn mean(losses: &[f64]) -> f64 {
    losses.iter().sum::<f64>() / losses.len() as f64
}

/// The standard error of the mean, as if the trials were independent; they share samples, so it is rather too small.
pub(super) fn standard_error(losses: &[f64]) -> f64 {
    let (mean, count) = (mean(losses), losses.len() as f64);
    let squares = losses.iter().map(|loss| (loss - mean).powi(2));
    (squares.sum::<f64>() / (count - 1.0) / count).sqrt()
}
