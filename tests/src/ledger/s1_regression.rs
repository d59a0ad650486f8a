//! The claims of S1 §5 and §6, linear regression by descent.

use downhill::data::{Regression, noisy_line};
use downhill::ndarray::{Array1, Array2, Axis};
use downhill::objective::{Evaluate, Quadratic};
use downhill::optim::Descent;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::{Cost, Linear, SquaredLoss, least_squares, normal_equations};

use super::claim::Verdict::{CannotBeChecked, Corrected, Reproduced};
use super::claim::{Claim, ours};

const REGRESSION: &str = "S1 §5";
const CONCLUSION: &str = "S1 §6";
const START: [f64; 2] = [-100.0, -100.0];
/// Where S1's descent ends.
const S1_LINE: [f64; 2] = [1.2112, 1.9725];

fn grid() -> Array1<f64> {
    Array1::linspace(0.0, 10.0, 100)
}

/// A hundred points as S1 makes them, with x on the grid from 0 to 10.
fn points() -> downhill::Result<Regression> {
    noisy_line(1.2, 2.0, 0.6, &grid(), &mut ChaCha8Rng::seed_from_u64(5))
}

/// S1's bowl, if its x are these: its lowest point is S1's line.
fn bowl(x: &Array1<f64>) -> downhill::Result<Quadratic> {
    let [slope, intercept] = S1_LINE;
    let mut unused = ChaCha8Rng::seed_from_u64(0);
    SquaredLoss::half_sum(&noisy_line(slope, intercept, 0.0, x, &mut unused)?).quadratic()
}

fn parameters(line: &Linear) -> [f64; 2] {
    [line.coefficients()[0], line.intercept()]
}

/// Steps that S1's descent takes with these x.
fn steps(x: &Array1<f64>) -> downhill::Result<usize> {
    let steps = bowl(x)?.steps_to(&START, 1e-4, 1e-4)?;
    Ok(steps.unwrap_or(0) as usize)
}

/// `count` independent features for `samples` samples, the cosines of whole multiples of an angle:
/// the columns are orthogonal, and the bowl is as round as can be.
fn round(samples: usize, count: usize) -> downhill::Result<Regression> {
    let angle = |i: usize| std::f64::consts::PI * (i as f64 + 0.5) / samples as f64;
    let inputs = Array2::from_shape_fn((samples, count), |(i, j)| {
        2.0_f64.sqrt() * (angle(i) * (j + 1) as f64).cos()
    });
    let targets = inputs.sum_axis(Axis(1)) + 1.0;
    Regression::new(inputs, targets)
}

/// What descent to a gradient below 1e-4 costs, in units of what QR costs.
fn cost_of_descent(samples: &Regression, start: &[f64], rate: f64) -> downhill::Result<f64> {
    let bowl = SquaredLoss::half_sum(samples).quadratic()?;
    let steps = bowl.steps_to(start, rate, 1e-4)?.unwrap_or(u64::MAX);
    let cost = Cost::of(samples);
    Ok(cost.descent(steps) / cost.qr())
}

pub(super) fn claims() -> Vec<Claim> {
    [least(), cost(), example(), conclusion()].concat()
}

fn least() -> Vec<Claim> {
    vec![
        Claim {
            id: "S1-5-01",
            source: REGRESSION,
            says: "To find the least-squares solution of a linear regression a matrix has to be inverted. Does the way without an inverse, by QR, lead elsewhere?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let samples = points()?;
                    let one = parameters(&least_squares(&samples)?);
                    let other = parameters(&normal_equations(&samples)?);
                    let apart = one.iter().zip(other).any(|(a, b)| (a - b).abs() > 1e-10);
                    Ok(apart.into())
                },
                because: "a linear system has to be solved, and no inverse is needed for that; by QR not even XᵀX is formed, whose condition number is squared",
            },
        },
        Claim {
            id: "S1-5-02",
            source: REGRESSION,
            says: "The least-squares solution is the global minimum of e, and is found where the gradient is zero. Length of the gradient there, and the least eigenvalue of the Hessian is positive.",
            verdict: Reproduced {
                expected: [0.into(), super::claim::Value::from(true)].into(),
                tolerance: 1e-9,
                computed: || {
                    let samples = points()?;
                    let loss = SquaredLoss::half_sum(&samples);
                    let gradient = loss.gradient(&parameters(&least_squares(&samples)?))?;
                    let least = loss.quadratic()?.eigen().values()[0];
                    Ok([
                        gradient.dot(&gradient).sqrt().into(),
                        super::claim::Value::from(least > 0.0),
                    ]
                    .into())
                },
            },
        },
        Claim {
            id: "S1-5-03",
            source: REGRESSION,
            says: "Equation 5.1: e(a, b) = ½ Σ (axᵢ + b - yᵢ)². For the points (0, 1), (1, 3), (2, 4) at a = 1, b = 1: residuals 0, -1, -1.",
            verdict: Reproduced {
                expected: 1.into(),
                tolerance: 1e-15,
                computed: || {
                    Ok(SquaredLoss::half_sum(&three_points()?)
                        .value(&[1.0, 1.0])?
                        .into())
                },
            },
        },
        Claim {
            id: "S1-5-04",
            source: REGRESSION,
            says: "Equation 5.2: its gradient is (Σ xᵢ(axᵢ + b - yᵢ), Σ (axᵢ + b - yᵢ)). At the same place: (-1 - 2, -1 - 1).",
            verdict: Reproduced {
                expected: [-3, -2].into(),
                tolerance: 1e-15,
                computed: || {
                    let gradient = SquaredLoss::half_sum(&three_points()?).gradient(&[1.0, 1.0])?;
                    Ok(gradient.to_vec().into())
                },
            },
        },
    ]
}

