//! What chapter 08 says of wrong gradients.

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Backprop, Fault, Network, faults, init};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

/// In how many of ten seeds the gradient without the slope ends with the lower training loss.
fn wins_of_the_wrong_gradient(rate: f64) -> usize {
    let all: Samples = digits().unwrap().samples().unwrap();
    let loss = Loss::SoftmaxCrossEntropy;
    let wins = (0..10).filter(|&seed| {
        let ends = [None, Some(Fault::NoSlope)].map(|fault| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let (train, _) = all.split(0.8, &mut rng).unwrap();
            let sizes = [64, 32, 10];
            let mut network: Network =
                init::xavier(&sizes, &[Sigmoid, Identity], &mut rng).unwrap();
            faults::train(&mut network, &train, loss, fault, (rate, 32, 20), &mut rng).unwrap();
            let mut pass = Backprop::new();
            pass.loss(&network, train.inputs(), train.targets(), loss)
                .unwrap()
        });
        ends[1] < ends[0]
    });
    wins.count()
}

#[test]
fn a_wrong_gradient_wins_at_a_small_rate_and_loses_at_a_large_one() {
    assert_eq!(wins_of_the_wrong_gradient(0.1), 10);
    assert_eq!(wins_of_the_wrong_gradient(2.0), 0);
}
