//! AMSGrad: Adam, with a divisor that never shrinks.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use super::memory::{Memory, length, named, put_back};
use super::sweep::sweep;
use super::{Adam, Optimizer, check_step};
use crate::error::Result;
use crate::number::{Float, for_both_precisions};

/// AMSGrad: [`Adam`], but divided by the root of the *greatest* mean square so far, not of the present one. A large
/// gradient that comes rarely is not forgotten before the next one, so that the many small ones between them
/// cannot outweigh it.
///
/// $$m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2$$
///
/// $$\hat v_t = \max(\hat v_{t-1}, v_t), \qquad
///   x_t = x_{t-1} - \eta_t \frac{m_t / (1 - \beta_1^t)}{\sqrt{\hat v_t / (1 - \beta_2^t)} + \varepsilon}$$
///
/// with $g_t = \nabla f(x_{t-1})$, $m_0 = v_0 = \hat v_0 = 0$ and $\eta_t$ = `learning_rate`. Note the hat: here it is the maximum.
///
/// PyTorch does the same (`amsgrad=True`). The paper corrects neither mean and has no $\varepsilon$: that is
/// `AmsGrad::new(Adam::default().uncorrected())`, up to the $\varepsilon$. Only then does $\eta / \sqrt{\hat v_t}$ never grow; with the
/// correction it may do so as long as $\beta_2^t$ is not small. The paper also keeps $x$ in a given set, which is left to the caller.
///
/// # References
/// S. J. Reddi, S. Kale and S. Kumar, "On the convergence of Adam and beyond", *ICLR* 2018,
/// [arXiv:1904.09237](https://arxiv.org/abs/1904.09237), algorithm 2.
///
/// # Examples
/// After a gradient of 10, one of 1 makes a shorter step than it does in Adam, which has begun to forget:
/// ```
/// use downhill::ndarray::array;
/// use downhill::optim::{Adam, AmsGrad, Optimizer};
/// let adam = Adam::new(0.0, 0.5, 1e-8)?;
/// let both: [Box<dyn Optimizer>; 2] = [Box::new(adam.clone()), Box::new(AmsGrad::new(adam))];
/// let mut moves = Vec::new();
/// for mut optimizer in both {
///     let mut x = array![0.0];
///     for g in [10.0, 1.0, 1.0, 1.0] {
///         x[0] = 0.0;
///         optimizer.step(x.view_mut(), array![g].view(), 1.0)?;
///     }
///     moves.push(-x[0]);
/// }
/// assert!(moves[1] < 0.5 * moves[0]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AmsGrad<A = f64> {
    adam: Adam<A>,
    greatest: Memory<A>,
}

impl<A: Float> Default for AmsGrad<A> {
    fn default() -> Self {
        Self::new(Adam::default())
    }
}

impl<A: Float> AmsGrad<A> {
    /// With the settings of this Adam, which must not have made a step.
    pub fn new(adam: Adam<A>) -> Self {
        Self {
            adam,
            greatest: Memory::default(),
        }
    }
}

for_both_precisions! { A:
impl Optimizer<A> for AmsGrad<A> {
    fn name(&self) -> &str {
        "AMSGrad"
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
        let (rate, epsilon) = self.adam.corrected(learning_rate)?;
        let (beta1, beta2) = (self.adam.beta1, self.adam.beta2);
        let m = self.adam.m.of_length(gradient.len())?;
        let v = self.adam.v.of_length(gradient.len())?;
        let greatest = self.greatest.of_length(gradient.len())?;
        sweep(parameters, [m, v, greatest], gradient, |x, [m, v, greatest], g| {
            *m = beta1 * *m + (1.0 - beta1) * g;
            *v = beta2 * *v + (1.0 - beta2) * g * g;
            *greatest = greatest.max(*v);
            *x -= rate * *m / (length(*greatest) + epsilon);
        });
        // ANCHOR_END: rule
        Ok(())
    }

    fn reset(&mut self) {
        self.adam.reset();
        self.greatest = Memory::default();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        let mut all = self.adam.memory();
        all.extend(named(&[("greatest", &self.greatest)]));
        all
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        let mut all = self.adam.all();
        all.push(("greatest", &mut self.greatest));
        put_back("AMSGrad", &mut all, name, numbers)
    }

    fn preconditioner(&self) -> Option<Array1<A>> {
        self.adam.divisor(&self.greatest)
    }
}
}
