//! Training networks: both of S0's ways, when a run stops, and what bad input is told.

use downhill::Error;
use downhill::activation::Activation::{Identity, Relu, Sigmoid, Tanh};
use downhill::data::{Samples, breast_cancer, digits, encode, logic};
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::bumps::{bump, staircase};
use downhill::network::by_hand::ByHand;
use downhill::network::{Network, NetworkLoss, init};
use downhill::optim::{Descent, Momentum, Schedule, Stop};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::train::{Batch, Losses, Sampling, Training, accuracy, folds};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn xor() -> Samples {
    logic::xor().into()
}

#[test]
fn standard_backpropagation_is_s0s_algorithm() {
    let mut network: Network = init::uniform(&[2, 2, 1], &[Sigmoid; 2], &mut seeded(3)).unwrap();
    let mut by_hand = ByHand::of(&network).unwrap();
    let training = Training::new(Loss::HalfSquaredError, 0.5)
        .batch(Batch::Single)
        .max_epochs(25);
    let run = training.run(&mut network, &xor()).unwrap();
    assert_eq!((run.epochs(), run.updates()), (25, 100));
    for _ in 0..25 {
        for (x, y) in xor()
            .inputs()
            .rows()
            .into_iter()
            .zip(xor().targets().rows())
        {
            by_hand.step(x, y, 0.5).unwrap();
        }
    }
    let difference = network.parameter_vector() - by_hand.network().unwrap().parameter_vector();
    assert!(difference.iter().all(|d| d.abs() < 1e-13), "{difference}");
}

#[test]
fn accumulated_backpropagation_is_descent_on_the_loss() {
    let start: Network = init::xavier(&[2, 3, 1], &[Tanh, Sigmoid], &mut seeded(3)).unwrap();
    let mut network = start.clone();
    let training = Training::new(Loss::HalfSquaredError, 0.8)
        .optimizer(Momentum::new(0.5).unwrap())
        .max_epochs(300);
    let run = training.run(&mut network, &xor()).unwrap();
    assert_eq!((run.epochs(), run.updates()), (300, 300));

    let samples = xor();
    let landscape = NetworkLoss::new(&start, &samples, Loss::HalfSquaredError).unwrap();
    let descent = Descent::new(0.8)
        .optimizer(Momentum::new(0.5).unwrap())
        .steps(300)
        .run(&landscape, &start.parameter_vector())
        .unwrap();
    assert_eq!(&network.parameter_vector(), descent.end());
    assert_eq!(run.loss(), descent.value());
    assert_eq!(run.losses()[0], landscape_value(&start));
}

fn landscape_value(network: &Network) -> f64 {
    let outputs = network.forward_batch(xor().inputs()).unwrap();
    Loss::HalfSquaredError
        .value(&outputs, xor().targets())
        .unwrap()
}

#[test]
fn a_run_stops_for_the_reason_it_gives() {
    let run = |training: Training| {
        let mut network: Network =
            init::xavier(&[2, 4, 1], &[Tanh, Sigmoid], &mut seeded(1)).unwrap();
        training.run(&mut network, &xor()).unwrap()
    };
    let base = || Training::new(Loss::HalfSquaredError, 1.0);
    let reached = run(base().target_loss(0.01).max_epochs(100_000));
    assert!(reached.stop().converged() && reached.loss() < 0.01);
    assert!(reached.losses()[reached.epochs() - 1] >= 0.01);
    assert_eq!(
        run(base().max_epochs(7)).stop(),
        Stop::EpochLimit { limit: 7 }
    );
    // A rate so small that nothing changes in the last digit.
    let idle = run(Training::new(Loss::HalfSquaredError, 1e-30).patience(5));
    assert!(
        matches!(idle.stop(), Stop::NoProgress { epochs: 5, .. }),
        "{}",
        idle.stop()
    );
    assert_eq!(idle.epochs(), 5);
}

#[test]
fn an_overflow_ends_the_run_and_leaves_finite_weights() {
    let samples = Samples::new(array![[1e200], [-1e200]], array![[1.0], [2.0]]).unwrap();
    let mut network: Network = init::xavier(&[1, 3, 1], &[Identity; 2], &mut seeded(1)).unwrap();
    let training = Training::new(Loss::MeanSquaredError, 1e10);
    let run = training.run(&mut network, &samples).unwrap();
    assert!(
        matches!(run.stop(), Stop::NotFinite { .. }),
        "{}",
        run.stop()
    );
    assert!(network.parameter_vector().iter().all(|w| w.is_finite()));

    // Slower: it diverges after some steps, and what is kept is what the last finite step made.
    let samples = Samples::new(array![[1.0], [-3.0]], array![[1.0], [2.0]]).unwrap();
    let mut network: Network = init::xavier(&[1, 1], &[Identity], &mut seeded(1)).unwrap();
    let run = Training::new(Loss::MeanSquaredError, 10.0)
        .max_epochs(10_000)
        .run(&mut network, &samples)
        .unwrap();
    assert!(
        matches!(run.stop(), Stop::NotFinite { .. }),
        "{}",
        run.stop()
    );
    assert!(run.updates() > 10);
    assert!(network.parameter_vector().iter().all(|w| w.is_finite()));
}

