//! How soon trials get below a loss, by two clocks.

use std::fmt;
use std::ops::Range;

use super::{Recipe, Trial};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::spread::Spread;

/// How many of some trials get below a loss, and when: after how many epochs, and after how many updates. Those that never do are
/// counted and have no time, so compare times only where equally many arrive.
///
/// Displays as "15 of 20".
///
/// # Examples
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Architecture, Initializer};
/// use downhill::train::{Arrivals, Batch, Losses, Recipe, Training};
/// use downhill::{activation::Activation::Sigmoid, loss::Loss};
/// let architecture = Architecture::new(&[2, 4, 1], &[Sigmoid; 2], Initializer::Xavier);
/// let training = Training::new(Loss::HalfSquaredError, 8.0).batch(Batch::Single).measure(Losses::Whole).max_epochs(300);
/// let xor: Samples = logic::xor().into();
/// let trials = Recipe::new(architecture, training).trials(&xor, 0..3)?;
/// let found = Arrivals::below(0.005, &trials)?;
/// assert_eq!(found.to_string(), "3 of 3");
/// // Four updates an epoch.
/// assert_eq!(found.updates().unwrap().median, 4.0 * found.epochs().unwrap().median);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Arrivals {
    arrived: usize,
    trials: usize,
    epochs: Option<Spread>,
    updates: Option<Spread>,
}

impl Arrivals {
    /// When each of these trials was below this loss for the first time, as its run recorded it.
    ///
    /// # Errors
    /// [`Error::Empty`] without trials.
    pub fn below(loss: f64, trials: &[Trial]) -> Result<Self> {
        if trials.is_empty() {
            return Err(Error::Empty { what: "the trials" });
        }
        let (mut epochs, mut updates) = (Vec::new(), Vec::new());
        for Trial { run, .. } in trials {
            if let Some(arrived) = run.epochs_below(loss) {
                let per_epoch = run.updates() as f64 / run.epochs().max(1) as f64;
                epochs.push(arrived as f64);
                updates.push(arrived as f64 * per_epoch);
            }
        }
        Ok(Self {
            arrived: epochs.len(),
            trials: trials.len(),
            epochs: Spread::of(&epochs).ok(),
            updates: Spread::of(&updates).ok(),
        })
    }

    /// How many arrived.
    #[must_use]
    pub fn arrived(&self) -> usize {
        self.arrived
    }

    /// The epochs of those that arrived; `None` if nobody did.
    #[must_use]
    pub fn epochs(&self) -> Option<Spread> {
        self.epochs
    }

    /// The updates of those that arrived; `None` if nobody did.
    #[must_use]
    pub fn updates(&self) -> Option<Spread> {
        self.updates
    }

    /// More that arrive are better than fewer, and of equally many the sooner by the median of their epochs.
    fn better_than(&self, other: &Self) -> bool {
        let epochs = |of: &Self| of.epochs.map_or(f64::INFINITY, |epochs| epochs.median);
        self.arrived > other.arrived
            || self.arrived == other.arrived && epochs(self) < epochs(other)
    }
}

impl fmt::Display for Arrivals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.arrived, self.trials)
    }
}

impl Recipe {
    /// Of these rates the one at which most seeds get below this loss, and of equals the one at which they do so in the fewest epochs, by
    /// the median; with it, how they arrive. All rates get the same initial weights and the same orders of the samples.
    ///
    /// # Errors
    /// [`Error::Empty`] without rates or seeds, and those of [`trial`](Self::trial).
    ///
    /// ```
    /// use downhill::data::{Samples, logic};
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Batch, Losses, Recipe, Training};
    /// use downhill::{activation::Activation::Sigmoid, loss::Loss};
    /// let architecture = Architecture::new(&[2, 4, 1], &[Sigmoid; 2], Initializer::Xavier);
    /// let training = Training::new(Loss::HalfSquaredError, 1.0).batch(Batch::Single).measure(Losses::Whole).max_epochs(300);
    /// let xor: Samples = logic::xor().into();
    /// let (rate, found) = Recipe::new(architecture, training).soonest(&[0.01, 8.0], &xor, 0.005, 0..3)?;
    /// assert_eq!((rate, found.arrived()), (8.0, 3));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn soonest(
        &self,
        rates: &[f64],
        samples: &Samples,
        loss: f64,
        seeds: Range<u64>,
    ) -> Result<(f64, Arrivals)> {
        let mut best: Option<(f64, Arrivals)> = None;
        for &rate in rates {
            let trials = self
                .clone()
                .with_rates(rate)
                .trials(samples, seeds.clone())?;
            let found = Arrivals::below(loss, &trials)?;
            if best
                .as_ref()
                .is_none_or(|(_, best)| found.better_than(best))
            {
                best = Some((rate, found));
            }
        }
        best.ok_or(Error::Empty {
            what: "the list of rates",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation::Sigmoid;
    use crate::data::logic;
    use crate::loss::Loss;
    use crate::network::{Architecture, Initializer};
    use crate::train::{Batch, Losses, Training};

    fn recipe(rate: f64) -> Recipe {
        let architecture = Architecture::new(&[2, 4, 1], &[Sigmoid; 2], Initializer::Xavier);
        let training = Training::new(Loss::HalfSquaredError, rate).batch(Batch::Single);
        Recipe::new(
            architecture,
            training.measure(Losses::Whole).max_epochs(300),
        )
    }

    #[test]
    fn whoever_does_not_arrive_is_counted_and_has_no_time() {
        let xor: Samples = logic::xor().into();
        let mut trials = recipe(8.0).trials(&xor, 0..2).unwrap();
        trials.extend(recipe(1e-6).trials(&xor, 0..1).unwrap());
        let found = Arrivals::below(0.01, &trials).unwrap();
        assert_eq!((found.arrived(), found.to_string().as_str()), (2, "2 of 3"));
        let both = [0, 1].map(|k| trials[k].run.epochs_below(0.01).unwrap() as f64);
        assert_eq!(found.epochs(), Some(Spread::of(&both).unwrap()));
        assert_eq!(
            found.updates(),
            Some(Spread::of(&both.map(|epochs| 4.0 * epochs)).unwrap())
        );
        let none = Arrivals::below(0.01, &trials[2..]).unwrap();
        assert_eq!(
            (none.arrived(), none.epochs(), none.updates()),
            (0, None, None)
        );
        assert!(Arrivals::below(0.01, &[]).is_err());
    }

    #[test]
    fn the_soonest_rate_is_one_at_which_most_arrive() {
        let xor: Samples = logic::xor().into();
        let rates = [1e-6, 0.5, 2.0, 8.0, 1e4];
        let (rate, found) = recipe(1.0).soonest(&rates, &xor, 0.01, 0..4).unwrap();
        for other in rates {
            let trials = recipe(other).trials(&xor, 0..4).unwrap();
            let rival = Arrivals::below(0.01, &trials).unwrap();
            assert!(!rival.better_than(&found), "{other} {rate}");
        }
        // Equal ones: the first.
        let (first, _) = recipe(1.0)
            .soonest(&[1e-6, 1e-7], &xor, 0.01, 0..2)
            .unwrap();
        assert_eq!(first, 1e-6);
        assert!(recipe(1.0).soonest(&[], &xor, 0.01, 0..4).is_err());
        assert!(recipe(1.0).soonest(&rates, &xor, 0.01, 0..0).is_err());
    }
}
