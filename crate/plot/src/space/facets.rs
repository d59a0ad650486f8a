//! The facets of surfaces, ordered from the far ones to the near ones, each cut where surfaces cross.

use super::sheet::Sheet;
use super::view::Place;

/// A piece of a surface over one cell of the mesh.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facet {
    /// Which surface.
    pub(super) sheet: usize,
    pub(super) corners: Vec<Place>,
    /// The height of its middle.
    pub(super) middle: f64,
}

/// A corner over the floor, with the height of every surface there.
#[derive(Debug, Clone, PartialEq)]
struct Corner {
    at: [f64; 2],
    heights: Vec<f64>,
}

impl Corner {
    /// The corner a share of the way to another.
    fn toward(&self, other: &Corner, share: f64) -> Corner {
        let mix = |a: f64, b: f64| a + share * (b - a);
        let heights = self.heights.iter().zip(&other.heights);
        Corner {
            at: [0, 1].map(|i| mix(self.at[i], other.at[i])),
            heights: heights.map(|(&a, &b)| mix(a, b)).collect(),
        }
    }
}

/// All facets of a mesh of `cells` cells a side; the first is the farthest from the eye.
///
/// Seen along parallel lines, a cell of a mesh over the floor hides only cells that are farther from the eye along
/// x and along y. So the order of the cells does, and within a cell the order of the heights.
pub(super) fn facets(sheets: &[Sheet], cells: usize, near: [f64; 2]) -> Vec<Facet> {
    let order = |near: f64| -> Vec<usize> {
        if near > 0.5 {
            (0..cells).collect()
        } else {
            (0..cells).rev().collect()
        }
    };
    let mut all = Vec::new();
    for &j in &order(near[1]) {
        for &i in &order(near[0]) {
            let mut here = cell(sheets, (i, j), cells);
            here.sort_by_key(|(rank, _)| *rank);
            all.extend(here.into_iter().map(|(_, facet)| facet));
        }
    }
    all
}

/// The facets over one cell, each with how many surfaces lie under it.
fn cell(sheets: &[Sheet], (i, j): (usize, usize), cells: usize) -> Vec<(usize, Facet)> {
    let corner = |(i, j): (usize, usize)| Corner {
        at: [i, j].map(|n| n as f64 / cells as f64),
        heights: sheets.iter().map(|sheet| sheet.node(i, j, cells)).collect(),
    };
    let square = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)].map(corner);
    let whole = |sheet: &usize| square.iter().all(|c| !c.heights[*sheet].is_nan());
    let here: Vec<usize> = (0..sheets.len()).filter(whole).collect();
    let mut found = Vec::new();
    for &sheet in &here {
        let low = cut(&square, |c| c.heights[sheet]);
        let mut pieces = vec![cut(&low, |c| 1.0 - c.heights[sheet])];
        for &other in here.iter().filter(|&&other| other != sheet) {
            let over = |c: &Corner| c.heights[sheet] - c.heights[other];
            pieces = pieces
                .iter()
                .flat_map(|piece| match piece.iter().all(|c| over(c) == 0.0) {
                    true => vec![piece.clone()],
                    false => vec![cut(piece, over), cut(piece, |c| -over(c))],
                })
                .collect();
        }
        for piece in pieces.into_iter().filter(|piece| piece.len() > 2) {
            let mean = |sheet: usize| {
                piece.iter().map(|c| c.heights[sheet]).sum::<f64>() / piece.len() as f64
            };
            // Where two surfaces are one, the later lies on the earlier.
            let under = |&&other: &&usize| {
                let gap = mean(sheet) - mean(other);
                other != sheet && (gap > 1e-12 || (gap.abs() <= 1e-12 && other < sheet))
            };
            let rank = here.iter().filter(under).count();
            let middle = mean(sheet);
            let corners = piece.iter().map(|c| [c.at[0], c.at[1], c.heights[sheet]]);
            let corners = corners.collect();
            found.push((
                rank,
                Facet {
                    sheet,
                    corners,
                    middle,
                },
            ));
        }
    }
    found
}

/// The part of a polygon where a quantity is not negative (Sutherland and Hodgman, 1974).
fn cut(polygon: &[Corner], quantity: impl Fn(&Corner) -> f64) -> Vec<Corner> {
    let mut kept = Vec::new();
    for (i, here) in polygon.iter().enumerate() {
        let next = &polygon[(i + 1) % polygon.len()];
        let (a, b) = (quantity(here), quantity(next));
        if a >= 0.0 {
            kept.push(here.clone());
        }
        if (a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0) {
            kept.push(here.toward(next, a / (a - b)));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::sheet::FINE;
    use super::*;
    use crate::clip::Rect;
    use crate::field::Grid;
    use crate::scale::Scale;

    fn sheet(f: impl Fn(f64, f64) -> f64) -> Sheet {
        let grid = Grid::of(f, Rect::UNIT, (FINE, FINE)).unwrap();
        Sheet::of(&grid, &Scale::linear(0.0, 1.0))
    }

    #[test]
    fn near_cells_come_last() {
        let facets = facets(&[sheet(|_, _| 0.5)], 4, [1.0, 0.0]);
        assert_eq!(facets.len(), 16);
        assert_eq!(facets[0].corners[0], [0.0, 0.75, 0.5]);
        assert_eq!(facets[15].corners[0], [0.75, 0.0, 0.5]);
    }

    #[test]
    fn surfaces_that_cross_are_cut_and_the_lower_part_comes_first() {
        let sheets = [sheet(|_, _| 0.5), sheet(|x, _| x)];
        let facets = facets(&sheets, 3, [1.0, 1.0]);
        // Three columns of cells: in the middle one both surfaces are cut in two.
        assert_eq!(facets.len(), 3 * (2 + 4 + 2));
        let middle: Vec<&Facet> = facets
            .iter()
            .filter(|f| {
                f.corners
                    .iter()
                    .all(|c| (0.3..0.7).contains(&c[0]) && c[1] < 0.4)
            })
            .collect();
        assert_eq!(middle.len(), 4);
        let low = |f: &Facet| (f.sheet == 1) == (f.corners.iter().all(|c| c[0] < 0.51));
        assert!(low(middle[0]) && low(middle[1]) && !low(middle[2]) && !low(middle[3]));
    }

    #[test]
    fn nothing_leaves_the_box() {
        let facets = facets(&[sheet(|x, y| 3.0 * x - y)], 24, [1.0, 1.0]);
        let heights = facets.iter().flat_map(|f| &f.corners).map(|c| c[2]);
        assert!(heights.clone().all(|w| (-1e-12..=1.0 + 1e-12).contains(&w)));
        assert!(heights.clone().any(|w| w > 0.999) && heights.clone().any(|w| w < 0.001));
        let holes = super::facets(
            &[sheet(|x, _| if x > 0.6 { f64::NAN } else { 0.5 })],
            24,
            [1.0, 1.0],
        );
        assert_eq!(holes.len(), 14 * 24);
    }
}
