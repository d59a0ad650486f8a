//! Runs that are interrupted and go on: the result is the uninterrupted run's, to the last bit.

use downhill::activation::Activation::{Identity, Relu, Tanh};
use downhill::data::{Samples, logic};
use downhill::loss::Loss;
use downhill::ndarray::Array2;
use downhill::network::{Network, init};
use downhill::number::Float;
use downhill::objective::Himmelblau;
use downhill::optim::{
    AdaGrad, Adam, AdamW, AmsGrad, Descent, GradientBlend, GradientDescent, Momentum, Nesterov,
    Optimizer, RmsProp, Schedule, SlopeRule, Stop, TurnRule,
};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Losses, Sampling, Training, TrainingRun};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Every optimiser there is, in one precision.
macro_rules! optimizers {
    ($float:ty) => {{
        let all: Vec<Box<dyn Optimizer<$float>>> = vec![
            Box::new(GradientDescent),
            Box::new(Momentum::<$float>::new(0.9).unwrap()),
            Box::new(GradientBlend::<$float>::new(0.3).unwrap()),
            Box::new(SlopeRule::<$float>::new(10.0, 0.001).unwrap()),
            Box::new(TurnRule::<$float>::new(1.0001, 0.001).unwrap()),
            Box::new(Nesterov::<$float>::new(0.9).unwrap()),
            Box::new(AdaGrad::<$float>::default()),
            Box::new(RmsProp::<$float>::default()),
            Box::new(Adam::<$float>::default()),
            Box::new(AdamW::<$float>::default()),
            Box::new(AmsGrad::<$float>::default()),
            Box::new(Adam::<$float>::default().uncorrected()),
        ];
        all
    }};
}

fn samples<F: Float>() -> Samples<F> {
    let mut rng = seeded(11);
    let inputs = Array2::from_shape_simple_fn((23, 4), || rng.random_range(-1.0..1.0));
    let targets = Array2::from_shape_simple_fn((23, 2), || rng.random_range(-1.0..1.0));
    Samples::new(inputs, targets).unwrap().cast().unwrap()
}

/// Trains to the limit in one go, and in three; compares all that can be compared.
fn in_three_parts<F: Float>(optimizer: &dyn Optimizer<F>, batch: Batch, shuffled: bool) {
    let who = format!("{}, {batch:?}, shuffled: {shuffled}", optimizer.name());
    let (all, held_out) = samples::<F>().split(0.7, &mut seeded(5)).unwrap();
    let schedule = Schedule::custom(|k| F::from(0.05 / (1.0 + k as f64 / 50.0)).unwrap());
    let training = Training::new(Loss::MeanSquaredError, schedule)
        .optimizer(optimizer.boxed())
        .batch(batch)
        .restore_best();
    let run = |to: usize,
               network: &mut Network<F>,
               rng: &mut ChaCha8Rng,
               earlier: Option<&TrainingRun<F>>|
     -> TrainingRun<F> {
        let training = training.clone().max_epochs(to);
        let mut session = training.on(&all).validation(&held_out);
        if let Some(earlier) = earlier {
            session = session.resume(earlier);
        }
        let run = if shuffled {
            session.run_shuffled(network, rng)
        } else {
            session.run(network)
        };
        run.unwrap()
    };
    let start: Network<F> = init::xavier(&[4, 5, 2], &[Tanh, Identity], &mut seeded(2)).unwrap();
    let (mut whole, mut rng) = (start.clone(), seeded(3));
    let in_one = run(12, &mut whole, &mut rng, None);

    let (mut parts, mut other) = (start, seeded(3));
    let first = run(5, &mut parts, &mut other, None);
    let second = run(6, &mut parts, &mut other, Some(&first));
    let third = run(12, &mut parts, &mut other, Some(&second));
    assert_eq!(in_one.epochs(), 12);
    assert_eq!(third, in_one, "{who}");
    assert_eq!(parts, whole, "{who}");
    // Both generators stand at the same place.
    assert_eq!(
        rng.random_range(0..u64::MAX),
        other.random_range(0..u64::MAX)
    );
}

