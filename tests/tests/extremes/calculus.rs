//! Planes and slopes.

use downhill::calculus::{
    Affine, CriticalPoint, Difference, Plane, classify, derivative, directional_derivative,
    directional_derivatives, error_against_step, gradient, gradient_check, hessian, median_errors,
    polar_slopes, steepest_ascent, steepest_on_plane, tangent, worst_remainder_ratios,
};
use downhill::landscape::{hessian_product, sharpness};
use downhill::ndarray::array;
use downhill::objective::Quadratic;
use downhill::prelude::{ChaCha8Rng, SeedableRng};

use super::figures::sound;
use super::shared::*;
use super::{Row, row};

fn root3(x: f64) -> f64 {
    x * 3_f64.sqrt()
}

pub(super) fn rows() -> Vec<Row> {
    [planes(), slopes()].into_iter().flatten().collect()
}

fn planes() -> Vec<Row> {
    let square = |x: f64| Plane::new([x, x, x], 0.0);
    vec![
        row(
            "polar_slopes, steepest_on_plane",
            |x| {
                Ok([
                    sound(&polar_slopes("alt", &[x, 1.0])?.draw()?),
                    sound(&steepest_on_plane("alt", &[x, 1.0], 0.0)?.draw()?),
                    sound(&steepest_on_plane("alt", &[1.0, 1.0], x)?.draw()?),
                ]
                .concat())
            },
            |_| vec![],
        ),
        row(
            "Affine::new, Affine::value",
            |x| Ok(vec![Affine::new(&[1.0, x], x)?.value(&[3.0, 1.0])?]),
            |x| vec![3.0 + 2.0 * x],
        ),
        row(
            "Affine::value",
            |x| Ok(vec![Affine::new(&[2.0, 0.5], 1.0)?.value(&[x, 1.0])?]),
            |x| vec![2.0 * x + 1.5],
        ),
        // The diagonal plane through the origin, whatever the length of its normal.
        row(
            "Plane::new, Plane::distance, Plane::height",
            move |x| {
                let plane = square(x)?;
                let height = plane.height(1.0, 2.0).unwrap_or(NAN);
                Ok(vec![plane.distance([1.0, 0.0, 0.0])?, height, plane.tilt()])
            },
            |x| match x.is_finite() && x != 0.0 {
                true => vec![1.0 / 3_f64.sqrt(), -3.0, 2_f64.sqrt().atan().to_degrees()],
                false => vec![NAN; 3],
            },
        ),
        row(
            "Plane::distance",
            |x| Ok(vec![Plane::new([1.0, 1.0, 1.0], 0.0)?.distance([x, x, x])?]),
            |x| vec![root3(x.abs())],
        ),
        row(
            "Plane::new, Plane::height",
            |x| {
                let plane = Plane::new([1.0, 0.0, 2.0], x)?;
                let same = plane.is_same(&Plane::new([2.0, 0.0, 4.0], 2.0 * x)?);
                let height = plane.height(0.0, 0.0).unwrap_or(NAN);
                Ok(vec![height, f64::from(u8::from(same))])
            },
            |x| match (2.0 * x).is_finite() {
                true => vec![x / 2.0, 1.0],
                false => vec![NAN; 2],
            },
        )
        .to(1e-3),
        row(
            "Plane::height",
            |x| {
                Ok(vec![
                    Plane::new([1.0, 1.0, 1.0], 0.0)?
                        .height(x, 0.0)
                        .unwrap_or(NAN),
                ])
            },
            |x| vec![-x],
        ),
        row(
            "Plane::new",
            move |x| {
                let (plane, other) = (square(x)?, Plane::new([1.0, 1.0, 1.0], 0.0)?);
                let same = [
                    plane.is_same(&plane),
                    plane.is_same(&other),
                    other.is_same(&plane),
                ];
                Ok(same.map(|same| f64::from(u8::from(same))).to_vec())
            },
            |x| vec![if x.is_finite() && x != 0.0 { 1.0 } else { NAN }; 3],
        ),
    ]
}

