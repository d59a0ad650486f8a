//! Training networks: the loop over epochs and batches, when to stop, and how well it generalises.
//! Serves chapters 07 to 14, and every chapter that trains a network.

mod accuracy;
#[cfg(feature = "stats")]
mod approximation;
#[cfg(feature = "stats")]
mod arrivals;
mod change;
mod cross_validation;
mod folds;
mod gradient_noise;
mod penalty;
mod penalty_search;
mod range_test;
mod rate_search;
mod recipe;
mod record;
mod refit;
mod run;
mod sampling;
mod search;
mod session;
mod shuffled;
mod split;
mod training;

pub use accuracy::accuracy;
#[cfg(feature = "stats")]
pub use approximation::{Approximation, Thresholds};
#[cfg(feature = "stats")]
pub use arrivals::Arrivals;
pub use folds::{Fold, folds};
pub use gradient_noise::GradientNoise;
pub use penalty::Penalty;
pub use penalty_search::{PenaltyScore, PenaltySearch};
pub use range_test::RangeTest;
pub use rate_search::{RateScore, RateSearch};
pub use recipe::{Recipe, Trial};
pub use refit::refit_output;
pub use run::TrainingRun;
pub use sampling::Sampling;
pub use search::{WidthScore, WidthSearch};
pub use session::Session;
pub use split::Split;
pub use training::{Batch, Losses, Training};
