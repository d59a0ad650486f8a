//! S0's regularised objective, weight decay, clipping, and the search for λ: what they promise, on whole training runs.

use downhill::Error;
use downhill::activation::Activation::{Identity, Tanh};
use downhill::data::{Samples, digits, logic, sonar};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, array};
use downhill::network::{Architecture, Initializer, Network, NetworkLoss};
use downhill::number::Float;
use downhill::objective::Evaluate;
use downhill::optim::{
    Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, Schedule, Stop,
};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Penalty, Recipe, Training, folds};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn few() -> Samples {
    let rows: Vec<usize> = (0..60).collect();
    digits().unwrap().samples().unwrap().rows(&rows).unwrap()
}

fn start() -> Network {
    Architecture::new(&[64, 8, 10], &[Tanh, Identity], Initializer::Xavier)
        .draw(&mut ChaCha8Rng::seed_from_u64(2))
        .unwrap()
}

fn trained(training: &Training, samples: &Samples) -> Array1<f64> {
    let mut network = start();
    let run = training.run(&mut network, samples).unwrap();
    assert!(
        matches!(run.stop(), Stop::EpochLimit { .. }),
        "{}",
        run.stop()
    );
    network.parameter_vector()
}

fn distance(a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    (a - b).fold(0.0_f64, |most, x| most.max(x.abs()))
}

/// Where a rule goes whose gradients are g + αw.
fn with_decay(
    optimizer: &mut dyn Optimizer,
    samples: &Samples,
    rate: f64,
    decay: f64,
    steps: usize,
) -> Array1<f64> {
    let network = start();
    let surface = NetworkLoss::new(&network, samples, LOSS).unwrap();
    let mut w = network.parameter_vector();
    for _ in 0..steps {
        let gradient = surface.gradient(w.as_slice().unwrap()).unwrap() + &w * decay;
        optimizer.step(w.view_mut(), gradient.view(), rate).unwrap();
    }
    w
}

#[test]
fn a_penalised_step_is_one_down_s0s_objective_over_all_parameters() {
    let (samples, lambda, rate) = (few(), 0.9, 0.1);
    let end = trained(
        &Training::new(LOSS, rate).penalty(lambda).max_epochs(1),
        &samples,
    );
    let network = start();
    let w = network.parameter_vector();
    let penalty = Penalty::new(lambda).unwrap();
    let objective = |w: &Array1<f64>| {
        let mut network = network.clone();
        network.set_parameter_vector(w).unwrap();
        let outputs = network.forward_batch(samples.inputs()).unwrap();
        let loss = LOSS.value(&outputs, samples.targets()).unwrap();
        penalty.objective(loss, w.view())
    };
    // Some of every layer's weights, and the biases, which stand at a layer's end.
    for i in [0, 100, 511, 512, 519, 520, 560, 599, 600, 609] {
        let (mut above, mut below) = (w.clone(), w.clone());
        above[i] += 1e-5;
        below[i] -= 1e-5;
        let slope = (objective(&above) - objective(&below)) / 2e-5;
        assert!(
            ((w[i] - end[i]) / rate - slope).abs() < 1e-8,
            "parameter {i}"
        );
    }
}

#[test]
fn the_balance_and_weight_decay_are_one_thing_after_rescaling_for_rules_linear_in_the_gradient() {
    let samples = few();
    let rules: Vec<Box<dyn Optimizer>> = vec![
        Box::new(GradientDescent),
        Box::new(Momentum::new(0.9).unwrap()),
        Box::new(Nesterov::new(0.9).unwrap()),
    ];
    for lambda in [0.999, 0.9, 0.5] {
        let penalty = Penalty::new(lambda).unwrap();
        for rule in &rules {
            let training = Training::new(LOSS, 0.05)
                .optimizer(rule.boxed())
                .penalty(lambda)
                .max_epochs(100);
            let one = trained(&training, &samples);
            let (rate, decay) = (0.05 * lambda, penalty.decay());
            let other = with_decay(&mut *rule.boxed(), &samples, rate, decay, 100);
            let (name, off) = (rule.name(), distance(&one, &other));
            assert!(off < 1e-10, "{name}, λ = {lambda}: {off}");
            // And without the rescaling they are not.
            let plain = with_decay(&mut *rule.boxed(), &samples, 0.05, decay, 100);
            assert!(distance(&one, &plain) > 1e-6, "{name}, λ = {lambda}");
        }
    }
}

