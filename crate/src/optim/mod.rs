//! Going down: optimisers, the rates handed to them, the loop that runs them, and what a run leaves
//! behind. Serves chapter 05, and every chapter that trains anything.
//!
//! An optimiser is a few lines over explicit state. It moves one flat vector of parameters in place,
//! be it a point on the banana or all the weights of a network, and the rate of each step is handed
//! to it: a [`Schedule`] is a pure function of the step number.

mod ada_grad;
mod adam;
mod adamw;
mod ams_grad;
mod basins;
mod blend;
mod descent;
mod gradient_descent;
mod memory;
mod momentum;
mod nesterov;
mod observe;
mod optimizer;
mod path;
#[cfg(feature = "clock")]
mod progress;
mod recurrence;
mod rms_prop;
mod run;
mod schedule;
mod slope_rule;
mod stability;
mod step_rule;
mod stop;
mod sweep;
mod turn_rule;

use ndarray::{ArrayView1, ArrayViewMut1};

use crate::check::not_negative;
use crate::error::{Error, Result};
use crate::number::Float;

pub use ada_grad::AdaGrad;
pub use adam::Adam;
pub use adamw::AdamW;
pub use ams_grad::AmsGrad;
pub use basins::{Basins, basins};
pub use blend::GradientBlend;
pub use descent::{Descent, Walk};
pub use gradient_descent::GradientDescent;
pub(crate) use gradient_descent::plain;
pub use momentum::Momentum;
pub use nesterov::Nesterov;
pub use observe::{History, Moment, Observer};
pub(crate) use observe::{Source, Watchers};
pub(crate) use optimizer::same_state;
pub use optimizer::{Boxed, Optimizer};
pub(crate) use path::Recorder;
pub use path::{Keep, Path};
#[cfg(feature = "clock")]
pub use progress::Progress;
pub use recurrence::Recurrence;
pub use rms_prop::RmsProp;
pub use run::Run;
pub use schedule::Schedule;
pub use slope_rule::SlopeRule;
pub use stability::divergence_threshold;
pub use step_rule::{MAX_RATE, MIN_RATE, StepRule};
pub use stop::Stop;
pub use turn_rule::TurnRule;

/// What every optimiser checks before it moves.
#[inline]
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
    not_negative("learning rate", learning_rate).map(|_| ())
}

/// The Euclidean norm.
fn norm<A: Float>(vector: &ArrayView1<A>) -> A {
    crate::norm::root(vector.dot(vector), vector.iter())
}
