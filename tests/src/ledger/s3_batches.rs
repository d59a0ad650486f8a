//! The claims of S3 §1.3, §3.2, §3.3, §9.2 and §9.5 on stochastic and batch descent and on the size of a batch.

use downhill::activation::Activation::Relu;
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Architecture, Backprop, Initializer};
use downhill::optim::Schedule;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::{Batch, GradientNoise, Recipe, Sampling, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, apart, beyond, definition, holds};

const ALGORITHMS: &str = "S3 §1.3";
const BATCH: &str = "S3 §3.2";
const STOCHASTIC: &str = "S3 §3.3";
const DIFFERENCE: &str = "S3 §9.2";
const SIZE: &str = "S3 §9.5";

pub(super) const LOSS: Loss = Loss::SoftmaxCrossEntropy;
/// The seeds of what is compared; rates are chosen by others.
const SEEDS: std::ops::Range<u64> = 10..15;

/// The digits of chapter 12: to learn from, to choose rates by, to judge by.
pub(super) fn parts() -> downhill::Result<[Samples; 3]> {
    let all = digits()?.samples()?;
    let (training, rest) = all.split(0.57, &mut ChaCha8Rng::seed_from_u64(0))?;
    let (validation, test) = rest.split(0.5, &mut ChaCha8Rng::seed_from_u64(1))?;
    Ok([training, validation, test])
}

pub(super) fn recipe(batch: Batch, rate: f64, epochs: usize) -> Recipe {
    let architecture = Architecture::stack([64, 10], 1, 32, Relu, Initializer::He);
    let training = Training::new(LOSS, rate).batch(batch).max_epochs(epochs);
    Recipe::new(architecture, training)
}

/// The median of the epochs to 95 % of the validation set: see [`epochs_to`].
pub(super) fn epochs(
    samples: &Samples,
    validation: &Samples,
    batch: Batch,
    rates: [i32; 4],
) -> downhill::Result<f64> {
    epochs_to(0.95, [samples, validation], batch, rates)
}

/// The median of the epochs to an accuracy on the validation set, with the rate out of four that suits the batches best. `rates` are powers of 2.
fn epochs_to(
    accuracy: f64,
    [samples, validation]: [&Samples; 2],
    batch: Batch,
    rates: [i32; 4],
) -> downhill::Result<f64> {
    const LIMIT: usize = 150;
    let median = |rate: f64, seeds| {
        let recipe = recipe(batch, rate, LIMIT);
        let reached = recipe.epochs_to(accuracy, samples, validation, seeds)?;
        let epochs: Vec<f64> = reached
            .iter()
            .map(|epochs| epochs.unwrap_or(2 * LIMIT) as f64)
            .collect();
        Ok::<f64, downhill::Error>(Spread::of(&epochs)?.median)
    };
    let mut best = (f64::INFINITY, 0.0);
    for rate in rates.map(|k| 2_f64.powi(k)) {
        let epochs = median(rate, 0..3)?;
        if epochs < best.0 {
            best = (epochs, rate);
        }
    }
    median(best.1, SEEDS)
}

/// The rates for single samples, for batches of 16, and for all at once.
pub(super) const SINGLE: [i32; 4] = [-7, -6, -5, -4];
pub(super) const SIXTEEN: [i32; 4] = [-3, -2, -1, 0];
pub(super) const ALL: [i32; 4] = [-2, -1, 0, 1];

/// Whether batch descent has the higher test accuracy than single samples after 20 epochs of each, rates tuned alike.
fn batch_descent_is_ahead(parts: [&Samples; 3]) -> downhill::Result<bool> {
    let all = test_accuracy(parts, Batch::Full, ALL, 20)?;
    Ok(all > test_accuracy(parts, Batch::Single, SINGLE, 20)?)
}

/// The median test accuracy after so many epochs, with the best of these rates.
fn test_accuracy(
    parts: [&Samples; 3],
    batch: Batch,
    rates: [i32; 4],
    epochs: usize,
) -> downhill::Result<f64> {
    let rates = rates.map(|k| 2_f64.powi(k));
    let score =
        recipe(batch, 0.1, epochs).tune(parts, &rates, [0..3, SEEDS], Schedule::Constant)?;
    Ok(Spread::of(&score.accuracies)?.median)
}

