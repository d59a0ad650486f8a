//! A plot in space on its canvas: title, box, what stands in it, and legend.

use super::axes::Axes3d;
use super::frame::Frame;
use super::item::{Body, Item};
use super::scene::Scene;
use super::view::View;
use crate::brush::{Brush, type_style};
use crate::canvas::{Canvas, tenths};
use crate::check;
use crate::error::Result;
use crate::figure::{Figure, Parts};
use crate::legend::Legend;
use crate::palette::INK;
use crate::scale::Scale;
use crate::series::{Series, Shape};
use crate::text::{self, TITLE};
use plotters::style::FontStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Width and height of a figure that does not say.
const SIZE: (f64, f64) = (480.0, 400.0);
/// The height of the box, as a share of its width.
const HEIGHT: f64 = 0.75;
/// Cells of a mesh on each side: fewer where there are several surfaces, and in plots narrower than so many pixels.
const CELLS: [usize; 3] = [32, 24, 16];
const FEWER: [usize; 3] = [16, 12, 12];
const NARROW: f64 = 330.0;
/// Empty room at the edges of the cell, in pixels.
const EDGE: f64 = 6.0;

impl Axes3d {
    /// Draws the box as a figure.
    ///
    /// # Errors
    /// The first bad input of the calls before, as [`Axes::draw`](crate::Axes::draw); a surface or a floor before the ranges
    /// of x and y are known; levels that are none or do not rise; a function that is finite nowhere; an elevation below 0 or above 90 degrees.
    pub fn draw(&self) -> Result<Figure> {
        self.errors.report()?;
        check::alt(&self.alt)?;
        let (width, height) = self.size.unwrap_or(SIZE);
        let canvas = Canvas::new((width, height));
        let series = self.legend();
        let legend = Legend::of(series.iter(), width);
        let body = height - legend.height();
        let extent = self.plot(&canvas, [0.0, 0.0, width, body], 0)?;
        legend.draw(&canvas, (0.0, body))?;
        Figure::new(Parts {
            size: (width, height),
            alt: &self.alt,
            extents: vec![extent],
            marks: canvas.marks(),
        })
    }

    /// Draws the box in a cell of the canvas, with room for `title_lines` at least; answers with its ranges.
    pub(crate) fn plot(
        &self,
        canvas: &Canvas,
        [left, top, width, height]: [f64; 4],
        title_lines: usize,
    ) -> Result<Vec<f64>> {
        let scales = self.scales()?;
        let lines = text::wrap(&self.title, TITLE, width - 16.0);
        let head = lines.len().max(title_lines) as f64 * TITLE * 1.35 + EDGE;
        let room = [
            left + EDGE,
            top + head,
            left + width - EDGE,
            top + height - EDGE,
        ];
        let labels = [0, 1, 2].map(|i| self.axes[i].label.as_str());
        let view = View::new(self.view, self.edges(&scales));
        let frame = Frame::fit(&scales, labels, view, room);
        let cells = if width < NARROW { FEWER } else { CELLS };
        let cells = cells[self.surfaces().saturating_sub(1).min(2)];
        Scene::new(self, &scales, frame, canvas).draw(cells)?;
        let brush = Brush::new(canvas);
        let style = type_style(TITLE, FontStyle::Bold, INK).pos(Pos::new(HPos::Center, VPos::Top));
        for (i, line) in lines.iter().enumerate() {
            let at = (left + width / 2.0, top + 6.0 + i as f64 * TITLE * 1.35);
            let at = (tenths(at.0), tenths(at.1));
            brush.styled(line, &style, at)?;
        }
        Ok(scales.iter().flat_map(|s| [s.from, s.to]).collect())
    }

    /// The lengths of the box's edges.
    fn edges(&self, scales: &[Scale; 3]) -> [f64; 3] {
        if !self.equal {
            return [1.0, 1.0, HEIGHT];
        }
        let lengths = [0, 1, 2].map(|i| scales[i].to - scales[i].from);
        let longest = lengths.iter().copied().fold(0.0, f64::max);
        // An axis too short to see would leave no box.
        lengths.map(|length| (length / longest).max(0.05))
    }

    /// What the legend shows.
    pub(crate) fn legend(&self) -> Vec<Series> {
        let first = |item: &Item| {
            let mut surfaces = self
                .items
                .iter()
                .filter(|i| matches!(i.body, Body::Surface(_)));
            surfaces
                .next()
                .is_some_and(|first| std::ptr::eq(first, item))
        };
        let shape = |item: &Item| match &item.body {
            Body::Surface(_) if first(item) => Shape::Ramp,
            Body::Surface(_) => Shape::Sheet,
            Body::Line(_) => Shape::Lines(Vec::new()),
            Body::Points(_) => Shape::Points(Vec::new()),
            Body::Arrow(..) => Shape::Arrows(Vec::new()),
            Body::Floor(_) => Shape::Ramp,
        };
        let series = self.items.iter().map(|item| Series {
            name: item.name.clone(),
            ink: item.ink,
            marker: item.marker,
            dash: item.dash,
            shape: shape(item),
        });
        series.collect()
    }
}
