//! Training networks: the loop over epochs and batches, when to stop, and how well it generalises.
//! Serves chapters 07 to 10, and every chapter that trains a network.

mod accuracy;
mod folds;
mod range_test;
mod rate_search;
mod recipe;
mod record;
mod refit;
mod run;
mod search;
mod session;
mod shuffled;
mod training;

pub use accuracy::accuracy;
pub use folds::{Fold, folds};
pub use range_test::RangeTest;
pub use rate_search::{RateScore, RateSearch};
pub use recipe::{Recipe, Trial};
pub use refit::refit_output;
pub use run::TrainingRun;
pub use search::{WidthScore, WidthSearch};
pub use session::Session;
pub use training::{Batch, Losses, Training};
