//! Momentum: Polyak's heavy ball.

use ndarray::{ArrayView1, ArrayViewMut1};

use super::memory::{Memory, named, put_back};
use super::sweep::sweep;
use super::{Optimizer, Recurrence, check_step};
use crate::check::fraction;
use crate::error::Result;
use crate::number::{Float, for_both_precisions};

/// Momentum, the heavy ball: part of the last move is added to each step.
/// Moves that agree grow, moves that alternate cancel.
///
/// $$v_{k+1} = \beta v_k - \eta_k \nabla f(x_k), \qquad x_{k+1} = x_k + v_{k+1}, \qquad v_0 = 0$$
///
/// With $\beta$ = `momentum` and $\eta_k$ = `learning_rate`. All earlier gradients remain in $v$,
/// each weaker by $\beta$ than the next, so that on a steady slope the steps grow to
/// $\eta / (1 - \beta)$ times the gradient. On a quadratic function the largest stable rate is
/// $2 (1 + \beta) / \lambda_{\max}$.
///
/// Some libraries leave the rate out of $v$ and apply it to the whole move,
/// $v \leftarrow \beta v + \nabla f$, $x \leftarrow x - \eta v$. With a constant rate that is the same;
/// with a schedule a change of rate acts on past gradients too.
///
/// # References
/// B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", *USSR
/// Computational Mathematics and Mathematical Physics* 4 (1964), 1–17,
/// [doi:10.1016/0041-5553(64)90137-5](https://doi.org/10.1016/0041-5553%2864%2990137-5).
///
/// # Examples
/// ```
/// use downhill::{objective::Banana, optim::{Descent, Momentum}};
/// let descent = Descent::new(0.001);
/// let plain = descent.run(&Banana, &[-1.9, -0.9])?;
/// let heavy = descent.optimizer(Momentum::new(0.9)?).run(&Banana, &[-1.9, -0.9])?;
/// assert!(heavy.steps() * 5 < plain.steps());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Momentum<A = f64> {
    momentum: A,
    velocity: Memory<A>,
}

impl<A: Float> Momentum<A> {
    /// Momentum $\beta$; 0 makes it plain descent, 0.9 is usual.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless $0 \le \beta < 1$.
    pub fn new(momentum: A) -> Result<Self> {
        Ok(Self {
            momentum: fraction("momentum", momentum)?,
            velocity: Memory::default(),
        })
    }
}

impl Momentum {
    /// How it moves on a parabola, if rate times curvature is $a$: $T = 1 + \beta - a$, $D = \beta$.
    pub fn recurrence(&self, a: f64) -> Recurrence {
        Recurrence {
            sum: 1.0 + self.momentum - a,
            product: self.momentum,
        }
    }
}

for_both_precisions! { A:
impl Optimizer<A> for Momentum<A> {
    fn name(&self) -> &str {
        "momentum"
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
        let velocity = self.velocity.of_length(gradient.len())?;
        let beta = self.momentum;
        sweep(parameters, [velocity], gradient, |x, [v], g| {
            *v = beta * *v - learning_rate * g;
            *x += *v;
        });
        // ANCHOR_END: rule
        Ok(())
    }

    fn reset(&mut self) {
        self.velocity = Memory::default();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        named(&[("velocity", &self.velocity)])
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        let mut all = [("velocity", &mut self.velocity)];
        put_back("momentum", &mut all, name, numbers)
    }
}
}
