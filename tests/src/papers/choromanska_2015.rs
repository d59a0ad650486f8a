//! How much the test loss differs from seed to seed, in narrow and in wide networks: chapter 15.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::digits;
use downhill::loss::Loss;
use downhill::ndarray::Array1;
use downhill::network::{Architecture, Initializer, NetworkLoss};
use downhill::objective::Evaluate;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Recipe, Training};

use super::finding::{Finding, Line, Measured, Scale, Verdict};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;
const WIDTHS: [usize; 4] = [4, 8, 16, 32];

fn measure(scale: Scale) -> Measured {
    // Each number is the standard deviation over a group of seeds.
    let (groups, size, epochs) = match scale {
        Scale::Small => (2, 6, 40),
        Scale::Whole => (5, 20, 100),
    };
    let (training, test) = digits()?
        .samples()?
        .split(0.4, &mut ChaCha8Rng::seed_from_u64(0))?;
    let mut lines = vec![Vec::new(); WIDTHS.len() + 1];
    for (width, line) in WIDTHS.into_iter().zip(&mut lines) {
        let sizes = [64, width, 10];
        let architecture = Architecture::new(&sizes, &[Relu, Identity], Initializer::He);
        let settings = Training::new(LOSS, 0.05)
            .batch(Batch::Size(16))
            .max_epochs(epochs);
        let recipe = Recipe::new(architecture, settings);
        for group in 0..groups {
            let trials = recipe.trials(&training, group * size..(group + 1) * size)?;
            let losses: downhill::Result<Array1<f64>> = trials
                .iter()
                .map(|trial| {
                    let surface = NetworkLoss::new(&trial.network, &test, LOSS)?;
                    surface.value(&trial.network.parameter_vector())
                })
                .collect();
            line.push(losses?.std(1.0));
        }
    }
    let ratios = lines[0]
        .iter()
        .zip(&lines[3])
        .map(|(narrow, wide)| narrow / wide);
    lines[4] = ratios.collect();
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const LINES: &[Line] = &[
        line("standard deviation of the test loss, 4 hidden neurons"),
        line("8 hidden neurons"),
        line("16 hidden neurons"),
        line("32 hidden neurons"),
        Line {
            what: "how many times larger it is with 4 than with 32",
            reports: "the variance falls as networks grow: bad minima are found by small ones only (abstract, Figure 3)",
            band: [3.0, 1e6],
            decimals: 1,
        },
    ];
    vec![Finding {
        id: "Choromanska-2015",
        paper: "A. Choromanska, M. Henaff, M. Mathieu, G. Ben Arous and Y. LeCun, \"The loss surfaces of multilayer networks\", AISTATS 2015, [arXiv:1412.0233](https://arxiv.org/abs/1412.0233)",
        place: "abstract and §5",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "Theirs: MNIST scaled to 10 × 10, one hidden layer of 25 to 500 ReLU, a thousand seeds a width. Here: 719 digits of 8 × 8, 4 to 32 ReLU, 100 epochs of batches of 16 at the rate 0.05 for all widths; five groups of twenty seeds, of each the standard deviation. That the rate is one for all is a choice: the wide networks are not favoured by it",
        measure,
    }]
}

const fn line(what: &'static str) -> Line {
    Line {
        what,
        reports: "smaller the wider",
        band: [0.0, 10.0],
        decimals: 3,
    }
}
