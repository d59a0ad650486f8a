//! The edge of stability: chapter 13.

use std::error::Error;
use std::ops::Range;

use downhill::activation::Activation::{Identity, Tanh};
use downhill::data::{Samples, digits};
use downhill::landscape::SharpnessHistory;
use downhill::loss::Loss;
use downhill::ndarray::Axis;
use downhill::network::{Architecture, Initializer, Network, NetworkLoss};
use downhill::optim::{Descent, Keep};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::finding::{Finding, Line, Measured, Scale, Verdict};

/// What one run shows in its second half.
struct Edge {
    /// The mean of η · sharpness.
    product: f64,
    /// The share of steps at which the loss rose.
    rises: f64,
    /// The last loss over that of the middle.
    ratio: f64,
}

/// The first digits, centred by pixel, and the network that learns them.
pub(super) fn setting(count: usize, seed: u64) -> Result<(Samples, Network), Box<dyn Error>> {
    let all = digits()?.samples()?;
    let samples = all.rows(&(0..count).collect::<Vec<_>>())?;
    let pixels = samples.inputs();
    let mean = pixels.mean_axis(Axis(0)).ok_or("no samples")?;
    let samples = samples.with_inputs(pixels - &mean)?;
    let sizes = [64, 32, 32, 10];
    let network = Architecture::new(&sizes, &[Tanh, Tanh, Identity], Initializer::Xavier)
        .draw(&mut ChaCha8Rng::seed_from_u64(seed))?;
    Ok((samples, network))
}

fn edge(count: usize, rate: f64, steps: usize, seed: u64) -> Result<Edge, Box<dyn Error>> {
    let (samples, network) = setting(count, seed)?;
    let surface = NetworkLoss::new(&network, &samples, Loss::HalfSquaredError)?;
    let mut sharpness = SharpnessHistory::of(&surface, 25);
    let mut losses: Vec<f64> = Vec::new();
    let run = Descent::new(rate)
        .steps(steps)
        .keep(Keep::Ends)
        .on(&surface)
        .observe(&mut sharpness)
        .every(1, |moment| {
            if moment.step() >= steps / 2 {
                losses.push(moment.value());
            }
        })
        .run(&network.parameter_vector())?;
    if run.steps() < steps {
        return Err(format!("rate {rate}, seed {seed}: {}", run.stop()).into());
    }
    let curve = sharpness.curve()?;
    let late = &curve[curve.len() / 2..];
    let mean = late.iter().map(|(_, value)| value).sum::<f64>() / late.len() as f64;
    let rises = losses.windows(2).filter(|pair| pair[1] > pair[0]).count();
    Ok(Edge {
        product: rate * mean,
        rises: rises as f64 / (losses.len() - 1) as f64,
        ratio: run.value() / losses[0],
    })
}

fn measure(scale: Scale) -> Measured {
    let (count, steps, seeds): (usize, usize, Range<u64>) = match scale {
        Scale::Small => (200, 1_000, 0..2),
        Scale::Whole => (1_000, 3_000, 0..10),
    };
    let mut lines = vec![Vec::new(); 4];
    for seed in seeds {
        let middle = edge(count, 0.4, steps, seed)?;
        let high = edge(count, 0.5, steps, seed)?;
        for (line, number) in
            lines
                .iter_mut()
                .zip([middle.product, high.product, middle.rises, middle.ratio])
        {
            line.push(number);
        }
    }
    Ok(lines)
}

const HOVERS: &str =
    "the sharpness rises to 2/η and then hovers right at, or just above, this value";

pub(super) fn findings() -> Vec<Finding> {
    const LINES: &[Line] = &[
        Line {
            what: "η · sharpness at η = 0.4, mean of the second half",
            reports: HOVERS,
            band: [1.99, 2.15],
            decimals: 3,
        },
        Line {
            what: "η · sharpness at η = 0.5",
            reports: HOVERS,
            band: [1.99, 2.15],
            decimals: 3,
        },
        Line {
            what: "share of steps at which the loss rises, η = 0.4",
            reports: "the training loss behaves non-monotonically over short timescales",
            band: [0.01, 0.9],
            decimals: 2,
        },
        Line {
            what: "last loss, as a share of the loss in the middle",
            reports: "yet consistently decreases over long timescales",
            band: [0.0, 0.95],
            decimals: 2,
        },
    ];
    vec![Finding {
        id: "Cohen-2021",
        paper: "J. M. Cohen, S. Kaur, Y. Li, J. Z. Kolter and A. Talwalkar, \"Gradient descent on neural networks typically occurs at the edge of stability\", [arXiv:2103.00065](https://arxiv.org/abs/2103.00065)",
        place: "abstract and Figure 1",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "Theirs are networks on 5,000 images of CIFAR-10. Here: 1,000 of the digits, centred by pixel; 64-32-32-10, tanh, Xavier's weights, half squared error, 3,000 steps of full-batch descent. The rates are chosen so that 2/η is below the sharpness at the start",
        measure,
    }]
}
