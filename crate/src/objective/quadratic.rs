//! Quadratic functions: bowls, hills and saddles, on which everything about descent can be
//! computed before it is tried.

use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1};

use super::{Coordinates, Minimum, Objective, check_point};
use crate::check::{all_finite, finite, positive};
use crate::elementary::{hypot, ln, powf};
use crate::error::{Error, Result};
use crate::linalg::{Eigen, Qr};

/// A quadratic function of any number of variables, given by its Hessian.
/// Descent on it is a sum of geometric sequences, one for each eigenvalue.
///
/// $$f(x) = \tfrac12 x^T H x + b^T x + c, \qquad \nabla f = H x + b$$
///
/// $H$ has shape (n, n) and is symmetric, $b$ has length n.
///
/// # References
/// S1 §3 and §4.
///
/// # Examples
/// S1's bowl, $0.5 x^2 + 0.1 y^2$: descent on it diverges from rate 2 on.
/// ```
/// use downhill::{ndarray::array, objective::{Evaluate, Quadratic}};
/// let bowl = Quadratic::bowl();
/// assert!((bowl.value(&[-6.0, -6.0])? - 21.6).abs() < 1e-12);
/// assert_eq!(bowl.condition_number()?, 5.0);
/// assert_eq!(bowl.largest_stable_rate()?, 2.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Quadratic {
    hessian: Array2<f64>,
    linear: Array1<f64>,
    constant: f64,
    eigen: Eigen,
    name: &'static str,
}

impl Quadratic {
    /// The function with Hessian $H$, linear part $b$ and constant $c$.
    ///
    /// # Errors
    /// [`Error::Shape`] unless $H$ is square and as wide as $b$ is long, [`Error::Empty`] without
    /// variables, [`Error::NotFinite`], [`Error::NotSymmetric`].
    pub fn new(hessian: Array2<f64>, linear: Array1<f64>, constant: f64) -> Result<Self> {
        let eigen = Eigen::new(&hessian)?;
        if linear.len() != hessian.nrows() {
            return Err(Error::Shape {
                op: "Hessian and linear part",
                left: hessian.shape().to_vec(),
                right: linear.shape().to_vec(),
            });
        }
        all_finite("linear part", &linear)?;
        Ok(Self {
            hessian,
            linear,
            constant: finite("constant", constant)?,
            eigen,
            name: "quadratic",
        })
    }

