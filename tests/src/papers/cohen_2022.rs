//! Adam at the edge of stability: chapter 14.

use std::error::Error;

use downhill::landscape::{Preconditioned, Sharpness, sharpness};
use downhill::loss::Loss;
use downhill::network::NetworkLoss;
use downhill::optim::{Adam, Descent, Keep};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::cohen_2021::setting;
use super::finding::{Finding, Line, Measured, Scale, Verdict};

/// So many steps between two measurements.
const EVERY: usize = 50;

/// What one run shows in its second half.
struct Edge {
    /// The mean of η times the largest eigenvalue of the preconditioned Hessian.
    product: f64,
    /// The sharpness of the surface itself at the end, over that in the middle.
    sharper: f64,
}

fn edge(
    count: usize,
    rate: f64,
    beta1: f64,
    steps: usize,
    seed: u64,
) -> Result<Edge, Box<dyn Error>> {
    let (samples, network) = setting(count, seed)?;
    let surface = NetworkLoss::new(&network, &samples, Loss::HalfSquaredError)?;
    let descent = Descent::new(rate)
        .optimizer(Adam::new(beta1, 0.999, 1e-8)?)
        .keep(Keep::Ends);
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let plain = |at| sharpness(&surface, at, &mut ChaCha8Rng::seed_from_u64(0));
    let half = steps / 2;
    let mut run = descent
        .clone()
        .steps(half)
        .run(&surface, &network.parameter_vector())?;
    let middle = plain(run.end())?.value;
    let mut products = Vec::new();
    let mut last: Option<Sharpness> = None;
    while run.steps() < steps {
        run = descent
            .clone()
            .steps(run.steps() + EVERY)
            .on(&surface)
            .resume(&run)?;
        let p = run.optimizer().preconditioner().ok_or("no step was made")?;
        let stretched = Preconditioned::new(&surface, &p)?;
        let at = stretched.coordinates(run.end())?;
        let found = match &last {
            Some(last) => last.again(&stretched, &at)?,
            None => sharpness(&stretched, &at, rng)?,
        };
        products.push(rate * found.value);
        last = Some(found);
    }
    Ok(Edge {
        product: products.iter().sum::<f64>() / products.len() as f64,
        sharper: plain(run.end())?.value / middle,
    })
}

fn measure(scale: Scale) -> Measured {
    let (count, steps, seeds) = match scale {
        Scale::Small => (200, 1_000, 0..2),
        Scale::Whole => (1_000, 2_000, 0..10),
    };
    let mut lines = vec![Vec::new(); 4];
    for seed in seeds {
        let small = edge(count, 3e-4, 0.9, steps, seed)?;
        let large = edge(count, 1e-3, 0.9, steps, seed)?;
        let nimble = edge(count, 1e-3, 0.5, steps, seed)?;
        for (line, number) in
            lines
                .iter_mut()
                .zip([small.product, large.product, nimble.product, small.sharper])
        {
            line.push(number);
        }
    }
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const LINES: &[Line] = &[
        Line {
            what: "η · largest eigenvalue of the preconditioned Hessian at η = 0.0003, mean of the second half",
            reports: "it \"typically equilibrates at\" the stability threshold, 38/η for $\\beta_1 = 0.9$",
            band: [36.0, 39.0],
            decimals: 1,
        },
        Line {
            what: "the same at η = 0.001",
            reports: "38",
            band: [36.0, 39.0],
            decimals: 1,
        },
        Line {
            what: "the same at η = 0.001 with $\\beta_1 = 0.5$",
            reports: "$(2 + 2 \\beta_1) / (1 - \\beta_1)$ = 6",
            band: [5.7, 6.3],
            decimals: 2,
        },
        Line {
            what: "sharpness of the surface itself at the end, over that in the middle, η = 0.0003",
            reports: "more than 1: \"adaptive gradient methods at the AEoS keep advancing into high-curvature regions\"",
            band: [1.0, 100.0],
            decimals: 2,
        },
    ];
    vec![Finding {
        id: "Cohen-2022",
        paper: "J. M. Cohen and others, \"Adaptive gradient methods at the edge of stability\", [arXiv:2207.14484](https://arxiv.org/abs/2207.14484)",
        place: "abstract and Figure 1",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "Theirs are networks on CIFAR-10. Here the setting of Cohen-2021: 1,000 of the digits, 64-32-32-10, tanh, half squared error; 2,000 steps of full-batch Adam with $\\beta_2 = 0.999$, ε = $10^{-8}$",
        measure,
    }]
}
