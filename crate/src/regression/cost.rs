//! What the ways to a line cost, counted in arithmetic operations: a measure that does not change
//! from run to run or from machine to machine.

use crate::data::Regression;

/// How many additions, multiplications and divisions the ways to a linear model take, to leading
/// order, for $n$ samples and $p$ parameters.
///
/// | way | operations |
/// |---|---|
/// | normal equations by Cholesky, forming half of the symmetric $X^T X$ | $n p^2 + p^3 / 3$ |
/// | QR by Householder reflections | $2 n p^2 - 2 p^3 / 3$ |
/// | one step of descent, $X \theta - y$ and then $X^T r$ | $4 n p$ |
///
/// # References
/// L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, SIAM 1997, lecture 11.
///
/// # Examples
/// For a line, the normal equations cost about half as much as one step.
/// ```
/// use downhill::{data::s3_line, regression::Cost};
/// let cost = Cost::of(&s3_line()?);
/// assert_eq!(cost, Cost { samples: 100, parameters: 2 });
/// assert_eq!(cost.descent(1), 800.0);
/// assert!(cost.normal_equations() < cost.descent(1));
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// The number $n$ of samples.
    pub samples: usize,
    /// The number $p$ of parameters: one a feature, and the intercept.
    pub parameters: usize,
}

impl Cost {
    /// The cost of a model with an intercept on these samples.
    #[must_use]
    pub fn of(samples: &Regression) -> Self {
        Self {
            samples: samples.count(),
            parameters: samples.features() + 1,
        }
    }

    /// Of forming the normal equations and solving them.
    #[must_use]
    pub fn normal_equations(&self) -> f64 {
        let (n, p) = self.sizes();
        n * p * p + p.powi(3) / 3.0
    }

    /// Of the QR factorisation.
    #[must_use]
    pub fn qr(&self) -> f64 {
        let (n, p) = self.sizes();
        2.0 * n * p * p - 2.0 * p.powi(3) / 3.0
    }

    /// Of so many steps of descent on the samples.
    #[must_use]
    pub fn descent(&self, steps: u64) -> f64 {
        let (n, p) = self.sizes();
        4.0 * n * p * steps as f64
    }

    fn sizes(&self) -> (f64, f64) {
        (self.samples as f64, self.parameters as f64)
    }
}
