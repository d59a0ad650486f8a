//! Nesterov's momentum: the gradient is taken where momentum alone would lead.

use ndarray::{ArrayView1, ArrayViewMut1};

use super::memory::{Memory, named, put_back};
use super::sweep::sweep;
use super::{Optimizer, Recurrence, check_step};
use crate::check::fraction;
use crate::error::Result;
use crate::number::{Float, for_both_precisions};

/// Nesterov's accelerated gradient: [`Momentum`](super::Momentum) that looks ahead. The gradient is taken not where the
/// ball is, but where its momentum is about to carry it, so that it brakes before the slope turns up, not after.
///
/// $$v_{k+1} = \beta v_k - \eta_k \nabla f(y_k), \qquad y_{k+1} = y_k + \beta v_{k+1} - \eta_k \nabla f(y_k), \qquad v_0 = 0$$
///
/// with $\beta$ = `momentum` and $\eta_k$ = `learning_rate`. The parameters here are the points $y_k = x_k + \beta v_k$ that
/// lie ahead, because there the gradient is wanted; the ball itself, $x_{k+1} = y_k - \eta_k \nabla f(y_k)$, is a plain
/// step away. On a quadratic function the largest stable rate is $2 (1 + \beta) / ((1 + 2 \beta) \lambda_{\max})$: for the usual $\beta$ less
/// than that of plain descent.
///
/// PyTorch, Keras and optax do the same. PyTorch leaves the rate out of $v$, as with
/// [`Momentum`](super::Momentum): with a constant rate that is the same. Nesterov's own method has a $\beta$ that
/// grows from step to step; a constant one is what the field means by the name.
///
/// # References
/// Y. Nesterov, "A method of solving a convex programming problem with convergence rate $O(1/k^2)$", *Soviet Mathematics
/// Doklady* 27 (1983), 372–376. I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of initialization and
/// momentum in deep learning", *ICML* 2013, PMLR 28(3), 1139–1147,
/// [proceedings.mlr.press/v28/sutskever13](https://proceedings.mlr.press/v28/sutskever13.html).
///
/// # Examples
/// ```
/// use downhill::{objective::Banana, optim::{Descent, Nesterov}};
/// let descent = Descent::new(0.001);
/// let plain = descent.run(&Banana, &[-1.9, -0.9])?;
/// let ahead = descent.optimizer(Nesterov::new(0.9)?).run(&Banana, &[-1.9, -0.9])?;
/// assert!(ahead.steps() * 5 < plain.steps());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Nesterov<A = f64> {
    momentum: A,
    velocity: Memory<A>,
}

impl<A: Float> Nesterov<A> {
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

impl Nesterov {
    /// How it moves on a parabola, if rate times curvature is $a$: $T = (1 + \beta)(1 - a)$, $D = \beta (1 - a)$.
    pub fn recurrence(&self, a: f64) -> Recurrence {
        Recurrence {
            sum: (1.0 + self.momentum) * (1.0 - a),
            product: self.momentum * (1.0 - a),
        }
    }
}

for_both_precisions! { A:
impl Optimizer<A> for Nesterov<A> {
    fn name(&self) -> &str {
        "Nesterov"
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
        sweep(parameters, [velocity], gradient, |y, [v], g| {
            *v = beta * *v - learning_rate * g;
            *y += beta * *v - learning_rate * g;
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
        put_back("Nesterov", &mut all, name, numbers)
    }
}
}
