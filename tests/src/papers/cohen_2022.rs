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

/// So many of the digits.
const COUNT: usize = 200;
/// So many steps between two measurements.
const EVERY: usize = 100;

/// What one run shows after its first steps.
struct Edge {
    /// The mean of η times the largest eigenvalue of the preconditioned Hessian.
    product: f64,
    /// The sharpness of the surface itself at the end, over that after the first steps.
    sharper: f64,
}

/// Adam's run, looked at from step `from` to the end.
fn edge(rate: f64, beta1: f64, [from, to]: [usize; 2], seed: u64) -> Result<Edge, Box<dyn Error>> {
    let (samples, network) = setting(COUNT, seed)?;
    let surface = NetworkLoss::new(&network, &samples, Loss::HalfSquaredError)?;
    let descent = Descent::new(rate)
        .optimizer(Adam::new(beta1, 0.999, 1e-8)?)
        .keep(Keep::Ends);
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let start = network.parameter_vector();
    let mut run = descent.clone().steps(from).run(&surface, &start)?;
    let first = sharpness(&surface, run.end(), rng)?.value;
    let mut products = Vec::new();
    let mut last: Option<Sharpness> = None;
    while run.steps() < to {
        let next = descent.clone().steps(run.steps() + EVERY);
        run = next.on(&surface).resume(&run)?;
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
        sharper: sharpness(&surface, run.end(), rng)?.value / first,
    })
}

fn measure(scale: Scale) -> Measured {
    let (seeds, long) = match scale {
        Scale::Small => (1, 1),
        Scale::Whole => (10, 4),
    };
    let mut lines = vec![Vec::new(); 4];
    for seed in 0..seeds {
        let large = edge(3e-3, 0.9, [1_500, 3_000], seed)?;
        lines[0].push(large.product);
        lines[3].push(large.sharper);
        lines[2].push(edge(1e-3, 0.5, [1_000, 2_000], seed)?.product);
        if seed < long {
            lines[1].push(edge(1e-3, 0.9, [5_000, 7_000], seed)?.product);
        }
    }
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const LINES: &[Line] = &[
        Line {
            what: "η · largest eigenvalue of the preconditioned Hessian at η = 0.003, mean of steps 1,500 to 3,000",
            reports: "it \"typically equilibrates at\" the stability threshold, 38/η for $\\beta_1 = 0.9$",
            band: [36.0, 39.0],
            decimals: 1,
        },
        Line {
            what: "the same at η = 0.001, steps 5,000 to 7,000",
            reports: "38",
            band: [36.0, 39.0],
            decimals: 1,
        },
        Line {
            what: "the same at η = 0.001 with $\\beta_1 = 0.5$, steps 1,000 to 2,000",
            reports: "$(2 + 2 \\beta_1) / (1 - \\beta_1)$ = 6",
            band: [5.7, 6.3],
            decimals: 2,
        },
        Line {
            what: "sharpness of the surface itself after 3,000 steps, over that after 1,500, η = 0.003",
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
        guessed: "Theirs are networks on CIFAR-10. Here: 200 of the digits and the network of Cohen-2021; full-batch Adam with $\\beta_2 = 0.999$, ε = $10^{-8}$. The product rises slowly: small rates need many steps, so those here are large (at 0.0003 it stands at 16 after 6,000 steps, and rises). Ten seeds, four in the second line. Our $P$ holds both corrections",
        measure,
    }]
}
