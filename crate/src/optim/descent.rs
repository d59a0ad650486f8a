//! The loop: step after step down an objective, until there is a reason to stop.

use ndarray::{Array1, ArrayView1};

use super::path::Recorder;
use super::{
    Keep, Moment, Observer, Optimizer, Run, Schedule, Source, Stop, Watchers, norm, plain,
};
use crate::check::{is_finite, positive};
use crate::coordinates::Coordinates;
use crate::error::{Error, Result};
use crate::number::{Both, Float, Kernel, as_f64, number};
use crate::objective::{Objective, check_point};

/// A descent: its optimiser, the rates of its steps, when it stops, and how much of its path it keeps.
///
/// Steps are counted as S1 counts them: the gradient is taken, the step is made and counted, and
/// then the norm of that same gradient is compared with the tolerance. So the last step starts from
/// the first point whose gradient is small, and a run makes at least one step.
///
/// | setting | default |
/// |---|---|
/// | [`optimizer`](Self::optimizer) | [`GradientDescent`](super::GradientDescent) |
/// | [`tolerance`](Self::tolerance) | $10^{-4}$, as in S1 |
/// | [`max_steps`](Self::max_steps) | 1,000,000 |
/// | [`keep`](Self::keep) | `Keep::AtMost(1000)` |
///
/// # References
/// S1 §4 and its listing.
///
/// # Examples
/// S1's first run on the banana:
/// ```
/// use downhill::{objective::Banana, optim::Descent};
/// let run = Descent::new(0.0011).tolerance(1e-4).run(&Banana, &[-1.9, -0.9])?;
/// assert_eq!(run.steps(), 18_567);
/// assert_eq!(format!("{:.4} {:.4}", run.end()[0], run.end()[1]), "0.9999 0.9998");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Descent<A: Float = f64> {
    optimizer: Box<dyn Optimizer<A>>,
    schedule: Schedule<A>,
    tolerance: Option<A>,
    max_steps: usize,
    keep: Keep,
}

impl<A: Float> Descent<A> {
    /// A descent with these learning rates: a number, or a [`Schedule`].
    pub fn new(learning_rate: impl Into<Schedule<A>>) -> Self {
        Self {
            optimizer: plain(),
            schedule: learning_rate.into(),
            tolerance: Some(number(1e-4)),
            max_steps: 1_000_000,
            keep: Keep::AtMost(1000),
        }
    }

    /// Stop when the gradient's norm is below this.
    #[must_use]
    pub fn tolerance(mut self, tolerance: A) -> Self {
        self.tolerance = Some(tolerance);
        self
    }

    /// Stop after this many steps at the latest.
    #[must_use]
    pub fn max_steps(mut self, limit: usize) -> Self {
        self.max_steps = limit;
        self
    }

    /// Make exactly this many steps, however small the gradient gets.
    #[must_use]
    pub fn steps(mut self, steps: usize) -> Self {
        self.tolerance = None;
        self.max_steps = steps;
        self
    }

    /// Which points of the path to keep.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// The optimiser that turns gradients into steps. Every run begins with one that remembers nothing.
    #[must_use]
    pub fn optimizer(mut self, optimizer: impl Optimizer<A>) -> Self {
        self.optimizer = optimizer.boxed();
        self
    }

    /// Descent from `start`.
    ///
    /// A gradient that is not finite ends the run, with that reason and with the path so far.
    ///
    /// # Errors
    /// [`Error::Shape`] for a start of the wrong dimension, [`Error::NotFinite`] for a NaN or an
    /// infinity in it; [`Error::OutOfRange`] for a rate or a tolerance that is not positive, a limit
    /// of 0 steps, or a [`Keep`] that keeps nothing. A later rate of the schedule may be 0.
    pub fn run<P>(&self, objective: &dyn Objective<A>, start: &P) -> Result<Run<A>>
    where
        P: Coordinates<Elem = A> + ?Sized,
    {
        let start = check_point("the start", objective, start)?;
        A::of(&WALK)(self.on(objective), start)
    }

    /// A descent on this function that is to be watched, or to go on from where another one ended:
    /// see [`Walk`].
    pub fn on<'a>(&'a self, objective: &'a dyn Objective<A>) -> Walk<'a, A> {
        Walk {
            descent: self,
            objective,
            watchers: Watchers::none(),
            earlier: None,
        }
    }

    /// The reason to stop after a step that this gradient made, with this sum of squares, if there is one.
    #[inline]
    fn reason(&self, gradient: &Array1<A>, squares: A, steps: usize) -> Option<Stop> {
        if let Some(tolerance) = self.tolerance
            && let Some(norm) = below(gradient, squares, tolerance)
        {
            return Some(Stop::SmallGradient {
                norm: as_f64(norm),
                tolerance: as_f64(tolerance),
            });
        }
        (steps >= self.max_steps).then_some(Stop::StepLimit {
            limit: self.max_steps,
        })
    }

    fn check(&self) -> Result<()> {
        self.schedule.check()?;
        positive("learning rate", self.schedule.rate(0))?;
        if let Some(tolerance) = self.tolerance {
            positive("tolerance", tolerance)?;
        }
        if self.max_steps == 0 {
            return Err(Error::OutOfRange {
                name: "the limit of steps",
                value: 0.0,
                range: "1 or more",
            });
        }
        Ok(())
    }
}