#[test]
fn bad_settings_are_refused() {
    let mut network: Network = init::xavier(&[2, 1], &[Sigmoid], &mut seeded(1)).unwrap();
    let mut fails = |training: Training, samples: &Samples| {
        training.run(&mut network, samples).unwrap_err().to_string()
    };
    let base = |rate: f64| Training::new(Loss::HalfSquaredError, rate);
    assert_eq!(
        fails(base(-0.5), &xor()),
        "learning rate is -0.5; it must be positive and finite"
    );
    assert_eq!(
        fails(base(0.5).batch(Batch::Size(0)), &xor()),
        "a batch of 0 samples from 4; it must have from 1 to 4"
    );
    assert_eq!(
        fails(base(0.5).batch(Batch::Size(5)), &xor()),
        "a batch of 5 samples from 4; it must have from 1 to 4"
    );
    assert_eq!(
        fails(base(0.5).sampling(Sampling::WithReplacement), &xor()),
        "samples in the order given are not drawn with replacement; train with run_shuffled"
    );
    assert_eq!(
        fails(base(0.5).max_epochs(0), &xor()),
        "the limit of epochs is 0; it must be 1 or more"
    );
    assert_eq!(
        fails(base(0.5).target_loss(0.0), &xor()),
        "the target loss is 0; it must be positive and finite"
    );
    let wide = Samples::new(Array2::zeros((3, 5)), Array2::zeros((3, 1))).unwrap();
    assert!(fails(base(0.5), &wide).contains("[3, 5] does not fit shape [1, 2]"));
    assert!(matches!(
        Samples::<f64>::new(Array2::zeros((0, 2)), Array2::zeros((0, 1))),
        Err(Error::Empty { .. })
    ));
    assert!(folds(&xor(), 5, &mut seeded(1)).is_err());
    assert_eq!(
        encode::one_hot(&["a", "d"], &["a", "b"])
            .unwrap_err()
            .to_string(),
        r#"value 1 is "d"; it must be one of ["a", "b"]"#
    );
    assert!(matches!(
        encode::ordered::<u8>(&[], &[1]),
        Err(Error::Empty { .. })
    ));
    let one = xor().rows(&[2]).unwrap();
    assert_eq!(
        one.split(0.5, &mut seeded(1)).unwrap_err().to_string(),
        "the number of samples to split is 1; it must be 2 or more"
    );
    assert_eq!(
        xor().split(1.0, &mut seeded(1)).unwrap_err().to_string(),
        "the fraction of the first part is 1; it must be between 0 and 1"
    );
    assert_eq!(
        xor().rows(&[4]).unwrap_err().to_string(),
        "row is 4; it must be the number of a sample"
    );
}

