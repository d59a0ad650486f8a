//! The linear algebra that descent needs: matrix products, least squares by QR, singular values, and the eigenvalues
//! of a symmetric matrix. Serves chapters 04 to 06 and every chapter that trains a network or asks
//! how a surface bends.
//!
//! All are short, and written here because a general library would cost more than it
//! gives: the kernel compiles and indexes every dependency of this crate each time it starts.

pub(crate) mod product;
mod qr;
mod singular;
mod symmetric;

pub use product::{
    Instructions, limit_instructions, multiply, multiply_transposed, set_threads,
    transposed_multiply,
};
pub use qr::Qr;
pub use singular::singular_values;
pub use symmetric::Eigen;
