//! Learning-rate schedules: their values by hand, what they refuse, and that training takes them as they are.

use downhill::data::{Samples, logic};
use downhill::loss::Loss;
use downhill::network::{Network, init};
use downhill::objective::Banana;
use downhill::optim::{Descent, Schedule};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::Training;
use downhill::{Error, activation::Activation::Sigmoid};

fn close<A: Into<f64>>(found: A, expected: f64) {
    let found = found.into();
    assert!(
        (found - expected).abs() < 1e-7 * expected.abs().max(1.0),
        "{found} for {expected}"
    );
}

#[test]
fn rates_are_those_worked_by_hand() {
    macro_rules! in_precision {
        ($float:ty) => {{
            let rates = |schedule: Schedule<$float>, steps: &[usize], expected: &[f64]| {
                assert_eq!(steps.len(), expected.len());
                for (&k, &rate) in steps.iter().zip(expected) {
                    close(schedule.rate(k), rate);
                }
            };
            let step = Schedule::Step {
                initial: 0.8,
                factor: 0.5,
                every: 3,
            };
            rates(
                step,
                &[0, 2, 3, 5, 6, 300_000],
                &[0.8, 0.8, 0.4, 0.4, 0.2, 0.0],
            );
            let exponential = Schedule::Exponential {
                initial: 1.0,
                factor: 0.9,
                floor: 0.5,
            };
            rates(exponential, &[0, 1, 2, 100], &[1.0, 0.9, 0.81, 0.5]);
            let growing = Schedule::Exponential {
                initial: 0.01,
                factor: 10.0,
                floor: 0.0,
            };
            rates(growing, &[0, 1, 3], &[0.01, 0.1, 10.0]);
            let linear = Schedule::Linear {
                from: 0.4,
                to: 0.1,
                length: 3,
            };
            rates(linear, &[0, 1, 2, 3, 4], &[0.4, 0.3, 0.2, 0.1, 0.1]);
            // S4 §6.3.
            rates(
                Schedule::InverseRoot { initial: 0.6 },
                &[0, 3, 8, 35],
                &[0.6, 0.3, 0.2, 0.1],
            );
            // cos 0, π/3, π/2, 2π/3, π are 1, 1/2, 0, -1/2, -1.
            let cosine = Schedule::Cosine {
                from: 1.0,
                to: 0.2,
                length: 6,
            };
            rates(
                cosine,
                &[0, 2, 3, 4, 6, 60],
                &[1.0, 0.8, 0.6, 0.4, 0.2, 0.2],
            );
            rates(
                Schedule::WarmUp { to: 0.5, length: 5 },
                &[0, 1, 4, 5],
                &[0.1, 0.2, 0.5, 0.5],
            );
            let inner = Schedule::Sequence(vec![
                (1, Schedule::Constant(0.7)),
                (2, Schedule::Constant(0.6)),
            ]);
            let sequence = Schedule::Sequence(vec![
                (2, Schedule::WarmUp { to: 1.0, length: 2 }),
                (3, inner),
                (
                    4,
                    Schedule::Linear {
                        from: 0.4,
                        to: 0.0,
                        length: 4,
                    },
                ),
            ]);
            rates(
                sequence,
                &[0, 1, 2, 3, 4, 5, 6, 8, 9, 1000],
                &[0.5, 1.0, 0.7, 0.6, 0.6, 0.4, 0.3, 0.1, 0.0, 0.0],
            );
        }};
    }
    in_precision!(f64);
    in_precision!(f32);
}

#[test]
fn ends_are_met_to_the_last_bit() {
    // Formulas that subtract would miss some of these by a rounding, or fall below 0.
    for (from, to) in [(0.1_f64, 0.0), (0.3, 0.1), (0.1, 0.7), (1e-3, 1e-9)] {
        for length in [1, 3, 7, 1000] {
            let linear = Schedule::Linear { from, to, length };
            let cosine = Schedule::Cosine { from, to, length };
            assert_eq!([linear.rate(0), linear.rate(length)], [from, to]);
            assert_eq!(
                [cosine.rate(0), cosine.rate(length), cosine.rate(length + 5)],
                [from, to, to]
            );
            for k in 0..=length {
                let (low, high) = (from.min(to) * (1.0 - 1e-15), from.max(to) * (1.0 + 1e-15));
                for rate in [linear.rate(k), cosine.rate(k)] {
                    assert!((low..=high).contains(&rate), "{rate} at {k} of {length}");
                }
            }
        }
    }
    assert_eq!(Schedule::WarmUp { to: 0.3, length: 7 }.rate(6), 0.3);
}

