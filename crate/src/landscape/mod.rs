//! How the surface bends on which training walks: the largest eigenvalue of its Hessian, without the Hessian.
//! Serves chapter 13.

mod history;
mod product;
mod sharpness;

pub use history::SharpnessHistory;
pub use product::hessian_product;
pub use sharpness::{Sharpness, sharpness};
