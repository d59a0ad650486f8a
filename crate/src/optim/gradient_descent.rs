//! Plain gradient descent.

use ndarray::{ArrayView1, ArrayViewMut1};

use super::sweep::sweep;
use super::{Optimizer, Recurrence, check_step};
use crate::error::Result;
use crate::number::{Both, Float, Kernel, for_both_precisions};

/// Gradient descent: a step against the gradient, as long as the rate says.
///
/// $$x_{k+1} = x_k - \eta_k \nabla f(x_k)$$
///
/// With $\eta_k$ = `learning_rate`. It remembers nothing. On a quadratic function it converges for
/// $\eta < 2 / \lambda_{\max}$ and diverges beyond.
///
/// # References
/// S1 §4, eq. 4.1; S2 §1.6.1; S3 §3.1.2. A. Cauchy, "Méthode générale pour la résolution des
/// systèmes d'équations simultanées", *Comptes rendus* 25 (1847), 536–538.
///
/// # Examples
/// ```
/// use downhill::{objective::Quadratic, optim::Descent};
/// let run = Descent::new(1.0).run(&Quadratic::bowl(), &[-6.0, -6.0])?;
/// assert!(run.stop().converged());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GradientDescent;

impl GradientDescent {
    /// How it moves on a parabola, if rate times curvature is $a$: $T = 1 - a$, $D = 0$.
    pub fn recurrence(&self, a: f64) -> Recurrence {
        Recurrence {
            sum: 1.0 - a,
            product: 0.0,
        }
    }
}

for_both_precisions! { A:
// ANCHOR: rule
impl Optimizer<A> for GradientDescent {
    fn name(&self) -> &str {
        "gradient descent"
    }

    #[inline(never)]
    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        check_step(&parameters, &gradient, learning_rate)?;
        sweep(parameters, [], gradient, |x, [], g| *x -= learning_rate * g);
        Ok(())
    }

    fn reset(&mut self) {}
}
// ANCHOR_END: rule
}

/// Plain gradient descent, which is what everything goes down by unless told otherwise.
pub(crate) fn plain<A: Float>() -> Box<dyn Optimizer<A>> {
    A::of(&PLAIN)()
}

static PLAIN: Both<Plain> = Both {
    single: || Box::new(GradientDescent),
    double: || Box::new(GradientDescent),
};

struct Plain;

impl Kernel for Plain {
    type Of<F: Float> = fn() -> Box<dyn Optimizer<F>>;
}
