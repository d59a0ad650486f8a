//! Networks with one and two hidden layers on Fashion-MNIST: chapter 17.

use std::thread;

use downhill::activation::Activation::{Relu, Tanh};
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, Network};
use downhill::optim::{Adam, Moment};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::train::{Batch, Penalty, Training, accuracy};
use downhill::{activation::Activation, activation::Activation::Identity};

use crate::fashion_mnist_if_here;

use super::finding::{Finding, LeftOut, Line, Measured, Scale, Verdict};

const HIDDEN: [&[usize]; 4] = [&[100], &[100, 10], &[10, 10], &[10]];
const LOSS: Loss = Loss::SoftmaxCrossEntropy;
/// scikit-learn's `tol`, and how many epochs without such a gain it then let pass.
const TOLERANCE: f32 = 1e-4;
const PATIENCE: usize = 2;
const EPOCHS: usize = 200;

/// Training and test set, every pixel with mean 0 and deviation 1 over the training set.
fn images() -> Result<[Samples<f32>; 2], Box<dyn std::error::Error>> {
    let Some([training, test]) = fashion_mnist_if_here() else {
        return Err(LeftOut("without Fashion-MNIST: `make fashion-mnist` gets it".into()).into());
    };
    let training = training.samples::<f64>(10)?;
    let standard = Standardizer::fit(training.inputs())?;
    let scaled = |samples: &Samples| standard.apply_to(samples)?.cast();
    Ok([scaled(&training)?, scaled(&test.samples(10)?)?])
}

/// Whether the loss has not fallen by the tolerance for more epochs than patience allows: scikit-learn's rule of 2017.
fn stalled() -> impl FnMut(&mut Moment<'_, f32>) {
    let (mut best, mut idle) = (f32::INFINITY, 0);
    move |moment| {
        let loss = moment.value();
        idle = if loss > best - TOLERANCE { idle + 1 } else { 0 };
        best = best.min(loss);
        if idle > PATIENCE {
            moment.stop();
        }
    }
}

/// The share of test images whose class a network with these hidden layers names, and after how many epochs it stopped.
fn trained(
    [training, test]: &[Samples<f32>; 2],
    (activation, hidden): (Activation, &[usize]),
    seed: u64,
) -> downhill::Result<(f64, usize)> {
    let sizes = [&[784], hidden, &[10]].concat();
    let mut activations = vec![activation; hidden.len()];
    activations.push(Identity);
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let architecture = Architecture::new(&sizes, &activations, Initializer::Xavier);
    let mut network: Network<f32> = architecture.draw(rng)?.cast()?;
    // The penalty 10⁻⁴ is divided by the samples of a batch there.
    let penalty = Penalty::with_decay(1e-4 / 200.0)?;
    let run = Training::new(LOSS, 0.001)
        .optimizer(Adam::default())
        .batch(Batch::Size(200))
        .penalty(penalty.lambda())
        .max_epochs(EPOCHS)
        .on(training)
        .every(1, stalled())
        .run_shuffled(&mut network, rng)?;
    Ok((accuracy(&network, test, LOSS)?, run.epochs()))
}

fn measure(activation: Activation, scale: Scale) -> Measured {
    let seeds = match scale {
        Scale::Small => 1,
        Scale::Whole => 5,
    };
    let parts = &images()?;
    let all = thread::scope(|scope| {
        let one = |hidden, seed| trained(parts, (activation, hidden), seed);
        let networks = HIDDEN.map(|hidden| {
            scope.spawn(move || {
                (0..seeds)
                    .map(|seed| one(hidden, seed))
                    .collect::<downhill::Result<Vec<(f64, usize)>>>()
            })
        });
        networks.map(|network| network.join().expect("no panic"))
    });
    let mut lines = Vec::new();
    for (hidden, runs) in HIDDEN.iter().zip(all) {
        let runs = runs?;
        println!("{activation} {hidden:?}: {runs:.4?}");
        lines.push(runs.into_iter().map(|(right, _)| right).collect());
    }
    Ok(lines)
}

/// A line whose reported mean over five repetitions may be missed by one point in a hundred.
const fn line(what: &'static str, reports: &'static str, mean: f64) -> Line {
    Line {
        what,
        reports,
        band: [mean - 0.01, mean + 0.01],
        decimals: 3,
    }
}

pub(super) fn findings() -> Vec<Finding> {
    const RELU: &[Line] = &[
        line(
            "right on the test set, ReLU, hidden layers 100",
            "0.871",
            0.871,
        ),
        line("100, 10", "0.870", 0.870),
        line("10, 10", "0.850", 0.850),
        line("10", "0.848", 0.848),
    ];
    const TANH: &[Line] = &[
        line(
            "right on the test set, tanh, hidden layers 100",
            "0.868",
            0.868,
        ),
        line("100, 10", "0.863", 0.863),
        line("10, 10", "0.841", 0.841),
        line("10", "0.840", 0.840),
    ];
    let relu = Finding {
        id: "Xiao-2017-relu",
        paper: "H. Xiao, K. Rasul and R. Vollgraf, \"Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms\", 2017, [arXiv:1708.07747](https://arxiv.org/abs/1708.07747)",
        place: "table 3, `MLPClassifier`, mean of five repetitions",
        lines: RELU,
        verdict: Verdict::Reproduced,
        guessed: "Standardised pixels, as in the benchmark's program, and scikit-learn's defaults of 2017: Adam with rate 0.001, batches of 200, an L2 penalty of 10⁻⁴ over the batch's size (here on biases, too), at most 200 epochs, an end after three epochs in a row that do not lower the loss by 10⁻⁴. In `f32`; biases begin at 0. Five seeds; a band is one point about the reported mean. The small version is one seed, trained to its end",
        measure: |scale| measure(Relu, scale),
    };
    let tanh = Finding {
        id: "Xiao-2017-tanh",
        lines: TANH,
        guessed: "As above",
        measure: |scale| measure(Tanh, scale),
        ..relu.clone()
    };
    vec![relu, tanh]
}
