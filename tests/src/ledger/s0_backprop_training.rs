//! S0 §4.3, its second part on backpropagation: the algorithm, and both kinds of it.

use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::Array1;
use downhill::network::Backprop;
use downhill::network::by_hand::ByHand;
use downhill::optim::Stop;
use downhill::train::{Batch, Training, TrainingRun};

use super::claim::{Claim, Value, definition, distance, holds};
use super::s0_backprop::{Computed, RATE, SOURCE, random, train, tumours, xor};

pub(super) fn claims() -> Vec<Claim> {
    [algorithm(), two_kinds()].concat()
}

fn algorithm() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-27",
            SOURCE,
            "All weights and thresholds are first drawn from (0, 1): whether 1,510 of them are",
            true,
            0.0,
            || {
                let network = ByHand::of(&random(&[64, 20, 10], 0)?)?;
                let weights = network.v.iter().chain(&network.w);
                let mut all = weights.chain(&network.gamma).chain(&network.theta);
                Ok(all.all(|&p| 0.0 < p && p < 1.0).into())
            },
        ),
        holds(
            "S0-4.3-28",
            SOURCE,
            "For each sample: forward, g, e, the four updates. Greatest distance, after 25 epochs on XOR, of the library's training from these steps written index by index",
            0,
            1e-13,
            || {
                let mut network = random(&[2, 2, 1], 3)?;
                let mut by_hand = ByHand::of(&network)?;
                let training = Training::new(Loss::HalfSquaredError, RATE).batch(Batch::Single);
                training.max_epochs(25).run(&mut network, &xor())?;
                for _ in 0..25 {
                    for (x, y) in xor()
                        .inputs()
                        .rows()
                        .into_iter()
                        .zip(xor().targets().rows())
                    {
                        by_hand.step(x, y, RATE)?;
                    }
                }
                distance(
                    &network.parameter_vector(),
                    &by_hand.network()?.parameter_vector(),
                )
            },
        ),
        holds(
            "S0-4.3-29",
            SOURCE,
            "It is repeated until a stopping condition, for instance a very small training error: whether a run on XOR ends below 0.005 for that reason",
            [true, true],
            0.0,
            || {
                let run = train(&xor(), 2.0, Batch::Single, 0.005, 2000, 0)?;
                let reason = matches!(run.stop(), Stop::SmallLoss { .. });
                Ok([reason, run.loss() < 0.005].into())
            },
        ),
        definition(
            "S0-4.3-30",
            SOURCE,
            "Reading the training set once is called a round or an epoch",
        ),
    ]
}

