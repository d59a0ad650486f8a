//! How many hidden neurons? Trial and error made systematic: a search by cross-validation.

use std::ops::Range;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Fold, Recipe, folds};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::network::{Backprop, Network};
#[cfg(feature = "stats")]
use crate::spread::Spread;

/// How networks of one width did in a search: the losses of every trial, in the same order in both lists.
#[derive(Debug, Clone, PartialEq)]
pub struct WidthScore {
    /// The number of neurons in each hidden layer.
    pub width: usize,
    /// The losses over the samples trained on.
    pub training: Vec<f64>,
    /// The losses over the samples held out.
    pub validation: Vec<f64>,
}

/// What a search over widths found.
#[derive(Debug, Clone, PartialEq)]
pub struct WidthSearch {
    scores: Vec<WidthScore>,
}

impl Recipe {
    /// Trains networks of each of these widths by cross-validation. For each seed the samples are divided into
    /// `count` folds; each is held out once, while a network learns from the others. All widths get the same
    /// folds, so that they differ in nothing but the width. A seed's generator draws the folds from its stream 0,
    /// and the network and the orders for the k-th fold, counted from 1, from its stream k.
    ///
    /// # Errors
    /// [`Error::Empty`] without widths or seeds, [`Error::NotFinite`] if a loss overflowed; those of
    /// [`folds`] and [`trial`](Self::trial).
    ///
    /// # References
    /// S0 §4.3 ("trial and error"). M. Stone, "Cross-validatory choice and assessment of statistical
    /// predictions", *Journal of the Royal Statistical Society B* 36 (1974), 111–147,
    /// [doi:10.1111/j.2517-6161.1974.tb00994.x](https://doi.org/10.1111/j.2517-6161.1974.tb00994.x).
    ///
    /// # Examples
    /// XOR eight times over: one hidden neuron is not enough.
    /// ```
    /// use downhill::data::{Samples, logic};
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::optim::Momentum;
    /// use downhill::train::{Recipe, Training};
    /// use downhill::{activation::Activation::Tanh, loss::Loss};
    /// let xor: Samples = logic::xor().into();
    /// let eight = xor.rows(&[0, 1, 2, 3].repeat(8))?;
    /// let training = Training::new(Loss::MeanSquaredError, 0.1).optimizer(Momentum::new(0.9)?).max_epochs(500);
    /// let recipe = Recipe::new(Architecture::stack([2, 1], 1, 1, Tanh, Initializer::Xavier), training);
    /// let search = recipe.search_widths(&eight, &[1, 6], 4, 0..2)?;
    /// assert_eq!(search.best().width, 6);
    /// assert_eq!(search.best().validation.len(), 8); // four folds, two seeds
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn search_widths(
        &self,
        samples: &Samples,
        widths: &[usize],
        count: usize,
        seeds: Range<u64>,
    ) -> Result<WidthSearch> {
        for (what, empty) in [
            ("the list of widths", widths.is_empty()),
            ("the range of seeds", seeds.is_empty()),
        ] {
            if empty {
                return Err(Error::Empty { what });
            }
        }
        let mut divisions: Vec<(u64, Vec<Fold>)> = Vec::new();
        for seed in seeds {
            let rng = &mut ChaCha8Rng::seed_from_u64(seed);
            divisions.push((seed, folds(samples, count, rng)?));
        }
        let score = |&width: &usize| self.score(width, &divisions);
        Ok(WidthSearch {
            scores: widths.iter().map(score).collect::<Result<_>>()?,
        })
    }

    fn score(&self, width: usize, divisions: &[(u64, Vec<Fold>)]) -> Result<WidthScore> {
        let recipe = Self {
            architecture: self.architecture.clone().with_width(width),
            ..self.clone()
        };
        let mut score = WidthScore {
            width,
            training: Vec::new(),
            validation: Vec::new(),
        };
        for (seed, folds) in divisions {
            for (held_out, fold) in folds.iter().enumerate() {
                // Streams of one seed are independent; the folds were drawn from stream 0.
                let mut rng = ChaCha8Rng::seed_from_u64(*seed);
                rng.set_stream(held_out as u64 + 1);
                let trial = recipe.trial_with(&fold.training, &mut rng)?;
                let training = self.loss(&trial.network, &fold.training)?;
                let validation = self.loss(&trial.network, &fold.validation)?;
                score.training.push(training);
                score.validation.push(validation);
            }
        }
        Ok(score)
    }

    /// The loss of a network over some samples.
    fn loss(&self, network: &Network, samples: &Samples) -> Result<f64> {
        let loss = self.training.loss;
        Backprop::new().loss(network, samples.inputs(), samples.targets(), loss)
    }
}

impl WidthSearch {
    /// One entry a width, in the order asked for.
    pub fn scores(&self) -> &[WidthScore] {
        &self.scores
    }

    /// The width with the lowest mean validation loss; the first of equals.
    pub fn best(&self) -> &WidthScore {
        let scores = self.scores.iter();
        let least = scores.min_by(|a, b| a.mean().total_cmp(&b.mean()));
        least.expect("a search has at least one width")
    }

    /// The narrowest of the widths whose mean validation loss is within one standard error of the best
    /// one's: so close that the folds cannot tell them apart.
    ///
    /// # References
    /// L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, *Classification and Regression Trees*,
    /// Wadsworth, 1984, §3.4.3, the "1 SE rule".
    pub fn simplest(&self) -> &WidthScore {
        let best = self.best();
        let limit = best.mean() + best.standard_error();
        let near = self.scores.iter().filter(|score| score.mean() <= limit);
        near.min_by_key(|score| score.width).unwrap_or(best)
    }
}

impl WidthScore {
    /// The mean of the validation losses.
    pub fn mean(&self) -> f64 {
        self.validation.iter().sum::<f64>() / self.validation.len() as f64
    }

    /// The standard error of that mean, as if the trials were independent; they share samples, so it
    /// is rather too small.
    pub fn standard_error(&self) -> f64 {
        let (mean, count) = (self.mean(), self.validation.len() as f64);
        let squares = self.validation.iter().map(|loss| (loss - mean).powi(2));
        (squares.sum::<f64>() / (count - 1.0) / count).sqrt()
    }

    /// The spreads of the training and of the validation losses.
    ///
    /// # Errors
    /// [`Error::NotFinite`] if one overflowed.
    #[cfg(feature = "stats")]
    pub fn spreads(&self) -> Result<(Spread, Spread)> {
        Ok((Spread::of(&self.training)?, Spread::of(&self.validation)?))
    }
}
