//! S1's momentum, which remembers one gradient.

use ndarray::{ArrayView1, ArrayViewMut1, Zip};

use super::memory::{Memory, named, put_back};
use super::{Optimizer, Recurrence, check_step};
use crate::check::fraction;
use crate::error::Result;
use crate::number::{Float, for_both_precisions};

/// What S1 calls momentum: the step follows a mean of this gradient and the last one.
///
/// $$x_{k+1} = x_k - \eta_k \left( (1 - \gamma) \nabla f(x_k) + \gamma \nabla f(x_{k-1}) \right)$$
///
/// With $\gamma$ = `blend`, $\eta_k$ = `learning_rate`, and 0 for the gradient before the first. It is
/// not [`Momentum`](super::Momentum): it averages two gradients and forgets the rest, so that on a
/// steady slope its steps are as long as plain ones. What it does is damp oscillation: on a
/// quadratic function the largest stable rate is, for $\gamma \le 1/4$,
/// $2 / ((1 - 2 \gamma) \lambda_{\max})$ instead of $2 / \lambda_{\max}$; beyond, it falls as
/// $1 / (\gamma \lambda_{\max})$.
///
/// # References
/// S1 §4, eq. 4.4.
///
/// # Examples
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{GradientBlend, Optimizer};
/// let mut blend = GradientBlend::new(0.25)?;
/// let (mut x, steady) = (array![0.0], array![4.0]);
/// blend.step(x.view_mut(), steady.view(), 1.0)?;
/// assert_eq!(x, array![-3.0]); // the gradient before the first counts as 0
/// blend.step(x.view_mut(), steady.view(), 1.0)?;
/// assert_eq!(x, array![-7.0]); // from then on: the plain step of 4
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GradientBlend<A = f64> {
    blend: A,
    last: Memory<A>,
}

impl<A: Float> GradientBlend<A> {
    /// The share $\gamma$ of the last gradient.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless $0 \le \gamma < 1$.
    pub fn new(blend: A) -> Result<Self> {
        Ok(Self {
            blend: fraction("blend", blend)?,
            last: Memory::default(),
        })
    }
}

impl GradientBlend {
    /// How it moves on a parabola, if rate times curvature is $a$: $T = 1 - (1 - \gamma) a$, $D = \gamma a$.
    pub fn recurrence(&self, a: f64) -> Recurrence {
        Recurrence {
            sum: 1.0 - (1.0 - self.blend) * a,
            product: self.blend * a,
        }
    }
}

for_both_precisions! { A:
impl Optimizer<A> for GradientBlend<A> {
    fn name(&self) -> &str {
        "blend with the last gradient"
    }

    #[inline(never)]
    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        check_step(&parameters, &gradient, learning_rate)?;
        let last = self.last.of_length(gradient.len())?;
        let (new, old) = (1.0 - self.blend, self.blend);
        Zip::from(parameters)
            .and(last)
            .and(gradient)
            .for_each(|x, last, &g| {
                *x -= learning_rate * (new * g + old * *last);
                *last = g;
            });
        Ok(())
    }

    fn reset(&mut self) {
        self.last = Memory::default();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        named(&[("last_gradient", &self.last)])
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        let mut all = [("last_gradient", &mut self.last)];
        put_back("blend with the last gradient", &mut all, name, numbers)
    }
}
}
