//! The claims of S4 §1 to §4 on the landscape: minima, saddles, flatness.

use downhill::activation::Activation::{Identity, Relu, Tanh};
use downhill::calculus::{CriticalPoint, classify};
use downhill::data::{Samples, breast_cancer, digits};
use downhill::landscape::{rescaled, share_positive, whole_hessian};
use downhill::linalg::Eigen;
use downhill::loss::Loss;
use downhill::ndarray::Array1;
use downhill::network::{Architecture, Initializer, Layer, Network, NetworkLoss};
use downhill::objective::{Banana, Evaluate, Quadratic, SixHumpCamel};
use downhill::optim::{Descent, Keep};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::search::{Restarts, Space, success};
use downhill::train::{Batch, Recipe, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, definition, holds, ours};

const CONVEX: &str = "S4 §1";
const SADDLE: &str = "S4 §2";
const FLAT: &str = "S4 §3";
const EQUAL: &str = "S4 §4";
const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Digits to train with and to test on.
fn parts() -> downhill::Result<(Samples, Samples)> {
    digits()?.samples()?.split(0.4, &mut seeded(0))
}

/// The network with its hidden neurons in the opposite order.
fn turned(network: &Network) -> downhill::Result<Network> {
    let [hidden, output] = network.layers() else {
        unreachable!("two layers");
    };
    let mut weights = [hidden.weights.clone(), output.weights.clone()];
    weights[0].invert_axis(downhill::ndarray::Axis(0));
    weights[1].invert_axis(downhill::ndarray::Axis(1));
    let biases: Array1<f64> = hidden.biases.iter().rev().copied().collect();
    let [first, second] = weights;
    Network::new(vec![
        Layer::new(first, biases, hidden.activation),
        Layer::new(second, output.biases.clone(), output.activation),
    ])
}

/// The losses of a trained network, of the same one with its neurons in another order, and of the point halfway between.
fn halfway() -> downhill::Result<[f64; 3]> {
    let (training, _) = parts()?;
    let architecture = Architecture::new(&[64, 8, 10], &[Tanh, Identity], Initializer::Xavier);
    let settings = Training::new(LOSS, 0.1)
        .batch(Batch::Size(16))
        .max_epochs(20);
    let trial = Recipe::new(architecture, settings).trial(&training, 0)?;
    let (one, other) = (trial.network.clone(), turned(&trial.network)?);
    let surface = NetworkLoss::new(&one, &training, LOSS)?;
    let (a, b) = (one.parameter_vector(), other.parameter_vector());
    let middle = (&a + &b) / 2.0;
    Ok([
        surface.value(&a)?,
        surface.value(&b)?,
        surface.value(&middle)?,
    ])
}

/// The least eigenvalue of the Hessian of logistic regression on the breast cancer data, at three random places.
fn linear_model() -> downhill::Result<f64> {
    let samples: Samples = breast_cancer()?.into();
    let inputs = Standardizer::fit(samples.inputs())?.apply(samples.inputs())?;
    let samples = samples.with_inputs(inputs)?;
    let linear = Architecture::new(&[30, 1], &[Identity], Initializer::Normal(1.0));
    let mut least = f64::INFINITY;
    for seed in 0..3 {
        let network = linear.draw(&mut seeded(seed))?;
        let surface = NetworkLoss::new(&network, &samples, Loss::BinaryCrossEntropy)?;
        let hessian = whole_hessian(&surface, &network.parameter_vector())?;
        least = least.min(Eigen::new(&hessian)?.values()[0]);
    }
    Ok(least)
}

/// How many steps at rate 0.1 descent needs from so far beside the ridge of the saddle until it has left it by 1.
fn steps_away(beside: f64) -> downhill::Result<f64> {
    let saddle = Quadratic::saddle();
    let run = Descent::new(0.1)
        .steps(1_000)
        .keep(Keep::All)
        .run(&saddle, &[1.0, beside])?;
    let points = run.path().points();
    let away = points.rows().into_iter().position(|p| p[1].abs() > 1.0);
    Ok(away.unwrap_or(1_000) as f64)
}

/// By how much digits' networks of so many hidden neurons differ from seed to seed: the standard deviation of the test loss, and the median
/// of the training loss.
fn spread(hidden: usize) -> downhill::Result<(f64, f64)> {
    let (training, test) = parts()?;
    let architecture = Architecture::new(&[64, hidden, 10], &[Tanh, Identity], Initializer::Xavier);
    let settings = Training::new(LOSS, 0.1)
        .batch(Batch::Size(16))
        .max_epochs(60);
    let trials = Recipe::new(architecture, settings).trials(&training, 0..10)?;
    let losses = |samples: &Samples| -> downhill::Result<Array1<f64>> {
        let of = |network: &Network| {
            NetworkLoss::new(network, samples, LOSS)?.value(&network.parameter_vector())
        };
        trials.iter().map(|trial| of(&trial.network)).collect()
    };
    let mut trained = losses(&training)?.to_vec();
    trained.sort_by(f64::total_cmp);
    Ok((losses(&test)?.std(1.0), (trained[4] + trained[5]) / 2.0))
}

