//! Networks as approximations of functions, and the search for their width: chapter 10.

use downhill::Error;
use downhill::activation::Activation::{Identity, Sigmoid, Tanh};
use downhill::data::{Samples, noisy_curve, uniform_places};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Array2, array};
use downhill::network::bumps::staircase;
use downhill::network::{Architecture, Distance, Initializer, Layer, Network};
use downhill::optim::Momentum;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Approximation, Batch, Recipe, Thresholds, Training, folds, refit_output};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn grid() -> Array1<f64> {
    Array1::linspace(-1.0, 1.0, 41)
}

#[test]
fn a_curve_is_the_function_and_its_noise() {
    let exact = noisy_curve(f64::exp, 0.0, &grid(), &mut seeded(1)).unwrap();
    for (x, y) in exact.inputs().iter().zip(exact.targets()) {
        assert_eq!(*y, x.exp());
    }
    let x = Array1::zeros(20_000);
    let noisy = noisy_curve(f64::cos, 0.3, &x, &mut seeded(1)).unwrap();
    let (mean, deviation) = (noisy.targets().mean().unwrap(), noisy.targets().std(0.0));
    assert!((mean - 1.0).abs() < 0.01 && (deviation - 0.3).abs() < 0.01);
    assert!(noisy_curve(f64::ln, 0.0, &[-1.0], &mut seeded(1)).is_err());
    assert!(noisy_curve(f64::exp, -0.1, &[1.0], &mut seeded(1)).is_err());
}

#[test]
fn a_distance_is_the_greatest_and_the_root_of_the_mean_square() {
    // The network is 2x, the function x²: on [0, 2] their distance is x(2 - x).
    let line = Network::new(vec![Layer::new(array![[2.0]], array![0.0], Identity)]).unwrap();
    let distance = Distance::between(&line, |x| x * x, (0.0, 2.0), 20_001).unwrap();
    assert!((distance.maximum - 1.0).abs() < 1e-12);
    // ∫ x²(2 - x)² over [0, 2] is 16/15.
    assert!((distance.root_mean_square - (8.0_f64 / 15.0).sqrt()).abs() < 1e-4);
    let refused = |range, places| Distance::between(&line, f64::sqrt, range, places).is_err();
    assert!(refused((1.0, 1.0), 10) && refused((0.0, 1.0), 1) && refused((-1.0, 1.0), 10));
    let two = Architecture::stack([2, 1], 1, 2, Tanh, Initializer::Xavier);
    let two = two.draw(&mut seeded(1)).unwrap();
    let error = Distance::between(&two, f64::sin, (0.0, 1.0), 5).unwrap_err();
    assert!(matches!(error, Error::Shape { .. }));
}

#[test]
fn a_steep_staircase_is_off_by_half_a_piece_of_slope() {
    for pieces in [10, 30] {
        let network = staircase(|x| 5.0 * x, (0.0, 2.0), pieces, 200.0).unwrap();
        let distance = Distance::between(&network, |x| 5.0 * x, (0.0, 2.0), 100_001).unwrap();
        let expected = 5.0 * 2.0 / pieces as f64 / 2.0;
        assert!(
            (distance.maximum / expected - 1.0).abs() < 0.02,
            "{distance:?}"
        );
    }
}

#[test]
fn the_refitted_output_layer_cannot_be_improved() {
    let samples = noisy_curve(f64::abs, 0.2, &grid(), &mut seeded(2)).unwrap();
    let architecture =
        Architecture::new(&[1, 5, 1], &[Sigmoid, Identity], Initializer::Scaled(6.0));
    let network = architecture.draw(&mut seeded(3)).unwrap();
    let loss = |network: &Network| {
        let outputs = network.forward_batch(samples.inputs()).unwrap();
        Loss::MeanSquaredError
            .value(&outputs, samples.targets())
            .unwrap()
    };
    let mut layers = network.layers().to_vec();
    layers[0].biases = uniform_places(-5.0, 5.0, 5, &mut seeded(4)).unwrap();
    let network = Network::new(layers).unwrap();
    let best = refit_output(&network, &samples).unwrap();
    assert_eq!(best.layers()[0], network.layers()[0]);
    let least = loss(&best);
    assert!(least < loss(&network));
    for k in 0..5 {
        for step in [-0.01, 0.01] {
            let mut layers = best.layers().to_vec();
            layers[1].weights[[0, k]] += step;
            assert!(loss(&Network::new(layers).unwrap()) > least);
        }
    }
}

