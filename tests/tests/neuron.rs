//! The McCulloch–Pitts neuron: S0's worked example, its error's gradient, bad input.

use downhill::Error;
use downhill::activation::Activation;
use downhill::ndarray::{Array2, array};
use downhill::neuron::{McCullochPitts, all_to_all_connections};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use proptest::prelude::*;

/// y = sgn(1 + 3 x1 - 2 x2), S0 §4.1.
fn worked_example() -> McCullochPitts {
    McCullochPitts::new(&[3.0, -2.0], -1.0, Activation::Step).unwrap()
}

#[test]
fn the_worked_example_on_both_sides_of_its_line_and_on_it() {
    let neuron = worked_example();
    for (x, z, y) in [
        ([0.0, 0.0], 1.0, 1.0),
        ([1.0, 0.0], 4.0, 1.0),
        ([-1.0, -2.0], 2.0, 1.0),
        ([0.0, 1.0], -1.0, 0.0),
        ([-1.0, 0.0], -2.0, 0.0),
        ([1.0, 3.0], -2.0, 0.0),
        // On the line x2 = (1 + 3 x1) / 2, where step(0) = 1.
        ([0.0, 0.5], 0.0, 1.0),
        ([1.0, 2.0], 0.0, 1.0),
        ([-1.0, -1.0], 0.0, 1.0),
    ] {
        assert_eq!(neuron.pre_activation(&x).unwrap(), z, "{x:?}");
        assert_eq!(neuron.output(&x).unwrap(), y, "{x:?}");
    }
}

#[test]
fn a_neuron_keeps_what_it_was_given() {
    let neuron = worked_example();
    assert_eq!(neuron.weights(), array![3.0, -2.0]);
    assert_eq!(neuron.threshold(), -1.0);
    assert_eq!(neuron.activation(), Activation::Step);
}

