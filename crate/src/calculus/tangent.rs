//! The tangent plane, and what it leaves over.

use ndarray::{Array1, ArrayView1};

use super::Affine;
use super::direction::unit;
use crate::check::positive;
use crate::error::Result;
use crate::objective::{Evaluate, Objective, Point, check_point};

/// The affine function that agrees with a function at a point so well that the rest vanishes faster
/// than the distance: its tangent there.
///
/// $$f(x) = f(x_0) + \nabla f(x_0) \cdot (x - x_0) + R, \qquad
/// \lim_{x \to x_0} \frac{|R|}{\lVert x - x_0 \rVert} = 0$$
///
/// Made by [`tangent`].
#[derive(Debug, Clone, PartialEq)]
pub struct Tangent {
    at: Array1<f64>,
    touching: f64,
    affine: Affine,
}

/// The tangent of `objective` at a point. For two variables its graph is the tangent plane.
///
/// # Errors
/// Those of [`Evaluate`] for the point; [`Error::NotFinite`](crate::Error::NotFinite) if the value
/// or the gradient there is not finite.
///
/// # References
/// S1 §3, eq. 3.4 to 3.6.
///
/// # Examples
/// S1's hill at (20, 5):
/// ```
/// use downhill::{calculus::tangent, objective::Quadratic};
/// let tangent = tangent(&Quadratic::hill(), &[20.0, 5.0])?;
/// assert_eq!(format!("{:.1}", tangent.affine()), "z = -0.8x - 0.2y + 28.5");
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn tangent<O: Objective + ?Sized, P: Point<Elem = f64> + ?Sized>(
    objective: &O,
    at: &P,
) -> Result<Tangent> {
    let gradient = objective.gradient(at)?;
    let at = at.coordinates().to_owned();
    let touching = objective.value_at(at.view());
    // S1 eq. 3.3.
    let affine = Affine::new(&gradient, touching - gradient.dot(&at))?;
    Ok(Tangent {
        at,
        touching,
        affine,
    })
}

impl Tangent {
    /// The point at which it touches.
    pub fn at(&self) -> ArrayView1<'_, f64> {
        self.at.view()
    }

    /// The value of the function where it touches.
    pub fn touching(&self) -> f64 {
        self.touching
    }

    /// The affine function.
    pub fn affine(&self) -> &Affine {
        &self.affine
    }

    /// The remainder $R$: by how much the function lies above its tangent at another point.
    ///
    /// # Errors
    /// Those of [`Evaluate`] for the point.
    pub fn remainder<O: Objective + ?Sized, P: Point<Elem = f64> + ?Sized>(
        &self,
        objective: &O,
        at: &P,
    ) -> Result<f64> {
        let point = check_point("the point", objective, at)?;
        let rise = objective.value_at(point) - self.touching;
        Ok(rise - self.affine.slopes().dot(&(&point - &self.at)))
    }

    /// The ratio $|R| / \lVert h \rVert$ at points $x_0 + h$ in one direction, for each of the distances
    /// $\lVert h \rVert$. For a differentiable function it goes to 0 with the distance.
    ///
    /// Returns (distance, ratio).
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) for a distance that is not positive or a
    /// direction of length 0; those of [`remainder`](Self::remainder).
    ///
    /// ```
    /// use downhill::{calculus::tangent, objective::Quadratic};
    /// let hill = Quadratic::hill();
    /// // R = -0.02 |h|², so the ratio is 0.02 |h|.
    /// let ratios = tangent(&hill, &[20.0, 5.0])?.remainder_ratios(&hill, &[1.0, 1.0], &[1.0, 0.1])?;
    /// assert!((ratios[0].1 - 0.02).abs() < 1e-12 && (ratios[1].1 - 0.002).abs() < 1e-12);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn remainder_ratios<O: Objective + ?Sized, P: Point<Elem = f64> + ?Sized>(
        &self,
        objective: &O,
        direction: &P,
        distances: &[f64],
    ) -> Result<Vec<(f64, f64)>> {
        let direction = unit(&direction.coordinates())?;
        distances
            .iter()
            .map(|&distance| {
                positive("the distance", distance)?;
                let at = &self.at + &(&direction * distance);
                Ok((distance, self.remainder(objective, &at)?.abs() / distance))
            })
            .collect()
    }
}