fn three_points() -> downhill::Result<Regression> {
    let x = Array1::from(vec![0.0, 1.0, 2.0]);
    Regression::new(x.insert_axis(Axis(1)), Array1::from(vec![1.0, 3.0, 4.0]))
}

fn cost() -> Vec<Claim> {
    vec![
        Claim {
            id: "S1-5-05",
            source: REGRESSION,
            says: "With many samples solving is expensive, so one descends instead. Is S1's own descent, with 100 points, cheaper than QR, counted in operations?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || Ok((cost_of_descent(&points()?, &START, 1e-4)? < 1.0).into()),
                because: "it takes thousands of times as many operations: a step on 100 points costs as much as solving for the two unknowns",
            },
        },
        Claim {
            id: "S1-5-06",
            source: REGRESSION,
            says: "The more samples, the more there is to be said for descent. By which factor does the cost of a step grow less than that of the normal equations, from 100 to 1,000,000 samples of a line?",
            verdict: Corrected {
                expected: 10_000.into(),
                right: 1.into(),
                tolerance: 0.02,
                computed: || {
                    let [few, many] = [100, 1_000_000].map(|samples| Cost {
                        samples,
                        parameters: 2,
                    });
                    let solving = many.normal_equations() / few.normal_equations();
                    Ok((solving / (many.descent(1) / few.descent(1))).into())
                },
                because: "with more samples than parameters both costs are proportional to the number of samples",
            },
        },
        ours(
            "S1-5-07",
            REGRESSION,
            "With many dimensions solving is expensive, and descent is cheaper. Is it, with 60 orthogonal features and 200 samples?",
            true,
            0.0,
            || {
                let ratio = cost_of_descent(&round(200, 60)?, &[0.0; 61], 1.0 / 250.0)?;
                Ok((ratio < 1.0).into())
            },
            "on these features, which are ours: orthogonal ones are the best that descent can meet, since its number of steps grows with the condition number",
        ),
    ]
}

fn example() -> Vec<Claim> {
    vec![
        Claim {
            id: "S1-5-08",
            source: REGRESSION,
            says: "100 points of y = 1.2x + 2.0, each y with normal noise of mean 0 and standard deviation 0.6. Number of points; mean and standard deviation of the noise in 1,000 such sets.",
            verdict: Reproduced {
                expected: [100.0, 0.0, 0.6].into(),
                tolerance: 0.005,
                computed: || {
                    let mut rng = ChaCha8Rng::seed_from_u64(8);
                    let (mut noise, mut count) = (Vec::new(), 0);
                    for _ in 0..1000 {
                        let samples = noisy_line(1.2, 2.0, 0.6, &grid(), &mut rng)?;
                        count = samples.count();
                        noise.extend(samples.targets() - (1.2 * &grid() + 2.0));
                    }
                    let noise = Array1::from(noise);
                    let mean = noise.mean().ok_or("no noise")?;
                    Ok([count as f64, mean, noise.std(0.0)].into())
                },
            },
        },
        Claim {
            id: "S1-5-09",
            source: REGRESSION,
            says: "The least-squares line of S1's points is y = 1.211x + 1.972.",
            verdict: CannotBeChecked {
                because: "S1 gives neither its points nor a seed",
            },
        },
        Claim {
            id: "S1-5-10",
            source: REGRESSION,
            says: "That line is rather accurate. Are slope and intercept within one standard error of 1.2 and 2.0, with x a grid from 0 to 10?",
            verdict: Reproduced {
                expected: [true, true].into(),
                tolerance: 0.0,
                computed: || {
                    // The covariance of the estimate is σ² H⁻¹.
                    let eigen = bowl(&grid())?.eigen().clone();
                    let error = |parameter: usize| {
                        let vectors = eigen.vectors().row(parameter);
                        let shares = vectors.iter().zip(eigen.values()).map(|(v, l)| v * v / l);
                        0.6 * shares.sum::<f64>().sqrt()
                    };
                    Ok([
                        (1.211_f64 - 1.2).abs() < error(0),
                        (1.972_f64 - 2.0).abs() < error(1),
                    ]
                    .into())
                },
            },
        },
        Claim {
            id: "S1-5-11",
            source: REGRESSION,
            says: "From (-100, -100), at rate 0.0001, until the gradient is shorter than 1e-4, descent takes 6,789 steps. To within 3 steps, with x a grid from 0 to 10 and S1's own line as the lowest point.",
            verdict: Reproduced {
                expected: 6789.into(),
                tolerance: 3.0,
                computed: || Ok(steps(&grid())?.into()),
            },
        },
        Claim {
            id: "S1-5-12",
            source: REGRESSION,
            says: "Exactly 6,789 steps.",
            verdict: CannotBeChecked {
                because: "S1 does not give its $x$, which decide the count: a hundred from 0 to 10 give 6,792 steps, and others give 6,789 to within a few as well",
            },
        },
        Claim {
            id: "S1-5-13",
            source: REGRESSION,
            says: "Descent ends at (1.2112, 1.9725), which is the least-squares line but for rounding. Distance of the two, with the grid.",
            verdict: Reproduced {
                expected: 0.into(),
                tolerance: 5e-6,
                computed: || {
                    let run = Descent::new(1e-4)
                        .tolerance(1e-4)
                        .run(&bowl(&grid())?, &START)?;
                    let off = run.end() - &Array1::from(S1_LINE.to_vec());
                    Ok(off.dot(&off).sqrt().into())
                },
            },
        },
        Claim {
            id: "S1-5-14",
            source: REGRESSION,
            says: "What difference remains is rounding. Is it that small, less than 1e-10?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let run = Descent::new(1e-4)
                        .tolerance(1e-4)
                        .run(&bowl(&grid())?, &START)?;
                    let off = run.end() - &Array1::from(S1_LINE.to_vec());
                    Ok((off.dot(&off).sqrt() < 1e-10).into())
                },
                because: "descent stops while the gradient is still about 1e-4, and that is 1e-4 / λ, about 4e-6, short of the minimum; the displayed digits hide it",
            },
        },
    ]
}

