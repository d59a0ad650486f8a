//! S0 §4.3, its first part on backpropagation: background, notation, gradients.

use std::error::Error;

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::calculus::gradient_check;
use downhill::data::{Samples, breast_cancer, encode, logic};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Axis, array};
use downhill::network::by_hand::{ByHand, Step};
use downhill::network::{Backprop, Layer, Network, NetworkLoss, init};
use downhill::optim::Stop;
use downhill::perceptron::Perceptron;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::train::{Batch, Losses, Training, TrainingRun};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, Value, beyond, definition, distance, greatest, holds};

pub(super) const SOURCE: &str = "S0 §4.3";
pub(super) type Computed = Result<Value, Box<dyn Error>>;

pub(super) fn claims() -> Vec<Claim> {
    [background(), model(), gradients()].concat()
}

fn background() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-01",
            SOURCE,
            "The perceptron's rule does not train what backpropagation trains: whether each learns XOR",
            [false, true],
            0.0,
            || {
                let perceptron = Perceptron::zeros(2)?.train(&logic::xor(), 1.0, 1000)?;
                let right = perceptron.perceptron().mistakes(&logic::xor())? == 0;
                let run = train(&xor(), 2.0, Batch::Single, 0.005, 2000, 0)?;
                Ok([right, run.stop().converged()].into())
            },
        ),
        beyond(
            "S0-4.3-02",
            SOURCE,
            "Backpropagation is the most successful learning algorithm for networks so far, and most networks are trained by it",
            "it is a judgement about a field",
        ),
        beyond(
            "S0-4.3-03",
            SOURCE,
            "It also trains networks that are not feed-forward, recurrent ones for example",
            "recurrent networks are outside this course",
        ),
        beyond(
            "S0-4.3-04",
            SOURCE,
            "Geoffrey Hinton: professor emeritus in Toronto, Turing Award 2018, vice president of Google",
            "it is about a person; he left Google in 2023",
        ),
    ]
}

fn model() -> Vec<Claim> {
    vec![
        definition(
            "S0-4.3-05",
            SOURCE,
            "A training set of m samples, each of d attributes and l real outputs; thresholds θ of outputs and γ of hidden neurons; weights v and w",
        ),
        holds(
            "S0-4.3-06",
            SOURCE,
            "Hidden neuron h receives the sum of v_ih x_i: both of chapter 07's step, 0.2 + 0.4/2 and 0.7 + 0.3/2",
            [0.4, 0.85],
            1e-15,
            || Ok(step()?.1.alpha.to_vec().into()),
        ),
        holds(
            "S0-4.3-07",
            SOURCE,
            "Output j receives the sum of w_hj b_h, and puts out f of this less its threshold: greatest distance of ŷ from f(0.6 b1 + 0.9 b2 - 0.3) in chapter 07's step",
            0,
            1e-15,
            || {
                let step = step()?.1;
                let sum = 0.6 * step.b[0] + 0.9 * step.b[1] - 0.3;
                Ok((step.y_hat[0] - Sigmoid.value(sum)).abs().into())
            },
        ),
        holds(
            "S0-4.3-08",
            SOURCE,
            "Attribute values with an order become numbers in that order: large, small, medium",
            [1.0, 0.0, 0.5],
            0.0,
            || {
                let sizes = ["large", "small", "medium"];
                let numbers = encode::ordered(&sizes, &["small", "medium", "large"])?;
                Ok(numbers.to_vec().into())
            },
        ),
        holds(
            "S0-4.3-09",
            SOURCE,
            "Values without an order usually become vectors of length k: of the 120 ways to number five colours, how many a single neuron can learn two of them by, and how many by vectors",
            [24, 120],
            0.0,
            numberings,
        ),
        Claim {
            id: "S0-4.3-10",
            source: SOURCE,
            says: "$E_k = \\frac12 \\sum_j (\\hat y_j - y_j)^2$ is the mean squared error: their ratio with 4 outputs",
            verdict: Corrected {
                expected: 1.into(),
                right: 2.into(),
                tolerance: 1e-15,
                computed: || {
                    let (said, wanted) =
                        (array![[0.8, 0.3, 0.1, 0.4]], array![[1.0, 0.0, 0.0, 1.0]]);
                    let half: f64 = Loss::HalfSquaredError.value(&said, &wanted)?;
                    let mean: f64 = Loss::MeanSquaredError.value(&said, &wanted)?;
                    Ok((half / mean).into())
                },
                because: "it is half a sum of squares, l/2 times the mean over the l outputs, so its gradient is l/2 times as long",
            },
        },
        holds(
            "S0-4.3-11",
            SOURCE,
            "(d + l + 1)q + l parameters: networks 2-2-1, 30-4-1 and 64-20-10",
            [2 * 4 + 1, 4 * 32 + 1, 20 * 75 + 10],
            0.0,
            || {
                [[2, 2, 1], [30, 4, 1], [64, 20, 10]]
                    .iter()
                    .map(|sizes| Ok(Value::from(random(sizes, 0)?.parameters())))
                    .collect::<Result<Value, Box<dyn Error>>>()
            },
        ),
        holds(
            "S0-4.3-12",
            SOURCE,
            "They are d·q weights into the hidden layer, q·l out of it, q and l thresholds: of a 3-4-2 network",
            [12, 8, 4, 2],
            0.0,
            || {
                let network = ByHand::of(&random(&[3, 4, 2], 0)?)?;
                let (v, w) = (network.v.len(), network.w.len());
                Ok([v, w, network.gamma.len(), network.theta.len()].into())
            },
        ),
    ]
}

