//! What a point is at which the gradient vanishes: the Hessian decides.

use std::fmt;

use ndarray::{Array1, ArrayBase, Data, Ix2};

use crate::check::not_negative;
use crate::error::Result;
use crate::linalg::Eigen;

/// The kinds of points at which a gradient vanishes.
/// A zero gradient alone does not tell them apart; the signs of the Hessian's eigenvalues do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CriticalPoint {
    /// All eigenvalues are positive: the surface rises in every direction.
    Minimum,
    /// All are negative: it falls in every direction.
    Maximum,
    /// Some are positive and some negative.
    Saddle {
        /// How many are negative: the number of independent ways down.
        index: usize,
    },
    /// Some are zero and the others have one sign: the Hessian does not decide.
    Degenerate,
}

/// What a critical point with this Hessian is. Eigenvalues no larger than `flat` count as zero.
///
/// # Errors
/// Those of [`Eigen::new`]; [`Error::OutOfRange`](crate::Error::OutOfRange) for a `flat` that is negative or not finite.
///
/// # References
/// S1 §3 (a zero gradient is necessary, not sufficient), S4 §2 (saddles).
///
/// # Examples
/// ```
/// use downhill::{calculus::{CriticalPoint, classify}, ndarray::array};
/// assert_eq!(classify(&array![[2.0, 0.0], [0.0, 2.0]], 1e-9)?, CriticalPoint::Minimum);
/// assert_eq!(classify(&array![[2.0, 0.0], [0.0, -2.0]], 1e-9)?, CriticalPoint::Saddle { index: 1 });
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn classify<S: Data<Elem = f64>>(
    hessian: &ArrayBase<S, Ix2>,
    flat: f64,
) -> Result<CriticalPoint> {
    not_negative("the size that counts as zero", flat)?;
    Ok(CriticalPoint::of(Eigen::new(hessian)?.values(), flat))
}

impl CriticalPoint {
    /// What the eigenvalues of a Hessian say.
    pub(crate) fn of(values: &Array1<f64>, flat: f64) -> Self {
        let up = values.iter().filter(|&&value| value > flat).count();
        let down = values.iter().filter(|&&value| value < -flat).count();
        match (up, down) {
            (up, _) if up == values.len() => Self::Minimum,
            (_, down) if down == values.len() => Self::Maximum,
            (1.., 1..) => Self::Saddle { index: down },
            _ => Self::Degenerate,
        }
    }
}

impl fmt::Display for CriticalPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minimum => f.pad("minimum"),
            Self::Maximum => f.pad("maximum"),
            Self::Saddle { index: 1 } => f.pad("saddle with 1 way down"),
            Self::Saddle { index } => f.pad(&format!("saddle with {index} ways down")),
            Self::Degenerate => f.pad("not decided by the Hessian"),
        }
    }
}
