//! Trains one network on many processes, over MPI: what chapter 18 of the workbook runs.
//!
//! [`MpiWorkers`] are the workers of [`downhill::parallel`] that are processes of an MPI run. Everything else here is what a long
//! run on many machines needs: [`Options`] from the command line, [`Record`]s of how it goes, one JSON object a line, a clock ([`Timed`]), and a
//! [`Watch`] that ends the run if one of the workers is lost.
//!
//! Without the feature `mpi` the same program trains alone.

mod load;
#[cfg(feature = "mpi")]
mod mpi_workers;
mod options;
mod progress;
mod record;
mod task;
mod timed;
mod watch;

#[cfg(feature = "mpi")]
pub use mpi_workers::{Engine, MpiWorkers};
pub use options::{Data, Options, Order, Precision};
pub use progress::Progress;
pub use record::Record;
pub use task::train;
pub use timed::Timed;
pub use watch::Watch;
