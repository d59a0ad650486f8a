//! The same function, as sharp as you like: chapter 15.

use std::error::Error;

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Samples, digits};
use downhill::landscape::{Slice, box_sharpness, filter_normalised, rescaled, whole_hessian};
use downhill::linalg::Eigen;
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, Network, NetworkLoss};
use downhill::objective::Evaluate;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Recipe, Training};

use super::finding::{Finding, Line, Measured, Scale, Verdict};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

struct Seen {
    test: f64,
    sharpness: f64,
    box_rise: f64,
    slice: f64,
}

fn look(network: &Network, training: &Samples, test: &Samples) -> Result<Seen, Box<dyn Error>> {
    let surface = NetworkLoss::new(network, training, LOSS)?;
    let at = network.parameter_vector();
    let seeded = || ChaCha8Rng::seed_from_u64(9);
    let direction = filter_normalised(network, &mut seeded());
    let slice = Slice::new(&surface, &at, &direction, &direction)?;
    let eigen = Eigen::new(&whole_hessian(&surface, &at)?)?;
    let steepest = eigen.values()[at.len() - 1];
    Ok(Seen {
        test: NetworkLoss::new(network, test, LOSS)?.value(&at)?,
        sharpness: steepest,
        box_rise: box_sharpness(&surface, &at, 1e-3, &mut seeded())?,
        slice: slice.height(0.5, 0.0) / slice.height(0.0, 0.0),
    })
}

fn measure(scale: Scale) -> Measured {
    let (epochs, seeds) = match scale {
        Scale::Small => (10, 0..2),
        Scale::Whole => (100, 0..10),
    };
    let (training, test) = digits()?
        .samples()?
        .split(0.4, &mut ChaCha8Rng::seed_from_u64(0))?;
    let architecture = Architecture::new(&[64, 4, 10], &[Relu, Identity], Initializer::He);
    let settings = Training::new(LOSS, 0.1)
        .batch(Batch::Size(16))
        .max_epochs(epochs);
    let mut lines = vec![Vec::new(); 5];
    for trial in Recipe::new(architecture, settings).trials(&training, seeds)? {
        let factor: f64 = 64.0;
        let before = look(&trial.network, &training, &test)?;
        let after = look(&rescaled(&trial.network, 0, factor)?, &training, &test)?;
        let growth = after.sharpness / before.sharpness;
        for (line, number) in lines.iter_mut().zip([
            (after.test - before.test).abs(),
            growth,
            growth.ln() / factor.ln(),
            after.box_rise / before.box_rise,
            after.slice / before.slice,
        ]) {
            line.push(number);
        }
    }
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const SHARP: &str = "\"arbitrarily sharper minima\" that are equivalent (abstract)";
    const LINES: &[Line] = &[
        Line {
            what: "how far the test loss changes",
            reports: "0: the function is the same",
            band: [0.0, 0.0],
            decimals: 3,
        },
        Line {
            what: "how many times sharper the largest eigenvalue is",
            reports: SHARP,
            band: [100.0, 1e9],
            decimals: 0,
        },
        Line {
            what: "with which power of the factor it grows",
            reports: "the square, of the curvature along the weights that are divided (§4)",
            band: [1.2, 2.1],
            decimals: 2,
        },
        Line {
            what: "how many times larger Keskar's sharpness in a box is",
            reports: "that measure changes as well (§4)",
            band: [2.0, 1e9],
            decimals: 1,
        },
        Line {
            what: "how many times higher the slice is half of the weights away, normalised filter by filter",
            reports: "nothing; 1 by Li and others (2018, §4)",
            band: [0.999_999, 1.000_001],
            decimals: 3,
        },
    ];
    vec![Finding {
        id: "Dinh-2017",
        paper: "L. Dinh, R. Pascanu, S. Bengio and Y. Bengio, \"Sharp minima can generalize for deep nets\", ICML 2017, [arXiv:1703.04933](https://arxiv.org/abs/1703.04933)",
        place: "abstract and §4",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "The paper proves it. Here: 64-4-10, ReLU, trained on 719 digits for 100 epochs in batches of 16; the hidden layer's weights and biases times 64, the output weights divided by it. 64 is a power of 2, so that rounding does not differ either",
        measure,
    }]
}
