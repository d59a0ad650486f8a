//! Drawing by pixels: the marks that plots, legends and diagrams are made of.

use super::canvas::{Canvas, TENTHS, tenths};
use super::palette::{Dash, Marker, fill, stroke};
use crate::{Error, Result};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, Cross, PathElement, Polygon};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle};

/// A place on the canvas, in tenths of a pixel.
pub(super) type Px = (i32, i32);

/// Half the width of a marker, and the width of lines, in tenths of a pixel.
pub(super) const RADIUS: i32 = 45;
const LINE: u32 = 19;
pub(super) const THIN: u32 = 10;
/// The length of an arrow's head.
const HEAD: f64 = 90.0;

/// Draws on a whole canvas.
pub(super) struct Brush {
    canvas: Canvas,
    pub(super) root: DrawingArea<Canvas, Shift>,
}

/// What plotters answers, as an error of ours. The canvas itself cannot fail.
pub(super) fn drawn<T, E>(result: std::result::Result<T, DrawingAreaErrorKind<E>>) -> Result<T>
where
    E: std::error::Error + Send + Sync,
{
    result.map_err(|error| Error::Drawing {
        message: error.to_string(),
    })
}

impl Brush {
    pub(super) fn new(canvas: &Canvas) -> Self {
        Brush {
            canvas: canvas.clone(),
            root: canvas.clone().into_drawing_area(),
        }
    }

    /// A line of text; its size in pixels.
    pub(super) fn text(
        &self,
        text: &str,
        at: Px,
        size: f64,
        color: RGBColor,
        to: (HPos, VPos),
    ) -> Result<()> {
        let style = type_style(size, FontStyle::Normal, color).pos(Pos::new(to.0, to.1));
        drawn(self.root.draw_text(text, &style, at))
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, corners: Vec<Px>, color: RGBColor, alpha: f64) -> Result<()> {
        drawn(self.root.draw(&Polygon::new(corners, fill(color, alpha))))
    }

    pub(super) fn path(&self, path: Vec<Px>, color: RGBColor, dash: Dash) -> Result<()> {
        self.wide(path, color, dash, LINE)
    }

    /// A line of a weight of its own; the width in tenths.
    pub(super) fn wide(
        &self,
        path: Vec<Px>,
        color: RGBColor,
        dash: Dash,
        width: u32,
    ) -> Result<()> {
        self.canvas.dash(dash);
        let result = drawn(
            self.root
                .draw(&PathElement::new(path, stroke(color, width))),
        );
        self.canvas.dash(Dash::Solid);
        result
    }

    /// A line as thin as an axis.
    pub(super) fn thin(&self, path: Vec<Px>, color: RGBColor) -> Result<()> {
        self.wide(path, color, Dash::Solid, THIN)
    }

    /// A bold word, its middle to the right of a place.
    pub(super) fn bold(&self, text: &str, at: Px, size: f64, color: RGBColor) -> Result<()> {
        let style =
            type_style(size, FontStyle::Bold, color).pos(Pos::new(HPos::Left, VPos::Center));
        drawn(self.root.draw_text(text, &style, at))
    }

    /// A circle; its radius in tenths.
    pub(super) fn circle(&self, at: Px, radius: i32, color: RGBColor, width: u32) -> Result<()> {
        drawn(
            self.root
                .draw(&Circle::new(at, radius, stroke(color, width))),
        )
    }

    /// A cubic Bézier curve of these control points in pixels, with an arrow; it stops short of both its ends.
    pub(super) fn curve(
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

    /// A marker; its radius in tenths.
    pub(super) fn marker(&self, marker: Marker, (x, y): Px, r: i32, color: RGBColor) -> Result<()> {
        let (full, pen) = (fill(color, 1.0), stroke(color, r.unsigned_abs() / 2));
        // Shapes of one radius do not look equally large: these shares of it make them so.
        let share = |hundredths: i32| r * hundredths / 100;
        let polygon = |corners: &[Px]| {
            let corners = corners.iter().map(|&(dx, dy)| (x + dx, y + dy));
            self.polygon(corners.collect(), color, 1.0)
        };
        match marker {
            Marker::Circle => drawn(self.root.draw(&Circle::new((x, y), r, full))),
            Marker::Square => {
                let s = share(91);
                polygon(&[(-s, -s), (s, -s), (s, s), (-s, s)])
            }
            Marker::Triangle => {
                let (top, side, base) = (share(122), share(116), share(82));
                polygon(&[(0, -top), (side, base), (-side, base)])
            }
            Marker::Diamond => {
                let s = share(127);
                polygon(&[(0, -s), (s, 0), (0, s), (-s, 0)])
            }
            Marker::Cross => drawn(self.root.draw(&Cross::new((x, y), share(89), pen))),
            Marker::Plus => {
                let bars = [[(x - r, y), (x + r, y)], [(x, y - r), (x, y + r)]];
                bars.into_iter()
                    .try_for_each(|bar| drawn(self.root.draw(&PathElement::new(bar, pen))))
            }
        }
    }

    /// A ring about a marker.
    pub(super) fn ring(&self, at: Px, color: RGBColor) -> Result<()> {
        self.circle(at, 90, color, LINE)
    }

    /// A vertical interval with a cap at each end.
    pub(super) fn interval(&self, (x, low): Px, (_, high): Px, color: RGBColor) -> Result<()> {
        let pen = stroke(color, 15);
        for bar in [
            [(x, low), (x, high)],
            [(x - 40, low), (x + 40, low)],
            [(x - 40, high), (x + 40, high)],
        ] {
            drawn(self.root.draw(&PathElement::new(bar, pen)))?;
        }
        Ok(())
    }

    pub(super) fn arrow(&self, tail: Px, tip: Px, color: RGBColor) -> Result<()> {
        if let Some([neck, ..]) = head(tail, tip) {
            self.path(vec![tail, neck], color, Dash::Solid)?;
        }
        self.arrow_head(tail, tip, color)
    }

    /// The head of an arrow that comes from `tail`.
    fn arrow_head(&self, tail: Px, tip: Px, color: RGBColor) -> Result<()> {
        match head(tail, tip) {
            Some([_, left, right]) => self.polygon(vec![tip, left, right], color, 1.0),
            None => Ok(()),
        }
    }
}

/// Where the shaft of an arrow ends, and the two corners behind its tip; `None` for an arrow of no length.
fn head(tail: Px, tip: Px) -> Option<[Px; 3]> {
    let (dx, dy) = (f64::from(tip.0 - tail.0), f64::from(tip.1 - tail.1));
    let length = dx.hypot(dy);
    if length < 1.0 {
        return None;
    }
    let (ux, uy) = (dx / length, dy / length);
    let long = HEAD.min(length);
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

/// A style of type, its size in pixels.
pub(super) fn type_style(size: f64, style: FontStyle, color: RGBColor) -> TextStyle<'static> {
    let font = FontDesc::new(FontFamily::SansSerif, size * TENTHS, style);
    let mut style = TextStyle::from(font);
    style.color = color.to_backend_color();
    style
}
