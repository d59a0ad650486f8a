//! Points of the plane.

/// A point of the plane, as $(x_1, x_2)$.
pub type Point = (f64, f64);
