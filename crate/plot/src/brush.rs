//! Drawing by pixels: the marks that plots, legends and diagrams are made of.

use crate::canvas::{Canvas, Mark, Paint, Px, TENTHS};
use crate::error::{Error, Result};
use crate::palette::{Dash, HALO, INK, MUTED, Marker, THIN, WITHIN};
use crate::raster::Raster;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, Cross, PathElement, Polygon};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use std::sync::Arc;

/// Half the width of a marker, and the width of lines, in tenths of a pixel.
pub(crate) const RADIUS: i32 = 45;
pub(crate) const LINE: u32 = 19;
/// How far a halo reaches out on each side.
pub(crate) const RIM: u32 = 11;

/// Draws on a whole canvas.
pub(crate) struct Brush {
    canvas: Canvas,
    pub(crate) root: DrawingArea<Canvas, Shift>,
    /// Have lines and markers a light halo, to stand on colours?
    halo: bool,
}

/// What plotters answers, as an error of ours. The canvas itself cannot fail.
pub(crate) fn drawn<T, E>(result: std::result::Result<T, DrawingAreaErrorKind<E>>) -> Result<T>
where
    E: std::error::Error + Send + Sync,
{
    result.map_err(|error| Error::Drawing {
        message: error.to_string(),
    })
}

impl Brush {
    pub(crate) fn new(canvas: &Canvas) -> Self {
        Brush {
            canvas: canvas.clone(),
            root: canvas.clone().into_drawing_area(),
            halo: false,
        }
    }

    /// The same with or without halos.
    pub(crate) fn with_halo(canvas: &Canvas, halo: bool) -> Self {
        Brush {
            halo,
            ..Brush::new(canvas)
        }
    }

    pub(crate) fn has_halo(&self) -> bool {
        self.halo
    }

    /// The same for what stands beside the colours.
    pub(crate) fn plain(&self) -> Self {
        Brush::new(&self.canvas)
    }

    /// The colour as it is drawn: within a light halo a neutral one stays dark on every page.
    fn ink(&self, color: RGBColor) -> RGBColor {
        if self.halo && [INK, MUTED].contains(&color) {
            WITHIN
        } else {
            color
        }
    }

    /// A line of text; its size in pixels.
    pub(crate) fn text(
        &self,
        text: &str,
        at: Px,
        size: f64,
        color: RGBColor,
        to: (HPos, VPos),
    ) -> Result<()> {
        let style = type_style(size, FontStyle::Normal, self.ink(color)).pos(Pos::new(to.0, to.1));
        self.canvas.rim(self.halo);
        let result = drawn(self.root.draw_text(text, &style, at));
        self.canvas.rim(false);
        result
    }

    /// A line of text of any style.
    pub(crate) fn styled(&self, text: &str, style: &TextStyle, at: Px) -> Result<()> {
        drawn(self.root.draw_text(text, style, at))
    }

    /// The area inside an odd number of rings.
    pub(crate) fn rings(&self, rings: Vec<Vec<Px>>, RGBColor(r, g, b): RGBColor) {
        let rgb = (r, g, b);
        self.canvas
            .push(Mark::Rings(rings, Paint { rgb, alpha: 1.0 }));
    }

    /// A picture stretched to a box: its upper left corner, width and height.
    pub(crate) fn image(&self, at: Px, size: Px, raster: &Arc<Raster>) {
        let raster = Arc::clone(raster);
        self.canvas.push(Mark::Image { at, size, raster });
    }

    /// A line with a pen of any kind, without a halo.
    pub(crate) fn pen(&self, path: Vec<Px>, pen: ShapeStyle) -> Result<()> {
        drawn(self.root.draw(&PathElement::new(path, pen)))
    }

    /// A filled polygon.
    pub(crate) fn polygon(&self, corners: Vec<Px>, color: RGBColor, alpha: f64) -> Result<()> {
        drawn(
            self.root
                .draw(&Polygon::new(corners, color.mix(alpha).filled())),
        )
    }

    pub(crate) fn path(&self, path: Vec<Px>, color: RGBColor, dash: Dash) -> Result<()> {
        self.wide(path, color, dash, LINE)
    }

    /// A line of a weight of its own; the width in tenths.
    pub(crate) fn wide(
        &self,
        path: Vec<Px>,
        color: RGBColor,
        dash: Dash,
        width: u32,
    ) -> Result<()> {
        if self.halo {
            self.pen(path.clone(), HALO.stroke_width(width + 2 * RIM))?;
        }
        self.canvas.dash(dash);
        let result = self.pen(path, self.ink(color).stroke_width(width));
        self.canvas.dash(Dash::Solid);
        result
    }

    /// A line as thin as an axis.
    pub(crate) fn thin(&self, path: Vec<Px>, color: RGBColor) -> Result<()> {
        self.wide(path, color, Dash::Solid, THIN)
    }

    /// A bold word, its middle to the right of a place.
    pub(crate) fn bold(&self, text: &str, at: Px, size: f64, color: RGBColor) -> Result<()> {
        let style =
            type_style(size, FontStyle::Bold, color).pos(Pos::new(HPos::Left, VPos::Center));
        drawn(self.root.draw_text(text, &style, at))
    }

    /// A circle; its radius in tenths.
    pub(crate) fn circle(&self, at: Px, radius: i32, color: RGBColor, width: u32) -> Result<()> {
        let ring = |pen| drawn(self.root.draw(&Circle::new(at, radius, pen)));
        if self.halo {
            ring(HALO.stroke_width(width + 2 * RIM))?;
        }
        ring(self.ink(color).stroke_width(width))
    }

    /// A marker; its radius in tenths.
    pub(crate) fn marker(&self, marker: Marker, at: Px, r: i32, color: RGBColor) -> Result<()> {
        let pen = r.unsigned_abs() / 2;
        if self.halo {
            self.shape(marker, at, r + RIM as i32, (HALO, pen + RIM))?;
        }
        self.shape(marker, at, r, (self.ink(color), pen))
    }

    /// The shape of a marker; `pen` is the width of those that are made of lines.
    fn shape(
        &self,
        marker: Marker,
        (x, y): Px,
        r: i32,
        (color, pen): (RGBColor, u32),
    ) -> Result<()> {
        let (full, pen) = (color.filled(), color.stroke_width(pen));
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
    pub(crate) fn ring(&self, at: Px, color: RGBColor) -> Result<()> {
        self.circle(at, 90, color, LINE)
    }

    /// A vertical interval with a cap at each end.
    pub(crate) fn interval(&self, (x, low): Px, (_, high): Px, color: RGBColor) -> Result<()> {
        let pen = color.stroke_width(15);
        for bar in [
            [(x, low), (x, high)],
            [(x - 40, low), (x + 40, low)],
            [(x - 40, high), (x + 40, high)],
        ] {
            drawn(self.root.draw(&PathElement::new(bar, pen)))?;
        }
        Ok(())
    }
}

/// A style of type, its size in pixels.
pub(crate) fn type_style(size: f64, style: FontStyle, color: RGBColor) -> TextStyle<'static> {
    FontDesc::new(FontFamily::SansSerif, size * TENTHS, style).color(&color)
}
