//! The loop: step after step down an objective, until there is a reason to stop.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use super::path::Recorder;
use super::{GradientDescent, Keep, Optimizer, Run, Schedule, Stop, norm};
use crate::check::positive;
use crate::coordinates::Coordinates;
use crate::error::{Error, Result};
use crate::number::{Both, Float, Kernel, as_f64, number};
use crate::objective::{Objective, check_point};

/// A descent: the rates of its steps, when it stops, and how much of its path it keeps.
///
/// Steps are counted as S1 counts them: the gradient is taken, the step is made and counted, and
/// then the norm of that same gradient is compared with the tolerance. So the last step starts from
/// the first point whose gradient is small, and a run makes at least one step.
///
/// | setting | default |
/// |---|---|
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
#[derive(Debug, Clone, Copy)]
pub struct Descent<A = f64> {
    schedule: Schedule<A>,
    tolerance: Option<A>,
    max_steps: usize,
    keep: Keep,
}

impl<A: Float> Descent<A> {
    /// A descent with these learning rates: a number, or a [`Schedule`].
    pub fn new(learning_rate: impl Into<Schedule<A>>) -> Self {
        Self {
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

    /// Plain gradient descent from `start`.
    ///
    /// # Errors
    /// Those of [`run_with`](Self::run_with).
    pub fn run<O, P>(&self, objective: &O, start: &P) -> Result<Run<A>>
    where
        O: Objective<A> + ?Sized,
        P: Coordinates<Elem = A> + ?Sized,
        GradientDescent: Optimizer<A>,
    {
        self.run_with(&mut GradientDescent, objective, start)
    }

    /// Descent from `start` by the given optimiser, which forgets what it did before.
    ///
    /// A gradient that is not finite ends the run, with that reason and with the path so far.
    ///
    /// # Errors
    /// [`Error::Shape`] for a start of the wrong dimension, [`Error::NotFinite`] for a NaN or an
    /// infinity in it; [`Error::OutOfRange`] for a rate or a tolerance that is not positive, a limit
    /// of 0 steps, or a [`Keep`] that keeps nothing. A later rate of the schedule may be 0.
    pub fn run_with<O, P, M>(&self, optimizer: &mut M, objective: &O, start: &P) -> Result<Run<A>>
    where
        O: Objective<A> + ?Sized,
        P: Coordinates<Elem = A> + ?Sized,
        M: Optimizer<A> + ?Sized,
    {
        let start = check_point("the start", objective, start)?;
        A::of(&WALK)(self, &mut Lent(optimizer), &Lent(objective), start)
    }

    /// The loop itself.
    fn walk(
        &self,
        optimizer: &mut dyn Optimizer<A>,
        objective: &dyn Objective<A>,
        start: ArrayView1<A>,
    ) -> Result<Run<A>> {
        self.check()?;
        let mut recorder = Recorder::new(self.keep, start.len())?;
        optimizer.reset();

        let mut at = start.to_owned();
        let mut before = at.clone();
        let mut gradient = Array1::zeros(at.len());
        let mut steps = 0;
        let stop = loop {
            recorder.reached(steps, &at.view(), || objective.value_at(at.view()));
            objective.gradient_at(at.view(), gradient.view_mut());
            if !is_finite(&gradient) {
                break Stop::NotFinite {
                    quantity: "the gradient",
                    steps,
                };
            }
            before.assign(&at);
            optimizer.step(at.view_mut(), gradient.view(), self.schedule.rate(steps))?;
            if !is_finite(&at) {
                at.assign(&before);
                break Stop::NotFinite {
                    quantity: "the next point",
                    steps,
                };
            }
            steps += 1;
            if let Some(stop) = self.reason(norm(&gradient.view()), steps) {
                break stop;
            }
        };
        let value = objective.value_at(at.view());
        Ok(Run {
            path: recorder.finish(steps, &at.view(), value),
            end: at,
            value,
            steps,
            stop,
        })
    }

    /// The reason to stop after a step that a gradient of this norm made, if there is one.
    fn reason(&self, norm: A, steps: usize) -> Option<Stop> {
        match self.tolerance {
            Some(tolerance) if norm < tolerance => Some(Stop::SmallGradient {
                norm: as_f64(norm),
                tolerance: as_f64(tolerance),
            }),
            _ if steps >= self.max_steps => Some(Stop::StepLimit {
                limit: self.max_steps,
            }),
            _ => None,
        }
    }

    fn check(&self) -> Result<()> {
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

static WALK: Both<Walk> = Both {
    single: Descent::walk,
    double: Descent::walk,
};

struct Walk;

impl Kernel for Walk {
    type Of<F: Float> = fn(
        &Descent<F>,
        &mut dyn Optimizer<F>,
        &dyn Objective<F>,
        ArrayView1<'_, F>,
    ) -> Result<Run<F>>;
}

/// An optimiser or an objective of any type, as one whose size is known and that a `dyn` can stand for.
pub(crate) struct Lent<T>(pub(crate) T);

impl<A: Float, M: Optimizer<A> + ?Sized> Optimizer<A> for Lent<&mut M> {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        self.0.step(parameters, gradient, learning_rate)
    }

    fn reset(&mut self) {
        self.0.reset();
    }
}

impl<A: Float, O: Objective<A> + ?Sized> Objective<A> for Lent<&O> {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn dim(&self) -> usize {
        self.0.dim()
    }

    fn value_at(&self, at: ArrayView1<A>) -> A {
        self.0.value_at(at)
    }

    fn gradient_at(&self, at: ArrayView1<A>, gradient: ArrayViewMut1<A>) {
        self.0.gradient_at(at, gradient);
    }
}

fn is_finite<A: Float>(vector: &Array1<A>) -> bool {
    vector.iter().all(|x| x.is_finite())
}
