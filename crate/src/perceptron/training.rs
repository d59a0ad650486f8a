//! The perceptron's learning rule, visit by visit.

use std::collections::HashMap;

use ndarray::{Array1, Array2, ArrayView1};
use rand::Rng;
use rand::seq::SliceRandom;

use super::run::KEPT;
use super::{Perceptron, PerceptronRun, PerceptronStop, Visit};
use crate::Result;
use crate::activation::Activation;
use crate::check::positive;
use crate::data::TwoClass;

impl Perceptron {
    /// Learns from the samples in their order, again and again, until all are right, everything
    /// repeats, or `max_visits` samples have been visited.
    ///
    /// On each visit to a sample with label $y$ and answer $\hat y$
    ///
    /// $$ w \leftarrow w + \eta (y - \hat y) x $$
    ///
    /// with the rate $\eta$ (`learning_rate`) and augmented vectors, so that the threshold moves
    /// by $-\eta (y - \hat y)$. A right answer changes nothing.
    ///
    /// What follows depends on the weights and the place in the order alone. When both are again,
    /// to the last bit, what they were after an earlier update, the run is in a cycle and stops with
    /// [`PerceptronStop::Cycle`]. A cycle that begins after the visits that a [`PerceptronRun`] keeps is found
    /// too, by comparing with one remembered state after the other (R. P. Brent, "An improved Monte Carlo
    /// factorization algorithm", *BIT* 20 (1980), 176–184), if a few more turns later.
    ///
    /// # Errors
    /// [`crate::Error::Shape`] unless the samples have one feature a weight,
    /// [`crate::Error::OutOfRange`] unless the rate is positive and finite.
    ///
    /// # References
    /// S0 §4.2, which has the rate below 1 and then uses 1. F. Rosenblatt, *Principles of
    /// Neurodynamics*, Spartan Books (1962), chapter 5.
    ///
    /// ```
    /// use downhill::data::logic;
    /// use downhill::perceptron::{Perceptron, PerceptronStop};
    ///
    /// let run = Perceptron::zeros(2)?.train(&logic::and(), 1.0, 1_000)?;
    /// assert_eq!(run.stop(), PerceptronStop::AllRight { last_update: 18 });
    /// assert_eq!(run.perceptron(), Perceptron::new(&[1.0, 2.0], 3.0)?);
    ///
    /// let run = Perceptron::zeros(2)?.train(&logic::xor(), 1.0, 1_000)?;
    /// assert!(matches!(run.stop(), PerceptronStop::Cycle { .. }));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn train(
        &self,
        samples: &TwoClass,
        learning_rate: f64,
        max_visits: usize,
    ) -> Result<PerceptronRun> {
        Ok(Training::new(self, samples, learning_rate)?.in_order(max_visits))
    }

    /// Learns like [`train`](Self::train), but visits the samples of each epoch in a random order of its
    /// own. It cannot repeat itself, so it ends with all samples right or with the last visit.
    ///
    /// # Errors
    /// As [`train`](Self::train).
    ///
    /// ```
    /// use downhill::data::logic;
    /// use downhill::perceptron::Perceptron;
    /// use downhill::rand::SeedableRng;
    /// use downhill::rand_chacha::ChaCha8Rng;
    ///
    /// let mut rng = ChaCha8Rng::seed_from_u64(7);
    /// let run = Perceptron::zeros(2)?.train_shuffled(&logic::or(), 1.0, 1_000, &mut rng)?;
    /// assert_eq!(run.perceptron().mistakes(&logic::or())?, 0);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn train_shuffled(
        &self,
        samples: &TwoClass,
        learning_rate: f64,
        max_visits: usize,
        rng: &mut impl Rng,
    ) -> Result<PerceptronRun> {
        let mut training = Training::new(self, samples, learning_rate)?;
        let mut order: Vec<usize> = (0..samples.count()).collect();
        let mut stop = None;
        while stop.is_none() && training.made < max_visits {
            let place = training.made % order.len();
            if place == 0 {
                order.shuffle(rng);
            }
            stop = training.visit(order[place]);
        }
        Ok(training.finish(stop, max_visits))
    }
}

// ANCHOR: rule
/// The answer to one augmented input, and the weights that a wrong answer leads to.
fn learn(
    weights: &Array1<f64>,
    input: &ArrayView1<f64>,
    label: f64,
    learning_rate: f64,
) -> (f64, Option<Array1<f64>>) {
    let output = Activation::Step.value(weights.dot(input));
    if output == label {
        return (output, None);
    }
    let mut updated = weights.clone();
    updated.scaled_add(learning_rate * (label - output), input); // S0 §4.2
    (output, Some(updated))
}
// ANCHOR_END: rule

