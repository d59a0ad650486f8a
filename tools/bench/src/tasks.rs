//! Weights and batches, made once and read by all contestants.

use std::path::{Path, PathBuf};

use anyhow::Result;
use downhill::activation::Activation::{Identity, Relu};
use downhill::data::digits;
use downhill::ndarray::Array2;
use downhill::network::{Network, init};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill_bench_worker::{Cell, Digits, Optimizer, Problem};

use crate::plan::{ACCURACY, Setting};

/// Weights by He's rule with biases 0, inputs from 0 to 1 and classes in turn, all from one seed.
///
/// # Errors
/// Those of the network's sizes.
pub fn problem(sizes: &[usize], batch: usize) -> Result<Problem> {
    let mut rng = ChaCha8Rng::seed_from_u64(1986);
    let network = draw(sizes, &mut rng)?;
    let inputs: Vec<f64> = (0..batch * sizes[0])
        .map(|_| rng.random_range(0.0..1.0))
        .collect();
    let classes = (0..batch)
        .map(|sample| sample % sizes[sizes.len() - 1])
        .collect();
    Ok(with_weights(&network, inputs, classes))
}

fn draw(sizes: &[usize], rng: &mut ChaCha8Rng) -> Result<Network> {
    let mut activations = vec![Relu; sizes.len() - 1];
    activations[sizes.len() - 2] = Identity;
    Ok(init::he(sizes, &activations, rng)?)
}

fn with_weights(network: &Network, inputs: Vec<f64>, classes: Vec<usize>) -> Problem {
    let layers = network.layers().iter();
    Problem {
        sizes: network.sizes(),
        layers: layers
            .map(|layer| {
                (
                    layer.weights.iter().copied().collect(),
                    layer.biases.to_vec(),
                )
            })
            .collect(),
        inputs,
        classes,
    }
}

/// The setting as contestants take it, its problem written into the folder. Rates are small, so that a block of steps ends
/// far from where numbers become tiny.
///
/// # Errors
/// Those of [`problem`] and of the file.
pub fn cell(folder: &Path, setting: &Setting) -> Result<Cell> {
    let sizes: Vec<String> = setting.sizes.iter().map(ToString::to_string).collect();
    let file = folder.join(format!("{}-{}.f64", sizes.join("-"), setting.batch));
    problem(&setting.sizes, setting.batch)?.write(&file)?;
    Ok(Cell {
        file,
        sizes: setting.sizes.clone(),
        batch: setting.batch,
        precision: setting.precision,
        optimizer: setting.optimizer,
        rate: match setting.optimizer {
            Optimizer::Sgd => 0.01,
            Optimizer::Adam => 0.0001,
        },
    })
}

/// The digits, split by the seed, and initial weights from it.
///
/// # Errors
/// Those of the data and of the files.
pub fn digits_task(folder: &Path, seed: u64) -> Result<Digits> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (training, test) = digits()?.samples()?.split(0.8, &mut rng)?;
    let sizes = vec![64, 32, 10];
    let network = draw(&sizes, &mut rng)?;
    let write = |name: &str, inputs: &Array2<f64>, targets: &Array2<f64>| -> Result<PathBuf> {
        let class = |row: downhill::ndarray::ArrayView1<'_, f64>| {
            row.iter().position(|&t| t == 1.0).expect("one-hot")
        };
        let classes = targets.rows().into_iter().map(class).collect();
        let file = folder.join(format!("digits-{seed}-{name}.f64"));
        with_weights(&network, inputs.iter().copied().collect(), classes).write(&file)?;
        Ok(file)
    };
    Ok(Digits {
        training: write("training", training.inputs(), training.targets())?,
        test: write("test", test.inputs(), test.targets())?,
        samples: training.count(),
        tests: test.count(),
        sizes,
        batch: 32,
        rate: 0.001,
        accuracy: ACCURACY,
        epochs: 200,
        seed,
    })
}
