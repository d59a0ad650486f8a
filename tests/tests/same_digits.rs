//! Training prints the same digits whatever instructions the processor has: three networks after ten and a hundred
//! steps, to the last bit of every weight, against each other and against the digits in
//! `tests/data/training_digits.csv`, which another machine made.
//!
//! To make that file anew: `cargo test -p downhill-tests --test same_digits -- --ignored`.

use std::path::PathBuf;

use downhill::activation::Activation::{Identity, Relu};
use downhill::linalg::{Instructions, limit_instructions};
use downhill::loss::Loss;
use downhill::ndarray::Array2;
use downhill::network::{Backprop, Network, init};
use downhill::number::Float;
use downhill::optim::{GradientDescent, Optimizer};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

const NETWORKS: [([usize; 3], usize); 3] = [
    ([64, 32, 10], 32),
    ([784, 128, 10], 64),
    ([784, 512, 10], 128),
];
const STEPS: [usize; 2] = [10, 100];
/// The first loss needs arithmetic only, which IEEE 754 prescribes. The second takes powers and logarithms from the
/// system's library of mathematics: their last bits are its own.
const LOSSES: [Loss; 2] = [Loss::HalfSquaredError, Loss::SoftmaxCrossEntropy];

/// What all weights are after so many steps, as one line: a hash of their bits, and the bits of the first three.
fn digits<F: Float>(
    name: &str,
    ([inputs, hidden, outputs], batch): ([usize; 3], usize),
    loss: Loss,
    steps: &[usize],
) -> Vec<String>
where
    GradientDescent: Optimizer<F>,
{
    let mut rng = ChaCha8Rng::seed_from_u64(1986);
    let sizes = [inputs, hidden, outputs];
    let mut network: Network<F> = init::xavier(&sizes, &[Relu, Identity], &mut rng).unwrap();
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
        pass.run(&network, &x, &y, loss).unwrap();
        GradientDescent
            .step(parameters.view_mut(), pass.gradient(), rate)
            .unwrap();
        network.set_parameter_vector(&parameters).unwrap();
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
                "{inputs}-{hidden}-{outputs},{batch},{name},{loss},{step},{hash:016x},{first}"
            ));
        }
    }
    lines
}

fn both(network: ([usize; 3], usize), loss: Loss, steps: &[usize]) -> Vec<String> {
    let mut lines = digits::<f32>("f32", network, loss, steps);
    lines.extend(digits::<f64>("f64", network, loss, steps));
    lines
}

fn file() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/training_digits.csv"
    ))
}

/// Holds networks and losses to the digits in the file, with these instructions.
fn hold(
    instructions: Instructions,
    networks: &[([usize; 3], usize)],
    losses: &[Loss],
    steps: &[usize],
) {
    limit_instructions(instructions);
    let known = std::fs::read_to_string(file()).unwrap();
    for &network in networks {
        for &loss in losses {
            let system = loss == Loss::SoftmaxCrossEntropy;
            if system && !cfg!(all(target_os = "linux", target_env = "gnu")) {
                continue;
            }
            for line in both(network, loss, steps) {
                let what: String = line.splitn(6, ',').take(5).collect::<Vec<_>>().join(",");
                let right = known.lines().find(|known| known.starts_with(&what));
                assert_eq!(Some(line.as_str()), right, "{instructions:?}");
            }
        }
    }
}

#[test]
fn all_instructions_of_this_processor() {
    hold(Instructions::All, &NETWORKS, &LOSSES, &STEPS);
}

#[test]
fn avx2_at_most() {
    hold(Instructions::Avx2, &NETWORKS, &LOSSES, &STEPS);
}

/// Where software must fuse, a hundred steps of the largest network would take a minute.
#[test]
fn nothing_but_the_baseline() {
    let baseline = Instructions::Baseline;
    hold(baseline, &NETWORKS[..1], &LOSSES, &STEPS);
    hold(baseline, &NETWORKS[1..2], &LOSSES[..1], &STEPS);
    hold(baseline, &NETWORKS[2..], &LOSSES[..1], &STEPS[..1]);
}

#[test]
#[ignore = "makes the file"]
fn make_the_file() {
    let mut lines = vec!["network,batch,precision,loss,steps,hash,first three weights".to_string()];
    for network in NETWORKS {
        for loss in LOSSES {
            lines.extend(both(network, loss, &STEPS));
        }
    }
    std::fs::write(file(), lines.join("\n") + "\n").unwrap();
}