#[test]
fn training_in_parts_is_training_at_once() {
    for batch in [Batch::Single, Batch::Size(5), Batch::Full] {
        for shuffled in [false, true] {
            for optimizer in optimizers!(f64) {
                in_three_parts(&*optimizer, batch, shuffled);
            }
            for optimizer in optimizers!(f32) {
                in_three_parts(&*optimizer, batch, shuffled);
            }
        }
    }
}

#[test]
fn a_run_that_was_stopped_goes_on_as_if_it_had_not_been() {
    // Stopped by an observer, in the middle, with the order of the next epoch already drawn.
    let (without, with) = (Sampling::WithoutReplacement, Sampling::WithReplacement);
    for (batch, sampling) in [
        (Batch::Size(5), without),
        (Batch::Full, without),
        (Batch::Size(5), with),
        (Batch::Full, with),
    ] {
        let all = samples::<f64>();
        let training = Training::new(Loss::MeanSquaredError, 0.1)
            .batch(batch)
            .sampling(sampling)
            .max_epochs(9);
        let start: Network = init::he(&[4, 6, 2], &[Relu, Identity], &mut seeded(2)).unwrap();
        let (mut whole, mut parts) = (start.clone(), start);
        let in_one = training
            .run_shuffled(&mut whole, &all, &mut seeded(3))
            .unwrap();
        let mut rng = seeded(3);
        let first = training
            .on(&all)
            .every(1, |moment| {
                if moment.step() == 4 {
                    moment.stop();
                }
            })
            .run_shuffled(&mut parts, &mut rng)
            .unwrap();
        assert_eq!(first.stop(), Stop::Asked { steps: 4 });
        let rest = training
            .on(&all)
            .resume(&first)
            .run_shuffled(&mut parts, &mut rng)
            .unwrap();
        assert_eq!(rest, in_one);
        assert_eq!(parts, whole);
    }
}

#[test]
fn a_descent_in_parts_is_a_descent_at_once() {
    macro_rules! check {
        ($float:ty) => {
            for optimizer in optimizers!($float) {
                let who = optimizer.name().to_string();
                let rates = Schedule::Exponential {
                    initial: 0.01,
                    factor: 0.99,
                    floor: 0.001,
                };
                let descent = Descent::<$float>::new(rates).optimizer(optimizer);
                let to = |steps| descent.clone().steps(steps);
                let start: [$float; 2] = [0.0, 0.0];
                let whole = to(200).run(&Himmelblau, &start).unwrap();
                let first = to(60).run(&Himmelblau, &start).unwrap();
                let rest = to(200).on(&Himmelblau).resume(&first).unwrap();
                assert_eq!(rest.end(), whole.end(), "{who}");
                assert_eq!((rest.steps(), rest.value()), (200, whole.value()));
                assert_eq!(rest.path().steps()[0], 60);
                assert!(to(60).on(&Himmelblau).resume(&first).is_err());
            }
        };
    }
    check!(f64);
    check!(f32);
}

#[test]
fn a_run_does_not_go_on_with_other_samples() {
    let (all, xor): (Samples, Samples) = (samples(), logic::xor().into());
    let training = Training::new(Loss::MeanSquaredError, 0.1).max_epochs(2);
    let mut network: Network = init::xavier(&[4, 2], &[Identity], &mut seeded(1)).unwrap();
    let run = training.run(&mut network, &all).unwrap();
    let longer = training.clone().max_epochs(4);
    let mut fails = |session: downhill::train::Session<'_, f64>| {
        session
            .resume(&run)
            .run(&mut network)
            .unwrap_err()
            .to_string()
    };
    assert!(fails(longer.on(&xor)).contains("shape [23] does not fit shape [4]"));
    assert!(fails(longer.on(&all).validation(&all)).contains("shape [0] does not fit shape [3]"));
    let mut wide: Network = init::xavier(&[4, 3, 2], &[Tanh, Identity], &mut seeded(1)).unwrap();
    let error = longer.on(&all).resume(&run).run(&mut wide).unwrap_err();
    assert!(error.to_string().contains("[10] does not fit shape [23]"));
}

