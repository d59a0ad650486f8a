//! Planes in space, upright ones included.

use ndarray::aview1;

use super::Affine;
use crate::check::{all_finite, finite};
use crate::elementary::{atan2, hypot};
use crate::error::{Error, Result};
use crate::norm::{length, usual};

/// A plane in space, given by a normal vector and an offset: the points $p$ with $n \cdot p = d$.
/// Unlike an affine function it may stand upright.
///
/// The length of the normal does not matter: $(n, d)$ and $(k n, k d)$ are one plane.
///
/// # References
/// S1 §2, eq. 2.2 to 2.5.
///
/// # Examples
/// ```
/// use downhill::calculus::{Affine, Plane};
/// let plane = Plane::of(&Affine::new(&[0.5, 0.2], 3.0)?)?;
/// assert!(plane.distance([2.0, 5.0, 5.0])? < 1e-15);
/// assert!(Plane::new([-1.0, -0.4, 2.0], 6.0)?.is_same(&plane)); // S1 eq. 2.4: scaled by 2
/// let upright = Plane::new([-2.0, -3.0, 0.0], 3.0)?;            // S1 eq. 2.5
/// assert!(upright.is_vertical() && upright.intercept().is_none());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    normal: [f64; 3],
    offset: f64,
}

impl Plane {
    /// The plane $n \cdot p = d$.
    ///
    /// # Errors
    /// [`Error::NotFinite`]; [`Error::OutOfRange`] for a normal of length 0.
    pub fn new(normal: [f64; 3], offset: f64) -> Result<Self> {
        all_finite("the normal", &aview1(&normal))?;
        finite("the offset", offset)?;
        if length(&normal) == 0.0 {
            return Err(Error::OutOfRange {
                name: "the length of the normal",
                value: 0.0,
                range: "positive",
            });
        }
        Ok(Self { normal, offset })
    }

    /// The graph of an affine function of two variables, with the normal $(-a_1, -a_2, 1)$.
    ///
    /// # Errors
    /// [`Error::Shape`] unless it has two variables.
    pub fn of(function: &Affine) -> Result<Self> {
        match function.normal().to_vec()[..] {
            [x, y, z] => Self::new([x, y, z], function.intercept()),
            _ => Err(Error::Shape {
                op: "a plane needs an affine function of two variables",
                left: function.slopes().shape().to_vec(),
                right: vec![2],
            }),
        }
    }

    /// The normal vector, as it was given.
    pub fn normal(&self) -> [f64; 3] {
        self.normal
    }

    /// The offset $d$, as it was given.
    pub fn offset(&self) -> f64 {
        self.offset
    }

    /// The distance of a point from the plane.
    ///
    /// # Errors
    /// [`Error::NotFinite`].
    pub fn distance(&self, point: [f64; 3]) -> Result<f64> {
        all_finite("the point", &aview1(&point))?;
        let Self { normal, offset } = self.usual();
        Ok((dot(normal, point) - offset).abs() / length(&normal))
    }

    /// Whether it stands upright: the normal lies flat, and no height belongs to a point (x, y).
    pub fn is_vertical(&self) -> bool {
        self.normal[2] == 0.0
    }

    /// The affine function whose graph it is; `None` if it stands upright.
    pub fn affine(&self) -> Option<Affine> {
        let [x, y, z] = self.normal;
        if self.is_vertical() {
            return None;
        }
        Affine::new(&[-x / z, -y / z], self.offset / z).ok()
    }

    /// Where it meets the z axis; `None` if it stands upright.
    pub fn intercept(&self) -> Option<f64> {
        self.affine().map(|function| function.intercept())
    }

    /// The height over the point (x, y); `None` if it stands upright.
    pub fn height(&self, x: f64, y: f64) -> Option<f64> {
        let [a, b, c] = self.normal;
        (!self.is_vertical()).then(|| (self.offset - a * x - b * y) / c)
    }

    /// The angle between it and the ground, in degrees: 0 for a level plane, 90 for an upright one.
    ///
    /// ```
    /// use downhill::calculus::Plane;
    /// let tilt = Plane::new([-1.0, 0.0, 1.0], 0.0)?.tilt();
    /// assert!((tilt - 45.0).abs() < 1e-12);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn tilt(&self) -> f64 {
        let [x, y, z] = self.usual().normal;
        atan2(hypot(x, y), z.abs()).to_degrees()
    }

    /// Whether both are the same set of points, up to rounding.
    pub fn is_same(&self, other: &Self) -> bool {
        self.usual().is_near(&other.usual())
    }

    /// The same plane; a normal whose square is no ordinary number is brought near length 1.
    fn usual(&self) -> Self {
        let scale = usual(&self.normal);
        Self {
            normal: self.normal.map(|x| x * scale),
            offset: self.offset * scale,
        }
    }

    fn is_near(&self, other: &Self) -> bool {
        let scale = dot(self.normal, other.normal) / dot(other.normal, other.normal);
        let near =
            |a: f64, b: f64| (a - b).abs() <= 1e-12 * length(&self.normal).max(self.offset.abs());
        self.normal
            .iter()
            .zip(other.normal)
            .all(|(&a, b)| near(a, scale * b))
            && near(self.offset, scale * other.offset)
    }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