#[test]
fn for_adam_the_balance_and_decoupled_decay_are_two_things_whichever_the_rate() {
    let samples = few();
    let lambda = 0.99;
    let decay = Penalty::new(lambda).unwrap().decay();
    let adam = Training::new(LOSS, 0.01)
        .optimizer(Adam::default())
        .penalty(lambda)
        .max_epochs(200);
    let penalised = trained(&adam, &samples);
    for rate in [0.01 * lambda, 0.01] {
        let decoupled = Training::new(LOSS, rate)
            .optimizer(AdamW::new(Adam::default(), decay).unwrap())
            .max_epochs(200);
        assert!(distance(&penalised, &trained(&decoupled, &samples)) > 0.05);
    }
    // Adam hardly sees a factor before the whole gradient: there the rate is not rescaled.
    let same = with_decay(&mut Adam::default(), &samples, 0.01, decay, 200);
    let rescaled = with_decay(&mut Adam::default(), &samples, 0.01 * lambda, decay, 200);
    assert!(distance(&penalised, &same) < 0.1 * distance(&penalised, &rescaled));
}

fn clipped_lengths<F: Float>(limit: f64) -> Vec<f64> {
    let samples: Samples<F> = few().cast().unwrap();
    let number = |x: f64| F::from(x).unwrap();
    let mut network: Network<F> = start().cast().unwrap();
    let training = Training::new(LOSS, Schedule::Constant(number(0.5)))
        .batch(Batch::Size(7))
        .clip(number(limit))
        .max_epochs(1);
    let mut lengths = Vec::new();
    let mut run = None;
    for _ in 0..5 {
        let before = network.parameter_vector();
        let next = training.run(&mut network, &samples).unwrap();
        let moved = network.parameter_vector() - before;
        let squares = moved.iter().map(|x| x.to_f64().unwrap().powi(2));
        lengths.push(squares.sum::<f64>().sqrt() / 0.5 / 9.0);
        run = Some(next);
    }
    assert_eq!(run.unwrap().updates(), 9);
    lengths
}

#[test]
fn clipped_steps_are_no_longer_than_rate_times_limit_in_both_precisions() {
    for length in [clipped_lengths::<f64>(0.01), clipped_lengths::<f32>(0.01)].concat() {
        // Nine steps an epoch: no further than nine times one, and they go about one way.
        assert!((0.002..0.010_001).contains(&length), "{length}");
    }
    let free = trained(&Training::new(LOSS, 0.5).max_epochs(20), &few());
    let wide = trained(&Training::new(LOSS, 0.5).clip(1e9).max_epochs(20), &few());
    assert_eq!(free, wide, "a limit that is never reached changes no digit");
}

#[test]
fn clipping_saves_a_run_that_would_overflow() {
    let line = Samples::new(
        array![[100.0], [200.0], [-150.0]],
        array![[1.0], [2.0], [-1.5]],
    )
    .unwrap();
    let recipe = |training| {
        let linear = Architecture::new(&[1, 1], &[Identity], Initializer::Normal(0.1));
        Recipe::new(linear, training)
    };
    let training = Training::new(Loss::MeanSquaredError, 0.001);
    let free = recipe(training.clone()).trial(&line, 0).unwrap();
    assert!(matches!(free.run.stop(), Stop::NotFinite { .. }));
    let clipped = recipe(training.clip(1.0)).trial(&line, 0).unwrap();
    assert!(clipped.run.loss() < 0.1, "{}", clipped.run);
}

#[test]
fn penalised_and_clipped_runs_go_on_to_the_last_bit() {
    let samples = few();
    let training = |epochs| {
        Training::new(LOSS, 0.02)
            .optimizer(Adam::default())
            .batch(Batch::Size(16))
            .penalty(0.999)
            .clip(0.5)
            .max_epochs(epochs)
    };
    let rng = &mut ChaCha8Rng::seed_from_u64(4);
    let mut whole = start();
    let uninterrupted = training(11)
        .run_shuffled(&mut whole, &samples, rng)
        .unwrap();
    let rng = &mut ChaCha8Rng::seed_from_u64(4);
    let mut parts = start();
    let first = training(4).run_shuffled(&mut parts, &samples, rng).unwrap();
    let settings = training(11);
    let session = settings.on(&samples).resume(&first);
    let second = session.run_shuffled(&mut parts, rng).unwrap();
    assert_eq!(parts, whole);
    assert_eq!(second, uninterrupted);
}

