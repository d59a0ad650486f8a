//! Adam: a step of about the same length for every parameter.

use ndarray::{ArrayView1, ArrayViewMut1};

use super::memory::{Memory, length, named, put_back};
use super::sweep::sweep;
use super::{Optimizer, check_step};
use crate::check::{fraction, positive};
use crate::error::Result;
use crate::number::{Float, for_both_precisions, number};

/// Adam: the step follows a running mean of the gradients, divided, parameter by parameter, by the root of a
/// running mean of their squares. So a step is about $\eta$ long in every direction in which the gradient keeps
/// its sign, however large or small it is, and short where the sign keeps changing.
///
/// $$m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2$$
///
/// $$\hat m_t = \frac{m_t}{1 - \beta_1^t}, \qquad \hat v_t = \frac{v_t}{1 - \beta_2^t}, \qquad
///   x_t = x_{t-1} - \eta_t \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}$$
///
/// with $g_t = \nabla f(x_{t-1})$, $m_0 = v_0 = 0$ and $\eta_t$ = `learning_rate`. The hats undo that the means begin
/// at 0. Their divisors are had by multiplication: $c_t = 1 - \beta^t$ is the same running mean taken of the
/// constant 1, $c_t = \beta c_{t-1} + (1 - \beta)$, so that no power depends on a system's library.
///
/// | parameter | default |
/// |---|---|
/// | `beta1` $\beta_1$ | 0.9 |
/// | `beta2` $\beta_2$ | 0.999 |
/// | `epsilon` $\varepsilon$ | $10^{-8}$ |
///
/// PyTorch does the same and has the same defaults. Keras has $\varepsilon = 10^{-7}$ and adds it to
/// $\sqrt{v_t}$ before the correction; optax can add another one under the root. The rate that PyTorch
/// proposes, 0.001, is the paper's.
///
/// # References
/// D. P. Kingma and J. Ba, "Adam: A method for stochastic optimization", *ICLR* 2015,
/// [arXiv:1412.6980](https://arxiv.org/abs/1412.6980), algorithm 1.
///
/// # Examples
/// The first step is as long as the rate, whatever the gradient:
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{Adam, Optimizer};
/// let mut adam: Adam = Adam::default();
/// let mut x = array![0.0, 0.0];
/// adam.step(x.view_mut(), array![1000.0, -0.001].view(), 0.1)?;
/// assert!((x[0] + 0.1).abs() < 1e-5 && (x[1] - 0.1).abs() < 1e-5, "{x}");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Adam<A = f64> {
    beta1: A,
    beta2: A,
    epsilon: A,
    m: Memory<A>,
    v: Memory<A>,
    /// $1 - \beta_1^t$ and $1 - \beta_2^t$.
    corrections: Memory<A>,
}

impl<A: Float> Default for Adam<A> {
    fn default() -> Self {
        Self {
            beta1: number(0.9),
            beta2: number(0.999),
            epsilon: number(1e-8),
            m: Memory::default(),
            v: Memory::default(),
            corrections: Memory::default(),
        }
    }
}

impl<A: Float> Adam<A> {
    /// Adam with $\beta_1$, $\beta_2$ and $\varepsilon$ of one's own.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless $0 \le \beta_1 < 1$, $0 \le \beta_2 < 1$ and
    /// $\varepsilon > 0$.
    pub fn new(beta1: A, beta2: A, epsilon: A) -> Result<Self> {
        Ok(Self {
            beta1: fraction("beta1", beta1)?,
            beta2: fraction("beta2", beta2)?,
            epsilon: positive("epsilon", epsilon)?,
            ..Self::default()
        })
    }
}

for_both_precisions! { A:
impl Adam<A> {
    /// The step, after which what was there before counts for `keep` of itself: 1, but for AdamW.
    #[inline(never)]
    pub(super) fn update(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
        keep: A,
    ) -> Result<()> {
        let (beta1, beta2) = (self.beta1, self.beta2);
        let m = self.m.of_length(gradient.len())?;
        let v = self.v.of_length(gradient.len())?;
        let c = self.corrections.of_length(2)?;
        c[0] = beta1 * c[0] + (1.0 - beta1);
        c[1] = beta2 * c[1] + (1.0 - beta2);
        // η m̂ / (√v̂ + ε), with both corrections taken out of the loop (the paper, end of §2).
        let rate = learning_rate * c[1].sqrt() / c[0];
        let epsilon = self.epsilon * c[1].sqrt();
        sweep(parameters, [m, v], gradient, |x, [m, v], g| {
            *m = beta1 * *m + (1.0 - beta1) * g;
            *v = beta2 * *v + (1.0 - beta2) * g * g;
            *x = keep * *x - rate * *m / (length(*v) + epsilon);
        });
        Ok(())
    }
}

impl Optimizer<A> for Adam<A> {
    fn name(&self) -> &str {
        "Adam"
    }

    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        check_step(&parameters, &gradient, learning_rate)?;
        self.update(parameters, gradient, learning_rate, 1.0)
    }

    fn reset(&mut self) {
        self.m = Memory::default();
        self.v = Memory::default();
        self.corrections = Memory::default();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        named(&[("m", &self.m), ("v", &self.v), ("corrections", &self.corrections)])
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        let all = &mut [
            ("m", &mut self.m),
            ("v", &mut self.v),
            ("corrections", &mut self.corrections),
        ];
        put_back("Adam", all, name, numbers)
    }
}
}
