//! S0 §4.3: the exercise on softmax that ends its derivation.

use std::error::Error;

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::calculus::gradient_check;
use downhill::data::{Samples, encode};
use downhill::loss::{Loss, softmax};
use downhill::ndarray::{Array1, Array2, Axis, array};
use downhill::network::{Network, NetworkLoss, init};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::claim::{Claim, Value, apart, greatest, holds};

const S0: &str = "S0 §4.3";

type Computed = Result<Value, Box<dyn Error>>;

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-81",
            S0,
            "$\\partial \\hat y_j / \\partial z_k$ is $\\hat y_j (1 - \\hat y_k)$ for $j = k$ and $-\\hat y_j \\hat y_k$ otherwise: greatest difference from difference quotients",
            0,
            1e-9,
            jacobian,
        ),
        holds(
            "S0-4.3-82",
            S0,
            "With $\\partial f / \\partial \\hat y_j = -y_j / (n \\hat y_j)$ the chain rule through softmax: greatest difference from $(\\hat y - y) / n$",
            0,
            1e-12,
            collapse,
        ),
        holds(
            "S0-4.3-83",
            S0,
            "The four gradients of the network sigmoid, linear, softmax with mean cross-entropy, by the chain rule: greatest relative error against difference quotients",
            0,
            1e-6,
            four_gradients,
        ),
        holds(
            "S0-4.3-84",
            S0,
            "Hint: softmax is the sigmoid for several values. With two logits $z$ and 0: greatest difference of the first output from $1 / (1 + e^{-z})$",
            0,
            1e-14,
            two_classes,
        ),
    ]
}

fn two_classes() -> Computed {
    greatest(
        [-30.0_f64, -2.0, -0.1, 0.0, 0.7, 5.0, 40.0]
            .into_iter()
            .map(|z| {
                let first = softmax(&array![[z, 0.0]])[[0, 0]];
                Ok(f64::abs(first - Sigmoid.value(z)))
            }),
    )
}

fn logits() -> Array2<f64> {
    array![[0.3, -1.2, 2.0, 0.7]]
}

/// S0's derivative of output j with respect to logit k.
fn slope(p: &Array1<f64>, j: usize, k: usize) -> f64 {
    if j == k {
        p[j] * (1.0 - p[k])
    } else {
        -p[j] * p[k]
    }
}

fn jacobian() -> Computed {
    let p = softmax(&logits()).row(0).to_owned();
    greatest((0..4).map(|k| {
        let at = |h: f64| {
            let mut z = logits();
            z[[0, k]] += h;
            softmax(&z).row(0).to_owned()
        };
        let measured = (at(1e-5) - at(-1e-5)) / 2e-5;
        let formula = Array1::from_shape_fn(4, |j| slope(&p, j, k));
        apart(&measured, &formula)
    }))
}

fn collapse() -> Computed {
    let n = 5.0;
    let p = softmax(&logits()).row(0).to_owned();
    greatest((0..4).map(|class| {
        let y = Array1::from_shape_fn(4, |j| f64::from(j == class));
        let by_chain = Array1::from_shape_fn(4, |k| {
            let through = |j: usize| -y[j] / (n * p[j]) * slope(&p, j, k);
            (0..4).map(through).sum::<f64>()
        });
        apart(&by_chain, &((&p - &y) / n))
    }))
}

fn four_gradients() -> Computed {
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let network: Network = init::xavier(&[3, 4, 3], &[Sigmoid, Identity], &mut rng)?;
    let x = Array2::from_shape_fn((5, 3), |(i, j)| ((i * 4 + j * 3) % 5) as f64 / 2.0 - 1.0);
    let y = encode::classes(&[2, 0, 1, 1, 2], 3)?;
    let [first, second] = network.layers() else {
        return Err("two layers were asked for".into());
    };
    let h = Sigmoid.values(&(x.dot(&first.weights.t()) + &first.biases));
    let d2 = (softmax(&(h.dot(&second.weights.t()) + &second.biases)) - &y) / 5.0;
    let d1 = d2.dot(&second.weights) * &h * (1.0 - &h);
    let mut derived: Vec<f64> = d1.t().dot(&x).iter().copied().collect();
    derived.extend(d1.sum_axis(Axis(0)));
    derived.extend(d2.t().dot(&h).iter());
    derived.extend(d2.sum_axis(Axis(0)));
    let samples = Samples::new(x, y)?;
    let landscape = NetworkLoss::new(&network, &samples, Loss::SoftmaxCrossEntropy)?;
    let check = gradient_check(&landscape, &network.parameter_vector())?;
    let size = apart(&check.numeric, &Array1::zeros(check.numeric.len()))?;
    Ok((apart(&Array1::from_vec(derived), &check.numeric)? / size).into())
}
