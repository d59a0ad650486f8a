//! The regions of a classifier of the plane, as polygons with sharp edges.
//!
//! The classifier is asked along horizontal lines. Where the class changes on a line, the place is found by
//! halving; where two neighbouring lines show different sequences of classes, so is the height between them.
//! Lines with one sequence form a block, and each run of a block is one polygon.

use crate::clip::{Coord, Rect};

/// How many places a line is first looked at, and how many lines there are.
const COLUMNS: usize = 160;
const ROWS: usize = 96;
/// How often an interval is halved: a column to 1/1000 of a pixel, a row to a tenth.
const HALVINGS_X: u32 = 12;
const HALVINGS_Y: u32 = 6;

/// Polygons with the class they belong to, sorted by class.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DecisionRegions {
    pub(crate) polygons: Vec<(usize, Vec<Coord>)>,
}

/// One horizontal line: its height, and the runs along it as class and where it ends.
#[derive(Clone)]
struct Row {
    y: f64,
    runs: Vec<(usize, f64)>,
}

impl Row {
    fn same_sequence(&self, other: &Row) -> bool {
        let classes = |row: &Row| row.runs.iter().map(|&(class, _)| class).collect::<Vec<_>>();
        classes(self) == classes(other)
    }
}

impl DecisionRegions {
    /// Asks `class` all over the box.
    pub(crate) fn of(class: impl Fn(f64, f64) -> usize, area: Rect) -> Self {
        let at =
            |(from, to): (f64, f64), i: usize, of: usize| from + (to - from) * i as f64 / of as f64;
        let row = |y: f64| scan(&class, area.x, y);
        let mut rows = vec![row(area.y.0)];
        for j in 1..=ROWS {
            let next = row(at(area.y, j, ROWS));
            refine(&row, &mut rows, next, HALVINGS_Y);
        }
        let mut polygons: Vec<(usize, Vec<Coord>)> = Vec::new();
        let mut start = 0;
        while start < rows.len() {
            let block = rows[start..]
                .iter()
                .take_while(|row| row.same_sequence(&rows[start]))
                .count();
            let end = start + block;
            // The gap between two blocks is split between them.
            let low = if start == 0 {
                area.y.0
            } else {
                f64::midpoint(rows[start - 1].y, rows[start].y)
            };
            let high = rows
                .get(end)
                .map_or(area.y.1, |next| f64::midpoint(rows[end - 1].y, next.y));
            polygons.extend(polygons_of(&rows[start..end], area.x.0, (low, high)));
            start = end;
        }
        polygons.sort_by_key(|&(class, _)| class);
        DecisionRegions { polygons }
    }
}

/// The runs of one class along a horizontal line.
fn scan(class: &impl Fn(f64, f64) -> usize, (from, to): (f64, f64), y: f64) -> Row {
    let at = |i: usize| from + (to - from) * i as f64 / COLUMNS as f64;
    let mut runs = Vec::new();
    let mut here = class(from, y);
    for i in 1..=COLUMNS {
        let next = class(at(i), y);
        if next != here {
            let (mut low, mut high) = (at(i - 1), at(i));
            for _ in 0..HALVINGS_X {
                let middle = f64::midpoint(low, high);
                if class(middle, y) == here {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            runs.push((here, f64::midpoint(low, high)));
            here = next;
        }
    }
    runs.push((here, to));
    Row { y, runs }
}

/// Adds `next`, and before it the rows that show where the sequence of classes changes.
fn refine(row: &impl Fn(f64) -> Row, rows: &mut Vec<Row>, next: Row, halvings: u32) {
    let Some(last) = rows.last() else {
        rows.push(next);
        return;
    };
    if halvings > 0 && !last.same_sequence(&next) {
        let middle = row(f64::midpoint(last.y, next.y));
        refine(row, rows, middle, halvings - 1);
        refine(row, rows, next, halvings - 1);
    } else {
        rows.push(next);
    }
}

/// The polygons of rows that share a sequence of classes.
fn polygons_of(rows: &[Row], left: f64, (low, high): (f64, f64)) -> Vec<(usize, Vec<Coord>)> {
    let Some((first, last)) = rows.first().zip(rows.last()) else {
        return Vec::new();
    };
    // The outline's sides, carried straight on to the block's lower and upper edge.
    let side = |run: Option<usize>| -> Vec<Coord> {
        let x = |row: &Row| run.map_or(left, |run| row.runs[run].1);
        let mut side = vec![(x(first), low)];
        side.extend(rows.iter().map(|row| (x(row), row.y)));
        side.push((x(last), high));
        side
    };
    (0..first.runs.len())
        .map(|run| {
            let mut outline = side(run.checked_sub(1));
            outline.extend(side(Some(run)).into_iter().rev());
            (first.runs[run].0, outline)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect {
        x: (-1.0, 1.0),
        y: (-1.0, 1.0),
    };

    fn area_of(polygon: &[Coord]) -> f64 {
        let next = polygon.iter().cycle().skip(1);
        let doubled: f64 = polygon
            .iter()
            .zip(next)
            .map(|(p, q)| p.0 * q.1 - q.0 * p.1)
            .sum();
        doubled.abs() / 2.0
    }

    fn total(regions: &DecisionRegions, class: usize) -> f64 {
        let of_class = regions.polygons.iter().filter(|&&(c, _)| c == class);
        of_class.map(|(_, polygon)| area_of(polygon)).sum()
    }

    #[test]
    fn regions_cover_the_box_with_the_right_areas() {
        let disc = DecisionRegions::of(|x, y| usize::from(x * x + y * y < 0.25), AREA);
        let exact = std::f64::consts::PI * 0.25;
        assert!(
            (total(&disc, 1) - exact).abs() < 1e-3,
            "{}",
            total(&disc, 1)
        );
        assert!((total(&disc, 0) + total(&disc, 1) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn a_horizontal_border_is_found_between_rows() {
        let regions = DecisionRegions::of(|_, y| usize::from(y > 0.1234), AREA);
        assert_eq!(regions.polygons.len(), 2);
        let share = total(&regions, 1) / 4.0;
        assert!((share - (1.0 - 0.1234) / 2.0).abs() < 2e-4, "{share}");
    }
}
