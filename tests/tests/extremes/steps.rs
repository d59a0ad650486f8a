//! Optimisers and schedules.

use downhill::Result;
use downhill::ndarray::array;
use downhill::optim::{
    AdaGrad, Adam, AdamW, GradientBlend, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp,
    Schedule, SlopeRule, TurnRule,
};

use super::shared::*;
use super::{Row, row};

/// How far one step goes from 0 at this gradient and rate.
fn step(mut optimizer: impl Optimizer, gradient: f64, rate: f64) -> Result<f64> {
    let mut at = array![0.0];
    optimizer.step(at.view_mut(), array![gradient].view(), rate)?;
    Ok(at[0])
}

/// How far the second of two equal steps goes.
fn second(mut optimizer: impl Optimizer, gradient: f64) -> Result<f64> {
    let mut at = array![0.0];
    optimizer.step(at.view_mut(), array![gradient].view(), 0.5)?;
    at[0] = 0.0;
    optimizer.step(at.view_mut(), array![gradient].view(), 0.5)?;
    Ok(at[0])
}

pub(super) fn rows() -> Vec<Row> {
    [optimizers(), settings(), schedules()]
        .into_iter()
        .flatten()
        .collect()
}

fn optimizers() -> Vec<Row> {
    // g / (|g| + 1e-8), of numbers of any size.
    let unit = |g: f64| g.signum() / (1.0 + 1e-8 / g.abs());
    let unit = move |g: f64| if g == 0.0 { 0.0 } else { unit(g) };
    vec![
        row(
            "GradientDescent::step, Momentum::step, Nesterov::step",
            |g| {
                Ok(vec![
                    step(GradientDescent, g, 0.5)?,
                    step(Momentum::new(0.9)?, g, 0.5)?,
                    step(Nesterov::new(0.9)?, g, 0.5)?,
                    step(GradientBlend::new(0.25)?, g, 0.5)?,
                ])
            },
            |g| vec![-0.5 * g, -0.5 * g, -0.95 * g, -0.375 * g],
        )
        .to(1.0),
        row(
            "Adam::step, AdaGrad::step, RmsProp::step",
            |g| {
                Ok(vec![
                    step(Adam::default(), g, 0.5)?,
                    step(AdamW::new(Adam::default(), 0.1)?, g, 0.5)?,
                    step(AdaGrad::default(), g, 0.5)?,
                    step(RmsProp::new(0.75, 1e-8)?, g, 0.5)?,
                ])
            },
            move |g| {
                let half = |g: f64| -0.5 * unit(g);
                let rms = if g == 0.0 {
                    0.0
                } else {
                    -0.5 * g.signum() / (0.5 + 1e-8 / g.abs())
                };
                vec![
                    half(g),
                    half(g),
                    -0.5 * if g == 0.0 {
                        0.0
                    } else {
                        g.signum() / (1.0 + 1e-10 / g.abs())
                    },
                    rms,
                ]
            },
        )
        .to(1e-3),
        row(
            "SlopeRule::step",
            |g| Ok(vec![step(SlopeRule::new(10.0, 0.001)?, g, 0.5)?]),
            |g| vec![-g * (0.5 / (g.abs() / 10.0).exp()).max(0.001)],
        )
        .to(1.0),
        row(
            "TurnRule::step",
            |g| Ok(vec![second(TurnRule::new(1.0, 0.001)?, g)?]),
            |g| vec![-g * 0.5 * 2.0 / 2.0001],
        )
        .to(0.2),
        row(
            "GradientDescent::step",
            |rate| {
                let all = [
                    step(GradientDescent, 2.0, rate)?,
                    step(Momentum::new(0.9)?, 2.0, rate)?,
                    step(Adam::default(), 2.0, rate)?,
                ];
                Ok(all.to_vec())
            },
            |rate| {
                if rate >= 0.0 {
                    vec![-2.0 * rate, -2.0 * rate, -rate]
                } else {
                    vec![NAN; 3]
                }
            },
        )
        .to(0.6),
    ]
}

