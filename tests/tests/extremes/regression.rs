//! Lines through samples.

use downhill::data::{Regression, random_features};
use downhill::ndarray::array;
use downhill::objective::Evaluate;
use downhill::optim::Descent;
use downhill::regression::{
    Condition, Cost, Linear, SquaredLoss, Standardizer, descents, fastest_steps, least_squares,
    normal_equations,
};

use super::shared::*;
use super::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    let slope = |model: Linear| vec![model.coefficients()[0], model.intercept()];
    vec![
        row(
            "Condition::of",
            |x| {
                let Condition { raw, scaled } = Condition::of(&pair(x)?)?;
                Ok(vec![raw, scaled])
            },
            |x| {
                // Of the rows (0, 1) and (x, 1): the product of the singular values is x, the sum of their squares x² + 2.
                let size = x.abs();
                let raw = match size {
                    size if size > 1e10 => size,
                    size if size < 1e-10 => 2.0 / size,
                    size => {
                        let half = size * size / 2.0 + 1.0;
                        (half + (half * half - size * size).sqrt()) / size
                    }
                };
                vec![
                    raw,
                    if x == 0.0 {
                        f64::INFINITY
                    } else {
                        finite(x, 1.0 + 2_f64.sqrt())
                    },
                ]
            },
        ),
        row(
            "fastest_steps",
            |x| {
                let line = Regression::new(array![[0.0], [1.0], [3.0]], array![0.0, 1.0, 5.0])?;
                Ok(vec![yes(fastest_steps(&line, x)? > 0)])
            },
            |x| vec![if x > 0.0 && x < 1.0 { 1.0 } else { NAN }],
        ),
        row(
            "fastest_steps",
            |x| Ok(vec![yes(fastest_steps(&pair(x)?, 1e-6)? > 0)]),
            |x| vec![finite(x, 1.0)],
        ),
        row(
            "random_features",
            |x| {
                let samples = random_features(20, 2, x, &mut draw())?;
                Ok(vec![yes(samples
                    .inputs()
                    .iter()
                    .all(|input| input.is_finite()))])
            },
            |x| vec![if (0.0..=1.0).contains(&x) { 1.0 } else { NAN }],
        ),
        row(
            "least_squares",
            move |x| Ok(slope(least_squares(&pair(x)?)?)),
            |x| {
                vec![
                    if x == 0.0 { NAN } else { finite(x, 1.0 / x) },
                    finite(x, 0.0),
                ]
            },
        )
        .off(|_| 1e-14),
        row(
            "normal_equations",
            move |x| Ok(vec![slope(normal_equations(&pair(x)?)?)[0]]),
            |x| vec![if x == 0.0 { NAN } else { finite(x, 1.0 / x) }],
        )
        .to(1e-3),
        row(
            "least_squares, normal_equations",
            |x| {
                let samples = Regression::new(array![[0.0], [1.0]], array![0.0, x])?;
                Ok(vec![
                    least_squares(&samples)?.coefficients()[0],
                    normal_equations(&samples)?.coefficients()[0],
                ])
            },
            |x| vec![x, x],
        )
        .to(1e-3),
        row(
            "Linear::new, Linear::predict",
            |x| Ok(Linear::new(&[x], x)?.predict(&array![[2.0]])?.to_vec()),
            |x| vec![3.0 * x],
        ),
        row(
            "Linear::predict",
            |x| Ok(Linear::new(&[2.0], 1.0)?.predict(&array![[x]])?.to_vec()),
            |x| vec![2.0 * x + 1.0],
        ),
        row(
            "Linear::mean_squared_error",
            |x| {
                let samples = Regression::new(array![[0.0], [1.0]], array![x, x])?;
                Ok(vec![
                    Linear::new(&[0.0], 0.0)?.mean_squared_error(&samples)?,
                ])
            },
            |x| vec![x * x],
        ),
        row(
            "Linear::r_squared",
            |x| {
                let samples = Regression::new(array![[0.0], [1.0]], array![-x, x])?;
                Ok(vec![Linear::new(&[x], 0.0)?.r_squared(&samples)?])
            },
            |x| vec![if x == 0.0 { NAN } else { finite(x, 0.5) }],
        )
        .to(1e-6),
        row(
            "SquaredLoss::half_sum, SquaredLoss::mean, SquaredLoss::model",
            |x| {
                let samples = Regression::new(array![[1.0]], array![x])?;
                let [half, mean] = [SquaredLoss::half_sum(&samples), SquaredLoss::mean(&samples)];
                Ok(vec![
                    half.value(&[1.0, 0.0])?,
                    mean.value(&[1.0, 0.0])?,
                    half.model(&[x, x])?.intercept(),
                ])
            },
            |x| vec![0.5 * (1.0 - x) * (1.0 - x), (1.0 - x) * (1.0 - x), x],
        ),
        row(
            "descents",
            |x| {
                let ends = descents(
                    1,
                    || Regression::new(array![[1.0], [2.0]], array![2.0, 4.0]),
                    &Descent::new(0.1).steps(1),
                    &[x, 0.0],
                )?;
                Ok(vec![ends.len() as f64])
            },
            |x| vec![finite(x, 1.0)],
        ),
        row(
            "Cost::of",
            |x| Ok(vec![Cost::of(&pair(x)?).samples as f64]),
            |x| vec![finite(x, 2.0)],
        ),
        row(
            "Standardizer::fit, Standardizer::apply, Standardizer::apply_to",
            |x| {
                let samples = pair(x)?;
                let scale = Standardizer::fit(samples.inputs())?;
                let other = scale.apply_to(&samples)?;
                Ok(vec![
                    scale.apply(samples.inputs())?[[1, 0]],
                    other.inputs()[[0, 0]],
                ])
            },
            |x| {
                if x == 0.0 || !x.is_finite() {
                    vec![NAN; 2]
                } else {
                    vec![x.signum(), -x.signum()]
                }
            },
        )
        .to(1e-6),
        row(
            "Standardizer::apply",
            |x| {
                let scale = Standardizer::fit(&array![[-1.0], [1.0]])?;
                Ok(vec![scale.apply(&array![[x]])?[[0, 0]]])
            },
            |x| vec![x],
        ),
    ]
}