#[test]
fn several_outputs_are_refitted_each() {
    let x = grid();
    let targets = Array2::from_shape_fn((41, 2), |(i, j)| if j == 0 { x[i] } else { x[i].cos() });
    let inputs = x.clone().insert_axis(downhill::ndarray::Axis(1));
    let both = Samples::new(inputs, targets).unwrap();
    let architecture = Architecture::new(&[1, 4, 2], &[Tanh, Identity], Initializer::Uniform);
    let network = architecture.draw(&mut seeded(1)).unwrap();
    let refitted = refit_output(&network, &both).unwrap();
    let one = noisy_curve(f64::cos, 0.0, &x, &mut seeded(0)).unwrap();
    let mut alone = network.layers().to_vec();
    alone[1] = Layer::new(Array2::zeros((1, 4)), array![0.0], Identity);
    let alone = refit_output(&Network::new(alone).unwrap(), &one).unwrap();
    assert_eq!(
        refitted.layers()[1].weights.row(1),
        alone.layers()[1].weights.row(0)
    );
    assert_eq!(refitted.layers()[1].biases[1], alone.layers()[1].biases[0]);
}

#[test]
fn what_cannot_be_refitted_is_refused() {
    let samples = noisy_curve(f64::abs, 0.0, &grid(), &mut seeded(2)).unwrap();
    let refit = |sizes: &[usize], activations: &[_], samples: &Samples| {
        let architecture = Architecture::new(sizes, activations, Initializer::Xavier);
        refit_output(&architecture.draw(&mut seeded(1)).unwrap(), samples).unwrap_err()
    };
    let squashed = refit(&[1, 3, 1], &[Tanh, Sigmoid], &samples);
    assert!(
        matches!(squashed, Error::Activation { found: Sigmoid, .. }),
        "{squashed}"
    );
    assert!(matches!(
        refit(&[1, 1], &[Identity], &samples),
        Error::Empty { .. }
    ));
    // All hidden neurons of an identity layer are multiples of one.
    let alike = refit(&[1, 3, 1], &[Identity, Identity], &samples);
    assert!(matches!(alike, Error::Singular { .. }), "{alike}");
    let few = samples.rows(&[0, 1]).unwrap();
    let short = refit(&[1, 3, 1], &[Tanh, Identity], &few);
    assert!(matches!(short, Error::Shape { .. }), "{short}");
    let wide = refit(&[2, 3, 1], &[Tanh, Identity], &samples);
    assert!(matches!(wide, Error::Shape { .. }), "{wide}");
}

