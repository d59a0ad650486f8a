//! The claims of S3 §9.4 on local optima: where descent ends, and what is said to help.

use downhill::activation::Activation::Sigmoid;
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, NetworkLoss};
use downhill::objective::{Evaluate, Rastrigin};
use downhill::optim::Descent;
use downhill::prelude::logic;
use downhill::train::{Batch, Recipe, Training, Trial};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, apart, holds, ours};
use super::s0_escape::starts;

const SECTION: &str = "S3 §9.4";
const LOSS: Loss = Loss::HalfSquaredError;

/// XOR with two hidden neurons, of whose starts about a quarter lead nowhere.
fn recipe(batch: Batch, rate: f64, epochs: usize) -> Recipe {
    let small = Architecture::new(&[2, 2, 1], &[Sigmoid; 2], Initializer::Normal(1.0));
    let training = Training::new(LOSS, rate)
        .batch(batch)
        .max_epochs(epochs)
        .target_loss(0.01);
    Recipe::new(small, training)
}

/// Of fifty starts, how many learn XOR in 3,000 epochs with the rate out of three that suits best.
fn learnt(batch: Batch) -> downhill::Result<f64> {
    let xor: Samples = logic::xor().into();
    let mut best = 0;
    for rate in [0.5, 1.0, 4.0] {
        let trials = recipe(batch, rate, 3_000).trials(&xor, 0..50)?;
        let count = trials.iter().filter(|trial| trial.run.stop().converged());
        best = best.max(count.count());
    }
    Ok(best as f64)
}

/// The norms of the gradients at the ends of those of twenty runs on XOR that do not learn it.
pub(super) fn slopes_of_the_trapped() -> downhill::Result<Vec<f64>> {
    let xor: Samples = logic::xor().into();
    let trials = recipe(Batch::Full, 1.0, 20_000).trials(&xor, 0..20)?;
    let trapped = trials.iter().filter(|trial| !trial.run.stop().converged());
    let slope = |trial: &Trial| {
        let end = trial.network.parameter_vector();
        let gradient = NetworkLoss::new(&trial.network, &xor, LOSS)?.gradient(&end)?;
        Ok(gradient.dot(&gradient).sqrt())
    };
    trapped.map(slope).collect()
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S3-9.4-01",
            SECTION,
            "Descent need not find the global optimum. Rastrigin's function of two variables: do fewer than one in fifty of 4,000 descents end in the lowest dent?",
            true,
            0.0,
            || Ok((starts(1)?.1 < 0.02).into()),
        ),
        Claim {
            id: "S3-9.4-02",
            source: SECTION,
            says: "Caught in a local optimum, training does not converge. A descent on Rastrigin's function from (2.2, 0.9): does it converge, and does it end below 0.5?",
            verdict: Corrected {
                expected: [false, false].into(),
                right: [true, false].into(),
                tolerance: 0.0,
                computed: || {
                    let run = Descent::new(0.002).run(&Rastrigin::new(2)?, &[2.2, 0.9])?;
                    Ok([run.stop().converged(), run.value() < 0.5].into())
                },
                because: "it converges, and soon; what it converges to is not the lowest point",
            },
        },
        Claim {
            id: "S3-9.4-03",
            source: SECTION,
            says: "To avoid it, try another algorithm such as batch descent. Ten starts on XOR, 200 epochs: greatest distance between the weights of batch descent and those of gradient descent itself.",
            verdict: Corrected {
                expected: "another place".into(),
                right: "the same place".into(),
                tolerance: 0.0,
                computed: || {
                    let xor: Samples = logic::xor().into();
                    let mut greatest = 0.0_f64;
                    for trial in recipe(Batch::Full, 1.0, 200).trials(&xor, 0..10)? {
                        let loss = NetworkLoss::new(&trial.start, &xor, LOSS)?;
                        let descent = Descent::new(1.0).steps(trial.run.updates());
                        let run = descent.run(&loss, &trial.start.parameter_vector())?;
                        let batch = trial.network.parameter_vector();
                        greatest = greatest.max(apart(run.end(), &batch)?);
                    }
                    let same = greatest < 1e-9;
                    Ok(if same {
                        "the same place"
                    } else {
                        "another place"
                    }
                    .into())
                },
                because: "batch descent is gradient descent on the loss of all samples: it takes the same steps into the same minimum",
            },
        },
        ours(
            "S3-9.4-04",
            SECTION,
            "Or stochastic descent. XOR with two hidden neurons, fifty starts, 3,000 epochs, the best of three rates each: starts that learn it with all samples at once, and with one at a time.",
            [38.0, 41.0],
            3.0,
            || Ok([learnt(Batch::Full)?, learnt(Batch::Single)?].into()),
            "as often: the noise does not lead out of XOR's traps, which are slopes that run out to infinity. It does lead out of shallow dents (S0-4.3-94)",
        ),
        holds(
            "S3-9.4-05",
            SECTION,
            "Or methods of global optimisation. Rastrigin's function again: does the best of 100 descents find the lowest dent more than ten times as often as one?",
            true,
            0.0,
            || {
                let (many, one) = starts(100)?;
                Ok((many > 10.0 * one).into())
            },
        ),
    ]
}
