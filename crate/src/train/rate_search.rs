//! Which rate? The same recipe with each of several rates, on the same seeds.

use std::ops::Range;

use super::{Recipe, Trial, accuracy};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::network::Backprop;
use crate::optim::{Schedule, Stop};
use crate::spread::Share;

/// How one rate did in a search: one entry a seed in each list.
#[derive(Debug, Clone, PartialEq)]
pub struct RateScore {
    /// The rate.
    pub rate: f64,
    /// The losses over the samples held out; infinite where training overflowed.
    pub losses: Vec<f64>,
    /// The shares of the samples held out whose class is named; 0 where training overflowed.
    pub accuracies: Vec<f64>,
}

/// What a search over rates found, in the order of the rates.
#[derive(Debug, Clone, PartialEq)]
pub struct RateSearch {
    scores: Vec<RateScore>,
}

impl Recipe {
    /// The same recipe with other rates.
    #[must_use]
    pub fn with_rates(mut self, rates: impl Into<Schedule>) -> Self {
        self.training.schedule = rates.into();
        self
    }

    /// Trains with each of these rates, of which `schedule` makes the rates of all updates, once for each seed; all rates get the
    /// same initial weights and the same orders of the samples. How they did is measured on samples held out.
    ///
    /// # Errors
    /// [`Error::Empty`] without rates or seeds, and those of [`trial`](Self::trial).
    ///
    /// # Examples
    /// ```
    /// use downhill::data::digits;
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Batch, Recipe, Training};
    /// use downhill::{activation::Activation::Relu, loss::Loss, optim::Schedule};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let (few, rest) = digits()?.samples()?.split(0.1, &mut ChaCha8Rng::seed_from_u64(0))?;
    /// let architecture = Architecture::stack([64, 10], 1, 16, Relu, Initializer::He);
    /// let training = Training::new(Loss::SoftmaxCrossEntropy, 0.1).batch(Batch::Size(16)).max_epochs(5);
    /// let recipe = Recipe::new(architecture, training);
    /// let search = recipe.search_rates(&few, &rest, &[1e-4, 0.2, 1e3], 0..3, Schedule::Constant)?;
    /// assert_eq!(search.best().rate, 0.2);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn search_rates(
        &self,
        samples: &Samples,
        held_out: &Samples,
        rates: &[f64],
        seeds: Range<u64>,
        schedule: impl Fn(f64) -> Schedule,
    ) -> Result<RateSearch> {
        for (what, empty) in [
            ("the list of rates", rates.is_empty()),
            ("the range of seeds", seeds.is_empty()),
        ] {
            if empty {
                return Err(Error::Empty { what });
            }
        }
        let score = |&rate: &f64| {
            let recipe = self.clone().with_rates(schedule(rate));
            let trials = recipe.trials(samples, seeds.clone())?;
            RateScore::of(rate, &trials, held_out, self.training.loss)
        };
        let scores: Result<Vec<RateScore>> = rates.iter().map(score).collect();
        Ok(RateSearch { scores: scores? })
    }

    /// The recipe at its best, for a fair comparison: the rate is chosen by a [search](Self::search_rates) with the first seeds and the second samples,
    /// and what it is worth is measured with the second seeds on the third samples, which have chosen nothing.
    ///
    /// # Errors
    /// As for [`search_rates`](Self::search_rates).
    ///
    /// ```
    /// use downhill::data::digits;
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Batch, Recipe, Training};
    /// use downhill::{activation::Activation::Relu, loss::Loss, optim::Schedule};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let (few, rest) = digits()?.samples()?.split(0.1, &mut ChaCha8Rng::seed_from_u64(0))?;
    /// let (validation, test) = rest.split(0.5, &mut ChaCha8Rng::seed_from_u64(1))?;
    /// let architecture = Architecture::stack([64, 10], 1, 16, Relu, Initializer::He);
    /// let training = Training::new(Loss::SoftmaxCrossEntropy, 0.1).batch(Batch::Size(16)).max_epochs(5);
    /// let recipe = Recipe::new(architecture, training);
    /// let parts = [&few, &validation, &test];
    /// let line = |rate| Schedule::Linear { from: rate, to: 0.0, length: 60 };
    /// let falling = recipe.tune(parts, &[0.02, 0.2], [0..2, 10..13], line)?;
    /// let too_small = recipe.tune(parts, &[1e-4], [0..2, 10..13], Schedule::Constant)?;
    /// assert_eq!(falling.wins_over(&too_small)?.value(), 1.0);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn tune(
        &self,
        [training, validation, test]: [&Samples; 3],
        rates: &[f64],
        [choosing, judging]: [Range<u64>; 2],
        schedule: impl Fn(f64) -> Schedule,
    ) -> Result<RateScore> {
        let search = self.search_rates(training, validation, rates, choosing, &schedule)?;
        let rate = search.best().rate;
        let tuned = self.clone().with_rates(schedule(rate));
        let trials = tuned.trials(training, judging)?;
        RateScore::of(rate, &trials, test, self.training.loss)
    }
}

