//! The claims of S3 §3.1.3.1 and §9.1 on learning rates that shrink, and on rates too large and too small.

use std::ops::RangeInclusive;

use downhill::activation::Activation::Relu;
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer};
use downhill::objective::{Evaluate, Quadratic};
use downhill::optim::{Descent, GradientDescent, Optimizer, Schedule, Stop};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::{Batch, Recipe, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, holds};

const DECAY: &str = "S3 §3.1.3";
const QUESTION: &str = "S3 §9.1";

/// S1's bowl bends with 1 and 0.2; descent on it from here.
pub(super) const START: [f64; 2] = [-6.0, -6.0];

/// Steps to a gradient below 1e-4 on the bowl.
pub(super) fn steps(rate: f64) -> downhill::Result<usize> {
    Ok(Descent::new(rate).run(&Quadratic::bowl(), &START)?.steps())
}

/// The digits of chapter 13: to learn from, to choose rates by, to judge by.
fn parts() -> downhill::Result<(Samples, Samples, Samples)> {
    let all = digits()?.samples()?;
    let (training, rest) = all.split(0.4, &mut ChaCha8Rng::seed_from_u64(0))?;
    let (validation, test) = rest.split(0.5, &mut ChaCha8Rng::seed_from_u64(1))?;
    Ok((training, validation, test))
}

const UPDATES: usize = 450;

/// The median test loss over ten seeds after 450 updates, three hidden layers, with that of these rates that suits best.
fn tuned_of(
    rule: Box<dyn Optimizer>,
    powers: RangeInclusive<i32>,
    schedule: fn(f64) -> Schedule,
) -> downhill::Result<f64> {
    let (training_set, validation, test) = parts()?;
    let architecture = Architecture::stack([64, 10], 3, 32, Relu, Initializer::He);
    let loss = Loss::SoftmaxCrossEntropy;
    let training = Training::new(loss, 0.1)
        .optimizer(rule)
        .batch(Batch::Size(16))
        .max_epochs(10);
    let recipe = Recipe::new(architecture, training);
    let rates: Vec<f64> = powers.map(|k| 2_f64.powi(k)).collect();
    let parts = [&training_set, &validation, &test];
    let score = recipe.tune(parts, &rates, [0..4, 10..20], schedule)?;
    Ok(Spread::of(&score.losses)?.median)
}

/// Plain descent by this schedule.
pub(super) fn tuned(schedule: fn(f64) -> Schedule) -> downhill::Result<f64> {
    tuned_of(Box::new(GradientDescent), -6..=0, schedule)
}

/// This rule at a constant rate, out of twelve that are the same for every rule.
pub(super) fn tuned_rule(rule: Box<dyn Optimizer>) -> downhill::Result<f64> {
    tuned_of(rule, -11..=0, Schedule::Constant)
}

pub(super) fn step(rate: f64) -> Schedule {
    Schedule::Step {
        initial: rate,
        factor: 0.1,
        every: UPDATES / 3,
    }
}

pub(super) fn exponential(rate: f64) -> Schedule {
    let factor = 0.01_f64.powf(1.0 / UPDATES as f64);
    Schedule::Exponential {
        initial: rate,
        factor,
        floor: 0.0,
    }
}

pub(super) fn linear(rate: f64) -> Schedule {
    Schedule::Linear {
        from: rate,
        to: 0.0,
        length: UPDATES,
    }
}

pub(super) fn claims() -> Vec<Claim> {
    [shrinking(), question()].concat()
}

