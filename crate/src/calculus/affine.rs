//! Affine functions: the ones whose graph is a plane.

use std::fmt;

use ndarray::{Array1, ArrayView1};

use crate::check::{all_finite, finite};
use crate::coordinates::Coordinates;
use crate::error::{Error, Result};

/// An affine function of any number of variables: a slope in each and an intercept.
/// It is what a differentiable function looks like from near by.
///
/// $$z = a \cdot x + b$$
///
/// $a$ has length n. S1 calls affine functions linear; they are that only if $b = 0$.
///
/// # References
/// S1 §2, eq. 2.6.
///
/// # Examples
/// S1's plane $z = 0.5 x + 0.2 y + 3$:
/// ```
/// use downhill::{calculus::Affine, ndarray::array};
/// let f = Affine::new(&[0.5, 0.2], 3.0)?;
/// assert_eq!((f.value(&[0.0, 0.0])?, f.value(&[2.0, 5.0])?), (3.0, 5.0));
/// assert_eq!(f.to_string(), "z = 0.5x + 0.2y + 3");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Affine {
    slopes: Array1<f64>,
    intercept: f64,
}

impl Affine {
    /// The function with slopes $a$ and intercept $b$.
    ///
    /// # Errors
    /// [`Error::Empty`] without slopes, [`Error::NotFinite`].
    pub fn new<P: Coordinates<Elem = f64> + ?Sized>(slopes: &P, intercept: f64) -> Result<Self> {
        let slopes = slopes.coordinates();
        if slopes.is_empty() {
            return Err(Error::Empty {
                what: "the list of slopes",
            });
        }
        all_finite("the slopes", &slopes)?;
        Ok(Self {
            slopes: slopes.to_owned(),
            intercept: finite("the intercept", intercept)?,
        })
    }

    /// The slopes $a$: the gradient, the same everywhere.
    pub fn slopes(&self) -> ArrayView1<'_, f64> {
        self.slopes.view()
    }

    /// The intercept $b$: the value at the origin.
    pub fn intercept(&self) -> f64 {
        self.intercept
    }

    /// The value at a point.
    ///
    /// # Errors
    /// [`Error::Shape`] for a point of the wrong dimension, [`Error::NotFinite`].
    pub fn value<P: Coordinates<Elem = f64> + ?Sized>(&self, at: &P) -> Result<f64> {
        let at = at.coordinates();
        if at.len() != self.slopes.len() {
            return Err(Error::Shape {
                op: "a point and the slopes of an affine function",
                left: at.shape().to_vec(),
                right: self.slopes.shape().to_vec(),
            });
        }
        all_finite("the point", &at)?;
        Ok(self.slopes.dot(&at) + self.intercept)
    }

    /// The normal vector $(-a, 1)$ of the graph, of length n + 1. It points up, and leans downhill.
    ///
    /// ```
    /// use downhill::{calculus::Affine, ndarray::array};
    /// assert_eq!(Affine::new(&[0.5, 0.2], 3.0)?.normal(), array![-0.5, -0.2, 1.0]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn normal(&self) -> Array1<f64> {
        self.slopes.iter().map(|a| -a).chain([1.0]).collect()
    }
}

impl fmt::Display for Affine {
    /// As an equation in x and y, or in x1, x2 and so on if there are more than two variables.
    /// A precision such as `{:.3}` rounds every number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variables: &[&str] = match self.slopes.len() {
            1 | 2 => &["x", "y"],
            _ => &[],
        };
        write_equation(f, "z", variables, self)
    }
}

/// Writes `left = ax + by + c`, with the formatter's precision. Variables without a name are called
/// x1, x2 and so on.
pub(crate) fn write_equation(
    f: &mut fmt::Formatter<'_>,
    left: &str,
    variables: &[&str],
    function: &Affine,
) -> fmt::Result {
    let text = |value: f64| match f.precision() {
        Some(digits) => format!("{value:.digits$}"),
        None => value.to_string(),
    };
    let sign = |value: f64| if value.is_sign_negative() { '-' } else { '+' };
    let mut equation = format!("{left} = ");
    for (i, &slope) in function.slopes.iter().enumerate() {
        if i == 0 {
            equation += &text(slope);
        } else {
            equation += &format!(" {} {}", sign(slope), text(slope.abs()));
        }
        match variables.get(i) {
            Some(name) => equation += name,
            None => equation += &format!(" x{}", i + 1),
        }
    }
    let intercept = function.intercept;
    equation += &format!(" {} {}", sign(intercept), text(intercept.abs()));
    f.write_str(&equation)
}
