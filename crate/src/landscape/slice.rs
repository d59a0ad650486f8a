//! A plane laid through a landscape of many dimensions.

use ndarray::Array1;

use crate::coordinates::Coordinates;
use crate::error::Result;
use crate::objective::{Objective, check_point};

/// A slice through a function of many variables: $g(a, b) = f(x + a u + b v)$.
/// A function of two variables can be drawn, as a heat map or as a surface.
///
/// What is seen depends on $u$ and $v$: two directions of thousands show most of a landscape not at all.
///
/// # Examples
/// ```
/// use downhill::{landscape::Slice, objective::Quadratic};
/// let bowl = Quadratic::diagonal(&[1.0, 2.0, 4.0])?;
/// let slice = Slice::new(&bowl, &[0.0; 3], &[1.0, 0.0, 0.0], &[0.0, 0.0, 1.0])?;
/// assert_eq!(slice.height(3.0, 1.0), 0.5 * 9.0 + 2.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub struct Slice<'a> {
    objective: &'a dyn Objective,
    origin: Array1<f64>,
    axes: [Array1<f64>; 2],
}

impl<'a> Slice<'a> {
    /// The slice through `origin` along these two directions.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) unless each of the three has one number a variable,
    /// [`Error::NotFinite`](crate::Error::NotFinite) for a NaN or an infinity in them.
    pub fn new<P, U, V>(objective: &'a dyn Objective, origin: &P, u: &U, v: &V) -> Result<Self>
    where
        P: Coordinates<Elem = f64> + ?Sized,
        U: Coordinates<Elem = f64> + ?Sized,
        V: Coordinates<Elem = f64> + ?Sized,
    {
        let origin = check_point("the point", objective, origin)?.to_owned();
        let axes = [
            check_point("the first direction", objective, u)?.to_owned(),
            check_point("the second direction", objective, v)?.to_owned(),
        ];
        Ok(Self {
            objective,
            origin,
            axes,
        })
    }

    /// The height at $(a, b)$; a NaN if these are none, or the function gives one there.
    #[must_use]
    pub fn height(&self, a: f64, b: f64) -> f64 {
        let mut at = self.origin.clone();
        at.scaled_add(a, &self.axes[0]);
        at.scaled_add(b, &self.axes[1]);
        if at.iter().all(|x| x.is_finite()) {
            self.objective.value_at(at.view())
        } else {
            f64::NAN
        }
    }

    /// The heights along $u$, at `places` equally spaced places from $-$`reach` to `reach`, in the form in which figures take a line.
    #[must_use]
    pub fn along(&self, reach: f64, places: usize) -> Vec<(f64, f64)> {
        let places = Array1::linspace(-reach, reach, places);
        places.iter().map(|&a| (a, self.height(a, 0.0))).collect()
    }
}
