//! AdaGrad: the more a parameter has been moved about, the shorter its steps.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use super::memory::{Memory, length, named, put_back};
use super::sweep::sweep;
use super::{Optimizer, check_step};
use crate::check::positive;
use crate::error::Result;
use crate::number::{Float, for_both_precisions, number};

/// AdaGrad: the gradient divided, parameter by parameter, by the root of the sum of all its squares so far. What
/// rarely has a gradient takes long steps when it has one; and all steps get shorter and shorter.
///
/// $$G_t = G_{t-1} + g_t^2, \qquad x_t = x_{t-1} - \eta_t \frac{g_t}{\sqrt{G_t} + \varepsilon}$$
///
/// with $g_t = \nabla f(x_{t-1})$, $G_0 = 0$ and $\eta_t$ = `learning_rate`. With a gradient that stays the same, the
/// k-th step is $\eta / \sqrt{k}$ long.
///
/// | parameter | default |
/// |---|---|
/// | `epsilon` $\varepsilon$ | $10^{-10}$ |
///
/// PyTorch does the same, has the same default, and can also let the rate fall as $1 / (1 + k \cdot decay)$: a
/// schedule does that here. Keras and optax begin at $G_0 = 0.1$ and have $\varepsilon = 10^{-7}$.
///
/// # References
/// J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization",
/// *Journal of Machine Learning Research* 12 (2011), 2121–2159,
/// [jmlr.org/papers/v12/duchi11a](https://jmlr.org/papers/v12/duchi11a.html).
///
/// # Examples
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{AdaGrad, Optimizer};
/// let mut ada_grad = AdaGrad::new(1e-12)?;
/// let mut x = array![0.0];
/// for _ in 0..4 {
///     ada_grad.step(x.view_mut(), array![7.0].view(), 1.0)?;
/// }
/// let sum = 1.0 + 1.0 / 2_f64.sqrt() + 1.0 / 3_f64.sqrt() + 0.5;
/// assert!((x[0] + sum).abs() < 1e-11);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AdaGrad<A = f64> {
    epsilon: A,
    sum: Memory<A>,
}

impl<A: Float> Default for AdaGrad<A> {
    fn default() -> Self {
        Self {
            epsilon: number(1e-10),
            sum: Memory::default(),
        }
    }
}

impl<A: Float> AdaGrad<A> {
    /// With this $\varepsilon$.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless $\varepsilon > 0$.
    pub fn new(epsilon: A) -> Result<Self> {
        Ok(Self {
            epsilon: positive("epsilon", epsilon)?,
            sum: Memory::default(),
        })
    }
}

for_both_precisions! { A:
impl Optimizer<A> for AdaGrad<A> {
    fn name(&self) -> &str {
        "AdaGrad"
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
        let sum = self.sum.of_length(gradient.len())?;
        let epsilon = self.epsilon;
        sweep(parameters, [sum], gradient, |x, [sum], g| {
            *sum += g * g;
            *x -= learning_rate * g / (length(*sum) + epsilon);
        });
        // ANCHOR_END: rule
        Ok(())
    }

    fn reset(&mut self) {
        self.sum = Memory::default();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        named(&[("sum", &self.sum)])
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        let mut all = [("sum", &mut self.sum)];
        put_back("AdaGrad", &mut all, name, numbers)
    }

    fn preconditioner(&self) -> Option<Array1<A>> {
        self.sum.get().map(|sum| sum.mapv(A::sqrt) + self.epsilon)
    }
}
}
