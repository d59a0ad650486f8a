//! Slopes in every direction: projections of the gradient.

use std::f64::consts::TAU;

use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use crate::check::all_finite;
use crate::coordinates::Coordinates;
use crate::elementary::{cos, sin};
use crate::error::{Error, Result};
use crate::norm::{self, usual};

/// The directional derivative: how fast a function with this gradient rises along a direction.
/// It is the gradient's projection on the direction, with its sign.
///
/// $$\frac{\nabla f \cdot d}{\lVert d \rVert} = \lVert \nabla f \rVert \cos \theta$$
///
/// # Errors
/// [`Error::Shape`] if the lengths differ, [`Error::NotFinite`], [`Error::OutOfRange`] for a
/// direction of length 0.
///
/// # References
/// S1 §3, eq. 3.7 and 3.8.
///
/// # Examples
/// ```
/// use downhill::calculus::directional_derivative;
/// let gradient = [3.0, 4.0];
/// assert_eq!(directional_derivative(&gradient, &[10.0, 0.0])?, 3.0);
/// assert_eq!(directional_derivative(&gradient, &[3.0, 4.0])?, 5.0);  // the steepest
/// assert_eq!(directional_derivative(&gradient, &[-4.0, 3.0])?, 0.0); // along the contour
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn directional_derivative<G, D>(gradient: &G, direction: &D) -> Result<f64>
where
    G: Coordinates<Elem = f64> + ?Sized,
    D: Coordinates<Elem = f64> + ?Sized,
{
    let (gradient, direction) = (gradient.coordinates(), direction.coordinates());
    if gradient.len() != direction.len() {
        return Err(Error::Shape {
            op: "directional derivative, gradient and direction",
            left: gradient.shape().to_vec(),
            right: direction.shape().to_vec(),
        });
    }
    all_finite("the gradient", &gradient)?;
    all_finite("the direction", &direction)?;
    // By powers of two, 1 for numbers of usual size: products that would overflow or vanish do not.
    let [of_gradient, of_direction] = [usual(gradient), usual(direction)];
    let direction = &direction * of_direction;
    let rise = (&gradient * of_gradient).dot(&direction);
    Ok(rise / length(&direction.view())? / of_gradient)
}

/// The directional derivative of a function of two variables in `count` directions, evenly spread
/// over the circle from the x axis on.
///
/// Returns (angle, derivative), the angle in radians.
///
/// # Errors
/// [`Error::Shape`] unless the gradient has two entries, [`Error::NotFinite`], [`Error::Empty`] for
/// a count of 0.
///
/// ```
/// use downhill::calculus::directional_derivatives;
/// let four = directional_derivatives(&[3.0, 4.0], 4)?;
/// assert!((four[1].1 - 4.0).abs() < 1e-15 && (four[2].1 + 3.0).abs() < 1e-15);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn directional_derivatives<P: Coordinates<Elem = f64> + ?Sized>(
    gradient: &P,
    count: usize,
) -> Result<Vec<(f64, f64)>> {
    if count == 0 {
        return Err(Error::Empty {
            what: "the list of directions",
        });
    }
    (0..count)
        .map(|k| {
            let angle = TAU * k as f64 / count as f64;
            let slope = directional_derivative(gradient, &[cos(angle), sin(angle)])?;
            Ok((angle, slope))
        })
        .collect()
}

/// A polar plot of the slopes in all directions, east to the right and north up: each a point as far from the centre as the
/// function is steep there. Uphill they form one circle through the centre, downhill another, and the gradient is the
/// diameter of the first.
///
/// # Errors
/// As [`directional_derivatives`], and [`Error::OutOfRange`] for a gradient of length 0.
///
/// ```
/// use downhill::calculus::polar_slopes;
/// let figure = polar_slopes("two circles that touch at the centre", &[-0.8, -0.2])?.draw()?;
/// assert!(figure.svg().contains("uphill"));
/// # Ok::<(), downhill::Error>(())
/// ```
#[cfg(feature = "plot")]
pub fn polar_slopes<P: Coordinates<Elem = f64> + ?Sized>(
    alt: &str,
    gradient: &P,
) -> Result<crate::plot::Axes> {
    let (mut rising, mut falling) = (Vec::new(), Vec::new());
    for (angle, slope) in directional_derivatives(gradient, 720)? {
        let end = (slope.abs() * cos(angle), slope.abs() * sin(angle));
        if slope >= 0.0 {
            rising.push(end);
        } else {
            falling.push(end);
        }
    }
    steepest_ascent(gradient)?;
    let gradient = gradient.coordinates();
    Ok(crate::plot::Axes::new(alt)
        .x_label("east")
        .y_label("north")
        .equal()
        .line("projection, uphill", &rising)
        .line("projection, downhill", &falling)
        .arrows("gradient", &[((0.0, 0.0), [gradient[0], gradient[1]])]))
}