fn gradients() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-13",
            SOURCE,
            "Updates v ← v + Δv by a generalised perceptron rule: distance of backpropagation's change of a neuron without activation from η(y - ŷ)x",
            0,
            1e-15,
            || {
                let neuron =
                    Network::new(vec![Layer::new(array![[0.3, -0.2]], array![0.1], Identity)])?;
                let (x, y) = (array![[2.0, 3.0]], array![[1.0]]);
                let mut pass = Backprop::new();
                pass.run(&neuron, &x, &y, Loss::HalfSquaredError)?;
                let error = 1.0 - neuron.forward(x.row(0))?[0];
                let rule = 0.5 * error * array![2.0, 3.0, 1.0];
                distance(&(-0.5 * &pass.gradient()), &rule)
            },
        ),
        holds(
            "S0-4.3-14",
            SOURCE,
            "In words: parameters move along the negative gradient. Whether the error falls",
            true,
            0.0,
            || Ok(falls(-1.0)?.into()),
        ),
        Claim {
            id: "S0-4.3-15",
            source: SOURCE,
            says: "Printed: $\\Delta w_{hj} = \\eta\\, \\partial E_k / \\partial w_{hj}$. Whether the error falls",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || Ok(falls(1.0)?.into()),
                because: "the minus sign is missing; the update formulas that follow are right, since g and e carry it",
            },
        },
        holds(
            "S0-4.3-16",
            SOURCE,
            "Chain rule, $\\partial E/\\partial w = \\partial E/\\partial \\hat y \\cdot \\partial \\hat y/\\partial \\beta \\cdot \\partial \\beta/\\partial w$: greatest distance of the product from a numerical derivative",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                let outer = (step.y_hat[0] - 0.0) * step.y_hat[0] * (1.0 - step.y_hat[0]);
                let product: Array1<f64> = &step.b * outer;
                distance(&product, &numerical(&network)?.w)
            },
        ),
        holds(
            "S0-4.3-17",
            SOURCE,
            "The sigmoid has f' = f(1 - f): greatest distance from a central difference for z from -5 to 5",
            0,
            1e-9,
            || {
                greatest((-50..=50).map(|i| {
                    let (z, step) = (f64::from(i) / 10.0, 1e-5);
                    let slope = (Sigmoid.value(z + step) - Sigmoid.value(z - step)) / (2.0 * step);
                    let f = Sigmoid.value(z);
                    Ok((slope - f * (1.0 - f)).abs())
                }))
            },
        ),
        holds(
            "S0-4.3-18",
            SOURCE,
            "$g_j = \\hat y_j (1 - \\hat y_j)(y_j - \\hat y_j)$: distance from $-\\partial E/\\partial \\beta_j$, which is $\\partial E/\\partial \\theta_j$, by differences",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                distance(&step.g, &numerical(&network)?.theta)
            },
        ),
        holds(
            "S0-4.3-19",
            SOURCE,
            "$\\Delta w_{hj} = \\eta g_j b_h$: greatest distance from -η times the numerical gradient",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                distance(&flat(&step.delta_w), &(-RATE * &numerical(&network)?.w))
            },
        ),
        holds(
            "S0-4.3-20",
            SOURCE,
            "$\\Delta \\theta_j = -\\eta g_j$: distance from -η times the numerical gradient",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                distance(&step.delta_theta, &(-RATE * &numerical(&network)?.theta))
            },
        ),
        holds(
            "S0-4.3-21",
            SOURCE,
            "$\\Delta v_{ih} = \\eta e_h x_i$: greatest distance from -η times the numerical gradient",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                // Of a layer, the weights of one neuron come after those of another.
                let delta_v = step.delta_v.t().to_owned();
                distance(&flat(&delta_v), &(-RATE * &numerical(&network)?.v))
            },
        ),
        holds(
            "S0-4.3-22",
            SOURCE,
            "$\\Delta \\gamma_h = -\\eta e_h$: greatest distance from -η times the numerical gradient",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                distance(&step.delta_gamma, &(-RATE * &numerical(&network)?.gamma))
            },
        ),
        holds(
            "S0-4.3-23",
            SOURCE,
            "$e_h = b_h (1 - b_h) \\sum_j w_{hj} g_j$: greatest distance from $\\partial E/\\partial \\gamma_h$ by differences",
            0,
            1e-10,
            || {
                let (network, step) = step()?;
                distance(&step.e, &numerical(&network)?.gamma)
            },
        ),
        Claim {
            id: "S0-4.3-24",
            source: SOURCE,
            says: "The learning rate is from (0, 1). Whether accumulated backpropagation on XOR gets to an error of 0.005 soonest, of the rates 0.5, 2, 8 and 32, with one from there",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let mut best = (f64::NAN, usize::MAX);
                    for rate in [0.5, 2.0, 8.0, 32.0] {
                        let run = train(&xor(), rate, Batch::Full, 0.005, 8000, 0)?;
                        if run.stop().converged() && run.epochs() < best.1 {
                            best = (rate, run.epochs());
                        }
                    }
                    Ok((best.0 < 1.0).into())
                },
                because: "nothing binds the rate to 1: what is too large depends on the error, its scale and the samples",
            },
        },
        holds(
            "S0-4.3-25",
            SOURCE,
            "Too large a rate oscillates, too small a one is slow: epochs without progress before a run at rate 40 on XOR is given up, and whether rate 0.25 takes over three times the epochs of rate 2",
            [Value::from(100), true.into()],
            0.0,
            || {
                let training = Training::new(Loss::HalfSquaredError, 40.0);
                let training = training
                    .batch(Batch::Single)
                    .measure(Losses::Whole)
                    .patience(100)
                    .max_epochs(20_000);
                let mut network = start(&[2, 4, 1], 1)?;
                let run = training.run(&mut network, &xor())?;
                let idle: Value = match run.stop() {
                    Stop::NoProgress { epochs, .. } => epochs.into(),
                    other => other.to_string().into(),
                };
                let slow = train(&xor(), 0.25, Batch::Single, 0.005, 20_000, 0)?.epochs();
                let quick = train(&xor(), 2.0, Batch::Single, 0.005, 20_000, 0)?.epochs();
                Ok([idle, (slow > 3 * quick).into()].into())
            },
        ),
        beyond(
            "S0-4.3-26",
            SOURCE,
            "Sometimes different parameters get steps of different sizes",
            "it is said of what people do; methods of that kind are compared in the chapter on adaptive rates",
        ),
    ]
}

