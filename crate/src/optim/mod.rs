//! Going down: optimisers, the rates handed to them, the loop that runs them, and what a run leaves
//! behind. Serves chapter 05, and every chapter that trains anything.
//!
//! An optimiser is a few lines over explicit state. It moves one flat vector of parameters in place,
//! be it a point on the banana or all the weights of a network, and the rate of each step is handed
//! to it: a [`Schedule`] is a pure function of the step number.

/// Implements [`Optimizer`] for `f32` and `f64`, by the type's methods `advance` and `forget`: not once for
/// both, so that the loops over the parameters are compiled here, optimised, and not in a notebook's cell.
macro_rules! optimizer {
    ($name:literal, $single:ty, $double:ty) => {
        optimizer!(@ $name, $single, f32);
        optimizer!(@ $name, $double, f64);
    };
    (@ $name:literal, $type:ty, $number:ty) => {
        impl $crate::optim::Optimizer<$number> for $type {
            fn name(&self) -> &str {
                $name
            }

            #[inline(never)]
            fn step(
                &mut self,
                parameters: ndarray::ArrayViewMut1<$number>,
                gradient: ndarray::ArrayView1<$number>,
                learning_rate: $number,
            ) -> $crate::Result<()> {
                $crate::optim::check_step(&parameters, &gradient, learning_rate)?;
                self.advance(parameters, gradient, learning_rate)
            }

            fn reset(&mut self) {
                self.forget();
            }
        }
    };
}

mod basins;
mod blend;
mod descent;
mod gradient_descent;
mod memory;
mod momentum;
mod path;
mod run;
mod schedule;
mod slope_rule;
mod stability;
mod step_rule;
mod stop;
mod turn_rule;

use ndarray::{ArrayView1, ArrayViewMut1};

use crate::error::{Error, Result};
use crate::number::{Float, as_f64};

pub use basins::{Basins, basins};
pub use blend::GradientBlend;
pub use descent::Descent;
pub(crate) use descent::Lent;
pub use gradient_descent::GradientDescent;
pub use momentum::Momentum;
pub use path::{Keep, Path};
pub use run::Run;
pub use schedule::Schedule;
pub use slope_rule::SlopeRule;
pub use stability::divergence_threshold;
pub use step_rule::{MAX_RATE, MIN_RATE, StepRule};
pub use stop::Stop;
pub use turn_rule::TurnRule;

/// A way to turn a gradient into a step.
/// The same optimiser goes down a test function and trains a network.
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
pub trait Optimizer<A: Float = f64> {
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
}

/// What every optimiser checks before it moves.
fn check_step<A: Float>(
    parameters: &ArrayViewMut1<A>,
    gradient: &ArrayView1<A>,
    learning_rate: A,
) -> Result<()> {
    if parameters.len() != gradient.len() {
        return Err(Error::Shape {
            op: "a step, parameters and gradient",
            left: parameters.shape().to_vec(),
            right: gradient.shape().to_vec(),
        });
    }
    if learning_rate >= A::zero() && learning_rate.is_finite() {
        return Ok(());
    }
    Err(Error::OutOfRange {
        name: "learning rate",
        value: as_f64(learning_rate),
        range: "finite and not negative",
    })
}

/// The Euclidean norm.
fn norm<A: Float>(vector: &ArrayView1<A>) -> A {
    vector.dot(vector).sqrt()
}
