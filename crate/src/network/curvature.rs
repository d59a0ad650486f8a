//! The Hessian of a network's loss, exactly: backpropagation, differentiated once more along a direction.
//! Serves chapter 15.

use ndarray::{Array2, ArrayView2, Axis, Zip};

use super::Backprop;
use super::layer::Layers;
use crate::activation::Activation;
use crate::linalg::product::product;
use crate::loss::{Loss, softmax};
use crate::number::{Float, number};

/// The Hessian of the loss of the batch that `pass` has just gone through, there and back.
///
/// Column by column: along a direction $v$ of the parameters, with $V_k$ and $c_k$ its part in layer $k$, every quantity of the two passes
/// changes at the rate $R\lbrace\cdot\rbrace$,
///
/// $$R Z_k = R A_{k-1} W_k^T + A_{k-1} V_k^T + c_k, \qquad R A_k = f_k^\prime(Z_k) \odot R Z_k$$
///
/// and the rate of the gradient is $H v$ (Pearlmutter 1994, §3).
pub(super) fn hessian<F: Float>(
    layers: Layers<'_, F>,
    pass: &Backprop<F>,
    (inputs, targets): (ArrayView2<'_, F>, ArrayView2<'_, F>),
    loss: Loss,
) -> Array2<F> {
    let count = pass.gradient().len();
    let bends = Bends::of(layers, pass, (inputs, targets), loss);
    let mut direction = vec![F::zero(); count];
    let mut hessian = Array2::zeros((count, count));
    for k in 0..count {
        direction[k] = F::one();
        let along = Layers {
            layers: layers.layers,
            vector: Some(&direction),
        };
        let column = bends.product(layers, along, pass, inputs, loss);
        hessian.column_mut(k).assign(&ndarray::aview1(&column));
        direction[k] = F::zero();
    }
    // The two triangles differ by rounding.
    (&hessian + &hessian.t()).mapv_into(|sum| sum * number(0.5))
}

/// The product of that Hessian with a vector of one number a parameter: one column of the above, along any direction.
pub(super) fn hessian_times<F: Float>(
    layers: Layers<'_, F>,
    pass: &Backprop<F>,
    (inputs, targets): (ArrayView2<'_, F>, ArrayView2<'_, F>),
    loss: Loss,
    vector: &[F],
) -> Vec<F> {
    let along = Layers {
        layers: layers.layers,
        vector: Some(vector),
    };
    Bends::of(layers, pass, (inputs, targets), loss).product(layers, along, pass, inputs, loss)
}

/// What all columns share.
struct Bends<F> {
    /// $f_k^\prime(Z_k)$.
    slopes: Vec<Array2<F>>,
    /// $f_k^{\prime\prime}(Z_k)$, times what comes back to $A_k$.
    bends: Vec<Array2<F>>,
}

impl<F: Float> Bends<F> {
    fn of(
        layers: Layers<'_, F>,
        pass: &Backprop<F>,
        (inputs, targets): (ArrayView2<'_, F>, ArrayView2<'_, F>),
        loss: Loss,
    ) -> Self {
        let last = layers.layers.len() - 1;
        let (mut slopes, mut bends) = (Vec::new(), Vec::new());
        for k in 0..=last {
            let activation = layers.layer(k).activation;
            let back = if k == last {
                let mut gradient = Array2::zeros((inputs.nrows(), targets.ncols()));
                loss.gradient_into(&pass.output(last), &targets, gradient.view_mut());
                gradient
            } else {
                times(pass.delta(k + 1), layers.layer(k + 1).weights)
            };
            let z = pass.pre_activation(k);
            slopes.push(activation.derivatives(&z));
            bends.push(back * z.mapv(|z| second_derivative(activation, z)));
        }
        Self { slopes, bends }
    }

    /// The Hessian times the direction `along`.
    fn product(
        &self,
        layers: Layers<'_, F>,
        along: Layers<'_, F>,
        pass: &Backprop<F>,
        inputs: ArrayView2<'_, F>,
        loss: Loss,
    ) -> Vec<F> {
        let last = self.slopes.len() - 1;
        let before = |k: usize| if k == 0 { inputs } else { pass.output(k - 1) };
        // R Z_k and R A_k
        let (mut rz, mut ra): (Vec<Array2<F>>, Vec<Array2<F>>) = (Vec::new(), Vec::new());
        for k in 0..=last {
            let mut z = times(before(k), along.layer(k).weights.t()) + along.layer(k).biases;
            if k > 0 {
                z += &times(ra[k - 1].view(), layers.layer(k).weights.t());
            }
            ra.push(&z * &self.slopes[k]);
            rz.push(z);
        }
        // R Δ_k, from the last layer back, and from it R of the gradient
        let mut parts: Vec<Vec<F>> = Vec::new();
        let mut back = rate_of_gradient(loss, pass.output(last), &ra[last]);
        for k in (0..=last).rev() {
            let delta = back * &self.slopes[k] + &self.bends[k] * &rz[k];
            let mut weights = times(delta.t(), before(k));
            if k > 0 {
                weights += &times(pass.delta(k).t(), ra[k - 1].view());
            }
            parts.push(
                weights
                    .iter()
                    .copied()
                    .chain(delta.sum_axis(Axis(0)))
                    .collect(),
            );
            if k == 0 {
                break;
            }
            back = times(delta.view(), layers.layer(k).weights)
                + times(pass.delta(k), along.layer(k).weights);
        }
        parts.into_iter().rev().flatten().collect()
    }
}

fn times<F: Float>(left: ArrayView2<'_, F>, right: ArrayView2<'_, F>) -> Array2<F> {
    let mut place = Array2::zeros((left.nrows(), right.ncols()));
    product(left, right, &mut Vec::new(), place.view_mut());
    place
}

/// How fast the loss's gradient with respect to the outputs changes if the outputs change at the rate `rate`.
fn rate_of_gradient<F: Float>(
    loss: Loss,
    outputs: ArrayView2<'_, F>,
    rate: &Array2<F>,
) -> Array2<F> {
    let [samples, all] = [outputs.nrows(), outputs.len()].map(|n| number::<F>(n as f64));
    match loss {
        Loss::HalfSquaredError => rate.mapv(|r| r / samples),
        Loss::MeanSquaredError => rate.mapv(|r| (r + r) / all),
        Loss::BinaryCrossEntropy => {
            outputs.mapv(|z| Activation::Sigmoid.derivative(z)) * rate / all
        }
        Loss::SoftmaxCrossEntropy => {
            let mut changed = softmax(outputs);
            for (mut row, rate) in changed.rows_mut().into_iter().zip(rate.rows()) {
                let pairs = row.iter().zip(rate);
                let mean = pairs.fold(F::zero(), |sum, (&p, &r)| sum + p * r);
                Zip::from(&mut row)
                    .and(&rate)
                    .for_each(|p, &r| *p = *p * (r - mean) / samples);
            }
            changed
        }
    }
}

/// $f^{\prime\prime}(z)$; 0 for what is made of straight pieces, whose corners have none.
fn second_derivative<F: Float>(activation: Activation, z: F) -> F {
    let (one, a) = (F::one(), activation.value(z));
    match activation {
        Activation::Sigmoid => activation.derivative(z) * (one - a - a),
        Activation::Tanh => -(a + a) * activation.derivative(z),
        Activation::Step | Activation::Relu | Activation::Identity => F::zero(),
    }
}
