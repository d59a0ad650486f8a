//! Several workers: the same digits whoever does the work, and an error where something is lost or differs.

use std::sync::atomic::{AtomicUsize, Ordering};

use downhill::activation::Activation::{Identity, Relu, Tanh};
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::Array2;
use downhill::network::{Backprop, Network, init};
use downhill::number::Float;
use downhill::optim::{Adam, GradientDescent, Momentum, Optimizer, Schedule};
use downhill::parallel::{Alone, DataParallel, ParallelRun, Shards, Threads, Workers, on_threads};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Training};
use downhill::{Error, Result};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn samples<F: Float>(count: usize) -> Samples<F> {
    let mut rng = seeded(11);
    let inputs = Array2::from_shape_simple_fn((count, 4), || rng.random_range(-1.0..1.0));
    let targets = Array2::from_shape_simple_fn((count, 2), || rng.random_range(-1.0..1.0));
    Samples::new(inputs, targets).unwrap().cast().unwrap()
}

fn network<F: Float>() -> Network<F> {
    init::xavier(&[4, 5, 2], &[Tanh, Identity], &mut seeded(2)).unwrap()
}

fn training<F: Float>(optimizer: &dyn Optimizer<F>) -> DataParallel<F> {
    let schedule = Schedule::custom(|k| F::from(0.05 / (1.0 + k as f64 / 20.0)).unwrap());
    DataParallel::new(Loss::MeanSquaredError, schedule)
        .optimizer(optimizer.boxed())
        .batch(24)
        .epochs(4)
        .seed(7)
}

fn on<F: Float>(count: usize, training: &DataParallel<F>) -> Vec<(ParallelRun<F>, Network<F>)> {
    on_threads(count, |workers| {
        let mut network = network();
        let shards = Shards::deal(&samples(100), 8, workers)?;
        let run = training.run(&mut network, &shards, workers)?;
        Ok((run, network))
    })
    .unwrap()
}

fn the_same_whoever_works<F: Float>(optimizers: &[Box<dyn Optimizer<F>>]) {
    for optimizer in optimizers {
        for local_steps in [1, 3] {
            let training = training(&**optimizer).local_steps(local_steps);
            let mut alone = network();
            let shards = Shards::deal(&samples(100), 8, &Alone).unwrap();
            let run = training.run(&mut alone, &shards, &mut Alone).unwrap();
            assert_eq!(run.updates(), 16);
            assert!(run.losses()[15] < run.losses()[0]);
            for count in [1, 2, 4, 8] {
                let who = format!("{} on {count}, {local_steps}", optimizer.name());
                for (other, network) in on(count, &training) {
                    assert_eq!(other, run, "{who}");
                    assert_eq!(network, alone, "{who}");
                }
            }
        }
    }
}

#[test]
fn digits_do_not_depend_on_the_number_of_workers() {
    the_same_whoever_works::<f64>(&[
        Box::new(GradientDescent),
        Box::new(Momentum::<f64>::new(0.9).unwrap()),
        Box::new(Adam::<f64>::default()),
    ]);
    the_same_whoever_works::<f32>(&[
        Box::new(Momentum::<f32>::new(0.9).unwrap()),
        Box::new(Adam::<f32>::default()),
    ]);
}

/// With everything in one batch, there is nothing to draw: the steps are those of accumulated backpropagation.
#[test]
fn the_mean_of_the_parts_is_the_gradient_of_the_whole() {
    let all = samples::<f64>(96);
    let momentum = Momentum::new(0.9).unwrap();
    let mut whole = network();
    let plain = Training::new(Loss::MeanSquaredError, 0.1)
        .optimizer(momentum.clone())
        .batch(Batch::Full)
        .max_epochs(50);
    plain.run(&mut whole, &all).unwrap();
    let mut parts = network();
    let parallel = DataParallel::new(Loss::MeanSquaredError, 0.1)
        .optimizer(momentum)
        .batch(96)
        .epochs(50);
    let shards = Shards::deal(&all, 8, &Alone).unwrap();
    parallel.run(&mut parts, &shards, &mut Alone).unwrap();
    let (whole, parts) = (whole.parameter_vector(), parts.parameter_vector());
    let far = |from: &downhill::ndarray::Array1<f64>| (from - &whole).map(|x| x * x).sum().sqrt();
    assert!(far(&parts) < 1e-13, "{}", far(&parts));
    assert!(far(&network().parameter_vector()) > 0.1);
}

