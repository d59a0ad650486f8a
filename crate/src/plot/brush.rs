//! Drawing by pixels: the marks that plots, legends and diagrams are made of.

use super::canvas::{Canvas, TENTHS};
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
const RADIUS: i32 = 45;
const LINE: u32 = 19;

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
        self.canvas.dash(dash);
        let result = drawn(self.root.draw(&PathElement::new(path, stroke(color, LINE))));
        self.canvas.dash(Dash::Solid);
        result
    }

    pub(super) fn marker(&self, marker: Marker, (x, y): Px, color: RGBColor) -> Result<()> {
        let (full, pen) = (fill(color, 1.0), stroke(color, 22));
        let polygon = |corners: &[Px]| {
            let corners: Vec<Px> = corners.iter().map(|&(dx, dy)| (x + dx, y + dy)).collect();
            drawn(self.root.draw(&Polygon::new(corners, full)))
        };
        let r = RADIUS;
        match marker {
            Marker::Circle => drawn(self.root.draw(&Circle::new((x, y), r as u32, full))),
            Marker::Square => {
                let s = r - 4;
                polygon(&[(-s, -s), (s, -s), (s, s), (-s, s)])
            }
            Marker::Triangle => polygon(&[(0, -r - 10), (r + 7, r - 8), (-r - 7, r - 8)]),
            Marker::Diamond => {
                let s = r + 12;
                polygon(&[(0, -s), (s, 0), (0, s), (-s, 0)])
            }
            Marker::Cross => drawn(self.root.draw(&Cross::new((x, y), r - 5, pen))),
            Marker::Plus => {
                let bars = [[(x - r, y), (x + r, y)], [(x, y - r), (x, y + r)]];
                bars.into_iter()
                    .try_for_each(|bar| drawn(self.root.draw(&PathElement::new(bar, pen))))
            }
        }
    }

    pub(super) fn ring(&self, at: Px, color: RGBColor) -> Result<()> {
        drawn(self.root.draw(&Circle::new(at, 90u32, stroke(color, LINE))))
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
        let (dx, dy) = (f64::from(tip.0 - tail.0), f64::from(tip.1 - tail.1));
        let length = dx.hypot(dy);
        if length < 1.0 {
            return Ok(());
        }
        let (ux, uy) = (dx / length, dy / length);
        let head = 90f64.min(length);
        let corner = |back: f64, side: f64| {
            let x = f64::from(tip.0) - back * ux - side * uy;
            let y = f64::from(tip.1) - back * uy + side * ux;
            (x.round() as i32, y.round() as i32)
        };
        self.path(vec![tail, corner(head * 0.8, 0.0)], color, Dash::Solid)?;
        let corners = vec![tip, corner(head, head * 0.4), corner(head, -head * 0.4)];
        drawn(self.root.draw(&Polygon::new(corners, fill(color, 1.0))))
    }
}

/// A style of type, its size in pixels.
pub(super) fn type_style(size: f64, style: FontStyle, color: RGBColor) -> TextStyle<'static> {
    let font = FontDesc::new(FontFamily::SansSerif, size * TENTHS, style);
    let mut style = TextStyle::from(font);
    style.color = color.to_backend_color();
    style
}
