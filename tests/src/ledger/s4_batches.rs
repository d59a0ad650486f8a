//! The claims of S4 §5 on the variants of descent.

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::data::{Regression, Samples, diabetes, logic};
use downhill::loss::Loss;
use downhill::network::{Architecture, Backprop, Initializer, NetworkLoss};
use downhill::objective::Evaluate;
use downhill::rand::SeedableRng;
use downhill::rand::seq::SliceRandom;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::{Standardizer, least_squares};
use downhill::spread::Spread;
use downhill::train::{Batch, Losses, Recipe, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, definition, holds};
use super::s3_batches::{ALL, LOSS, SINGLE, SIXTEEN, epochs, parts, recipe, updates, variance};

const BATCH: &str = "S4 §5.1";
const STOCHASTIC: &str = "S4 §5.2";
const MINI: &str = "S4 §5.3";

/// The share of 300 updates on the digits at which the loss of *all* samples rises.
fn rises(size: usize, rate: f64) -> downhill::Result<f64> {
    let [training, ..] = parts()?;
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let network = recipe(Batch::Single, rate, 1)
        .trial(&training.rows(&[0])?, 1)?
        .start;
    let surface = NetworkLoss::new(&network, &training, LOSS)?;
    let mut at = network.parameter_vector();
    let mut order: Vec<usize> = (0..training.count()).collect();
    let (mut pass, mut rises, mut before) = (Backprop::new(), 0, surface.value(&at)?);
    for _ in 0..300 {
        let batch = training.rows(order.partial_shuffle(rng, size).0)?;
        let weights = at.as_slice().expect("a vector of its own");
        pass.run_at(&network, weights, batch.inputs(), batch.targets(), LOSS)?;
        at.scaled_add(-rate, &pass.gradient());
        let now = surface.value(&at)?;
        rises += usize::from(now > before);
        before = now;
    }
    Ok(f64::from(rises as u32) / 300.0)
}

/// How far the median loss on the diabetes data is above the least after so many epochs at this rate.
fn above_least(batch: Batch, rate: f64, epochs: usize) -> downhill::Result<f64> {
    let raw = diabetes()?;
    let scaled = Regression::new(raw.inputs().clone(), raw.targets() / raw.targets().std(0.0))?;
    let patients = Standardizer::fit(scaled.inputs())?.apply_to(&scaled)?;
    let least = least_squares(&patients)?.mean_squared_error(&patients)?;
    let linear = Architecture::new(&[10, 1], &[Identity], Initializer::Normal(0.1));
    let settings = Training::new(Loss::MeanSquaredError, rate)
        .batch(batch)
        .measure(Losses::Whole)
        .max_epochs(epochs);
    let trials = Recipe::new(linear, settings).trials(&patients.into(), 0..5)?;
    let losses: Vec<f64> = trials.iter().map(|trial| trial.run.loss()).collect();
    Ok(Spread::of(&losses)?.median - least)
}

/// Of a hundred starts, from how many two sigmoid neurons learn XOR, with the best of four rates.
fn learnt(batch: Batch) -> downhill::Result<usize> {
    let xor: Samples = logic::xor().into();
    let mut best = 0;
    for rate in [0.25, 1.0, 4.0, 16.0] {
        let small = Architecture::new(&[2, 2, 1], &[Sigmoid; 2], Initializer::Normal(1.0));
        let settings = Training::new(Loss::HalfSquaredError, rate)
            .batch(batch)
            .max_epochs(4_000)
            .target_loss(0.01);
        let trials = Recipe::new(small, settings).trials(&xor, 0..100)?;
        let learnt = trials.iter().filter(|trial| trial.run.stop().converged());
        best = best.max(learnt.count());
    }
    Ok(best)
}

/// How many numbers a pass forward of so many digits keeps for the way back.
fn kept(samples: usize) -> downhill::Result<usize> {
    let [training, ..] = parts()?;
    let batch = training.rows(&(0..samples).collect::<Vec<_>>())?;
    let network = recipe(Batch::Single, 0.1, 1)
        .trial(&training.rows(&[0])?, 1)?
        .start;
    let mut pass = Backprop::new();
    pass.run(&network, batch.inputs(), batch.targets(), LOSS)?;
    Ok((0..2).map(|layer| pass.output(layer).len()).sum())
}

pub(super) fn claims() -> Vec<Claim> {
    [batch(), stochastic(), mini()].concat()
}

