//! The claims of S3 on rules that adapt their rates: §1.3.4, §1.5, §3.1.3.2 and the question of §9.3.

use downhill::activation::Activation::Identity;
use downhill::data::{Samples, breast_cancer};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, ArrayView1};
use downhill::network::{Architecture, Initializer};
use downhill::optim::{AdaGrad, Adam, GradientDescent, Momentum, Optimizer, RmsProp, Schedule};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::spread::Spread;
use downhill::train::{Batch, Recipe, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, holds, ours};
use super::s2_adaptive::{adaptive, last_step};

const RULES: &str = "S3 §3.1.3";
const QUESTION: &str = "S3 §9.3";

/// What a rule remembers under this name, after these gradients of one parameter.
fn remembered(
    optimizer: &mut dyn Optimizer,
    gradients: &[f64],
    name: &str,
) -> Result<f64, Box<dyn std::error::Error>> {
    let mut x = Array1::zeros(1);
    for g in gradients {
        optimizer.step(x.view_mut(), ArrayView1::from(&[*g]), 0.1)?;
    }
    let memory = optimizer.memory();
    let found = memory.iter().find(|(known, _)| *known == name);
    Ok(found.ok_or("no such memory")?.1[0])
}

/// Breast cancer in three parts: to learn from, to choose by, to judge by.
fn cancer() -> downhill::Result<Vec<Samples>> {
    let all: Samples = breast_cancer()?.into();
    let (training, rest) = all.split(0.4, &mut ChaCha8Rng::seed_from_u64(0))?;
    let (validation, test) = rest.split(0.5, &mut ChaCha8Rng::seed_from_u64(1))?;
    Ok(vec![training, validation, test])
}

/// The median test loss of logistic regression after thirty epochs, with the rate that suits this rule best.
fn logistic(parts: &[Samples], rule: Box<dyn Optimizer>) -> downhill::Result<f64> {
    let features = parts[0].inputs().ncols();
    let neuron = Architecture::new(&[features, 1], &[Identity], Initializer::Normal(0.01));
    let training = Training::new(Loss::BinaryCrossEntropy, 0.1)
        .optimizer(rule)
        .batch(Batch::Size(16))
        .max_epochs(30);
    let rates: Vec<f64> = (-20..=0).map(|k| 2_f64.powi(k)).collect();
    let parts = [&parts[0], &parts[1], &parts[2]];
    let recipe = Recipe::new(neuron, training);
    let score = recipe.tune(parts, &rates, [0..4, 10..20], Schedule::Constant)?;
    Ok(Spread::of(&score.losses)?.median)
}

pub(super) fn claims() -> Vec<Claim> {
    [elsewhere(), rules(), question()].concat()
}

fn elsewhere() -> Vec<Claim> {
    vec![
        beyond(
            "S3-1.3.4-01",
            "S3 §1.3.4",
            "A rate that is changed on the way improves the speed and the result of training.",
            "it does not say which: for schedules see S3-3.1.3-02, for rules that adapt S3-9.3-01",
        ),
        beyond(
            "S3-1.5-01",
            "S3 §1.5",
            "In the future there may be optimisers whose rates adapt to the state of the model.",
            "it is a forecast, and came true before it was made: AdaGrad is of 2011, and S3 names it itself in §3.1.3.2",
        ),
    ]
}