/// Two replicas by hand, each with a momentum of its own for three steps, then the means.
#[test]
fn local_steps_are_those_of_replicas_that_meet() {
    let all = samples::<f64>(2);
    let (rate, factor) = (0.1, 0.5);
    let training = DataParallel::new(Loss::MeanSquaredError, rate)
        .optimizer(Momentum::new(factor).unwrap())
        .batch(2)
        .local_steps(3)
        .epochs(6);
    let shards = Shards::deal(&all, 2, &Alone).unwrap();
    let mut trained = network();
    training.run(&mut trained, &shards, &mut Alone).unwrap();

    let start: Network = network();
    let mut mean = (start.parameter_vector(), start.parameter_vector() * 0.0);
    for _ in 0..2 {
        let reached = [0, 1].map(|part| {
            let (mut at, mut velocity) = mean.clone();
            let sample = all.rows(&[part]).unwrap();
            for _ in 0..3 {
                let mut network = start.clone();
                network.set_parameter_vector(&at).unwrap();
                let mut pass = Backprop::new();
                let (inputs, targets) = (sample.inputs(), sample.targets());
                pass.run(&network, inputs, targets, Loss::MeanSquaredError)
                    .unwrap();
                velocity = factor * &velocity - rate * &pass.gradient();
                at += &velocity;
            }
            (at, velocity)
        });
        let [one, other] = &reached;
        mean = ((&one.0 + &other.0) / 2.0, (&one.1 + &other.1) / 2.0);
    }
    let off = (trained.parameter_vector() - mean.0).map(|x| x.abs()).sum();
    assert!(off < 1e-14, "{off}");
}

#[test]
fn an_interrupted_run_goes_on_with_any_number_of_workers() {
    for local_steps in [1, 2] {
        let momentum = Momentum::new(0.9).unwrap();
        let training = training::<f64>(&momentum).local_steps(local_steps);
        let whole = &on(4, &training)[0];
        let first = on(8, &training.clone().epochs(1))[5].0.clone();
        assert_eq!(first.updates(), 4);
        for count in [1, 2] {
            let rest = on_threads(count, |workers| {
                let mut network = network();
                let shards = Shards::deal(&samples(100), 8, workers)?;
                let session = training.on(&shards, workers).resume(&first);
                Ok((session.run(&mut network)?, network))
            });
            assert!(rest.unwrap().iter().all(|rest| rest == whole));
        }
    }
}

/// Workers that count what they send.
struct Counting<'a> {
    workers: &'a mut Threads<f64>,
    sent: &'a AtomicUsize,
    messages: usize,
}

impl Workers for Counting<'_> {
    fn count(&self) -> usize {
        self.workers.count()
    }

    fn rank(&self) -> usize {
        self.workers.rank()
    }

    fn exchange(&mut self, with: usize, sent: &[f64], received: &mut [f64]) -> Result<()> {
        self.sent.fetch_add(sent.len(), Ordering::Relaxed);
        self.messages += 1;
        self.workers.exchange(with, sent, received)
    }
}

#[test]
fn a_sum_is_the_tree_and_sends_no_more_than_a_ring_would() {
    for length in [0, 1, 3, 7, 1000] {
        for count in [1, 2, 4, 8] {
            let numbers = |rank: usize| -> Vec<f64> {
                let mut rng = seeded(rank as u64);
                (0..length)
                    .map(|_| 10_f64.powf(rng.random_range(-8.0..8.0)))
                    .collect()
            };
            let mut right: Vec<Vec<f64>> = (0..count).map(numbers).collect();
            while right.len() > 1 {
                let pairs = right.chunks(2);
                let sum = |pair: &[Vec<f64>]| -> Vec<f64> {
                    pair[0].iter().zip(&pair[1]).map(|(a, b)| a + b).collect()
                };
                right = pairs.map(sum).collect();
            }
            let sent = AtomicUsize::new(0);
            let sums = on_threads(count, |workers| {
                let mut own = numbers(workers.rank());
                let mut counting = Counting {
                    workers,
                    sent: &sent,
                    messages: 0,
                };
                counting.sum(&mut own, &mut Vec::new())?;
                Ok((own, counting.messages))
            });
            let messages = 2 * count.ilog2() as usize;
            assert_eq!(sums.unwrap(), vec![(right[0].clone(), messages); count]);
            // All workers together: 2 (p - 1) / p times the length, each.
            assert_eq!(sent.into_inner(), 2 * (count - 1) * length);
        }
    }
}