fn two_kinds() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-31",
            SOURCE,
            "The accumulated error is $E = \\frac1m \\sum_k E_k$, and its gradient the mean of theirs: greatest distance of value and gradient, on XOR",
            0,
            1e-15,
            || {
                let network = random(&[2, 3, 1], 5)?;
                let (mut whole, mut one) = (Backprop::new(), Backprop::new());
                let loss = Loss::HalfSquaredError;
                let error: f64 = whole.run(&network, xor().inputs(), xor().targets(), loss)?;
                let mut sum = Array1::zeros(network.parameters() + 1);
                for k in 0..4 {
                    let sample = xor().rows(&[k])?;
                    let error = one.run(&network, sample.inputs(), sample.targets(), loss)?;
                    sum += &with(error, &one);
                }
                distance(&with(error, &whole), &(sum / 4.0))
            },
        ),
        holds(
            "S0-4.3-32",
            SOURCE,
            "Standard backpropagation updates for each sample, very often; the accumulated one once an epoch: updates in 10 epochs on 569 tumours",
            [5690, 10],
            0.0,
            || {
                let updates = |batch| -> Computed {
                    Ok(train(&tumours()?, 0.2, batch, 1e-9, 10, 0)?
                        .updates()
                        .into())
                };
                Ok([updates(Batch::Single)?, updates(Batch::Full)?].into())
            },
        ),
        holds(
            "S0-4.3-33",
            SOURCE,
            "Updates for different samples can cancel: whether, at a random start on XOR, the mean of the four gradients is shorter than a tenth of each",
            true,
            0.0,
            || {
                let network = random(&[2, 2, 1], 3)?;
                let mut pass = Backprop::new();
                let mut length = |samples: &Samples| -> downhill::Result<f64> {
                    pass.run(
                        &network,
                        samples.inputs(),
                        samples.targets(),
                        Loss::HalfSquaredError,
                    )?;
                    Ok(pass.gradient().dot(&pass.gradient()).sqrt())
                };
                let mean = length(&xor())?;
                let mut cancel = true;
                for k in 0..4 {
                    cancel &= mean < 0.1 * length(&xor().rows(&[k])?)?;
                }
                Ok(cancel.into())
            },
        ),
        holds(
            "S0-4.3-34",
            SOURCE,
            "To reach the same error, standard backpropagation often needs more iterations: whether it makes more updates to an error of 0.01 on tumours, each of 3 starts",
            [true, true, true],
            0.0,
            || {
                race(
                    |standard, accumulated| standard.updates() > accumulated.updates(),
                    0.01,
                )
            },
        ),
        holds(
            "S0-4.3-35",
            SOURCE,
            "In many tasks the accumulated error soon falls very slowly, and standard backpropagation is faster: whether it makes fewer epochs to an error of 0.005 on tumours, each of 3 starts",
            [true, true, true],
            0.0,
            || {
                race(
                    |standard, accumulated| standard.epochs() < accumulated.epochs(),
                    0.005,
                )
            },
        ),
        holds(
            "S0-4.3-36",
            SOURCE,
            "Above all if the training set is large: whether accumulated backpropagation takes more epochs than standard to an error of 0.005 on 64, 256 and 569 tumours, each at its best of four rates, and whether their ratio grows from the first to the second and to the third (medians of 3 starts)",
            [true, true, true, true, true],
            0.0,
            || {
                let all = tumours()?;
                let ratio = |count: usize| -> downhill::Result<f64> {
                    let rows: Vec<usize> = (0..569).step_by(569 / count).take(count).collect();
                    let part = all.rows(&rows)?;
                    let standard = fewest(&part, Batch::Single, [0.2, 1.0, 5.0, 25.0])?;
                    Ok(fewest(&part, Batch::Full, [2.0, 10.0, 50.0, 250.0])? / standard)
                };
                let [small, middle, large] = [ratio(64)?, ratio(256)?, ratio(569)?];
                Ok([
                    small > 1.0,
                    middle > 1.0,
                    large > 1.0,
                    middle > small,
                    large > middle,
                ]
                .into())
            },
        ),
    ]
}

/// The median number of epochs at the rate at which all of three starts come to an error of 0.005 soonest.
fn fewest(samples: &Samples, batch: Batch, rates: [f64; 4]) -> downhill::Result<f64> {
    let mut fewest = f64::INFINITY;
    for rate in rates {
        let runs = (0..3).map(|seed| train(samples, rate, batch, 0.005, 100, seed));
        let runs = runs.collect::<downhill::Result<Vec<TrainingRun>>>()?;
        if runs.iter().all(|run| run.stop().converged()) {
            let mut epochs: Vec<usize> = runs.iter().map(TrainingRun::epochs).collect();
            epochs.sort_unstable();
            fewest = fewest.min(epochs[1] as f64);
        }
    }
    Ok(fewest)
}

/// Compares standard with accumulated backpropagation on the tumours, each at a rate that suits it.
fn race(compare: fn(&TrainingRun, &TrainingRun) -> bool, target: f64) -> Computed {
    let samples = tumours()?;
    let compared = (0..3).map(|seed| {
        let standard = train(&samples, 1.0, Batch::Single, target, 100, seed)?;
        let accumulated = train(&samples, 20.0, Batch::Full, target, 1000, seed)?;
        let arrived = standard.stop().converged() && accumulated.stop().converged();
        Ok(Value::from(arrived && compare(&standard, &accumulated)))
    });
    compared.collect()
}

fn with(error: f64, pass: &Backprop) -> Array1<f64> {
    let gradient = pass.gradient();
    std::iter::once(error)
        .chain(gradient.iter().copied())
        .collect()
}
