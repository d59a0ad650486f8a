//! S0's regularised objective: the loss and the squares of all weights, weighed against each other.

use ndarray::{Array1, ArrayView1};

use crate::error::{Error, Result};
use crate::number::{Float, as_f64, number};

/// The balance $\lambda$ between the error on the samples and the size of the network's parameters, in S0's form:
///
/// $$E = \lambda \frac{1}{m} \sum_{k=1}^m E_k + (1 - \lambda) \sum_i w_i^2, \qquad 0 < \lambda < 1$$
///
/// $w_i$ runs over *all* parameters, biases included: S0 writes "connection weights and thresholds". Many libraries leave
/// biases out. The nearer $\lambda$ is to 1, the weaker the penalty.
///
/// # Weight decay
/// The gradient of the objective is $\lambda g + 2(1 - \lambda) w$. So a step of plain descent with the rate $\eta$ is
///
/// $$w \leftarrow w - \eta\lambda \Bigl( g + \alpha w \Bigr), \qquad \alpha = \frac{2(1 - \lambda)}{\lambda}$$
///
/// that is, a step of the rate $\eta' = \eta\lambda$ with the [`decay`](Self::decay) $\alpha$: first every parameter shrinks by the
/// factor $1 - \eta'\alpha$, then the loss has its say. So it is for momentum too, and for every rule that is linear in the
/// gradient. Not for Adam, which divides by the gradient's own size: there the objective and
/// [`AdamW`](crate::optim::AdamW) are two different things.
///
/// # References
/// S0 §4.3, "overfitting and its remedies". A. Krogh and J. A. Hertz, "A simple weight decay can improve generalization",
/// *NIPS* 4 (1991), 950–957. I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", *ICLR* 2019,
/// [arXiv:1711.05101](https://arxiv.org/abs/1711.05101).
///
/// # Examples
/// ```
/// use downhill::{ndarray::array, train::Penalty};
/// let penalty: Penalty = Penalty::new(0.8)?;
/// let objective: f64 = penalty.objective(5.0, array![1.0, -2.0].view());
/// assert!((objective - (0.8 * 5.0 + 0.2 * 5.0)).abs() < 1e-15);
/// assert!((penalty.decay() - 0.5).abs() < 1e-15);
/// let error = Penalty::new(1.0).unwrap_err();
/// assert_eq!(error.to_string(), "the balance λ of the penalty is 1; it must be above 0 and below 1");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Penalty<F = f64> {
    lambda: F,
}

impl<F: Float> Penalty<F> {
    /// The balance $\lambda$.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless $0 < \lambda < 1$.
    pub fn new(lambda: F) -> Result<Self> {
        let penalty = Self { lambda };
        penalty.check()?;
        Ok(penalty)
    }

    /// A balance that has not been checked.
    pub(super) fn of(lambda: F) -> Self {
        Self { lambda }
    }

    pub(super) fn check(&self) -> Result<()> {
        if self.lambda > F::zero() && self.lambda < F::one() {
            return Ok(());
        }
        Err(Error::OutOfRange {
            name: "the balance λ of the penalty",
            value: as_f64(self.lambda),
            range: "above 0 and below 1",
        })
    }

    /// The balance with this weight decay: $\lambda = 2 / (2 + \alpha)$.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a decay that is not positive, or so small or so large that $\lambda$ is rounded to 1 or 0.
    ///
    /// ```
    /// use downhill::train::Penalty;
    /// let penalty: Penalty = Penalty::with_decay(0.5)?;
    /// assert!((penalty.lambda() - 0.8).abs() < 1e-15);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn with_decay(decay: F) -> Result<Self> {
        let decay = crate::check::positive("the weight decay", decay)?;
        let two: F = number(2.0);
        Self::new(two / (two + decay))
    }

    /// $\lambda$.
    pub fn lambda(&self) -> F {
        self.lambda
    }

    /// The weight decay $\alpha = 2(1 - \lambda) / \lambda$ that does the same in plain descent, once the rate is multiplied by $\lambda$.
    pub fn decay(&self) -> F {
        number::<F>(2.0) * (F::one() - self.lambda) / self.lambda
    }

    /// $E$ for a network with this loss and these parameters.
    pub fn objective(&self, loss: F, parameters: ArrayView1<'_, F>) -> F {
        let squares = parameters.fold(F::zero(), |sum, &w| sum + w * w);
        self.lambda * loss + (F::one() - self.lambda) * squares
    }

    /// Turns the gradient of the loss into that of $E$.
    pub(super) fn apply(&self, gradient: &mut Array1<F>, parameters: ArrayView1<'_, F>) {
        let twice = number::<F>(2.0) * (F::one() - self.lambda);
        gradient.zip_mut_with(&parameters, |g, &w| *g = self.lambda * *g + twice * w);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_gradient_is_that_of_the_objective() {
        let penalty = Penalty::new(0.7).unwrap();
        // The loss is 3a - b, so its gradient (3, -1).
        let value = |w: &Array1<f64>| penalty.objective(3.0 * w[0] - w[1], w.view());
        let w = array![0.4, -1.5];
        let mut gradient = array![3.0, -1.0];
        penalty.apply(&mut gradient, w.view());
        for i in 0..2 {
            let (mut above, mut below) = (w.clone(), w.clone());
            above[i] += 1e-5;
            below[i] -= 1e-5;
            let difference = (value(&above) - value(&below)) / 2e-5;
            assert!((gradient[i] - difference).abs() < 1e-8);
        }
    }

    #[test]
    fn decay_and_balance_are_each_others_inverse() {
        for lambda in [1e-3, 0.5, 0.999_f64] {
            let decay = Penalty::new(lambda).unwrap().decay();
            let back = Penalty::with_decay(decay).unwrap().lambda();
            assert!((back - lambda).abs() < 1e-15);
        }
        assert!(Penalty::with_decay(-0.1).is_err());
        assert!(Penalty::with_decay(1e-17).is_err());
    }

    #[test]
    fn a_balance_outside_its_range_is_refused() {
        for bad in [0.0, 1.0, -0.2, 1.5, f64::NAN, f64::INFINITY] {
            let error = Penalty::new(bad).unwrap_err();
            assert!(matches!(error, Error::OutOfRange { .. }), "{bad}");
        }
        assert!(Penalty::new(1.0_f32 - f32::EPSILON).is_ok());
    }
}
