//! Descent with noise in its gradient.

use ndarray::Array1;
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use super::Space;
use super::space::at_least_one;
use crate::check::{is_finite, not_negative, positive};
use crate::error::Result;
use crate::objective::Objective;
use crate::optim::{Keep, Recorder, Run, Schedule, Stop, plain};

/// Descent along a gradient that is right in the mean only, as that of a mini-batch is:
///
/// $$x_{k+1} = x_k - \eta_k \left( \nabla f(x_k) + \sigma_k\, \xi_k \right), \qquad \xi_k \sim N(0, I)$$
///
/// S0 counts on it: at a local minimum the true gradient is 0, and the noise still moves the point.
/// With mini-batches of $B$ samples $\sigma$ goes with $1 / \sqrt B$. Their noise has another shape, though, and depends on where one stands.
///
/// # References
/// S0 §4.3. S. Geman and C.-R. Hwang, "Diffusions for global optimization", *SIAM Journal on Control and Optimization*
/// 24 (1986), 1031–1043, [doi:10.1137/0324060](https://doi.org/10.1137/0324060).
///
/// # Examples
/// ```
/// use downhill::{objective::Rastrigin, optim::Schedule, search::{NoisyDescent, Space}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let (space, mut rng) = (Space::cube(2, -5.12, 5.12)?, ChaCha8Rng::seed_from_u64(1));
/// let noise = Schedule::Linear { from: 100.0, to: 0.0, length: 900 };
/// let run = NoisyDescent::new(0.002, noise, 1_000).run(&Rastrigin::new(2)?, &space, &mut rng)?;
/// assert_eq!(run.steps(), 1_000);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct NoisyDescent {
    rate: Schedule,
    noise: Schedule,
    steps: usize,
    keep: Keep,
}

impl NoisyDescent {
    /// With these rates $\eta_k$, these standard deviations $\sigma_k$, and so many steps.
    pub fn new(rate: impl Into<Schedule>, noise: impl Into<Schedule>, steps: usize) -> Self {
        Self {
            rate: rate.into(),
            noise: noise.into(),
            steps,
            keep: Keep::Ends,
        }
    }

    /// Which points of the path to keep: the first and the last unless told otherwise.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Descends from a point of the space, which the walk may leave.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) if space and function differ in their variables;
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for 0 steps, a rate that is not positive, or noise below 0.
    pub fn run(&self, objective: &dyn Objective, space: &Space, rng: &mut impl Rng) -> Result<Run> {
        descend(self, objective, space, rng)
    }
}

/// Not generic, so that it is compiled in the library.
fn descend(
    descent: &NoisyDescent,
    objective: &dyn Objective,
    space: &Space,
    rng: &mut dyn Rng,
) -> Result<Run> {
    space.fits(objective)?;
    let limit = at_least_one("the number of steps", descent.steps)?;
    positive("learning rate", descent.rate.rate(0))?;
    let mut recorder = Recorder::new(descent.keep, 0, space.dim())?;
    let mut at = space.draw(rng);
    let mut gradient = Array1::zeros(space.dim());
    let (mut steps, mut stop) = (0, Stop::StepLimit { limit });
    while steps < limit {
        recorder.reached(steps, &at.view(), || objective.value_at(at.view()));
        let rate = not_negative("learning rate", descent.rate.rate(steps))?;
        let noise = not_negative("the noise", descent.noise.rate(steps))?;
        objective.gradient_at(at.view(), gradient.view_mut());
        gradient.mapv_inplace(|g| {
            let xi: f64 = StandardNormal.sample(rng);
            g + noise * xi
        });
        gradient.mapv_inplace(|g| rate * g);
        let next = &at - &gradient;
        if !is_finite(&next) {
            let quantity = "the next point";
            stop = Stop::NotFinite { quantity, steps };
            break;
        }
        at = next;
        steps += 1;
    }
    let value = objective.value_at(at.view());
    Ok(Run {
        path: recorder.finish(steps, &at.view(), value),
        end: at,
        value,
        steps,
        stop,
        optimizer: plain(),
    })
}
