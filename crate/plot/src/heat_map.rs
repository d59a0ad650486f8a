//! A function's values as colours, pixel by pixel.

use crate::clip::Rect;
use crate::color_scale::ColorScale;
use crate::error::Result;
use crate::field::Grid;
use crate::raster::Raster;
use std::sync::Arc;

/// Pixels of a heat map, across and up.
const PIXELS: (usize, usize) = (240, 180);

/// A function's values as colours.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeatMap {
    /// The box that it fills.
    pub(crate) area: Rect,
    pub(crate) raster: Arc<Raster>,
    pub(crate) scale: ColorScale,
}

impl HeatMap {
    pub(crate) fn of(f: impl Fn(f64, f64) -> f64, area: Rect) -> Result<Self> {
        // Each pixel has the value in its middle.
        let middles = |(from, to): (f64, f64), of: usize| {
            let half = (to - from) / of as f64 / 2.0;
            (from + half, to - half)
        };
        let (wide, high) = PIXELS;
        let inner = Rect {
            x: middles(area.x, wide),
            y: middles(area.y, high),
        };
        let grid = Grid::of(f, inner, (wide - 1, high - 1))?;
        let scale = ColorScale::over(grid.reach());
        Ok(HeatMap {
            area,
            raster: Arc::new(Raster::of(&grid, |value| scale.share(value))),
            scale,
        })
    }
}
