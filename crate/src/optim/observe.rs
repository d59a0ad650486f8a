//! Who watches a run: what an observer sees, how it asks to stop, and one that keeps the history.
//! The same observers watch a descent and a training.

use ndarray::ArrayView1;

use crate::number::{Float, as_f64};
use crate::objective::Objective;

/// Where a run stands when an observer looks: after each step of a descent, after each epoch of a training.
///
/// # Examples
/// A closure may watch, and may ask to stop:
/// ```
/// use downhill::{objective::Banana, optim::Descent};
/// let run = Descent::new(0.001)
///     .on(&Banana)
///     .every(100, |moment| if moment.value() < 0.5 { moment.stop() })
///     .run(&[0.0, 0.0])?;
/// assert_eq!(run.steps() % 100, 0);
/// assert!(run.value() < 0.5);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug)]
pub struct Moment<'a, A: Float = f64> {
    step: usize,
    limit: usize,
    source: Source<'a, A>,
    validation: Option<A>,
    parameters: ArrayView1<'a, A>,
    stop: bool,
}

/// Where the value of a moment comes from.
pub(crate) enum Source<'a, A> {
    /// It is known.
    Known(A),
    /// It is computed when somebody asks.
    Of(&'a dyn Objective<A>),
}

impl<A: Float> std::fmt::Debug for Source<'_, A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Known(value) => write!(f, "{value}"),
            Self::Of(objective) => f.write_str(objective.name()),
        }
    }
}

impl<A: Float> Moment<'_, A> {
    /// How many steps or epochs have been made.
    pub fn step(&self) -> usize {
        self.step
    }

    /// How many there may be at most.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The value of the function, or the loss of the training set as the run records it.
    /// In a descent it costs an evaluation of the function, the first time that it is asked for.
    pub fn value(&mut self) -> A {
        let value = match self.source {
            Source::Known(value) => value,
            Source::Of(objective) => objective.value_at(self.parameters.view()),
        };
        self.source = Source::Known(value);
        value
    }

    /// The loss of the validation set, if there is one.
    pub fn validation(&self) -> Option<A> {
        self.validation
    }

    /// What tells whether the run gets better: the loss of the validation set if there is one,
    /// else the [`value`](Self::value).
    pub fn watched(&mut self) -> A {
        self.validation.unwrap_or_else(|| self.value())
    }

    /// The point reached, or all weights and biases.
    pub fn parameters(&self) -> ArrayView1<'_, A> {
        self.parameters.view()
    }

    /// Asks the run to end here.
    pub fn stop(&mut self) {
        self.stop = true;
    }
}

/// Whoever watches a run. A closure that takes a `&mut Moment` is one.
pub trait Observer<A: Float = f64> {
    /// Looks at the run, after each step or epoch.
    fn observe(&mut self, moment: &mut Moment<'_, A>);
}

impl<A: Float, F: FnMut(&mut Moment<'_, A>)> Observer<A> for F {
    fn observe(&mut self, moment: &mut Moment<'_, A>) {
        self(moment);
    }
}

/// All who watch one run.
pub(crate) struct Watchers<'a, A: Float> {
    all: Vec<Box<dyn Observer<A> + 'a>>,
}

impl<'a, A: Float> Watchers<'a, A> {
    pub(crate) fn none() -> Self {
        Self { all: Vec::new() }
    }

    pub(crate) fn add(&mut self, observer: &'a mut dyn Observer<A>) {
        let look = |moment: &mut Moment<'_, A>| observer.observe(moment);
        self.all.push(Box::new(look));
    }

    /// Calls at every n-th step; at every step if n is 0.
    pub(crate) fn every(&mut self, n: usize, mut look: impl FnMut(&mut Moment<'_, A>) + 'a) {
        self.all.push(Box::new(move |moment: &mut Moment<'_, A>| {
            if moment.step.is_multiple_of(n.max(1)) {
                look(moment);
            }
        }));
    }

    /// Calls whenever what is watched is lower than ever before.
    pub(crate) fn at_best(&mut self, mut look: impl FnMut(&mut Moment<'_, A>) + 'a) {
        let mut lowest = A::infinity();
        self.all.push(Box::new(move |moment: &mut Moment<'_, A>| {
            let watched = moment.watched();
            if watched < lowest {
                lowest = watched;
                look(moment);
            }
        }));
    }

    /// Lets all look; true if one asks to stop.
    pub(crate) fn look(
        &mut self,
        (step, limit): (usize, usize),
        source: Source<'_, A>,
        validation: Option<A>,
        parameters: ArrayView1<'_, A>,
    ) -> bool {
        if self.all.is_empty() {
            return false;
        }
        let mut moment = Moment {
            step,
            limit,
            source,
            validation,
            parameters,
            stop: false,
        };
        for observer in &mut self.all {
            observer.observe(&mut moment);
        }
        moment.stop
    }
}

/// An observer that keeps what it sees: the step, the value and the loss of the validation set, no more
/// than a thousand times, spread evenly over the run.
///
/// # Examples
/// ```
/// use downhill::{objective::Banana, optim::{Descent, History}};
/// let mut history = History::default();
/// let run = Descent::new(0.001).steps(5_000).on(&Banana).observe(&mut history).run(&[0.0, 0.0])?;
/// assert!(history.curve().len() <= 1_000);
/// assert_eq!(history.curve().last().unwrap().0, 5_000.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    most: usize,
    stride: usize,
    /// Step, value, validation.
    seen: Vec<(usize, f64, Option<f64>)>,
    /// The newest, which may be between two strides.
    newest: Option<(usize, f64, Option<f64>)>,
}

impl Default for History {
    fn default() -> Self {
        Self::at_most(1_000)
    }
}

impl History {
    /// A history of so many moments, 2 or more.
    pub fn at_most(most: usize) -> Self {
        Self {
            most: most.max(2),
            stride: 1,
            seen: Vec::new(),
            newest: None,
        }
    }

    /// The value against the step, in the form in which figures take a line.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        let all = self.seen.iter().chain(&self.newest);
        all.map(|&(step, value, _)| (step as f64, value)).collect()
    }

    /// The loss of the validation set against the step; empty without one.
    pub fn validation(&self) -> Vec<(f64, f64)> {
        let all = self.seen.iter().chain(&self.newest);
        all.filter_map(|&(step, _, validation)| Some((step as f64, validation?)))
            .collect()
    }
}

impl<A: Float> Observer<A> for History {
    fn observe(&mut self, moment: &mut Moment<'_, A>) {
        let validation = moment.validation().map(as_f64);
        let now = (moment.step(), as_f64(moment.value()), validation);
        if !now.0.is_multiple_of(self.stride) {
            self.newest = Some(now);
            return;
        }
        self.newest = None;
        self.seen.push(now);
        // One place is kept for the newest.
        while self.seen.len() >= self.most {
            self.stride *= 2;
            self.newest = Some(now);
            let stride = self.stride;
            self.seen.retain(|(step, ..)| step.is_multiple_of(stride));
            if self.seen.last() == Some(&now) {
                self.newest = None;
            }
        }
    }
}
