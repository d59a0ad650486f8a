//! Recurrences of rules with a memory, and surfaces stretched by divided steps.

use downhill::landscape::Preconditioned;
use downhill::ndarray::array;
use downhill::objective::{Evaluate, Quadratic};
use downhill::optim::{
    Adam, AmsGrad, GradientBlend, GradientDescent, Momentum, Nesterov, Optimizer,
};

use super::shared::*;
use super::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row(
            "GradientDescent::recurrence, GradientBlend::recurrence, Momentum::recurrence, Nesterov::recurrence",
            |a| {
                let nesterov = Nesterov::new(0.5)?.recurrence(a);
                Ok(vec![
                    GradientDescent.recurrence(a).radius(),
                    GradientBlend::new(0.25)?.recurrence(a).sum,
                    GradientBlend::new(0.25)?.recurrence(a).product,
                    Momentum::new(0.5)?.recurrence(a).sum,
                    nesterov.sum,
                    nesterov.product,
                    yes(nesterov.is_stable()),
                ])
            },
            |a| {
                vec![
                    (1.0 - a).abs(),
                    1.0 - 0.75 * a,
                    0.25 * a,
                    1.5 - a,
                    1.5 * (1.0 - a),
                    0.5 * (1.0 - a),
                    // 0 is a rate at which nothing moves
                    yes(a > f64::EPSILON && a < 1.5),
                ]
            },
        ),
        row(
            "AmsGrad::new",
            |g| {
                let mut rule = AmsGrad::new(Adam::new(0.0, 0.5, 1e-8)?);
                let mut at = array![0.0];
                rule.step(at.view_mut(), array![g].view(), 0.5)?;
                Ok(at.to_vec())
            },
            |g| match g == 0.0 {
                true => vec![0.0],
                false => vec![-0.5 * g.signum() / (1.0 + 1e-8 / g.abs())],
            },
        )
        .to(1e-3),
        row(
            "Preconditioned::new",
            |p| {
                let bowl = Quadratic::diagonal(&[1.0])?;
                let stretched = Preconditioned::new(&bowl, &[p])?;
                let at = stretched.coordinates(&[3.0])?;
                Ok(vec![at[0], stretched.value(&at)?])
            },
            |p| match p > 0.0 && p.is_finite() {
                true => vec![3.0 * p.sqrt(), 4.5],
                false => vec![NAN; 2],
            },
        ),
        row(
            "Preconditioned::coordinates",
            |x| {
                let bowl = Quadratic::diagonal(&[1.0])?;
                Ok(Preconditioned::new(&bowl, &[4.0])?
                    .coordinates(&[x])?
                    .to_vec())
            },
            |x| vec![finite(x, 2.0 * x)],
        ),
    ]
}
