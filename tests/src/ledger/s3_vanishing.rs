//! The claims of S3 §1.4 on what makes training hard, and of §2.3 on vanishing and exploding gradients.

use downhill::activation::Activation::{Relu, Sigmoid};
use downhill::network::Initializer;
use downhill::optim::Stop;
use downhill::spread::Spread;
use downhill::train::{Batch, Trial};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, holds, ours};
use super::s2_vanishing::{factor, flows, images, trials};
use super::s3_local_minima::slopes_of_the_trapped;

const CHALLENGES: &str = "S3 §1.4";

/// The factors of a layer for one image, for sixteen and for all, each divided by that for all.
fn factors_by_batch(
    activation: downhill::activation::Activation,
    start: Initializer,
) -> downhill::Result<Vec<f64>> {
    let all = images(0.1)?;
    let factor = |size: usize| {
        let rows: Vec<usize> = (0..size).collect();
        let flows = flows(activation, 8, start, &all.rows(&rows)?)?;
        Ok(Spread::of(&flows.factors()?)?.median)
    };
    let whole: f64 = factor(all.count())?;
    let factors: downhill::Result<Vec<f64>> =
        [1, 16, all.count()].map(factor).into_iter().collect();
    Ok(factors?.iter().map(|f| f / whole).collect())
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S3-1.4-01",
            CHALLENGES,
            "In deep networks gradients may decay too fast (said again in §5.1 and §8.1). Twenty hidden layers of sigmoid neurons with Xavier's weights: the factor of a layer is below 0.5.",
            true,
            0.0,
            || Ok((factor(Sigmoid, Initializer::Xavier)? < 0.5).into()),
        ),
        holds(
            "S3-1.4-02",
            CHALLENGES,
            "In deep networks gradients may grow too fast. Twenty hidden layers of ReLU with weights of standard deviation 0.5: the factor of a layer is above 1.5.",
            true,
            0.0,
            || Ok((factor(Relu, Initializer::Normal(0.5))? > 1.5).into()),
        ),
        Claim {
            id: "S3-1.4-03",
            source: CHALLENGES,
            says: "Vanishing gradients make training unstable. Eight hidden sigmoid layers, whose gradients vanish: whether the loss varies by more than 0.1 from epoch to epoch, after the first.",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let trials = trials(Sigmoid, Initializer::Xavier, Batch::Size(16), 0.1)?;
                    let jumps = |trial: &Trial| {
                        let losses = &trial.run.losses()[1..];
                        losses
                            .windows(2)
                            .any(|pair| (pair[1] - pair[0]).abs() > 0.1)
                    };
                    Ok(trials.iter().any(jumps).into())
                },
                because: "vanishing gradients make training stand still, at the loss of a guess; it is the exploding ones that make it unstable",
            },
        },
        holds(
            "S3-1.4-04",
            CHALLENGES,
            "Exploding gradients make training unstable. Eight hidden layers of ReLU with weights of standard deviation 0.7: the runs end because a number overflows.",
            true,
            0.0,
            || {
                let trials = trials(Relu, Initializer::Normal(0.7), Batch::Size(16), 0.1)?;
                let over = |trial: &Trial| matches!(trial.run.stop(), Stop::NotFinite { .. });
                Ok(trials.iter().all(over).into())
            },
        ),
        Claim {
            id: "S3-1.4-05",
            source: CHALLENGES,
            says: "An algorithm may be caught in a local optimum, so that training does not converge (said again in §5.1). XOR with two hidden neurons, twenty starts, 20,000 epochs: are some caught, and do their gradients stay above a hundredth?",
            verdict: Corrected {
                expected: [true, true].into(),
                right: [true, false].into(),
                tolerance: 0.0,
                computed: || {
                    let slopes = slopes_of_the_trapped()?;
                    let caught = !slopes.is_empty();
                    Ok([caught, slopes.iter().any(|slope| *slope > 0.01)].into())
                },
                because: "some are caught, and they do converge: their slopes run out at a loss that is not the lowest",
            },
        },
        beyond(
            "S3-1.4-06",
            CHALLENGES,
            "Training large networks takes much computing, long times and high costs (said again in §5.1).",
            "no size, time or price is named; the page on speed measures ours, and chapter 18 a model of the time on many machines",
        ),
        Claim {
            id: "S3-2.3-01",
            source: "S3 §2.3",
            says: "Batch descent and stochastic descent solve vanishing gradients. Eight hidden sigmoid layers: whether stochastic, mini-batch and batch descent get more than a fifth of the digits right after eight epochs.",
            verdict: Corrected {
                expected: [true, true, true].into(),
                right: [false, false, false].into(),
                tolerance: 0.0,
                computed: || {
                    let held_out = images(0.2)?;
                    let learns = |batch, rate| {
                        let trials = trials(Sigmoid, Initializer::Xavier, batch, rate)?;
                        let loss = downhill::loss::Loss::SoftmaxCrossEntropy;
                        Ok(Trial::accuracies(&trials, &held_out, loss)?.median > 0.2)
                    };
                    let learnt: downhill::Result<Vec<bool>> = [
                        learns(Batch::Single, 0.01),
                        learns(Batch::Size(16), 0.1),
                        learns(Batch::Full, 0.1),
                    ]
                    .into_iter()
                    .collect();
                    Ok(learnt?.into())
                },
                because: "the factors of the layers come from weights and slopes; the gradient of a batch is the mean of gradients that have vanished, however many there are",
            },
        },
        ours(
            "S3-2.3-02",
            "S3 §2.3",
            "They solve exploding gradients. The factor of a layer for batches of 1, of 16 and of all samples, as a multiple of the last; ReLU with weights of standard deviation 0.5.",
            [1, 1, 1],
            0.1,
            || Ok(factors_by_batch(Relu, Initializer::Normal(0.5))?.into()),
            "they do not: how many samples a step looks at does not change how much a layer multiplies an error",
        ),
        ours(
            "S3-2.3-03",
            "S3 §2.3",
            "The same for vanishing gradients, eight hidden sigmoid layers with Xavier's weights: the factors as multiples of the last.",
            [1, 1, 1],
            0.1,
            || Ok(factors_by_batch(Sigmoid, Initializer::Xavier)?.into()),
            "they do not, as for exploding gradients",
        ),
    ]
}
