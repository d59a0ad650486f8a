//! The legend: below the plot, in as many rows as it needs.

use crate::brush::{Brush, RADIUS};
use crate::canvas::{Canvas, Px, tenths};
use crate::colormap;
use crate::error::Result;
use crate::palette::{BAR, INK, SHEET, TINT};
use crate::series::{Ink, Series, Shape};
use crate::text::{self, TICK};
use plotters::style::text_anchor::{HPos, VPos};

const SAMPLE: f64 = 26.0;
const SPACE: f64 = 6.0;
const BETWEEN: f64 = 18.0;
/// Left and right of all entries, and above them.
pub(crate) const MARGIN: f64 = 8.0;
const GAP: f64 = 5.0;
/// The height of a row.
const ROW: f64 = 21.0;

/// One name, the series that share it, and where its sample begins.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    name: String,
    series: Vec<Series>,
    x: f64,
    row: usize,
}

/// All entries, placed; each row is centred on the plot.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Legend {
    entries: Vec<Entry>,
    rows: usize,
}

impl Legend {
    /// One entry a name and data colour, in the order of first use, in rows that fit in `width`.
    pub(crate) fn of<'a>(series: impl Iterator<Item = &'a Series>, width: f64) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for series in series.filter(|s| !s.name.is_empty()) {
            let same = |e: &&mut Entry| {
                let ink = e.series[0].ink;
                e.name == series.name && (ink == series.ink || series.ink == Ink::Neutral)
            };
            match entries.iter_mut().find(same) {
                Some(entry) => {
                    let looks_the_same = |s: &Series| {
                        (s.ink, s.marker, s.dash) == (series.ink, series.marker, series.dash)
                            && std::mem::discriminant(&s.shape)
                                == std::mem::discriminant(&series.shape)
                    };
                    if !entry.series.iter().any(looks_the_same) {
                        entry.series.push(series.clone());
                    }
                }
                None => entries.push(Entry {
                    name: series.name.clone(),
                    series: vec![series.clone()],
                    x: 0.0,
                    row: 0,
                }),
            }
        }
        let mut legend = Legend { entries, rows: 0 };
        legend.place(width - 2.0 * MARGIN);
        legend
    }

    fn place(&mut self, room: f64) {
        let width = |e: &Entry| SAMPLE + SPACE + text::width(&e.name, TICK);
        let (mut row, mut x) = (0, 0.0);
        for entry in &mut self.entries {
            if x > 0.0 && x + width(entry) > room {
                (row, x) = (row + 1, 0.0);
            }
            (entry.row, entry.x) = (row, x);
            x += width(entry) + BETWEEN;
            self.rows = row + 1;
        }
        for row in 0..self.rows {
            let in_row = |e: &&Entry| e.row == row;
            let end = self.entries.iter().filter(in_row).map(|e| e.x + width(e));
            let shift = ((room - end.fold(0.0, f64::max)) / 2.0).max(0.0);
            let in_row = self.entries.iter_mut().filter(|e| e.row == row);
            in_row.for_each(|entry| entry.x += shift);
        }
    }

    /// The height it takes, with a gap above and below, in pixels.
    pub(crate) fn height(&self) -> f64 {
        if self.rows == 0 {
            GAP
        } else {
            self.rows as f64 * ROW + GAP + 3.0
        }
    }

    /// Draws it with its upper left corner at a place in pixels.
    pub(crate) fn draw(&self, canvas: &Canvas, (x, y): (f64, f64)) -> Result<()> {
        let brush = Brush::new(canvas);
        for entry in &self.entries {
            let left = x + MARGIN + entry.x;
            let middle = tenths(y + GAP + (entry.row as f64 + 0.5) * ROW);
            for series in &entry.series {
                let at = (tenths(left + SAMPLE / 2.0), middle);
                sample(&brush, series, at, tenths(SAMPLE / 2.0))?;
            }
            let at = (tenths(left + SAMPLE + SPACE), middle);
            brush.text(&entry.name, at, TICK, INK, (HPos::Left, VPos::Center))?;
        }
        Ok(())
    }
}

/// A small sample of how a series looks, `half` its width to either side.
fn sample(brush: &Brush, series: &Series, (x, y): Px, half: i32) -> Result<()> {
    let color = series.ink.color();
    let (low, high) = (y - 50, y + 50);
    let corners = vec![
        (x - half, low),
        (x + half, low),
        (x + half, high),
        (x - half, high),
    ];
    match series.shape {
        Shape::Points(_) => brush.marker(series.marker, (x, y), RADIUS, color),
        Shape::Rings(_) => brush.ring((x, y), color),
        Shape::Bars(_) => brush.polygon(corners, color, BAR),
        Shape::Band(_) | Shape::Polygon(_) => brush.polygon(corners, color, TINT),
        Shape::Intervals(_) => {
            brush.interval((x, y - 70), (x, y + 70), color)?;
            brush.marker(series.marker, (x, y), RADIUS, color)
        }
        Shape::Sheet => brush.polygon(corners, color, SHEET),
        Shape::Ramp => (0..13).try_for_each(|i| {
            let at = |i: i32| x - half + 2 * half * i / 13;
            let corners = vec![
                (at(i), low),
                (at(i + 1), low),
                (at(i + 1), high),
                (at(i), high),
            ];
            brush.polygon(corners, colormap::color(f64::from(i) / 12.0), 1.0)
        }),
        Shape::Directions(_) => brush.darts(&[((x - half / 2, y), (x + half / 2, y))], color),
        Shape::Arrows(_) => brush.arrow((x - half, y), (x + half, y), color),
        _ => brush.path(vec![(x - half, y), (x + half, y)], color, series.dash),
    }
}
