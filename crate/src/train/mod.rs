//! Training networks: the loop over epochs and batches, when to stop, and how well it generalises.
//! Serves chapters 07 to 10, and every chapter that trains a network.

mod accuracy;
mod folds;
mod run;
mod training;

pub use accuracy::accuracy;
pub use folds::{Fold, folds};
pub use run::TrainingRun;
pub use training::{Batch, Training};
