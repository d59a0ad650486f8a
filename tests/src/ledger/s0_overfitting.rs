//! The claims of S0 §4.3's slides on overfitting and its remedies. Chapter 11 has the experiments with more seeds.

use downhill::activation::Activation::Tanh;
use downhill::data::{digits, mislabel, noisy_curve, uniform_places};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, array};
use downhill::network::{Architecture, Initializer, Network};
use downhill::optim::Adam;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::{Batch, Losses, Penalty, RateScore, Recipe, Split, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, holds};

const SOURCE: &str = "S0 §4.3";
const LOSS: Loss = Loss::SoftmaxCrossEntropy;
const RATE: f64 = 0.125;

/// A fifth of the digits to learn from; a fifth of the labels wrong, but for the test.
fn parts() -> downhill::Result<Split> {
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let clean = Split::stratified(&digits()?.samples()?, [0.2, 0.1], rng)?;
    Ok(Split {
        training: mislabel(&clean.training, 0.2, rng)?,
        validation: mislabel(&clean.validation, 0.2, rng)?,
        test: clean.test,
    })
}

fn settings() -> Training {
    Training::new(LOSS, RATE)
        .batch(Batch::Size(16))
        .measure(Losses::Whole)
        .max_epochs(100)
}

fn recipe(training: Training) -> Recipe {
    let architecture = Architecture::stack([64, 10], 1, 32, Tanh, Initializer::Xavier);
    Recipe::new(architecture, training)
}

/// The median test loss of five seeds.
fn tested(training: Training) -> downhill::Result<f64> {
    let parts = parts()?;
    let trials = recipe(training).validated_trials(&parts.training, &parts.validation, 0..5)?;
    Ok(RateScore::of(RATE, &trials, &parts.test, LOSS)?.median())
}

/// The sum of the squares of a network's parameters, and how much its curve bends: the sum of squared second differences.
fn size_and_bend(network: &Network) -> downhill::Result<[f64; 2]> {
    let places = Array1::linspace(-1.0, 1.0, 401);
    let column = places.insert_axis(downhill::ndarray::Axis(1));
    let y = network.forward_batch(&column)?;
    let bends = (1..400).map(|i| y[[i + 1, 0]] - 2.0 * y[[i, 0]] + y[[i - 1, 0]]);
    let squares = network.parameter_vector().map(|w| w * w).sum();
    Ok([squares, bends.map(|bend| bend * bend).sum()])
}

/// Of networks trained on twenty noisy points: medians of [`size_and_bend`] over three seeds.
fn fitted(lambda: f64) -> downhill::Result<[f64; 2]> {
    let rng = &mut ChaCha8Rng::seed_from_u64(3);
    let wave = |x: f64| (std::f64::consts::PI * x).sin();
    let places = uniform_places(-1.0, 1.0, 20, rng)?;
    let points = noisy_curve(wave, 0.3, &places, rng)?;
    let training = Training::new(Loss::MeanSquaredError, 0.01)
        .optimizer(Adam::default())
        .max_epochs(5_000)
        .penalty(lambda);
    let wide = Architecture::stack([1, 1], 1, 40, Tanh, Initializer::Scaled(4.0));
    let mut found = [Vec::new(), Vec::new()];
    for trial in Recipe::new(wide, training).trials(&points, 0..3)? {
        let numbers = size_and_bend(&trial.network)?;
        found[0].push(numbers[0]);
        found[1].push(numbers[1]);
    }
    Ok([Spread::of(&found[0])?.median, Spread::of(&found[1])?.median])
}

pub(super) fn claims() -> Vec<Claim> {
    [remedies(), objective()].concat()
}

