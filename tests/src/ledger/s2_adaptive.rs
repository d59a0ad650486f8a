//! The claims of S2 §1.6.2 on rules that adapt their rates. Its stochastic descent is in another file.

use downhill::ndarray::{Array1, ArrayView1};
use downhill::optim::{AdaGrad, Adam, GradientDescent, Momentum, Optimizer, RmsProp};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, greatest, holds, ours};
use super::s3_rate::tuned_rule;

const HERE: &str = "S2 §1.6.2";

/// Adam, RMSProp, AdaGrad, in the order of S2.
pub(super) fn adaptive() -> [Box<dyn Optimizer>; 3] {
    [
        Box::new(Adam::default()),
        Box::new(RmsProp::default()),
        Box::new(AdaGrad::default()),
    ]
}

/// The length of the last step at rate 1, after these gradients of one parameter.
pub(super) fn last_step(optimizer: &mut dyn Optimizer, gradients: &[f64]) -> downhill::Result<f64> {
    let mut x = Array1::zeros(1);
    for g in gradients {
        x[0] = 0.0;
        optimizer.step(x.view_mut(), ArrayView1::from(&[*g]), 1.0)?;
    }
    Ok(x[0].abs())
}

const GRADIENTS: [f64; 6] = [0.3, -2.0, 0.7, 5.0, -0.1, 1.0];

pub(super) fn claims() -> Vec<Claim> {
    [rules(), adam()].concat()
}

fn rules() -> Vec<Claim> {
    vec![
        holds(
            "S2-1.6.2-10",
            HERE,
            "Adam, RMSProp and Adagrad adapt the rate by the history of the gradients: whether the step for the same last gradient, 1, after 0.1, 0.1 and that after 10, 10 are more than 5 % apart.",
            [true, true, true],
            0.0,
            || {
                let mut differ = Vec::new();
                for rule in adaptive() {
                    let small = last_step(&mut *rule.boxed(), &[0.1, 0.1, 1.0])?;
                    let large = last_step(&mut *rule.boxed(), &[10.0, 10.0, 1.0])?;
                    differ.push((small / large - 1.0).abs() > 0.05);
                }
                Ok(differ.into())
            },
        ),
        holds(
            "S2-1.6.2-11",
            HERE,
            "Where gradients are small the rate is larger, where they are large it is smaller: step over gradient with gradients of 0.01, over that with gradients of 100, after a hundred steps.",
            [1e4, 1e4, 1e4],
            1.0,
            || {
                let mut ratios = Vec::new();
                for rule in adaptive() {
                    let small = last_step(&mut *rule.boxed(), &[0.01; 100])? / 0.01;
                    let large = last_step(&mut *rule.boxed(), &[100.0; 100])? / 100.0;
                    ratios.push(small / large);
                }
                Ok(ratios.into())
            },
        ),
        Claim {
            id: "S2-1.6.2-12",
            source: HERE,
            says: "The *step* is longer where the gradient is small and shorter where it is large: whether the steps with gradients of 0.01 are more than 1 % longer than those with gradients of 100.",
            verdict: Corrected {
                expected: [true, true, true].into(),
                right: [false, false, false].into(),
                tolerance: 0.0,
                computed: || {
                    let mut longer = Vec::new();
                    for rule in adaptive() {
                        let small = last_step(&mut *rule.boxed(), &[0.01; 100])?;
                        let large = last_step(&mut *rule.boxed(), &[100.0; 100])?;
                        longer.push(small > 1.01 * large);
                    }
                    Ok(longer.into())
                },
                because: "rate and gradient cancel: the steps are equally long, whatever the size of the gradients",
            },
        },
        ours(
            "S2-1.6.2-13",
            HERE,
            "Adapted rates speed convergence up. Digits, 450 updates, for each rule the best of twelve rates: median test losses of plain descent, the heavy ball, Adam, RMSProp and Adagrad.",
            [0.1975, 0.2250, 0.1785, 0.1769, 0.1676],
            0.002,
            || {
                let plain: [Box<dyn Optimizer>; 2] =
                    [Box::new(GradientDescent), Box::new(Momentum::new(0.9)?)];
                let all = plain.into_iter().chain(adaptive());
                let losses: downhill::Result<Vec<f64>> = all.map(tuned_rule).collect();
                Ok(losses?.into())
            },
            "all three are ahead on a short budget. With three times the updates the heavy ball has caught up, and on standardised data (S3-9.3-01) plain descent is ahead: chapter 14",
        ),
    ]
}

fn adam() -> Vec<Claim> {
    vec![
        holds(
            "S2-1.6.2-20",
            HERE,
            "Adam estimates the first and the second moment of the gradients: greatest distance, over six steps, of what it remembers from $(1 - \\beta_1) \\sum_i \\beta_1^{t-i} g_i$ and $(1 - \\beta_2) \\sum_i \\beta_2^{t-i} g_i^2$.",
            0,
            1e-15,
            || {
                let mut adam: Adam = Adam::default();
                let mut x = Array1::zeros(1);
                greatest((1..=GRADIENTS.len()).map(|t| {
                    adam.step(x.view_mut(), ArrayView1::from(&[GRADIENTS[t - 1]]), 0.1)?;
                    let mean = |beta: f64, power: i32| -> f64 {
                        let past = GRADIENTS[..t].iter().rev().zip(0..);
                        past.map(|(g, age)| (1.0 - beta) * beta.powi(age) * g.powi(power))
                            .sum()
                    };
                    let memory = adam.memory();
                    let (m, v) = (memory[0].1[0], memory[1].1[0]);
                    Ok((m - mean(0.9, 1)).abs().max((v - mean(0.999, 2)).abs()))
                }))
            },
        ),
        holds(
            "S2-1.6.2-21",
            HERE,
            "It moves the parameters by these estimates: the move of a first step at rate 0.1 with the gradient -5, and the estimates behind it, $m$ and $v$. (S2 gives no formula; the move has Kingma and Ba's correction.)",
            [0.1, -0.5, 0.025],
            1e-9,
            || {
                let mut adam: Adam = Adam::default();
                let mut x = Array1::zeros(1);
                adam.step(x.view_mut(), ArrayView1::from(&[-5.0]), 0.1)?;
                let memory = adam.memory();
                Ok([x[0], memory[0].1[0], memory[1].1[0]].into())
            },
        ),
        holds(
            "S2-1.6.2-22",
            HERE,
            "By default the decays are $\\beta_1 = 0.9$ and $\\beta_2 = 0.999$: is Adam with these the default?",
            true,
            0.0,
            || Ok((Adam::new(0.9, 0.999, 1e-8)? == Adam::default()).into()),
        ),
        beyond(
            "S2-1.6.2-23",
            HERE,
            "Adam is one of the most common of these rules.",
            "it says what people do",
        ),
    ]
}
