//! The training itself.

use std::time::Instant;

use anyhow::{Context, Result};
use downhill::activation::Activation::{Identity, Relu};
use downhill::checkpoint::ParallelCheckpoint;
use downhill::loss::Loss;
use downhill::network::{Network, init};
use downhill::number::Float;
use downhill::optim::{Momentum, Optimizer, Schedule};
use downhill::parallel::{DataParallel, ParallelRun, Workers};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::accuracy;

use crate::load::load;
use crate::{Options, Order, Progress, Record, Timed};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

/// Trains as the options say; every worker calls it. The first one prints the records and writes the checkpoints.
///
/// # Errors
/// Those of the library, and of the options' values.
pub fn train<F: Float>(
    options: &Options,
    workers: &mut dyn Workers<F>,
    progress: &Progress,
) -> Result<()>
where
    Momentum<F>: Optimizer<F>,
{
    let rank = workers.rank();
    Record::Worker {
        rank,
        workers: workers.count(),
        process: std::process::id(),
    }
    .print();
    let first = rank == 0;
    let (shards, held_out) = load(options, workers)?;
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
    let sizes = [held_out.features(), options.hidden, held_out.outputs()];
    let start: Network = init::he(&sizes, &[Relu, Identity], &mut rng)?;
    let mut network: Network<F> = start.cast()?;
    let in_precision = |x: f64| F::from(x).context("a number too large for the precision");
    let optimizer = Momentum::new(in_precision(options.momentum)?)?;
    let training = DataParallel::new(LOSS, Schedule::Constant(in_precision(options.rate)?))
        .optimizer(optimizer.clone())
        .batch(options.batch)
        .local_steps(options.local_steps)
        .epochs(options.epochs)
        .seed(options.seed);
    if first {
        Record::Work {
            samples: shards.parts() * shards.count(),
            parameters: network.parameters(),
            bytes: size_of::<F>(),
            batch: options.batch,
            parts: options.parts,
            local_steps: options.local_steps,
            order: match options.order {
                Order::Fixed => "fixed".to_owned(),
                Order::Engine => "engine".to_owned(),
            },
        }
        .print();
    }
    let path = options.checkpoint.as_ref();
    // All workers read the same file: whether there is one, they all see.
    let earlier = match path.filter(|path| options.resume && path.exists()) {
        Some(path) => Some(ParallelCheckpoint::load(path, optimizer)?.run),
        None => None,
    };
    if let (Some(earlier), Some(path)) = (&earlier, path) {
        progress.saved(earlier.updates(), path);
    }

    let layers = &network.clone();
    let done = earlier.as_ref().map_or(0, ParallelRun::updates);
    let mut clock = Timed::new(workers, progress, done, options.local_steps);
    let mut session = training.on(&shards, &mut clock);
    if let Some(earlier) = &earlier {
        session = session.resume(earlier);
    }
    let begin = Instant::now();
    if first {
        session = session.every(options.report, |run| {
            let (seconds, exchange) = (begin.elapsed(), progress.exchange());
            Record::Update {
                update: run.updates(),
                loss: last_loss(run),
                seconds: seconds.as_secs_f64(),
                exchange: exchange.as_secs_f64(),
            }
            .print();
            Ok(())
        });
    } else {
        // Whenever one looks, all make sure that they agree.
        session = session.every(options.report, |_| Ok(()));
    }
    if let Some(path) = path {
        session = session.every(options.every, move |run| {
            if first {
                ParallelCheckpoint::new(layers, run)?.save(path)?;
                let (update, path) = (run.updates(), path.display().to_string());
                Record::Checkpoint { update, path }.print();
            }
            progress.saved(run.updates(), path);
            Ok(())
        });
    }
    let run = session.run(&mut network)?;
    if first {
        let seconds = begin.elapsed();
        Record::End {
            updates: run.updates(),
            stop: run.stop().to_string(),
            loss: last_loss(&run),
            accuracy: accuracy(&network, &held_out, LOSS)?,
            seconds: seconds.as_secs_f64(),
            exchange: progress.exchange().as_secs_f64(),
        }
        .print();
    }
    Ok(())
}

fn last_loss<F: Float>(run: &ParallelRun<F>) -> f64 {
    match run.losses() {
        [.., last] => last.to_f64().unwrap_or(f64::NAN),
        [] => f64::NAN,
    }
}
