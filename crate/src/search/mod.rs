//! Searches that may leave a local minimum: many starts, simulated annealing, descent with noise, and random search as
//! the baseline that all of them have to beat. Serves chapter 16.
//!
//! All look inside a [`Space`], draw from a generator that is passed in, and answer with a [`Run`](crate::optim::Run), as
//! descent does. None of them knows whether what it found is the lowest there is.

mod annealing;
mod chain;
mod noisy;
mod random;
mod restarts;
mod space;
mod success;

pub use annealing::{Annealing, logarithmic, metropolis};
pub use chain::chain;
pub use noisy::NoisyDescent;
pub use random::RandomSearch;
pub use restarts::Restarts;
pub use space::Space;
pub use success::{success, tuned_success};
