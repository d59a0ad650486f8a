//! The linear algebra that descent needs: least squares by QR, and the eigenvalues of a symmetric
//! matrix. Serves chapters 04 to 06 and every chapter that asks how a surface bends.
//!
//! Both are short and stable, and written here because a general library would cost more than it
//! gives: the kernel compiles and indexes every dependency of this crate each time it starts.

mod qr;
mod symmetric;

pub use qr::Qr;
pub use symmetric::Eigen;
