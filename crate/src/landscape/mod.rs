//! How the surface bends on which training walks: the largest eigenvalue of its Hessian, without the Hessian.
//! Serves chapters 13 and 14.

mod history;
mod preconditioned;
mod product;
mod sharpness;

pub use history::SharpnessHistory;
pub use preconditioned::Preconditioned;
pub use product::hessian_product;
pub use sharpness::{Sharpness, sharpness};
