//! `make bench`: the library beside NumPy, scikit-learn and others, on the same training step in one sitting.
//!
//! | to see | look at |
//! |---|---|
//! | what is measured | [`plan`] |
//! | how: in turns, and the check that all compute the same | [`turns`], [`fair`] |
//! | the contestants: programs that speak JSON | [`process`], `worker/`, `python/`, `peers/`; our own is [`ours`] |
//! | Fashion-MNIST as a whole, beside scikit-learn | [`fashion`] |
//! | weights and batches | [`tasks`] |
//! | what was measured, as it is kept | [`results`] |
//! | tables, figures and numbers for the book | [`report`] |

pub mod fair;
pub mod fashion;
pub mod machine;
pub mod measure;
pub mod ours;
pub mod peak;
pub mod plan;
pub mod process;
pub mod report;
pub mod results;
pub mod tasks;
pub mod turns;
