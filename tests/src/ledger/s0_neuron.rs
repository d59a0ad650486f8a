//! The claims of S0 §4.1, the neuron.

use downhill::activation::{Activation, sigmoid, step};
use downhill::neuron::{LeakyIntegrateAndFire, McCullochPitts, all_to_all_connections};

use super::claim::Verdict::{CannotBeChecked, Computed, Corrected, Reproduced};
use super::claim::{Claim, Value};

const SOURCE: &str = "S0 §4.1";

/// y = sgn(1 + 3 x1 - 2 x2), the worked example.
fn example() -> downhill::Result<McCullochPitts> {
    McCullochPitts::new(&[3.0, -2.0], -1.0, Activation::Step)
}

/// The spikes that two pulses of 5 nA for 2 ms cause, with `gap` steps of 0.1 ms between them.
fn spikes_of_two_pulses(gap: usize) -> downhill::Result<usize> {
    let pulse = vec![5.0; 20];
    let currents = [pulse.clone(), vec![0.0; gap], pulse, vec![0.0; 200]].concat();
    let trace = LeakyIntegrateAndFire::default().simulate(&currents, 0.1)?;
    Ok(trace.spikes.len())
}

fn outputs(activation: Activation, at: &[f64]) -> Value {
    at.iter().map(|&z| activation.value(z)).collect()
}

pub(super) fn claims() -> Vec<Claim> {
    [history(), model(), activations(), examples()].concat()
}

fn history() -> Vec<Claim> {
    vec![
        Claim {
            id: "S0-4.1-01",
            source: SOURCE,
            says: "Neural networks rose three times and fell three times, together with artificial intelligence.",
            verdict: CannotBeChecked {
                because: "history is told, not computed; the dated events of chapter 1 show three rises and two falls",
            },
        },
        Claim {
            id: "S0-4.1-02",
            source: SOURCE,
            says: "Kohonen defined a neural network in the first issue of *Neural Networks*, 1988, as a widely parallel, interconnected network of adaptive simple units that can respond to the world as a nervous system does.",
            verdict: CannotBeChecked {
                because: "it is a citation: Kohonen's paper opens volume 1 of the journal, pages 3 to 16. Its wording is weaker than S0's: the units are *usually* adaptive, and the network is *intended* to act as a nervous system does",
            },
        },
        Claim {
            id: "S0-4.1-03",
            source: SOURCE,
            says: "McCulloch and Pitts turned the biological neuron into a simple mathematical model in 1943.",
            verdict: CannotBeChecked {
                because: "it is a citation: doi:10.1007/BF02478259. Their neuron had excitatory inputs of one strength, and an inhibitory input that silenced it; weights of any size came later",
            },
        },
        Claim {
            id: "S0-4.1-04",
            source: SOURCE,
            says: "The model of McCulloch and Pitts is the most widely used one.",
            verdict: CannotBeChecked {
                because: "it is a statement about use",
            },
        },
        Claim {
            id: "S0-4.1-05",
            source: SOURCE,
            says: "A network need not mimic a brain; it is a mathematical model with many parameters.",
            verdict: CannotBeChecked {
                because: "it is a point of view, and that of this book",
            },
        },
        Claim {
            id: "S0-4.1-06",
            source: SOURCE,
            says: "Most effective learning algorithms are backed by mathematical proof.",
            verdict: CannotBeChecked {
                because: "nobody has counted; the perceptron's convergence theorem (chapter 2) is one case for it, escaping local minima by heuristics (chapter 16) one against",
            },
        },
    ]
}

