//! The six step rules of S1's listing.

use std::fmt;

use super::{
    Descent, GradientBlend, GradientDescent, Optimizer, Run, Schedule, SlopeRule, TurnRule,
};
use crate::coordinates::Coordinates;
use crate::error::Result;
use crate::objective::Objective;

/// The large rate of S1's listing.
pub const MAX_RATE: f64 = 1.66;
/// The small rate of S1's listing, and the floor of its rules.
pub const MIN_RATE: f64 = 0.001;

/// One of the six ways in which S1's listing chooses a step. Each is an optimiser and a schedule.
///
/// | rule | optimiser | schedule |
/// |---|---|---|
/// | `Small` | [`GradientDescent`] | 0.001 |
/// | `Large` | [`GradientDescent`] | 1.66 |
/// | `Blend` | [`GradientBlend`], 0.1 | 1.66 |
/// | `Decay` | [`GradientDescent`] | $\max(0.001, 1.66 \cdot 0.9^k)$ |
/// | `Slope` | [`SlopeRule`], scale 10 | 1.66 |
/// | `Turn` | [`TurnRule`], offset 1.001 | 1.66 |
///
/// # References
/// S1 §4, figure 9, and its listing.
///
/// # Examples
/// ```
/// use downhill::{objective::Quadratic, optim::StepRule};
/// let run = StepRule::Blend.run(&Quadratic::bowl(), &[-6.0, -6.0])?;
/// assert_eq!(run.steps(), 24);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepRule {
    /// Rule 1: a small constant rate.
    Small,
    /// Rule 2: a large constant rate.
    Large,
    /// Rule 3: a large constant rate, and a tenth of the last gradient.
    Blend,
    /// Rule 4: a rate that decays from large to small.
    Decay,
    /// Rule 5: a rate that shrinks where it is steep.
    Slope,
    /// Rule 6: a rate that shrinks where the gradient turns.
    Turn,
}

impl StepRule {
    /// All six, in the listing's order.
    pub const ALL: [Self; 6] = [
        Self::Small,
        Self::Large,
        Self::Blend,
        Self::Decay,
        Self::Slope,
        Self::Turn,
    ];

    /// Its number in the listing, from 1 to 6.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// A fresh optimiser of this rule.
    pub fn optimizer(self) -> Box<dyn Optimizer> {
        const VALID: &str = "S1's constants are in range";
        match self {
            Self::Small | Self::Large | Self::Decay => Box::new(GradientDescent),
            Self::Blend => Box::new(GradientBlend::new(0.1).expect(VALID)),
            Self::Slope => Box::new(SlopeRule::new(10.0, MIN_RATE).expect(VALID)),
            Self::Turn => Box::new(TurnRule::new(1.001, MIN_RATE).expect(VALID)),
        }
    }

    /// The rates that are handed to it.
    pub fn schedule(self) -> Schedule {
        match self {
            Self::Small => MIN_RATE.into(),
            Self::Decay => Schedule::Exponential {
                initial: MAX_RATE,
                factor: 0.9,
                floor: MIN_RATE,
            },
            Self::Large | Self::Blend | Self::Slope | Self::Turn => MAX_RATE.into(),
        }
    }

    /// Descent by this rule, until the gradient's norm is below S1's tolerance of $10^{-4}$.
    ///
    /// # Errors
    /// Those of [`Descent::run`].
    pub fn run<P>(self, objective: &dyn Objective, start: &P) -> Result<Run>
    where
        P: Coordinates<Elem = f64> + ?Sized,
    {
        let descent = Descent::new(self.schedule()).optimizer(self.optimizer());
        descent.run(objective, start)
    }
}

impl fmt::Display for StepRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Small => "small constant rate",
            Self::Large => "large constant rate",
            Self::Blend => "blend with the last gradient",
            Self::Decay => "decaying rate",
            Self::Slope => "rate by slope",
            Self::Turn => "rate by turn",
        })
    }
}
