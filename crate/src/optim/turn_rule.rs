//! S1's sixth step rule: short steps where the path turns.

use ndarray::{ArrayView1, ArrayViewMut1, Zip};

use super::memory::{Memory, named, put_back};
use super::{Optimizer, check_step, norm};
use crate::check::positive;
use crate::error::Result;
use crate::number::{Float, for_both_precisions};

/// Descent whose rate shrinks when the gradient has turned since the last step: sharp turns mean
/// rough ground.
///
/// $$\eta = \max\left( \eta_{\min}, \enspace \eta_k \thinspace \frac{\cos \theta + c}{2.0001} \right)$$
///
/// $\theta$ is the angle between this gradient and the last one, $\eta_k$ = `learning_rate`,
/// $c$ = `offset` and $\eta_{\min}$ = `floor`. Before the first step, and at a zero gradient, the rate
/// is $\eta_k$ itself.
///
/// S1's comment says $c = 1.0001$, with which the rate is at most $\eta_k$; its code says 1.001, with
/// which it exceeds $\eta_k$ by 0.045 % when the gradient has not turned.
///
/// # References
/// S1, listing, rule 6.
///
/// # Examples
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{Optimizer, TurnRule};
/// let mut rule = TurnRule::new(1.0001, 0.001)?;
/// let mut x = array![0.0, 0.0];
/// rule.step(x.view_mut(), array![-1.0, 0.0].view(), 2.0)?;
/// assert_eq!(x, array![2.0, 0.0]);
/// rule.step(x.view_mut(), array![0.0, -1.0].view(), 2.0)?; // a right angle: half the rate
/// assert!((x[1] - 1.0_f64).abs() < 1e-4);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TurnRule<A = f64> {
    offset: A,
    floor: A,
    last: Memory<A>,
}

impl<A: Float> TurnRule<A> {
    /// The number added to the cosine, and the least rate.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) unless both are positive.
    pub fn new(offset: A, floor: A) -> Result<Self> {
        Ok(Self {
            offset: positive("offset", offset)?,
            floor: positive("floor", floor)?,
            last: Memory::default(),
        })
    }
}

for_both_precisions! { A:
impl Optimizer<A> for TurnRule<A> {
    fn name(&self) -> &str {
        "rate by turn"
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
        let (length, before) = (norm(&gradient), norm(&last.view()));
        let rate = if length > 0.0 && before > 0.0 {
            let mut cosine = gradient.dot(last) / (length * before);
            if !(length * before).is_normal() || !cosine.is_normal() {
                // The products are too large, too small, or 0.
                cosine = (&gradient / length).dot(&(&*last / before));
            }
            learning_rate * (cosine + self.offset) / 2.0001
        } else {
            learning_rate
        };
        let rate = rate.max(self.floor);
        last.assign(&gradient);
        Zip::from(parameters)
            .and(gradient)
            .for_each(|x, &g| *x -= rate * g);
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
        put_back("rate by turn", &mut all, name, numbers)
    }
}
}
