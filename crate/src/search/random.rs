//! The baseline: points at random.

use rand::Rng;

use super::Space;
use super::space::at_least_one;
use crate::error::Result;
use crate::objective::Objective;
use crate::optim::{Keep, Recorder, Run, Stop, plain};

/// Random search: so many points drawn uniformly from a space, of which the lowest is kept.
///
/// It uses no gradient and no memory. A search that does not beat it has learnt nothing from the values that it saw.
///
/// # References
/// R. L. Anderson, "Recent advances in finding best operating conditions", *Journal of the American Statistical
/// Association* 48 (1953), 789–798, [doi:10.1080/01621459.1953.10501200](https://doi.org/10.1080/01621459.1953.10501200).
///
/// # Examples
/// ```
/// use downhill::objective::Rastrigin;
/// use downhill::search::{RandomSearch, Space};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let space = Space::cube(2, -5.12, 5.12)?;
/// let run = RandomSearch::new(1_000).run(&Rastrigin::new(2)?, &space, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!(run.steps(), 1_000);
/// assert!(run.value() < 5.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RandomSearch {
    points: usize,
}

impl RandomSearch {
    /// A search that looks at so many points.
    pub fn new(points: usize) -> Self {
        Self { points }
    }

    /// The lowest of the points; a step is a point. The path has every point that was lower than all before it.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) if space and function differ in their variables;
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for 0 points.
    pub fn run(&self, objective: &dyn Objective, space: &Space, rng: &mut impl Rng) -> Result<Run> {
        search(self, objective, space, rng)
    }
}

/// Not generic, so that it is compiled in the library.
fn search(
    search: &RandomSearch,
    objective: &dyn Objective,
    space: &Space,
    rng: &mut dyn Rng,
) -> Result<Run> {
    space.fits(objective)?;
    let limit = at_least_one("the number of points", search.points)?;
    let mut end = space.draw(rng);
    let mut value = objective.value_at(end.view());
    let mut recorder = Recorder::new(Keep::All, 0, space.dim())?;
    recorder.reached(1, &end.view(), || value);
    for step in 2..=limit {
        let at = space.draw(rng);
        let height = objective.value_at(at.view());
        // A value that is not a number is lower than none, and any number is lower than it.
        if height < value || (value.is_nan() && !height.is_nan()) {
            (end, value) = (at, height);
            recorder.reached(step, &end.view(), || value);
        }
    }
    Ok(Run {
        path: recorder.finish(limit, &end.view(), value),
        end,
        value,
        steps: limit,
        stop: Stop::StepLimit { limit },
        optimizer: plain(),
    })
}
