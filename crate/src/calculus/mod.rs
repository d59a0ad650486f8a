//! Derivatives as geometry and as numbers: affine functions and planes, the tangent plane and what
//! it leaves over, slopes in every direction, and difference quotients. Serves chapter 04.

mod affine;
mod critical;
mod direction;
mod gradient_check;
mod plane;
#[cfg(feature = "stats")]
mod step_sweep;
mod tangent;

pub use crate::numeric::{Difference, Estimate, derivative, error_against_step, gradient, hessian};
pub use affine::Affine;
pub(crate) use affine::write_equation;
pub use critical::{CriticalPoint, classify};
pub use direction::{
    directional_derivative, directional_derivatives, random_directions, steepest_ascent,
};
#[cfg(feature = "plot")]
pub use direction::{polar_slopes, steepest_on_plane};
pub use gradient_check::{GradientCheck, gradient_check};
pub use plane::Plane;
#[cfg(feature = "stats")]
pub use step_sweep::median_errors;
pub use tangent::{Tangent, tangent, worst_remainder_ratios};