pub(super) const RATE: f64 = 0.5;

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

pub(super) fn xor() -> Samples {
    logic::xor().into()
}

pub(super) fn tumours() -> downhill::Result<Samples> {
    let raw = breast_cancer()?;
    Ok(Standardizer::fit(raw.inputs())?.apply_to(&raw)?.into())
}

/// S0's start.
pub(super) fn random(sizes: &[usize], seed: u64) -> downhill::Result<Network> {
    init::uniform(sizes, &vec![Sigmoid; sizes.len() - 1], &mut seeded(seed))
}

pub(super) fn start(sizes: &[usize], seed: u64) -> downhill::Result<Network> {
    init::xavier(sizes, &vec![Sigmoid; sizes.len() - 1], &mut seeded(seed))
}

/// Trains four hidden neurons to an error, or until the epochs are used up.
pub(super) fn train(
    samples: &Samples,
    rate: f64,
    batch: Batch,
    target: f64,
    limit: usize,
    seed: u64,
) -> downhill::Result<TrainingRun> {
    let mut network = start(&[samples.features(), 4, 1], seed)?;
    let training = Training::new(Loss::HalfSquaredError, rate)
        .batch(batch)
        .measure(Losses::Whole)
        .target_loss(target)
        .max_epochs(limit);
    training.run_shuffled(&mut network, samples, &mut seeded(seed))
}

