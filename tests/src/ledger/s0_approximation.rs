//! The claims of S0 §4.3's slide on the universal approximation theorem.

use downhill::activation::Activation::{Identity, Sigmoid, Tanh};
use downhill::data::{noisy_curve, uniform_places};
use downhill::loss::Loss;
use downhill::ndarray::Array1;
use downhill::network::bumps::staircase;
use downhill::network::{Architecture, Distance, Initializer, Network};
use downhill::optim::Momentum;
use downhill::prelude::*;
use downhill::train::{Batch, Recipe, Training};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, beyond, holds};

const SOURCE: &str = "S0 §4.3";

fn wave(x: f64) -> f64 {
    (2.0 * std::f64::consts::PI * x).sin()
}

/// Weierstrass's function, cut off where nothing more can be seen: continuous, and nowhere with a slope.
fn weierstrass(x: f64) -> f64 {
    let term = |n: i32| 0.5_f64.powi(n) * (3_f64.powi(n) * std::f64::consts::PI * x).cos();
    (0..30).map(term).sum()
}

/// The greatest error of a steep staircase with one hidden layer.
fn greatest(f: fn(f64) -> f64, pieces: usize) -> downhill::Result<f64> {
    let network = staircase(f, (-1.0, 1.0), pieces, 20.0)?;
    Ok(Distance::between(&network, f, (-1.0, 1.0), 4001)?.maximum)
}

/// The least of the greatest errors of three networks with 32 hidden neurons, trained on the wave.
fn trained(output: Activation) -> downhill::Result<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let samples = noisy_curve(wave, 0.0, &Array1::linspace(-1.0, 1.0, 101), &mut rng)?;
    let architecture = Architecture::new(&[1, 32, 1], &[Tanh, output], Initializer::Scaled(4.0));
    let training = Training::new(Loss::MeanSquaredError, 0.01)
        .optimizer(Momentum::new(0.95)?)
        .batch(Batch::Size(10))
        .max_epochs(300);
    let trials = Recipe::new(architecture, training).trials(&samples, 0..3)?;
    let error =
        |network: &Network| Ok(Distance::between(network, wave, (-1.0, 1.0), 1001)?.maximum);
    let errors: downhill::Result<Vec<f64>> =
        trials.iter().map(|trial| error(&trial.network)).collect();
    Ok(errors?.into_iter().fold(f64::INFINITY, f64::min))
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        beyond(
            "S0-4.3-60",
            SOURCE,
            "Hornik and others proved in 1989 that one hidden layer with enough neurons approximates continuous functions.",
            "a proof is no computation; it stands in *Neural Networks* 2 (1989), 359–366. What it promises is built in the next two rows, for one variable",
        ),
        holds(
            "S0-4.3-61",
            SOURCE,
            "…with any precision: for $\\sin 2\\pi x$ on [-1, 1] there are networks with errors nowhere above 0.1, 0.03 and 0.01.",
            [true, true, true],
            0.0,
            || {
                let within = |(pieces, error)| Ok(greatest(wave, pieces)? <= error);
                let all: downhill::Result<Vec<bool>> = [(64, 0.1), (220, 0.03), (640, 0.01)]
                    .into_iter()
                    .map(within)
                    .collect();
                Ok(all?.into())
            },
        ),
        holds(
            "S0-4.3-62",
            SOURCE,
            "…of any complexity: Weierstrass's function on [-1, 1], continuous but nowhere differentiable, to within 0.1.",
            true,
            0.0,
            || Ok((greatest(weierstrass, 1000)? < 0.1).into()),
        ),
        Claim {
            id: "S0-4.3-63",
            source: SOURCE,
            says: "Continuous functions, without a condition on where: a network that is within 0.1 of $x^2$ on [-1, 1] is so everywhere, for example at 10.",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let square = |x: f64| x * x;
                    let network = staircase(square, (-1.0, 1.0), 64, 20.0)?;
                    let inside = Distance::between(&network, square, (-1.0, 1.0), 1001)?.maximum;
                    let at_ten = (network.forward(&[10.0])?[0] - 100.0).abs();
                    Ok((inside < 0.1 && at_ten < 0.1).into())
                },
                because: "the theorem holds on a closed and bounded region; a finite sum of sigmoids is bounded, and far outside it is constant",
            },
        },
        Claim {
            id: "S0-4.3-64",
            source: SOURCE,
            says: "Continuous functions, without a condition on their values: S0's network, whose output neuron is a sigmoid, comes to within 0.9 of $\\sin 2\\pi x$.",
            verdict: Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || Ok((trained(Sigmoid)? < 0.9).into()),
                because: "a sigmoid's output is above 0, and the function goes down to -1; the theorem is about an output neuron that only adds, or about targets scaled into (0, 1)",
            },
        },
        holds(
            "S0-4.3-65",
            SOURCE,
            "With an output neuron that only adds, the same network comes to within 0.9.",
            true,
            0.0,
            || Ok((trained(Identity)? < 0.9).into()),
        ),
        beyond(
            "S0-4.3-66",
            SOURCE,
            "How to set the number of hidden neurons is still an unsolved problem.",
            "no computation shows that a rule cannot exist; what is known are bounds for classes of functions, as Barron's",
        ),
        holds(
            "S0-4.3-67",
            SOURCE,
            "In practice one relies on trial and error, automated: a search with cross-validation on a noisy wave finds that 1 hidden neuron is too few, and that no more than 16 are needed.",
            true,
            0.0,
            || {
                let mut rng = ChaCha8Rng::seed_from_u64(0);
                let x = uniform_places(-1.0, 1.0, 60, &mut rng)?;
                let samples = noisy_curve(wave, 0.3, &x, &mut rng)?;
                let architecture =
                    Architecture::stack([1, 1], 1, 1, Tanh, Initializer::Scaled(4.0));
                let training = Training::new(Loss::MeanSquaredError, 0.02)
                    .optimizer(Momentum::new(0.9)?)
                    .batch(Batch::Size(12))
                    .max_epochs(300);
                let recipe = Recipe::new(architecture, training);
                let search = recipe.search_widths(&samples, &[1, 4, 16, 32], 5, 0..1)?;
                let width = search.simplest().width;
                Ok((width > 1 && width <= 16).into())
            },
        ),
    ]
}
