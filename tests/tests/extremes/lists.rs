//! Lists, ranges of seeds and slices of trials with nothing in them. (A sum over no samples, as `McCullochPitts::error`
//! is, has an answer: 0.)

use downhill::Result;
use downhill::activation::Activation::Sigmoid;
use downhill::calculus::{tangent, worst_remainder_ratios};
use downhill::data::{Samples, encode};
use downhill::loss::Loss::HalfSquaredError;
use downhill::ndarray::array;
use downhill::network::flow::Flows;
use downhill::network::{Architecture, Initializer};
use downhill::neuron::LeakyIntegrateAndFire;
use downhill::objective::Quadratic;
use downhill::optim::Schedule::Constant;
use downhill::search::{Space, chain, success, tuned_success};
use downhill::spread::{Share, Spread};
use downhill::train::{Approximation, RateScore, Recipe, Thresholds, Training, Trial};

use super::Answer;
use super::shared::*;

type Ask = Box<dyn FnOnce() -> Answer>;

fn ask(names: &'static str, ask: impl FnOnce() -> Answer + 'static) -> (&'static str, Ask) {
    (names, Box::new(ask))
}

fn training() -> Training {
    Training::new(HalfSquaredError, 0.1).max_epochs(1)
}

fn recipe() -> Recipe {
    let stack = Architecture::stack([1, 1], 1, 2, Sigmoid, Initializer::He);
    Recipe::new(stack, training())
}

fn four() -> Result<Samples> {
    let x = array![[0.0], [1.0], [2.0], [3.0]];
    Samples::new(x.clone(), x)
}

fn spread(spread: &Spread) -> Vec<f64> {
    vec![spread.least, spread.median, spread.greatest]
}

fn approximated(rates: &[f64], seeds: std::ops::Range<u64>) -> Answer {
    let line = Approximation::of(|x| x)?;
    let (rate, errors) = line.by_descent(Thresholds::AtZero, 2, &training(), rates, seeds)?;
    Ok([vec![rate], spread(&errors)].concat())
}

/// One entry for each list that may be empty.
pub(super) fn rows() -> Vec<(&'static str, Ask)> {
    let numbers = |rows: Vec<(f64, f64)>| rows.into_iter().flat_map(|(a, b)| [a, b]).collect();
    [of_training(), of_values(numbers)]
        .into_iter()
        .flatten()
        .collect()
}

fn of_training() -> Vec<(&'static str, Ask)> {
    vec![
        ask("by_descent without rates", || approximated(&[], 0..1)),
        ask("by_descent without seeds", || approximated(&[0.1], 0..0)),
        ask("by_descent at rates that all overflow", || {
            approximated(&[1e300, 1e305], 0..1)
        }),
        ask("by_least_squares without seeds", || {
            Ok(spread(&Approximation::of(|x| x)?.by_least_squares(
                Thresholds::AtZero,
                2,
                0..0,
            )?))
        }),
        ask("search_rates without rates", || {
            let found = recipe().search_rates(&four()?, &four()?, &[], 0..1, Constant)?;
            Ok(vec![found.best().median()])
        }),
        ask("search_rates without seeds", || {
            let found = recipe().search_rates(&four()?, &four()?, &[0.1], 0..0, Constant)?;
            Ok(vec![found.best().median()])
        }),
        ask("tune without rates", || {
            let four = four()?;
            Ok(vec![
                recipe()
                    .tune([&four, &four, &four], &[], [0..1, 0..1], Constant)?
                    .median(),
            ])
        }),
        ask("tune without seeds to choose", || {
            let four = four()?;
            Ok(vec![
                recipe()
                    .tune([&four, &four, &four], &[0.1], [0..0, 0..1], Constant)?
                    .median(),
            ])
        }),
        ask("tune without seeds to judge", || {
            let four = four()?;
            Ok(vec![
                recipe()
                    .tune([&four, &four, &four], &[0.1], [0..1, 0..0], Constant)?
                    .median(),
            ])
        }),
        ask("RateScore::of no trials", || {
            Ok(vec![
                RateScore::of(0.1, &[], &four()?, HalfSquaredError)?.median(),
            ])
        }),
        ask("Trial::losses of no trials", || {
            Ok(Trial::losses(&[])?.iter().map(|(_, s)| s.median).collect())
        }),
        ask("Trial::accuracies of no trials", || {
            Ok(spread(&Trial::accuracies(&[], &four()?, HalfSquaredError)?))
        }),
        ask("trials without seeds", || {
            Ok(recipe()
                .trials(&four()?, 0..0)?
                .iter()
                .map(|t| t.run.loss())
                .collect())
        }),
        ask("validated_trials without seeds", || {
            let trials = recipe().validated_trials(&four()?, &four()?, 0..0)?;
            Ok(trials.iter().map(|trial| trial.run.loss()).collect())
        }),
        ask("epochs_to without seeds", || {
            let epochs = recipe().epochs_to(0.5, &four()?, &four()?, 0..0)?;
            Ok(epochs.iter().map(|e| e.map_or(NAN, |e| e as f64)).collect())
        }),
        ask("search_widths without widths", || {
            Ok(vec![
                recipe()
                    .search_widths(&four()?, &[], 2, 0..1)?
                    .best()
                    .mean(),
            ])
        }),
        ask("search_widths without seeds", || {
            Ok(vec![
                recipe()
                    .search_widths(&four()?, &[1], 2, 0..0)?
                    .best()
                    .mean(),
            ])
        }),
        ask("search_widths without folds", || {
            Ok(vec![
                recipe()
                    .search_widths(&four()?, &[1], 0, 0..1)?
                    .best()
                    .mean(),
            ])
        }),
        ask("search_penalties without balances", || {
            Ok(vec![
                recipe()
                    .search_penalties(&four()?, &[], 2, 0..1)?
                    .best()
                    .mean(),
            ])
        }),
        ask("search_penalties without seeds", || {
            Ok(vec![
                recipe()
                    .search_penalties(&four()?, &[0.9], 2, 0..0)?
                    .best()
                    .mean(),
            ])
        }),
        ask("Flows::of no seeds", || {
            let stack = Architecture::stack([1, 1], 1, 2, Sigmoid, Initializer::He);
            Ok(vec![
                Flows::of(&stack, &four()?, HalfSquaredError, 0..0)?
                    .runs()
                    .len() as f64,
            ])
        }),
        ask("Architecture::new of no sizes", || {
            let drawn = Architecture::new(&[], &[], Initializer::He).draw(&mut draw())?;
            Ok(drawn.parameter_vector().to_vec())
        }),
    ]
}