fn model() -> Vec<Claim> {
    vec![
        Claim {
            id: "S0-4.1-07",
            source: SOURCE,
            says: "A neuron whose potential passes a threshold is excited. Spikes 1 % below and 1 % above the current that takes the model cell of chapter 1 to its threshold?",
            verdict: Reproduced {
                expected: [false, true].into(),
                tolerance: 0.0,
                computed: || {
                    let cell = LeakyIntegrateAndFire::default();
                    let fires = |scale: f64| -> downhill::Result<bool> {
                        let current = scale * cell.rheobase()?;
                        Ok(!cell.simulate(&[current; 1000], 1.0)?.spikes.is_empty())
                    };
                    Ok([fires(0.99)?, fires(1.01)?].into())
                },
            },
        },
        Claim {
            id: "S0-4.1-08",
            source: SOURCE,
            says: "A neuron compares its weighted inputs with its threshold and passes the result through its activation. Inputs (1, 2, 3), weights (0.5, -1, 2), threshold 0.25, step and sigmoid.",
            verdict: Reproduced {
                // 0.5 - 2 + 6 - 0.25
                expected: [4.25, 1.0, 1.0 / (1.0 + (-4.25_f64).exp())].into(),
                tolerance: 1e-15,
                computed: || {
                    let (weights, threshold, inputs) = ([0.5, -1.0, 2.0], 0.25, [1.0, 2.0, 3.0]);
                    let hard = McCullochPitts::new(&weights, threshold, Activation::Step)?;
                    let soft = McCullochPitts::new(&weights, threshold, Activation::Sigmoid)?;
                    let z = hard.pre_activation(&inputs)?;
                    Ok([z, hard.output(&inputs)?, soft.output(&inputs)?].into())
                },
            },
        },
        Claim {
            id: "S0-4.1-09",
            source: SOURCE,
            says: "Spiking models look at when spikes come. Spikes caused by the same charge in two pulses 1 ms apart, and 10 ms apart: not the same.",
            verdict: Reproduced {
                expected: [1, 0].into(),
                tolerance: 0.0,
                computed: || Ok([spikes_of_two_pulses(10)?, spikes_of_two_pulses(100)?].into()),
            },
        },
        Claim {
            id: "S0-4.1-10",
            source: SOURCE,
            says: "They do so *instead of* accumulating potential. Does a second millisecond of the same current leave the potential where the first has brought it?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let trace = LeakyIntegrateAndFire::default().simulate(&[1.0, 1.0], 1.0)?;
                    Ok((trace.potential[1].1 == trace.potential[2].1).into())
                },
                because: "the leaky integrate-and-fire neuron accumulates too; what it accumulates leaks, and that is why timing counts",
            },
        },
    ]
}

fn activations() -> Vec<Claim> {
    vec![
        Claim {
            id: "S0-4.1-11",
            source: SOURCE,
            says: "The step maps its input to 0 or 1. At -3, -0.001, 0.001 and 3.",
            verdict: Reproduced {
                expected: [0, 0, 1, 1].into(),
                tolerance: 0.0,
                computed: || Ok(outputs(Activation::Step, &[-3.0, -0.001, 0.001, 3.0])),
            },
        },
        Claim {
            id: "S0-4.1-12",
            source: SOURCE,
            says: "The step is discontinuous. Its rise over the smallest interval that ends at 0.",
            verdict: Reproduced {
                expected: 1.into(),
                tolerance: 0.0,
                computed: || Ok((step(0.0) - step(-f64::from_bits(1))).into()),
            },
        },
        Claim {
            id: "S0-4.1-13",
            source: SOURCE,
            says: "The step is not smooth. Has it a derivative at 0?",
            verdict: Reproduced {
                expected: false.into(),
                tolerance: 0.0,
                computed: || Ok(Activation::Step.derivative(0.0_f64).is_finite().into()),
            },
        },
        Claim {
            id: "S0-4.1-14",
            source: SOURCE,
            says: "The sigmoid squashes a wide range into (0, 1): the whole numbers -750, -745, 0, 36 and 37, strictly inside or not, in the arithmetic of f64",
            verdict: Computed {
                held: [false, true, true, true, false].into(),
                tolerance: 0.0,
                computed: || {
                    let inside = |z: f64| sigmoid(z) > 0.0 && sigmoid(z) < 1.0;
                    Ok([-750.0, -745.0, 0.0, 36.0, 37.0].map(inside).into())
                },
                because: "every real number goes strictly inside; a program's numbers do not. The places are chosen to show where rounding ends it: beside 1 the numbers lie $2^{-53}$ apart, so the sigmoid of 37 rounds to 1; beside 0 they lie much closer, and only below -745 the sigmoid rounds to 0",
            },
        },
        Claim {
            id: "S0-4.1-15",
            source: SOURCE,
            says: "The sigmoid is the activation commonly used in practice.",
            verdict: CannotBeChecked {
                because: "it is a statement about use, and an old one: deep networks have mostly used the ReLU since about 2011",
            },
        },
        Claim {
            id: "S0-4.1-16",
            source: SOURCE,
            says: "ReLU(z) = max(0, z). At -2.5, 0 and 2.5.",
            verdict: Reproduced {
                expected: [0.0, 0.0, 2.5].into(),
                tolerance: 0.0,
                computed: || Ok(outputs(Activation::Relu, &[-2.5, 0.0, 2.5])),
            },
        },
        Claim {
            id: "S0-4.1-17",
            source: SOURCE,
            says: "tanh(z) = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ). At -2, 0.5 and 3.",
            verdict: Reproduced {
                expected: [-2.0_f64, 0.5, 3.0]
                    .map(|z| (z.exp() - (-z).exp()) / (z.exp() + (-z).exp()))
                    .into(),
                tolerance: 1e-15,
                computed: || Ok(outputs(Activation::Tanh, &[-2.0, 0.5, 3.0])),
            },
        },
    ]
}

