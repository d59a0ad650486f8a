//! RMSProp: gradients divided by their recent size.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use super::memory::{Memory, length, named, put_back};
use super::sweep::sweep;
use super::{Optimizer, check_step};
use crate::check::{fraction, positive};
use crate::error::Result;
use crate::number::{Float, for_both_precisions, number};

/// RMSProp: the gradient divided, parameter by parameter, by the root of a running mean of its squares. Steep
/// directions and flat ones are walked at about the same pace.
///
/// $$v_t = \rho v_{t-1} + (1 - \rho) g_t^2, \qquad x_t = x_{t-1} - \eta_t \frac{g_t}{\sqrt{v_t} + \varepsilon}$$
///
/// with $g_t = \nabla f(x_{t-1})$, $v_0 = 0$ and $\eta_t$ = `learning_rate`. Nothing corrects for the mean that begins
/// at 0, so the first steps are $1 / \sqrt{1 - \rho}$ times too long: ten times, by default.
///
/// | parameter | default |
/// |---|---|
/// | `decay` $\rho$ | 0.99 |
/// | `epsilon` $\varepsilon$ | $10^{-8}$ |
///
/// PyTorch does the same, calls $\rho$ alpha, and has the same defaults. Hinton's slide has $\rho = 0.9$ and no
/// $\varepsilon$; Keras has $\rho = 0.9$, $\varepsilon = 10^{-7}$ under the root; optax has $\rho = 0.9$ and
/// $\varepsilon$ under the root unless told otherwise.
///
/// # References
/// T. Tieleman and G. Hinton, "Lecture 6.5: rmsprop", *COURSERA: Neural Networks for Machine Learning*, 2012. It
/// was never published otherwise.
///
/// # Examples
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{Optimizer, RmsProp};
/// let mut rms_prop = RmsProp::new(0.75, 1e-12)?;
/// let mut x = array![0.0];
/// rms_prop.step(x.view_mut(), array![8.0].view(), 1.0)?;
/// assert!((x[0] + 2.0_f64).abs() < 1e-11); // √v is 4, half of the gradient
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RmsProp<A = f64> {
    decay: A,
    epsilon: A,
    v: Memory<A>,
}

impl<A: Float> Default for RmsProp<A> {
    fn default() -> Self {
        Self {
            decay: number(0.99),
            epsilon: number(1e-8),
            v: Memory::default(),
        }
    }
}

impl<A: Float> RmsProp<A> {
    /// The share $\rho$ of the past in the running mean, and $\varepsilon$.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless $0 \le \rho < 1$ and $\varepsilon > 0$.
    pub fn new(decay: A, epsilon: A) -> Result<Self> {
        Ok(Self {
            decay: fraction("decay", decay)?,
            epsilon: positive("epsilon", epsilon)?,
            v: Memory::default(),
        })
    }
}

for_both_precisions! { A:
impl Optimizer<A> for RmsProp<A> {
    fn name(&self) -> &str {
        "RMSProp"
    }

    #[inline(never)]
    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        check_step(&parameters, &gradient, learning_rate)?;
        // ANCHOR: rule
        let v = self.v.of_length(gradient.len())?;
        let (rho, epsilon) = (self.decay, self.epsilon);
        sweep(parameters, [v], gradient, |x, [v], g| {
            *v = rho * *v + (1.0 - rho) * g * g;
            *x -= learning_rate * g / (length(*v) + epsilon);
        });
        // ANCHOR_END: rule
        Ok(())
    }

    fn reset(&mut self) {
        self.v = Memory::default();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        named(&[("v", &self.v)])
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        let mut all = [("v", &mut self.v)];
        put_back("RMSProp", &mut all, name, numbers)
    }

    fn preconditioner(&self) -> Option<Array1<A>> {
        self.v.get().map(|v| v.mapv(A::sqrt) + self.epsilon)
    }
}
}
