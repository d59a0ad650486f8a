//! Simulated annealing.

use ndarray::Array1;
use rand::{Rng, RngExt};
use rand_distr::{Distribution, StandardNormal};

use super::Space;
use super::space::at_least_one;
use crate::check::{not_negative, positive};
use crate::elementary::{exp, ln};
use crate::error::Result;
use crate::objective::Objective;
use crate::optim::{Keep, Recorder, Run, Schedule, Stop, plain};

/// Simulated annealing: a walk that always goes down, and goes up with a probability that falls as it cools.
///
/// From $x$ it proposes $y = x + s\,\xi$ with $\xi \sim N(0, I)$, and goes there with probability
///
/// $$\min\left(1,\; e^{-(f(y) - f(x)) / T_k}\right),$$
///
/// the rule of Metropolis. A proposal outside the space is refused; it counts as a step like any other. S0 says that
/// worse points are accepted with a probability that falls with time, and leaves both rule and temperatures open.
///
/// # References
/// S0 §4.3. S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by simulated annealing", *Science* 220 (1983), 671–680,
/// [doi:10.1126/science.220.4598.671](https://doi.org/10.1126/science.220.4598.671). N. Metropolis and others, "Equation of state
/// calculations by fast computing machines", *Journal of Chemical Physics* 21 (1953), 1087–1092,
/// [doi:10.1063/1.1699114](https://doi.org/10.1063/1.1699114).
///
/// # Examples
/// ```
/// use downhill::{objective::Rastrigin, optim::Schedule, search::{Annealing, Space}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let cooling = Schedule::Exponential { initial: 10.0, factor: 0.995, floor: 0.0 };
/// let (space, mut rng) = (Space::cube(2, -5.12, 5.12)?, ChaCha8Rng::seed_from_u64(1));
/// let run = Annealing::new(cooling, 0.5, 2_000).run(&Rastrigin::new(2)?, &space, &mut rng)?;
/// assert!(run.value() < 2.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Annealing {
    temperature: Schedule,
    reach: f64,
    steps: usize,
    keep: Keep,
}

impl Annealing {
    /// With these temperatures $T_k$, proposals of standard deviation `reach` in each variable, and so many steps.
    /// A step looks at one value.
    pub fn new(temperature: impl Into<Schedule>, reach: f64, steps: usize) -> Self {
        Self {
            temperature: temperature.into(),
            reach,
            steps,
            keep: Keep::Ends,
        }
    }

    /// Which points of the walk to keep: the first and the last unless told otherwise. With [`Keep::All`] a step that
    /// was refused stands there twice.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Walks from a point of the space. The end of the run is the lowest point of the walk, not its last; the path is the walk.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) if space and function differ in their variables;
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for 0 steps, a reach that is not positive, or a temperature below 0.
    pub fn run(&self, objective: &dyn Objective, space: &Space, rng: &mut impl Rng) -> Result<Run> {
        anneal(self, objective, space, rng)
    }
}

/// Not generic, so that it is compiled in the library.
fn anneal(
    annealing: &Annealing,
    objective: &dyn Objective,
    space: &Space,
    rng: &mut dyn Rng,
) -> Result<Run> {
    space.fits(objective)?;
    let limit = at_least_one("the number of steps", annealing.steps)?;
    let reach = positive("the reach of a proposal", annealing.reach)?;
    let mut recorder = Recorder::new(annealing.keep, 0, space.dim())?;
    let mut at = space.draw(rng);
    let mut height = objective.value_at(at.view());
    let (mut lowest, mut value) = (at.clone(), height);
    recorder.reached(0, &at.view(), || height);
    for step in 0..limit {
        let temperature = not_negative("the temperature", annealing.temperature.rate(step))?;
        // ANCHOR: step
        let proposal: Array1<f64> = at.mapv(|x| {
            let xi: f64 = StandardNormal.sample(rng);
            x + reach * xi
        });
        let chance: f64 = rng.random();
        if space.contains(proposal.view()) {
            let proposed = objective.value_at(proposal.view());
            if chance < metropolis(proposed - height, temperature) {
                (at, height) = (proposal, proposed);
            }
        }
        // ANCHOR_END: step
        if height < value || value.is_nan() {
            lowest.assign(&at);
            value = height;
        }
        recorder.reached(step + 1, &at.view(), || height);
    }
    Ok(Run {
        path: recorder.finish(limit, &at.view(), height),
        end: lowest,
        value,
        steps: limit,
        stop: Stop::StepLimit { limit },
        optimizer: plain(),
    })
}

/// The probability with which a step is made that leads up by `rise` at this temperature: 1 if it leads down or nowhere,
/// else $e^{-\text{rise} / T}$, and 0 at temperature 0. A rise that is not a number is never
/// made; at a temperature that is negative or not a number the probability of a rise is NaN.
///
/// ```
/// use downhill::search::metropolis;
/// assert_eq!(metropolis(-3.0, 1.0), 1.0);
/// assert!((metropolis(1.0, 1.0) - 1.0 / std::f64::consts::E).abs() < 1e-15);
/// assert_eq!(metropolis(1e-9, 0.0), 0.0);
/// assert_eq!(metropolis(f64::NAN, 1.0), 0.0);
/// ```
pub fn metropolis(rise: f64, temperature: f64) -> f64 {
    if rise <= 0.0 {
        1.0
    } else if rise.is_nan() || temperature == 0.0 {
        0.0
    } else if temperature > 0.0 {
        exp(-rise / temperature)
    } else {
        f64::NAN
    }
}

/// The temperatures $T_k = c / \ln (k + 2)$.
///
/// They fall so slowly that, on finitely many states, the walk ends at the lowest with a probability that goes to 1, if and
/// only if $c$ is at least the depth of the deepest minimum that is not the lowest: how far one has to climb out of it.
///
/// # References
/// B. Hajek, "Cooling schedules for optimal annealing", *Mathematics of Operations Research* 13 (1988), 311–329,
/// [doi:10.1287/moor.13.2.311](https://doi.org/10.1287/moor.13.2.311).
///
/// ```
/// use downhill::search::logarithmic;
/// assert!((logarithmic(2.0).rate(0) - 2.0 / 2_f64.ln()).abs() < 1e-12);
/// ```
pub fn logarithmic(c: f64) -> Schedule {
    Schedule::custom(move |k| c / ln((k + 2) as f64))
}
