//! The problem on which Adam goes to the worst point: chapter 14.

use downhill::ndarray::{Array1, ArrayView1};
use downhill::optim::{Adam, AmsGrad, Optimizer};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

use super::finding::{Finding, Line, Measured, Scale, Verdict};

/// Where a run ends, and its average regret, at the end and after a tenth of the steps.
struct End {
    x: f64,
    regret: f64,
    early: f64,
}

/// Plays against these slopes, within [-1, 1], at rates α / √t.
fn play(
    optimizer: &mut dyn Optimizer,
    alpha: f64,
    slopes: impl ExactSizeIterator<Item = f64>,
) -> downhill::Result<End> {
    let tenth = slopes.len() / 10;
    let mut x = Array1::zeros(1);
    let mut regret = 0.0;
    let mut early = f64::NAN;
    let mut count = 0.0_f64;
    for (step, slope) in slopes.enumerate() {
        // The best point is -1.
        regret += slope * (x[0] + 1.0);
        count += 1.0;
        let rate = alpha / count.sqrt();
        optimizer.step(x.view_mut(), ArrayView1::from(&[slope]), rate)?;
        x[0] = f64::clamp(x[0], -1.0, 1.0);
        if step + 1 == tenth {
            early = regret / count;
        }
    }
    Ok(End {
        x: x[0],
        regret: regret / count,
        early,
    })
}

fn online(steps: usize) -> impl ExactSizeIterator<Item = f64> {
    (0..steps).map(|t| if t % 101 == 0 { 1010.0 } else { -10.0 })
}

fn stochastic(steps: usize, seed: u64) -> impl ExactSizeIterator<Item = f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..steps).map(move |_| if rng.random_bool(0.01) { 1010.0 } else { -10.0 })
}

fn measure(scale: Scale) -> Measured {
    let (steps, seeds) = match scale {
        Scale::Small => (300_000, 0..2),
        Scale::Whole => (1_000_000, 0..10),
    };
    let adam = Adam::new(0.9, 0.99, 1e-8)?.uncorrected();
    let mut lines = vec![Vec::new(); 6];
    for alpha in [0.25, 0.5, 1.0, 2.0] {
        let end = play(&mut adam.clone(), alpha, online(steps))?;
        lines[0].push(end.x);
        lines[1].push(end.regret);
        let end = play(&mut AmsGrad::new(adam.clone()), alpha, online(steps))?;
        lines[2].push(end.x);
        lines[3].push(end.regret / end.early);
    }
    for seed in seeds {
        let (mut one, mut other) = (adam.clone(), AmsGrad::new(adam.clone()));
        let adams = play(&mut one, 0.5, stochastic(steps, seed))?.x;
        lines[4].push(adams);
        lines[5].push(play(&mut other, 0.5, stochastic(steps, seed))?.x - adams);
    }
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const LINES: &[Line] = &[
        Line {
            what: "online, where Adam ends",
            reports: "\"its iterates $x_t$ converge to $x = 1$, which unfortunately has the largest regret amongst all points in the domain\"",
            band: [0.99, 1.0],
            decimals: 3,
        },
        Line {
            what: "online, Adam's average regret",
            reports: "\"the average regret of Adam does not converge to 0\"",
            band: [0.1, 1.0],
            decimals: 3,
        },
        Line {
            what: "online, where AMSGrad ends",
            reports: "\"its iterate converges to the optimal solution\", $-1$",
            band: [-1.0, -0.95],
            decimals: 3,
        },
        Line {
            what: "online, AMSGrad's average regret at the end, over that after a tenth of the steps",
            reports: "\"the average regret of AMSGrad converges to 0\"",
            band: [0.0, 0.5],
            decimals: 3,
        },
        Line {
            what: "stochastic, where Adam ends",
            reports: "\"converges to the highly suboptimal solution $x = 1$\"",
            band: [0.9, 1.0],
            decimals: 3,
        },
        Line {
            what: "stochastic, how far AMSGrad ends from there",
            reports: "the optimal solution is $x = -1$, 2 to the left",
            band: [-2.0, -0.5],
            decimals: 3,
        },
    ];
    vec![Finding {
        id: "Reddi-2018",
        paper: "S. J. Reddi, S. Kale and S. Kumar, \"On the convergence of Adam and beyond\", ICLR 2018, [arXiv:1904.09237](https://arxiv.org/abs/1904.09237)",
        place: "§5, synthetic experiments, and Figure 1",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "$f_t = 1010x$ at every 101st step or with probability 0.01, else $-10x$, on $[-1, 1]$; $\\beta_1 = 0.9$, $\\beta_2 = 0.99$ as in the paper. It does not say where $x$ begins (here 0), nor with which rates: here $\\alpha / \\sqrt t$ with $\\alpha$ = 0.25, 0.5, 1, 2 online and 0.5 for ten seeds; a million steps; no bias correction, as in its algorithms 1 and 2",
        measure,
    }]
}