fn batch() -> Vec<Claim> {
    vec![
        holds(
            "S4-5.1-01",
            BATCH,
            "Batch descent computes the gradient over the whole training set, and updates once. Updates in one epoch of a hundred samples.",
            1,
            0.0,
            || Ok(updates(Batch::Full)?.into()),
        ),
        holds(
            "S4-5.1-02",
            BATCH,
            "Its gradient is exact. Variance of the gradient, as a share of that of a single sample.",
            0,
            1e-20,
            || Ok(variance(Batch::Full)?.into()),
        ),
        holds(
            "S4-5.1-03",
            BATCH,
            "Its path is stable. Digits at the rate 1/4: the share of 300 updates at which the loss rises.",
            0,
            0.01,
            || Ok(rises(1_024, 0.25)?.into()),
        ),
        holds(
            "S4-5.1-04",
            BATCH,
            "On a large set it takes much memory. Numbers kept by a pass of 1,024 digits, for each one kept by a pass of 32.",
            32,
            0.0,
            || Ok((kept(1_024)? as f64 / kept(32)? as f64).into()),
        ),
        holds(
            "S4-5.1-05",
            BATCH,
            "On a large set it costs much and is slow. 1,024 digits: whether it needs more than five times the gradients that single samples need to 95 % of the validation set.",
            true,
            0.0,
            || {
                let [training, validation, _] = parts()?;
                let single = epochs(&training, &validation, Batch::Single, SINGLE)?;
                let all = epochs(&training, &validation, Batch::Full, ALL)?;
                Ok((all > 5.0 * single).into())
            },
        ),
    ]
}

fn stochastic() -> Vec<Claim> {
    vec![
        holds(
            "S4-5.2-01",
            STOCHASTIC,
            "Stochastic descent updates by one random sample at a time, so an update is cheap. Updates in one epoch of a hundred samples.",
            100,
            0.0,
            || Ok(updates(Batch::Single)?.into()),
        ),
        Claim {
            id: "S4-5.2-02",
            source: STOCHASTIC,
            says: "Its fluctuation helps it out of local minima and saddles. XOR with two hidden sigmoid neurons from a hundred starts, 4,000 epochs, the best of four rates for each: do single samples learn from more starts than all four at once, by more than 9, two standard errors?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let (single, all) = (learnt(Batch::Single)?, learnt(Batch::Full)?);
                    Ok((single > all + 9).into())
                },
                because: "at the same small rate single samples get further, for they make four times as many updates; with rates tuned there is no difference that a hundred starts can show. What noise does where minima are separated by high walls is a question for chapter 16",
            },
        },
        holds(
            "S4-5.2-03",
            STOCHASTIC,
            "The variance of its gradient is large. How many times that of batches of 64, drawn from 1,024 with replacement or not, to 15 %.",
            64,
            9.6,
            || Ok((1.0 / variance(Batch::Size(64))?).into()),
        ),
        holds(
            "S4-5.2-04",
            STOCHASTIC,
            "The loss fluctuates strongly. Digits at the rate 1/16: whether the loss of all samples rises at more than a third of 300 updates.",
            true,
            0.0,
            || Ok((rises(1, 1.0 / 16.0)? > 1.0 / 3.0).into()),
        ),
        holds(
            "S4-5.2-05",
            STOCHASTIC,
            "In the end it may not converge to the minimum but fluctuate near it. The diabetes data: whether all at once come closer to the least loss than 1e-6 in 10,000 epochs, whether single samples at the rate 0.0025 stay more than 1e-3 away after 40 epochs, and after 80.",
            [true, true, true],
            0.0,
            || {
                let all = above_least(Batch::Full, 0.2, 10_000)?;
                let at = |epochs| above_least(Batch::Single, 0.0025, epochs);
                Ok([all < 1e-6, at(40)? > 1e-3, at(80)? > 1e-3].into())
            },
        ),
    ]
}

fn mini() -> Vec<Claim> {
    vec![
        definition(
            "S4-5.3-01",
            MINI,
            "Mini-batch descent updates by a small random batch, such as 32, 64 or 128 samples",
        ),
        holds(
            "S4-5.3-02",
            MINI,
            "It combines the speed of single samples with the stability of all. Batches of 16 digits: whether they need at most three times the epochs of single samples, less than a fifth of those of all at once, and have less than a tenth of a single sample's variance.",
            [true, true, true],
            0.0,
            || {
                let [training, validation, _] = parts()?;
                let single = epochs(&training, &validation, Batch::Single, SINGLE)?;
                let small = epochs(&training, &validation, Batch::Size(16), SIXTEEN)?;
                let all = epochs(&training, &validation, Batch::Full, ALL)?;
                let calm = variance(Batch::Size(16))? < 0.1;
                Ok([small <= 3.0 * single, 5.0 * small < all, calm].into())
            },
        ),
        beyond(
            "S4-5.3-03",
            MINI,
            "It uses the parallel power of modern hardware well",
            "seconds are a machine's own; chapter 12 shows those of one: a sample's gradient costs several times less in a batch of 64 than alone",
        ),
        beyond(
            "S4-5.3-04",
            MINI,
            "It is the most used method for training deep networks",
            "it is a statement about what people do",
        ),
    ]
}
