//! How a rate is found: the range test and the search over a grid. Chapter 13.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::ndarray::array;
use downhill::network::{Architecture, Initializer, Layer, Network};
use downhill::optim::{Momentum, Schedule};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, RateScore, Recipe, Training};
use downhill::{Error, train::accuracy};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn parts() -> (Samples, Samples) {
    let all = digits().unwrap().samples().unwrap();
    all.split(0.1, &mut seeded(0)).unwrap()
}

/// f(b) = (b - 1)²/2 for the bias b, since all inputs are 0.
fn parabola() -> (Network, Samples) {
    let network = Network::new(vec![Layer::new(array![[0.0]], array![0.0], Identity)]).unwrap();
    (network, Samples::new(array![[0.0]], array![[1.0]]).unwrap())
}

#[test]
fn a_range_test_sees_what_a_parabola_must_show() {
    let (network, samples) = parabola();
    let training = Training::new(Loss::HalfSquaredError, 0.1);
    let test = training
        .range_test(&network, &samples, (0.013, 130.0), 41, &mut seeded(0))
        .unwrap();
    let (mut left, mut smoothed, mut weights) = (1.0_f64, 0.0, 0.0);
    for (k, (&rate, &loss)) in test.rates().iter().zip(test.losses()).enumerate() {
        assert!((rate / (0.013 * 10_f64.powf(k as f64 / 10.0)) - 1.0).abs() < 1e-12);
        assert!(
            (loss / (left * left / 2.0) - 1.0).abs() < 1e-9,
            "{loss} at {k}"
        );
        left *= 1.0 - rate;
        smoothed = 0.9 * smoothed + loss;
        weights = 0.9 * weights + 1.0;
        assert!((test.curve()[k].1 - smoothed / weights).abs() < 1e-9 * (1.0 + smoothed));
    }
    // It diverges from the rate 2 on, and the loss takes some updates to come back up.
    assert!(test.blown_up());
    assert!(test.lowest() > 1.0, "{}", test.lowest());
    assert_eq!(test.suggestion(), test.lowest() / 10.0);
    let last = test.rates().len() - 1;
    assert!(test.lowest() < test.rates()[last] && test.rates()[last] < 130.0);
    // Where nothing blows up, all updates are made, and the lowest loss is the last.
    let gentle = training
        .range_test(&network, &samples, (1e-3, 1e-1), 30, &mut seeded(0))
        .unwrap();
    assert!(!gentle.blown_up());
    assert_eq!(
        (gentle.rates().len(), gentle.lowest()),
        (30, *gentle.rates().last().unwrap())
    );
}

#[test]
fn a_range_test_draws_batches_without_replacement_and_leaves_all_as_it_was() {
    let (few, _) = parts();
    let network = Architecture::stack([64, 10], 1, 8, Relu, Initializer::He)
        .draw(&mut seeded(1))
        .unwrap();
    let before = network.clone();
    let training = Training::new(Loss::SoftmaxCrossEntropy, 0.1)
        .batch(Batch::Size(60))
        .optimizer(Momentum::new(0.9).unwrap());
    // With rates that move nothing, the batches of an epoch together have the loss of all samples: 60 + 60 + 60.
    let test = training
        .range_test(&network, &few, (1e-300, 1e-299), 6, &mut seeded(2))
        .unwrap();
    assert_eq!(few.count(), 180);
    let whole = Loss::SoftmaxCrossEntropy
        .value(&network.forward_batch(few.inputs()).unwrap(), few.targets())
        .unwrap();
    for epoch in test.losses().chunks(3) {
        assert!((epoch.iter().sum::<f64>() / 3.0 / whole - 1.0).abs() < 1e-12);
    }
    assert_ne!(test.losses()[..3], test.losses()[3..]);
    assert_eq!(network, before);
    let again = training
        .range_test(&network, &few, (1e-300, 1e-299), 6, &mut seeded(2))
        .unwrap();
    assert_eq!(test, again);
}

#[test]
fn a_range_test_without_a_range_is_refused() {
    let ((network, samples), rng) = (parabola(), &mut seeded(0));
    let training = Training::new(Loss::HalfSquaredError, 0.1);
    let mut message = |from, to, updates| {
        let test = training.range_test(&network, &samples, (from, to), updates, rng);
        test.unwrap_err().to_string()
    };
    assert_eq!(
        message(0.0, 1.0, 10),
        "the first rate is 0; it must be positive and finite"
    );
    assert!(message(0.1, 0.1, 10).starts_with("the rates of the range test goes from 0.1 to 0.1"));
    assert!(message(0.1, f64::NAN, 10).contains("NaN"));
    assert_eq!(
        message(0.1, 1.0, 1),
        "the number of updates of the range test is 1; it must be 2 or more"
    );
}