#[test]
fn a_search_scores_each_width_on_the_same_folds() {
    let samples = noisy_curve(f64::abs, 0.1, &grid(), &mut seeded(5)).unwrap();
    let architecture =
        |width| Architecture::stack([1, 1], 1, width, Tanh, Initializer::Scaled(2.0));
    let training = Training::new(Loss::MeanSquaredError, 0.1)
        .optimizer(Momentum::new(0.5).unwrap())
        .max_epochs(50);
    let recipe = Recipe::new(architecture(9), training.clone());
    let search = recipe.search_widths(&samples, &[3, 1], 4, 2..4).unwrap();
    let widths: Vec<usize> = search.scores().iter().map(|score| score.width).collect();
    assert_eq!(widths, [3, 1]);

    // Seed 3, third fold, width 1, by hand.
    let fold = &folds(&samples, 4, &mut seeded(3)).unwrap()[2];
    let by_hand = Recipe::new(architecture(1), training);
    let mut third = seeded(3);
    third.set_stream(3);
    let trial = by_hand.trial_with(&fold.training, &mut third).unwrap();
    let loss = |part: &Samples| {
        let outputs = trial.network.forward_batch(part.inputs()).unwrap();
        Loss::MeanSquaredError
            .value(&outputs, part.targets())
            .unwrap()
    };
    let narrow = &search.scores()[1];
    assert_eq!(narrow.validation.len(), 8);
    assert!((narrow.validation[4 + 2] - loss(&fold.validation)).abs() < 1e-15);
    assert!((narrow.training[4 + 2] - loss(&fold.training)).abs() < 1e-15);

    // The mean and its standard error, and the rule that uses them.
    let mean = narrow.validation.iter().sum::<f64>() / 8.0;
    assert!((narrow.mean() - mean).abs() < 1e-15);
    let deviation = Array1::from(narrow.validation.clone()).std(1.0);
    assert!((narrow.standard_error() - deviation / 8_f64.sqrt()).abs() < 1e-15);
    let best = search.best();
    assert!(
        search
            .scores()
            .iter()
            .all(|score| score.mean() >= best.mean())
    );
    let near = narrow.mean() <= best.mean() + best.standard_error();
    assert_eq!(search.simplest().width == 1, near);
    assert_eq!(search.scores()[0].spreads().unwrap().1.least, {
        let losses = search.scores()[0].validation.iter();
        losses.copied().fold(f64::INFINITY, f64::min)
    });
}

#[test]
fn the_rule_prefers_the_simple_only_where_it_is_near() {
    let x = uniform_places(-1.0, 1.0, 60, &mut seeded(0)).unwrap();
    let wave = |x: f64| (2.0 * std::f64::consts::PI * x).sin();
    let samples = noisy_curve(wave, 0.3, &x, &mut seeded(1)).unwrap();
    let recipe = Recipe::new(
        Architecture::stack([1, 1], 1, 1, Tanh, Initializer::Scaled(4.0)),
        Training::new(Loss::MeanSquaredError, 0.1)
            .optimizer(Momentum::new(0.9).unwrap())
            .max_epochs(1_000),
    );
    let search = recipe
        .search_widths(&samples, &[16, 8, 1], 3, 0..2)
        .unwrap();
    // One step does not make a wave, so 1 is far off; 8 is as good as 16, whichever is the lowest.
    assert_eq!(search.simplest().width, 8);
}

#[test]
fn empty_searches_are_refused() {
    let samples = noisy_curve(f64::abs, 0.1, &grid(), &mut seeded(5)).unwrap();
    let architecture = Architecture::stack([1, 1], 1, 1, Tanh, Initializer::Xavier);
    let recipe = Recipe::new(
        architecture,
        Training::new(Loss::MeanSquaredError, 0.1).max_epochs(1),
    );
    let error = recipe.search_widths(&samples, &[], 4, 0..1).unwrap_err();
    assert_eq!(error.to_string(), "the list of widths is empty");
    let error = recipe.search_widths(&samples, &[1], 4, 3..3).unwrap_err();
    assert_eq!(error.to_string(), "the range of seeds is empty");
    assert!(recipe.search_widths(&samples, &[0], 4, 0..1).is_err());
    assert!(recipe.search_widths(&samples, &[1], 1, 0..1).is_err());
}

/// Chapter 10: which start is ahead depends on the function and on the budget, each at its best rate.
#[test]
fn neither_start_is_the_better_one() {
    fn wave(x: f64) -> f64 {
        (2.0 * std::f64::consts::PI * x).sin()
    }
    let ratio = |f: fn(f64) -> f64, epochs: usize| {
        let task = Approximation::of(f).unwrap();
        let training = Training::new(Loss::MeanSquaredError, 0.01)
            .optimizer(Momentum::new(0.9).unwrap())
            .batch(Batch::Size(10))
            .max_epochs(epochs);
        let rates = [0.0025, 0.01, 0.04, 0.08];
        let error = |start| {
            let best = task.by_descent(start, 16, &training, &rates, 0..5).unwrap();
            best.1.median
        };
        error(Thresholds::Scattered) / error(Thresholds::AtZero)
    };
    assert!(ratio(wave, 500) < 0.8);
    assert!(ratio(f64::abs, 500) > 1.5);
    assert!(ratio(wave, 5_000) > 1.5);
}
