//! Why a run ended.

use std::fmt;

/// The reason for which a run ended, as a sentence when printed.
///
/// ```
/// use downhill::{objective::Banana, optim::Descent};
/// let run = Descent::new(0.001).max_steps(10).run(&Banana, &[0.0, 0.0])?;
/// assert_eq!(run.stop().to_string(), "the limit of 10 steps is reached");
/// assert!(!run.stop().converged());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Stop {
    /// The gradient that made the last step was shorter than the tolerance.
    /// That the point is near a minimum does not follow.
    SmallGradient {
        /// The norm of that gradient.
        norm: f64,
        /// The tolerance.
        tolerance: f64,
    },
    /// The steps allowed were used up.
    StepLimit {
        /// How many there were.
        limit: usize,
    },
    /// The loss over all samples is below the one aimed at.
    SmallLoss {
        /// The loss.
        loss: f64,
        /// The loss aimed at.
        target: f64,
    },
    /// The loss has not been lower than its lowest for too long.
    NoProgress {
        /// For how many epochs.
        epochs: usize,
        /// The lowest loss.
        lowest: f64,
    },
    /// The epochs allowed were used up.
    EpochLimit {
        /// How many there were.
        limit: usize,
    },
    /// An observer asked for it.
    Asked {
        /// After how many steps or epochs.
        steps: usize,
    },
    /// A number became infinite or NaN. The run ends at the last point whose coordinates are all
    /// finite.
    NotFinite {
        /// What is not finite: the gradient at that point, the point to which it led, or the loss.
        quantity: &'static str,
        /// How many steps had been made.
        steps: usize,
    },
}

impl Stop {
    /// Whether the run ended because it had got where it should: to a small gradient, or a small loss.
    pub fn converged(&self) -> bool {
        matches!(self, Self::SmallGradient { .. } | Self::SmallLoss { .. })
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SmallGradient { norm, tolerance } => write!(
                f,
                "the gradient's norm, {norm:.3e}, is below the tolerance {tolerance:e}"
            ),
            Self::SmallLoss { loss, target } => {
                write!(f, "the loss, {loss:.3e}, is below the target {target:e}")
            }
            Self::NoProgress { epochs, lowest } => {
                write!(
                    f,
                    "the loss has not been below {lowest:.3e} for {epochs} epochs"
                )
            }
            Self::EpochLimit { limit } => write!(f, "the limit of {limit} epochs is reached"),
            Self::StepLimit { limit } => write!(f, "the limit of {limit} steps is reached"),
            Self::Asked { steps } => write!(f, "an observer asked to stop after {steps}"),
            Self::NotFinite { quantity, steps } => {
                write!(f, "after {steps} steps {quantity} is not finite")
            }
        }
    }
}