pub(super) fn claims() -> Vec<Claim> {
    [convexity(), saddles(), flatness(), equivalence()].concat()
}

fn convexity() -> Vec<Claim> {
    vec![
        holds(
            "S4-1-01",
            CONVEX,
            "The loss of a linear model is convex. Logistic regression on the breast cancer data at three random places: is the least eigenvalue of the Hessian never negative, to within $10^{-12}$?",
            true,
            0.0,
            || Ok((linear_model()? > -1e-12).into()),
        ),
        holds(
            "S4-1-02",
            CONVEX,
            "The loss of a network is not convex. 64-8-10 on the digits, and the same network with its hidden neurons in another order: are the losses equal (to $10^{-12}$), and is the loss halfway between higher?",
            [true, true],
            0.0,
            || {
                let [one, other, middle] = halfway()?;
                Ok([(one - other).abs() < 1e-12, middle > 1.5 * one].into())
            },
        ),
        Claim {
            id: "S4-1-03",
            source: CONVEX,
            says: "A function that is not convex has several local minima. Rosenbrock's banana: is it convex at (0, 1), and do 20 starts from a square find more than one minimum?",
            verdict: Corrected {
                expected: [false, true].into(),
                right: [false, false].into(),
                tolerance: 0.0,
                computed: || {
                    let bent = Banana.hessian(&[0.0, 1.0])?.ok_or("a Hessian")?;
                    let convex = Eigen::new(&bent)?.values()[0] >= 0.0;
                    let square = Space::cube(2, -1.0, 1.0)?;
                    let descent = Descent::new(4e-4).steps(60_000).keep(Keep::Ends);
                    let runs = Restarts::new(descent, 20).runs(&Banana, &square, &mut seeded(0))?;
                    let elsewhere = runs.iter().any(|run| run.value() > 1e-3);
                    Ok([convex, elsewhere].into())
                },
                because: "the banana is not convex, and has one minimum. Not convex means: somewhere the surface bends downwards. Several minima are possible then, not certain; a network has equal ones since its neurons can change places",
            },
        },
        beyond(
            "S4-1-04",
            CONVEX,
            "That the loss is not convex is the root of what is hard in optimising deep networks.",
            "hard has no measure here; chapters 09 and 14 show difficulties, vanishing gradients and narrow valleys, that convex functions have as well",
        ),
    ]
}

fn saddles() -> Vec<Claim> {
    vec![
        ours(
            "S4-2-01",
            SADDLE,
            "In few dimensions descent easily ends in a local minimum. The six-hump camel on its usual box: the share of 400 descents that do not find a lowest minimum.",
            0.595,
            0.01,
            || {
                let space = Space::new(&[(-3.0, 3.0), (-2.0, 2.0)])?;
                let one = Restarts::new(Descent::new(0.005).steps(3_000), 1);
                let found = success(0..400, -1.03, |rng| {
                    Ok(one.run(&SixHumpCamel, &space, rng)?.value())
                })?;
                Ok((1.0 - found.value()).into())
            },
            "that is one function with two variables; chapter 16 has others",
        ),
        holds(
            "S4-2-02",
            SADDLE,
            "At a saddle the gradient is zero; along some directions it is the highest point, along others the lowest. $x^2 - y^2$ at 0: is the gradient 0, and is it a saddle with one way down?",
            [true, true],
            0.0,
            || {
                let saddle = Quadratic::saddle();
                let still = saddle.gradient(&[0.0, 0.0])?.iter().all(|&g| g == 0.0);
                let kind = classify(&whole_hessian(&saddle, &[0.0, 0.0])?, 1e-9)?;
                Ok([still, kind == CriticalPoint::Saddle { index: 1 }].into())
            },
        ),
        Claim {
            id: "S4-2-03",
            source: SADDLE,
            says: "Near a saddle descent comes to a halt and hardly gets away. $x^2 - y^2$ at the rate 0.1, from $10^{-3}$, $10^{-6}$ and $10^{-9}$ beside the ridge: is it still there after 200 steps?",
            verdict: Corrected {
                expected: [true, true, true].into(),
                right: [false, false, false].into(),
                tolerance: 0.0,
                computed: || {
                    let [a, b, c] =
                        [1e-3, 1e-6, 1e-9].map(|beside| Ok(steps_away(beside)? > 200.0));
                    let stays: [downhill::Result<bool>; 3] = [a, b, c];
                    let [a, b, c] = stays;
                    Ok([a?, b?, c?].into())
                },
                because: "it is slow, and gets away: every step multiplies the distance from the ridge by $1 + 2 \\cdot 0.1$, so that a thousand times nearer costs $\\ln 1000 / \\ln 1.2 = 38$ steps more. Only exactly on the ridge, or with a tolerance that stops it, does it stay",
            },
        },
        ours(
            "S4-2-04",
            SADDLE,
            "In many dimensions most points with a zero gradient are saddles. If their Hessians were random symmetric matrices: shares of those with positive eigenvalues only for 1, 2, 3 and 4 dimensions.",
            [0.5, 0.1464, 0.0249, 0.0025],
            0.002,
            || {
                let rng = &mut seeded(3);
                let shares: downhill::Result<Vec<f64>> = (1..=4)
                    .map(|n| Ok(share_positive(n, 400_000, rng)?.value()))
                    .collect();
                Ok(shares?.into())
            },
            "a Hessian of a network is no such matrix, and where descent goes is no random place: the statement is about points, most of which training never sees",
        ),
    ]
}

