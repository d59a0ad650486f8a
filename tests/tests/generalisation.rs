//! What chapter 11 says of overfitting on the digits, with fewer seeds; the ledgers hold S0's claims and the sonar data.

use downhill::activation::Activation::{Relu, Tanh};
use downhill::data::{Samples, digits, mislabel};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer};
use downhill::optim::Momentum;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::{Batch, RateScore, Recipe, Split, Training};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn noisy(samples: &Samples, rng: &mut ChaCha8Rng) -> Samples {
    mislabel(samples, 0.2, rng).unwrap()
}

fn parts() -> Split {
    let all = digits().unwrap().samples().unwrap();
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let clean = Split::stratified(&all, [0.2, 0.1], rng).unwrap();
    Split {
        training: noisy(&clean.training, rng),
        validation: noisy(&clean.validation, rng),
        test: clean.test,
    }
}

fn settings(rate: f64) -> Training {
    Training::new(LOSS, rate)
        .batch(Batch::Size(16))
        .max_epochs(100)
}

/// The medians of test loss and accuracy over five seeds that the chapter has not used.
fn judged(training: Training) -> (f64, f64) {
    let parts = parts();
    let architecture = Architecture::stack([64, 10], 1, 32, Tanh, Initializer::Xavier);
    let trials = Recipe::new(architecture, training)
        .validated_trials(&parts.training, &parts.validation, 50..55)
        .unwrap();
    let score = RateScore::of(0.0, &trials, &parts.test, LOSS).unwrap();
    (
        score.median(),
        Spread::of(&score.accuracies).unwrap().median,
    )
}

#[test]
fn at_a_large_rate_every_remedy_lifts_the_accuracy_and_the_penalty_not_the_loss() {
    let none = judged(settings(0.125));
    let stop = judged(settings(0.125).patience(10).restore_best());
    let shrink = judged(settings(0.125).penalty(0.99));
    assert!(stop.1 > none.1 + 0.05, "{none:?} {stop:?}");
    assert!(shrink.1 > none.1 + 0.05, "{none:?} {shrink:?}");
    assert!(stop.0 < none.0, "{none:?} {stop:?}");
    assert!(shrink.0 > none.0, "{none:?} {shrink:?}");
}

#[test]
fn a_small_rate_with_a_limited_budget_is_early_stopping_without_the_name() {
    let large = judged(settings(0.125));
    let small = judged(settings(1.0 / 128.0));
    let stop = judged(settings(0.125).patience(10).restore_best());
    assert!(small.1 > large.1 + 0.05, "{small:?} {large:?}");
    assert!((small.1 - stop.1).abs() < 0.025, "{small:?} {stop:?}");
}

#[test]
fn the_test_loss_is_highest_where_the_labels_just_fit_and_falls_from_there() {
    let all = digits().unwrap().samples().unwrap();
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let (few, rest) = all.split(0.1, rng).unwrap();
    let few = noisy(&few, rng);
    let of = |width: usize| {
        let architecture = Architecture::stack([64, 10], 1, width, Relu, Initializer::He);
        let training = Training::new(LOSS, 0.05)
            .optimizer(Momentum::new(0.9).unwrap())
            .batch(Batch::Size(30))
            .max_epochs(300);
        let trials = Recipe::new(architecture, training)
            .trials(&few, 0..3)
            .unwrap();
        RateScore::of(0.05, &trials, &rest, LOSS).unwrap().median()
    };
    let [bump, middle, wide] = [of(8).max(of(12)), of(24), of(64)];
    assert!(
        bump > 1.2 * middle && middle > wide,
        "{bump} {middle} {wide}"
    );
}