fn settings() -> Vec<Row> {
    let inside = |x: f64| (0.0..1.0).contains(&x);
    vec![
        row(
            "Momentum::new, Nesterov::new, GradientBlend::new",
            |x| {
                Ok(vec![
                    second(Momentum::new(x)?, 2.0)?,
                    second(Nesterov::new(x)?, 2.0)?,
                    second(GradientBlend::new(x)?, 2.0)?,
                ])
            },
            move |x| match inside(x) {
                true => vec![-(1.0 + x), -(1.0 + x * (1.0 + x)), -1.0],
                false => vec![NAN; 3],
            },
        ),
        row(
            "Adam::new",
            move |x| {
                Ok(vec![
                    step(Adam::new(x, 0.5, 1e-8)?, 2.0, 0.5)?,
                    step(Adam::new(0.5, x, 1e-8)?, 2.0, 0.5)?,
                ])
            },
            move |x| vec![if inside(x) { -0.5 } else { NAN }; 2],
        )
        .to(1e-6),
        row(
            "Adam::new, RmsProp::new, AdaGrad::new",
            |x| {
                Ok(vec![
                    step(Adam::new(0.9, 0.9, x)?, 2.0, 0.5)?,
                    step(RmsProp::new(0.75, x)?, 2.0, 0.5)?,
                    step(AdaGrad::new(x)?, 2.0, 0.5)?,
                ])
            },
            |x| match x > 0.0 && x.is_finite() {
                true => vec![
                    -0.5 / (1.0 + x / 2.0),
                    -0.5 / (0.5 + x / 2.0),
                    -0.5 / (1.0 + x / 2.0),
                ],
                false => vec![NAN; 3],
            },
        ),
        row(
            "RmsProp::new",
            |x| Ok(vec![step(RmsProp::new(x, 1e-8)?, 2.0, 0.5)?]),
            move |x| {
                vec![if inside(x) {
                    -0.5 / (1.0 - x).sqrt()
                } else {
                    NAN
                }]
            },
        )
        .to(1e-6),
        row(
            "AdamW::new",
            |x| {
                let mut at = array![3.0];
                AdamW::new(Adam::default(), x)?.step(at.view_mut(), array![0.0].view(), 0.5)?;
                Ok(at.to_vec())
            },
            |x| vec![if x >= 0.0 { 3.0 * (1.0 - 0.5 * x) } else { NAN }],
        ),
        row(
            "SlopeRule::new, TurnRule::new",
            |x| {
                Ok(vec![
                    step(SlopeRule::new(x, 1e-9)?, 2.0, 0.5)?,
                    second(TurnRule::new(x, 1e-9)?, 2.0)?,
                ])
            },
            |x| match x > 0.0 && x.is_finite() {
                true => vec![
                    -2.0 * (0.5 / (2.0 / x).exp()).max(1e-9),
                    -((1.0 + x) / 2.0001),
                ],
                false => vec![NAN; 2],
            },
        ),
        row(
            "SlopeRule::new, TurnRule::new",
            |x| {
                Ok(vec![
                    step(SlopeRule::new(1e-3, x)?, 2.0, 0.5)?,
                    step(TurnRule::new(1.0, x)?, 2.0, 0.5)?,
                ])
            },
            |x| match x > 0.0 && x.is_finite() {
                true => vec![-2.0 * x, -2.0 * x.max(0.5)],
                false => vec![NAN; 2],
            },
        ),
    ]
}

fn schedules() -> Vec<Row> {
    let fine = |x: f64| x >= 0.0 && x.is_finite();
    vec![
        row(
            "Schedule::custom",
            |x| {
                let schedules = [
                    Schedule::Constant(x),
                    Schedule::custom(move |_| x),
                    Schedule::InverseRoot { initial: x },
                    Schedule::Step {
                        initial: x,
                        factor: 0.5,
                        every: 1,
                    },
                    Schedule::Exponential {
                        initial: x,
                        factor: 0.5,
                        floor: 0.0,
                    },
                    Schedule::Linear {
                        from: x,
                        to: 0.0,
                        length: 2,
                    },
                    Schedule::Cosine {
                        from: x,
                        to: 0.0,
                        length: 2,
                    },
                    Schedule::WarmUp { to: x, length: 4 },
                ];
                Ok(schedules.iter().map(|schedule| schedule.rate(1)).collect())
            },
            move |x| {
                let start = if fine(x) && x > 0.0 { x } else { NAN };
                let any = if fine(x) { x } else { NAN };
                vec![
                    x,
                    x,
                    start / 2_f64.sqrt(),
                    start / 2.0,
                    start / 2.0,
                    any / 2.0,
                    any / 2.0,
                    start / 2.0,
                ]
            },
        )
        .to(0.5),
        row(
            "Schedule::custom",
            |x| {
                let schedules = [
                    Schedule::Step {
                        initial: 1.0,
                        factor: x,
                        every: 1,
                    },
                    Schedule::Exponential {
                        initial: 1.0,
                        factor: x,
                        floor: 0.0,
                    },
                    Schedule::Exponential {
                        initial: 1.0,
                        factor: 0.0,
                        floor: x,
                    },
                    Schedule::Linear {
                        from: 0.0,
                        to: x,
                        length: 1,
                    },
                    Schedule::Cosine {
                        from: 0.0,
                        to: x,
                        length: 1,
                    },
                ];
                Ok(schedules.iter().map(|schedule| schedule.rate(1)).collect())
            },
            move |x| vec![if fine(x) { x } else { NAN }; 5],
        ),
    ]
}