impl RateSearch {
    /// One entry a rate, in the order asked for.
    pub fn scores(&self) -> &[RateScore] {
        &self.scores
    }

    /// The rate whose loss has the lowest median; the first of equals.
    pub fn best(&self) -> &RateScore {
        let scores = self.scores.iter();
        let least = scores.min_by(|a, b| a.median().total_cmp(&b.median()));
        least.expect("a search has at least one rate")
    }

    /// Whether the best rate is neither the first nor the last: else the search was not wide enough.
    pub fn inside(&self) -> bool {
        let (last, best) = (self.scores.len() - 1, self.best());
        *best != self.scores[0] && *best != self.scores[last]
    }

    /// The median loss against the rate, of the rates at which it is finite, in the form in which figures take a line.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        let points = self.scores.iter().map(|score| (score.rate, score.median()));
        points.filter(|(_, loss)| loss.is_finite()).collect()
    }
}

impl RateScore {
    /// How trials with this rate do on some samples.
    ///
    /// # Errors
    /// [`Error::Empty`] without trials, and those of [`accuracy`].
    pub fn of(rate: f64, trials: &[Trial], samples: &Samples, loss: Loss) -> Result<Self> {
        if trials.is_empty() {
            let what = "the list of trials";
            return Err(Error::Empty { what });
        }
        let (mut losses, mut accuracies) = (Vec::new(), Vec::new());
        let mut pass = Backprop::new();
        for Trial { network, run, .. } in trials {
            if let Stop::NotFinite { .. } = run.stop() {
                losses.push(f64::INFINITY);
                accuracies.push(0.0);
                continue;
            }
            let (inputs, targets) = (samples.inputs(), samples.targets());
            losses.push(pass.loss(network, inputs, targets, loss)?);
            accuracies.push(accuracy(network, samples, loss)?);
        }
        Ok(Self {
            rate,
            losses,
            accuracies,
        })
    }

    /// How often this has the lower loss, seed by seed: the pairs have the same initial weights and orders if both had the same seeds.
    ///
    /// # Errors
    /// [`Error::Shape`] unless there are as many seeds, [`Error::Empty`] without any.
    pub fn wins_over(&self, other: &Self) -> Result<Share> {
        if self.losses.len() != other.losses.len() {
            return Err(Error::Shape {
                op: "the seeds of two scores",
                left: vec![self.losses.len()],
                right: vec![other.losses.len()],
            });
        }
        let pairs = self.losses.iter().zip(&other.losses);
        Share::of(pairs.filter(|(a, b)| a < b).count(), self.losses.len())
    }

    /// The median of the losses.
    pub fn median(&self) -> f64 {
        let mut sorted = self.losses.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        match sorted.len() % 2 {
            1 => sorted[middle],
            _ => 0.5 * (sorted[middle - 1] + sorted[middle]),
        }
    }
}
