//! Model neurons: the one every network of this workbook is made of, and one that spikes.
//! Serves chapter 01.
//!
//! [`McCullochPitts`] adds weighted inputs, compares the sum with a threshold and answers at once.
//! [`LeakyIntegrateAndFire`] lives in time: its potential charges, leaks, and is reset by a spike.

mod lif;
mod mcculloch_pitts;

pub use lif::{LeakyIntegrateAndFire, Trace};
pub use mcculloch_pitts::McCullochPitts;

/// How many connections `neurons` neurons have when each sends one to every other.
/// They form a complete directed graph: $n$ neurons send $n - 1$ each, $n (n - 1)$ in all.
///
/// A pair counts twice, once in each direction, because the two directions have a weight each;
/// nobody is connected to itself. Source: the question that closes S0 §4.1.
///
/// ```
/// use downhill::neuron::all_to_all_connections;
/// assert_eq!(all_to_all_connections(10), 90);
/// ```
#[must_use]
pub fn all_to_all_connections(neurons: u32) -> u64 {
    let neurons = u64::from(neurons);
    neurons * neurons.saturating_sub(1)
}