#[test]
fn a_search_holds_what_its_trials_give() {
    let (few, rest) = parts();
    let architecture = Architecture::stack([64, 10], 1, 8, Relu, Initializer::He);
    let training = Training::new(Loss::SoftmaxCrossEntropy, 7.0)
        .batch(Batch::Size(16))
        .max_epochs(4);
    let recipe = Recipe::new(architecture, training);
    let halved = |rate| Schedule::Step {
        initial: rate,
        factor: 0.5,
        every: 20,
    };
    let rates = [1e-3, 0.1, 1e200];
    let search = recipe
        .search_rates(&few, &rest, &rates, 3..6, halved)
        .unwrap();
    let by_hand = recipe
        .clone()
        .with_rates(halved(0.1))
        .trials(&few, 3..6)
        .unwrap();
    let score = &search.scores()[1];
    for (i, trial) in by_hand.iter().enumerate() {
        let right = accuracy(&trial.network, &rest, Loss::SoftmaxCrossEntropy).unwrap();
        assert_eq!(score.accuracies[i], right);
    }
    assert_eq!(
        *score,
        RateScore::of(0.1, &by_hand, &rest, Loss::SoftmaxCrossEntropy).unwrap()
    );
    // What overflows is worse than everything, and no point of a curve.
    assert_eq!(search.scores()[2].losses, [f64::INFINITY; 3]);
    assert_eq!(search.scores()[2].accuracies, [0.0; 3]);
    assert_eq!(search.curve().len(), 2);
    assert_eq!((search.best().rate, search.inside()), (0.1, true));
    let narrow = recipe
        .search_rates(&few, &rest, &rates[..2], 3..4, halved)
        .unwrap();
    assert!(!narrow.inside());
    let nothing = recipe.search_rates(&few, &rest, &[], 0..3, halved);
    assert!(matches!(nothing, Err(Error::Empty { .. })));
    let nobody = recipe.search_rates(&few, &rest, &rates, 3..3, halved);
    assert!(matches!(nobody, Err(Error::Empty { .. })));
    let negative = recipe.search_rates(&few, &rest, &[-0.1], 0..1, Schedule::Constant);
    assert!(matches!(negative, Err(Error::OutOfRange { .. })));
}

#[test]
fn what_is_tuned_is_judged_by_seeds_and_samples_that_chose_nothing() {
    let (few, rest) = parts();
    let (validation, test) = rest.split(0.5, &mut seeded(1)).unwrap();
    let architecture = Architecture::stack([64, 10], 1, 8, Relu, Initializer::He);
    let training = Training::new(Loss::SoftmaxCrossEntropy, 7.0)
        .batch(Batch::Size(16))
        .max_epochs(3);
    let recipe = Recipe::new(architecture, training);
    let rates = [0.01, 0.1, 0.3];
    let search = recipe
        .search_rates(&few, &validation, &rates, 0..2, Schedule::Constant)
        .unwrap();
    let best = search.best().rate;
    let trials = recipe.clone().with_rates(best).trials(&few, 5..8).unwrap();
    let expected = RateScore::of(best, &trials, &test, Loss::SoftmaxCrossEntropy).unwrap();
    let parts = [&few, &validation, &test];
    let tuned = recipe
        .tune(parts, &rates, [0..2, 5..8], Schedule::Constant)
        .unwrap();
    assert_eq!(tuned, expected);
    let other = RateScore {
        losses: vec![0.0, 100.0, f64::INFINITY],
        ..tuned.clone()
    };
    assert_eq!(tuned.wins_over(&other).unwrap().value(), 2.0 / 3.0);
    assert_eq!(tuned.wins_over(&tuned).unwrap().value(), 0.0);
    let short = RateScore {
        losses: vec![1.0],
        ..tuned.clone()
    };
    assert!(matches!(tuned.wins_over(&short), Err(Error::Shape { .. })));
}

#[test]
fn a_median_stands_in_the_middle() {
    let score = |losses: &[f64]| RateScore {
        rate: 0.1,
        losses: losses.to_vec(),
        accuracies: Vec::new(),
    };
    assert_eq!(score(&[3.0, 1.0, 2.0]).median(), 2.0);
    assert_eq!(score(&[f64::INFINITY, 1.0, 3.0, 2.0]).median(), 2.5);
    assert_eq!(score(&[f64::INFINITY, 1.0]).median(), f64::INFINITY);
}
