//! Where a vector field points, on a grid of places.

use crate::check;
use crate::clip::{Coord, Rect};
use crate::error::{Error, Result};

/// Where arrows point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Directions {
    /// How far apart the arrows are, in the units of the axes.
    pub(crate) spacing: (f64, f64),
    /// The middle of each arrow, and a vector along it, in the units of the axes.
    pub(crate) arrows: Vec<(Coord, Coord)>,
}

impl Directions {
    /// Asks `f` at the middles of a grid with so many columns.
    pub(crate) fn of(
        f: impl Fn(f64, f64) -> (f64, f64),
        area: Rect,
        columns: usize,
    ) -> Result<Self> {
        if !(2..=60).contains(&columns) {
            return Err(Error::OutOfRange {
                name: "columns",
                value: columns as f64,
                range: "from 2 to 60",
            });
        }
        let rows = (columns * 4).div_ceil(5);
        let spacing = (
            (area.x.1 - area.x.0) / columns as f64,
            (area.y.1 - area.y.0) / rows as f64,
        );
        let places = (0..rows).flat_map(|j| (0..columns).map(move |i| (i, j)));
        let arrows: Vec<(Coord, Coord)> = places
            .map(|(i, j)| {
                let x = area.x.0 + (i as f64 + 0.5) * spacing.0;
                let y = area.y.0 + (j as f64 + 0.5) * spacing.1;
                ((x, y), f(x, y))
            })
            .filter(|(_, (u, v))| u.is_finite() && v.is_finite() && (*u, *v) != (0.0, 0.0))
            .collect();
        if arrows.is_empty() {
            return Err(Error::Empty {
                what: "the field of directions",
            });
        }
        let rows: Vec<[f64; 2]> = arrows.iter().map(|&(_, (u, v))| [u, v]).collect();
        check::rows("directions", &rows)?;
        Ok(Directions { spacing, arrows })
    }
}
