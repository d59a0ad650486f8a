//! Arrows, straight and bent.

use crate::brush::{Brush, LINE, RIM};
use crate::canvas::{Px, tenths};
use crate::error::Result;
use crate::palette::{Dash, HALO, THIN};
use plotters::style::{Color, RGBColor};

/// The length of an arrow's head.
const HEAD: f64 = 90.0;
/// The head of an arrow that shows a direction only, as a share of its length.
const DART: f64 = 0.42;

impl Brush {
    /// A straight arrow.
    pub(crate) fn arrow(&self, tail: Px, tip: Px, color: RGBColor) -> Result<()> {
        let Some([neck, left, right]) = head(tail, tip, HEAD) else {
            return Ok(());
        };
        if self.has_halo() {
            let outline = vec![tip, left, right, tip, left];
            self.pen(outline, HALO.stroke_width(2 * RIM))?;
        }
        self.wide(vec![tail, neck], color, Dash::Solid, LINE)?;
        self.polygon(vec![tip, left, right], color, 1.0)
    }

    /// Small arrows whose lengths say nothing: all halos, all shafts, all heads, for marks of one style share an element.
    pub(crate) fn darts(&self, darts: &[(Px, Px)], color: RGBColor) -> Result<()> {
        let parts = darts.iter().filter_map(|&(tail, tip)| {
            let length = f64::from(tip.0 - tail.0).hypot(f64::from(tip.1 - tail.1));
            head(tail, tip, length * DART).map(|head| (tail, tip, head))
        });
        let parts: Vec<(Px, Px, [Px; 3])> = parts.collect();
        let light = if self.has_halo() { &parts[..] } else { &[] };
        for &(tail, tip, [neck, left, right]) in light {
            let outline = vec![tail, neck, left, tip, right, neck];
            self.pen(outline, HALO.mix(0.75).stroke_width(THIN + 2 + RIM))?;
        }
        for &(tail, _, [neck, ..]) in &parts {
            self.pen(vec![tail, neck], color.stroke_width(THIN + 2))?;
        }
        for &(_, tip, [_, left, right]) in &parts {
            self.polygon(vec![tip, left, right], color, 1.0)?;
        }
        Ok(())
    }

    /// The head of an arrow that comes from `tail`.
    fn arrow_head(&self, tail: Px, tip: Px, color: RGBColor) -> Result<()> {
        match head(tail, tip, HEAD) {
            Some([_, left, right]) => self.polygon(vec![tip, left, right], color, 1.0),
            None => Ok(()),
        }
    }

    /// A cubic Bézier curve of these control points in pixels, with an arrow; it stops short of both its ends.
    pub(crate) fn curve(
        &self,
        [a, b, c, d]: [(f64, f64); 4],
        short: f64,
        color: RGBColor,
    ) -> Result<()> {
        let at = |t: f64| {
            let s = 1.0 - t;
            let (wa, wb, wc, wd) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
            let mix = |a: f64, b: f64, c: f64, d: f64| wa * a + wb * b + wc * c + wd * d;
            (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
        };
        let points = (0..=40).map(|i| at(f64::from(i) / 40.0));
        let outside = |&(x, y): &(f64, f64)| {
            [a, d]
                .iter()
                .all(|end| (x - end.0).hypot(y - end.1) >= short + 1.0)
        };
        let path: Vec<Px> = points
            .filter(outside)
            .map(|(x, y)| (tenths(x), tenths(y)))
            .collect();
        let Some(&tip) = path.last() else {
            return Ok(());
        };
        // The head points the way that the curve went over the head's own length.
        let far = |p: &&Px| f64::from(p.0 - tip.0).hypot(f64::from(p.1 - tip.1)) >= HEAD;
        let tail = path.iter().rev().find(far).copied().unwrap_or(path[0]);
        self.wide(path, color, Dash::Dashed, LINE)?;
        self.arrow_head(tail, tip, color)
    }
}

/// Where the shaft of an arrow ends, and the two corners behind its tip; `None` for an arrow of no length.
fn head(tail: Px, tip: Px, long: f64) -> Option<[Px; 3]> {
    let (dx, dy) = (f64::from(tip.0 - tail.0), f64::from(tip.1 - tail.1));
    let length = dx.hypot(dy);
    if length < 1.0 {
        return None;
    }
    let (ux, uy) = (dx / length, dy / length);
    let long = long.min(length);
    let corner = |back: f64, side: f64| {
        let x = f64::from(tip.0) - back * ux - side * uy;
        let y = f64::from(tip.1) - back * uy + side * ux;
        (x.round() as i32, y.round() as i32)
    };
    Some([
        corner(long * 0.8, 0.0),
        corner(long, long * 0.4),
        corner(long, -long * 0.4),
    ])
}
