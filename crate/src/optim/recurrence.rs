//! Descent with a memory of one step, on a parabola: a recurrence of two terms, and what it says of rates. Chapter 14.

/// How a rule moves on the parabola $\tfrac12 \lambda x^2$: each point follows from the two before it.
///
/// $$x_{k+1} = T x_k - D x_{k-1}$$
///
/// With $a = \eta \lambda$, the rate times the curvature:
///
/// | rule | $T$ | $D$ | stable for |
/// |---|---|---|---|
/// | [`GradientDescent`](super::GradientDescent) | $1 - a$ | $0$ | $a < 2$ |
/// | [`GradientBlend`](super::GradientBlend), $\gamma$ | $1 - (1 - \gamma) a$ | $\gamma a$ | $a < \min(2 / (1 - 2 \gamma), 1 / \gamma)$ |
/// | [`Momentum`](super::Momentum), $\beta$ | $1 + \beta - a$ | $\beta$ | $a < 2 (1 + \beta)$ |
/// | [`Nesterov`](super::Nesterov), $\beta$ | $(1 + \beta)(1 - a)$ | $\beta (1 - a)$ | $a < 2 (1 + \beta) / (1 + 2 \beta)$ |
///
/// (the blend's first term for $\gamma < \tfrac12$ only). The rules have a method of this name each. What is left of $x$ after many
/// steps is decided by the roots of $z^2 - T z + D$: it shrinks by the greater [`radius`](Self::radius) at each step. On a bowl of
/// several variables that holds along each axis of the Hessian.
///
/// # References
/// G. Goh, "Why momentum really works", *Distill* 2017, [doi:10.23915/distill.00006](https://doi.org/10.23915/distill.00006).
/// E. I. Jury, *Theory and Application of the z-Transform Method*, 1964 (the criterion for any number of terms).
///
/// # Examples
/// ```
/// use downhill::{objective::Quadratic, optim::{Descent, Keep, Momentum}};
/// let heavy = Momentum::new(0.5)?;
/// let factor = heavy.recurrence(0.05).radius();
/// let run = Descent::new(0.05).optimizer(heavy).steps(40).keep(Keep::All).run(&Quadratic::diagonal(&[1.0])?, &[1.0])?;
/// let x = run.path().points().column(0).to_vec();
/// assert!((x[40] / x[39] - factor).abs() < 1e-3);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recurrence {
    /// $T$, the sum of the roots.
    pub sum: f64,
    /// $D$, their product.
    pub product: f64,
}

impl Recurrence {
    /// Whether $x$ shrinks to 0 from every start: both roots lie inside the unit circle, $\lvert D \rvert < 1$ and $\lvert T \rvert < 1 + D$.
    pub fn is_stable(&self) -> bool {
        self.product.abs() < 1.0 && self.sum.abs() < 1.0 + self.product
    }

    /// The size of the greater root, by which $x$ is multiplied at each step in the long run.
    pub fn radius(&self) -> f64 {
        let square = self.sum * self.sum - 4.0 * self.product;
        if square < 0.0 {
            return self.product.sqrt();
        }
        0.5 * (self.sum.abs() + square.sqrt())
    }
}
