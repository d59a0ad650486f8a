//! Neurons, perceptrons, backpropagation and optimisation, written to be read beside the
//! Downhill workbook.
//!
//! | chapter | module |
//! |---|---|
//! | 01 The artificial neuron | [`neuron`], [`activation`] |
//! | 02 The perceptron | [`perceptron`] |
//! | 03 Multi-layer feed-forward networks | [`network`], with [`network::init`], [`network::regions`] and [`network::topology`] |
//! | 04 Affine functions, tangent planes and gradients | [`calculus`], [`objective`], [`linalg`] |
//! | 05 Gradient descent | [`optim`], [`objective`] |
//! | 06 Linear regression two ways | [`regression`] |
//! | 07 Backpropagation, sample by sample | [`network::by_hand`], [`train`], [`data::encode`] |
//! | 08 Backpropagation in matrices | [`network::Backprop`], [`loss`], [`calculus::gradient_check`], [`network::faults`] |
//! | 09 Vanishing and exploding gradients | [`network::flow`], [`network::residual`], [`network::Architecture`], [`train::Recipe`] |
//! | 10 Universal approximation | [`network::bumps`], [`network::Distance`], [`train::WidthSearch`], [`train::Approximation`] |
//! | 11 Overfitting | [`train::Split`], [`train::Penalty`], [`train::PenaltySearch`] |
//! | 12 Batch, stochastic and mini-batch descent | [`train::Batch`], [`train::Sampling`], [`train::GradientNoise`], [`data::mnist1d()`], [`data::Images`] |
//! | 13 Learning rates and schedules | [`optim::Schedule`], [`landscape`], [`train::RangeTest`], [`train::RateSearch`] |
//! | 14 Momentum, AdaGrad, RMSProp, Adam | [`optim`], [`optim::Recurrence`], [`landscape::Preconditioned`] |
//! | 15 Minima, saddles, flatness | [`landscape`], [`calculus::CriticalPoint`] |
//! | 16 Escaping local minima | [`search`] |
//! | 17 Reading handwritten digits | [`train::Split`], [`train::Recipe`], [`train::Penalty`], [`data::Images`] |
//! | 18 Scaling out | [`parallel`] |
//!
//! Every chapter also uses [`data`] for its data sets, [`plot`] for its figures, [`table`] for its tables, [`spread`] for what
//! varies from seed to seed, and [`exercise`] for the checks of its exercises. What goes wrong is an
//! [`Error`].

pub mod activation;
pub mod calculus;
mod check;
#[cfg(feature = "checkpoint")]
pub mod checkpoint;
mod coordinates;
#[cfg(feature = "csv")]
mod csv_fault;
pub mod data;
mod elementary;
pub mod error;
#[cfg(feature = "checkpoint")]
mod file_fault;
#[cfg(feature = "idx")]
mod idx_fault;
pub mod landscape;
pub mod linalg;
pub mod loss;
mod moments;
pub mod network;
pub mod neuron;
mod norm;
pub mod number;
mod numeric;
pub mod objective;
pub mod optim;
pub mod parallel;
pub mod perceptron;
pub mod prelude;
pub mod regression;
pub mod search;
pub mod spread;
pub mod table;
mod threads;
pub mod train;

#[doc(inline)]
pub use downhill_exercise as exercise;
#[cfg(feature = "plot")]
#[doc(inline)]
pub use downhill_plot as plot;
pub use error::{Error, Result};
pub use ndarray;
#[cfg(feature = "plot")]
pub use plotters;
pub use rand;
pub use rand_chacha;
pub use rand_distr;
