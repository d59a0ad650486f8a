//! The claims of the last paragraph of S2 §1.6.1, vanishing gradients.

use downhill::activation::Activation::{self, Relu, Sigmoid};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::flow::Flows;
use downhill::network::{Architecture, Initializer};
use downhill::prelude::*;
use downhill::spread::Spread;
use downhill::train::{Batch, Losses, Recipe, Training, Trial};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, holds, ours};

const SOURCE: &str = "S2 §1.6.1";

/// Some of the digits.
pub(super) fn images(fraction: f64) -> downhill::Result<Samples> {
    let all = digits()?.samples()?;
    Ok(all.split(fraction, &mut ChaCha8Rng::seed_from_u64(0))?.0)
}

/// The flows through networks with this many hidden layers of 32 neurons, five draws.
pub(super) fn flows(
    activation: Activation,
    hidden: usize,
    start: Initializer,
    samples: &Samples,
) -> downhill::Result<Flows> {
    let architecture = Architecture::stack([64, 10], hidden, 32, activation, start);
    Flows::of(&architecture, samples, Loss::SoftmaxCrossEntropy, 0..5)
}

/// The median factor of a layer over 20 hidden layers.
pub(super) fn factor(activation: Activation, start: Initializer) -> downhill::Result<f64> {
    let flows = flows(activation, 20, start, &images(0.03)?)?;
    Ok(Spread::of(&flows.factors()?)?.median)
}

/// Two trials with eight hidden layers on a quarter of the digits, eight epochs.
pub(super) fn trials(
    activation: Activation,
    start: Initializer,
    batch: Batch,
    rate: f64,
) -> downhill::Result<Vec<Trial>> {
    let training = Training::new(Loss::SoftmaxCrossEntropy, rate)
        .batch(batch)
        .measure(Losses::Whole)
        .max_epochs(8);
    let architecture = Architecture::stack([64, 10], 8, 32, activation, start);
    Recipe::new(architecture, training).trials(&images(0.25)?, 0..2)
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S2-1.6.1-20",
            SOURCE,
            "The derivative of the sigmoid is $a (1 - a)$. At $z = \\ln 4$, where $a = 0.8$.",
            0.16,
            1e-12,
            || Ok(Sigmoid.derivative(4_f64.ln()).into()),
        ),
        holds(
            "S2-1.6.1-21",
            SOURCE,
            "It is very small where $a$ is close to 0 or 1: less than 0.01 at $a = 0.01$ and at $a = 0.99$.",
            true,
            0.0,
            || {
                let z = 99_f64.ln();
                let small = |z: f64| Sigmoid.derivative(z) < 0.01;
                Ok((small(z) && small(-z)).into())
            },
        ),
        ours(
            "S2-1.6.1-22",
            SOURCE,
            "δ becomes small when $a$ is close to 0 or 1. Is that needed? What is left of 1 in one step of a chain of weights 1 where every $a$ is 0.5.",
            0.25,
            1e-12,
            || {
                let neuron = Layer::new(array![[1.0]], array![-0.5], Sigmoid);
                let chain = Network::new(vec![neuron; 2])?;
                let half = Samples::new(array![[0.5]], array![[1.0]])?;
                let layers = downhill::network::flow::flow(&chain, &half, Loss::HalfSquaredError)?;
                Ok((layers[0].delta / layers[1].delta).into())
            },
            "the source states a condition, and that is right; the condition is not needed, since even where it is largest the slope is only 1/4",
        ),
        holds(
            "S2-1.6.1-23",
            SOURCE,
            "In deep networks with sigmoid activation, δ gets smaller and smaller on the way back: in each of 28 steps through 29 hidden layers, and in the end by more than $10^{15}$.",
            true,
            0.0,
            || {
                let flows = flows(Sigmoid, 29, Initializer::Xavier, &images(0.03)?)?;
                let deltas = flows.by_layer(|layer| layer.delta)?;
                let falls = |run: &[downhill::network::flow::LayerFlow]| {
                    run[..29]
                        .windows(2)
                        .all(|pair| pair[0].delta < pair[1].delta)
                };
                let always = flows.runs().iter().all(|run| falls(run));
                Ok((always && deltas[28].1.median > 1e15 * deltas[0].1.median).into())
            },
        ),
        holds(
            "S2-1.6.1-24",
            SOURCE,
            "So parameters near the input can hardly be updated: in training with eight hidden sigmoid layers, the first layer's weights move less than a hundredth of the way that the last one's move, in proportion to their length.",
            true,
            0.0,
            || {
                let trials = trials(Sigmoid, Initializer::Xavier, Batch::Size(16), 0.1)?;
                let far = |trial: &Trial| {
                    let moved = trial.moved();
                    moved[0] < moved[8] / 100.0
                };
                Ok(trials.iter().all(far).into())
            },
        ),
        beyond(
            "S2-1.6.1-25",
            SOURCE,
            "Modern deep models use ReLU more often in their hidden layers.",
            "it is a statement about what people do",
        ),
        holds(
            "S2-1.6.1-26",
            SOURCE,
            "ReLU's derivative is 1 where $a > 0$. At $z = 10^{-9}$, 1 and $10^9$.",
            [1, 1, 1],
            0.0,
            || Ok([1e-9, 1.0, 1e9].map(|z| Relu.derivative(z)).into()),
        ),
        Claim {
            id: "S2-1.6.1-27",
            source: SOURCE,
            says: "ReLU avoids the problem: the factor by which a layer changes δ is 1. With first weights of standard deviation 0.1 and layers of 32.",
            verdict: Corrected {
                expected: 1.into(),
                right: (0.1 * 16_f64.sqrt()).into(),
                tolerance: 0.02,
                computed: || Ok(factor(Relu, Initializer::Normal(0.1))?.into()),
                because: "half of the slopes are 0, and the weights count as much as the slopes: the factor is $\\sigma \\sqrt{n/2}$. It is 1 with He's first weights, for which $\\sigma = \\sqrt{2/n}$; with others a network of ReLU vanishes or explodes like any other",
            },
        },
    ]
}
