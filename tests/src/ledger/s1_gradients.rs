//! S1 §3: derivatives and gradients.

use std::error::Error;
use std::f64::consts::TAU;

use downhill::calculus::{
    Difference, classify, derivative, directional_derivative, directional_derivatives,
    steepest_ascent, tangent, worst_remainder_ratios,
};
use downhill::objective::{self, Evaluate, Quadratic};

use super::claim::{Claim, Value, Verdict, definition, greatest, holds};

const SOURCE: &str = "S1 §3";

/// S1's point on the hill.
pub(super) const AT: [f64; 2] = [20.0, 5.0];

pub(super) fn claims() -> Vec<Claim> {
    vec![
        definition(
            "S1-3-01",
            SOURCE,
            "A function is differentiable at a point if an affine function agrees with it there up to a remainder of higher order; that is its first-order approximation, and its graph the tangent plane (eq. 3.1, 3.4, 3.5)",
        ),
        holds(
            "S1-3-02",
            SOURCE,
            "Equality at the point determines the intercept, $b = f(x_0, y_0) - a \\cdot (x_0, y_0)$ (eq. 3.2, 3.3): for the hill at (20, 5)",
            28.5,
            1e-12,
            || {
                Ok(tangent(&Quadratic::hill(), &AT)?
                    .affine()
                    .intercept()
                    .into())
            },
        ),
        holds(
            "S1-3-03",
            SOURCE,
            "The remainder is 0 at the point itself",
            0.0,
            0.0,
            || {
                let hill = Quadratic::hill();
                Ok(tangent(&hill, &AT)?.remainder(&hill, &AT)?.into())
            },
        ),
        holds(
            "S1-3-04",
            SOURCE,
            "$\\lvert R \\rvert / \\lVert h \\rVert$ goes to 0 with $\\lVert h \\rVert$ (eq. 3.6): worst ratio of the hill at (20, 5) for $\\lVert h \\rVert$ = 1, 0.01, 0.0001, which is $0.02\\,\\lVert h \\rVert$",
            [0.02, 0.0002, 0.000_002],
            1e-9,
            || {
                let hill = Quadratic::hill();
                let ratios = worst_remainder_ratios(&hill, &AT, &[-0.8, -0.2], &[1.0, 1e-2, 1e-4])?;
                Ok(ratios.iter().map(|r| r.1).collect::<Vec<f64>>().into())
            },
        ),
        holds(
            "S1-3-05",
            SOURCE,
            "If there is such an affine function, there is only one: of 81 × 81 pairs of slopes about (-0.8, -0.2), how many leave a worst ratio under 0.001 at $\\lVert h \\rVert = 10^{-4}$",
            1,
            0.0,
            || {
                let hill = Quadratic::hill();
                let mut fitting = 0;
                for i in -40..=40 {
                    for j in -40..=40 {
                        let slopes = [-0.8 + f64::from(i) / 40.0, -0.2 + f64::from(j) / 40.0];
                        let worst = worst_remainder_ratios(&hill, &AT, &slopes, &[1e-4])?[0].1;
                        fitting += i32::from(worst < 1e-3);
                    }
                }
                Ok(fitting.into())
            },
        ),
        holds(
            "S1-3-06",
            SOURCE,
            "The tangent plane of $z = -0.02x^2 - 0.02y^2 + 20$ at (20, 5) is $z = -0.8x - 0.2y + 28.5$",
            [-0.8, -0.2, 28.5],
            1e-12,
            || {
                let plane = tangent(&Quadratic::hill(), &AT)?;
                let slopes = plane.affine().slopes();
                Ok([slopes[0], slopes[1], plane.affine().intercept()].into())
            },
        ),
        Claim {
            id: "S1-3-07",
            source: SOURCE,
            says: "The normal of that tangent plane is (-0.8, -0.2, 1)",
            verdict: Verdict::Corrected {
                expected: [-0.8, -0.2, 1.0].into(),
                right: [0.8, 0.2, 1.0].into(),
                tolerance: 1e-12,
                computed: || {
                    let plane = tangent(&Quadratic::hill(), &AT)?;
                    Ok(plane.affine().normal().to_vec().into())
                },
                because: "by S1's own eq. 2.7 the normal is $(-a_1, -a_2, 1)$, and here $a_1 = -0.8$, $a_2 = -0.2$",
            },
        },
        Claim {
            id: "S1-3-08",
            source: SOURCE,
            says: "Figure 4's caption: the tangent plane $z = -0.8x - 0.2y + 28.5$ touches the hill at (1, 1)",
            verdict: Verdict::Corrected {
                expected: [1.0, 1.0].into(),
                right: [20.0, 5.0].into(),
                tolerance: 1e-12,
                computed: || {
                    // Where the hill has the plane's slopes.
                    let bends = Quadratic::hill().curvature().diag().to_owned();
                    Ok([-0.8 / bends[0], -0.2 / bends[1]].into())
                },
                because: "the text says (20, 5), and so does the plane: at (1, 1) the tangent plane is $z = -0.04x - 0.04y + 20.04$",
            },
        },
        holds(
            "S1-3-09",
            SOURCE,
            "The difference quotient along a direction tends to the projection of the slopes (eq. 3.7): greatest difference for the hill at (20, 5) over 360 directions",
            0.0,
            1e-9,
            projections_against_differences,
        ),
        holds(
            "S1-3-10",
            SOURCE,
            "The projection is $\\lVert a \\rVert \\cos \\theta$ (eq. 3.8): greatest difference over 360 directions",
            0.0,
            1e-14,
            || {
                let (length, along) = (0.8_f64.hypot(0.2), (-0.2_f64).atan2(-0.8));
                let all = directional_derivatives(&[-0.8, -0.2], 360)?;
                greatest(
                    all.into_iter()
                        .map(|(angle, slope)| Ok((slope - length * (angle - along).cos()).abs())),
                )
            },
        ),
        holds(
            "S1-3-11",
            SOURCE,
            "The rate is greatest and positive along $a$, least and negative against it, 0 across it: on the hill at (20, 5)",
            [0.68_f64.sqrt(), -(0.68_f64.sqrt()), 0.0],
            1e-12,
            || {
                let gradient = Quadratic::hill().gradient(&AT)?;
                let up = steepest_ascent(&gradient)?;
                let across = [-up[1], up[0]];
                Ok([
                    directional_derivative(&gradient, &up)?,
                    directional_derivative(&gradient, &-&up)?,
                    directional_derivative(&gradient, &across)?,
                ]
                .into())
            },
        ),
        holds(
            "S1-3-12",
            SOURCE,
            "The entries of the gradient are the partial derivatives (eq. 3.9, 3.10): difference quotients of the hill at (20, 5) along (1, 0) and (0, 1)",
            [-0.8, -0.2],
            1e-9,
            || Ok([measured(&[1.0, 0.0])?, measured(&[0.0, 1.0])?].into()),
        ),
        holds(
            "S1-3-13",
            SOURCE,
            "The normal of the tangent plane, projected into the plane of the variables, is the opposite of the gradient",
            [0.0, 0.0],
            0.0,
            || {
                let plane = tangent(&Quadratic::hill(), &AT)?;
                let (normal, gradient) =
                    (plane.affine().normal(), Quadratic::hill().gradient(&AT)?);
                Ok([normal[0] + gradient[0], normal[1] + gradient[1]].into())
            },
        ),
        holds(
            "S1-3-14",
            SOURCE,
            "Function and tangent plane rise fastest in the same direction: degrees between the two, measured by differences on the hill",
            0.0,
            0.1,
            || {
                let plane = tangent(&Quadratic::hill(), &AT)?;
                let up = steepest_ascent(&plane.affine().slopes())?;
                let off = (steepest_measured()?.1 - up[1].atan2(up[0])).rem_euclid(TAU);
                Ok(off.min(TAU - off).to_degrees().into())
            },
        ),
        Claim {
            id: "S1-3-15",
            source: SOURCE,
            says: "The length of the gradient's projection onto any direction is the directional derivative: on the hill at (20, 5), straight downhill",
            verdict: Verdict::Corrected {
                expected: 0.68_f64.sqrt().into(),
                right: (-(0.68_f64.sqrt())).into(),
                tolerance: 1e-9,
                computed: || Ok(measured(&[0.8, 0.2])?.into()),
                because: "a length has no sign; the derivative is the projection with its sign, as S1's eq. 3.8 has it",
            },
        },
        holds(
            "S1-3-16",
            SOURCE,
            "Where the gradient is 0, so is the rate in every direction: greatest of 360 for the saddle $x^2 - y^2$ at the origin",
            0.0,
            0.0,
            || {
                let gradient = Quadratic::saddle().gradient(&[0.0, 0.0])?;
                let all = directional_derivatives(&gradient, 360)?;
                greatest(all.into_iter().map(|(_, slope)| Ok(slope.abs())))
            },
        ),
        holds(
            "S1-3-17",
            SOURCE,
            "A zero gradient is necessary for a minimum: greatest length of the gradient at all known minima of the library's functions of two variables",
            0.0,
            1e-6,
            || {
                let functions = objective::all();
                greatest(functions.iter().flat_map(|function| {
                    function.minima().into_iter().map(move |minimum| {
                        let gradient = function.gradient(&minimum.at)?;
                        Ok(gradient.dot(&gradient).sqrt())
                    })
                }))
            },
        ),
        holds(
            "S1-3-18",
            SOURCE,
            "It is not sufficient: the gradient of a saddle is 0, and the saddle is neither minimum nor maximum",
            Value::List(vec![[0.0, 0.0].into(), "saddle with 1 way down".into()]),
            0.0,
            || {
                let saddle = Quadratic::saddle();
                let kind = classify(saddle.curvature(), 1e-9)?;
                Ok(Value::List(vec![
                    saddle.gradient(&[0.0, 0.0])?.to_vec().into(),
                    kind.to_string().as_str().into(),
                ]))
            },
        ),
    ]
}

