//! How fast the library is, on the work that the chapters do: `cargo bench -p downhill-tests`. Beside other libraries it is
//! measured by `make bench`, see `tools/bench`.

use divan::{Bencher, black_box};
use downhill::data::{Species, iris, separable};
use downhill::linalg::{
    Instructions, limit_instructions, multiply_transposed, transposed_multiply,
};
use downhill::ndarray::Array2;
use downhill::network::{Backprop, init};
use downhill::number::Float;
use downhill::optim::{GradientDescent, Optimizer};
use downhill::prelude::*;
use downhill::rand::RngExt;
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

/// One step of training: there and back over a batch, and the update.
#[divan::bench(types = [f32, f64], args = [([64, 32, 10], 32), ([784, 128, 10], 64), ([784, 512, 10], 128)])]
fn training_step<F: Float>(bencher: Bencher, (sizes, batch): ([usize; 3], usize))
where
    GradientDescent: Optimizer<F>,
{
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let activations = [Activation::Relu, Activation::Identity];
    let mut network: Network<F> = init::he(&sizes, &activations, &mut rng).unwrap();
    let number = |x: f64| F::from(x).unwrap();
    let x = Array2::from_shape_simple_fn((batch, sizes[0]), || number(rng.random_range(0.0..1.0)));
    let class = |(i, j)| {
        if i % sizes[2] == j {
            F::one()
        } else {
            F::zero()
        }
    };
    let y = Array2::from_shape_fn((batch, sizes[2]), class);
    let mut parameters = network.parameter_vector();
    let mut pass = Backprop::new();
    bencher.bench_local(|| {
        pass.run(&network, &x, &y, Loss::SoftmaxCrossEntropy)
            .unwrap();
        GradientDescent
            .step(parameters.view_mut(), pass.gradient(), number(1e-3))
            .unwrap();
        network.set_parameter_vector(&parameters).unwrap();
    });
}

/// The three forms of a product, of 128 samples by 784 inputs and 512 neurons: forward, and the gradient of the weights.
#[divan::bench(types = [f32, f64], args = [Instructions::All, Instructions::Avx2])]
fn products<F: Float>(bencher: Bencher, instructions: Instructions) {
    limit_instructions(instructions);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut draw = |shape| {
        Array2::from_shape_simple_fn(shape, || F::from(rng.random_range(-1.0..1.0)).unwrap())
    };
    let (x, w, delta) = (draw((128, 784)), draw((512, 784)), draw((128, 512)));
    let (mut z, mut gradient) = (draw((128, 512)), draw((512, 784)));
    bencher.bench_local(|| {
        multiply_transposed(&x, &w, z.view_mut()).unwrap();
        transposed_multiply(&delta, &x, gradient.view_mut()).unwrap();
    });
}
