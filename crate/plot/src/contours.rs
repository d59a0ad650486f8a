//! A function's level sets, with the colours between them.

use crate::clip::Rect;
use crate::color_scale::ColorScale;
use crate::error::Result;
use crate::field::{Grid, Rings};
use crate::levels;

/// A function's level sets.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contours {
    pub(crate) levels: Vec<f64>,
    /// Areas, each on top of those before, with the band that they begin.
    pub(crate) areas: Vec<(usize, Rings)>,
    /// The lines at the levels.
    pub(crate) lines: Vec<Rings>,
    /// The colours, if the areas are filled.
    pub(crate) scale: Option<ColorScale>,
}

impl Contours {
    pub(crate) fn of(
        f: impl Fn(f64, f64) -> f64,
        area: Rect,
        levels: &[f64],
        cells: (usize, usize),
        filled: bool,
    ) -> Result<Self> {
        levels::check(levels)?;
        let grid = Grid::of(f, area, cells)?;
        let sets = grid.level_sets(levels)?;
        let (low, high) = grid.reach();
        let scale = ColorScale::Bands {
            levels: levels.to_vec(),
            below: low < levels[0],
            above: high > levels[levels.len() - 1],
        };
        let mut areas = Vec::new();
        if filled {
            if low < levels[0] {
                areas.push((0, grid.ground()?));
            }
            areas.extend(
                sets.iter()
                    .cloned()
                    .enumerate()
                    .map(|(i, set)| (i + 1, set)),
            );
        }
        Ok(Contours {
            levels: levels.to_vec(),
            areas,
            lines: sets.into_iter().map(|set| grid.off_holes(set)).collect(),
            scale: filled.then_some(scale),
        })
    }
}