#[test]
fn two_runs_are_the_same_to_the_bit_and_shuffling_needs_the_seed() {
    let run = |seed: u64| {
        let mut rng = seeded(seed);
        let mut network: Network =
            init::xavier(&[2, 4, 1], &[Tanh, Sigmoid], &mut seeded(9)).unwrap();
        let training = Training::new(Loss::HalfSquaredError, 0.7)
            .batch(Batch::Size(3))
            .max_epochs(40);
        let run = training
            .run_shuffled(&mut network, &xor(), &mut rng)
            .unwrap();
        assert_eq!(run.updates(), 80);
        network.parameter_vector()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn every_sample_is_held_out_once() {
    let samples = Samples::new(
        Array2::from_shape_fn((11, 1), |(i, _)| i as f64),
        Array2::ones((11, 1)),
    )
    .unwrap();
    let mut held: Vec<usize> = Vec::new();
    for fold in folds(&samples, 4, &mut seeded(2)).unwrap() {
        assert_eq!(fold.training.count() + fold.validation.count(), 11);
        held.extend(fold.validation.inputs().iter().map(|&x| x as usize));
        let inside = |x: f64| fold.training.inputs().iter().any(|&other| other == x);
        assert!(!fold.validation.inputs().iter().any(|&x| inside(x)));
    }
    held.sort_unstable();
    assert_eq!(held, (0..11).collect::<Vec<_>>());
}

#[test]
fn real_data_are_learnt() {
    let cells = breast_cancer().unwrap();
    let inputs = Standardizer::fit(cells.inputs())
        .unwrap()
        .apply(cells.inputs())
        .unwrap();
    let samples: Samples = Samples::new(
        inputs,
        cells
            .labels()
            .clone()
            .insert_axis(downhill::ndarray::Axis(1)),
    )
    .unwrap();
    let (training, test) = samples.split(0.8, &mut seeded(4)).unwrap();
    let mut network: Network =
        init::xavier(&[30, 8, 1], &[Tanh, Identity], &mut seeded(5)).unwrap();
    let before = accuracy(&network, &test, Loss::BinaryCrossEntropy).unwrap();
    Training::new(Loss::BinaryCrossEntropy, 0.1)
        .batch(Batch::Size(16))
        .max_epochs(30)
        .run_shuffled(&mut network, &training, &mut seeded(6))
        .unwrap();
    let after = accuracy(&network, &test, Loss::BinaryCrossEntropy).unwrap();
    assert!(after > 0.93 && after > before, "{before} to {after}");

    let (training, test) = digits()
        .unwrap()
        .samples()
        .unwrap()
        .split(0.8, &mut seeded(4))
        .unwrap();
    let (training, test) = (training.cast::<f32>().unwrap(), test.cast::<f32>().unwrap());
    let mut network: Network<f32> =
        init::he(&[64, 32, 10], &[Relu, Identity], &mut seeded(5)).unwrap();
    Training::new(Loss::SoftmaxCrossEntropy, Schedule::Constant(0.1))
        .batch(Batch::Size(16))
        .max_epochs(15)
        .run_shuffled(&mut network, &training, &mut seeded(6))
        .unwrap();
    let after = accuracy(&network, &test, Loss::SoftmaxCrossEntropy).unwrap();
    assert!(after > 0.93, "{after}");
}

#[test]
fn initialisers_have_the_spread_of_their_papers() {
    let activations = [Tanh];
    let sizes = [300, 200];
    let xavier: Network = init::xavier(&sizes, &activations, &mut seeded(1)).unwrap();
    let he: Network = init::he(&sizes, &activations, &mut seeded(1)).unwrap();
    let normal: Network = init::normal(&sizes, &activations, 0.3, &mut seeded(1)).unwrap();
    for (network, variance) in [(xavier, 2.0 / 500.0), (he, 2.0 / 300.0), (normal, 0.09)] {
        let layer = &network.layers()[0];
        let found = layer.weights.var(0.0);
        assert!(
            (found / variance - 1.0).abs() < 0.03,
            "{found} for {variance}"
        );
        assert!(layer.weights.mean().unwrap().abs() < 0.01 * variance.sqrt() * 3.0);
        assert!(layer.biases.iter().all(|&b| b == 0.0));
    }
    assert!(init::normal::<f64>(&sizes, &activations, 0.0, &mut seeded(1)).is_err());
}

#[test]
fn the_staircase_comes_nearer_with_every_doubling() {
    let f = |x: f64| (3.0 * x).sin() + 0.5 * x;
    let worst = |pieces: usize| {
        let network = staircase(f, (-1.0, 2.0), pieces, 1.0).unwrap();
        let places = (0..=600).map(|i| -1.0 + 3.0 * f64::from(i) / 600.0);
        places
            .map(|x| (network.forward(&[x]).unwrap()[0] - f(x)).abs())
            .fold(0.0, f64::max)
    };
    let errors: Vec<f64> = [10, 20, 40, 80, 160].map(worst).to_vec();
    for pair in errors.windows(2) {
        assert!(pair[1] < 0.65 * pair[0], "{errors:?}");
    }
    assert!(staircase(f, (1.0, 0.0), 10, 1.0).is_err());
    assert!(staircase(|x| 1.0 / x, (-1.0, 1.0), 3, 1.0).is_err()); // infinite in the middle
    assert!(bump(1.0, 0.0, 1.0, 1.0).is_err());
}

#[test]
fn drawn_with_replacement_an_epoch_has_as_many_samples_and_its_loss_is_that_of_the_whole_set() {
    let samples = digits().unwrap().samples().unwrap();
    let few = samples.rows(&(0..50).collect::<Vec<_>>()).unwrap();
    let loss = Loss::SoftmaxCrossEntropy;
    for (batch, updates) in [(Batch::Size(20), 9), (Batch::Full, 3)] {
        let run = |sampling| {
            let mut network: Network =
                init::he(&[64, 8, 10], &[Relu, Identity], &mut seeded(1)).unwrap();
            let training = Training::new(loss, 0.5)
                .batch(batch)
                .sampling(sampling)
                .measure(Losses::Whole)
                .max_epochs(3);
            let run = training.run_shuffled(&mut network, &few, &mut seeded(2));
            (run.unwrap(), network)
        };
        let (with, network) = run(Sampling::WithReplacement);
        let (without, _) = run(Sampling::WithoutReplacement);
        assert_eq!((with.updates(), without.updates()), (updates, updates));
        assert_ne!(with.losses()[1], without.losses()[1]);
        let outputs = network.forward_batch(few.inputs()).unwrap();
        let whole = loss.value(&outputs, few.targets()).unwrap();
        assert!((with.loss() - whole).abs() < 1e-12);
    }
}
