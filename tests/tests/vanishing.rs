//! How signals and gradients fare in deep networks, against theory: chapter 09.

use downhill::activation::Activation::{Identity, Relu, Sigmoid, Tanh};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::flow::{Flows, flow};
use downhill::network::residual::Residual;
use downhill::network::{Architecture, Backprop, Initializer, Layer, Network};
use downhill::optim::Momentum;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::{Batch, Losses, Recipe, Training, Trial, accuracy};
use downhill::{Error, activation::Activation};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn images(fraction: f64) -> Samples {
    let all = digits().unwrap().samples().unwrap();
    all.split(fraction, &mut seeded(0)).unwrap().0
}

fn factor(activation: Activation, hidden: usize, start: Initializer, samples: &Samples) -> f64 {
    let architecture = Architecture::stack([64, 10], hidden, 32, activation, start);
    let flows = Flows::of(&architecture, samples, Loss::SoftmaxCrossEntropy, 0..8).unwrap();
    Spread::of(&flows.factors().unwrap()).unwrap().median
}

#[test]
fn what_flows_through_a_layer_is_measured() {
    // One sample, two neurons, of which the second is dead; an output of weight 1 and 1.
    let network = Network::new(vec![
        Layer::new(array![[3.0], [-4.0]], array![0.0, 0.0], Relu),
        Layer::new(array![[1.0, 1.0]], array![0.0], Identity),
    ])
    .unwrap();
    let samples = Samples::new(array![[1.0]], array![[1.0]]).unwrap();
    let layers = flow(&network, &samples, Loss::HalfSquaredError).unwrap();
    // z = (3, -4), a = (3, 0), output 3, error 2.
    assert_eq!(layers[0].signal, (9.0_f64 / 2.0).sqrt());
    assert_eq!((layers[0].slope, layers[0].dead), (0.5, 0.5));
    assert_eq!((layers[0].delta, layers[0].gradient), (2.0, 2.0));
    assert_eq!((layers[1].slope, layers[1].dead), (1.0, 0.0));
    assert_eq!((layers[1].delta, layers[1].gradient), (2.0, 6.0));
    assert!(flow(&network, &images(0.01), Loss::HalfSquaredError).is_err());
}