#[test]
fn workers_that_differ_are_found() {
    let start = |seed| {
        on_threads(4, move |workers: &mut Threads<f64>| {
            let seed = if workers.rank() == 2 { seed } else { 1 };
            let mut network: Network = init::he(&[4, 2], &[Relu], &mut seeded(seed))?;
            let shards = Shards::deal(&samples(100), 4, workers)?;
            DataParallel::new(Loss::MeanSquaredError, 0.1).run(&mut network, &shards, workers)
        })
    };
    assert!(start(1).is_ok());
    let error = start(2).unwrap_err().to_string();
    let rest = "has not the same initial weights as worker";
    assert!(error.contains(rest), "{error}");

    let error = on_threads(2, |workers: &mut Threads<f64>| {
        let shards = Shards::deal(&samples(100), 4, workers)?;
        let seed = workers.rank() as u64;
        let training = DataParallel::new(Loss::MeanSquaredError, 0.1).seed(seed);
        training.run(&mut network(), &shards, workers)
    });
    let (what, rank, with) = ("settings", 0, 1);
    assert_eq!(error, Err(Error::Disagreement { what, rank, with }));
}

#[test]
fn a_lost_worker_ends_the_run_of_the_others() {
    let results = std::sync::Mutex::new(Vec::new());
    let _ = on_threads(4, |workers: &mut Threads<f64>| {
        let rank = workers.rank();
        let shards = Shards::deal(&samples(100), 8, workers)?;
        let training = training::<f64>(&GradientDescent);
        let look = move |run: &ParallelRun<f64>| {
            // The third one gives up in the middle.
            if rank == 2 && run.updates() == 5 {
                return Err(Error::Empty { what: "its memory" });
            }
            Ok(())
        };
        let run = training
            .on(&shards, workers)
            .every(1, look)
            .run(&mut network());
        results.lock().unwrap().push((rank, run.map(drop)));
        Ok(())
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(rank, _)| *rank);
    assert_eq!(results.len(), 4);
    for (rank, result) in results {
        match result.unwrap_err() {
            Error::Empty { .. } => assert_eq!(rank, 2),
            Error::Lost { worker, .. } => assert_ne!(worker, rank),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn what_cannot_be_shared_is_refused() {
    let all = samples::<f64>(100);
    let message = |result: Result<()>| result.unwrap_err().to_string();
    let deal = |parts, count| {
        message(on_threads(count, |workers| Shards::deal(&all, parts, workers)).map(drop))
    };
    assert_eq!(
        deal(6, 1),
        "the number of parts is 6; it must be a power of two"
    );
    let too_many = "it must be a power of two, and at most the number of parts";
    assert_eq!(
        deal(8, 3),
        format!("the number of workers is 3; {too_many}")
    );
    assert_eq!(
        deal(2, 4),
        format!("the number of workers is 4; {too_many}")
    );
    assert_eq!(deal(128, 1), "the data set is empty");

    let shards = Shards::deal(&all, 8, &Alone).unwrap();
    let run = |training: DataParallel| {
        message(training.run(&mut network(), &shards, &mut Alone).map(drop))
    };
    let plain = || training::<f64>(&GradientDescent);
    let batch = "it must be a multiple of the number of parts, and at most the training set";
    for size in [0, 4, 20, 104] {
        let right = format!("the number of samples a batch is {size}; {batch}");
        assert_eq!(run(plain().batch(size)), right);
    }
    assert_eq!(
        run(plain().epochs(0)),
        "the number of epochs is 0; it must be 1 or more"
    );
    assert_eq!(
        run(plain().local_steps(0)),
        "the number of local steps is 0; it must be 1 or more"
    );
    let bad_rate = DataParallel::new(Loss::MeanSquaredError, -1.0).batch(8);
    assert_eq!(
        run(bad_rate),
        "learning rate is -1; it must be positive and finite"
    );

    let earlier = plain().run(&mut network(), &shards, &mut Alone).unwrap();
    let other = plain().seed(8);
    let error = other
        .on(&shards, &mut Alone)
        .resume(&earlier)
        .run(&mut network());
    assert!(message(error.map(drop)).contains("seed of the earlier run"));
    let sum = on_threads(3, |workers| workers.sum(&mut [1.0], &mut Vec::new()));
    assert!(message(sum.map(drop)).contains("workers of a sum in fixed order is 3"));
}

#[test]
fn a_run_that_overflows_ends_where_its_weights_were_finite() {
    for (local_steps, size) in [(1, 1e300), (2, 1e300), (1, 1e120)] {
        let all = samples::<f64>(16);
        let all = all.with_inputs(all.inputs() * size).unwrap();
        let shards = Shards::deal(&all, 2, &Alone).unwrap();
        let training = DataParallel::new(Loss::MeanSquaredError, 1e100)
            .batch(4)
            .local_steps(local_steps);
        let mut linear: Network = init::xavier(&[4, 2], &[Identity], &mut seeded(1)).unwrap();
        let run = training.run(&mut linear, &shards, &mut Alone).unwrap();
        let reason = run.stop().to_string();
        assert!(reason.ends_with("is not finite"), "{reason}");
        assert!(linear.parameter_vector().iter().all(|w| w.is_finite()));
        assert_eq!(run.parameters(), &linear.parameter_vector());
    }
}
