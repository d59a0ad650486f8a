//! What chapter 17 says of the digits, with other seeds.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer};
use downhill::optim::{Adam, Schedule};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::{Batch, RateScore, Recipe, Split, Training, Trial};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn parts() -> Split {
    let all = digits().unwrap().samples().unwrap();
    Split::stratified(&all, [0.7, 0.15], &mut ChaCha8Rng::seed_from_u64(0)).unwrap()
}

fn settings() -> Training {
    Training::new(LOSS, 0.25)
        .batch(Batch::Size(32))
        .max_epochs(20)
}

fn reader() -> Architecture {
    Architecture::stack([64, 10], 1, 64, Relu, Initializer::He)
}

/// Adam with a rate that falls in a line to 0.
fn trained(parts: &Split) -> Vec<Trial> {
    let line = Schedule::Linear {
        from: 1.0 / 64.0,
        to: 0.0,
        length: 800,
    };
    Recipe::new(reader(), settings().optimizer(Adam::default()))
        .with_rates(line)
        .trials(&parts.training, 100..110)
        .unwrap()
}

fn right(trials: &[Trial], samples: &Samples) -> f64 {
    Trial::accuracies(trials, samples, LOSS).unwrap().median
}

#[test]
fn without_a_hidden_layer_nine_of_ten_are_read_and_with_one_the_loss_is_halved() {
    let parts = parts();
    // Each at the rate that the page's search gives it.
    let score = |architecture: Architecture, rate: f64| {
        let recipe = Recipe::new(architecture, settings()).with_rates(rate);
        let trials = recipe.trials(&parts.training, 100..110).unwrap();
        RateScore::of(rate, &trials, &parts.validation, LOSS).unwrap()
    };
    let linear = Architecture::new(&[64, 10], &[Identity], Initializer::Xavier);
    let (linear, hidden) = (score(linear, 2.0), score(reader(), 1.0));
    assert!(Spread::of(&linear.accuracies).unwrap().median > 0.9);
    let [without, with] = [linear.median(), hidden.median()];
    assert!(with < 0.65 * without, "{with} {without}");
}

#[test]
fn ten_networks_read_97_of_100_test_images_and_err_on_the_same_ones() {
    let parts = parts();
    let trials = trained(&parts);
    let median = right(&trials, &parts.test);
    assert!(median >= 0.97, "{median}");
    let single = |image: usize| parts.test.rows(&[image]).unwrap();
    let wrong = |image: usize| {
        let sample = single(image);
        let errs = |trial: &&Trial| right(std::slice::from_ref(*trial), &sample) == 0.0;
        trials.iter().filter(errs).count()
    };
    let counts: Vec<usize> = (0..parts.test.count()).map(wrong).collect();
    let images = counts.len() as f64;
    let share = counts.iter().sum::<usize>() as f64 / (10.0 * images);
    let luck = images * (1.0 - (1.0 - share).powi(10));
    let hard = counts.iter().filter(|&&wrong| wrong > 0).count() as f64;
    assert!(hard <= 0.6 * luck, "{hard} of {luck}");
}

#[test]
fn the_weights_of_pixels_that_are_always_blank_stay_as_they_were_drawn() {
    let parts = parts();
    let trial = &trained(&parts)[0];
    let [start, end] = [&trial.start, &trial.network].map(|network| &network.layers()[0].weights);
    let (mut blank, mut inked) = (0, 0);
    for pixel in 0..64 {
        if parts.training.inputs().column(pixel).sum() == 0.0 {
            assert_eq!(start.column(pixel), end.column(pixel));
            blank += 1;
        } else {
            assert_ne!(start.column(pixel), end.column(pixel));
            inked += 1;
        }
    }
    assert!(blank >= 3 && inked > 50, "{blank} {inked}");
}
