//! What chapter 12 says of batches, with fewer seeds; the ledgers hold the claims of its sources and MNIST-1D.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Regression, Samples, diabetes, digits};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Array2};
use downhill::network::{Architecture, Initializer, Network};
use downhill::optim::Schedule;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::{Standardizer, least_squares};
use downhill::spread::Spread;
use downhill::train::{Batch, GradientNoise, Losses, Recipe, Sampling, Training};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn parts() -> [Samples; 2] {
    let all = digits().unwrap().samples().unwrap();
    let (training, rest) = all.split(0.57, &mut ChaCha8Rng::seed_from_u64(0)).unwrap();
    let (validation, _) = rest.split(0.5, &mut ChaCha8Rng::seed_from_u64(1)).unwrap();
    [training, validation]
}

fn reading(size: usize, rate: f64, epochs: usize) -> Recipe {
    let reader = Architecture::stack([64, 10], 1, 32, Relu, Initializer::He);
    let settings = Training::new(LOSS, rate).batch(Batch::Size(size));
    Recipe::new(reader, settings.max_epochs(epochs))
}

fn median(values: &[f64]) -> f64 {
    Spread::of(values).unwrap().median
}

/// The slope of the logarithm of the variance against that of the batch size, from 1 to 1,024.
fn slope(network: &Network, training: &Samples, seed: u64) -> f64 {
    let noise = GradientNoise::at(network, training, LOSS).unwrap();
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let sizes: Vec<usize> = (0..=10).map(|k| 1 << k).collect();
    let variances = sizes.iter().map(|&size| {
        let draws = (8_192 / size).max(50);
        let batch = Batch::Size(size);
        let measured = noise.measured(batch, Sampling::WithReplacement, draws, rng);
        measured.unwrap().ln()
    });
    let y: Array1<f64> = variances.collect();
    let x = sizes.iter().map(|&size| (size as f64).ln()).collect();
    let x = Array2::from_shape_vec((11, 1), x).unwrap();
    let line = least_squares(&Regression::new(x, y).unwrap()).unwrap();
    line.coefficients()[0]
}

#[test]
fn the_variance_of_a_batch_falls_as_one_over_its_size_before_and_after_training() {
    let [training, _] = parts();
    for seed in 0..3 {
        let trial = reading(16, 0.25, 10).trial(&training, seed).unwrap();
        for network in [&trial.start, &trial.network] {
            let slope = slope(network, &training, seed);
            assert!((slope + 1.0).abs() < 0.05, "seed {seed}: {slope}");
        }
    }
}

#[test]
fn without_replacement_the_variance_has_the_factor_of_a_finite_population() {
    let [training, _] = parts();
    for seed in 0..2 {
        let start = reading(16, 0.25, 1).trial(&training, seed).unwrap().start;
        let noise = GradientNoise::at(&start, &training, LOSS).unwrap();
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        for size in [2, 128, 512, 768] {
            let way = Sampling::WithoutReplacement;
            let measured = noise.measured(Batch::Size(size), way, 1_000, rng).unwrap();
            let (b, n) = (size as f64, training.count() as f64);
            let ratio = measured / (noise.variance() / b * (n - b) / (n - 1.0));
            assert!((ratio - 1.0).abs() < 0.1, "{size}: {ratio}");
        }
    }
}

#[test]
fn small_batches_need_the_fewest_epochs_and_large_ones_the_fewest_updates() {
    let [training, validation] = parts();
    let mut race = Vec::new();
    for (size, rate, limit) in [(4, 0.0625, 20), (64, 0.5, 30), (1024, 1.0, 150)] {
        let recipe = reading(size, rate, limit);
        let reached = recipe
            .epochs_to(0.97, &training, &validation, 20..27)
            .unwrap();
        let epochs: Vec<f64> = reached
            .iter()
            .map(|e| e.unwrap_or(10 * limit) as f64)
            .collect();
        race.push((
            median(&epochs),
            median(&epochs) * training.count().div_ceil(size) as f64,
        ));
    }
    let [small, middle, all] = race[..] else {
        panic!("three")
    };
    assert!(small.0 < middle.0 && 3.0 * middle.0 < all.0, "{race:?}");
    assert!(all.1 < middle.1 && 3.0 * middle.1 < small.1, "{race:?}");
}

#[test]
fn the_rate_grows_with_the_batch_until_it_may_not() {
    let [training, _] = parts();
    let after = |size, rate| {
        let trials = reading(size, rate, 6).trials(&training, 5..10).unwrap();
        let losses: Vec<f64> = trials.iter().map(|trial| trial.run.loss()).collect();
        median(&losses)
    };
    let single = after(1, 1.0 / 128.0);
    for (size, rate) in [(4, 1.0 / 32.0), (16, 0.125)] {
        assert!((after(size, rate) / single - 1.0).abs() < 0.1);
    }
    assert!(after(256, 2.0) > 5.0 * single);
    assert!(after(16, 1.0 / 32.0) > 2.0 * single);
}

#[test]
fn where_noise_remains_the_deck_ends_closer_and_on_the_digits_nothing_can_be_told() {
    let raw = diabetes().unwrap();
    let deviation = raw.targets().std(0.0);
    let scaled = Regression::new(raw.inputs().clone(), raw.targets() / deviation).unwrap();
    let standardizer = Standardizer::fit(scaled.inputs()).unwrap();
    let patients = standardizer.apply_to(&scaled).unwrap();
    let least = least_squares(&patients)
        .unwrap()
        .mean_squared_error(&patients)
        .unwrap();
    let patients: Samples = patients.into();
    let above = |way: Sampling, rate: f64| {
        let length = 20 * patients.count();
        let rates = Schedule::Linear {
            from: rate,
            to: 0.0,
            length,
        };
        let settings = Training::new(Loss::MeanSquaredError, rates).batch(Batch::Single);
        let settings = settings.sampling(way).measure(Losses::Whole).max_epochs(20);
        let linear = Architecture::new(&[10, 1], &[Identity], Initializer::Normal(0.1));
        let trials = Recipe::new(linear, settings)
            .trials(&patients, 20..27)
            .unwrap();
        let losses: Vec<f64> = trials
            .iter()
            .map(|trial| trial.run.loss() - least)
            .collect();
        median(&losses)
    };
    let best = |way| {
        let found = (-9..=-5).map(|k| above(way, 2_f64.powi(k)));
        found.fold(f64::INFINITY, f64::min)
    };
    let (with, without) = (
        best(Sampling::WithReplacement),
        best(Sampling::WithoutReplacement),
    );
    assert!(2.0 * without < with, "{without} against {with}");

    let [training, validation] = parts();
    let losses = |way| {
        let settings = Training::new(LOSS, 0.5)
            .batch(Batch::Size(16))
            .sampling(way)
            .max_epochs(5);
        let reader = Architecture::stack([64, 10], 1, 32, Relu, Initializer::He);
        let score = Recipe::new(reader, settings).tune(
            [&training, &validation, &validation],
            &[0.25, 0.5],
            [0..3, 10..17],
            Schedule::Constant,
        );
        Spread::of(&score.unwrap().losses).unwrap()
    };
    let (with, without) = (
        losses(Sampling::WithReplacement),
        losses(Sampling::WithoutReplacement),
    );
    let apart = (with.median - without.median).abs();
    assert!(
        apart < without.greatest - without.least,
        "{with:?} and {without:?}"
    );
}
