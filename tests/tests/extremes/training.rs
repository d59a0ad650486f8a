//! Descents and training.

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::checkpoint::Checkpoint;
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::array;
use downhill::network::{Architecture, Initializer, Layer, Network};
use downhill::objective::Quadratic;
use downhill::optim::{
    Descent, GradientDescent, Momentum, Run, Schedule, StepRule, Stop, basins, divergence_threshold,
};
use downhill::prelude::{ChaCha8Rng, SeedableRng};
use downhill::train::{Arrivals, RateScore, Recipe, Training, Trial};
use downhill::{Error, Result};

use super::shared::*;
use super::{Row, row};

/// One sample, y = w x from w = 1, with the derivative 1 at the start.
fn one(x: f64) -> Result<(Network, Samples)> {
    let network = Network::new(vec![Layer::new(array![[1.0]], array![0.0], Identity)])?;
    Ok((network, Samples::new(array![[x]], array![[0.0]])?))
}

/// The value at the end; none of a run that overflowed.
fn ended(run: &Run) -> f64 {
    match run.stop() {
        Stop::NotFinite { .. } => NAN,
        _ => run.value(),
    }
}

pub(super) fn rows() -> Vec<Row> {
    let squares = Loss::HalfSquaredError;
    let bowl = Quadratic::bowl;
    let done = |run: Result<Run>| run.map(|run| vec![ended(&run)]).map_err(Into::into);
    let recipe = move |rate: f64| {
        let plain = Architecture::new(&[1, 1], &[Sigmoid], Initializer::He);
        Recipe::new(
            plain,
            Training::new(Loss::HalfSquaredError, rate).max_epochs(2),
        )
    };
    let some = || Samples::new(array![[0.0], [1.0]], array![[0.0], [1.0]]);
    let ok = |x: f64| x > 0.0 && x.is_finite();
    vec![
        row(
            "Arrivals::below, Recipe::soonest",
            move |x| {
                let some = some()?;
                let trials = recipe(0.5).trials(&some, 0..2)?;
                let below = |trial: &&Trial| trial.run.epochs_below(x).is_some();
                let right = trials.iter().filter(below).count();
                let found = Arrivals::below(x, &trials)?;
                Ok(vec![
                    yes(found.arrived() == right),
                    recipe(0.5).soonest(&[x], &some, 0.1, 0..2)?.0,
                    recipe(0.5).soonest(&[0.5, 0.25], &some, x, 0..2)?.0,
                ])
            },
            move |x| vec![1.0, if ok(x) { x } else { NAN }, 0.5],
        ),
        row(
            "Descent::new, Descent::run",
            move |x| done(Descent::new(x).steps(1).run(&bowl(), &[2.0, 0.0])),
            move |x| {
                vec![if ok(x) {
                    2.0 * (1.0 - x) * (1.0 - x)
                } else {
                    NAN
                }]
            },
        ),
        row(
            "Descent::run",
            move |x| done(Descent::new(0.5).steps(1).run(&bowl(), &[x, 0.0])),
            |x| vec![0.125 * x * x],
        ),
        row(
            "Descent::tolerance",
            move |x| {
                Ok(vec![yes(Descent::new(0.5)
                    .tolerance(x)
                    .max_steps(5_000)
                    .run(&bowl(), &[2.0, 0.0])?
                    .stop()
                    .converged())])
            },
            // The least numbers are halved no more.
            move |x| vec![if ok(x) { yes(x > 1e-320) } else { NAN }],
        ),
        row(
            "Descent::optimizer, Descent::on, Walk::observe, Walk::every, Walk::at_best, Walk::resume, Walk::run",
            move |x| {
                let (descent, mut history) = (
                    Descent::new(0.5).steps(1).optimizer(Momentum::new(0.0)?),
                    downhill::optim::History::at_most(10),
                );
                let bowl = bowl();
                let first = descent
                    .on(&bowl)
                    .observe(&mut history)
                    .every(1, |_| {})
                    .at_best(|_| {})
                    .run(&[x, 0.0])?;
                let more = Descent::new(0.5).steps(2).optimizer(Momentum::new(0.0)?);
                Ok(vec![more.on(&bowl).resume(&first)?.value()])
            },
            |x| vec![0.03125 * x * x],
        ),
        row(
            "StepRule::run",
            move |x| {
                let ends: Vec<f64> = StepRule::ALL
                    .iter()
                    .map(|rule| rule.run(&bowl(), &[x, 0.0]).map(|run| run.value()))
                    .collect::<Result<_>>()?;
                Ok(vec![yes(ends
                    .iter()
                    .all(|end| end.is_nan() || *end <= 0.5 * x * x))])
            },
            |x| vec![if x.is_finite() { 1.0 } else { NAN }],
        ),
        row(
            "divergence_threshold",
            move |x| {
                let found = divergence_threshold(&bowl(), &[x, x], &GradientDescent, 200)?;
                Ok(vec![found])
            },
            |x| vec![if x == 0.0 || !x.is_finite() { NAN } else { 2.0 }],
        )
        .to(0.5),
        row(
            "basins, Basins::end_of",
            move |x| {
                let basins = basins(&bowl(), &Descent::new(0.5), (-1.0, 1.0), (-1.0, 1.0), 4)?;
                Ok(vec![yes(basins.end_of(x, 0.0).is_some())])
            },
            |x| vec![yes(!x.is_nan())],
        ),
        row(
            "basins",
            move |x| {
                let basins = basins(&bowl(), &Descent::new(0.5), (0.0, x), (-1.0, 1.0), 4)?;
                Ok(vec![basins.minima().len() as f64])
            },
            move |x| vec![if ok(x) { 1.0 } else { NAN }],
        ),
        row(
            "Training::new, Training::run, Training::run_shuffled, Training::on, Session::run, Session::run_shuffled",
            move |x| {
                let settings = Training::new(squares, x).max_epochs(1);
                let (start, samples) = one(1.0)?;
                let mut nets = [start.clone(), start.clone(), start.clone(), start];
                let rng = &mut ChaCha8Rng::seed_from_u64(0);
                settings.run(&mut nets[0], &samples)?;
                settings.run_shuffled(&mut nets[1], &samples, rng)?;
                settings.on(&samples).run(&mut nets[2])?;
                settings.on(&samples).run_shuffled(&mut nets[3], rng)?;
                Ok(nets.map(|net| net.layers()[0].weights[[0, 0]]).to_vec())
            },
            move |x| vec![if ok(x) { 1.0 - x } else { NAN }; 4],
        ),
        row(
            "Training::run",
            move |x| {
                let (mut network, samples) = one(x)?;
                let run = Training::new(squares, 0.5)
                    .max_epochs(1)
                    .run(&mut network, &samples)?;
                Ok(vec![run.losses()[0]])
            },
            |x| vec![0.5 * x * x],
        ),
        row(
            "Training::target_loss",
            move |x| {
                let (mut network, samples) = one(1.0)?;
                let run = Training::new(squares, 0.5)
                    .target_loss(x)
                    .max_epochs(5_000)
                    .run(&mut network, &samples)?;
                Ok(vec![yes(run.stop().converged())])
            },
            move |x| vec![if ok(x) { 1.0 } else { NAN }],
        ),
        row(
            "Training::optimizer, Session::validation, Session::observe, Session::every, Session::at_best, Session::resume, Checkpoint::new",
            move |x| {
                let (mut network, samples) = one(x)?;
                let mut history = downhill::optim::History::at_most(10);
                let settings = Training::new(squares, 0.5)
                    .optimizer(GradientDescent)
                    .max_epochs(1);
                let run = settings
                    .on(&samples)
                    .validation(&samples)
                    .observe(&mut history)
                    .every(1, |_| {})
                    .at_best(|_| {})
                    .run(&mut network)?;
                _ = Checkpoint::new(&network, &run);
                let on = Training::new(squares, 0.5)
                    .optimizer(GradientDescent)
                    .max_epochs(2);
                Ok(vec![
                    on.on(&samples)
                        .validation(&samples)
                        .resume(&run)
                        .run(&mut network)?
                        .losses()[0],
                ])
            },
            |x| vec![0.5 * x * x],
        ),
        row(
            "Training::range_test",
            move |x| {
                let network = recipe(0.1).trial(&some()?, 0)?.start;
                let test = Training::new(squares, 0.1).range_test(
                    &network,
                    &some()?,
                    (x / 100.0, x),
                    5,
                    &mut ChaCha8Rng::seed_from_u64(0),
                )?;
                Ok(vec![test.rates()[0]])
            },
            move |x| {
                vec![if ok(x / 100.0) && x.is_finite() {
                    x / 100.0
                } else {
                    NAN
                }]
            },
        )
        .to(1e-2),
        row(
            "Recipe::search_rates, Recipe::tune, RateScore::of",
            move |x| {
                let some = some()?;
                let found =
                    recipe(0.1).search_rates(&some, &some, &[x, 0.5], 0..2, Schedule::Constant)?;
                let tuned = recipe(0.1).tune(
                    [&some, &some, &some],
                    &[x],
                    [0..2, 0..2],
                    Schedule::Constant,
                )?;
                let score = RateScore::of(x, &recipe(0.1).trials(&some, 0..2)?, &some, squares)?;
                Ok(vec![found.scores()[0].rate, tuned.rate, score.rate])
            },
            move |x| vec![if ok(x) { x } else { NAN }, if ok(x) { x } else { NAN }, x],
        ),
        row(
            "Recipe::trial, Recipe::trial_with, Recipe::trials, Trial::accuracies, Recipe::search_widths",
            move |x| {
                let samples = Samples::new(array![[x], [-x]], array![[0.0], [1.0]])?;
                let first = recipe(0.1).trial(&samples, 0)?;
                let again = recipe(0.1).trial_with(&samples, &mut ChaCha8Rng::seed_from_u64(0))?;
                let trials = recipe(0.1).trials(&samples, 0..1)?;
                let right = Trial::accuracies(&trials, &samples, squares)?.median;
                let widths = Recipe::new(
                    Architecture::stack([1, 1], 1, 2, Sigmoid, Initializer::He),
                    Training::new(squares, 0.1).max_epochs(1),
                );
                _ = widths.search_widths(&samples, &[1, 2], 2, 0..1)?;
                Ok(vec![yes(first == again), yes((0.0..=1.0).contains(&right))])
            },
            |x| vec![if x.is_finite() { 1.0 } else { NAN }; 2],
        ),
        row(
            "TrainingRun::epochs_below",
            move |x| {
                let run = recipe(0.1).trial(&some()?, 0)?.run;
                let found = run.epochs_below(x);
                let right = (0..run.losses().len()).find(|&i| run.losses()[i] < x);
                Ok(vec![yes(found == right)])
            },
            |_| vec![1.0],
        ),
        row(
            "Checkpoint::load",
            |_| match Checkpoint::<f64>::load("/nowhere", GradientDescent) {
                Err(Error::Checkpoint { .. }) => Ok(vec![]),
                other => Err(format!("{other:?}").into()),
            },
            |_| vec![],
        ),
    ]
}