    /// The function $\tfrac12 \sum_i \lambda_i x_i^2$, whose axes are the coordinate axes.
    ///
    /// # Errors
    /// [`Error::Empty`] without eigenvalues, [`Error::NotFinite`].
    ///
    /// ```
    /// use downhill::objective::{Evaluate, Quadratic};
    /// let bowl = Quadratic::diagonal(&[1.0, 100.0])?;
    /// assert_eq!(bowl.condition_number()?, 100.0);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn diagonal(eigenvalues: &[f64]) -> Result<Self> {
        let hessian = Array2::from_diag(&Array1::from(eigenvalues.to_vec()));
        Self::new(hessian, Array1::zeros(eigenvalues.len()), 0.0)
    }

    /// S1's bowl, $0.5 x^2 + 0.1 y^2$, on which its six step rules run.
    pub fn bowl() -> Self {
        Self::named("bowl", [1.0, 0.2], 0.0)
    }

    /// S1's hill, $-0.02 x^2 - 0.02 y^2 + 20$. It has a maximum and no minimum.
    pub fn hill() -> Self {
        Self::named("hill", [-0.04, -0.04], 20.0)
    }

    /// The saddle $x^2 - y^2$: at the origin the gradient is 0, and there is no minimum.
    pub fn saddle() -> Self {
        Self::named("saddle", [2.0, -2.0], 0.0)
    }

    fn named(name: &'static str, eigenvalues: [f64; 2], constant: f64) -> Self {
        let function = Self::diagonal(&eigenvalues).expect("finite eigenvalues");
        Self {
            constant,
            name,
            ..function
        }
    }

    /// The Hessian $H$, the same everywhere.
    pub fn curvature(&self) -> &Array2<f64> {
        &self.hessian
    }

    /// The eigenvalues and eigenvectors of the Hessian.
    pub fn eigen(&self) -> &Eigen {
        &self.eigen
    }

    fn smallest(&self) -> f64 {
        self.eigen.values()[0]
    }

    fn largest(&self) -> f64 {
        self.eigen.values()[self.eigen.values().len() - 1]
    }

    /// The condition number of the Hessian, $\lambda_{\max} / \lambda_{\min}$: 1 for a round bowl,
    /// large for a narrow valley.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with the smallest eigenvalue, if it is not positive.
    pub fn condition_number(&self) -> Result<f64> {
        Ok(self.largest() / positive("the smallest eigenvalue", self.smallest())?)
    }

    /// The largest stable rate, $2 / \lambda_{\max}$: with any greater one plain descent diverges,
    /// with any smaller one it converges.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with the smallest eigenvalue, if it is not positive: where a function
    /// bends down, no rate is stable.
    pub fn largest_stable_rate(&self) -> Result<f64> {
        positive("the smallest eigenvalue", self.smallest())?;
        Ok(2.0 / self.largest())
    }

    /// The rate and the momentum with which the heavy ball converges fastest, if constant:
    ///
    /// $$\eta = \left( \frac{2}{\sqrt{\lambda_{\max}} + \sqrt{\lambda_{\min}}} \right)^2, \qquad
    ///   \beta = \left( \frac{\sqrt{\lambda_{\max}} - \sqrt{\lambda_{\min}}}{\sqrt{\lambda_{\max}} + \sqrt{\lambda_{\min}}} \right)^2$$
    ///
    /// In the long run each step then multiplies the distance by $\sqrt\beta$.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with the smallest eigenvalue, if it is not positive.
    ///
    /// # References
    /// B. T. Polyak, 1964, [doi:10.1016/0041-5553(64)90137-5](https://doi.org/10.1016/0041-5553%2864%2990137-5).
    ///
    /// ```
    /// use downhill::objective::Quadratic;
    /// let (rate, momentum) = Quadratic::diagonal(&[1.0, 9.0])?.fastest_momentum()?;
    /// assert!((rate - 0.25).abs() < 1e-15 && (momentum - 0.25).abs() < 1e-15);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn fastest_momentum(&self) -> Result<(f64, f64)> {
        let low = positive("the smallest eigenvalue", self.smallest())?.sqrt();
        let high = self.largest().sqrt();
        let square = |x: f64| x * x;
        Ok((
            square(2.0 / (high + low)),
            square((high - low) / (high + low)),
        ))
    }

    /// How many steps plain descent will take from `start` until the gradient's norm is below
    /// `tolerance`, computed without taking them. `None` if the gradient never gets so small.
    ///
    /// Along the eigenvector of $\lambda$ each step multiplies the gradient by
    /// $1 - \eta \lambda$, so that after $k$ steps its square norm is
    /// $\sum_i g_i^2 (1 - \eta \lambda_i)^{2k}$. The answer is one more than the first such $k$:
    /// the step is taken before the gradient that made it is looked at (S1's convention).
    ///
    /// # Errors
    /// Those of [`Evaluate`](super::Evaluate) for the start; [`Error::OutOfRange`] for a rate or a
    /// tolerance that is not positive.
    ///
    /// ```
    /// use downhill::objective::Quadratic;
    /// // S1's first two step rules: rates 0.001 and 1.66.
    /// let bowl = Quadratic::bowl();
    /// assert_eq!(bowl.steps_to(&[-6.0, -6.0], 0.001, 1e-4)?, Some(46_960));
    /// assert_eq!(bowl.steps_to(&[-6.0, -6.0], 1.66, 1e-4)?, Some(28));
    /// assert_eq!(bowl.steps_to(&[-6.0, -6.0], 2.01, 1e-4)?, None);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn steps_to<P: Coordinates<Elem = f64> + ?Sized>(
        &self,
        start: &P,
        learning_rate: f64,
        tolerance: f64,
    ) -> Result<Option<u64>> {
        let start = check_point("the start", self, start)?;
        let rate = positive("learning rate", learning_rate)?;
        let tolerance = positive("tolerance", tolerance)?;
        let gradient = self.hessian.dot(&start) + &self.linear;
        let along: Vec<(f64, f64)> = self
            .eigen
            .vectors()
            .columns()
            .into_iter()
            .zip(self.eigen.values())
            .map(|(axis, lambda)| (axis.dot(&gradient), (1.0 - rate * lambda).abs()))
            // What is 0 stays 0, also where its factor's powers overflow.
            .filter(|&(g, _)| g != 0.0)
            .collect();
        let norm_after = |k: u64| {
            along.iter().fold(0.0_f64, |norm, (g, factor)| {
                hypot(norm, g * powf(*factor, k as f64))
            })
        };
        // A component that does not shrink and is too large already stays so.
        if along
            .iter()
            .any(|(g, factor)| *factor >= 1.0 && g.abs() >= tolerance)
        {
            return Ok(None);
        }
        // The square norm is a sum of powers, so it is convex in k: it falls, and where a component grows it rises
        // again. Its slope's sign tells on which side of its lowest place k is.
        let rises_at = |k: u64| {
            let parts = along.iter().map(|(g, f)| (g * powf(*f, k as f64), ln(*f)));
            let largest = parts
                .clone()
                .fold(0.0_f64, |most, (g, _)| most.max(g.abs()));
            let slope = parts
                .filter(|&(g, _)| g != 0.0)
                .fold(0.0, |sum, (g, log)| sum + (g / largest).powi(2) * log);
            largest.is_infinite() || slope >= 0.0
        };
        let mut enough: u64 = 1;
        while norm_after(enough) >= tolerance && !rises_at(enough) {
            if enough > 1 << 60 {
                return Ok(None);
            }
            enough *= 2;
        }
        let lowest = first(enough, rises_at);
        // The lowest place lies between two steps; before it the norm falls.
        let Some(end) = [lowest.saturating_sub(1), lowest]
            .into_iter()
            .find(|&k| norm_after(k) < tolerance)
        else {
            return Ok(None);
        };
        Ok(Some(first(end, |k| norm_after(k) < tolerance) + 1))
    }
}

