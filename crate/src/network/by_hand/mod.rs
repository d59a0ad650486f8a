//! Backpropagation as S0 writes it, index by index, for one hidden layer: slow, and meant to be read
//! beside S0's formulas. Serves chapter 07; everything that trains uses [`Backprop`](super::Backprop).

#[cfg(feature = "plot")]
mod frames;

use ndarray::{Array1, Array2, ArrayView1};

use super::{Layer, Network};
use crate::activation::Activation::Sigmoid;
use crate::check::{all_finite, positive};
use crate::elementary::exp;
use crate::error::{Error, Result};
use crate::table::Table;

/// A network of $d$ inputs, $q$ hidden and $l$ output neurons, all sigmoid, in S0's notation.
///
/// | S0 | field | shape |
/// |---|---|---|
/// | $v_{ih}$ | `v` | (d, q) |
/// | $\gamma_h$ | `gamma` | q |
/// | $w_{hj}$ | `w` | (q, l) |
/// | $\theta_j$ | `theta` | l |
///
/// # References
/// S0 §4.3.
///
/// # Examples
/// ```
/// use downhill::{ndarray::array, network::by_hand::ByHand};
/// let mut network = ByHand {
///     v: array![[0.5], [-0.5]],
///     gamma: array![0.0],
///     w: array![[1.0]],
///     theta: array![0.5],
/// };
/// let step = network.step(&[1.0, 1.0], &[1.0], 0.1)?;
/// // α = 0, b = 1/2, β - θ = 0, ŷ = 1/2; g = ŷ (1 - ŷ) (y - ŷ) = 1/8
/// assert_eq!((step.b[0], step.y_hat[0], step.g[0]), (0.5, 0.5, 0.125));
/// assert_eq!(step.delta_w[[0, 0]], 0.1 * 0.125 * 0.5);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ByHand {
    /// $v_{ih}$, from input i to hidden neuron h.
    pub v: Array2<f64>,
    /// $\gamma_h$, the threshold of hidden neuron h.
    pub gamma: Array1<f64>,
    /// $w_{hj}$, from hidden neuron h to output j.
    pub w: Array2<f64>,
    /// $\theta_j$, the threshold of output j.
    pub theta: Array1<f64>,
}

/// Every number of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// $\alpha_h = \sum_i v_{ih} x_i$.
    pub alpha: Array1<f64>,
    /// $b_h = f(\alpha_h - \gamma_h)$.
    pub b: Array1<f64>,
    /// $\beta_j = \sum_h w_{hj} b_h$.
    pub beta: Array1<f64>,
    /// $\hat y_j = f(\beta_j - \theta_j)$.
    pub y_hat: Array1<f64>,
    /// $E_k = \tfrac12 \sum_j (\hat y_j - y_j)^2$.
    pub error: f64,
    /// $g_j = \hat y_j (1 - \hat y_j) (y_j - \hat y_j)$.
    pub g: Array1<f64>,
    /// $e_h = b_h (1 - b_h) \sum_j w_{hj} g_j$, with the weights before the step.
    pub e: Array1<f64>,
    /// $\Delta w_{hj} = \eta g_j b_h$.
    pub delta_w: Array2<f64>,
    /// $\Delta \theta_j = -\eta g_j$.
    pub delta_theta: Array1<f64>,
    /// $\Delta v_{ih} = \eta e_h x_i$.
    pub delta_v: Array2<f64>,
    /// $\Delta \gamma_h = -\eta e_h$.
    pub delta_gamma: Array1<f64>,
}

impl ByHand {
    /// The same network in S0's notation.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there is exactly one hidden layer; [`Error::Layer`] for a layer
    /// that is not sigmoid.
    pub fn of(network: &Network) -> Result<Self> {
        let [hidden, output] = network.layers() else {
            return Err(Error::OutOfRange {
                name: "the number of hidden layers",
                value: network.hidden_layers() as f64,
                range: "1",
            });
        };
        for (k, layer) in network.layers().iter().enumerate() {
            if layer.activation != Sigmoid {
                let error = Error::Activation {
                    found: layer.activation,
                    needed: "sigmoid, for which S0's formulas are",
                };
                return Err(super::in_layer(k + 1, error));
            }
        }
        Ok(Self {
            v: hidden.weights.t().to_owned(),
            gamma: hidden.thresholds(),
            w: output.weights.t().to_owned(),
            theta: output.thresholds(),
        })
    }

    /// The same network as layers.
    ///
    /// # Errors
    /// Those of [`Network::new`].
    pub fn network(&self) -> Result<Network> {
        Network::new(vec![
            Layer::with_thresholds(self.v.t().to_owned(), &self.gamma, Sigmoid),
            Layer::with_thresholds(self.w.t().to_owned(), &self.theta, Sigmoid),
        ])
    }

