//! The scale beside the axes that says which colour means how much.

use crate::brush::Brush;
use crate::canvas::tenths;
use crate::colormap::color;
use crate::digits::short_texts;
use crate::error::Result;
use crate::limits;
use crate::palette::{INK, THIN};
use crate::raster::Raster;
use crate::scale::Scale;
use crate::text::{self, TICK};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};
use std::sync::Arc;

/// Between the axes and the scale, the scale's width, and its ticks, in pixels.
const GAP: f64 = 12.0;
const WIDE: f64 = 13.0;
const TICKS: f64 = 4.0;
const SPACE: f64 = 3.0;
/// How far the scale goes on above its last and below its first level.
const TIP: f64 = 12.0;
/// The least room for a number, from top to top.
const ROW: f64 = 18.0;

/// How a quantity is shown by colour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ColorScale {
    /// One colour between each two levels, and beyond the ends where there is something to show.
    Bands {
        levels: Vec<f64>,
        below: bool,
        above: bool,
    },
    /// A colour for each value.
    Smooth { from: f64, to: f64 },
}

impl ColorScale {
    /// A colour for each value from the lower to the higher; half a unit, or a tenth, about a single one.
    pub(crate) fn over((low, high): (f64, f64)) -> Self {
        let single = (low.abs() * 0.1).max(0.5);
        let (from, to) = if low < high {
            limits::even(low, high)
        } else {
            limits::even(low - single, low + single)
        };
        ColorScale::Smooth { from, to }
    }

    /// How far along a smooth scale a value lies: 0 where it begins, 1 where it ends, and no further.
    pub(crate) fn share(&self, value: f64) -> f64 {
        match self {
            ColorScale::Smooth { from, to } => {
                let value = value.clamp(-limits::MOST, limits::MOST);
                ((value - from) / (to - from)).clamp(0.0, 1.0)
            }
            ColorScale::Bands { .. } => 0.5,
        }
    }

    /// The colour of what lies between level `band` − 1 and level `band`.
    pub(crate) fn band(&self, band: usize) -> RGBColor {
        match self {
            ColorScale::Bands { below, .. } => {
                let class = band as f64 - f64::from(u8::from(!below));
                color(class / (self.classes() - 1.0).max(1.0))
            }
            ColorScale::Smooth { .. } => color(0.5),
        }
    }

    /// The colour of a value, also where bands have one colour for many.
    pub(crate) fn of(&self, value: f64) -> RGBColor {
        match self {
            ColorScale::Bands { levels, below, .. } => {
                let after = levels.partition_point(|&level| level <= value);
                let place = match (after.checked_sub(1), levels.get(after)) {
                    (Some(before), Some(&next)) => {
                        let low = levels[before];
                        before as f64 + (value - low) / (next - low)
                    }
                    (None, _) => 0.0,
                    (Some(last), None) => last as f64,
                };
                let class = place - 0.5 + f64::from(u8::from(*below));
                color(class / (self.classes() - 1.0).max(1.0))
            }
            ColorScale::Smooth { .. } => color(self.share(value)),
        }
    }

    fn classes(&self) -> f64 {
        match self {
            ColorScale::Bands {
                levels,
                below,
                above,
            } => (levels.len() + usize::from(*below) + usize::from(*above)) as f64 - 1.0,
            ColorScale::Smooth { .. } => 1.0,
        }
    }

    /// The room it takes beside the axes, in pixels.
    pub(crate) fn width(&self, high: f64) -> f64 {
        let labels = self.labels(high);
        let widths = labels.iter().map(|(_, label)| text::width(label, TICK));
        GAP + WIDE + TICKS + SPACE + widths.fold(0.0, f64::max)
    }

    /// Numbers, each with how far from the bottom of the scale's even part it stands.
    fn labels(&self, high: f64) -> Vec<(f64, String)> {
        let most = ((high / ROW) as usize).max(2);
        match self {
            ColorScale::Bands { levels, .. } => {
                let every = levels.len().div_ceil(most);
                let last = (levels.len() - 1).max(1) as f64;
                let texts = short_texts(levels).into_iter().enumerate();
                texts
                    .step_by(every)
                    .map(|(i, label)| (i as f64 / last, label))
                    .collect()
            }
            ColorScale::Smooth { from, to } => {
                let scale = Scale::linear(*from, *to);
                let labels = scale.labels(most.min(8)).into_iter();
                labels
                    .map(|(at, label)| (scale.fraction(at), label))
                    .collect()
            }
        }
    }

    /// Draws it to the right of a box; its edges in tenths.
    pub(crate) fn draw(&self, brush: &Brush, right: i32, (top, bottom): (i32, i32)) -> Result<()> {
        let (left, wide) = (right + tenths(GAP), tenths(WIDE));
        let (mut low, mut high) = (bottom, top);
        if let ColorScale::Bands {
            levels,
            below,
            above,
        } = self
        {
            let tip =
                |at: i32, by: i32| vec![(left, at), (left + wide, at), (left + wide / 2, at + by)];
            let by = tenths(TIP);
            if *below {
                low -= by;
                brush.polygon(tip(low, by), self.band(0), 1.0)?;
            }
            if *above {
                high += by;
                brush.polygon(tip(high, -by), self.band(levels.len()), 1.0)?;
            }
            let bands = levels.len() - 1;
            let at = |i: usize| low + (high - low) * i as i32 / bands.max(1) as i32;
            for band in 0..bands {
                let corners = [(left, at(band)), (left + wide, at(band))];
                let above = [(left + wide, at(band + 1)), (left, at(band + 1))];
                let corners = corners.into_iter().chain(above).collect();
                brush.polygon(corners, self.band(band + 1), 1.0)?;
            }
        }
        if let ColorScale::Smooth { .. } = self {
            let size = (wide, low - high);
            brush.image((left, high), size, &Arc::new(Raster::ramp()));
        }
        for (fraction, label) in self.labels(f64::from(bottom - top) / 10.0) {
            let y = low + (f64::from(high - low) * fraction).round() as i32;
            let tick = [left + wide, left + wide + tenths(TICKS)].map(|x| (x, y));
            brush.pen(tick.to_vec(), INK.stroke_width(THIN))?;
            let at = (tick[1].0 + tenths(SPACE), y);
            brush.text(&label, at, TICK, INK, (HPos::Left, VPos::Center))?;
        }
        Ok(())
    }
}