/// A run in the making.
struct Training<'a> {
    samples: &'a TwoClass,
    augmented: Array2<f64>,
    learning_rate: f64,
    /// How many visits are kept.
    kept: usize,
    visits: Vec<Visit>,
    /// Those after the updates that are kept.
    weights: Vec<Array1<f64>>,
    newest: Array1<f64>,
    /// How many visits have been made, and how many of them were updates.
    made: usize,
    updates: usize,
    /// The visit that made the last update.
    last_update: usize,
    /// The mistakes of each epoch.
    mistakes: Vec<usize>,
    /// For each sample, one more than the number of updates there were when it was last right.
    right_at: Vec<usize>,
    /// Samples that have not been right since the last update.
    open: usize,
}

impl<'a> Training<'a> {
    fn new(start: &Perceptron, samples: &'a TwoClass, learning_rate: f64) -> Result<Self> {
        start.fits(samples)?;
        Ok(Self {
            samples,
            augmented: samples.augmented(),
            learning_rate: positive("learning_rate", learning_rate)?,
            kept: KEPT,
            visits: Vec::new(),
            weights: vec![start.augmented.clone()],
            newest: start.augmented.clone(),
            made: 0,
            updates: 0,
            last_update: 0,
            mistakes: Vec::new(),
            right_at: vec![0; samples.count()],
            open: samples.count(),
        })
    }

    /// Visits the samples in their order.
    fn in_order(mut self, max_visits: usize) -> PerceptronRun {
        let mut seen = HashMap::new();
        let mut anchor = (0, (0, Vec::new()));
        let mut stop = None;
        while stop.is_none() && self.made < max_visits {
            let next = self.made % self.samples.count();
            stop = self.visit(next);
            let now = self.made;
            if stop.is_some() || self.last_update != now {
                continue;
            }
            let state = (next, self.bits());
            if now <= self.kept {
                stop = seen
                    .insert(state, now)
                    .map(|earlier| self.cycle(earlier, now - earlier));
            } else if state == anchor.1 {
                let (start, period) = (anchor.0, now - anchor.0);
                stop = Some(PerceptronStop::Cycle { start, period });
            } else if now >= 2 * anchor.0 {
                anchor = (now, state);
            }
        }
        self.finish(stop, max_visits)
    }

    /// Shows one sample and applies the rule; a reason to stop, if this visit gave one.
    fn visit(&mut self, sample: usize) -> Option<PerceptronStop> {
        let input = self.augmented.row(sample);
        let label = self.samples.labels()[sample];
        let (output, updated) = learn(&self.newest, &input, label, self.learning_rate);
        let keep = self.made < self.kept;
        if self.made.is_multiple_of(self.samples.count()) {
            self.mistakes.push(0);
        }
        self.made += 1;
        if let Some(updated) = updated {
            self.newest = updated;
            if keep {
                self.weights.push(self.newest.clone());
            }
            self.updates += 1;
            self.last_update = self.made;
            *self.mistakes.last_mut().expect("an epoch has begun") += 1;
            self.open = self.samples.count();
        } else if self.right_at[sample] != self.updates + 1 {
            self.right_at[sample] = self.updates + 1;
            self.open -= 1;
        }
        if keep {
            self.visits.push(Visit {
                sample,
                label,
                output,
                updates: self.updates,
            });
        }
        if self.open == 0 {
            return Some(PerceptronStop::AllRight {
                last_update: self.last_update,
            });
        }
        let finite = self.newest.iter().all(|w| w.is_finite());
        (output != label && !finite).then_some(PerceptronStop::NotFinite { visit: self.made })
    }

    /// The newest weights, bit by bit: two states that print alike may part later.
    fn bits(&self) -> Vec<u64> {
        // 0 and -0 act alike, and -0 + 0 is 0.
        self.newest.iter().map(|w| (w + 0.0).to_bits()).collect()
    }

    /// The cycle that the visit after which the state first came back belongs to, followed back to
    /// where it begins: an update made it known, visits without one may come before.
    fn cycle(&self, seen: usize, period: usize) -> PerceptronStop {
        let weights = |visits: usize| match visits.checked_sub(1) {
            Some(last) => &self.weights[self.visits[last].updates],
            None => &self.weights[0],
        };
        let mut start = seen;
        while start > 0 && weights(start - 1) == weights(start - 1 + period) {
            start -= 1;
        }
        PerceptronStop::Cycle { start, period }
    }

    fn finish(self, stop: Option<PerceptronStop>, limit: usize) -> PerceptronRun {
        PerceptronRun {
            samples: self.samples.clone(),
            visits: self.visits,
            weights: self.weights,
            newest: self.newest,
            made: self.made,
            updates: self.updates,
            mistakes: self.mistakes,
            stop: stop.unwrap_or(PerceptronStop::VisitLimit { limit }),
        }
    }
}

#[cfg(test)]
#[path = "training_tests.rs"]
mod tests;