fn slopes() -> Vec<Row> {
    let bowl = || Quadratic::diagonal(&[2.0, 2.0]);
    let parabola = |p: downhill::ndarray::ArrayView1<f64>| p[0] * p[0];
    vec![
        row(
            "directional_derivative",
            |x| Ok(vec![directional_derivative(&[x, 0.0], &[3.0, 4.0])?]),
            |x| vec![0.6 * x],
        ),
        row(
            "directional_derivative",
            |x| Ok(vec![directional_derivative(&[5.0, 0.0], &[x, x])?]),
            |x| vec![5.0 * sign(x) / 2_f64.sqrt()],
        ),
        row(
            "directional_derivative",
            |x| Ok(vec![directional_derivative(&[x, 0.0], &[x, x])?]),
            |x| vec![sign(x) * x / 2_f64.sqrt()],
        )
        .to(0.3), // 5e-324 times a half
        row(
            "directional_derivatives",
            |x| {
                Ok(directional_derivatives(&[x, 0.0], 2)?
                    .iter()
                    .map(|d| d.1)
                    .collect())
            },
            |x| vec![x, -x],
        ),
        row(
            "steepest_ascent",
            |x| Ok(steepest_ascent(&[x, x])?.to_vec()),
            |x| vec![sign(x) / 2_f64.sqrt(); 2],
        )
        .to(1e-6),
        row(
            "classify",
            |x| {
                let at = classify(&array![[x, 0.0], [0.0, -1.0]], 1e-9)?;
                Ok(vec![match at {
                    CriticalPoint::Saddle { .. } => 1.0,
                    CriticalPoint::Maximum => 2.0,
                    _ => 0.0,
                }])
            },
            |x| {
                vec![match x {
                    x if !x.is_finite() => NAN,
                    x if x > 1e-9 => 1.0,
                    x if x < -1e-9 => 2.0,
                    _ => 0.0,
                }]
            },
        ),
        row(
            "classify",
            |x| {
                let at = classify(&array![[1.0, 0.0], [0.0, 1.0]], x)?;
                Ok(vec![f64::from(u8::from(at == CriticalPoint::Minimum))])
            },
            |x| {
                vec![if (0.0..f64::INFINITY).contains(&x) {
                    f64::from(u8::from(x < 1.0))
                } else {
                    NAN
                }]
            },
        ),
        // x² + y² and its tangent at (x, 1): the rest is the square of the way.
        row(
            "tangent, Tangent::remainder",
            move |x| {
                let bowl = bowl()?;
                Ok(vec![
                    tangent(&bowl, &[x, 1.0])?.remainder(&bowl, &[x, 2.0])?,
                ])
            },
            |x| vec![if x.is_finite() { 1.0 } else { NAN }],
        )
        // What is left of numbers as large as the square.
        .off(|x| 1e-15 * x * x),
        row(
            "Tangent::remainder_ratios",
            move |x| {
                let bowl = bowl()?;
                let rest =
                    tangent(&bowl, &[1.0, 1.0])?.remainder_ratios(&bowl, &[1.0, 0.0], &[x])?;
                Ok(rest.iter().map(|pair| pair.1).collect())
            },
            |x| vec![if x > 1e-20 { x } else { NAN }],
        )
        .to(1e-3),
        row(
            "Tangent::remainder_ratios",
            move |x| {
                let bowl = bowl()?;
                let rest = tangent(&bowl, &[1.0, 1.0])?.remainder_ratios(&bowl, &[x, x], &[0.5])?;
                Ok(rest.iter().map(|pair| pair.1).collect())
            },
            |x| vec![if sign(x).is_nan() { NAN } else { 0.5 }],
        ),
        row(
            "worst_remainder_ratios",
            move |x| {
                let rest = worst_remainder_ratios(&bowl()?, &[1.0, 1.0], &[2.0, 2.0], &[x])?;
                Ok(rest.iter().map(|pair| pair.1).collect())
            },
            |x| vec![if x > 1e-20 { x } else { NAN }],
        )
        .to(1e-3),
        row(
            "worst_remainder_ratios",
            move |x| {
                let rest = worst_remainder_ratios(&bowl()?, &[0.0, 0.0], &[x, 0.0], &[1.0])?;
                Ok(rest.iter().map(|pair| pair.1).collect())
            },
            |x| vec![1.0 + x.abs()],
        ),
        row(
            "worst_remainder_ratios",
            move |x| {
                let rest = worst_remainder_ratios(&bowl()?, &[x, 0.0], &[2.0 * x, 0.0], &[1.0])?;
                Ok(rest.iter().map(|pair| pair.1).collect())
            },
            |x| vec![if x.is_finite() { 1.0 } else { NAN }],
        )
        .off(|x| 1e-15 * x * x),
        row(
            "Difference::quotient",
            |x| Ok(vec![Difference::Central.quotient(|t| 3.0 * t, x, 0.5)]),
            |x| vec![if x.abs() < 1e10 { 3.0 } else { NAN }],
        ),
        row(
            "Difference::quotient",
            |x| Ok(vec![Difference::Forward.quotient(|t| 3.0 * t, 0.0, x)]),
            |x| vec![if x == 0.0 || !x.is_finite() { NAN } else { 3.0 }],
        ),
        row(
            "Difference::step",
            |x| Ok(vec![Difference::Forward.step(x)]),
            |x| vec![f64::EPSILON.sqrt() * if x.is_nan() { NAN } else { x.abs().max(1.0) }],
        ),
        row(
            "derivative",
            |x| Ok(vec![derivative(|t| 3.0 * t, x, Difference::Central)?.value]),
            |x| vec![if x.is_finite() { 3.0 } else { NAN }],
        )
        .to(1e-6),
        row(
            "gradient",
            move |x| {
                Ok(gradient(parabola, &[x], Difference::Central)?
                    .value
                    .to_vec())
            },
            |x| vec![2.0 * x],
        )
        .to(1e-6)
        .off(|_| 1e-9), // the step beside it, squared
        row(
            "hessian",
            move |x| {
                Ok(vec![
                    hessian(parabola, &[x], Difference::Central)?.value[[0, 0]],
                ])
            },
            |x| vec![if x.is_finite() { 2.0 } else { NAN }],
        )
        .to(1e-3),
        row(
            "error_against_step",
            |x| {
                Ok(vec![
                    error_against_step(|t: f64| t, x, 1.0, &[1.0], Difference::Forward)?[0].1,
                ])
            },
            |x| vec![if x.abs() < 1e10 { 0.0 } else { NAN }],
        ),
        row(
            "error_against_step",
            |x| {
                Ok(vec![
                    error_against_step(|t: f64| t, 0.0, x, &[1.0], Difference::Forward)?[0].1,
                ])
            },
            |x| vec![(1.0 - x).abs()],
        ),
        row(
            "error_against_step",
            |x| {
                Ok(vec![
                    error_against_step(|t: f64| t, 0.0, 1.0, &[x], Difference::Forward)?[0].1,
                ])
            },
            |x| vec![if x > 0.0 && x.is_finite() { 0.0 } else { NAN }],
        ),
        row(
            "median_errors",
            |x| {
                Ok(vec![
                    median_errors(|t: f64| t, |_| 1.0, &[x], &[1.0], Difference::Forward)?[0].1,
                ])
            },
            |x| vec![if x.abs() < 1e10 { 0.0 } else { NAN }],
        ),
        row(
            "median_errors",
            |x| {
                Ok(vec![
                    median_errors(|t: f64| t, |_| 1.0, &[0.0], &[x], Difference::Forward)?[0].1,
                ])
            },
            |x| vec![if x > 0.0 && x.is_finite() { 0.0 } else { NAN }],
        ),
        row(
            "gradient_check",
            move |x| {
                let check = gradient_check(&bowl()?, &[x, 1.0])?;
                Ok(vec![
                    check.analytic[0],
                    f64::from(u8::from(check.largest_error < 1e-3)),
                ])
            },
            |x| {
                vec![
                    2.0 * x,
                    if x.is_finite() {
                        f64::from(u8::from(x.abs() < 1e150))
                    } else {
                        NAN
                    },
                ]
            },
        ),
        row(
            "hessian_product",
            move |x| Ok(hessian_product(&bowl()?, &[x, 0.0], &[1.0, 0.0])?.to_vec()),
            |x| {
                if x.is_finite() {
                    vec![2.0, 0.0]
                } else {
                    vec![NAN; 2]
                }
            },
        )
        .to(1e-3),
        row(
            "hessian_product",
            move |x| Ok(vec![hessian_product(&bowl()?, &[1.0, 0.0], &[x, 0.0])?[0]]),
            |x| vec![2.0 * x],
        )
        .to(0.1),
        row(
            "sharpness, Sharpness::again",
            move |x| {
                Ok(vec![
                    sharpness(&bowl()?, &[x, 1.0], &mut ChaCha8Rng::seed_from_u64(0))?.value,
                ])
            },
            |x| vec![if x.is_finite() { 2.0 } else { NAN }],
        )
        .to(1e-3),
    ]
}
