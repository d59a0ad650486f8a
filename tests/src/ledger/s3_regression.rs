//! The claims of S3 §4, its listing for linear regression.

use downhill::calculus::{Difference, gradient};
use downhill::data::s3_line;
use downhill::ndarray::{Array1, Array2, Axis, array};
use downhill::objective::{Evaluate, surface};
use downhill::optim::Descent;
use downhill::regression::{Linear, SquaredLoss, least_squares};

use super::claim::Verdict::{Corrected, Reproduced};
use super::claim::{Claim, Value, distance};

const SOURCE: &str = "S3 §4";

/// The weight of the listing, with its shapes mended, after its 1,000 steps.
fn listing() -> downhill::Result<Linear> {
    let loss = SquaredLoss::mean(&s3_line()?).without_intercept();
    let run = Descent::new(0.01).steps(1000).run(&loss, &[0.0])?;
    loss.model(run.end())
}

/// The same with an intercept.
fn with_intercept() -> downhill::Result<Linear> {
    let loss = SquaredLoss::mean(&s3_line()?);
    let run = Descent::new(0.01).steps(1000).run(&loss, &[0.0, 0.0])?;
    loss.model(run.end())
}

/// The shape of what the listing calls gradients: with x and y as columns and the weights as a list.
fn shape_of_the_gradients() -> downhill::Result<Vec<usize>> {
    let samples = s3_line()?;
    let y: Array2<f64> = samples.targets().clone().insert_axis(Axis(1));
    let linear: Array1<f64> = samples.inputs().dot(&Array1::zeros(1));
    let errors: Array2<f64> = &linear - &y;
    Ok(samples.inputs().t().dot(&errors).shape().to_vec())
}

fn parameters(line: &Linear) -> Value {
    [line.coefficients()[0], line.intercept()].into()
}

pub(super) fn claims() -> Vec<Claim> {
    [data(), model(), result()].concat()
}

fn data() -> Vec<Claim> {
    vec![
        Claim {
            id: "S3-4-01",
            source: SOURCE,
            says: "The training data are made from y = 2x + 3. Slope and intercept of their least-squares line.",
            verdict: Reproduced {
                expected: [2, 3].into(),
                tolerance: 0.03,
                computed: || Ok(parameters(&least_squares(&s3_line()?)?)),
            },
        },
        Claim {
            id: "S3-4-02",
            source: SOURCE,
            says: "They are data of a set of linear equations, y = 2x + 3. Do all points satisfy it?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let points = s3_line()?.points(0)?;
                    Ok(points
                        .iter()
                        .all(|(x, y)| (2.0 * x + 3.0 - y).abs() < 1e-9)
                        .into())
                },
                because: "the listing adds noise, and a hundred equations for one line have no solution then; that is why one minimises",
            },
        },
        Claim {
            id: "S3-4-03",
            source: SOURCE,
            says: "100 points, x from 0 to 10, noise 0.1. Number of points, whether all x are in that interval, standard deviation of y - 2x - 3 to one decimal.",
            verdict: Reproduced {
                expected: [100.into(), true.into(), Value::from(0.1)].into(),
                tolerance: 1e-12,
                computed: || {
                    let samples = s3_line()?;
                    let x = samples.inputs().column(0).to_owned();
                    let noise = samples.targets() - (2.0 * &x + 3.0);
                    let inside = x.iter().all(|x| (0.0..=10.0).contains(x));
                    let deviation = (noise.std(0.0) * 10.0).round() / 10.0;
                    Ok([
                        samples.count().into(),
                        inside.into(),
                        Value::from(deviation),
                    ]
                    .into())
                },
            },
        },
    ]
}