/// Updates that one epoch of the first hundred digits has.
pub(super) fn updates(batch: Batch) -> downhill::Result<usize> {
    let hundred = digits()?.samples()?.rows(&(0..100).collect::<Vec<_>>())?;
    Ok(recipe(batch, 0.1, 1).trial(&hundred, 0)?.run.updates())
}

/// How many times the gradients of single samples batch descent needs to this accuracy.
fn saved(training: &Samples, validation: &Samples, accuracy: f64) -> downhill::Result<f64> {
    let to = |batch, rates| epochs_to(accuracy, [training, validation], batch, rates);
    Ok(to(Batch::Full, ALL)? / to(Batch::Single, SINGLE)?)
}

/// The variance of the gradient of such a batch, as a share of that of a single sample, at He's start.
pub(super) fn variance(batch: Batch) -> downhill::Result<f64> {
    let [training, ..] = parts()?;
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let network = Architecture::stack([64, 10], 1, 32, Relu, Initializer::He).draw(rng)?;
    let noise = GradientNoise::at(&network, &training, LOSS)?;
    let measured = noise.measured(batch, Sampling::WithoutReplacement, 1_000, rng)?;
    Ok(measured / noise.variance())
}

pub(super) fn claims() -> Vec<Claim> {
    [algorithms(), steps(), difference(), size()].concat()
}

fn algorithms() -> Vec<Claim> {
    vec![
        definition(
            "S3-1.3-01",
            ALGORITHMS,
            "Stochastic descent looks at one sample in each iteration",
        ),
        holds(
            "S3-1.3-02",
            ALGORITHMS,
            "That is efficient on large data sets. 1,024 digits: whether single samples need less than a fifth of the gradients that all at once need to 95 % of the validation set, rates tuned.",
            true,
            0.0,
            || {
                let [training, validation, _] = parts()?;
                Ok((saved(&training, &validation, 0.95)? > 5.0).into())
            },
        ),
        definition(
            "S3-1.3-03",
            ALGORITHMS,
            "Batch descent looks at the whole training set in each iteration",
        ),
        Claim {
            id: "S3-1.3-04",
            source: ALGORITHMS,
            says: "It does better in accuracy than stochastic descent. Test accuracy on the digits after 20 epochs of each, rates tuned alike: is it higher?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let [training, validation, test] = parts()?;
                    let parts = [&training, &validation, &test];
                    Ok(batch_descent_is_ahead(parts)?.into())
                },
                because: "what is more accurate is each gradient (S3-9.2-02); with the same number of gradients the network is not",
            },
        },
    ]
}

fn steps() -> Vec<Claim> {
    vec![
        holds(
            "S3-3.2-01",
            BATCH,
            "Batch descent computes the gradient over the whole training set in each iteration. Updates in one epoch of a hundred samples.",
            1,
            0.0,
            || Ok(updates(Batch::Full)?.into()),
        ),
        Claim {
            id: "S3-3.2-02",
            source: BATCH,
            says: "Its steps: divide the training set into several batches, and update the weights by each. Updates in one epoch of a hundred samples in batches of ten, by the definition before.",
            verdict: Corrected {
                expected: 1.into(),
                right: 10.into(),
                tolerance: 0.0,
                computed: || Ok(updates(Batch::Size(10))?.into()),
                because: "those are the steps of mini-batch descent, which S3 never names",
            },
        },
        holds(
            "S3-3.3-01",
            STOCHASTIC,
            "One step: $\\theta_{t+1} = \\theta_t - \\eta \\nabla_\\theta L(\\theta_t, x_t, y_t)$ for a random sample. Greatest difference between an update of training and that formula.",
            0,
            1e-15,
            || {
                let one = digits()?.samples()?.rows(&[7])?;
                let trial = recipe(Batch::Single, 0.3, 1).trial(&one, 3)?;
                let mut pass = Backprop::new();
                pass.run(&trial.start, one.inputs(), one.targets(), LOSS)?;
                let formula = trial.start.parameter_vector() - 0.3 * &pass.gradient();
                Ok(apart(&formula, &trial.network.parameter_vector())?.into())
            },
        ),
    ]
}

