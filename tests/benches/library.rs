//! How fast the library is, on the work that the chapters do: `cargo bench -p downhill-tests`. Beside other libraries it is
//! measured by `make bench`, see `tools/bench`.

use divan::{Bencher, black_box};
use downhill::data::{Species, iris, separable};
use downhill::ndarray::Array2;
use downhill::network::{Backprop, init};
use downhill::prelude::*;
use downhill::{data::digits, loss::Loss, ndarray::s};

fn main() {
    divan::main();
}

/// The twelve weight vectors of AND.
#[divan::bench]
fn perceptron_learns_and() {
    let run = Perceptron::zeros(2)
        .unwrap()
        .train(black_box(&logic::and()), 1.0, 100);
    black_box(run.unwrap());
}

/// A hundred epochs over the pair of irises that no line separates.
#[divan::bench]
fn perceptron_on_iris(bencher: Bencher) {
    let samples = iris()
        .unwrap()
        .pair(Species::Versicolor, Species::Virginica);
    bencher.bench_local(|| {
        Perceptron::zeros(4)
            .unwrap()
            .train(black_box(&samples), 1.0, 10_000)
            .unwrap()
    });
}

/// A thousand separable samples of ten features, until all are right.
#[divan::bench]
fn perceptron_on_separable_data(bencher: Bencher) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let data = separable(1_000, 10, 0.1, &mut rng).unwrap();
    bencher.bench_local(|| {
        Perceptron::zeros(10)
            .unwrap()
            .train(black_box(&data.samples), 1.0, 1_000_000)
            .unwrap()
    });
}

/// 256 samples through a network of 64, 32 and 10 neurons.
#[divan::bench]
fn network_forward_batch(bencher: Bencher) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let network: Network<f64> =
        init::uniform(&[64, 32, 10], &[Activation::Sigmoid; 2], &mut rng).unwrap();
    let inputs = Array2::from_elem((256, 64), 0.5);
    bencher.bench_local(|| network.forward_batch(black_box(&inputs)).unwrap());
}

/// There and back over all digits, one by one and in batches: what an epoch of training computes.
#[divan::bench(args = [1, 32, 128])]
fn backprop_epoch_of_digits(bencher: Bencher, batch: usize) {
    let samples = digits().unwrap().samples().unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let activations = [Activation::Relu, Activation::Identity];
    let network: Network = init::he(&[64, 32, 10], &activations, &mut rng).unwrap();
    let mut pass = Backprop::new();
    bencher.bench_local(|| {
        for from in (0..samples.count()).step_by(batch) {
            let rows = s![from..samples.count().min(from + batch), ..];
            let (x, y) = (samples.inputs().slice(rows), samples.targets().slice(rows));
            pass.run(&network, x, y, Loss::SoftmaxCrossEntropy).unwrap();
        }
    });
}
