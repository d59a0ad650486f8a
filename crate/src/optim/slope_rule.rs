//! S1's fifth step rule: short steps where it is steep.

use ndarray::{ArrayView1, ArrayViewMut1, Zip};

use super::{Optimizer, check_step, norm};
use crate::check::positive;
use crate::elementary::exp;
use crate::error::Result;
use crate::number::{Float, for_both_precisions};

/// Descent whose rate shrinks where the gradient is long and grows to the full one where it is
/// short, to cross flat ground fast and not to overshoot on steep ground.
///
/// $$\eta = \max\left( \eta_{\min}, \enspace \eta_k \thinspace e^{-\lVert \nabla f \rVert / s} \right)$$
///
/// With $\eta_k$ = `learning_rate`, $s$ = `scale` and $\eta_{\min}$ = `floor`.
///
/// # References
/// S1, listing, rule 5, with $s = 10$.
///
/// # Examples
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{Optimizer, SlopeRule};
/// let mut x = array![0.0];
/// SlopeRule::new(10.0, 0.001)?.step(x.view_mut(), array![10.0].view(), 1.0)?;
/// assert!((x[0] + 10.0 / 1.0_f64.exp()).abs() < 1e-15);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlopeRule<A = f64> {
    scale: A,
    floor: A,
}

impl<A: Float> SlopeRule<A> {
    /// The gradient's norm `scale` at which the rate is divided by $e$, and the least rate.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless both are positive.
    pub fn new(scale: A, floor: A) -> Result<Self> {
        Ok(Self {
            scale: positive("scale", scale)?,
            floor: positive("floor", floor)?,
        })
    }
}

for_both_precisions! { A:
impl Optimizer<A> for SlopeRule<A> {
    fn name(&self) -> &str {
        "rate by slope"
    }

    #[inline(never)]
    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        check_step(&parameters, &gradient, learning_rate)?;
        let rate = learning_rate / exp(norm(&gradient) / self.scale);
        let rate = rate.max(self.floor);
        Zip::from(parameters)
            .and(gradient)
            .for_each(|x, &g| *x -= rate * g);
        Ok(())
    }

    fn reset(&mut self) {}
}
}