fn rules() -> Vec<Claim> {
    vec![
        holds(
            "S3-3.1.3-10",
            RULES,
            "AdaGrad sets the rate by the sum of the squared gradients. Step over gradient at steps 1, 4 and 100 with gradients of 2, at rate 1.",
            [0.5, 0.25, 0.05],
            1e-9,
            || {
                let at = |k: usize| -> downhill::Result<f64> {
                    let mut rule: AdaGrad = AdaGrad::default();
                    Ok(last_step(&mut rule, &vec![2.0; k])? / 2.0)
                };
                Ok([at(1)?, at(4)?, at(100)?].into())
            },
        ),
        Claim {
            id: "S3-3.1.3-11",
            source: RULES,
            says: "RMSProp sets the rate by an exponential moving average of the *gradients*. What it averages, after 1,000 gradients of 3 and -3 in turn with $\\rho = 0.99$.",
            verdict: Corrected {
                expected: 0.0.into(),
                right: 9.0.into(),
                tolerance: 0.05,
                computed: || {
                    let gradients: Vec<f64> = [3.0, -3.0].repeat(500);
                    Ok(remembered(&mut RmsProp::default(), &gradients, "v")?.into())
                },
                because: "of their *squares*: a mean of gradients would vanish where they change sign, and the rate would explode",
            },
        },
        Claim {
            id: "S3-3.1.3-12",
            source: RULES,
            says: "Adam joins a moving average of the gradients with one of the *velocities*. Both, after 20,000 gradients of 2.",
            verdict: Corrected {
                expected: [2.0, 2.0].into(),
                right: [2.0, 4.0].into(),
                tolerance: 1e-6,
                computed: || {
                    let gradients = [2.0; 20_000];
                    let m = remembered(&mut Adam::default(), &gradients, "m")?;
                    let v = remembered(&mut Adam::default(), &gradients, "v")?;
                    Ok([m, v].into())
                },
                because: "of the *squared* gradients; if anything is a velocity in Adam, it is the first average",
            },
        },
    ]
}

fn question() -> Vec<Claim> {
    vec![
        ours(
            "S3-9.3-01",
            QUESTION,
            "Rates that adapt make training converge faster. Breast cancer, thirty epochs of logistic regression, for each rule the best of 21 rates, inputs as they are and standardised: median test losses of plain descent, the heavy ball, Adam, RMSProp and AdaGrad.",
            [
                vec![0.3193, 0.2827, 0.2180, 0.2286, 0.2003],
                vec![0.0696, 0.0773, 0.0745, 0.0753, 0.0776],
            ],
            0.002,
            || {
                let raw = cancer()?;
                let of_training = Standardizer::fit(raw[0].inputs())?;
                let mut standardised = Vec::new();
                for part in &raw {
                    standardised.push(of_training.apply_to(part)?);
                }
                let mut losses = Vec::new();
                for parts in [&raw[..], &standardised[..]] {
                    let plain: [Box<dyn Optimizer>; 2] =
                        [Box::new(GradientDescent), Box::new(Momentum::new(0.9)?)];
                    let all = plain.into_iter().chain(adaptive());
                    let row: downhill::Result<Vec<f64>> =
                        all.map(|rule| logistic(parts, rule)).collect();
                    losses.push(row?);
                }
                Ok(losses.into())
            },
            "they do where inputs differ in size by a factor of thousands, and do not once the inputs are standardised: what adapts can be had beforehand",
        ),
        Claim {
            id: "S3-9.3-02",
            source: QUESTION,
            says: "AdaGrad *and RMSProp* set the rate by the sum of the squared gradients. The 5,000th step with gradients of 1 over the first, for both.",
            verdict: Corrected {
                expected: [0.014_142, 0.014_142].into(),
                right: [0.014_142, 0.1].into(),
                tolerance: 1e-5,
                computed: || {
                    let ratio = |rule: &dyn Optimizer| -> downhill::Result<f64> {
                        let first = last_step(&mut *rule.boxed(), &[1.0])?;
                        Ok(last_step(&mut *rule.boxed(), &[1.0; 5_000])? / first)
                    };
                    let sum: AdaGrad = AdaGrad::default();
                    let mean: RmsProp = RmsProp::default();
                    Ok([ratio(&sum)?, ratio(&mean)?].into())
                },
                because: "RMSProp takes a running mean, which forgets: its steps do not go on shrinking. (Its first step is ten times too long, because the mean begins at 0)",
            },
        },
        holds(
            "S3-9.3-03",
            QUESTION,
            "They let a model use different rates at different stages. Step over gradient after a thousand gradients of 1 and then two thousand of 0.1, over that before the change, with RMSProp.",
            10,
            0.1,
            || {
                let before = vec![1.0; 1_000];
                let after = [before.clone(), vec![0.1; 2_000]].concat();
                let mut rule: RmsProp = RmsProp::default();
                let early = last_step(&mut rule, &before)?;
                rule.reset();
                let late = last_step(&mut rule, &after)? / 0.1;
                Ok((late / early).into())
            },
        ),
    ]
}
