//! A function sampled on a grid, and its level sets.
//!
//! The kept crate `contour` joins the pieces of marching squares (Lorensen and Cline, 1987, in the plane) to closed rings.

use crate::clip::{Coord, Rect};
use crate::error::{Error, Result};
use crate::limits::MOST;
use contour::ContourBuilder;

/// Stands for a value that is a NaN or infinite: lower than all others, which are cut at [`MOST`].
const HOLE: f64 = -1e307;
/// Nodes added about the grid, copies of its border: so a level set meets the border where it should.
const RIM: usize = 1;

/// Values at the nodes of a grid over a box, row after row from below.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    area: Rect,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

/// Closed rings of points; a point that lies in an odd number of them is inside.
pub(crate) type Rings = Vec<Vec<Coord>>;

impl Grid {
    /// Asks `f` at the corners of `cells` cells across and up.
    pub(crate) fn of(
        f: impl Fn(f64, f64) -> f64,
        area: Rect,
        cells: (usize, usize),
    ) -> Result<Self> {
        let at =
            |(from, to): (f64, f64), i: usize, of: usize| from + (to - from) * i as f64 / of as f64;
        let (columns, rows) = (cells.0 + 1, cells.1 + 1);
        let mut values = Vec::with_capacity(columns * rows);
        for j in 0..rows {
            let y = at(area.y, j, cells.1);
            values.extend((0..columns).map(|i| f(at(area.x, i, cells.0), y)));
        }
        if values.iter().any(|value| value.is_finite()) {
            return Ok(Grid {
                area,
                columns,
                rows,
                values,
            });
        }
        Err(Error::Drawing {
            message: "the function has no finite value at any point of the grid".into(),
        })
    }

    /// How many nodes there are across and up.
    pub(crate) fn nodes(&self) -> (usize, usize) {
        (self.columns, self.rows)
    }

    /// The value at a node, which may be a NaN or infinite.
    pub(crate) fn value(&self, i: usize, j: usize) -> f64 {
        self.values[j * self.columns + i]
    }

