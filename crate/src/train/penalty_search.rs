//! How strong a penalty? S0's λ by cross-validation.

use std::ops::Range;

use super::cross_validation::{Divisions, mean, standard_error};
use super::{Penalty, Recipe};
use crate::data::Samples;
use crate::error::{Error, Result};

/// How networks trained with one $\lambda$ did in a search: the losses of every trial, without the penalty, in the same order in
/// both lists; infinite where training overflowed.
#[derive(Debug, Clone, PartialEq)]
pub struct PenaltyScore {
    /// The balance $\lambda$.
    pub lambda: f64,
    /// The losses over the samples trained on.
    pub training: Vec<f64>,
    /// The losses over the samples held out.
    pub validation: Vec<f64>,
}

/// What a search over $\lambda$ found.
#[derive(Debug, Clone, PartialEq)]
pub struct PenaltySearch {
    scores: Vec<PenaltyScore>,
}

impl Recipe {
    /// The same recipe with this [`Penalty`].
    #[must_use]
    pub fn with_penalty(mut self, lambda: f64) -> Self {
        self.training = self.training.penalty(lambda);
        self
    }

    /// Trains with each of these $\lambda$ by cross-validation, as [`search_widths`](Self::search_widths) does with widths: same folds, same initial
    /// weights, same orders. The rates stay what they are; since the objective multiplies the gradient of the loss by $\lambda$, a small $\lambda$ wants a larger rate.
    ///
    /// # Errors
    /// [`Error::Empty`] without balances or seeds, [`Error::OutOfRange`] for a $\lambda$ outside (0, 1); those of
    /// [`folds`](super::folds) and [`trial`](Self::trial).
    ///
    /// # References
    /// S0 §4.3 ("often estimated by cross-validation").
    ///
    /// # Examples
    /// A hundred images, of which a quarter is held out each time:
    /// ```
    /// use downhill::data::digits;
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Recipe, Training};
    /// use downhill::{activation::Activation::Tanh, loss::Loss};
    /// let few = digits()?.samples()?.rows(&(0..100).collect::<Vec<usize>>())?;
    /// let architecture = Architecture::stack([64, 10], 1, 16, Tanh, Initializer::Xavier);
    /// let recipe = Recipe::new(architecture, Training::new(Loss::SoftmaxCrossEntropy, 0.5).max_epochs(150));
    /// let search = recipe.search_penalties(&few, &[0.9, 0.999, 0.999999], 4, 0..1)?;
    /// assert!(search.best().lambda > 0.9);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn search_penalties(
        &self,
        samples: &Samples,
        lambdas: &[f64],
        count: usize,
        seeds: Range<u64>,
    ) -> Result<PenaltySearch> {
        if lambdas.is_empty() {
            let what = "the list of balances λ";
            return Err(Error::Empty { what });
        }
        for &lambda in lambdas {
            Penalty::new(lambda)?;
        }
        let divisions = Divisions::draw(samples, count, seeds)?;
        let score = |&lambda: &f64| {
            let scores = divisions.score(&self.clone().with_penalty(lambda))?;
            Ok(PenaltyScore {
                lambda,
                training: scores.training,
                validation: scores.validation,
            })
        };
        Ok(PenaltySearch {
            scores: lambdas.iter().map(score).collect::<Result<_>>()?,
        })
    }
}

impl PenaltySearch {
    /// One entry a $\lambda$, in the order asked for.
    pub fn scores(&self) -> &[PenaltyScore] {
        &self.scores
    }

    /// The $\lambda$ with the lowest mean validation loss; the first of equals.
    pub fn best(&self) -> &PenaltyScore {
        let scores = self.scores.iter();
        let least = scores.min_by(|a, b| a.mean().total_cmp(&b.mean()));
        least.expect("a search has at least one balance")
    }

    /// The least $\lambda$, so the strongest penalty, whose mean validation loss is within one standard error of the best one's: the rule of
    /// [`WidthSearch::simplest`](super::WidthSearch::simplest).
    pub fn simplest(&self) -> &PenaltyScore {
        let best = self.best();
        let limit = best.mean() + best.standard_error();
        let near = self.scores.iter().filter(|score| score.mean() <= limit);
        let least = near.min_by(|a, b| a.lambda.total_cmp(&b.lambda));
        least.unwrap_or(best)
    }
}

impl PenaltyScore {
    /// The mean of the validation losses.
    pub fn mean(&self) -> f64 {
        mean(&self.validation)
    }

    /// The standard error of that mean, as if the trials were independent; they share samples, so it
    /// is rather too small.
    pub fn standard_error(&self) -> f64 {
        standard_error(&self.validation)
    }
}