/// The network of chapter 07 before its step, and the step.
fn step() -> downhill::Result<(ByHand, Step)> {
    let network = ByHand {
        v: array![[0.2, 0.7], [0.4, 0.3]],
        gamma: array![0.1, 0.5],
        w: array![[0.6], [0.9]],
        theta: array![0.3],
    };
    let step = network.clone().step(&[1.0, 0.5], &[0.0], RATE)?;
    Ok((network, step))
}

/// The gradient of that step's error by differences. `v` has the weights of one hidden neuron after the other's.
struct Numerical {
    v: Array1<f64>,
    gamma: Array1<f64>,
    w: Array1<f64>,
    theta: Array1<f64>,
}

fn numerical(network: &ByHand) -> downhill::Result<Numerical> {
    let network = network.network()?;
    let sample = Samples::new(array![[1.0, 0.5]], array![[0.0]])?;
    let landscape = NetworkLoss::new(&network, &sample, Loss::HalfSquaredError)?;
    let all = gradient_check(&landscape, &network.parameter_vector())?.numeric;
    let part = |from: usize, to: usize| all.slice(downhill::ndarray::s![from..to]).to_owned();
    // A bias is a threshold's negative.
    Ok(Numerical {
        v: part(0, 4),
        gamma: -part(4, 6),
        w: part(6, 8),
        theta: -part(8, 9),
    })
}

/// Whether ten steps along the gradient, times this sign, make the error of chapter 07's sample smaller.
fn falls(sign: f64) -> downhill::Result<bool> {
    let mut network = step()?.0.network()?;
    let (x, y) = (array![[1.0, 0.5]], array![[0.0]]);
    let mut pass = Backprop::new();
    let first: f64 = pass.loss(&network, &x, &y, Loss::HalfSquaredError)?;
    for _ in 0..10 {
        pass.run(&network, &x, &y, Loss::HalfSquaredError)?;
        let moved = network.parameter_vector() + sign * RATE * &pass.gradient();
        network.set_parameter_vector(&moved)?;
    }
    Ok(pass.loss(&network, &x, &y, Loss::HalfSquaredError)? < first)
}

/// Trains a single neuron to tell two of five colours from the rest, with every numbering and with vectors.
fn numberings() -> Computed {
    let colours: Vec<usize> = (0..5).collect();
    let class = array![[1.0], [0.0], [1.0], [0.0], [0.0]];
    let mut learnt = [0, 0];
    for code in 0..5_usize.pow(5) {
        let order: Vec<usize> = (0..5).map(|place| code / 5_usize.pow(place) % 5).collect();
        if !colours.iter().all(|colour| order.contains(colour)) {
            continue;
        }
        let numbered = encode::ordered(&colours, &order)?.insert_axis(Axis(1));
        let vectors = encode::one_hot(&colours, &order)?;
        for (way, inputs) in [numbered, vectors].into_iter().enumerate() {
            let mut neuron = start(&[inputs.ncols(), 1], code as u64)?;
            let samples = Samples::new(inputs, class.clone())?;
            let training = Training::new(Loss::HalfSquaredError, 2.0).batch(Batch::Single);
            training.max_epochs(1000).run(&mut neuron, &samples)?;
            let right = downhill::train::accuracy(&neuron, &samples, Loss::HalfSquaredError)?;
            learnt[way] += usize::from(right == 1.0);
        }
    }
    Ok(learnt.into())
}

fn flat(matrix: &downhill::ndarray::Array2<f64>) -> Array1<f64> {
    matrix.iter().copied().collect()
}
