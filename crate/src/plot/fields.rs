//! How functions of two variables are drawn on a stage: their level sets, and where their arrows point.

use super::brush::Px;
use super::clip::{Point, Rect};
use super::contours::{Contours, Directions};
use super::field::Rings;
use super::palette::{HALO, stroke, veil};
use super::stage::Stage;
use super::thin;
use crate::Result;
use plotters::style::RGBColor;

/// The width of lines at levels, in tenths; and how strong they are on colours.
const LINE: u32 = 8;
const STRONG: f64 = 0.55;
/// The length of an arrow, as a share of the room it has.
const SHARE: f64 = 0.72;

impl Stage<'_> {
    pub(super) fn contours(&self, contours: &Contours, color: RGBColor) -> Result<()> {
        if let Some(scale) = &contours.scale {
            for (band, rings) in &contours.areas {
                self.brush.rings(self.inside(rings), scale.band(*band));
            }
            let corner = |x: f64, y: f64| self.px((x, y));
            let (right, bottom) = corner(self.scales.0.to, self.scales.1.from);
            let (_, top) = corner(self.scales.0.to, self.scales.1.to);
            scale.draw(&self.brush, right, (top, bottom))?;
        }
        let pen = if self.brush.has_halo() {
            veil(HALO, LINE, STRONG)
        } else {
            stroke(color, LINE)
        };
        for rings in &contours.lines {
            for ring in rings {
                let units: Vec<Point> = ring.iter().map(|&p| self.unit(p)).collect();
                for piece in Rect::UNIT.polyline(&units) {
                    self.brush.pen(self.path(&piece), pen)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn directions(&self, field: &Directions, color: RGBColor) -> Result<()> {
        let px = |p: Point| {
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
            let units: Vec<Point> = ring.iter().map(|&p| self.unit(p)).collect();
            self.path(&Rect::UNIT.polygon(&units))
        });
        cut.filter(|ring| ring.len() > 2).collect()
    }

    /// Fractions of the axes as a path on the canvas.
    fn path(&self, units: &[Point]) -> Vec<Px> {
        let path = units.iter().map(|&p| self.px(self.value(p)));
        thin::polyline(path.collect())
    }
}