#[test]
fn validation_is_recorded_watched_and_the_best_restored() {
    let (all, held_out) = samples::<f64>().split(0.5, &mut seeded(5)).unwrap();
    let mut network: Network =
        init::xavier(&[4, 30, 2], &[Tanh, Identity], &mut seeded(2)).unwrap();
    // Noise, learnt by heart: the validation loss soon rises.
    let training = Training::new(Loss::MeanSquaredError, 0.2)
        .optimizer(Momentum::new(0.9).unwrap())
        .max_epochs(5_000)
        .patience(50)
        .restore_best();
    let (mut epochs, mut best) = (Vec::new(), Vec::new());
    let run = training
        .on(&all)
        .validation(&held_out)
        .every(10, |moment| epochs.push(moment.step()))
        .at_best(|moment| best.push(moment.step()))
        .run(&mut network)
        .unwrap();
    assert!(
        matches!(run.stop(), Stop::NoProgress { epochs: 50, .. }),
        "{run}"
    );
    let losses = run.validation_losses();
    assert_eq!(losses.len(), run.losses().len());
    let restored = run.restored().unwrap();
    assert!(losses.iter().all(|loss| *loss >= losses[restored]));
    assert_eq!(run.epochs(), restored + 50);
    let outputs = network.forward_batch(held_out.inputs()).unwrap();
    let loss = Loss::MeanSquaredError.value(&outputs, held_out.targets());
    assert_eq!(loss.unwrap(), losses[restored]);
    assert!(run.to_string().contains(&format!("epoch {restored}")));
    assert_eq!(
        epochs,
        (1..=run.epochs() / 10).map(|k| 10 * k).collect::<Vec<_>>()
    );
    assert_eq!(best.last().copied().unwrap_or(0), restored);
    assert!(
        run.accuracies()
            .iter()
            .all(|share| (0.0..=1.0).contains(share))
    );
}

#[test]
fn running_losses_cost_no_pass_and_full_batches_need_none() {
    let all = samples::<f64>();
    let start: Network = init::xavier(&[4, 5, 2], &[Tanh, Identity], &mut seeded(2)).unwrap();
    let run = |batch, losses, shuffled: bool| {
        let training = Training::new(Loss::HalfSquaredError, 0.3)
            .batch(batch)
            .measure(losses)
            .max_epochs(8);
        let mut network = start.clone();
        let run = if shuffled {
            training.run_shuffled(&mut network, &all, &mut seeded(1))
        } else {
            training.run(&mut network, &all)
        };
        (run.unwrap(), network)
    };
    let whole_loss = |network: &Network| {
        let outputs = network.forward_batch(all.inputs()).unwrap();
        Loss::HalfSquaredError
            .value(&outputs, all.targets())
            .unwrap()
    };
    for shuffled in [false, true] {
        // One batch: the same numbers, whichever are asked for, and those of a pass of their own.
        let (running, network) = run(Batch::Full, Losses::Running, shuffled);
        let (whole, _) = run(Batch::Full, Losses::Whole, shuffled);
        assert_eq!(running, whole);
        assert_eq!(running.losses()[0], whole_loss(&start));
        assert_eq!(running.loss(), whole_loss(&network));
        // Several: the weights are the same, and the running mean is above the loss after the epoch.
        let (running, network) = run(Batch::Size(6), Losses::Running, shuffled);
        let (whole, same) = run(Batch::Size(6), Losses::Whole, shuffled);
        assert_eq!(network, same);
        assert_eq!(running.losses()[0], whole.losses()[0]);
        assert_eq!(whole.loss(), whole_loss(&network));
        assert!(running.losses()[1] > whole.losses()[1]);
        assert!(running.losses()[1] < whole.losses()[0]);
    }
}
