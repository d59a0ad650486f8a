//! How many steps descent takes at its best.

use super::SquaredLoss;
use crate::check::fraction;
use crate::data::Regression;
use crate::error::Result;
use crate::norm::root;
use crate::objective::Evaluate;

/// How many steps descent takes on the mean squared loss, from 0, until its gradient has shrunk to a share of what it was, if the rate is the
/// best constant one there is,
///
/// $$\eta = \frac{2}{\lambda_{\min} + \lambda_{\max}}.$$
///
/// Nobody knows that rate beforehand: it is a gift to descent. The steps are computed, not taken.
///
/// # Errors
/// [`Error::OutOfRange`](crate::Error::OutOfRange) for a share that is not between 0 and 1, or if no number of steps is enough, since the
/// samples leave a parameter undetermined.
///
/// # References
/// B. T. Polyak, *Introduction to Optimization*, Optimization Software 1987, section 1.4.
///
/// # Examples
/// ```
/// use downhill::{data::random_features, rand::SeedableRng, rand_chacha::ChaCha8Rng, regression::fastest_steps};
/// let mut steps = |shared| fastest_steps(&random_features(160, 16, shared, &mut ChaCha8Rng::seed_from_u64(0))?, 1e-6);
/// let (independent, half_shared) = (steps(0.0)?, steps(0.5)?);
/// assert!(independent < 30 && half_shared > 200);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn fastest_steps(samples: &Regression, share: f64) -> Result<u64> {
    let share = fraction("the share of the gradient", share)?;
    let bowl = SquaredLoss::mean(samples).quadratic()?;
    let values = bowl.eigen().values();
    let rate = 2.0 / (values[0] + values[values.len() - 1]);
    let start = vec![0.0; values.len()];
    let gradient = bowl.gradient(&start)?;
    let enough = share * root(gradient.dot(&gradient), gradient.iter());
    let steps = bowl.steps_to(&start, rate, enough)?;
    steps.ok_or(crate::Error::OutOfRange {
        name: "the least eigenvalue",
        value: values[0],
        range: "large enough to be told from 0",
    })
}
