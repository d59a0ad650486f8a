//! The claims of S4 §6 on the learning rate.

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::data::{Regression, Samples, diabetes, logic};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer};
use downhill::objective::{Evaluate, Quadratic};
use downhill::optim::{Descent, Keep, Schedule};
use downhill::regression::{Standardizer, least_squares};
use downhill::spread::Spread;
use downhill::train::{Batch, Losses, Recipe, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, holds};
use super::s3_rate::{START, linear, steps, tuned};

const WHAT: &str = "S4 §6.1";
const CHOICE: &str = "S4 §6.2";
const ADAPTIVE: &str = "S4 §6.3";

/// From 1 on x²/2: whether the first step crosses the minimum, and whether the value rises.
fn first_step(rate: f64) -> downhill::Result<(bool, bool)> {
    let parabola = Quadratic::diagonal(&[1.0])?;
    let run = Descent::new(rate).steps(1).run(&parabola, &[1.0])?;
    Ok((run.end()[0] < 0.0, run.value() > parabola.value(&[1.0])?))
}

/// Of a hundred starts the share from which two sigmoid neurons learn XOR at this rate, if rate times steps is 8,000.
fn learnt(rate: f64) -> downhill::Result<f64> {
    let xor: Samples = logic::xor().into();
    let architecture = Architecture::new(&[2, 2, 1], &[Sigmoid, Sigmoid], Initializer::Normal(1.0));
    let training = Training::new(Loss::HalfSquaredError, rate)
        .max_epochs((8_000.0 / rate) as usize)
        .target_loss(0.01);
    let trials = Recipe::new(architecture, training).trials(&xor, 0..100)?;
    let learnt = trials.iter().filter(|trial| trial.run.stop().converged());
    Ok(learnt.count() as f64 / 100.0)
}

/// How far above the least the loss of the diabetes data ends, one sample a step: the median over ten seeds.
fn left_over(rates: Schedule) -> downhill::Result<f64> {
    let raw = diabetes()?;
    let deviation = raw.targets().std(0.0);
    let scaled = Regression::new(raw.inputs().clone(), raw.targets() / deviation)?;
    let samples = Standardizer::fit(scaled.inputs())?.apply_to(&scaled)?;
    let least = least_squares(&samples)?.mean_squared_error(&samples)?;
    let architecture = Architecture::new(&[10, 1], &[Identity], Initializer::Normal(0.1));
    let training = Training::new(Loss::MeanSquaredError, rates)
        .batch(Batch::Single)
        .measure(Losses::Whole)
        .max_epochs(40);
    let trials = Recipe::new(architecture, training).trials(&samples.into(), 0..10)?;
    let over: Vec<f64> = trials
        .iter()
        .map(|trial| trial.run.loss() - least)
        .collect();
    Ok(Spread::of(&over)?.median)
}

pub(super) fn claims() -> Vec<Claim> {
    [choice(), adaptive()].concat()
}

fn choice() -> Vec<Claim> {
    vec![
        holds(
            "S4-6.1-01",
            WHAT,
            "A step takes the rate times the gradient away from the weights. One step on S1's bowl from (-6, -6) at rate 0.5.",
            [-3.0, -5.4],
            1e-15,
            || {
                let run = Descent::new(0.5).steps(1).run(&Quadratic::bowl(), &START)?;
                Ok(run.end().to_vec().into())
            },
        ),
        holds(
            "S4-6.2-01",
            CHOICE,
            "Too large a rate makes a step cross the minimum, and the loss rises where it should fall. From 1 on $x^2/2$ at rate 2.5: crosses, rises?",
            [true, true],
            0.0,
            || {
                first_step(2.5)
                    .map(|(crosses, rises)| [crosses, rises].into())
                    .map_err(Into::into)
            },
        ),
        Claim {
            id: "S4-6.2-02",
            source: CHOICE,
            says: "The loss rises *because* the step crosses the minimum. The same at rate 1.5.",
            verdict: Corrected {
                expected: [true, true].into(),
                right: [true, false].into(),
                tolerance: 0.0,
                computed: || {
                    first_step(1.5)
                        .map(|(crosses, rises)| [crosses, rises].into())
                        .map_err(Into::into)
                },
                because: "between $1/\\lambda$ and $2/\\lambda$ each step crosses the minimum and the loss falls all the same; it rises where a step lands *further* off than it began",
            },
        },
        holds(
            "S4-6.2-03",
            CHOICE,
            "At last it does not converge, or swings about the minimum. $x^2/2$ at rate 2 from 1: the first five points.",
            [1, -1, 1, -1, 1],
            0.0,
            || {
                let parabola = Quadratic::diagonal(&[1.0])?;
                let run = Descent::new(2.0)
                    .steps(4)
                    .keep(Keep::All)
                    .run(&parabola, &[1.0])?;
                let points: downhill::Result<Vec<f64>> =
                    (0..5).map(|k| Ok(run.path().points()[[k, 0]])).collect();
                Ok(points?.into())
            },
        ),
        holds(
            "S4-6.2-04",
            CHOICE,
            "Too small a rate needs many steps. Steps on S1's bowl at rate 0.05 for each one at rate 0.2.",
            4,
            0.2,
            || Ok((steps(0.05)? as f64 / steps(0.2)? as f64).into()),
        ),
        Claim {
            id: "S4-6.2-05",
            source: CHOICE,
            says: "With too small a rate training easily gets stuck in bad local minima or at saddles. XOR with two hidden sigmoid neurons from a hundred starts, rates 4 and 0.25, with rate times steps the same: whether a tenth of the starts or more fail at the small rate that do not at the large one.",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || Ok((learnt(4.0)? - learnt(0.25)? >= 0.1).into()),
                because: "small steps follow the same path, only with more of them: where it ends is decided by the start. What is stuck after a given number of steps at a small rate is mostly on its way",
            },
        },
        holds(
            "S4-6.2-06",
            CHOICE,
            "The right rate converges fast and steadily. S1's bowl at rates 0.1, $2/(\\lambda_{\\min} + \\lambda_{\\max})$ and 1.99: is the one in the middle the fastest?",
            true,
            0.0,
            || {
                let middle = steps(2.0 / 1.2)?;
                Ok((middle < steps(0.1)? && middle < steps(1.99)?).into())
            },
        ),
    ]
}

