//! S2 §1.6.1: backpropagation in matrices.

use std::error::Error;

use downhill::activation::Activation::Sigmoid;
use downhill::calculus::gradient_check;
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Array2, array};
use downhill::network::{Backprop, Network, NetworkLoss, init};
use downhill::objective::Evaluate;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::claim::{Claim, Value, Verdict, apart, beyond, definition, distance, greatest, holds};

const S2: &str = "S2 §1.6.1";

type Computed = Result<Value, Box<dyn Error>>;

pub(super) fn claims() -> Vec<Claim> {
    vec![
        beyond(
            "S2-1.6.1-01",
            S2,
            "Parameters with $\\nabla L = 0$ can rarely be found directly",
            "no network is named; chapter 06 does it for a linear one, chapter 05 says what a zero gradient does not tell",
        ),
        definition(
            "S2-1.6.1-02",
            S2,
            "Gradient descent: random start, gradient, $\\theta := \\theta - \\alpha\\, \\partial L / \\partial \\theta$",
        ),
        definition(
            "S2-1.6.1-03",
            S2,
            "$\\delta_l = \\partial L / \\partial z_l$",
        ),
        holds(
            "S2-1.6.1-04",
            S2,
            "$\\delta_L = (a_L - y) \\odot f'(z_L)$, for half the sum of squares: greatest difference",
            0,
            1e-14,
            last_delta,
        ),
        Claim {
            id: "S2-1.6.1-05",
            source: S2,
            says: "The same formula, given for any loss: whether it holds for softmax cross-entropy after a sigmoid layer",
            verdict: Verdict::Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: any_loss,
                because: "$a_L - y$ is the derivative of half the sum of squares; another loss brings its own",
            },
        },
        holds(
            "S2-1.6.1-06",
            S2,
            "$\\delta_l = (W_{l+1}^T \\delta_{l+1}) \\odot f'(z_l)$: greatest difference over the hidden layers of a network of four layers",
            0,
            1e-14,
            recursion,
        ),
        holds(
            "S2-1.6.1-07",
            S2,
            "$\\partial L / \\partial W_l = \\delta_l a_{l-1}^T$ and $\\partial L / \\partial b_l = \\delta_l$: greatest relative error against difference quotients",
            0,
            1e-6,
            parameters,
        ),
        holds(
            "S2-1.6.1-08",
            S2,
            "Updating $W_l$ and $b_l$ against their gradients lowers the loss, at rate 0.01",
            true,
            0.0,
            update,
        ),
    ]
}

/// A network, one sample, and its pass there and back.
type Pass = (Network, Array2<f64>, Array2<f64>, Backprop);

/// A pass through four layers.
fn deep() -> Result<Pass, Box<dyn Error>> {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let network: Network = init::xavier(&[3, 5, 4, 4, 2], &[Sigmoid; 4], &mut rng)?;
    let (x, y) = (array![[0.4, -1.0, 0.7]], array![[1.0, 0.0]]);
    let mut pass = Backprop::new();
    pass.run(&network, &x, &y, Loss::HalfSquaredError)?;
    Ok((network, x, y, pass))
}

fn last_delta() -> Computed {
    let (_, _, y, pass) = deep()?;
    let a = pass.output(3).row(0).to_owned();
    let slope = Sigmoid.derivatives(&pass.pre_activation(3).row(0));
    distance(
        &((&a - &y.row(0)) * slope),
        &pass.delta(3).row(0).to_owned(),
    )
}

fn any_loss() -> Computed {
    let (network, x, y, _) = deep()?;
    let mut pass = Backprop::new();
    pass.run(&network, &x, &y, Loss::SoftmaxCrossEntropy)?;
    let a = pass.output(3).row(0).to_owned();
    let slope = Sigmoid.derivatives(&pass.pre_activation(3).row(0));
    let off = apart(
        &((&a - &y.row(0)) * slope),
        &pass.delta(3).row(0).to_owned(),
    )?;
    Ok((off < 1e-6).into())
}

fn recursion() -> Computed {
    let (network, _, _, pass) = deep()?;
    greatest((0..3).map(|l| {
        let weights = &network.layers()[l + 1].weights;
        let slope = Sigmoid.derivatives(&pass.pre_activation(l).row(0));
        let delta = weights.t().dot(&pass.delta(l + 1).row(0)) * slope;
        apart(&delta, &pass.delta(l).row(0).to_owned())
    }))
}

fn parameters() -> Computed {
    let (network, x, y, pass) = deep()?;
    // The gradient put together from δ and a by hand is the one that is checked.
    let mut by_hand = Vec::new();
    for l in 0..4 {
        let before = match l {
            0 => x.view(),
            _ => pass.output(l - 1),
        };
        let delta = pass.delta(l);
        for d in delta.row(0) {
            by_hand.extend(before.iter().map(|a| d * a));
        }
        by_hand.extend(delta.row(0).iter());
    }
    let samples = Samples::new(x.clone(), y)?;
    let landscape = NetworkLoss::new(&network, &samples, Loss::HalfSquaredError)?;
    let check = gradient_check(&landscape, &network.parameter_vector())?;
    let size = apart(&check.analytic, &Array1::zeros(check.analytic.len()))?;
    let off = apart(&Array1::from_vec(by_hand), &check.analytic)? / size;
    Ok(check.largest_error.max(off).into())
}

fn update() -> Computed {
    let (network, x, y, pass) = deep()?;
    let samples = Samples::new(x, y)?;
    let landscape = NetworkLoss::new(&network, &samples, Loss::HalfSquaredError)?;
    let before = network.parameter_vector();
    let after = &before - &(0.01 * &pass.gradient());
    Ok((landscape.value(&after)? < landscape.value(&before)?).into())
}