#[test]
fn settings_that_make_no_sense_are_told_with_their_value() {
    let message = |training: Training| {
        let error = training.run(&mut start(), &few()).unwrap_err();
        error.to_string()
    };
    for lambda in [0.0, 1.0, -0.5, 2.0] {
        assert_eq!(
            message(Training::new(LOSS, 0.1).penalty(lambda)),
            format!("the balance λ of the penalty is {lambda}; it must be above 0 and below 1")
        );
    }
    assert_eq!(
        message(Training::new(LOSS, 0.1).clip(0.0)),
        "the limit of the gradient's norm is 0; it must be positive and finite"
    );
    let recipe = Recipe::new(
        Architecture::stack([64, 10], 1, 4, Tanh, Initializer::Xavier),
        Training::new(LOSS, 0.1).max_epochs(1),
    );
    let search =
        |lambdas: &[f64], folds, seeds| recipe.search_penalties(&few(), lambdas, folds, seeds);
    assert!(matches!(search(&[], 2, 0..1), Err(Error::Empty { .. })));
    assert!(matches!(search(&[0.5], 2, 0..0), Err(Error::Empty { .. })));
    assert!(matches!(
        search(&[0.5], 1, 0..1),
        Err(Error::OutOfRange { .. })
    ));
    assert!(matches!(
        search(&[0.5, 1.0], 2, 0..1),
        Err(Error::OutOfRange { value: 1.0, .. })
    ));
}

#[test]
fn a_search_records_what_overflows_as_infinite_and_goes_on() {
    let xor: Samples = logic::xor().into();
    let xor = xor.rows(&[0, 1, 2, 3].repeat(3)).unwrap();
    let linear = Architecture::stack([2, 1], 1, 2, Identity, Initializer::Normal(1.0));
    let training = Training::new(Loss::MeanSquaredError, 3.0).max_epochs(500);
    let recipe = Recipe::new(linear, training);
    let search = recipe
        .search_penalties(&xor, &[0.999, 1e-6], 3, 0..1)
        .unwrap();
    assert_eq!(search.scores().len(), 2);
    assert!(
        search
            .scores()
            .iter()
            .all(|score| score.mean() == f64::INFINITY)
    );
    let widths = recipe.search_widths(&xor, &[1, 2], 3, 0..1).unwrap();
    assert!(
        widths
            .scores()
            .iter()
            .all(|score| score.mean() == f64::INFINITY)
    );
    // Outputs of tanh cannot overflow, and a decay by |1 - 2·3| = 5 a step can.
    let bounded = Architecture::new(&[2, 2, 1], &[Tanh; 2], Initializer::Normal(1.0));
    let training = Training::new(Loss::MeanSquaredError, 3.0).max_epochs(500);
    let recipe = Recipe::new(bounded, training);
    let mixed = recipe
        .search_penalties(&xor, &[1e-6, 0.99], 3, 0..1)
        .unwrap();
    assert_eq!(mixed.scores()[0].mean(), f64::INFINITY);
    assert_eq!((mixed.best().lambda, mixed.simplest().lambda), (0.99, 0.99));
    assert!(mixed.best().mean().is_finite());
}

#[test]
fn the_search_is_the_cross_validation_that_one_would_write_by_hand() {
    let samples: Samples = sonar().unwrap().into();
    let architecture = Architecture::stack([60, 1], 1, 4, Tanh, Initializer::Xavier);
    let training = Training::new(Loss::BinaryCrossEntropy, 0.3).max_epochs(40);
    let recipe = Recipe::new(architecture, training);
    let search = recipe
        .search_penalties(&samples, &[0.9, 0.999], 3, 5..7)
        .unwrap();
    for score in search.scores() {
        let mut by_hand = Vec::new();
        for seed in 5..7 {
            let rng = &mut ChaCha8Rng::seed_from_u64(seed);
            let divided = folds(&samples, 3, rng).unwrap();
            for (k, fold) in divided.iter().enumerate() {
                let mut rng = ChaCha8Rng::seed_from_u64(seed);
                rng.set_stream(k as u64 + 1);
                let trial = recipe.clone().with_penalty(score.lambda);
                let trial = trial.trial_with(&fold.training, &mut rng).unwrap();
                let outputs = trial
                    .network
                    .forward_batch(fold.validation.inputs())
                    .unwrap();
                let loss = Loss::BinaryCrossEntropy.value(&outputs, fold.validation.targets());
                by_hand.push(loss.unwrap());
            }
        }
        assert_eq!(score.validation.len(), 6);
        for (found, right) in score.validation.iter().zip(by_hand) {
            assert!((found - right).abs() < 1e-12);
        }
    }
    let [strong, weak] = [0, 1].map(|i| search.scores()[i].mean());
    assert_eq!(
        search.best().lambda,
        if strong <= weak { 0.9 } else { 0.999 }
    );
    assert!(search.simplest().mean() <= search.best().mean() + search.best().standard_error());
}