/// The first number up to `end` that has a property which all after it have, too; `end` if none has.
fn first(end: u64, has: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if has(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

impl Objective for Quadratic {
    fn name(&self) -> &str {
        self.name
    }

    fn dim(&self) -> usize {
        self.linear.len()
    }

    fn value_at(&self, at: ArrayView1<f64>) -> f64 {
        0.5 * at.dot(&self.hessian.dot(&at)) + self.linear.dot(&at) + self.constant
    }

    fn gradient_at(&self, at: ArrayView1<f64>, mut gradient: ArrayViewMut1<f64>) {
        gradient.assign(&self.linear);
        ndarray::linalg::general_mat_vec_mul(1.0, &self.hessian, &at, 1.0, &mut gradient);
    }

    fn hessian_at(&self, _at: ArrayView1<f64>) -> Option<Array2<f64>> {
        Some(self.hessian.clone())
    }

    fn minima(&self) -> Vec<Minimum> {
        if self.smallest() <= 0.0 {
            return Vec::new();
        }
        let solved = Qr::new(&self.hessian).and_then(|qr| qr.solve(&-&self.linear));
        solved
            .map(|at| Minimum {
                value: self.value_at(at.view()),
                at,
                global: true,
            })
            .into_iter()
            .collect()
    }
}
