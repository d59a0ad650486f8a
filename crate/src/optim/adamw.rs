//! AdamW: Adam, with weights that shrink by themselves.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use super::{Adam, Optimizer, check_step};
use crate::check::not_negative;
use crate::error::Result;
use crate::number::{Float, for_both_precisions, number};

/// AdamW: [`Adam`] with decoupled weight decay. Beside Adam's step, every parameter shrinks by the same small
/// factor at each step, whatever its gradient.
///
/// $$x_t = (1 - \eta_t \lambda) x_{t-1} - \eta_t \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}$$
///
/// with $\lambda$ = `weight_decay`, $\eta_t$ = `learning_rate`, and the rest as in [`Adam`]. A penalty
/// $\tfrac{\lambda}{2} \lVert x \rVert^2$ in the loss is not the same: its gradient would be divided by
/// $\sqrt{\hat v_t}$ with the rest, so that parameters with large gradients would hardly shrink.
///
/// | parameter | default |
/// |---|---|
/// | `weight_decay` $\lambda$ | 0.01 |
/// | those of [`Adam`] | as there |
///
/// PyTorch does the same and has the same defaults. The paper lets the decay follow the schedule but not the rate
/// itself, $(1 - \eta_t \lambda)$ with $\eta_t$ relative to the first rate; optax's default is $\lambda = 10^{-4}$.
/// Biases decay like weights; other libraries leave that to groups of parameters.
///
/// # References
/// I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", *ICLR* 2019,
/// [arXiv:1711.05101](https://arxiv.org/abs/1711.05101), algorithm 2.
///
/// # Examples
/// Where the gradient is 0, all that is left is the decay:
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{Adam, AdamW, Optimizer};
/// let mut adamw = AdamW::new(Adam::default(), 0.5)?;
/// let mut x = array![4.0];
/// adamw.step(x.view_mut(), array![0.0].view(), 0.5)?;
/// assert_eq!(x, array![3.0]); // 4 (1 - 0.5 · 0.5)
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AdamW<A = f64> {
    adam: Adam<A>,
    weight_decay: A,
}

impl<A: Float> Default for AdamW<A> {
    fn default() -> Self {
        Self {
            adam: Adam::default(),
            weight_decay: number(0.01),
        }
    }
}

impl<A: Float> AdamW<A> {
    /// This Adam, with the weight decay $\lambda$.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) if $\lambda$ is negative or not finite.
    pub fn new(adam: Adam<A>, weight_decay: A) -> Result<Self> {
        Ok(Self {
            adam,
            weight_decay: not_negative("weight decay", weight_decay)?,
        })
    }
}

for_both_precisions! { A:
impl Optimizer<A> for AdamW<A> {
    fn name(&self) -> &str {
        "AdamW"
    }

    // ANCHOR: rule
    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        check_step(&parameters, &gradient, learning_rate)?;
        let keep = 1.0 - learning_rate * self.weight_decay;
        self.adam.update(parameters, gradient, learning_rate, keep)
    }
    // ANCHOR_END: rule

    fn reset(&mut self) {
        self.adam.reset();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        self.adam.memory()
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        self.adam.remember(name, numbers)
    }

    fn preconditioner(&self) -> Option<Array1<A>> {
        self.adam.preconditioner()
    }
}
}
