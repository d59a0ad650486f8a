//! Large batches against local steps: as many exchanges, as many samples seen, other seeds than chapter 18's.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Network, init};
use downhill::parallel::{Alone, DataParallel, Shards};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::accuracy;

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn trained(samples: &Samples, batch: usize, local_steps: usize, rate: f64, seed: u64) -> Network {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut network: Network = init::he(&[64, 32, 10], &[Relu, Identity], &mut rng).unwrap();
    let shards = Shards::deal(samples, 8, &Alone).unwrap();
    DataParallel::new(LOSS, rate)
        .batch(batch)
        .local_steps(local_steps)
        .epochs(20)
        .seed(seed)
        .run(&mut network, &shards, &mut Alone)
        .unwrap();
    network
}

/// The median accuracy of ten seeds with the rate that suits best: out of five, a factor of 2 apart, in the middle of
/// which lies the one found on a validation set.
fn best([training, held_out]: [&Samples; 2], batch: usize, local_steps: usize) -> f64 {
    let median = |rate: f64| {
        let score = |seed| {
            let network = trained(training, batch, local_steps, rate, seed);
            accuracy(&network, held_out, LOSS).unwrap()
        };
        let scores: Vec<f64> = (30..40).map(score).collect();
        Spread::of(&scores).unwrap().median
    };
    let rates = (-3..=1).map(|k| 2_f64.powi(k));
    rates.map(median).fold(0.0, f64::max)
}

#[test]
fn local_steps_send_as_little_as_a_large_batch_and_learn_more() {
    let all = digits().unwrap().samples().unwrap();
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let (training, held_out) = all.split(0.57, rng).unwrap();
    let data = [&training, &held_out];
    let small = best(data, 64, 1);
    for (factor, behind) in [(4, 0.005), (16, 0.05)] {
        let local = best(data, 64, factor);
        let large = best(data, 64 * factor, 1);
        println!("{factor}: local steps {local:.4}, large batch {large:.4}, neither {small:.4}");
        assert!((local - small).abs() < 0.01, "{local} {small}");
        assert!(large < local - behind, "{large} {local}");
    }
}
