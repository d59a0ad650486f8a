//! S0 §4.3, its parts on backpropagation: notation, gradients, the algorithm, and both kinds of it.

use std::error::Error;

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::calculus::gradient_check;
use downhill::data::{Samples, TwoClass, breast_cancer, encode, logic};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Axis, array};
use downhill::network::by_hand::{ByHand, Step};
use downhill::network::{Backprop, Layer, Network, NetworkLoss, init};
use downhill::optim::{GradientDescent, Stop};
use downhill::perceptron::Perceptron;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::train::{Batch, Training, TrainingRun};

use super::Verdict::Corrected;
use super::{Claim, Value, beyond, definition, greatest, holds};

const SOURCE: &str = "S0 §4.3";
type Computed = Result<Value, Box<dyn Error>>;

pub(super) fn claims() -> Vec<Claim> {
    [background(), model(), gradients(), algorithm(), two_kinds()].concat()
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
                    .patience(100)
                    .max_epochs(20_000);
                let mut network = start(&[2, 4, 1], 1)?;
                let run = training.run(&mut network, &xor(), &mut GradientDescent)?;
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
                training
                    .max_epochs(25)
                    .run(&mut network, &xor(), &mut GradientDescent)?;
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
            "Above all if the training set is large: whether standard at rate 1 makes fewer epochs than accumulated at rate 32, on XOR's 4 samples and on 569 tumours",
            [false, true],
            0.0,
            || {
                let fewer = |samples: &Samples, target: f64| -> downhill::Result<bool> {
                    let standard = train(samples, 1.0, Batch::Single, target, 4000, 0)?;
                    let accumulated = train(samples, 32.0, Batch::Full, target, 4000, 0)?;
                    Ok(standard.epochs() < accumulated.epochs())
                };
                Ok([fewer(&xor(), 0.005)?, fewer(&tumours()?, 0.005)?].into())
            },
        ),
    ]
}

const RATE: f64 = 0.5;

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn xor() -> Samples {
    logic::xor().into()
}

fn tumours() -> downhill::Result<Samples> {
    let raw = breast_cancer()?;
    let inputs = Standardizer::fit(raw.inputs())?.apply(raw.inputs())?;
    Ok(TwoClass::new(inputs, raw.labels().clone())?.into())
}

/// S0's start.
fn random(sizes: &[usize], seed: u64) -> downhill::Result<Network> {
    init::uniform(sizes, &vec![Sigmoid; sizes.len() - 1], &mut seeded(seed))
}

fn start(sizes: &[usize], seed: u64) -> downhill::Result<Network> {
    init::xavier(sizes, &vec![Sigmoid; sizes.len() - 1], &mut seeded(seed))
}

/// Trains four hidden neurons to an error, or until the epochs are used up.
fn train(
    samples: &Samples,
    rate: f64,
    batch: Batch,
    target: f64,
    limit: usize,
    seed: u64,
) -> downhill::Result<TrainingRun> {
    let mut network = start(&[samples.features(), 4, 1], seed)?;
    let training = Training::new(Loss::HalfSquaredError, rate).batch(batch);
    let training = training.target_loss(target).max_epochs(limit);
    training.run_shuffled(
        &mut network,
        samples,
        &mut GradientDescent,
        &mut seeded(seed),
    )
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
            training
                .max_epochs(1000)
                .run(&mut neuron, &samples, &mut GradientDescent)?;
            let right = downhill::train::accuracy(&neuron, &samples, Loss::HalfSquaredError)?;
            learnt[way] += usize::from(right == 1.0);
        }
    }
    Ok(learnt.into())
}

fn with(error: f64, pass: &Backprop) -> Array1<f64> {
    let gradient = pass.gradient();
    std::iter::once(error)
        .chain(gradient.iter().copied())
        .collect()
}

fn flat(matrix: &downhill::ndarray::Array2<f64>) -> Array1<f64> {
    matrix.iter().copied().collect()
}

/// The greatest distance between two entries at the same place.
fn distance(a: &Array1<f64>, b: &Array1<f64>) -> Computed {
    if a.len() != b.len() {
        return Err(format!("{} numbers against {}", a.len(), b.len()).into());
    }
    greatest(a.iter().zip(b).map(|(a, b)| Ok((a - b).abs())))
}
