//! Which settings of a schedule make no sense.

use super::Schedule;
use crate::check::{not_negative, positive};
use crate::error::{Error, Result};
use crate::number::Float;

impl<A: Float> Schedule<A> {
    /// Whether the settings make sense. What trains or descends asks this before its first step; of a
    /// [`Custom`](Self::Custom) schedule nothing is known beforehand, and each rate is looked at when its step comes.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a first rate that is not positive, a factor, floor or last rate that is negative or not
    /// finite, and a length of 0; [`Error::Empty`] for a sequence of nothing.
    ///
    /// ```
    /// use downhill::optim::Schedule;
    /// let error = Schedule::Cosine { from: 0.1, to: 0.0, length: 0 }.check().unwrap_err();
    /// assert_eq!(error.to_string(), "the length of the schedule is 0; it must be 1 step or more");
    /// ```
    pub fn check(&self) -> Result<()> {
        match *self {
            Self::Constant(rate) => positive("learning rate", rate).map(drop),
            Self::Step {
                initial,
                factor,
                every,
            } => {
                first(initial)?;
                not_negative("the factor of the schedule", factor)?;
                some("the number of steps of the same rate", every)
            }
            Self::Exponential {
                initial,
                factor,
                floor,
            } => {
                first(initial)?;
                not_negative("the factor of the schedule", factor)?;
                not_negative("the least rate of the schedule", floor).map(drop)
            }
            Self::Linear { from, to, length } | Self::Cosine { from, to, length } => {
                // A line may begin at 0 where it is not the first of a sequence.
                not_negative("the first rate of the schedule", from)?;
                not_negative("the last rate of the schedule", to)?;
                some("the length of the schedule", length)
            }
            Self::InverseRoot { initial } => first(initial),
            Self::WarmUp { to, length } => {
                positive("the rate after warm-up", to)?;
                some("the length of the schedule", length)
            }
            Self::Sequence(ref parts) => {
                if parts.is_empty() {
                    let what = "the sequence of schedules";
                    return Err(Error::Empty { what });
                }
                parts.iter().try_for_each(|(length, part)| {
                    some("the length of a part of the schedule", *length)?;
                    part.check()
                })
            }
            Self::Custom(_) => Ok(()),
        }
    }
}

fn first<A: Float>(rate: A) -> Result<()> {
    positive("the first rate of the schedule", rate).map(drop)
}

fn some(name: &'static str, steps: usize) -> Result<()> {
    if steps > 0 {
        return Ok(());
    }
    Err(Error::OutOfRange {
        name,
        value: 0.0,
        range: "1 step or more",
    })
}
