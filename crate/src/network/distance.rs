//! How far a network is from a function of one variable.

use ndarray::{Array1, Array2, Axis};

use super::Network;
use crate::check::{all_finite, positive};
use crate::error::{Error, Result};
use crate::norm::root;

/// How far a network is from a function on an interval, measured at many places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// The greatest distance: what the universal approximation theorem speaks of.
    pub maximum: f64,
    /// The root of the mean square: what training with a squared error makes small.
    pub root_mean_square: f64,
}

impl Distance {
    /// Compares the network's first output with the function at `places` equally spaced places, both ends among them.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an interval that is not positive or fewer than two places, [`Error::NotFinite`]
    /// where the function is a NaN or infinite, [`Error::Shape`] for a network of several inputs.
    ///
    /// ```
    /// use downhill::network::{Distance, bumps::staircase};
    /// let network = staircase(f64::sin, (0.0, 6.0), 60, 5.0)?;
    /// let distance = Distance::between(&network, f64::sin, (0.0, 6.0), 1_000)?;
    /// assert!(distance.root_mean_square < distance.maximum && distance.maximum < 0.06);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn between(
        network: &Network,
        f: impl Fn(f64) -> f64,
        (from, to): (f64, f64),
        places: usize,
    ) -> Result<Self> {
        positive("the length of the interval", to - from)?;
        if places < 2 {
            return Err(Error::OutOfRange {
                name: "the number of places",
                value: places as f64,
                range: "2 or more",
            });
        }
        let x = Array1::linspace(from, to, places);
        let y = x.mapv(f);
        all_finite("the function", &y)?;
        Self::from_values(network, x.insert_axis(Axis(1)), &y)
    }

    fn from_values(network: &Network, inputs: Array2<f64>, y: &Array1<f64>) -> Result<Self> {
        let outputs = network.forward_batch(&inputs)?;
        let errors = &outputs.column(0) - y;
        all_finite("the network's errors", &errors)?;
        let squares = errors.fold(0.0, |sum, e| sum + e * e);
        Ok(Self {
            maximum: errors.fold(0.0, |most, e| f64::max(most, e.abs())),
            root_mean_square: match (squares / errors.len() as f64).sqrt() {
                plain if plain.is_normal() => plain,
                // A square was too large, or too small, to be a number.
                _ => root(squares, errors.iter()) / (errors.len() as f64).sqrt(),
            },
        })
    }
}
