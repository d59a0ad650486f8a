//! Training prints the same digits whatever instructions the processor has, and whatever the system: three networks
//! after ten and a hundred steps, to the last bit of every weight, against each other and against the digits in
//! `tests/data/training_digits.csv`, which another machine made.
//!
//! To make that file anew: `cargo test -p downhill-tests --test same_digits -- --ignored`.

use std::path::PathBuf;

use downhill::activation::Activation::{self, Identity, Relu, Sigmoid, Tanh};
use downhill::linalg::{Instructions, limit_instructions, set_threads};
use downhill::loss::Loss;
use downhill::ndarray::Array2;
use downhill::network::{Backprop, Network, init};
use downhill::number::Float;
use downhill::optim::{GradientDescent, Optimizer};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

type Case = (([usize; 3], usize), Activation, Loss);

const SMALL: ([usize; 3], usize) = ([64, 32, 10], 32);
const MIDDLE: ([usize; 3], usize) = ([784, 128, 10], 64);
const LARGE: ([usize; 3], usize) = ([784, 512, 10], 128);
/// Networks with the samples of a batch, the activation of the hidden layer, and the loss. Squares and ReLU need
/// arithmetic alone; the others powers and logarithms too.
const CASES: [Case; 8] = [
    (SMALL, Relu, Loss::HalfSquaredError),
    (SMALL, Relu, Loss::SoftmaxCrossEntropy),
    (SMALL, Tanh, Loss::SoftmaxCrossEntropy),
    (SMALL, Sigmoid, Loss::BinaryCrossEntropy),
    (MIDDLE, Relu, Loss::HalfSquaredError),
    (MIDDLE, Tanh, Loss::SoftmaxCrossEntropy),
    (LARGE, Relu, Loss::HalfSquaredError),
    (LARGE, Relu, Loss::SoftmaxCrossEntropy),
];
const STEPS: [usize; 2] = [10, 100];

/// What all weights are after so many steps, as one line: a hash of their bits, and the bits of the first three.
fn digits<F: Float>(
    name: &str,
    (([inputs, hidden, outputs], batch), activation, loss): Case,
    steps: &[usize],
) -> Vec<String>
where
    GradientDescent: Optimizer<F>,
{
    let mut rng = ChaCha8Rng::seed_from_u64(1986);
    let sizes = [inputs, hidden, outputs];
    let network: Network<F> = init::xavier(&sizes, &[activation, Identity], &mut rng).unwrap();
    let mut draw = || F::from(rng.random_range(-1.0..1.0)).unwrap();
    let x = Array2::from_shape_simple_fn((batch, inputs), &mut draw);
    let class = |(i, j): (usize, usize)| {
        if i % outputs == j {
            F::one()
        } else {
            F::zero()
        }
    };
    let y = Array2::from_shape_fn((batch, outputs), class);
    let mut parameters = network.parameter_vector();
    let mut pass = Backprop::new();
    let rate = F::from(0.05).unwrap();
    let mut lines = Vec::new();
    for step in 1..=steps[steps.len() - 1] {
        pass.run_at(&network, parameters.as_slice().unwrap(), &x, &y, loss)
            .unwrap();
        GradientDescent
            .step(parameters.view_mut(), pass.gradient(), rate)
            .unwrap();
        if steps.contains(&step) {
            // Widening an f32 is exact.
            let bits = |w: &F| w.to_f64().unwrap().to_bits();
            // FNV-1a.
            let bytes = parameters.iter().flat_map(|w| bits(w).to_le_bytes());
            let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            let first: Vec<String> = parameters
                .iter()
                .take(3)
                .map(|w| format!("{:016x}", bits(w)))
                .collect();
            let first = first.join(",");
            lines.push(format!(
                "{inputs}-{hidden}-{outputs},{batch},{activation},{loss},{name},{step},{hash:016x},{first}"
            ));
        }
    }
    lines
}

fn both(case: Case, steps: &[usize]) -> Vec<String> {
    let mut lines = digits::<f32>("f32", case, steps);
    lines.extend(digits::<f64>("f64", case, steps));
    lines
}

fn file() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/training_digits.csv"
    ))
}

/// Holds these cases to the digits in the file, with these instructions.
fn hold(instructions: Instructions, cases: &[Case], steps: &[usize]) {
    limit_instructions(instructions);
    let known = std::fs::read_to_string(file()).unwrap();
    for &case in cases {
        for line in both(case, steps) {
            let what: String = line.splitn(7, ',').take(6).collect::<Vec<_>>().join(",");
            let right = known.lines().find(|known| known.starts_with(&what));
            assert_eq!(Some(line.as_str()), right, "{instructions:?}");
        }
    }
}

#[test]
fn all_instructions_of_this_processor() {
    hold(Instructions::All, &CASES, &STEPS);
}

#[test]
fn avx2_at_most() {
    hold(Instructions::Avx2, &CASES, &STEPS);
}

/// More threads than this machine may have processors, so that some come late, or not at all.
#[test]
fn several_threads() {
    for threads in [2, 3, 7] {
        set_threads(threads);
        hold(Instructions::All, &CASES[4..], &STEPS[..1]);
    }
}

/// Where software must fuse, a step takes a hundred times as long: there, ten steps of the larger networks must do.
#[test]
fn nothing_but_the_baseline() {
    let (small, larger) = CASES.split_at(4);
    hold(Instructions::Baseline, small, &STEPS);
    hold(Instructions::Baseline, larger, &STEPS[..1]);
}

/// One sample takes a path of its own through the weights.
#[test]
fn a_sample_alone_has_the_digits_that_it_has_in_a_batch() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let network: Network =
        init::uniform(&[301, 37, 21, 5], &[Tanh, Sigmoid, Identity], &mut rng).unwrap();
    let samples = Array2::from_shape_simple_fn((9, 301), || rng.random_range(-1.0..1.0));
    for instructions in Instructions::ALL {
        limit_instructions(instructions);
        let together = network.forward_batch(&samples).unwrap();
        for (sample, output) in samples.rows().into_iter().zip(together.rows()) {
            assert_eq!(network.forward(sample).unwrap(), output, "{instructions:?}");
        }
    }
}

#[test]
#[ignore = "makes the file"]
fn make_the_file() {
    let header = "network,batch,hidden,loss,precision,steps,hash,first three weights";
    let mut lines = vec![header.to_owned()];
    for case in CASES {
        lines.extend(both(case, &STEPS));
    }
    std::fs::write(file(), lines.join("\n") + "\n").unwrap();
}
