//! Training by several workers.

use downhill::activation::Activation::Identity;
use downhill::checkpoint::ParallelCheckpoint;
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::array;
use downhill::network::{Layer, Network};
use downhill::optim::{Momentum, Stop};
use downhill::parallel::{Alone, DataParallel, ParallelRun, Shards, StepTime, Workers, on_threads};
use downhill::{Error, Result};

use super::shared::*;
use super::{Row, row};

/// y = w x + b from w = 1, b = 0, and twice the same sample with the target 0.
fn two(x: f64) -> Result<(Network, Samples)> {
    let network = Network::new(vec![Layer::new(array![[1.0]], array![0.0], Identity)])?;
    Ok((
        network,
        Samples::new(array![[x], [x]], array![[0.0], [0.0]])?,
    ))
}

fn training(rate: f64) -> DataParallel {
    DataParallel::new(Loss::HalfSquaredError, rate)
        .batch(2)
        .epochs(1)
}

/// The weights at the end; none of a run that overflowed.
fn ended(run: &ParallelRun) -> Vec<f64> {
    match run.stop() {
        Stop::NotFinite { .. } => vec![NAN; 2],
        _ => run.parameters().to_vec(),
    }
}

pub(super) fn rows() -> Vec<Row> {
    let ok = |x: f64| x > 0.0 && x.is_finite();
    vec![
        // The gradient is (1, 1).
        row(
            "DataParallel::new, DataParallel::run, Shards::deal, DataParallel::updates_per_epoch",
            |x| {
                let (mut network, samples) = two(1.0)?;
                let shards = Shards::deal(&samples, 2, &Alone)?;
                assert_eq!(training(x).updates_per_epoch(&shards)?, 1);
                Ok(ended(&training(x).run(
                    &mut network,
                    &shards,
                    &mut Alone,
                )?))
            },
            move |x| {
                vec![1.0 - x, -x]
                    .into_iter()
                    .map(|w| if ok(x) { w } else { NAN })
                    .collect()
            },
        ),
        row(
            "Shards::load, DataParallel::on, ParallelSession::every, ParallelSession::run, on_threads",
            |x| {
                let (network, samples) = two(x)?;
                let ended = on_threads(2, |workers| {
                    let shards = Shards::load(2, workers, |part| samples.rows(&[part]))?;
                    let training = training(0.5);
                    let session = training.on(&shards, workers).every(1, |_| Ok(()));
                    Ok(ended(&session.run(&mut network.clone())?))
                })?;
                Ok(ended[1].clone())
            },
            |x| vec![1.0 - 0.5 * x * x, -0.5 * x],
        ),
        row(
            "on_threads",
            |x| {
                let sums = on_threads(2, |workers| {
                    let mut numbers = [x, 1.0];
                    workers.sum(&mut numbers, &mut Vec::new())?;
                    Ok(numbers)
                })?;
                Ok(sums[0].to_vec())
            },
            |x| vec![2.0 * x, 2.0],
        ),
        row(
            "DataParallel::optimizer, ParallelCheckpoint::new, ParallelCheckpoint::load, ParallelSession::resume",
            |x| {
                let folder = tempfile::tempdir()?;
                let path = folder.path().join("run.safetensors");
                let (mut network, samples) = two(1.0)?;
                let shards = Shards::deal(&samples, 2, &Alone)?;
                let to = |epochs| {
                    let momentum = Momentum::new(x)?;
                    Ok::<_, Error>(training(0.25).optimizer(momentum).epochs(epochs))
                };
                let half = to(1)?.run(&mut network, &shards, &mut Alone)?;
                ParallelCheckpoint::new(&network, &half)?.save(&path)?;
                let checkpoint = ParallelCheckpoint::load(&path, Momentum::new(x)?)?;
                let (training, mut alone) = (to(2)?, Alone);
                let session = training.on(&shards, &mut alone).resume(&checkpoint.run);
                Ok(ended(&session.run(&mut network)?))
            },
            // First to (3/4, -1/4), where the gradient is (1/2, 1/2).
            |x| match (0.0..1.0).contains(&x) {
                true => vec![0.75 - 0.125 - 0.25 * x, -0.25 - 0.125 - 0.25 * x],
                false => vec![NAN; 2],
            },
        ),
        row(
            "StepTime::network",
            |x| {
                let model = StepTime {
                    work: [0.0; 4],
                    message: 1.0,
                    byte: 1.0,
                };
                Ok(vec![
                    model.network(x, 1.0)?.exchange(2, 1, 1),
                    model.network(1.0, x)?.exchange(2, 1, 1),
                ])
            },
            move |x| match ok(x) {
                true => vec![2.0 * x + 1.0, 2.0 + 1.0 / x],
                false => vec![NAN; 2],
            },
        ),
    ]
}