fn difference() -> Vec<Claim> {
    vec![
        holds(
            "S3-9.2-01",
            DIFFERENCE,
            "Stochastic descent suits large data sets (said again in §14.2). By how much it saves gradients, against batch descent, on the way to 95 %: is that more with 1,024 digits than with 200?",
            true,
            0.0,
            || {
                let [training, validation, _] = parts()?;
                let few = training.rows(&(0..200).collect::<Vec<_>>())?;
                // 200 digits do not teach 95 %: the target there is what they do teach.
                let small = saved(&few, &validation, 0.88)?;
                Ok((saved(&training, &validation, 0.95)? > small).into())
            },
        ),
        holds(
            "S3-9.2-02",
            DIFFERENCE,
            "Batch descent has a more accurate estimate of the gradient. Variance of the gradient of all samples and of a single one, as shares of the latter.",
            [0.0, 1.0],
            0.1,
            || Ok([variance(Batch::Full)?, variance(Batch::Single)?].into()),
        ),
        Claim {
            id: "S3-9.2-03",
            source: DIFFERENCE,
            says: "It suits small data sets. 100 digits, 20 epochs of each, rates tuned alike: is the test accuracy higher than with single samples?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let [training, validation, test] = parts()?;
                    let few = training.rows(&(0..100).collect::<Vec<_>>())?;
                    let parts = [&few, &validation, &test];
                    Ok(batch_descent_is_ahead(parts)?.into())
                },
                because: "a small set makes batch descent affordable; that does not make it better",
            },
        },
    ]
}

fn size() -> Vec<Claim> {
    vec![
        Claim {
            id: "S3-9.5-01",
            source: SIZE,
            says: "The batch size is the number of samples used in *batch* descent. What a batch is there, by §3.2's definition: as many updates as epochs?",
            verdict: Corrected {
                expected: "a choice".into(),
                right: "the whole set".into(),
                tolerance: 0.0,
                computed: || {
                    let whole = updates(Batch::Full)? == 1;
                    Ok(if whole { "the whole set" } else { "a choice" }.into())
                },
                because: "in batch descent there is nothing to choose; the size belongs to mini-batch descent",
            },
        },
        Claim {
            id: "S3-9.5-02",
            source: SIZE,
            says: "Smaller batches converge faster. Digits, to 95 % of the validation set, rates tuned: whether batches of 16 need less than all at once, in epochs and in updates.",
            verdict: Corrected {
                expected: [true, true].into(),
                right: [true, false].into(),
                tolerance: 0.0,
                computed: || {
                    let [training, validation, _] = parts()?;
                    let small = epochs(&training, &validation, Batch::Size(16), SIXTEEN)?;
                    let all = epochs(&training, &validation, Batch::Full, ALL)?;
                    let steps = training.count().div_ceil(16) as f64;
                    Ok([small < all, small * steps < all].into())
                },
                because: "it depends on what is counted: fewer epochs, more updates",
            },
        },
        Claim {
            id: "S3-9.5-03",
            source: SIZE,
            says: "But their computing costs more. The same, in gradients of samples: are there more with batches of 16 than with all at once?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let [training, validation, _] = parts()?;
                    let small = epochs(&training, &validation, Batch::Size(16), SIXTEEN)?;
                    let all = epochs(&training, &validation, Batch::Full, ALL)?;
                    Ok((small > all).into())
                },
                because: "the same gradients in small portions do take longer (chapter 12 has the seconds), but many fewer are needed",
            },
        },
        holds(
            "S3-9.5-04",
            SIZE,
            "Larger batches may converge more slowly. Digits: whether all at once need more than five times the epochs that batches of 16 need.",
            true,
            0.0,
            || {
                let [training, validation, _] = parts()?;
                let small = epochs(&training, &validation, Batch::Size(16), SIXTEEN)?;
                let all = epochs(&training, &validation, Batch::Full, ALL)?;
                Ok((all > 5.0 * small).into())
            },
        ),
        beyond(
            "S3-9.5-05",
            SIZE,
            "A suitable size is found by trying several",
            "it is advice; chapter 12 follows it",
        ),
    ]
}
