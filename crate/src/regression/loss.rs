//! The squared loss of a linear model, as an objective to descend on.

use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1};

use super::Linear;
use super::least_squares::with_ones;
use crate::coordinates::Coordinates;
use crate::data::Regression;
use crate::error::Result;
use crate::objective::{Objective, Quadratic, check_point};

/// The squared loss of a linear model as a function of its parameters: the coefficients, then the
/// intercept. It is a bowl, and least squares are its lowest point.
///
/// | constructor | $e(\theta)$ | $\nabla e$ |
/// |---|---|---|
/// | [`half_sum`](Self::half_sum) (S1) | $\tfrac12 \sum r_i^2$ | $X^T r$ |
/// | [`mean`](Self::mean) (S3) | $\tfrac1n \sum r_i^2$ | $\tfrac2n X^T r$ |
///
/// with the residuals $r = X \theta - y$, where $X$ of shape (samples, features + 1) has a last column
/// of ones. The two differ by a factor of $n/2$, and so do the rates that suit them.
///
/// # References
/// S1 §5, eq. 5.1 and 5.2; S3 §4.1.2.
///
/// # Examples
/// ```
/// use downhill::{data::s3_line, objective::Evaluate, regression::SquaredLoss};
/// let samples = s3_line()?;
/// let (sum, mean) = (SquaredLoss::half_sum(&samples), SquaredLoss::mean(&samples));
/// let at = [2.0, 3.0];
/// assert!((sum.value(&at)? / mean.value(&at)? - 50.0).abs() < 1e-9);
/// // With the mean, rates up to 0.0318 are stable; S3 takes 0.01.
/// assert_eq!(format!("{:.4}", mean.quadratic()?.largest_stable_rate()?), "0.0318");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SquaredLoss {
    design: Array2<f64>,
    targets: Array1<f64>,
    /// What the gradient of half the sum of squares is multiplied by.
    weight: f64,
    intercept: bool,
}

impl SquaredLoss {
    /// Half the sum of the squared residuals, as in S1.
    pub fn half_sum(samples: &Regression) -> Self {
        Self {
            design: with_ones(samples),
            targets: samples.targets().clone(),
            weight: 1.0,
            intercept: true,
        }
    }

    /// The mean of the squared residuals, as in S3.
    pub fn mean(samples: &Regression) -> Self {
        Self {
            weight: 2.0 / samples.count() as f64,
            ..Self::half_sum(samples)
        }
    }

    /// The same loss for a model whose intercept is 0, as in S3's listing: the parameters are the
    /// coefficients alone.
    #[must_use]
    pub fn without_intercept(mut self) -> Self {
        if self.intercept {
            self.intercept = false;
            let features = self.design.ncols() - 1;
            self.design.remove_index(ndarray::Axis(1), features);
        }
        self
    }

    /// The loss as a quadratic function, $\tfrac12 \theta^T H \theta + b^T \theta + c$ with
    /// $H = w X^T X$ and $b = -w X^T y$. It knows its eigenvalues, its condition number and its
    /// largest stable rate, and a step on it takes a time that does not depend on the number of
    /// samples.
    ///
    /// # Errors
    /// [`Error::NotFinite`](crate::Error::NotFinite) if the inputs are so large that their squares
    /// overflow.
    pub fn quadratic(&self) -> Result<Quadratic> {
        Quadratic::new(
            self.design.t().dot(&self.design) * self.weight,
            self.design.t().dot(&self.targets) * -self.weight,
            0.5 * self.weight * self.targets.dot(&self.targets),
        )
    }

    /// The model with these parameters, for example with the end of a run.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) for another number of parameters,
    /// [`Error::NotFinite`](crate::Error::NotFinite).
    pub fn model<P: Coordinates<Elem = f64> + ?Sized>(&self, parameters: &P) -> Result<Linear> {
        let parameters = check_point("the parameters", self, parameters)?;
        let mut coefficients = parameters.to_vec();
        let intercept = if self.intercept {
            coefficients.pop().unwrap_or(0.0)
        } else {
            0.0
        };
        Linear::new(&coefficients, intercept)
    }
}

impl Objective for SquaredLoss {
    fn name(&self) -> &str {
        "squared loss"
    }

    fn dim(&self) -> usize {
        self.design.ncols()
    }

    fn value_at(&self, at: ArrayView1<f64>) -> f64 {
        let squares = self.design.rows().into_iter().zip(&self.targets);
        0.5 * self.weight * squares.map(|(x, y)| (x.dot(&at) - y).powi(2)).sum::<f64>()
    }

    fn gradient_at(&self, at: ArrayView1<f64>, mut gradient: ArrayViewMut1<f64>) {
        gradient.fill(0.0);
        for (x, y) in self.design.rows().into_iter().zip(&self.targets) {
            gradient.scaled_add(self.weight * (x.dot(&at) - y), &x);
        }
    }

    fn hessian_at(&self, _at: ArrayView1<f64>) -> Option<Array2<f64>> {
        Some(self.design.t().dot(&self.design) * self.weight)
    }
}