fn of_values(numbers: fn(Vec<(f64, f64)>) -> Vec<f64>) -> Vec<(&'static str, Ask)> {
    vec![
        ask("Spread::of", || Ok(spread(&Spread::of(&[])?))),
        ask("Spread::across no runs", || {
            Ok(Spread::across(&[])?.iter().flat_map(spread).collect())
        }),
        ask("Spread::across runs of nothing", || {
            Ok(Spread::across(&[vec![], vec![]])?
                .iter()
                .flat_map(spread)
                .collect())
        }),
        ask("Share::of no trials", || Ok(vec![Share::of(0, 0)?.value()])),
        ask("success without seeds", || {
            Ok(vec![success(0..0, 1.0, |_| Ok(0.0))?.value()])
        }),
        ask("tuned_success without settings", || {
            Ok(vec![
                tuned_success(&[0.0; 0], [0..1, 0..1], 1.0, |_, _| Ok(0.0))?
                    .1
                    .value(),
            ])
        }),
        ask("tuned_success without seeds to choose", || {
            Ok(vec![
                tuned_success(&[0.0], [0..0, 0..1], 1.0, |_, _| Ok(0.0))?
                    .1
                    .value(),
            ])
        }),
        ask("tuned_success without seeds to judge", || {
            Ok(vec![
                tuned_success(&[0.0], [0..1, 0..0], 1.0, |_, _| Ok(0.0))?
                    .1
                    .value(),
            ])
        }),
        ask("chain of no heights", || {
            Ok(chain(&[], 0, 1.0, &[1])?.into_raw_vec_and_offset().0)
        }),
        ask("chain after no steps", || {
            Ok(chain(&[0.0, 1.0], 0, 1.0, &[])?.into_raw_vec_and_offset().0)
        }),
        ask("Space::new", || {
            Ok(Space::new(&[])?.draw(&mut draw()).to_vec())
        }),
        ask("remainder_ratios", move || {
            let bowl = Quadratic::bowl();
            Ok(numbers(tangent(&bowl, &[1.0, 1.0])?.remainder_ratios(
                &bowl,
                &[1.0, 0.0],
                &[],
            )?))
        }),
        ask("worst_remainder_ratios", move || {
            Ok(numbers(worst_remainder_ratios(
                &Quadratic::bowl(),
                &[1.0, 1.0],
                &[1.0, 1.0],
                &[],
            )?))
        }),
        ask("encode::classes", || {
            Ok(encode::classes(&[], 0)?.into_raw_vec_and_offset().0)
        }),
        ask("encode::one_hot", || {
            Ok(encode::one_hot::<u8>(&[], &[])?.into_raw_vec_and_offset().0)
        }),
        ask("Samples::rows", || {
            Ok(four()?.rows(&[])?.inputs().iter().copied().collect())
        }),
        ask("Samples::columns", || {
            Ok(four()?.columns(&[])?.inputs().iter().copied().collect())
        }),
        ask("simulate without currents", || {
            let trace = LeakyIntegrateAndFire::default().simulate(&[], 0.1)?;
            Ok(trace.spikes)
        }),
    ]
}
