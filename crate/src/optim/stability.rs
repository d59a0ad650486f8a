//! From which rate on descent diverges, found by trying.

use super::{Descent, Keep, Optimizer, Stop, norm};
use crate::check::positive;
use crate::coordinates::Coordinates;
use crate::error::{Error, Result};
use crate::objective::{Evaluate, Objective};

/// The learning rate from which on descent diverges, measured: rates are tried, and the border
/// between those that shrink the gradient and those that do not is closed in by halving.
///
/// A rate counts as divergent if after `steps` steps from `start` the gradient is longer than it was
/// at the start, or not finite. On a quadratic function the border is $2 / \lambda_{\max}$ for plain
/// descent ([`Quadratic::largest_stable_rate`](crate::objective::Quadratic::largest_stable_rate)), up
/// to a relative excess of about $\ln(r) / 2k$ after $k$ steps, where $r$ is how small the steepest
/// direction's share in the first gradient is. A thousand steps do for 1 %, unless that share is
/// less than $10^{-8}$.
///
/// # Errors
/// Those of [`Descent::run`]; [`Error::OutOfRange`] if the gradient at the start is zero, and if
/// there is no border: every rate that was tried, down to $10^{-12}$ or up to $10^{12}$, is on the
/// same side.
///
/// # Examples
/// ```
/// use downhill::{objective::Quadratic, optim::{GradientDescent, divergence_threshold}};
/// let bowl = Quadratic::bowl();
/// let found = divergence_threshold(&bowl, &[-6.0, -6.0], &GradientDescent, 1000)?;
/// assert!((found / bowl.largest_stable_rate()? - 1.0).abs() < 0.01);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn divergence_threshold<P>(
    objective: &dyn Objective,
    start: &P,
    optimizer: &dyn Optimizer,
    steps: usize,
) -> Result<f64>
where
    P: Coordinates<Elem = f64> + ?Sized,
{
    let first = norm(&objective.gradient(start)?.view());
    positive("the gradient's norm at the start", first)?;
    let optimizer = optimizer.boxed();
    let diverges = |rate: f64| -> Result<bool> {
        let descent = Descent::new(rate).optimizer(optimizer.clone());
        let run = descent
            .steps(steps)
            .keep(Keep::Ends)
            .run(objective, start)?;
        if let Stop::NotFinite { .. } = run.stop() {
            return Ok(true);
        }
        let last = norm(&objective.gradient(run.end())?.view());
        Ok(last.is_nan() || last > first)
    };

    let (mut stable, mut divergent) = (1.0, 1.0);
    if diverges(1.0)? {
        while diverges(stable)? {
            divergent = stable;
            stable = in_reach(stable / 2.0)?;
        }
    } else {
        while !diverges(divergent)? {
            stable = divergent;
            divergent = in_reach(divergent * 2.0)?;
        }
    }
    while divergent - stable > 1e-6 * divergent {
        let middle = 0.5 * (stable + divergent);
        if diverges(middle)? {
            divergent = middle;
        } else {
            stable = middle;
        }
    }
    Ok(0.5 * (stable + divergent))
}

fn in_reach(rate: f64) -> Result<f64> {
    if (1e-12..=1e12).contains(&rate) {
        return Ok(rate);
    }
    Err(Error::OutOfRange {
        name: "the rate at which descent begins to diverge",
        value: rate,
        range: "from 1e-12 to 1e12",
    })
}
