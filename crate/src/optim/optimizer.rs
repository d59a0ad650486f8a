//! What an optimiser is: a step, and what it remembers of the steps before.

use std::fmt;

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use crate::error::{Error, Result};
use crate::number::Float;

/// A way to turn a gradient into a step.
/// The same optimiser goes down a test function and trains a network.
///
/// One of your own needs [`name`](Self::name), [`step`](Self::step) and [`reset`](Self::reset), and
/// `#[derive(Debug, Clone)]` on its type. If it remembers anything of earlier steps, it gives that out by
/// [`memory`](Self::memory) and takes it back by [`remember`](Self::remember), so that a run can be saved
/// and go on later.
///
/// # Examples
/// Two steps down $f(x) = x^2$ by hand, where the gradient is $2x$:
/// ```
/// use downhill::ndarray::{Array1, array};
/// use downhill::optim::{GradientDescent, Optimizer};
/// let mut x: Array1<f64> = array![1.0];
/// for _ in 0..2 {
///     let gradient = 2.0 * &x;
///     GradientDescent.step(x.view_mut(), gradient.view(), 0.25)?;
/// }
/// assert_eq!(x, array![0.25]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub trait Optimizer<A: Float = f64>: Boxed<A> + fmt::Debug + Send + Sync {
    /// The name by which the field calls it.
    fn name(&self) -> &str;

    /// Moves `parameters` by one step, given the gradient at them and the learning rate.
    /// Both have one entry for each parameter. Memory is taken at the first step only.
    ///
    /// # Errors
    /// [`Error::Shape`] if the lengths differ, or differ from those of the steps before;
    /// [`Error::OutOfRange`] for a rate that is negative or not finite.
    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()>;

    /// Forgets all steps made so far.
    fn reset(&mut self);

    /// What is remembered of the steps so far, each vector with its name; nothing before the first.
    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        Vec::new()
    }

    /// Takes back one of the vectors that [`memory`](Self::memory) gave out.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a name that is none of its own.
    fn remember(&mut self, name: &str, _numbers: ArrayView1<A>) -> Result<()> {
        Err(unknown(self.name(), name, &[]))
    }

    /// What the step is divided by, parameter by parameter: the diagonal $p$ of the preconditioner, with which the last
    /// step was $\eta g / p$ (AdaGrad, RMSProp) or $\eta m / p$ (Adam and its kin, with the mean $m$ of gradients that
    /// [`memory`](Self::memory) holds). Nothing before the first step, and nothing for rules that treat all parameters alike.
    ///
    /// ```
    /// use downhill::ndarray::array;
    /// use downhill::optim::{AdaGrad, Optimizer};
    /// let mut ada_grad: AdaGrad = AdaGrad::default();
    /// ada_grad.step(array![0.0, 0.0].view_mut(), array![7.0, -0.5].view(), 1.0)?;
    /// let p = ada_grad.preconditioner().expect("a step has been made");
    /// assert!((p - array![7.0, 0.5]).iter().all(|off| off.abs() < 1e-9));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    fn preconditioner(&self) -> Option<Array1<A>> {
        None
    }
}

/// The error for a vector that an optimiser does not know.
pub(super) fn unknown(optimizer: &str, name: &str, known: &[&str]) -> Error {
    Error::Unknown {
        what: format!("the memory of {optimizer}"),
        name: name.to_owned(),
        known: known.iter().map(|&name| name.to_owned()).collect(),
    }
}

/// Optimisers that can be copied without their type being known. Every optimiser that is `Clone` is one.
pub trait Boxed<A: Float = f64> {
    /// A copy with all that it remembers.
    fn boxed(&self) -> Box<dyn Optimizer<A>>;
}

impl<A: Float, M: Optimizer<A> + Clone + 'static> Boxed<A> for M {
    fn boxed(&self) -> Box<dyn Optimizer<A>> {
        Box::new(self.clone())
    }
}

impl<A: Float> Clone for Box<dyn Optimizer<A>> {
    fn clone(&self) -> Self {
        (**self).boxed()
    }
}

/// An optimiser chosen at run time is one too.
impl<A: Float> Optimizer<A> for Box<dyn Optimizer<A>> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn step(
        &mut self,
        parameters: ArrayViewMut1<A>,
        gradient: ArrayView1<A>,
        learning_rate: A,
    ) -> Result<()> {
        (**self).step(parameters, gradient, learning_rate)
    }

    fn reset(&mut self) {
        (**self).reset();
    }

    fn memory(&self) -> Vec<(&'static str, ArrayView1<'_, A>)> {
        (**self).memory()
    }

    fn remember(&mut self, name: &str, numbers: ArrayView1<A>) -> Result<()> {
        (**self).remember(name, numbers)
    }

    fn preconditioner(&self) -> Option<Array1<A>> {
        (**self).preconditioner()
    }
}

/// Whether two optimisers are of the same name and remember the same.
pub(crate) fn same_state<A: Float>(left: &dyn Optimizer<A>, right: &dyn Optimizer<A>) -> bool {
    left.name() == right.name() && left.memory() == right.memory()
}
