//! The surface on which training walks: how it bends, of which kind its critical points are, how sharp a minimum is, and what a slice
//! through it looks like. Serves chapters 13 to 15.

mod critical;
mod filter;
mod history;
mod preconditioned;
mod product;
mod random_symmetric;
mod rescaled;
mod robustness;
mod sharpness;
mod slice;

pub use critical::{Critical, critical_point, whole_hessian};
pub use filter::filter_normalised;
pub use history::SharpnessHistory;
pub use preconditioned::Preconditioned;
pub use product::hessian_product;
pub use random_symmetric::{random_symmetric, share_positive};
pub use rescaled::rescaled;
pub use robustness::box_sharpness;
pub use sharpness::{Sharpness, sharpness};
pub use slice::Slice;