/// A descent on one function, with those who watch it: made by [`Descent::on`].
///
/// # Examples
/// A run in two parts is the same as in one, to the last bit:
/// ```
/// use downhill::{objective::Banana, optim::{Descent, Momentum}};
/// let descent = Descent::new(0.001).optimizer(Momentum::new(0.9)?);
/// let whole = descent.clone().steps(300).run(&Banana, &[0.0, 0.0])?;
/// let half = descent.clone().steps(150).run(&Banana, &[0.0, 0.0])?;
/// let rest = descent.steps(300).on(&Banana).resume(&half)?;
/// assert_eq!((rest.steps(), rest.end()), (300, whole.end()));
/// # Ok::<(), downhill::Error>(())
/// ```
#[must_use]
pub struct Walk<'a, A: Float = f64> {
    descent: &'a Descent<A>,
    objective: &'a dyn Objective<A>,
    watchers: Watchers<'a, A>,
    earlier: Option<&'a Run<A>>,
}

impl<'a, A: Float> Walk<'a, A> {
    /// Lets somebody watch: a [`History`](super::History), a closure, or an observer of your own.
    pub fn observe(mut self, observer: &'a mut dyn Observer<A>) -> Self {
        self.watchers.add(observer);
        self
    }

    /// Calls a closure at every n-th step.
    pub fn every(mut self, n: usize, look: impl FnMut(&mut Moment<'_, A>) + 'a) -> Self {
        self.watchers.every(n, look);
        self
    }

    /// Calls a closure whenever the value is lower than ever before. The function is then evaluated at
    /// every step.
    pub fn at_best(mut self, look: impl FnMut(&mut Moment<'_, A>) + 'a) -> Self {
        self.watchers.at_best(look);
        self
    }

    /// Descent from `start`.
    ///
    /// # Errors
    /// As for [`Descent::run`].
    pub fn run<P>(self, start: &P) -> Result<Run<A>>
    where
        P: Coordinates<Elem = A> + ?Sized,
    {
        let start = check_point("the start", self.objective, start)?;
        A::of(&WALK)(self, start)
    }

    /// Goes on from where a run ended, with what its optimiser remembers, and counts steps on from there:
    /// a limit of 300 steps counts those already made. The path kept is that of the new steps.
    ///
    /// # Errors
    /// As for [`Descent::run`]; [`Error::OutOfRange`] if all steps that are allowed were made.
    pub fn resume(mut self, run: &'a Run<A>) -> Result<Run<A>> {
        let start = check_point("the end of the earlier run", self.objective, run.end())?;
        if run.steps >= self.descent.max_steps {
            return Err(Error::OutOfRange {
                name: "the number of steps already made",
                value: run.steps as f64,
                range: "less than the limit of steps",
            });
        }
        self.earlier = Some(run);
        A::of(&WALK)(self, start)
    }
}

static WALK: Both<Loop> = Both {
    single: walk,
    double: walk,
};

struct Loop;

impl Kernel for Loop {
    type Of<F: Float> = fn(Walk<'_, F>, ArrayView1<'_, F>) -> Result<Run<F>>;
}

/// The loop itself.
fn walk<A: Float>(mut walk: Walk<'_, A>, start: ArrayView1<'_, A>) -> Result<Run<A>> {
    let (descent, objective) = (walk.descent, walk.objective);
    descent.check()?;
    let earlier = walk.earlier.map(|run| (run.optimizer.clone(), run.steps));
    let (mut optimizer, mut steps) = earlier.unwrap_or_else(|| (descent.optimizer.clone(), 0));
    if steps == 0 {
        optimizer.reset();
    }
    let mut recorder = Recorder::new(descent.keep, steps, start.len())?;

    let mut at = start.to_owned();
    let mut before = at.clone();
    let mut gradient = Array1::zeros(at.len());
    let stop = loop {
        recorder.reached(steps, &at.view(), || objective.value_at(at.view()));
        objective.gradient_at(at.view(), gradient.view_mut());
        let squares = gradient.fold(A::zero(), |sum, &x| sum + x * x);
        // The squares of large numbers may overflow where the numbers do not.
        if !squares.is_finite() && !is_finite(&gradient) {
            break Stop::NotFinite {
                quantity: "the gradient",
                steps,
            };
        }
        before.assign(&at);
        let rate = descent.schedule.rate(steps);
        optimizer.step(at.view_mut(), gradient.view(), rate)?;
        if !is_finite(&at) {
            at.assign(&before);
            break Stop::NotFinite {
                quantity: "the next point",
                steps,
            };
        }
        steps += 1;
        let (now, value) = ((steps, descent.max_steps), Source::Of(objective));
        let asked = walk.watchers.look(now, value, None, at.view());
        if let Some(stop) = descent.reason(&gradient, squares, steps) {
            break stop;
        }
        if asked {
            break Stop::Asked { steps };
        }
    };
    let value = objective.value_at(at.view());
    Ok(Run {
        path: recorder.finish(steps, &at.view(), value),
        end: at,
        value,
        steps,
        stop,
        optimizer,
    })
}

/// The norm of a gradient, if it is below the tolerance. Most are far above, and need no square root to tell.
#[inline]
fn below<A: Float>(gradient: &Array1<A>, squares: A, tolerance: A) -> Option<A> {
    let limit = tolerance * tolerance;
    if limit >= A::min_positive_value() && squares > limit + limit {
        return None;
    }
    let norm = norm(&gradient.view());
    (norm < tolerance).then_some(norm)
}
