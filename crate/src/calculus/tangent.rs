//! The tangent plane, and what it leaves over.

use std::f64::consts::TAU;

use ndarray::{Array1, ArrayView1, aview1};

use super::Affine;
use super::direction::unit;
use crate::check::{all_finite, finite, positive};
use crate::coordinates::Coordinates;
use crate::elementary::{cos, sin};
use crate::error::{Error, Result};
use crate::objective::{Evaluate, Objective, check_point};

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
/// Those of [`Evaluate`] for the point; [`Error::NotFinite`] if the value
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
pub fn tangent<O: Objective + ?Sized, P: Coordinates<Elem = f64> + ?Sized>(
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
    pub fn remainder<O: Objective + ?Sized, P: Coordinates<Elem = f64> + ?Sized>(
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
    /// [`Error::OutOfRange`] for a distance that is not positive, or so small that rounding leaves the point where it is, or a
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
    pub fn remainder_ratios<O: Objective + ?Sized, P: Coordinates<Elem = f64> + ?Sized>(
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
                reached(distance, at != self.at)?;
                Ok((distance, self.remainder(objective, &at)?.abs() / distance))
            })
            .collect()
    }
}

/// Fails for a distance at which rounding leaves the point where it is.
fn reached(distance: f64, moved: bool) -> Result<()> {
    if moved {
        return Ok(());
    }
    Err(Error::OutOfRange {
        name: "the distance",
        value: distance,
        range: "large enough to lead to another point",
    })
}

/// How well an affine function with any slopes fits a function of two variables about a point at
/// which both are equal: the largest ratio $|R| / \lVert h \rVert$ over the 360 directions of a
/// compass, at each of the distances $\lVert h \rVert$.
///
/// The ratio tends to $\lVert a - \nabla f \rVert$, so that it vanishes for one choice of the slopes
/// $a$ only. At a point where the function has no tangent it vanishes for none.
///
/// Returns (distance, ratio).
///
/// # Errors
/// [`Error::Shape`] unless objective, point and slopes have two variables, [`Error::NotFinite`] also for
/// a value of the function, [`Error::OutOfRange`] for a distance that is not positive, or so small that rounding leaves a
/// coordinate where it is.
///
/// # References
/// S1 §3, eq. 3.4 to 3.6.
///
/// # Examples
/// ```
/// use downhill::{calculus::worst_remainder_ratios, objective::Quadratic};
/// let hill = Quadratic::hill();
/// let fits = worst_remainder_ratios(&hill, &[20.0, 5.0], &[-0.8, -0.2], &[1e-4])?;
/// let does_not = worst_remainder_ratios(&hill, &[20.0, 5.0], &[-0.7, -0.2], &[1e-4])?;
/// assert!(fits[0].1 < 1e-5 && (does_not[0].1 - 0.1).abs() < 1e-5);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn worst_remainder_ratios<O, P, S>(
    objective: &O,
    at: &P,
    slopes: &S,
    distances: &[f64],
) -> Result<Vec<(f64, f64)>>
where
    O: Objective + ?Sized,
    P: Coordinates<Elem = f64> + ?Sized,
    S: Coordinates<Elem = f64> + ?Sized,
{
    let at = check_point("the point", objective, at)?;
    let slopes = slopes.coordinates();
    all_finite("the slopes", &slopes)?;
    if at.len() != 2 || slopes.len() != 2 {
        return Err(Error::Shape {
            op: "a compass needs a point and slopes of two variables",
            left: at.shape().to_vec(),
            right: slopes.shape().to_vec(),
        });
    }
    let touching = objective.value_at(at);
    let ratio = |distance: f64, angle: f64| {
        let there = [at[0] + distance * cos(angle), at[1] + distance * sin(angle)];
        let value = objective.value_at(aview1(&there));
        // As far as it really is, rounded as `there` is.
        let (u, v) = (there[0] - at[0], there[1] - at[1]);
        // S1 eq. 3.4, solved for R.
        (value - touching - slopes[0] * u - slopes[1] * v).abs() / distance
    };
    distances
        .iter()
        .map(|&distance| {
            positive("the distance", distance)?;
            reached(
                distance,
                at[0] + distance != at[0] && at[1] + distance != at[1],
            )?;
            let mut compass = (0..360).map(|k| TAU * f64::from(k) / 360.0);
            let worst = compass.try_fold(0.0, |worst: f64, angle| {
                finite("the ratio", ratio(distance, angle)).map(|ratio| worst.max(ratio))
            })?;
            Ok((distance, worst))
        })
        .collect()
}
