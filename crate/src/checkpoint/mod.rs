//! Weights and whole training runs in files: what a long training has reached is kept, and can go on another day.
//! Serves every chapter that trains for more than a minute.
//!
//! Files are in the safetensors format: names, shapes and types in a header that a person can read, then the
//! numbers as they are in memory. PyTorch, NumPy and others read them; nothing in one can run as a program.
//! [`Network::save`](crate::network::Network::save) and [`Network::load`](crate::network::Network::load) deal with
//! weights, [`Checkpoint`] with all that a run needs to go on, [`ParallelCheckpoint`] with a run of several workers.

mod file;
mod parallel;
mod pieces;
mod state;
mod weights;

pub use crate::file_fault::Fault;
pub use parallel::ParallelCheckpoint;
pub use state::Checkpoint;