fn senseless() -> Vec<(Schedule, &'static str)> {
    let part = |length| (length, Schedule::Constant(0.1));
    vec![
        (
            Schedule::Constant(-0.1),
            "learning rate is -0.1; it must be positive and finite",
        ),
        (
            Schedule::Step {
                initial: 0.1,
                factor: 0.5,
                every: 0,
            },
            "the number of steps of the same rate is 0; it must be 1 step or more",
        ),
        (
            Schedule::Step {
                initial: -0.1,
                factor: 0.5,
                every: 5,
            },
            "the first rate of the schedule is -0.1; it must be positive and finite",
        ),
        (
            Schedule::Exponential {
                initial: 0.1,
                factor: -0.5,
                floor: 0.0,
            },
            "the factor of the schedule is -0.5; it must be finite and not negative",
        ),
        (
            Schedule::Exponential {
                initial: 0.1,
                factor: 0.5,
                floor: f64::NAN,
            },
            "the least rate of the schedule is NaN; it must be finite and not negative",
        ),
        (
            Schedule::Linear {
                from: 0.1,
                to: 0.0,
                length: 0,
            },
            "the length of the schedule is 0; it must be 1 step or more",
        ),
        (
            Schedule::Linear {
                from: 0.1,
                to: -0.1,
                length: 9,
            },
            "the last rate of the schedule is -0.1; it must be finite and not negative",
        ),
        (
            Schedule::InverseRoot {
                initial: f64::INFINITY,
            },
            "the first rate of the schedule is inf; it must be positive and finite",
        ),
        (
            Schedule::Cosine {
                from: f64::NAN,
                to: 0.0,
                length: 9,
            },
            "the first rate of the schedule is NaN; it must be finite and not negative",
        ),
        (
            Schedule::WarmUp { to: 0.0, length: 9 },
            "the rate after warm-up is 0; it must be positive and finite",
        ),
        (
            Schedule::WarmUp { to: 0.1, length: 0 },
            "the length of the schedule is 0; it must be 1 step or more",
        ),
        (
            Schedule::Sequence(Vec::new()),
            "the sequence of schedules is empty",
        ),
        (
            Schedule::Sequence(vec![part(5), part(0)]),
            "the length of a part of the schedule is 0; it must be 1 step or more",
        ),
        (
            Schedule::Sequence(vec![part(5), (3, Schedule::WarmUp { to: 0.1, length: 0 })]),
            "the length of the schedule is 0; it must be 1 step or more",
        ),
        (
            Schedule::custom(|_| f64::NAN),
            "learning rate is NaN; it must be positive and finite",
        ),
        // A first rate of 0 moves nothing: what trains refuses it, whatever comes later.
        (
            Schedule::Linear {
                from: 0.0,
                to: 0.1,
                length: 9,
            },
            "learning rate is 0; it must be positive and finite",
        ),
    ]
}

#[test]
fn settings_that_make_no_sense_are_refused_with_their_value() {
    let xor: Samples = logic::xor().into();
    let network: Network =
        init::xavier(&[2, 2, 1], &[Sigmoid; 2], &mut ChaCha8Rng::seed_from_u64(1)).unwrap();
    for (schedule, message) in senseless() {
        let descent = Descent::new(schedule.clone()).run(&Banana, &[0.0, 0.0]);
        assert_eq!(descent.unwrap_err().to_string(), message);
        let training = Training::new(Loss::HalfSquaredError, schedule.clone());
        let refused = training.run(&mut network.clone(), &xor).unwrap_err();
        assert_eq!(refused.to_string(), message);
        if let (Err(error), false) = (schedule.check(), matches!(schedule, Schedule::Constant(_))) {
            assert_eq!(error.to_string(), message);
            assert!(schedule.rate(0).is_nan(), "{schedule:?}");
        }
    }
}

#[test]
fn a_rate_that_fails_later_stops_the_run_there() {
    // The second part of a sequence is a function that nobody can check beforehand.
    let late = Schedule::Sequence(vec![
        (3, Schedule::Constant(1e-4)),
        (1, Schedule::custom(|_| -1.0)),
    ]);
    let three = Descent::new(late.clone())
        .steps(3)
        .run(&Banana, &[0.0, 0.0]);
    assert!(three.is_ok());
    let four = Descent::new(late).steps(4).run(&Banana, &[0.0, 0.0]);
    assert!(matches!(four, Err(Error::OutOfRange { value, .. }) if value == -1.0));
}

#[test]
fn training_takes_one_rate_an_update() {
    // With one weight and the gradient 1, the weight is minus the sum of the rates.
    use downhill::activation::Activation::Identity;
    use downhill::ndarray::array;
    use downhill::network::Layer;
    use downhill::train::Batch;
    let mut network = Network::new(vec![Layer::new(array![[0.0]], array![0.0], Identity)]).unwrap();
    // Inputs 0: only the bias moves, by rate · (target - bias) · 1/1.
    let samples = Samples::new(array![[0.0], [0.0]], array![[1.0], [1.0]]).unwrap();
    let rates = Schedule::Linear {
        from: 0.5,
        to: 0.1,
        length: 4,
    };
    let training = Training::new(Loss::HalfSquaredError, rates.clone())
        .batch(Batch::Single)
        .max_epochs(3);
    training.run(&mut network, &samples).unwrap();
    let left: f64 = (0..6).map(|k| 1.0 - rates.rate(k)).product();
    close(network.layers()[0].biases[0], 1.0 - left);
}

#[test]
fn a_schedule_shows_its_settings_and_draws_itself() {
    let schedule = Schedule::Sequence(vec![
        (2, Schedule::WarmUp { to: 0.5, length: 2 }),
        (3, Schedule::custom(|_| 0.25)),
    ]);
    assert_eq!(
        format!("{schedule:?}"),
        "Sequence([(2, WarmUp { to: 0.5, length: 2 }), (3, Custom)])"
    );
    assert_eq!(
        schedule.curve(4),
        [(0.0, 0.25), (1.0, 0.5), (2.0, 0.25), (3.0, 0.25)]
    );
}
