//! Learning-rate schedules: pure functions of the step number.

use std::fmt;
use std::sync::Arc;

use crate::elementary::powf;
use crate::number::{Float, number};

/// A learning rate for each step, counted from 0.
/// The rate does not know the optimiser and the optimiser does not know the schedule.
///
/// | variant | $\eta_k$ |
/// |---|---|
/// | `Constant` | $\eta$ |
/// | `Exponential` | $\max(\eta_{\min}, \eta_0 \gamma^k)$ |
/// | `Custom` | any function of $k$ |
///
/// A plain number is a constant schedule wherever a schedule is asked for.
///
/// # References
/// S3 §3.1.3, S4 §6.3; S1, listing, rule 4 (`Exponential`).
///
/// # Examples
/// ```
/// use downhill::optim::Schedule;
/// let halving = Schedule::Exponential { initial: 0.8, factor: 0.5, floor: 0.15 };
/// assert_eq!([0, 1, 2, 3].map(|k| halving.rate(k)), [0.8, 0.4, 0.2, 0.15]);
/// let by_root = Schedule::custom(|k| 0.1 / ((k + 1) as f64).sqrt()); // S4 §6.3
/// assert_eq!(by_root.rate(3), 0.05);
/// let length = 100;
/// let to_zero = Schedule::custom(move |k| 0.1 * (1.0 - k as f64 / length as f64)); // it knows its length
/// assert_eq!(to_zero.rate(50), 0.05);
/// assert_eq!(Schedule::from(0.1).rate(1000), 0.1);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Schedule<A = f64> {
    /// The same rate at every step.
    Constant(A),
    /// A rate that shrinks by the same factor at every step, down to a floor.
    Exponential {
        /// The rate of the first step, $\eta_0$.
        initial: A,
        /// What each rate is multiplied by to give the next, $\gamma$.
        factor: A,
        /// The least rate, $\eta_{\min}$; 0 for none.
        floor: A,
    },
    /// A function of the step number: see [`custom`](Self::custom).
    Custom(Arc<dyn Fn(usize) -> A + Send + Sync>),
}

impl<A: Float> Schedule<A> {
    /// Any function of the step number, which may know whatever it needs: the length of the run, say.
    pub fn custom(rate: impl Fn(usize) -> A + Send + Sync + 'static) -> Self {
        Self::Custom(Arc::new(rate))
    }

    /// The rate $\eta_k$ of step $k$. NaN, which no run takes for a rate, where a setting is NaN or the factor is negative.
    pub fn rate(&self, step: usize) -> A {
        match *self {
            Self::Constant(rate) => rate,
            Self::Exponential {
                initial,
                factor,
                floor,
            } => {
                let rate = initial * powf(factor, number(step as f64));
                let settings = [initial, factor, floor, rate];
                if settings.iter().any(|setting| setting.is_nan()) || factor < A::zero() {
                    return A::nan(); // `max` would answer with the floor
                }
                rate.max(floor)
            }
            Self::Custom(ref rate) => rate(step),
        }
    }
}

impl<A: fmt::Debug> fmt::Debug for Schedule<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(rate) => f.debug_tuple("Constant").field(rate).finish(),
            Self::Exponential {
                initial,
                factor,
                floor,
            } => f
                .debug_struct("Exponential")
                .field("initial", initial)
                .field("factor", factor)
                .field("floor", floor)
                .finish(),
            Self::Custom(_) => f.write_str("Custom"),
        }
    }
}

impl From<f64> for Schedule<f64> {
    fn from(rate: f64) -> Self {
        Self::Constant(rate)
    }
}

impl From<f32> for Schedule<f32> {
    fn from(rate: f32) -> Self {
        Self::Constant(rate)
    }
}