fn model() -> Vec<Claim> {
    vec![
        Claim {
            id: "S3-4-04",
            source: SOURCE,
            says: "The gradient of the mean squared error is 2/n Xᵀ(Xθ - y). Greatest difference from a numerical gradient at (1, -2).",
            verdict: Reproduced {
                expected: 0.into(),
                tolerance: 1e-6,
                computed: || {
                    let loss = SquaredLoss::mean(&s3_line()?);
                    let numeric = numeric(&loss)?;
                    distance(&loss.gradient(&[1.0, -2.0])?, &numeric)
                },
            },
        },
        Claim {
            id: "S3-4-05",
            source: SOURCE,
            says: "The gradients of the listing can be subtracted from its weights, which have shape (1). Shape of the gradients.",
            verdict: Corrected {
                expected: [1].into(),
                right: [1, 100].into(),
                tolerance: 0.0,
                computed: || Ok(shape_of_the_gradients()?.into()),
                because: "predictions of shape (100) minus targets of shape (100, 1) are broadcast to (100, 100); the subtraction in place then raises a `ValueError`, and the listing ends in its first step",
            },
        },
        Claim {
            id: "S3-4-06",
            source: SOURCE,
            says: "The model is a linear regression model for these data. Its intercept, and the intercept of the data.",
            verdict: Corrected {
                expected: [3, 3].into(),
                right: [0, 3].into(),
                tolerance: 0.03,
                computed: || {
                    let data = least_squares(&s3_line()?)?;
                    Ok([listing()?.intercept(), data.intercept()].into())
                },
                because: "the listing has weights for the features and no intercept, so that all its lines pass through the origin",
            },
        },
        Claim {
            id: "S3-4-07",
            source: SOURCE,
            says: "The rate 0.01 suits these data. Is it below 2/L, with and without an intercept?",
            verdict: Reproduced {
                expected: [true, true].into(),
                tolerance: 0.0,
                computed: || {
                    let loss = SquaredLoss::mean(&s3_line()?);
                    let largest = |loss: &SquaredLoss| loss.quadratic()?.largest_stable_rate();
                    Ok([
                        0.01 < largest(&loss)?,
                        0.01 < largest(&loss.without_intercept())?,
                    ]
                    .into())
                },
            },
        },
        Claim {
            id: "S3-4-08",
            source: SOURCE,
            says: "1,000 steps are enough. Steps to a gradient below 1e-4, with an intercept.",
            verdict: Corrected {
                expected: 1000.into(),
                right: 1802.into(),
                tolerance: 0.0,
                computed: || {
                    let bowl = SquaredLoss::mean(&s3_line()?).quadratic()?;
                    let steps = bowl.steps_to(&[0.0, 0.0], 0.01, 1e-4)?.unwrap_or(0);
                    Ok((steps as usize).into())
                },
                because: "without an intercept a few dozen would do; with one, the flat direction takes longer, and after 1,000 steps the intercept is still 0.013 off",
            },
        },
    ]
}

/// The gradient of a loss at (1, -2) by central differences.
fn numeric(loss: &SquaredLoss) -> downhill::Result<Array1<f64>> {
    let height = surface(loss)?;
    let estimate = gradient(|at| height(at[0], at[1]), &[1.0, -2.0], Difference::Central)?;
    Ok(estimate.value)
}

fn result() -> Vec<Claim> {
    vec![
        Claim {
            id: "S3-4-09",
            source: SOURCE,
            says: "Training finds the line. Slope and intercept of the listing with its shapes mended.",
            verdict: Corrected {
                expected: [2, 3].into(),
                right: [2.465_33, 0.0].into(),
                tolerance: 1e-5,
                computed: || Ok(parameters(&listing()?)),
                because: "without an intercept the best slope is Σxy / Σx², which is too steep",
            },
        },
        Claim {
            id: "S3-4-10",
            source: SOURCE,
            says: "Training finds the line. The same with an intercept.",
            verdict: Reproduced {
                expected: [2, 3].into(),
                tolerance: 0.01,
                computed: || Ok(parameters(&with_intercept()?)),
            },
        },
        Claim {
            id: "S3-4-11",
            source: SOURCE,
            says: "The right answers for x from 1 to 5 are 2x + 3.",
            verdict: Reproduced {
                expected: [5, 7, 9, 11, 13].into(),
                tolerance: 0.0,
                computed: || {
                    let truth = Linear::new(&[2.0], 3.0)?;
                    Ok(truth.predict(&five())?.to_vec().into())
                },
            },
        },
        Claim {
            id: "S3-4-12",
            source: SOURCE,
            says: "The predictions can be verified by those answers. Greatest miss of the listing with its shapes mended.",
            verdict: Corrected {
                expected: 0.into(),
                right: 2.534_67.into(),
                tolerance: 1e-5,
                computed: || {
                    let answers = array![5.0, 7.0, 9.0, 11.0, 13.0];
                    distance(&listing()?.predict(&five())?, &answers)
                },
                because: "S3 shows no output; at x = 1 the mended listing says 2.465 and the answer is 5",
            },
        },
    ]
}

fn five() -> Array2<f64> {
    array![[1.0], [2.0], [3.0], [4.0], [5.0]]
}