/// A plane with these slopes in space, with the ring of all points one step from its centre, over the origin at height
/// `height`, and arrows to the highest, the lowest and a level one: steepest ascent as a picture.
///
/// # Errors
/// As [`directional_derivatives`], and [`Error::OutOfRange`] for slopes that are 0.
///
/// ```
/// use downhill::calculus::steepest_on_plane;
/// let figure = steepest_on_plane("a plane and its steepest direction", &[0.5, 0.2], 3.0)?.draw()?;
/// assert!(figure.svg().contains("steepest up"));
/// # Ok::<(), downhill::Error>(())
/// ```
#[cfg(feature = "plot")]
pub fn steepest_on_plane<P: Coordinates<Elem = f64> + ?Sized>(
    alt: &str,
    slopes: &P,
    height: f64,
) -> Result<crate::plot::Axes3d> {
    let of_ring = directional_derivatives(slopes, 72)?;
    let around = of_ring.iter().chain(of_ring.first());
    let ring: Vec<(f64, f64, f64)> = around
        .map(|&(angle, slope)| (cos(angle), sin(angle), height + slope))
        .collect();
    let up = steepest_ascent(slopes)?;
    let steep = directional_derivative(slopes, &up)?;
    let slopes = slopes.coordinates();
    let (a, b, centre) = (slopes[0], slopes[1], (0.0, 0.0, height));
    let reach = 1.0_f64.max(1.7 * steep);
    Ok(crate::plot::Axes3d::new(alt)
        .xyz((-1.2, 1.2), (-1.2, 1.2), (height - reach, height + reach))
        .equal()
        .surface("", move |x, y| a * x + b * y + height)
        .line("one step from the centre", &ring)
        .arrow("steepest up", centre, [up[0], up[1], steep])
        .arrow("steepest down", centre, [-up[0], -up[1], -steep])
        .arrow("level", centre, [-up[1], up[0], 0.0]))
}

/// The direction in which a function with this gradient rises fastest, as a unit vector.
/// Its opposite is the way down that descent takes.
///
/// # Errors
/// [`Error::NotFinite`]; [`Error::OutOfRange`] for a gradient of length 0, which has no direction.
///
/// ```
/// use downhill::{calculus::steepest_ascent, ndarray::array};
/// assert_eq!(steepest_ascent(&[0.0, -2.0])?, array![0.0, -1.0]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn steepest_ascent<P: Coordinates<Elem = f64> + ?Sized>(gradient: &P) -> Result<Array1<f64>> {
    unit(&gradient.coordinates())
}

/// Directions drawn at random, every one of them as likely as every other: `count` unit vectors with
/// `dim` entries, one a row.
///
/// Normally distributed entries have no favourite direction; divided by its length, such a vector lies
/// uniformly on the sphere.
///
/// # Errors
/// [`Error::Empty`] for no entries or no directions.
///
/// # References
/// M. E. Muller, "A note on a method for generating points uniformly on n-dimensional spheres",
/// *Communications of the ACM* 2(4), 1959, 19–20, <https://doi.org/10.1145/377939.377946>.
///
/// # Examples
/// ```
/// use downhill::{calculus::random_directions, prelude::*};
/// let directions = random_directions(3, 5, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!(directions.dim(), (5, 3));
/// assert!(directions.rows().into_iter().all(|d| (d.dot(&d) - 1.0).abs() < 1e-12));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn random_directions(dim: usize, count: usize, rng: &mut impl Rng) -> Result<Array2<f64>> {
    if dim == 0 || count == 0 {
        return Err(Error::Empty {
            what: "the list of directions",
        });
    }
    let mut directions =
        Array2::from_shape_fn((count, dim), |_| rng.sample::<f64, _>(StandardNormal));
    for mut direction in directions.axis_iter_mut(Axis(0)) {
        let unit = unit(&direction.view())?;
        direction.assign(&unit);
    }
    Ok(directions)
}

/// The vector of length 1 in the same direction.
pub(super) fn unit(direction: &ArrayView1<f64>) -> Result<Array1<f64>> {
    all_finite("the direction", direction)?;
    let scale = usual(direction);
    let scaled = direction * scale;
    Ok(&scaled / length(&scaled.view())?)
}

fn length(direction: &ArrayView1<f64>) -> Result<f64> {
    let length = norm::length(direction);
    if length > 0.0 {
        Ok(length)
    } else {
        Err(Error::OutOfRange {
            name: "the length of the direction",
            value: length,
            range: "positive",
        })
    }
}