proptest! {
    #[test]
    fn a_batch_is_its_rows_one_by_one(rows in prop::collection::vec([-5.0..5.0_f64, -5.0..5.0], 1..20)) {
        let inputs = Array2::from(rows.clone());
        for activation in Activation::ALL {
            let neuron = McCullochPitts::new(&[0.7, -1.3], 0.2, activation).unwrap();
            let outputs = neuron.outputs(&inputs).unwrap();
            for (row, &y) in rows.iter().zip(&outputs) {
                prop_assert!((y - neuron.output(row).unwrap()).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn the_gradient_agrees_with_central_differences(
        weights in [-2.0..2.0_f64, -2.0..2.0], threshold in -2.0..2.0_f64, tanh: bool,
    ) {
        let activation = if tanh { Activation::Tanh } else { Activation::Sigmoid };
        let (inputs, targets) = and_problem();
        let error = |p: [f64; 3]| {
            McCullochPitts::new(&p[..2], p[2], activation).unwrap().error(&inputs, &targets).unwrap()
        };
        let at = [weights[0], weights[1], threshold];
        let gradient = McCullochPitts::new(&weights, threshold, activation)
            .unwrap()
            .error_gradient(&inputs, &targets)
            .unwrap();
        prop_assert_eq!(gradient.len(), 3);
        for i in 0..3 {
            let (mut left, mut right) = (at, at);
            left[i] -= 1e-5;
            right[i] += 1e-5;
            let numeric = (error(right) - error(left)) / (right[i] - left[i]);
            prop_assert!((gradient[i] - numeric).abs() < 1e-9, "parameter {i}: {numeric}");
        }
    }

    #[test]
    fn a_step_neuron_gets_no_gradient_however_wrong_it_is(
        weights in [-5.0..5.0_f64, -5.0..5.0], threshold in -5.0..5.0_f64,
    ) {
        // A random neuron has no sample exactly on its line, save with probability zero.
        let (inputs, targets) = and_problem();
        let step = McCullochPitts::new(&weights, threshold, Activation::Step).unwrap();
        let sigmoid = McCullochPitts::new(&weights, threshold, Activation::Sigmoid).unwrap();
        prop_assert_eq!(step.error_gradient(&inputs, &targets).unwrap(), array![0.0, 0.0, 0.0]);
        prop_assert!(sigmoid.error_gradient(&inputs, &targets).unwrap().iter().any(|&g| g != 0.0));
    }
}

fn and_problem() -> (Array2<f64>, [f64; 4]) {
    let inputs = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
    (inputs, [0.0, 0.0, 0.0, 1.0])
}

#[test]
fn on_its_line_a_step_has_no_gradient_and_says_so() {
    let (inputs, targets) = and_problem();
    let touching = McCullochPitts::new(&[1.0, 1.0], 1.0, Activation::Step).unwrap();
    assert_eq!(touching.error(&inputs, &targets).unwrap(), 1.0);
    let Err(Error::NotFinite { name, index, value }) = touching.error_gradient(&inputs, &targets)
    else {
        panic!("samples 1 and 2 lie on the line");
    };
    assert_eq!((name, index), ("derivative of the activation", vec![1]));
    assert!(value.is_nan());
}

/// Of 1,000 random neurons, those whose error on AND changes when a parameter moves by `nudge`.
fn noticing(error: impl Fn([f64; 3]) -> f64, nudge: f64, seed: u64) -> usize {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let notices = |_: &usize| {
        let at = [(); 3].map(|()| rng.random_range(-5.0..5.0));
        (0..6).any(|k| {
            let mut moved = at;
            moved[k / 2] += if k % 2 == 0 { nudge } else { -nudge };
            error(moved) != error(at)
        })
    };
    (0..1000).filter(notices).count()
}

#[test]
fn a_step_does_not_notice_a_nudge_and_its_mutants_do() {
    let (inputs, targets) = and_problem();
    let of = |p: [f64; 3], f| {
        let neuron = McCullochPitts::new(&p[..2], p[2], f).unwrap();
        neuron.error(&inputs, &targets).unwrap()
    };
    for seed in [1943, 0, 7] {
        // The share falls with the nudge, down to a handful.
        let [small, medium, large] =
            [0.001, 0.01, 0.1].map(|nudge| noticing(|p| of(p, Activation::Step), nudge, seed));
        assert!(small < 20 && small <= medium, "{seed}: {small}, {medium}");
        assert!((20..300).contains(&large), "{seed}: {large}");
        // Mutants of the step: two smooth ones, and the sum itself.
        for f in [Activation::Sigmoid, Activation::Tanh, Activation::Identity] {
            let noticed = noticing(|p| of(p, f), 0.001, seed);
            assert!(noticed > 990, "{f}, {seed}: {noticed}");
        }
    }
}

#[test]
fn bad_input_is_refused_with_the_value() {
    let new = |w: &[f64], t| McCullochPitts::new(w, t, Activation::Step);
    assert_eq!(new(&[], 0.0), Err(Error::Empty { what: "weights" }));
    assert_eq!(
        new(&[1.0, f64::INFINITY], 0.0).unwrap_err().to_string(),
        "weights at [1] is inf; every value must be finite"
    );
    assert!(matches!(
        new(&[1.0], f64::NAN),
        Err(Error::NotFinite {
            name: "threshold",
            ..
        })
    ));
    let neuron = worked_example();
    assert_eq!(
        neuron.output(&[1.0]),
        Err(Error::Shape {
            op: "weights · inputs",
            left: vec![2],
            right: vec![1]
        })
    );
    assert!(matches!(
        neuron.output(&[f64::NAN, 0.0]),
        Err(Error::NotFinite { name: "inputs", .. })
    ));
    let inputs = array![[0.0, 1.0], [2.0, f64::NEG_INFINITY]];
    assert_eq!(
        neuron.outputs(&inputs),
        Err(Error::NotFinite {
            name: "inputs",
            index: vec![1, 1],
            value: f64::NEG_INFINITY
        })
    );
    assert_eq!(
        neuron.outputs(&Array2::zeros((4, 3))),
        Err(Error::Shape {
            op: "inputs · weights",
            left: vec![4, 3],
            right: vec![2]
        })
    );
    let (inputs, _) = and_problem();
    assert_eq!(
        neuron.error(&inputs, &[0.0]),
        Err(Error::Shape {
            op: "outputs - targets",
            left: vec![4],
            right: vec![1]
        })
    );
    assert!(neuron.error_gradient(&inputs, &[f64::NAN; 4]).is_err());
}

#[test]
fn every_ordered_pair_of_different_neurons_is_one_connection() {
    for n in 0..40_u32 {
        let pairs = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
        let counted = pairs.filter(|(i, j)| i != j).count();
        assert_eq!(all_to_all_connections(n), counted as u64, "{n} neurons");
    }
    assert_eq!(all_to_all_connections(10), 90);
    assert_eq!(
        all_to_all_connections(u32::MAX),
        18_446_744_060_824_649_730,
        "(2^32 - 1)(2^32 - 2), without overflow"
    );
}