fn conclusion() -> Vec<Claim> {
    vec![
        Claim {
            id: "S1-6-01",
            source: CONCLUSION,
            says: "Descent expands the function to first order and goes where it falls fastest. Real fall over η‖∇e‖², which the expansion promises, in one step with η = 1e-9 from (-100, -100).",
            verdict: Reproduced {
                expected: 1.into(),
                tolerance: 1e-5,
                computed: || {
                    let loss = SquaredLoss::half_sum(&points()?);
                    let gradient = loss.gradient(&START)?;
                    let run = Descent::new(1e-9).steps(1).run(&loss, &START)?;
                    let fall = loss.value(&START)? - run.value();
                    Ok((fall / (1e-9 * gradient.dot(&gradient))).into())
                },
            },
        },
        Claim {
            id: "S1-6-02",
            source: CONCLUSION,
            says: "It hopes for the global minimum. On the squared loss, does it get there from each of the corners (±100, ±100)?",
            verdict: Reproduced {
                expected: true.into(),
                tolerance: 0.0,
                computed: || {
                    let bowl = bowl(&grid())?;
                    for corner in [
                        [-100.0, -100.0],
                        [-100.0, 100.0],
                        [100.0, -100.0],
                        [100.0, 100.0],
                    ] {
                        let end = Descent::new(1e-4).run(&bowl, &corner)?.end().clone();
                        if (end[0] - S1_LINE[0]).hypot(end[1] - S1_LINE[1]) > 1e-5 {
                            return Ok(false.into());
                        }
                    }
                    Ok(true.into())
                },
            },
        },
        Claim {
            id: "S1-6-03",
            source: CONCLUSION,
            says: "Steepest descent and conjugate gradients are other gradient methods.",
            verdict: CannotBeChecked {
                because: "it is a list of names; by *steepest descent* S1 means descent with a line search, which others call by the name of what S1 calls gradient descent",
            },
        },
        Claim {
            id: "S1-6-04",
            source: CONCLUSION,
            says: "Newton's method uses second-order properties. One Newton step from (-100, -100), by the Hessian of e.",
            verdict: Reproduced {
                expected: S1_LINE.into(),
                tolerance: 1e-10,
                computed: || {
                    let bowl = bowl(&grid())?;
                    let step = downhill::linalg::Qr::new(bowl.curvature())?
                        .solve(&bowl.gradient(&START)?)?;
                    Ok((Array1::from(START.to_vec()) - step).to_vec().into())
                },
            },
        },
        Claim {
            id: "S1-6-05",
            source: CONCLUSION,
            says: "Backpropagation, by which networks are trained, is gradient descent.",
            verdict: CannotBeChecked {
                because: "it is a matter of words: backpropagation computes the gradient, and descent is what one then does with it; S1's next sentence says so, too",
            },
        },
        Claim {
            id: "S1-6-06",
            source: CONCLUSION,
            says: "Quasi-Newton methods use second-order properties.",
            verdict: CannotBeChecked {
                because: "it is a classification; they estimate second derivatives from differences of gradients, and never see a Hessian",
            },
        },
    ]
}
