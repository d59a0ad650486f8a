//! Tests of the learning rule's loop.

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

/// Runs as [`Perceptron::train`] does, with less kept.
fn with_less_kept(samples: &TwoClass, kept: usize, visits: usize) -> PerceptronRun {
    let mut training = Training::new(&zeros(samples), samples, 1.0).unwrap();
    training.kept = kept;
    training.in_order(visits)
}

#[test]
fn what_is_not_kept_changes_nothing_else() {
    let and = logic::and();
    let whole = zeros(&and).train(&and, 1.0, 100).unwrap();
    for kept in 0..whole.made() {
        let run = with_less_kept(&and, kept, 100);
        assert_eq!(run.stop(), whole.stop());
        assert_eq!(
            (run.made(), run.mistakes()),
            (whole.made(), whole.mistakes())
        );
        assert_eq!(run.perceptron(), whole.perceptron());
        assert_eq!(run.mistakes_per_epoch(), whole.mistakes_per_epoch());
        assert_eq!(run.visits(), &whole.visits()[..kept]);
        assert_eq!(run.weights(), &whole.weights()[..run.weights().len()]);
        for visits in 0..=kept {
            assert_eq!(run.perceptron_after(visits), whole.perceptron_after(visits));
        }
    }
}

#[test]
fn a_cycle_is_found_when_nothing_is_kept() {
    let xor = logic::xor();
    let PerceptronStop::Cycle { start, period } =
        zeros(&xor).train(&xor, 1.0, 1_000).unwrap().stop()
    else {
        panic!("a cycle");
    };
    let run = with_less_kept(&xor, 3, 1_000);
    let PerceptronStop::Cycle {
        start: inside,
        period: same,
    } = run.stop()
    else {
        panic!("{}", run.stop());
    };
    assert!(inside >= start);
    assert_eq!(same, period);
    assert!(run.cycle_visits().is_empty() && run.cycle_weights().is_empty());
}

#[test]
fn a_long_run_keeps_its_beginning_and_its_end() {
    let samples = iris().unwrap().pair(
        crate::data::Species::Versicolor,
        crate::data::Species::Virginica,
    );
    let visits = KEPT + 50_000;
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let run = zeros(&samples)
        .train_shuffled(&samples, 1.0, visits, rng)
        .unwrap();
    assert_eq!(run.made(), visits);
    assert_eq!(run.visits().len(), KEPT);
    assert!(run.mistakes() >= run.weights().len());
    assert_eq!(
        run.mistakes_per_epoch().iter().sum::<usize>(),
        run.mistakes()
    );
}

#[test]
fn weights_beyond_all_numbers_end_the_run() {
    let huge = TwoClass::new(array![[f64::MAX], [-f64::MAX]], Labels(array![1.0, 1.0])).unwrap();
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