/// The slope of the hill at (20, 5) along a direction, from values of the hill alone.
fn measured(direction: &[f64; 2]) -> Result<f64, Box<dyn Error>> {
    let length = direction[0].hypot(direction[1]);
    let hill = Quadratic::hill();
    let height = objective::surface(&hill)?;
    let [u, v] = direction.map(|d| d / length);
    let along = |t: f64| height(AT[0] + t * u, AT[1] + t * v);
    Ok(derivative(along, 0.0, Difference::Central)?.value)
}

/// The greatest slope that [`measured`] finds in 3,600 directions, and its angle.
pub(super) fn steepest_measured() -> Result<(f64, f64), Box<dyn Error>> {
    let mut best = (f64::NEG_INFINITY, 0.0);
    for k in 0..3600 {
        let angle = TAU * f64::from(k) / 3600.0;
        let slope = measured(&[angle.cos(), angle.sin()])?;
        if slope > best.0 {
            best = (slope, angle);
        }
    }
    Ok(best)
}

pub(super) fn projections_against_differences() -> Result<Value, Box<dyn Error>> {
    let gradient = Quadratic::hill().gradient(&AT)?;
    let all = directional_derivatives(&gradient, 360)?;
    greatest(
        all.into_iter()
            .map(|(angle, slope)| Ok((slope - measured(&[angle.cos(), angle.sin()])?).abs())),
    )
}
