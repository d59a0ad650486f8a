//! Time to learn the digits.

use std::error::Error;
use std::time::{Duration, Instant};

use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::optim::{Adam, Moment};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Training, accuracy};
use downhill_bench_worker::{Digits, Learned, Problem};

use super::parts::{batch, network};

/// Trains in shuffled batches until enough of the test set is right. Judging is not timed.
pub(super) fn learn(digits: &Digits) -> Result<Learned, Box<dyn Error>> {
    let training_set = Problem::read(&digits.training, &digits.sizes, digits.samples)?;
    let test_set = Problem::read(&digits.test, &digits.sizes, digits.tests)?;
    let samples = |problem: &Problem| {
        let (inputs, targets) = batch(problem)?;
        Samples::new(inputs, targets)
    };
    let (learnt_from, judged_by) = (samples(&training_set)?, samples(&test_set)?);
    let mut network = network(&training_set)?;
    let mut judged = network.clone();
    let loss = Loss::SoftmaxCrossEntropy;
    let training = Training::new(loss, digits.rate)
        .optimizer(Adam::new(0.9, 0.999, 1e-8)?)
        .batch(Batch::Size(digits.batch))
        .max_epochs(digits.epochs);
    let mut rng = ChaCha8Rng::seed_from_u64(digits.seed);
    let (mut right, mut judging) = (0.0, Duration::ZERO);
    let mut judge = |moment: &mut Moment<'_>| {
        let start = Instant::now();
        judged
            .set_parameter_vector(moment.parameters())
            .expect("its own parameters");
        right = accuracy(&judged, &judged_by, loss).expect("samples that fit");
        if right >= digits.accuracy {
            moment.stop();
        }
        judging += start.elapsed();
    };
    let start = Instant::now();
    let run = training
        .on(&learnt_from)
        .observe(&mut judge)
        .run_shuffled(&mut network, &mut rng)?;
    let seconds = (start.elapsed() - judging).as_secs_f64();
    Ok(Learned {
        seconds,
        epochs: run.epochs(),
        accuracy: right,
    })
}
