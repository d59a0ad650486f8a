//! S1 §1: what affine functions, derivatives and gradients are, in words.

use std::f64::consts::TAU;

use downhill::calculus::{Plane, tangent, worst_remainder_ratios};
use downhill::objective::{Banana, Evaluate, Quadratic};
use downhill::optim::{Descent, Keep};

use super::claim::{Claim, Verdict, beyond, definition, greatest, holds};
use super::s1_affine::{plane, points};
use super::s1_gradients::{AT, projections_against_differences, steepest_measured};

const SOURCE: &str = "S1 §1";

pub(super) fn claims() -> Vec<Claim> {
    vec![
        definition(
            "S1-1-01",
            SOURCE,
            "Optimisation looks for the values of the variables at which a function is least",
        ),
        beyond(
            "S1-1-02",
            SOURCE,
            "Neural networks are mostly trained by gradient descent, with gradients by backpropagation",
            "it says what people do; chapters 07 to 17 do it",
        ),
        Claim {
            id: "S1-1-03",
            source: SOURCE,
            says: "Affine functions are linear functions: whether $f(u + v) = f(u) + f(v)$ for $f = 0.5x + 0.2y + 3$",
            verdict: Verdict::Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let (f, u, v) = (plane()?, [1.0, 2.0], [4.0, -3.0]);
                    let sum = f.value(&[u[0] + v[0], u[1] + v[1]])?;
                    Ok((sum == f.value(&u)? + f.value(&v)?).into())
                },
                because: "the intercept is counted twice on the right; linear functions are the affine ones with intercept 0",
            },
        },
        holds(
            "S1-1-04",
            SOURCE,
            "The graph of an affine function is a plane: greatest distance from it of 1,000 points of the graph of $0.5x + 0.2y + 3$",
            0.0,
            1e-14,
            || {
                let (f, plane) = (plane()?, Plane::of(&plane()?)?);
                let far = points().map(|[x, y]| Ok(plane.distance([x, y, f.value(&[x, y])?])?));
                greatest(far)
            },
        ),
        holds(
            "S1-1-05",
            SOURCE,
            "Near a point at which it is differentiable, a function is well approximated by its tangent plane: worst $\\lvert R \\rvert / \\lVert h \\rVert$ of the banana at $(-1.9, -0.9)$ for $\\lVert h \\rVert = 10^{-6}$",
            0.0,
            3e-3,
            || {
                let at = [-1.9, -0.9];
                let slopes = Banana.gradient(&at)?;
                Ok(worst_remainder_ratios(&Banana, &at, &slopes, &[1e-6])?[0]
                    .1
                    .into())
            },
        ),
        holds(
            "S1-1-06",
            SOURCE,
            "The gradient is a vector in the space of the variables: how many entries it has for a function of two",
            2.0,
            0.0,
            || Ok(Quadratic::hill().gradient(&AT)?.len().into()),
        ),
        holds(
            "S1-1-07",
            SOURCE,
            "A function rises fastest along its gradient: degrees between the gradient of the hill at (20, 5) and the steepest of 3,600 directions, measured by differences",
            0.0,
            0.1,
            || {
                let (_, angle) = steepest_measured()?;
                let gradient = Quadratic::hill().gradient(&AT)?;
                let along = (gradient[1].atan2(gradient[0]) - angle).rem_euclid(TAU);
                Ok(along.min(TAU - along).to_degrees().into())
            },
        ),
        holds(
            "S1-1-08",
            SOURCE,
            "The length of the gradient is that greatest rate: their difference, for the same directions",
            0.0,
            1e-6,
            || Ok((steepest_measured()?.0 - 0.68_f64.sqrt()).abs().into()),
        ),
        holds(
            "S1-1-09",
            SOURCE,
            "The projection of the gradient onto a direction is the rate of change along it: greatest difference over 360 directions",
            0.0,
            1e-9,
            projections_against_differences,
        ),
        holds(
            "S1-1-10",
            SOURCE,
            "Gradient descent moves against the gradient, again and again: greatest deviation of 20 steps at rate 0.5 from $-0.5\\,\\nabla f$, on the bowl",
            0.0,
            1e-14,
            || {
                let bowl = Quadratic::bowl();
                let run = Descent::new(0.5)
                    .steps(20)
                    .keep(Keep::All)
                    .run(&bowl, &[-6.0, -6.0])?;
                let points = run.path().points();
                greatest((1..points.nrows()).map(|k| {
                    let (from, to) = (points.row(k - 1), points.row(k));
                    let off = &to - &from + 0.5 * bowl.gradient(&from)?;
                    Ok(off.dot(&off).sqrt())
                }))
            },
        ),
        holds(
            "S1-1-11",
            SOURCE,
            "Other dimensions are analogous to two: greatest $\\lvert R \\rvert / \\lVert h \\rVert$ of a bowl of five variables for $\\lVert h \\rVert = 10^{-6}$, along 5 axes",
            0.0,
            1e-5,
            || {
                let bowl = Quadratic::diagonal(&[1.0, 2.0, 3.0, 4.0, 5.0])?;
                let touching = tangent(&bowl, &[1.0, -1.0, 0.5, 0.0, 2.0])?;
                greatest((0..5).map(|k| {
                    let mut axis = [0.0; 5];
                    axis[k] = 1.0;
                    Ok(touching.remainder_ratios(&bowl, &axis, &[1e-6])?[0].1)
                }))
            },
        ),
    ]
}
