//! How functions of two variables are drawn on a stage: level sets, heat maps, and where arrows point.

use crate::canvas::{Px, TENTHS, tenths};
use crate::clip::{Coord, Rect};
use crate::contours::Contours;
use crate::digits::{number, short_texts};
use crate::directions::Directions;
use crate::error::Result;
use crate::field::Rings;
use crate::heat_map::HeatMap;
use crate::matrix::Matrix;
use crate::numbers::{self, Lines};
use crate::palette::{HALO, MUTED, WITHIN};
use crate::stage::Stage;
use crate::text::{self, TICK};
use crate::thin;
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};

/// The width of lines at levels, in tenths; and how strong they are on colours.
const LINE: u32 = 8;
const STRONG: f64 = 0.55;
/// The length of an arrow, as a share of the room it has.
const SHARE: f64 = 0.72;

/// Room about a number in its cell, in pixels.
const ROOM: f64 = 4.0;
/// From this share of the colours on, dark ink reads better than white.
const LIGHT: f64 = 0.55;

impl Stage<'_> {
    pub(crate) fn contours(&self, contours: &Contours, color: RGBColor) -> Result<()> {
        if let Some(scale) = &contours.scale {
            for (band, rings) in &contours.areas {
                self.brush.rings(self.inside(rings), scale.band(*band));
            }
            let corner = |x: f64, y: f64| self.px((x, y));
            let (right, bottom) = corner(self.scales.0.to, self.scales.1.from);
            let (_, top) = corner(self.scales.0.to, self.scales.1.to);
            scale.draw(&self.brush.plain(), right, (top, bottom))?;
        }
        let pen = if self.brush.has_halo() {
            HALO.mix(STRONG).stroke_width(LINE)
        } else {
            color.stroke_width(LINE)
        };
        let levels = contours.lines.iter().map(|rings| {
            let units = rings
                .iter()
                .map(|ring| ring.iter().map(|&p| self.unit(p)).collect::<Vec<_>>());
            let pieces = units.flat_map(|units| Rect::UNIT.polyline(&units));
            pieces.map(|piece| self.path(&piece)).collect()
        });
        let levels: Vec<Vec<Vec<Px>>> = levels.collect();
        let levels = if contours.scale.is_some() {
            levels
        } else {
            self.numbers(&levels, &contours.levels)?
        };
        for line in levels.into_iter().flatten() {
            self.brush.pen(line, pen)?;
        }
        Ok(())
    }

    /// Writes the numbers on lines; answers with the lines as they are cut for them.
    fn numbers(&self, lines: &[Vec<Vec<Px>>], levels: &[f64]) -> Result<Vec<Vec<Vec<Px>>>> {
        let pixel = |&(x, y): &Px| (f64::from(x) / TENTHS, f64::from(y) / TENTHS);
        let in_pixels: Vec<Lines> = lines
            .iter()
            .map(|lines| {
                lines
                    .iter()
                    .map(|line| line.iter().map(pixel).collect())
                    .collect()
            })
            .collect();
        let texts = short_texts(levels);
        let [x0, x1, y0, y1] = self.extent();
        let (low, high) = (pixel(&self.px((x0, y0))), pixel(&self.px((x1, y1))));
        let frame = Rect {
            x: (low.0 + 2.0, high.0 - 2.0),
            y: (high.1 + 2.0, low.1 - 2.0),
        };
        let (cut, places) = numbers::number(&in_pixels, &texts, frame);
        let back = |&(x, y): &Coord| (tenths(x), tenths(y));
        for (text, place) in texts.iter().zip(&places) {
            if let Some(at) = place {
                let middle = (HPos::Center, VPos::Center);
                self.brush.text(text, back(at), TICK, MUTED, middle)?;
            }
        }
        Ok(cut
            .iter()
            .map(|lines| {
                lines
                    .iter()
                    .map(|line| line.iter().map(back).collect())
                    .collect()
            })
            .collect())
    }

    pub(crate) fn heat_map(&self, map: &HeatMap) -> Result<()> {
        let Rect { x, y } = map.area;
        let (left, top) = self.px((x.0, y.1));
        let (right, bottom) = self.px((x.1, y.0));
        let size = (right - left, bottom - top);
        self.brush.image((left, top), size, &map.raster);
        map.scale.draw(&self.brush.plain(), right, (top, bottom))
    }

    pub(crate) fn matrix(&self, matrix: &Matrix) -> Result<()> {
        let brush = self.brush.plain();
        let top = matrix.cells.nrows() as f64 - 1.0;
        let texts = matrix.cells.mapv(number);
        let widest = texts
            .iter()
            .map(|t| text::width(t, TICK))
            .fold(0.0, f64::max);
        let (origin, next) = (self.px((0.0, 0.0)), self.px((1.0, 1.0)));
        let fit = |room: i32, needed: f64| f64::from(room.abs()) / 10.0 >= needed + ROOM;
        let numbers = fit(next.0 - origin.0, widest) && fit(next.1 - origin.1, TICK);
        for ((row, column), &value) in matrix.cells.indexed_iter() {
            let (x, y) = (column as f64, top - row as f64);
            let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
            let corners = corners.map(|(dx, dy)| (x + dx, y + dy));
            self.area(&corners, matrix.scale.of(value), 1.0)?;
            if numbers && self.shows((x, y)) {
                let ink = if matrix.scale.share(value) > LIGHT {
                    WITHIN
                } else {
                    HALO
                };
                let middle = (HPos::Center, VPos::Center);
                brush.text(&texts[[row, column]], self.px((x, y)), TICK, ink, middle)?;
            }
        }
        let [x0, x1, y0, y1] = self.extent();
        let (right, bottom) = self.px((x1, y0));
        let (_, top) = self.px((x0, y1));
        matrix.scale.draw(&brush, right, (top, bottom))
    }

    pub(crate) fn directions(&self, field: &Directions, color: RGBColor) -> Result<()> {
        let px = |p: Coord| {
            let (x, y) = self.px(p);
            (f64::from(x), f64::from(y))
        };
        let (left, right) = (
            px((self.scales.0.from, self.scales.1.from)),
            px((self.scales.0.to, self.scales.1.to)),
        );
        let per = (
            (right.0 - left.0) / (self.scales.0.to - self.scales.0.from),
            (right.1 - left.1) / (self.scales.1.to - self.scales.1.from),
        );
        let room = (per.0 * field.spacing.0)
            .abs()
            .min((per.1 * field.spacing.1).abs());
        let darts = field.arrows.iter().map(|&(middle, (u, v))| {
            let at = px(middle);
            // The largest part first made one: so a vector of 10³⁰⁰ has a length, too.
            let largest = u.abs().max(v.abs());
            let (dx, dy) = (u / largest * per.0, v / largest * per.1);
            let half = SHARE * room / 2.0 / dx.hypot(dy);
            let end = |sign: f64| {
                let (x, y) = (at.0 + sign * half * dx, at.1 + sign * half * dy);
                (x.round() as i32, y.round() as i32)
            };
            (end(-1.0), end(1.0))
        });
        self.brush.darts(&darts.collect::<Vec<_>>(), color)
    }

    /// The part of rings inside the axes.
    fn inside(&self, rings: &Rings) -> Vec<Vec<Px>> {
        let cut = rings.iter().map(|ring| {
            let units: Vec<Coord> = ring.iter().map(|&p| self.unit(p)).collect();
            self.path(&Rect::UNIT.polygon(&units))
        });
        cut.filter(|ring| ring.len() > 2).collect()
    }

    /// Fractions of the axes as a path on the canvas.
    fn path(&self, units: &[Coord]) -> Vec<Px> {
        let path = units.iter().map(|&p| self.px(self.value(p)));
        thin::polyline(path.collect())
    }
}
