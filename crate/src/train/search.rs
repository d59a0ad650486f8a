//! How many hidden neurons? Trial and error made systematic: a search by cross-validation.

use std::ops::Range;

use super::Recipe;
use super::cross_validation::{Divisions, mean, standard_error};
use crate::data::Samples;
use crate::error::{Error, Result};
#[cfg(feature = "stats")]
use crate::spread::Spread;

/// How networks of one width did in a search: the losses of every trial, in the same order in both lists;
/// infinite where training overflowed.
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
    /// [`Error::Empty`] without widths or seeds; those of [`folds`](super::folds) and [`trial`](Self::trial).
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
        if widths.is_empty() {
            let what = "the list of widths";
            return Err(Error::Empty { what });
        }
        let divisions = Divisions::draw(samples, count, seeds)?;
        let score = |&width: &usize| {
            let recipe = Self {
                architecture: self.architecture.clone().with_width(width),
                ..self.clone()
            };
            let scores = divisions.score(&recipe)?;
            Ok(WidthScore {
                width,
                training: scores.training,
                validation: scores.validation,
            })
        };
        Ok(WidthSearch {
            scores: widths.iter().map(score).collect::<Result<_>>()?,
        })
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
        mean(&self.validation)
    }

    /// The standard error of that mean, as if the trials were independent; they share samples, so it
    /// is rather too small.
    pub fn standard_error(&self) -> f64 {
        standard_error(&self.validation)
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
