//! The claims of S3 §1.5 on distributed training.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::digits;
use downhill::loss::Loss;
use downhill::network::{Network, init};
use downhill::optim::{
    AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp,
};
use downhill::parallel::{DataParallel, Shards, on_threads};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::claim::{Claim, beyond, ours};

const TRENDS: &str = "S3 §1.5";

/// How many of the optimisers, as they are, train to other weights on four workers than on one.
fn differing() -> downhill::Result<f64> {
    let all: [Box<dyn Optimizer>; 7] = [
        Box::new(GradientDescent),
        Box::new(Momentum::new(0.9)?),
        Box::new(Nesterov::new(0.9)?),
        Box::new(AdaGrad::<f64>::default()),
        Box::new(RmsProp::<f64>::default()),
        Box::new(Adam::<f64>::default()),
        Box::new(AdamW::<f64>::default()),
    ];
    let samples = digits()?.samples()?;
    let trained = |workers: usize, optimizer: &dyn Optimizer| {
        let settings = DataParallel::new(Loss::SoftmaxCrossEntropy, 0.01)
            .optimizer(optimizer.boxed())
            .epochs(2);
        let runs = on_threads(workers, |workers| {
            let mut rng = ChaCha8Rng::seed_from_u64(1);
            let mut network: Network = init::he(&[64, 16, 10], &[Relu, Identity], &mut rng)?;
            let shards = Shards::deal(&samples, 8, workers)?;
            settings.run(&mut network, &shards, workers)
        })?;
        Ok::<_, downhill::Error>(runs[workers - 1].parameters().clone())
    };
    let mut count = 0.0;
    for optimizer in &all {
        if trained(1, &**optimizer)? != trained(4, &**optimizer)? {
            count += 1.0;
        }
    }
    Ok(count)
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        beyond(
            "S3-1.5-02",
            TRENDS,
            "As data sets grow, distributed training will become a problem that must be solved (said again in the summaries).",
            "it is a forecast; chapter 18 shows what a training on several machines needs, and what it costs",
        ),
        ours(
            "S3-1.5-03",
            TRENDS,
            "Future optimisation algorithms will have to support distributed training. Of seven of this library, none of which knows of workers: how many train to other weights on four workers than on one.",
            0.0,
            0.0,
            || Ok(differing()?.into()),
            "an optimiser sees the mean gradient, whoever computed it: none has to be changed",
        ),
    ]
}
