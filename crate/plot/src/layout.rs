//! Where the parts of one plot go: title, labels, box of the axes, legend.

use crate::axes::Axes;
use crate::brush::RADIUS;
use crate::scale::Scale;
use crate::series::Shape;
use crate::text::{self, LABEL, TICK, TITLE};

/// Pixels between parts.
const GAP: f64 = 8.0;
const LINE: f64 = 1.35;
/// Left of the label of the vertical axis.
const EDGE: f64 = 4.0;

/// The layout of one plot in pixels; its margins are measured from the edges of its cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layout {
    /// Empty room around axes and labels: top, right, bottom, left.
    pub(crate) margin: [f64; 4],
    /// Room for ticks and label left of the axes, and below them.
    pub(crate) labels: (f64, f64),
    /// The most ticks that have room on each axis.
    pub(crate) ticks: (usize, usize),
    /// The radius of points, in tenths.
    pub(crate) radius: i32,
    /// Are the axes filled with colours?
    pub(crate) filled: bool,
}

impl Layout {
    /// Lays the plot out in a cell of this size; the title has room for `title_lines` at least.
    pub(crate) fn of(
        axes: &Axes,
        (x, y): (&Scale, &Scale),
        (width, height): (f64, f64),
        (legend_height, title_lines): (f64, usize),
    ) -> Self {
        let title = text::wrap(&axes.title, TITLE, width - 2.0 * GAP);
        let lines = title.len().max(title_lines) as f64;
        let top = if lines > 0.0 {
            GAP + lines * TITLE * LINE
        } else {
            GAP + TICK / 2.0
        };
        let mut below = GAP + TICK + 3.0;
        if !axes.x.label.is_empty() {
            below += LABEL * LINE;
        }
        let high = (height - top - below - legend_height).max(40.0);
        let least = if high > 100.0 { 4 } else { 3 };
        let y_ticks = ((high / 42.0) as usize).clamp(least, 8);
        let widest = |labels: &[(f64, String)]| {
            let widths = labels.iter().map(|(_, label)| text::width(label, TICK));
            widths.fold(0.0, f64::max)
        };
        let mut left = EDGE + 2.0 * GAP + widest(&y.labels(y_ticks));
        if !axes.y.label.is_empty() {
            left += LABEL * LINE;
        }
        let scale = axes.color_scale();
        let mut right = match scale {
            Some(scale) => scale.width(high) + GAP,
            None => GAP + TICK / 2.0,
        };
        let wide = (width - left - right).max(40.0);
        let most = ((wide / 38.0) as usize).clamp(3, 10);
        let fits = |n: &usize| {
            let labels = x.labels(*n);
            labels.len() as f64 * (widest(&labels) + 1.2 * GAP) <= wide
        };
        let x_ticks = (2..=most).rev().find(fits).unwrap_or(2);
        // The last label may stick out to the right of the axes.
        if let Some((at, label)) = x.labels(x_ticks).last() {
            let out = text::width(label, TICK) / 2.0 - (1.0 - x.fraction(*at)) * wide;
            right = right.max(out + GAP / 2.0);
        }
        let mut margin = [top, right, legend_height, EDGE];
        if axes.equal {
            let wide = width - left - right;
            let (per_x, per_y) = ((x.to - x.from) / wide, (y.to - y.from) / high);
            let spare_x = (wide - (x.to - x.from) / per_x.max(per_y)).max(0.0);
            let spare_y = (high - (y.to - y.from) / per_x.max(per_y)).max(0.0);
            for (margin, spare) in margin.iter_mut().zip([spare_y, spare_x, spare_y, spare_x]) {
                *margin += spare / 2.0;
            }
        }
        Layout {
            margin,
            labels: (left - EDGE, below),
            ticks: (x_ticks, y_ticks),
            radius: radius(axes),
            filled: scale.is_some(),
        }
    }
}

/// Markers shrink where there are many, so that a cloud still shows its shape.
fn radius(axes: &Axes) -> i32 {
    let points = axes.series.iter().map(|series| match &series.shape {
        Shape::Points(points) => points.len(),
        _ => 0,
    });
    match points.max() {
        None | Some(0..=60) => RADIUS,
        Some(61..=200) => 35,
        Some(201..=1000) => 27,
        Some(_) => 20,
    }
}