#[test]
fn a_chain_of_sigmoids_keeps_w_over_4() {
    for w in [1.0, 4.0, 8.0_f64] {
        let neuron = Layer::new(array![[w]], array![-w / 2.0], Sigmoid);
        let chain = Network::new(vec![neuron; 12]).unwrap();
        let samples = Samples::new(array![[0.5]], array![[1.0]]).unwrap();
        let layers = flow(&chain, &samples, Loss::HalfSquaredError).unwrap();
        for pair in layers.windows(2) {
            assert!((pair[0].delta / pair[1].delta / (w / 4.0) - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn factors_are_those_of_theory() {
    let few = images(0.03);
    for gain in [0.2, 0.5] {
        for (activation, slope) in [(Sigmoid, 0.25), (Tanh, 1.0), (Relu, 0.5_f64.sqrt())] {
            let found = factor(activation, 15, Initializer::Scaled(gain), &few);
            let ratio = found / (gain * slope);
            assert!((ratio - 1.0).abs() < 0.05, "{activation} {gain}: {ratio}");
        }
    }
    // ReLU has its own at any gain, the sigmoid 1 at 6√π.
    let wild = factor(Relu, 15, Initializer::Scaled(9.0), &few) / (9.0 * 0.5_f64.sqrt());
    assert!((wild - 1.0).abs() < 0.05, "{wild}");
    let gain = 6.0 * std::f64::consts::PI.sqrt();
    let sigmoid = factor(Sigmoid, 15, Initializer::Scaled(gain), &few);
    assert!((sigmoid - 1.0).abs() < 0.1, "{sigmoid}");
}

#[test]
fn by_layer_is_the_spread_of_the_runs() {
    let architecture = Architecture::stack([64, 10], 3, 8, Tanh, Initializer::Xavier);
    let few = images(0.02);
    let flows = Flows::of(&architecture, &few, Loss::SoftmaxCrossEntropy, 3..6).unwrap();
    assert_eq!(flows.runs().len(), 3);
    let by_hand = flow(
        &architecture.draw(&mut seeded(4)).unwrap(),
        &few,
        Loss::SoftmaxCrossEntropy,
    );
    assert_eq!(flows.runs()[1], by_hand.unwrap());
    let deltas = flows.by_layer(|layer| layer.delta).unwrap();
    assert_eq!(
        deltas.iter().map(|d| d.0).collect::<Vec<_>>(),
        [1.0, 2.0, 3.0, 4.0]
    );
    let second: Vec<f64> = flows.runs().iter().map(|run| run[1].delta).collect();
    assert_eq!(deltas[1].1, Spread::of(&second).unwrap());
    // From layer 3 to layer 1 are two steps.
    let run = &flows.runs()[2];
    let expected = (run[0].delta / run[2].delta).sqrt();
    assert!((flows.factors().unwrap()[2] - expected).abs() < 1e-14);
}

#[test]
fn too_few_layers_and_no_seeds_are_refused() {
    let architecture = Architecture::stack([64, 10], 1, 8, Tanh, Initializer::Xavier);
    let few = images(0.01);
    let flows = Flows::of(&architecture, &few, Loss::SoftmaxCrossEntropy, 0..1).unwrap();
    assert_eq!(
        flows.factors().unwrap_err().to_string(),
        "the number of hidden layers is 1; it must be 2 or more"
    );
    let none = Flows::of(&architecture, &few, Loss::SoftmaxCrossEntropy, 1..1);
    assert!(matches!(none, Err(Error::Empty { .. })));
    assert!(matches!(Trial::losses(&[]), Err(Error::Empty { .. })));
}

#[test]
fn what_dies_on_the_way_has_the_factor_0() {
    // All weights negative or none: ReLU lets nothing through.
    let dead = Layer::new(Array2::from_elem((2, 2), -1.0), array![-1.0, -1.0], Relu);
    let network = Network::new(vec![dead; 3]).unwrap();
    let samples = Samples::new(array![[1.0, 1.0]], array![[1.0, 1.0]]).unwrap();
    let layers = flow(&network, &samples, Loss::HalfSquaredError).unwrap();
    assert!(
        layers
            .iter()
            .all(|layer| layer.dead == 1.0 && layer.delta == 0.0)
    );
    // Deviations so small that everything underflows: 0 in all layers, and no NaN.
    let architecture = Architecture::stack([2, 2], 4, 3, Sigmoid, Initializer::Normal(1e-200));
    let flows = Flows::of(&architecture, &samples, Loss::HalfSquaredError, 0..2).unwrap();
    assert_eq!(flows.factors().unwrap(), [0.0, 0.0]);
}

#[test]
fn a_trial_is_what_its_seed_makes_of_it() {
    let samples = images(0.1);
    let architecture = Architecture::stack([64, 10], 1, 8, Tanh, Initializer::Xavier);
    let training = Training::new(Loss::SoftmaxCrossEntropy, 0.05)
        .optimizer(Momentum::new(0.8).unwrap())
        .batch(Batch::Size(16))
        .measure(Losses::Whole)
        .max_epochs(5);
    let recipe = Recipe::new(architecture.clone(), training.clone());
    let trials = recipe.trials(&samples, 7..9).unwrap();

    let mut rng = seeded(8);
    let start = architecture.draw(&mut rng).unwrap();
    let mut network = start.clone();
    let run = training
        .run_shuffled(&mut network, &samples, &mut rng)
        .unwrap();
    assert_eq!(
        trials[1],
        Trial {
            start,
            network,
            run
        }
    );
    assert_ne!(trials[0].network, trials[1].network);

    let losses = Trial::losses(&trials).unwrap();
    assert_eq!((losses.len(), losses[5].0), (6, 5.0));
    let last = Spread::of(&[trials[0].run.loss(), trials[1].run.loss()]).unwrap();
    assert_eq!(losses[5].1, last);
    let right = Trial::accuracies(&trials, &samples, Loss::SoftmaxCrossEntropy).unwrap();
    let of = |trial: &Trial| accuracy(&trial.network, &samples, Loss::SoftmaxCrossEntropy).unwrap();
    assert_eq!(
        right,
        Spread::of(&[of(&trials[0]), of(&trials[1])]).unwrap()
    );
}

#[test]
fn how_far_weights_went_is_a_share_of_their_length() {
    let layer = |w: f64| Layer::new(array![[3.0 * w, 4.0 * w]], array![0.0], Identity);
    let samples = Samples::new(array![[1.0, 1.0]], array![[1.0]]).unwrap();
    let mut trial = Recipe::new(
        Architecture::new(&[2, 1], &[Identity], Initializer::Xavier),
        Training::new(Loss::MeanSquaredError, 0.1).max_epochs(1),
    )
    .trial(&samples, 0)
    .unwrap();
    trial.start = Network::new(vec![layer(1.0)]).unwrap();
    trial.network = Network::new(vec![layer(1.5)]).unwrap();
    assert_eq!(trial.moved(), [0.5]);
}

#[test]
fn deep_sigmoids_stand_still_where_relu_learns() {
    let found = right(&ten(8, Sigmoid, Initializer::Xavier, 0.03, 8));
    assert!(found.greatest < 0.15, "{found}");
    let found = right(&ten(8, Relu, Initializer::Normal(0.1), 0.03, 8));
    assert!(found.greatest < 0.15, "{found}");
    let found = right(&ten(8, Relu, Initializer::He, 0.03, 8));
    assert!(found.least > 0.8, "{found}");
    let found = right(&ten(8, Sigmoid, Initializer::Scaled(10.6), 0.03, 8));
    assert!(found.least > 0.35, "{found}");
}

/// 1,438 images to train and 359 to test, as on the page.
fn parts() -> (Samples, Samples) {
    let all = digits().unwrap().samples().unwrap();
    all.split(0.8, &mut seeded(0)).unwrap()
}

/// Ten networks with so many hidden layers, trained as on the page.
fn ten(
    hidden: usize,
    activation: Activation,
    start: Initializer,
    rate: f64,
    epochs: usize,
) -> Vec<Trial> {
    let settings = Training::new(Loss::SoftmaxCrossEntropy, rate)
        .batch(Batch::Size(16))
        .max_epochs(epochs);
    let architecture = Architecture::stack([64, 10], hidden, 32, activation, start);
    Recipe::new(architecture, settings)
        .trials(&parts().0, 0..10)
        .unwrap()
}

fn right(trials: &[Trial]) -> Spread {
    Trial::accuracies(trials, &parts().1, Loss::SoftmaxCrossEntropy).unwrap()
}

/// The shares that thirty layers with paths get right after eight epochs; `None` where training overflowed.
fn with_paths(
    activation: Activation,
    start: Initializer,
    (rate, epochs): (f64, usize),
    seeds: u64,
) -> Vec<Option<f64>> {
    let (training, test) = parts();
    let architecture = Architecture::stack([64, 10], 29, 32, activation, start);
    let both = [&training, &test];
    Residual::trials(
        &architecture,
        both,
        Loss::SoftmaxCrossEntropy,
        (rate, 16, epochs),
        0..seeds,
    )
    .unwrap()
}

#[test]
fn mutant_without_the_paths_thirty_layers_of_tanh_would_learn_far_less() {
    for (epochs, seeds) in [(8, 2), (24, 1)] {
        let with = with_paths(Tanh, Initializer::Xavier, (0.01, epochs), seeds);
        let with: Option<Vec<f64>> = with.into_iter().collect();
        let with = Spread::of(&with.unwrap()).unwrap();
        let without = right(&ten(29, Tanh, Initializer::Xavier, 0.01, epochs));
        assert!(
            with.least > without.greatest,
            "{epochs} epochs: {with} {without}"
        );
    }
}

#[test]
fn of_thirty_plain_layers_tanh_comes_furthest_with_three_times_the_epochs_too() {
    // Each at the best of the page's rates for this budget.
    for (epochs, of_tanh, of_relu) in [(8, 0.03, 0.01), (24, 0.01, 0.003)] {
        let tanh = right(&ten(29, Tanh, Initializer::Xavier, of_tanh, epochs)).median;
        let relu = right(&ten(29, Relu, Initializer::He, of_relu, epochs)).median;
        assert!(tanh > relu + 0.1, "{epochs} epochs: {tanh} {relu}");
    }
    let sigmoid = right(&ten(29, Sigmoid, Initializer::Xavier, 0.01, 24));
    assert!(sigmoid.greatest < 0.15, "{sigmoid}");
}

#[test]
fn he_with_paths_overflows() {
    for rate in [0.003, 0.01] {
        let ended = with_paths(Relu, Initializer::He, (rate, 8), 10);
        assert!(ended.iter().all(Option::is_none), "{rate}: {ended:?}");
    }
}

#[test]
fn no_rate_and_no_budget_rescues_eight_layers_of_sigmoids() {
    for rate in [0.1, 10.0] {
        let found = right(&ten(8, Sigmoid, Initializer::Xavier, rate, 24));
        assert!(found.greatest < 0.2, "{rate}: {found}");
    }
}

#[test]
fn mutant_eight_epochs_alone_would_call_the_rate_of_relu_too_high() {
    let of = |rate, epochs| right(&ten(8, Relu, Initializer::He, rate, epochs)).median;
    assert!(of(0.1, 8) < of(0.03, 8) - 0.03);
    assert!(of(0.1, 24) > of(0.03, 24) - 0.01);
}

/// Of the hidden neurons whose sums are negative for every image before training, how many there are and the share that is alive after it.
fn revived(rate: f64) -> (usize, f64) {
    let training = parts().0;
    let dead = |network: &Network| -> Vec<bool> {
        let mut pass = Backprop::new();
        pass.loss(
            network,
            training.inputs(),
            training.targets(),
            Loss::SoftmaxCrossEntropy,
        )
        .unwrap();
        let layers = 0..network.hidden_layers();
        layers
            .flat_map(|layer| {
                let z = pass.pre_activation(layer);
                z.columns()
                    .into_iter()
                    .map(|column| column.iter().all(|&z| z <= 0.0))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let (mut before, mut alive) = (0, 0);
    for trial in ten(8, Relu, Initializer::He, rate, 8) {
        for (start, end) in dead(&trial.start).into_iter().zip(dead(&trial.network)) {
            before += usize::from(start);
            alive += usize::from(start && !end);
        }
    }
    (before, alive as f64 / before as f64)
}

#[test]
fn mutant_were_dead_neurons_lost_none_would_be_alive_after_training() {
    let ((dead, few), (_, most)) = (revived(0.01), revived(0.1));
    assert!(
        dead > 100 && few > 0.15 && few < 0.45 && most > 0.7,
        "{dead} {few} {most}"
    );
}

#[test]
fn mutant_factors_of_the_slope_alone_would_miss_what_is_measured() {
    let few = images(0.03);
    // Were the weights to do nothing, all gains would have the factor of the slope.
    for gain in [0.25, 2.0] {
        let found = factor(Relu, 15, Initializer::Scaled(gain), &few);
        let (right, slope_alone) = (gain * 0.5_f64.sqrt(), 0.5_f64.sqrt());
        assert!((found / right - 1.0).abs() < 0.1, "{found}");
        assert!((found / slope_alone - 1.0).abs() > 0.5, "{found}");
    }
}
