//! The perceptron's learning rule, visit by visit.

use std::collections::HashMap;

use ndarray::{Array1, Array2, ArrayView1};
use rand::Rng;
use rand::seq::SliceRandom;

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
    /// [`PerceptronStop::Cycle`].
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
        let mut training = Training::new(self, samples, learning_rate)?;
        let mut seen = HashMap::new();
        let mut stop = None;
        while stop.is_none() && training.visits.len() < max_visits {
            let next = training.visits.len() % samples.count();
            stop = training.visit(next);
            if stop.is_none() && training.visits.last().is_some_and(Visit::is_mistake) {
                let now = training.visits.len();
                let state = (next, training.bits());
                stop = seen
                    .insert(state, now)
                    .map(|earlier| training.cycle(earlier, now - earlier));
            }
        }
        Ok(training.finish(stop, max_visits))
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
        while stop.is_none() && training.visits.len() < max_visits {
            let place = training.visits.len() % order.len();
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
    visits: Vec<Visit>,
    weights: Vec<Array1<f64>>,
    /// For each sample, the number of weight vectors there were when it was last right.
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
            visits: Vec::new(),
            weights: vec![start.augmented.clone()],
            right_at: vec![0; samples.count()],
            open: samples.count(),
        })
    }

    /// Shows one sample and applies the rule; a reason to stop, if this visit gave one.
    fn visit(&mut self, sample: usize) -> Option<PerceptronStop> {
        let weights = &self.weights[self.weights.len() - 1];
        let input = self.augmented.row(sample);
        let label = self.samples.labels()[sample];
        let (output, updated) = learn(weights, &input, label, self.learning_rate);
        if let Some(updated) = updated {
            self.weights.push(updated);
            self.open = self.samples.count();
        } else if self.right_at[sample] != self.weights.len() {
            self.right_at[sample] = self.weights.len();
            self.open -= 1;
        }
        self.visits.push(Visit {
            sample,
            label,
            output,
            updates: self.weights.len() - 1,
        });
        if self.open == 0 {
            let last_update = self.visits.iter().rposition(Visit::is_mistake);
            return Some(PerceptronStop::AllRight {
                last_update: last_update.map_or(0, |index| index + 1),
            });
        }
        let finite = |weights: &Array1<f64>| weights.iter().all(|w| w.is_finite());
        (output != label && !finite(&self.weights[self.weights.len() - 1])).then_some(
            PerceptronStop::NotFinite {
                visit: self.visits.len(),
            },
        )
    }

    /// The newest weights, bit by bit: two states that print alike may part later.
    fn bits(&self) -> Vec<u64> {
        let newest = &self.weights[self.weights.len() - 1];
        // 0 and -0 act alike, and -0 + 0 is 0.
        newest.iter().map(|w| (w + 0.0).to_bits()).collect()
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
            stop: stop.unwrap_or(PerceptronStop::VisitLimit { limit }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::data::Labels;
    use crate::data::{iris, logic, separable};
    use ndarray::array;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn zeros(samples: &TwoClass) -> Perceptron {
        Perceptron::zeros(samples.features()).unwrap()
    }

    #[test]
    fn a_run_ends_when_every_sample_was_right_since_the_last_update() {
        let run = zeros(&logic::and()).train(&logic::and(), 1.0, 100).unwrap();
        assert_eq!(run.stop(), PerceptronStop::AllRight { last_update: 18 });
        assert_eq!(run.visits().len(), 22);
        assert_eq!(run.mistakes_per_epoch(), [2, 3, 3, 2, 1, 0]);
        assert_eq!(run.mistakes(), 11);
    }

    #[test]
    fn nothing_to_learn_stops_after_one_look_at_each_sample() {
        let run = Perceptron::new(&[1.0, 1.0], 0.5)
            .unwrap()
            .train(&logic::or(), 1.0, 100)
            .unwrap();
        assert_eq!(run.stop(), PerceptronStop::AllRight { last_update: 0 });
        assert_eq!(run.visits().len(), 4);
        assert_eq!(
            run.stop().to_string(),
            "every sample is right from the start"
        );
    }

    #[test]
    fn the_visits_allowed_are_the_visits_made() {
        for limit in [0, 1, 17] {
            let run = zeros(&logic::and())
                .train(&logic::and(), 1.0, limit)
                .unwrap();
            assert_eq!(run.stop(), PerceptronStop::VisitLimit { limit });
            assert_eq!(run.visits().len(), limit);
        }
    }

    #[test]
    fn one_turn_of_the_cycle_on_xor_brings_the_weights_back() {
        let run = zeros(&logic::xor())
            .train(&logic::xor(), 1.0, 1_000)
            .unwrap();
        let PerceptronStop::Cycle { start, period } = run.stop() else {
            panic!("{}", run.stop());
        };
        assert_eq!(period % 4, 0);
        let turn = run.cycle_visits();
        assert_eq!(turn.len(), period);
        let updates = turn.iter().filter(|visit| visit.is_mistake()).count();
        assert_eq!(run.cycle_weights().len(), updates);
        // From the cycle's first weights, a fresh run at the same place in the order comes back.
        let weights = run.cycle_weights()[0].clone();
        let order: Vec<usize> = (start..start + 4).map(|visit| visit % 4).collect();
        let again = Perceptron::from_augmented(weights)
            .unwrap()
            .train(&logic::xor().rows(&order).unwrap(), 1.0, 1_000)
            .unwrap();
        assert_eq!(again.stop(), PerceptronStop::Cycle { start: 0, period });
        assert_eq!(again.cycle_weights(), run.cycle_weights());
    }

    #[test]
    fn a_cycle_is_not_reported_before_everything_has_come_back() {
        // Contradictory samples: the weights come back to 0 every second visit.
        let torn = TwoClass::new(array![[1.0], [1.0]], Labels(array![0.0, 1.0])).unwrap();
        let run = zeros(&torn).train(&torn, 1.0, 100).unwrap();
        assert_eq!(
            run.stop(),
            PerceptronStop::Cycle {
                start: 0,
                period: 2
            }
        );
        assert_eq!(
            run.mistakes(),
            3,
            "the turn is seen when its first update comes back"
        );
    }

    #[test]
    fn from_zero_weights_the_rate_scales_the_weights_and_changes_no_answer() {
        let samples = iris().unwrap().pair(
            crate::data::Species::Setosa,
            crate::data::Species::Versicolor,
        );
        let run = |rate| zeros(&samples).train(&samples, rate, 10_000).unwrap();
        let (one, quarter) = (run(1.0), run(0.25));
        assert_eq!(one.visits(), quarter.visits());
        for (a, b) in one.weights().iter().zip(quarter.weights()) {
            assert_eq!(&(a * 0.25), b);
        }
    }

    #[test]
    fn shuffled_runs_depend_on_the_seed_alone() {
        let samples = separable(40, 3, 0.1, &mut ChaCha8Rng::seed_from_u64(0))
            .unwrap()
            .samples;
        let run = |seed| {
            zeros(&samples)
                .train_shuffled(&samples, 1.0, 10_000, &mut ChaCha8Rng::seed_from_u64(seed))
                .unwrap()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1).visits(), run(2).visits());
        assert_eq!(run(1).perceptron().mistakes(&samples).unwrap(), 0);
        for epoch in run(1).visits().chunks_exact(40) {
            let mut visited: Vec<usize> = epoch.iter().map(|visit| visit.sample).collect();
            visited.sort_unstable();
            assert_eq!(visited, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn weights_beyond_all_numbers_end_the_run() {
        let huge =
            TwoClass::new(array![[f64::MAX], [-f64::MAX]], Labels(array![1.0, 1.0])).unwrap();
        let run = Perceptron::new(&[-f64::MAX], 1.0)
            .unwrap()
            .train(&huge, 2.0, 100)
            .unwrap();
        assert!(
            matches!(run.stop(), PerceptronStop::NotFinite { .. }),
            "{}",
            run.stop()
        );
    }

    #[test]
    fn a_rate_that_is_not_positive_is_refused() {
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let and = logic::and();
        for rate in [0.0, -0.5, f64::NAN, f64::INFINITY] {
            let in_order = zeros(&and).train(&and, rate, 10);
            let shuffled = zeros(&and).train_shuffled(&and, rate, 10, &mut rng);
            for error in [in_order.unwrap_err(), shuffled.unwrap_err()] {
                let message = error.to_string();
                assert_eq!(
                    message,
                    format!("learning_rate is {rate}; it must be positive and finite")
                );
            }
        }
    }

    #[test]
    fn samples_that_do_not_fit_are_refused_with_both_shapes() {
        let error = Perceptron::zeros(3).unwrap().train(&logic::and(), 1.0, 10);
        assert_eq!(
            error.unwrap_err(),
            Error::Shape {
                op: "samples · weights",
                left: vec![4, 2],
                right: vec![3]
            }
        );
    }
}