    /// The least and the greatest finite value, cut at the largest size that can be drawn.
    pub(crate) fn reach(&self) -> (f64, f64) {
        let finite = self.values.iter().filter(|value| value.is_finite());
        finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &v| {
            (low.min(v.max(-MOST)), high.max(v.min(MOST)))
        })
    }

    fn has_holes(&self) -> bool {
        self.values.iter().any(|value| !value.is_finite())
    }

    /// Where there is a finite value; the rings reach out of the box.
    pub(crate) fn ground(&self) -> Result<Rings> {
        if self.has_holes() {
            let mut sets = self.level_sets(&[-2.0 * MOST])?;
            return Ok(sets.remove(0));
        }
        let Rect { x, y } = self.area;
        Ok(vec![vec![
            (x.0, y.0),
            (x.1, y.0),
            (x.1, y.1),
            (x.0, y.1),
            (x.0, y.0),
        ]])
    }

    /// For each level where the function is that high or higher; the rings reach out of the box.
    pub(crate) fn level_sets(&self, levels: &[f64]) -> Result<Vec<Rings>> {
        let (wide, high) = (self.columns + 2 * RIM, self.rows + 2 * RIM);
        let inside = |i: usize, nodes: usize| i.saturating_sub(RIM).min(nodes - 1);
        let mut values = Vec::with_capacity(wide * high);
        for j in 0..high {
            values.extend((0..wide).map(|i| {
                match self.value(inside(i, self.columns), inside(j, self.rows)) {
                    value if value.is_finite() => value.clamp(-MOST, MOST),
                    _ => HOLE,
                }
            }));
        }
        let lines = ContourBuilder::new(wide, high, true)
            .lines(&values, levels)
            .map_err(|error| Error::Drawing {
                message: error.to_string(),
            })?;
        // The crate counts in cells and puts a node in the middle of each.
        let place = |at: f64, (from, to): (f64, f64), nodes: usize| {
            from + (at - 0.5 - RIM as f64) * (to - from) / (nodes - 1) as f64
        };
        let point = |x: f64, y: f64| {
            (
                place(x, self.area.x, self.columns),
                place(y, self.area.y, self.rows),
            )
        };
        Ok(lines
            .iter()
            .map(|line| {
                let rings = line.geometry().0.iter();
                rings
                    .map(|ring| ring.0.iter().map(|c| point(c.x, c.y)).collect())
                    .collect()
            })
            .collect())
    }

    /// The pieces of these rings that have finite values on all sides: the borders of holes are no level set.
    pub(crate) fn off_holes(&self, rings: Rings) -> Rings {
        if !self.has_holes() {
            return rings;
        }
        // The nodes about a place; a hair's breadth more, for the border of a hole lies on its neighbours.
        let nodes = |at: f64, (from, to): (f64, f64), nodes: usize| {
            let place = (at - from) / (to - from) * (nodes - 1) as f64;
            let node = |place: f64| (place.max(0.0) as usize).min(nodes - 1);
            node(place - 1e-6)..=node(place + 1e-6 + 1.0)
        };
        let whole = |p: Coord, q: Coord| {
            let columns = nodes(f64::midpoint(p.0, q.0), self.area.x, self.columns);
            let mut rows = nodes(f64::midpoint(p.1, q.1), self.area.y, self.rows);
            rows.all(|j| columns.clone().all(|i| self.value(i, j).is_finite()))
        };
        let mut pieces: Rings = Vec::new();
        for ring in rings {
            let mut open = false;
            for pair in ring.windows(2) {
                match pieces.last_mut() {
                    _ if !whole(pair[0], pair[1]) => open = false,
                    Some(piece) if open => piece.push(pair[1]),
                    _ => {
                        pieces.push(pair.to_vec());
                        open = true;
                    }
                }
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect {
        x: (-2.0, 2.0),
        y: (-1.0, 3.0),
    };

    #[test]
    fn the_level_set_of_a_bowl_is_a_circle() {
        let bowl = Grid::of(|x, y| x * x + (y - 1.0).powi(2), AREA, (80, 80)).unwrap();
        let sets = bowl.level_sets(&[1.0]).unwrap();
        let circle = &sets[0][sets[0].len() - 1];
        let radii: Vec<f64> = sets[0]
            .iter()
            .flatten()
            .map(|p| p.0.hypot(p.1 - 1.0))
            .filter(|r| *r < 1.9)
            .collect();
        assert!(radii.len() > 100, "{}", radii.len());
        assert!(radii.iter().all(|r| (r - 1.0).abs() < 1e-3), "{radii:?}");
        assert!(circle.len() > 3);
    }

    #[test]
    fn level_sets_meet_the_border_at_a_right_place() {
        // x + y = 0 leaves the box at (−2, 2) and (1, −1).
        let plane = Grid::of(|x, y| x + y, AREA, (8, 8)).unwrap();
        let rings = &plane.level_sets(&[0.0]).unwrap()[0];
        for corner in [(-2.0, 2.0), (1.0, -1.0)] {
            let near = |p: &&Coord| (p.0 - corner.0).hypot(p.1 - corner.1) < 1e-12;
            assert!(rings.iter().flatten().any(|p| near(&p)), "{corner:?}");
        }
    }

    #[test]
    fn holes_are_cut_out() {
        let half = Grid::of(
            |x, y| if x < 0.0 { f64::NAN } else { x + y },
            AREA,
            (40, 40),
        )
        .unwrap();
        assert_eq!(half.reach(), (-1.0, 5.0));
        let ground = half.ground().unwrap();
        assert!(
            ground
                .iter()
                .flatten()
                .all(|p| p.0 > -1e-6 && p.1.is_finite())
        );
        let line = half.off_holes(half.level_sets(&[1.0]).unwrap().remove(0));
        let inside = line.iter().flatten().filter(|p| AREA.contains(**p));
        assert!(inside.clone().count() > 30);
        let off = inside.filter(|p| (p.0 + p.1 - 1.0).abs() > 1e-9);
        assert_eq!(off.collect::<Vec<_>>(), Vec::<&Coord>::new());
        let never = Grid::of(|_, _| f64::INFINITY, AREA, (4, 4));
        assert!(matches!(never, Err(Error::Drawing { .. })));
    }
}