fn remedies() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-90",
            SOURCE,
            "The training error keeps falling while the test error may rise. Digits, a fifth of the labels wrong, five seeds: whether the median training loss is lower after 100 epochs than after 20, and whether the test loss is higher.",
            [true, true],
            0.0,
            || {
                let parts = parts()?;
                let trials =
                    recipe(settings()).validated_trials(&parts.training, &parts.test, 0..5)?;
                let at = |epoch: usize| -> downhill::Result<[f64; 2]> {
                    let of = |losses: Vec<f64>| Ok(Spread::of(&losses)?.median);
                    let runs = trials.iter().map(|trial| &trial.run);
                    let trained = of(runs.clone().map(|run| run.losses()[epoch]).collect())?;
                    let tested: downhill::Result<f64> =
                        of(runs.map(|run| run.validation_losses()[epoch]).collect());
                    Ok([trained, tested?])
                };
                let (early, late) = (at(20)?, at(100)?);
                Ok([late[0] < early[0], late[1] > early[1]].into())
            },
        ),
        Claim {
            id: "S0-4.3-85",
            source: SOURCE,
            says: "Training is stopped when the training error falls and the validation error rises. Digits, five seeds: whether the greatest validation loss of the weights kept, stopping at the first rise, is within 5 % of that with a patience of ten epochs.",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let parts = parts()?;
                    let greatest = |patience: usize| -> downhill::Result<f64> {
                        let training = settings().patience(patience).restore_best();
                        let trials = recipe(training).validated_trials(
                            &parts.training,
                            &parts.validation,
                            0..5,
                        )?;
                        let score = RateScore::of(RATE, &trials, &parts.validation, LOSS)?;
                        Ok(Spread::of(&score.losses)?.greatest)
                    };
                    Ok((greatest(1)? <= 1.05 * greatest(10)?).into())
                },
                because: "with mini-batches the validation loss is jagged, and its first rise is mostly an accident; one waits some epochs for a new low, and restores the weights of the best",
            },
        },
        holds(
            "S0-4.3-87",
            SOURCE,
            "λ, from (0, 1), is often estimated by cross-validation. Digits: whether the best of five λ, by five folds, is neither the first nor the last.",
            true,
            0.0,
            || {
                let lambdas = [0.9, 0.97, 0.99, 0.999, 0.99999];
                let search =
                    recipe(settings()).search_penalties(&parts()?.training, &lambdas, 5, 0..1)?;
                let best = search.best().lambda;
                Ok((best < lambdas[4] && best > lambdas[0]).into())
            },
        ),
        holds(
            "S0-4.3-89",
            SOURCE,
            "The penalty relieves overfitting. Digits, rate 1/8, 100 epochs, five seeds: whether the median test loss with λ = 0.997 is lower by a tenth or more than without.",
            true,
            0.0,
            || Ok((tested(settings().penalty(0.997))? < 0.9 * tested(settings())?).into()),
        ),
    ]
}

fn objective() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-86",
            SOURCE,
            "E = λ (mean of E_k) + (1 − λ) Σ w². Errors 1 and 3, connection weights 1 and −2, threshold 0.5, λ = 0.8.",
            0.8 * 2.0 + 0.2 * (1.0 + 4.0 + 0.25),
            1e-15,
            || {
                let penalty: Penalty = Penalty::new(0.8)?;
                let mean = (1.0 + 3.0) / 2.0;
                let parameters = array![1.0, -2.0, 0.5];
                Ok(penalty.objective(mean, parameters.view()).into())
            },
        ),
        holds(
            "S0-4.3-88",
            SOURCE,
            "With the squares in the objective, training prefers smaller weights and thresholds, and the output becomes smoother. Twenty noisy points, 40 hidden neurons: whether the sum of squares, and that of the second differences, falls from λ = 0.999999 to 0.999, and to 0.9.",
            [true, true, true, true],
            0.0,
            || {
                let [weak, middle, strong] = [fitted(0.999_999)?, fitted(0.999)?, fitted(0.9)?];
                let falls = |i: usize| [weak[i] > middle[i], middle[i] > strong[i]];
                Ok([falls(0), falls(1)].concat().into())
            },
        ),
    ]
}