fn adaptive() -> Vec<Claim> {
    vec![
        holds(
            "S4-6.3-01",
            ADAPTIVE,
            "A fixed rate is often not the best. Digits, 450 updates, rates tuned alike: is the test loss lower with a rate that falls linearly to 0?",
            true,
            0.0,
            || Ok((tuned(linear)? < 0.95 * tuned(Schedule::Constant)?).into()),
        ),
        holds(
            "S4-6.3-02",
            ADAPTIVE,
            "Near the minimum a smaller rate avoids missing it. The diabetes data, one sample a step, 40 epochs: does a rate that falls from 0.01 to 0 end at least five times closer to the least loss than the constant rates 0.04, 0.01, 0.0025 and 0.000625?",
            true,
            0.0,
            || {
                let falling = left_over(Schedule::Linear {
                    from: 0.01,
                    to: 0.0,
                    length: 40 * 442,
                })?;
                let mut closest = f64::INFINITY;
                for rate in [0.04, 0.01, 0.0025, 0.000_625] {
                    closest = closest.min(left_over(rate.into())?);
                }
                Ok((5.0 * falling < closest).into())
            },
        ),
        holds(
            "S4-6.3-03",
            ADAPTIVE,
            "The rate may be cut by a fixed share every few epochs. Half every five epochs of 30 updates from 0.4: the rates of epochs 0, 4, 5, 10 and 15.",
            [0.4, 0.4, 0.2, 0.1, 0.05],
            1e-15,
            || {
                let rates = Schedule::Step {
                    initial: 0.4,
                    factor: 0.5,
                    every: 5 * 30,
                };
                Ok([0, 4, 5, 10, 15].map(|epoch| rates.rate(30 * epoch)).into())
            },
        ),
        holds(
            "S4-6.3-04",
            ADAPTIVE,
            "Or by $\\eta_t = \\eta / \\sqrt{t + 1}$. The rates of steps 0, 3 and 99 for $\\eta = 0.6$.",
            [0.6, 0.3, 0.06],
            1e-15,
            || {
                let rates = Schedule::InverseRoot { initial: 0.6 };
                Ok([0, 3, 99].map(|k| rates.rate(k)).into())
            },
        ),
        Claim {
            id: "S4-6.3-05",
            source: ADAPTIVE,
            says: "Such a rate is *adaptive*. Two descents on S1's bowl from different points: whether the rates of the formula depend on where the descent is.",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let bowl = Quadratic::bowl();
                    let shares = |start: [f64; 2]| -> downhill::Result<Vec<f64>> {
                        let rates = Schedule::InverseRoot { initial: 0.6 };
                        let run = Descent::new(rates)
                            .steps(5)
                            .keep(Keep::All)
                            .run(&bowl, &start)?;
                        let x = |k: usize| run.path().points()[[k, 0]];
                        Ok((1..=5).map(|k| 1.0 - x(k) / x(k - 1)).collect())
                    };
                    let (here, there) = (shares(START)?, shares([100.0, 3.0])?);
                    let apart = here.iter().zip(&there).map(|(a, b)| (a - b).abs());
                    Ok((apart.fold(0.0, f64::max) > 1e-12).into())
                },
                because: "both rules see the number of the step and nothing else: they are schedules. Rates that depend on the gradients are those of chapter 14",
            },
        },
        beyond(
            "S4-6.3-06",
            ADAPTIVE,
            "Adagrad, RMSprop and Adam have adaptive rates built in.",
            "it says how these rules are made; chapter 14 shows their definitions beside their code",
        ),
    ]
}
