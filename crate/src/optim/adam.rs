//! Adam: a step of about the same length for every parameter.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

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
/// at 0; [`uncorrected`](Self::uncorrected) leaves them out. Their divisors are computed by multiplication:
/// $c_t = 1 - \beta^t$ is the same running mean, taken of the constant 1, $c_t = \beta c_{t-1} + (1 - \beta)$, so that no
/// power depends on a system's library.
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
    pub(super) beta1: A,
    pub(super) beta2: A,
    epsilon: A,
    pub(super) m: Memory<A>,
    pub(super) v: Memory<A>,
    /// $1 - \beta_1^t$ and $1 - \beta_2^t$, if the means are corrected.
    corrections: Memory<A>,
    corrected: bool,
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
            corrected: true,
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

    /// All that is remembered, by name.
    pub(super) fn all(&mut self) -> Vec<(&'static str, &mut Memory<A>)> {
        vec![
            ("m", &mut self.m),
            ("v", &mut self.v),
            ("corrections", &mut self.corrections),
        ]
    }

    /// $c_1 (\sqrt{v / c_2} + \varepsilon)$ for the means of squares $v$.
    pub(super) fn divisor(&self, v: &Memory<A>) -> Option<Array1<A>> {
        let (c1, c2) = match self.corrections.get() {
            Some(c) if self.corrected => (c[0], c[1]),
            _ => (A::one(), A::one()),
        };
        let of = |&v: &A| c1 * ((v / c2).sqrt() + self.epsilon);
        v.get().map(|v| v.map(of))
    }

    /// The same without the correction: $\hat m_t = m_t$ and $\hat v_t = v_t$.
    /// With a gradient that stays the same, step $t$ is then $(1 - \beta_1^t) / \sqrt{1 - \beta_2^t}$ rates long instead of one: by default
    /// 3.2 at first, 6.6 at the twelfth step, and still 1.3 after a thousand.
    ///
    /// ```
    /// use downhill::ndarray::array;
    /// use downhill::optim::{Adam, Optimizer};
    /// let mut adam: Adam = Adam::default().uncorrected();
    /// let mut x = array![0.0];
    /// adam.step(x.view_mut(), array![7.0].view(), 1.0)?;
    /// assert!((x[0] + 0.1 / 0.001_f64.sqrt()).abs() < 1e-6);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn uncorrected(mut self) -> Self {
        self.corrected = false;
        self
    }
}

for_both_precisions! { A:
impl Adam<A> {
    /// The rate and the epsilon with which η m̂ / (√v̂ + ε) = rate · m / (√v + epsilon): both corrections taken out
    /// of the loop (the paper, end of §2).
    pub(super) fn corrected(&mut self, learning_rate: A) -> Result<(A, A)> {
        if !self.corrected {
            return Ok((learning_rate, self.epsilon));
        }
        // ANCHOR: correction
        let c = self.corrections.of_length(2)?;
        c[0] = self.beta1 * c[0] + (1.0 - self.beta1);
        c[1] = self.beta2 * c[1] + (1.0 - self.beta2);
        Ok((learning_rate * c[1].sqrt() / c[0], self.epsilon * c[1].sqrt()))
        // ANCHOR_END: correction
    }

    /// The step, after which what was there before counts for `keep` of itself: 1, but for AdamW.
    #[inline(never)]
    pub(super) fn update(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
        keep: A,
    ) -> Result<()> {
        // ANCHOR: rule
        let (rate, epsilon) = self.corrected(learning_rate)?;
        let (beta1, beta2) = (self.beta1, self.beta2);
        let m = self.m.of_length(gradient.len())?;
        let v = self.v.of_length(gradient.len())?;
        sweep(parameters, [m, v], gradient, |x, [m, v], g| {
            *m = beta1 * *m + (1.0 - beta1) * g;
            *v = beta2 * *v + (1.0 - beta2) * g * g;
            *x = keep * *x - rate * *m / (length(*v) + epsilon);
        });
        // ANCHOR_END: rule
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
        put_back("Adam", &mut self.all(), name, numbers)
    }

    fn preconditioner(&self) -> Option<Array1<A>> {
        self.divisor(&self.v)
    }
}
}
