//! A surface in stretched coordinates: what descent meets that divides its steps.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use crate::check::positive;
use crate::coordinates::Coordinates;
use crate::error::Result;
use crate::objective::{Objective, check_point};

/// A function $f$ in the coordinates $z_i = \sqrt{p_i} x_i$. A step $-\eta \nabla f(x) / p$ in $x$ is a plain step
/// $-\eta$ times the gradient in $z$: to divide the steps is to stretch the surface.
///
/// Its Hessian is $P^{-1/2} H P^{-1/2}$, with the eigenvalues of the *preconditioned Hessian* $P^{-1} H$ and $P = \operatorname{diag}(p)$. So its
/// [`sharpness`](super::sharpness) decides whether such steps are stable: with the $p$ of an
/// [`Optimizer::preconditioner`](crate::optim::Optimizer::preconditioner) up to $2 / \eta$ for RMSProp and up to
/// $(2 + 2 \beta_1) / ((1 - \beta_1) \eta)$ for Adam, as long as $p$ changes little.
///
/// # References
/// J. M. Cohen and others, "Adaptive gradient methods at the edge of stability", 2022,
/// [arXiv:2207.14484](https://arxiv.org/abs/2207.14484).
///
/// # Examples
/// The bowl $\tfrac12 (x^2 + 100 y^2)$, each direction divided by its own curvature, is round:
/// ```
/// use downhill::landscape::{Preconditioned, sharpness};
/// use downhill::{objective::Quadratic, rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let bowl = Quadratic::diagonal(&[1.0, 100.0])?;
/// let round = Preconditioned::new(&bowl, &[1.0, 100.0])?;
/// let at = round.coordinates(&[3.0, 4.0])?;
/// assert_eq!(at.to_vec(), [3.0, 40.0]);
/// let found = sharpness(&round, &at, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert!((found.value - 1.0).abs() < 1e-6);
/// # Ok::<(), downhill::Error>(())
/// ```
pub struct Preconditioned<'a> {
    objective: &'a dyn Objective,
    /// $\sqrt{p}$.
    roots: Array1<f64>,
}

impl<'a> Preconditioned<'a> {
    /// This function, with its steps divided by $p$.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) unless there is one divisor a variable, [`Error::NotFinite`](crate::Error::NotFinite),
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for one that is not positive.
    pub fn new<P>(objective: &'a dyn Objective, p: &P) -> Result<Self>
    where
        P: Coordinates<Elem = f64> + ?Sized,
    {
        let p = check_point("the preconditioner", objective, p)?;
        for &divisor in p {
            positive("an entry of the preconditioner", divisor)?;
        }
        let roots = p.mapv(f64::sqrt);
        Ok(Self { objective, roots })
    }

    /// A point of the function in these coordinates.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) for a point of the wrong dimension, [`Error::NotFinite`](crate::Error::NotFinite).
    pub fn coordinates<P>(&self, x: &P) -> Result<Array1<f64>>
    where
        P: Coordinates<Elem = f64> + ?Sized,
    {
        Ok(&check_point("the point", self.objective, x)? * &self.roots)
    }
}

impl Objective for Preconditioned<'_> {
    fn name(&self) -> &str {
        self.objective.name()
    }

    fn dim(&self) -> usize {
        self.objective.dim()
    }

    fn value_at(&self, z: ArrayView1<f64>) -> f64 {
        self.objective.value_at((&z / &self.roots).view())
    }

    fn gradient_at(&self, z: ArrayView1<f64>, mut gradient: ArrayViewMut1<f64>) {
        let x = &z / &self.roots;
        self.objective.gradient_at(x.view(), gradient.view_mut());
        gradient /= &self.roots;
    }

    fn hessian_product_at(
        &self,
        z: ArrayView1<f64>,
        vector: ArrayView1<f64>,
    ) -> Option<Array1<f64>> {
        let [x, along] = [z, vector].map(|of| &of / &self.roots);
        let product = self.objective.hessian_product_at(x.view(), along.view())?;
        Some(product / &self.roots)
    }
}
