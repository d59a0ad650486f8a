//! Data sets: truth tables, separable clouds of points, and real measurements shipped with the
//! library. Every chapter that trains something takes its samples from here; `DATA.md` names the
//! source and the licence of each file.

pub mod encode;
pub mod logic;

mod breast_cancer;
mod conversions;
#[cfg(feature = "csv")]
mod csv;
mod curve;
mod diabetes;
mod digits;
mod embedded;
#[cfg(feature = "idx")]
mod idx;
mod iris;
mod layout;
mod line;
mod mislabel;
mod mnist1d;
mod random_features;
mod regression;
mod samples;
mod separable;
mod sonar;
#[cfg(feature = "stats")]
mod summary;
mod targets;
mod two_class;

#[cfg(feature = "csv")]
pub use crate::csv_fault::CsvFault;
#[cfg(feature = "idx")]
pub use crate::idx_fault::IdxFault;
pub use breast_cancer::{NUCLEUS_MEASURES, breast_cancer};
#[cfg(feature = "csv")]
pub use csv::Csv;
pub use curve::noisy_curve;
pub use diabetes::{DIABETES_FEATURES, diabetes};
pub use digits::{Digits, digits};
#[cfg(feature = "idx")]
pub use idx::{FASHION_CLASSES, Images, fashion_mnist};
pub use iris::{Iris, Species, iris};
pub use line::{noisy_line, s3_line, uniform_places};
pub use mislabel::mislabel;
pub use mnist1d::mnist1d;
pub use random_features::random_features;
pub use regression::Regression;
pub use samples::Samples;
pub use separable::{Separable, separable};
pub use sonar::sonar;
#[cfg(feature = "stats")]
pub use summary::FeatureSummary;
pub use targets::{Labels, Targets};
pub use two_class::TwoClass;
