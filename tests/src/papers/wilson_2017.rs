//! Data on which adaptive rules answer "positive" to everything new: chapter 14.

use std::error::Error;

use downhill::data::Regression;
use downhill::ndarray::{Array1, Array2};
use downhill::optim::{
    AdaGrad, Adam, Descent, GradientDescent, Keep, Momentum, Optimizer, RmsProp,
};
use downhill::rand::{Rng, RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::SquaredLoss;

use super::finding::{Finding, Line, Measured, Scale, Verdict};

/// The share of positive samples that is drawn.
const POSITIVE: f64 = 0.6;

fn label(rng: &mut impl Rng) -> f64 {
    if rng.random_bool(POSITIVE) { 1.0 } else { -1.0 }
}

/// Feature 1 is the label, features 2 and 3 are always 1, and then each sample has features of its own: one if it is positive,
/// five if it is negative.
fn training_set(count: usize, rng: &mut impl Rng) -> Result<Regression, Box<dyn Error>> {
    let labels = loop {
        let labels = Array1::from_shape_simple_fn(count, || label(rng));
        if labels.sum() > 0.0 {
            break labels;
        }
    };
    let mut inputs = Array2::zeros((count, 3 + 5 * count));
    for (i, &y) in labels.iter().enumerate() {
        inputs[[i, 0]] = y;
        inputs[[i, 1]] = 1.0;
        inputs[[i, 2]] = 1.0;
        let own = if y > 0.0 { 1 } else { 5 };
        for k in 0..own {
            inputs[[i, 3 + 5 * i + k]] = 1.0;
        }
    }
    Ok(Regression::new(inputs, labels)?)
}

/// The share of wrong answers to new samples, whose own features have weight 0.
fn test_error(weights: &Array1<f64>, labels: &[f64]) -> f64 {
    let wrong = |y: &&f64| (weights[0] * **y + weights[1] + weights[2]) * **y <= 0.0;
    labels.iter().filter(wrong).count() as f64 / labels.len() as f64
}

fn train(
    samples: &Regression,
    optimizer: &dyn Optimizer,
    rate: f64,
) -> Result<Array1<f64>, Box<dyn Error>> {
    let loss = SquaredLoss::mean(samples).without_intercept();
    let descent = Descent::new(rate)
        .optimizer(optimizer.boxed())
        .tolerance(1e-3);
    let run = descent
        .max_steps(20_000)
        .keep(Keep::Ends)
        .run(&loss, &Array1::<f64>::zeros(samples.inputs().ncols()))?;
    let answers = samples.inputs().dot(run.end());
    let wrong = |(answer, y): (&f64, &f64)| answer * y <= 0.0;
    if answers.iter().zip(samples.targets()).any(wrong) {
        return Err(format!("{}: {run}", optimizer.name()).into());
    }
    Ok(run.end().clone())
}

/// One sample a step.
fn stochastic(
    samples: &Regression,
    rate: f64,
    rng: &mut impl Rng,
) -> Result<Array1<f64>, Box<dyn Error>> {
    let (x, y) = (samples.inputs(), samples.targets());
    let mut weights = Array1::zeros(x.ncols());
    for _ in 0..200 * samples.count() {
        let i = rng.random_range(0..samples.count());
        let gradient = &x.row(i) * (x.row(i).dot(&weights) - y[i]);
        GradientDescent.step(weights.view_mut(), gradient.view(), rate)?;
    }
    Ok(weights)
}

fn measure(scale: Scale) -> Measured {
    let (count, seeds) = match scale {
        Scale::Small => (40, 0..3),
        Scale::Whole => (100, 0..10),
    };
    let epsilon = 1e-12;
    let rules: [(Box<dyn Optimizer>, [f64; 3]); 5] = [
        (Box::new(GradientDescent), [0.05, 0.1, 0.2]),
        (Box::new(Momentum::new(0.9)?), [0.02, 0.05, 0.1]),
        (Box::new(AdaGrad::new(epsilon)?), [0.01, 0.05, 0.1]),
        (
            Box::new(RmsProp::new(0.99, epsilon)?),
            [0.001, 0.002, 0.005],
        ),
        (
            Box::new(Adam::new(0.9, 0.999, epsilon)?),
            [0.001, 0.005, 0.01],
        ),
    ];
    let mut lines = vec![Vec::new(); 6];
    for seed in seeds {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let samples = training_set(count, rng)?;
        let new: Vec<f64> = (0..10_000).map(|_| label(rng)).collect();
        let negative = new.iter().filter(|&&y| y < 0.0).count() as f64 / new.len() as f64;
        lines[5].push(test_error(&stochastic(&samples, 0.1, rng)?, &new));
        for (line, (rule, rates)) in rules.iter().enumerate() {
            for &rate in rates {
                let error = test_error(&train(&samples, &**rule, rate)?, &new);
                let expected = if line < 2 { 0.0 } else { negative };
                lines[line].push(error - expected);
            }
        }
    }
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const NONE: &str = "0: \"gradient descent and SGD achieve zero test error\" (abstract)";
    const ALL: &str = "0: all that is new is taken for positive (§3.3)";
    const LINES: &[Line] = &[
        line("test error of gradient descent", NONE),
        line("test error of the heavy ball", NONE),
        line("test error of AdaGrad less the share of negatives", ALL),
        line("test error of RMSProp less the share of negatives", ALL),
        line("test error of Adam less the share of negatives", ALL),
        line("test error of stochastic descent, one sample a step", NONE),
    ];
    vec![Finding {
        id: "Wilson-2017",
        paper: "A. C. Wilson, R. Roelofs, M. Stern, N. Srebro and B. Recht, \"The marginal value of adaptive gradient methods in machine learning\", NeurIPS 2017, [arXiv:1705.08292](https://arxiv.org/abs/1705.08292)",
        place: "§3.3",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "The paper proves it and computes nothing. Here: 100 samples, 60 % of them positive, squared error without intercept, weights from 0, ε = $10^{-12}$; ten sets of data and three rates for each rule; every rule answers all training samples rightly. 10,000 new samples a set",
        measure,
    }]
}

const fn line(what: &'static str, reports: &'static str) -> Line {
    Line {
        what,
        reports,
        band: [0.0, 0.0],
        decimals: 3,
    }
}