fn examples() -> Vec<Claim> {
    vec![
        Claim {
            id: "S0-4.1-18",
            source: SOURCE,
            says: "A neuron computes 1 + 3x₁ - 2x₂. At (0, 0), (0, 1), and at (0, ½) and (1, 2), which lie on its line.",
            verdict: Reproduced {
                expected: [1, -1, 0, 0].into(),
                tolerance: 0.0,
                computed: || {
                    let points = [[0.0, 0.0], [0.0, 1.0], [0.0, 0.5], [1.0, 2.0]];
                    let neuron = example()?;
                    let z = points.iter().map(|x| neuron.pre_activation(x));
                    Ok(z.collect::<downhill::Result<Vec<f64>>>()?.into())
                },
            },
        },
        Claim {
            id: "S0-4.1-19",
            source: SOURCE,
            says: "Its output is sgn(1 + 3x₁ - 2x₂). At (0, 0), (0, 1) and (1, 2).",
            verdict: Corrected {
                expected: [1, -1, 0].into(),
                right: [1, 0, 1].into(),
                tolerance: 0.0,
                computed: || {
                    let neuron = example()?;
                    let y = |x: [f64; 2]| neuron.output(&x);
                    Ok([y([0.0, 0.0])?, y([0.0, 1.0])?, y([1.0, 2.0])?].into())
                },
                because: "the function is the step, 1 from 0 on and 0 below; the sign function, which `sgn` names everywhere else, is -1 below 0 and 0 at 0",
            },
        },
        Claim {
            id: "S0-4.1-20",
            source: SOURCE,
            says: "Ten neurons, each connected to every other, form a complete directed graph with 90 weights.",
            verdict: Reproduced {
                expected: 90.into(),
                tolerance: 0.0,
                computed: || Ok((all_to_all_connections(10) as f64).into()),
            },
        },
        Claim {
            id: "S0-4.1-21",
            source: SOURCE,
            says: "The ideal activation is the step, whose 1 stands for excited and whose 0 for inhibited; but it is neither continuous nor smooth. How far it jumps at 0, and its greatest slope elsewhere between -1 and 1",
            verdict: Computed {
                held: [1.0, 0.0].into(),
                tolerance: 0.0,
                computed: || {
                    let jump = step(0.0) - step(-1e-9);
                    let slope = |k: i32| {
                        (step(f64::from(k) / 100.0 + 1e-4) - step(f64::from(k) / 100.0)) / 1e-4
                    };
                    let steepest = (-100..=100)
                        .filter(|&k| k != 0)
                        .map(slope)
                        .fold(0.0, f64::max);
                    Ok([jump, steepest].into())
                },
                because: "the source gives no number. \"Ideal\" is a point of view; physiology uses *inhibited* of a neuron that is held down, not of one that is only silent",
            },
        },
        Claim {
            id: "S0-4.1-22",
            source: SOURCE,
            says: "Many such neurons, joined in layers, make a neural network.",
            verdict: CannotBeChecked {
                because: "it is a definition; networks need not have layers, as the complete graph of S0-4.1-20 has none",
            },
        },
    ]
}
