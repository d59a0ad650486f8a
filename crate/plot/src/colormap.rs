//! The colours of quantities: a map that is even to the eye.
//!
//! Source of the map: van der Walt and Smith, *viridis*, 2015, in the control points that plotters carries.

use plotters::style::RGBColor;
use plotters::style::colors::colormaps::{ColorMap, ViridisRGB};

/// The colour of a fraction: 0 is dark, 1 is light.
pub(crate) fn color(fraction: f64) -> RGBColor {
    // What is not a number, as 0/0 on a scale of no length, has the colour in the middle.
    let fraction = if fraction.is_nan() { 0.5 } else { fraction };
    ViridisRGB.get_color(fraction.clamp(0.0, 1.0))
}
