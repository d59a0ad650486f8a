//! Polygons to try networks on, and their area.

use std::f64::consts::TAU;

use super::point::Point;
use crate::elementary::{cos, sin};

/// A regular polygon about the origin, anticlockwise, with a corner at `(radius, 0)`. Its corners lie on the circle of this
/// radius, its sides touch the circle of `radius * cos(π / sides)`.
///
/// ```
/// use downhill::network::regions::{area, regular};
/// let square = regular(4, 2.0);
/// assert!((area(&square) - 8.0).abs() < 1e-12);
/// assert_eq!(square[0], (2.0, 0.0));
/// ```
pub fn regular(sides: usize, radius: f64) -> Vec<Point> {
    let corner = |i: usize| {
        let angle = TAU * i as f64 / sides as f64;
        (radius * cos(angle), radius * sin(angle))
    };
    (0..sides).map(corner).collect()
}

/// The area of a simple polygon, whichever way its corners go round: half the sum of $x_i y_{i+1} - x_{i+1} y_i$ over
/// its sides, the shoelace formula.
///
/// ```
/// use downhill::network::regions::area;
/// let triangle = [(0.0, 0.0), (4.0, 0.0), (0.0, 3.0)];
/// assert_eq!(area(&triangle), 6.0);
/// ```
pub fn area(corners: &[Point]) -> f64 {
    let next = corners.iter().cycle().skip(1);
    let doubled: f64 = corners
        .iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum();
    doubled.abs() / 2.0
}

/// Four regions that no AND of half-planes recognises, each in a frame from (0, 0) to (10, 10): a star with five points, a
/// letter E, a square spiral, and two squares that touch in a corner. The polygons of a region do not overlap.
///
/// ```
/// use downhill::network::regions::{Regions, area, gallery};
/// let [star, .., (name, squares)] = gallery();
/// assert_eq!((star.0, star.1[0].len()), ("star", 10));
/// assert_eq!((name, squares.len()), ("two squares", 2));
/// assert_eq!(squares.iter().map(|corners| area(corners)).sum::<f64>(), 32.0);
/// assert_eq!(Regions::new(&squares)?.network()?.forward(&[6.0, 7.0])?[0], 1.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn gallery() -> [(&'static str, Vec<Vec<Point>>); 4] {
    let spike = |(i, (x, y)): (usize, Point)| {
        // The first corner points up. Every second one lies further in.
        let radius = if i % 2 == 0 { 4.0 } else { 1.5 };
        (5.0 - radius * y, 5.0 + radius * x)
    };
    let star = regular(10, 1.0)
        .into_iter()
        .enumerate()
        .map(spike)
        .collect();
    let letter = [
        (2, 1),
        (8, 1),
        (8, 3),
        (4, 3),
        (4, 4),
        (7, 4),
        (7, 6),
        (4, 6),
        (4, 7),
        (8, 7),
        (8, 9),
        (2, 9),
    ];
    let spiral = [
        (0.5, 0.5),
        (9.5, 0.5),
        (9.5, 9.5),
        (2.5, 9.5),
        (2.5, 4.0),
        (6.0, 4.0),
        (6.0, 6.0),
        (4.5, 6.0),
        (4.5, 5.0),
        (3.5, 5.0),
        (3.5, 8.0),
        (8.0, 8.0),
        (8.0, 2.0),
        (0.5, 2.0),
    ];
    let below = [(1, 1), (5, 1), (5, 5), (1, 5)];
    let above = [(5, 5), (9, 5), (9, 9), (5, 9)];
    let whole = |corners: &[(i32, i32)]| -> Vec<Point> {
        corners
            .iter()
            .map(|&(x, y)| (f64::from(x), f64::from(y)))
            .collect()
    };
    [
        ("star", vec![star]),
        ("letter", vec![whole(&letter)]),
        ("spiral", vec![spiral.to_vec()]),
        ("two squares", vec![whole(&below), whole(&above)]),
    ]
}