fn shrinking() -> Vec<Claim> {
    vec![
        holds(
            "S3-3.1.3-01",
            DECAY,
            "The learning rate sets the length of the update step. Length of a step on S1's bowl over the gradient's, for the rates 0.1, 0.2 and 0.4.",
            [0.1, 0.2, 0.4],
            1e-15,
            || {
                let bowl = Quadratic::bowl();
                let gradient = bowl.gradient(&START)?;
                let ratio = |rate: f64| -> downhill::Result<f64> {
                    let run = Descent::new(rate).steps(1).run(&bowl, &START)?;
                    let moved = [run.end()[0] - START[0], run.end()[1] - START[1]];
                    Ok(moved[0].hypot(moved[1]) / gradient.dot(&gradient).sqrt())
                };
                Ok([ratio(0.1)?, ratio(0.2)?, ratio(0.4)?].into())
            },
        ),
        Claim {
            id: "S3-3.1.3-02",
            source: DECAY,
            says: "Decay speeds convergence up. Digits, 450 updates, every rate tuned alike: whether the test loss is below that of the constant rate with a rate that falls in steps to 1 %, exponentially to 1 %, linearly to 0.",
            verdict: Corrected {
                expected: [true, true, true].into(),
                right: [false, false, true].into(),
                tolerance: 0.0,
                computed: || {
                    let constant = tuned(Schedule::Constant)?;
                    // Less than a twentieth is no difference that ten seeds can show.
                    let faster =
                        |schedule| Ok::<bool, downhill::Error>(tuned(schedule)? < 0.95 * constant);
                    Ok([faster(step)?, faster(exponential)?, faster(linear)?].into())
                },
                because: "a rate that falls too soon takes away the time it should save; which decay pays depends on its shape, the noise and the budget",
            },
        },
        holds(
            "S3-3.1.3-03",
            DECAY,
            "Fixed decay takes the rate from a high value to lower ones. A tenth every 100 steps from 0.1: the rates of steps 0, 99, 100 and 200.",
            [0.1, 0.1, 0.01, 0.001],
            1e-15,
            || {
                let rates = Schedule::Step {
                    initial: 0.1,
                    factor: 0.1,
                    every: 100,
                };
                Ok([0, 99, 100, 200].map(|k| rates.rate(k)).into())
            },
        ),
        holds(
            "S3-3.1.3-04",
            DECAY,
            "Exponential decay: every rate is the same share of the one before. Shares at steps 1, 10 and 100 with the factor 0.9.",
            [0.9, 0.9, 0.9],
            1e-12,
            || {
                let rates = Schedule::Exponential {
                    initial: 0.1,
                    factor: 0.9,
                    floor: 0.0,
                };
                Ok([1, 10, 100]
                    .map(|k| rates.rate(k) / rates.rate(k - 1))
                    .into())
            },
        ),
        holds(
            "S3-3.1.3-05",
            DECAY,
            "Linear decay: the rate falls by the same amount at every step. From 0.1 to 0 in 100 steps: the falls at steps 1, 50 and 100.",
            [0.001, 0.001, 0.001],
            1e-12,
            || {
                let rates = Schedule::Linear {
                    from: 0.1,
                    to: 0.0,
                    length: 100,
                };
                Ok([1, 50, 100]
                    .map(|k| rates.rate(k - 1) - rates.rate(k))
                    .into())
            },
        ),
    ]
}

fn question() -> Vec<Claim> {
    vec![
        Claim {
            id: "S3-9.1-01",
            source: QUESTION,
            says: "With too large a rate a model converges slowly or oscillates. What S1's bowl does at rate 2.2.",
            verdict: Corrected {
                expected: "slow or oscillating".into(),
                right: "diverges".into(),
                tolerance: 0.0,
                computed: || {
                    let run = Descent::new(2.2)
                        .max_steps(10_000)
                        .run(&Quadratic::bowl(), &START)?;
                    let diverges = matches!(run.stop(), Stop::NotFinite { .. });
                    Ok(if diverges {
                        "diverges"
                    } else {
                        "slow or oscillating"
                    }
                    .into())
                },
                because: "slow and oscillating is what happens just below the limit of stability, which is 2 here; beyond it nothing converges",
            },
        },
        holds(
            "S3-9.1-02",
            QUESTION,
            "With too small a rate a model converges slowly. Steps on S1's bowl at rate 0.01 for each one at rate 0.1.",
            10,
            0.2,
            || Ok((steps(0.01)? as f64 / steps(0.1)? as f64).into()),
        ),
    ]
}
