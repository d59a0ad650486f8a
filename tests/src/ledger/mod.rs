//! The ledger: every number and statement of the sources, computed with the library and judged.
//! `tests/ledger.rs` checks each claim and the table that appendix C of the book includes;
//! `README.md` beside `Cargo.toml` tells how to add a claim.

mod claim;
mod s0_approximation;
mod s0_backprop;
mod s0_backprop_training;
mod s0_escape;
mod s0_networks;
mod s0_neuron;
mod s0_overfitting;
mod s0_perceptron;
mod s0_softmax;
mod s1_affine;
mod s1_descent;
mod s1_gradients;
mod s1_overview;
mod s1_regression;
mod s1_step_rules;
mod s2_adaptive;
mod s2_backprop;
mod s2_batches;
mod s2_vanishing;
mod s3_adaptive;
mod s3_batches;
mod s3_local_minima;
mod s3_rate;
mod s3_regression;
mod s3_scaling;
mod s3_vanishing;
mod s4_batches;
mod s4_landscape;
mod s4_rate;
mod table;
mod value;

pub use claim::{Answer, Claim, Compute, Verdict, check_all};
pub use table::{summary, table};
pub use value::Value;

/// All claims, in the order of the sources. A new file of claims is one more line here.
#[must_use]
pub fn claims() -> Vec<Claim> {
    [
        s0_neuron::claims(),
        s0_perceptron::claims(),
        s0_networks::claims(),
        s0_backprop::claims(),
        s0_backprop_training::claims(),
        s0_escape::claims(),
        s0_softmax::claims(),
        s0_approximation::claims(),
        s0_overfitting::claims(),
        s1_overview::claims(),
        s1_affine::claims(),
        s1_gradients::claims(),
        s1_descent::claims(),
        s1_step_rules::claims(),
        s1_regression::claims(),
        s2_backprop::claims(),
        s2_vanishing::claims(),
        s2_batches::claims(),
        s2_adaptive::claims(),
        s3_vanishing::claims(),
        s3_batches::claims(),
        s3_rate::claims(),
        s3_adaptive::claims(),
        s3_local_minima::claims(),
        s3_regression::claims(),
        s3_scaling::claims(),
        s4_landscape::claims(),
        s4_batches::claims(),
        s4_rate::claims(),
    ]
    .concat()
}