    /// Every weight and threshold here and `after` a step, and the change between, named as S0 names them: first those of the outputs, then those
    /// of the hidden neurons. With one output its index is left out.
    ///
    /// # Errors
    /// [`Error::Shape`] if the two are of different sizes.
    ///
    /// ```
    /// use downhill::{ndarray::array, network::by_hand::ByHand};
    /// let before = ByHand { v: array![[0.5], [-0.5]], gamma: array![0.0], w: array![[1.0]], theta: array![0.5] };
    /// let mut after = before.clone();
    /// after.step(&[1.0, 1.0], &[1.0], 0.8)?;
    /// assert_eq!(
    ///     before.changes(&after)?.to_string(),
    ///     "\
    /// number     before     change      after
    /// ───────────────────────────────────────
    /// w1       1.000000   0.050000   1.050000
    /// θ        0.500000  -0.100000   0.400000
    /// v11      0.500000   0.025000   0.525000
    /// v21     -0.500000   0.025000  -0.475000
    /// γ1       0.000000  -0.025000  -0.025000"
    /// );
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn changes(&self, after: &Self) -> Result<Table> {
        let sizes = |of: &Self| {
            [
                of.v.nrows(),
                of.v.ncols(),
                of.gamma.len(),
                of.w.nrows(),
                of.w.ncols(),
                of.theta.len(),
            ]
        };
        if sizes(self) != sizes(after) {
            return Err(Error::Shape {
                op: "rows and columns of v, γ, rows and columns of w, and θ before and after a step",
                left: sizes(self).to_vec(),
                right: sizes(after).to_vec(),
            });
        }
        let output = |j: usize| {
            if self.theta.len() == 1 {
                String::new()
            } else {
                (j + 1).to_string()
            }
        };
        let mut table = Table::new(["number", "before", "change", "after"]);
        for heading in ["before", "change", "after"] {
            table = table.decimals(heading, 6)?;
        }
        let w = self
            .w
            .indexed_iter()
            .map(|((h, j), &w)| (format!("w{}{}", h + 1, output(j)), w, after.w[[h, j]]));
        let theta = self
            .theta
            .indexed_iter()
            .map(|(j, &t)| (format!("θ{}", output(j)), t, after.theta[j]));
        let v = self
            .v
            .indexed_iter()
            .map(|((i, h), &v)| (format!("v{}{}", i + 1, h + 1), v, after.v[[i, h]]));
        let gamma = self
            .gamma
            .indexed_iter()
            .map(|(h, &g)| (format!("γ{}", h + 1), g, after.gamma[h]));
        table.rows(
            w.chain(theta)
                .chain(v)
                .chain(gamma)
                .map(|(name, before, after)| (name, before, after - before, after)),
        )
    }

    /// One step of standard backpropagation: computes everything for the sample (x, y), then changes
    /// all weights and thresholds at the rate $\eta$.
    ///
    /// # Errors
    /// [`Error::Shape`] for a sample or parameters that do not fit, [`Error::NotFinite`] for a NaN or an
    /// infinity in the sample, [`Error::OutOfRange`] for a rate that is not positive.
    pub fn step<'a, 'b>(
        &mut self,
        x: impl Into<ArrayView1<'a, f64>>,
        y: impl Into<ArrayView1<'b, f64>>,
        eta: f64,
    ) -> Result<Step> {
        let (x, y) = (x.into(), y.into());
        let (d, q) = self.v.dim();
        let l = self.w.ncols();
        positive("learning rate", eta)?;
        all_finite("the sample's inputs", &x)?;
        all_finite("the sample's targets", &y)?;
        let given = [
            x.len(),
            self.gamma.len(),
            self.w.nrows(),
            self.theta.len(),
            y.len(),
        ];
        let needed = [d, q, q, l, l];
        if given != needed {
            return Err(Error::Shape {
                op: "x, γ, rows of w, θ and y of a network of d, q, q, l and l",
                left: given.to_vec(),
                right: needed.to_vec(),
            });
        }

        // ANCHOR: step
        let f = |z: f64| 1.0 / (1.0 + exp(-z));
        // Forward.
        let alpha = Array1::from_shape_fn(q, |h| (0..d).map(|i| self.v[[i, h]] * x[i]).sum());
        let b = Array1::from_shape_fn(q, |h| f(alpha[h] - self.gamma[h]));
        let beta = Array1::from_shape_fn(l, |j| (0..q).map(|h| self.w[[h, j]] * b[h]).sum());
        let y_hat = Array1::from_shape_fn(l, |j| f(beta[j] - self.theta[j]));
        let error = 0.5 * (0..l).map(|j| (y_hat[j] - y[j]).powi(2)).sum::<f64>();
        // Back.
        let g = Array1::from_shape_fn(l, |j| y_hat[j] * (1.0 - y_hat[j]) * (y[j] - y_hat[j]));
        let e = Array1::from_shape_fn(q, |h| {
            b[h] * (1.0 - b[h]) * (0..l).map(|j| self.w[[h, j]] * g[j]).sum::<f64>()
        });
        // The four updates.
        let delta_w = Array2::from_shape_fn((q, l), |(h, j)| eta * g[j] * b[h]);
        let delta_theta = Array1::from_shape_fn(l, |j| -eta * g[j]);
        let delta_v = Array2::from_shape_fn((d, q), |(i, h)| eta * e[h] * x[i]);
        let delta_gamma = Array1::from_shape_fn(q, |h| -eta * e[h]);
        self.w += &delta_w;
        self.theta += &delta_theta;
        self.v += &delta_v;
        self.gamma += &delta_gamma;
        // ANCHOR_END: step

        Ok(Step {
            alpha,
            b,
            beta,
            y_hat,
            error,
            g,
            e,
            delta_w,
            delta_theta,
            delta_v,
            delta_gamma,
        })
    }
}