fn flatness() -> Vec<Claim> {
    vec![
        definition(
            "S4-3-01",
            FLAT,
            "A flat minimum lies in a wide, level region; a sharp one in a narrow valley.",
        ),
        holds(
            "S4-3-02",
            FLAT,
            "At a flat minimum small changes of the parameters change the loss less than at a sharp one. Bowls of curvature 1 and 100, a step of 0.1 from the minimum: how many times more does the loss rise?",
            100,
            1e-9,
            || {
                let rise = |curvature: f64| -> downhill::Result<f64> {
                    Quadratic::diagonal(&[curvature])?.value(&[0.1])
                };
                Ok((rise(100.0)? / rise(1.0)?).into())
            },
        ),
        Claim {
            id: "S4-3-03",
            source: FLAT,
            says: "A sharp minimum generalises worse than a flat one. 64-4-10 with ReLU on the digits, and the same network with its hidden weights times 64 and the output weights divided by it, a hundred times sharper or more: is its test loss higher?",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let (training, test) = parts()?;
                    let architecture =
                        Architecture::new(&[64, 4, 10], &[Relu, Identity], Initializer::He);
                    let settings = Training::new(LOSS, 0.1)
                        .batch(Batch::Size(16))
                        .max_epochs(10);
                    let flat = Recipe::new(architecture, settings)
                        .trial(&training, 0)?
                        .network;
                    let sharp = rescaled(&flat, 0, 64.0)?;
                    let surface = NetworkLoss::new(&flat, &training, LOSS)?;
                    let height = NetworkLoss::new(&flat, &test, LOSS)?;
                    let bends = |network: &Network| -> downhill::Result<f64> {
                        let at = network.parameter_vector();
                        Ok(Eigen::new(&whole_hessian(&surface, &at)?)?.values()[at.len() - 1])
                    };
                    if bends(&sharp)? < 100.0 * bends(&flat)? {
                        return Err("not a hundred times sharper".into());
                    }
                    let [one, other] = [&flat, &sharp].map(|n| height.value(&n.parameter_vector()));
                    Ok((other? > one?).into())
                },
                because: "the two compute the same function (Dinh and others 2017): the largest eigenvalue depends on how the weights are written down. For minima found by like means from like starts, row Keskar-2017-sharper says what is left of the statement",
            },
        },
    ]
}

fn equivalence() -> Vec<Claim> {
    vec![
        holds(
            "S4-4-01",
            EQUAL,
            "In large networks most local minima are alike on the test set. 64-h-10 on the digits, ten seeds: is the standard deviation of the test loss with h = 2 more than three times that with h = 32?",
            true,
            0.0,
            || Ok((spread(2)?.0 > 3.0 * spread(32)?.0).into()),
        ),
        ours(
            "S4-4-02",
            EQUAL,
            "In large networks their training loss is close to that of the global minimum, which is not below 0. The same: the median training loss after 60 epochs with h = 2 and with h = 32.",
            [0.9756, 0.0277],
            0.001,
            || Ok([spread(2)?.1, spread(32)?.1].into()),
            "close names no number; a loss cannot be below 0, so the distance from the global minimum is at most this",
        ),
        beyond(
            "S4-4-03",
            EQUAL,
            "So in practice it is enough to find a minimum that is good enough.",
            "it is advice; what good enough is depends on the task",
        ),
    ]
}
