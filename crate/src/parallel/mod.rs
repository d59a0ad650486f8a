//! One network, trained by several workers: each takes a part of every batch, and their gradients are averaged.
//! Serves chapter 18.
//!
//! The workers may be threads ([`on_threads`]), processes on one machine or on a thousand (the package `downhill-mpi`), or
//! just this one ([`Alone`]). What [`DataParallel`] needs of them stands in one trait, [`Workers`].
//!
//! The numbers do not depend on how many workers there are. Every batch has a fixed number of parts, each with samples and a
//! random order of its own; the gradients of the parts are summed in pairs, the pairs in pairs, and so on. A worker who holds
//! half of the parts computes half of that tree, and the same additions are done whoever does them.

mod agree;
mod fixed_order;
mod replica;
mod run;
mod session;
mod settings;
mod shards;
mod step_time;
#[cfg(feature = "threads")]
mod threads;
mod tree;
mod workers;

pub use run::ParallelRun;
pub use session::ParallelSession;
pub use settings::DataParallel;
pub use shards::Shards;
pub use step_time::{Measured, StepTime, sitting};
#[cfg(feature = "threads")]
pub use threads::{Threads, on_threads};
pub use workers::{Alone, Workers};
