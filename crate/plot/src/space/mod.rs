//! [`Axes3d`]: a plot in space, for surfaces over two variables and for vectors.

mod facets;
mod frame;
mod items;
mod scene;
mod sheet;
mod view;

use crate::axes::Axis;
use crate::canvas::Canvas;
use crate::check;
use crate::clip::Rect;
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::figure::Parts;
use crate::legend::Legend;
use crate::palette::INK;
use crate::scale::Scale;
use crate::text::{self, TITLE};
use frame::Frame;
use items::{Body, Item};
use plotters::style::FontStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use scene::Scene;
use view::View;

/// Width and height of a figure that does not say.
const SIZE: (f64, f64) = (480.0, 400.0);
/// From where the box is seen, in degrees.
const VIEW: (f64, f64) = (-60.0, 28.0);
/// The height of the box, as a share of its width.
const HEIGHT: f64 = 0.75;
/// Cells of a mesh on each side: fewer where there are several surfaces, and in plots narrower than so many pixels.
const CELLS: [usize; 3] = [32, 24, 16];
const FEWER: [usize; 3] = [16, 12, 12];
const NARROW: f64 = 330.0;
/// Empty room at the edges of the cell, in pixels.
const EDGE: f64 = 6.0;

/// A box in space with what stands in it; [`draw`](Axes3d::draw) makes it a [`Figure`].
///
/// It is used as [`Axes`](crate::Axes) are: start with the alt text, then add; each call answers with new axes and leaves
/// the old ones as they were, and bad input is reported by `draw`. Points are `(x, y, z)` in the units of the axes. What
/// leaves the box is cut off. What a surface hides is drawn faintly.
///
/// ```
/// use downhill_plot::Axes3d;
///
/// let banana = |x: f64, y: f64| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
/// let figure = Axes3d::new("the banana: a curved valley with steep sides, and its minimum at (1, 1)")
///     .x_label("x")
///     .y_label("y")
///     .z_label("f")
///     .x_range(-1.5, 1.5)
///     .y_range(-0.5, 2.0)
///     .z_range(0.0, 400.0)
///     .surface("f(x, y)", banana)
///     .points("minimum", &[(1.0, 1.0, 0.0)])
///     .draw()?;
/// assert!(figure.svg().contains("data-extent=\"-1.5 1.5 -0.5 2 0 400\""));
/// # Ok::<(), downhill_plot::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a call answers with new axes"]
pub struct Axes3d {
    pub(crate) alt: String,
    pub(crate) title: String,
    /// Of x, y and z.
    axes: [Axis; 3],
    pub(crate) size: Option<(f64, f64)>,
    view: (f64, f64),
    equal: bool,
    items: Vec<Item>,
    pub(crate) error: Option<Error>,
}

impl Axes3d {
    /// An empty box with its alt text.
    pub fn new(alt: impl Into<String>) -> Self {
        Axes3d {
            alt: alt.into(),
            title: String::new(),
            axes: Default::default(),
            size: None,
            view: VIEW,
            equal: false,
            items: Vec::new(),
            error: None,
        }
    }

    /// A line of text above the plot.
    pub fn title(&self, title: impl Into<String>) -> Self {
        let mut axes = self.clone();
        axes.title = title.into();
        axes
    }

    /// The quantity along x.
    pub fn x_label(&self, label: impl Into<String>) -> Self {
        self.label(0, label.into())
    }

    /// The quantity along y.
    pub fn y_label(&self, label: impl Into<String>) -> Self {
        self.label(1, label.into())
    }

    /// The quantity that is the height.
    pub fn z_label(&self, label: impl Into<String>) -> Self {
        self.label(2, label.into())
    }

    fn label(&self, axis: usize, label: String) -> Self {
        let mut axes = self.clone();
        axes.axes[axis].label = label;
        axes
    }

    /// Shows `from` to `to` along x; what lies outside is cut off.
    pub fn x_range(&self, from: f64, to: f64) -> Self {
        self.range(0, "x_range", (from, to))
    }

    /// Shows `from` to `to` along y; what lies outside is cut off.
    pub fn y_range(&self, from: f64, to: f64) -> Self {
        self.range(1, "y_range", (from, to))
    }

    /// Shows the heights `from` to `to`; what lies outside is cut off.
    pub fn z_range(&self, from: f64, to: f64) -> Self {
        self.range(2, "z_range", (from, to))
    }

    fn range(&self, axis: usize, name: &'static str, (from, to): (f64, f64)) -> Self {
        let mut axes = self.clone();
        axes.note(check::range(name, from, to));
        axes.axes[axis].range = Some((from, to));
        axes
    }

    /// Width and height of the whole figure in pixels, from 120 to 1200; 480 × 400 if not said.
    pub fn size(&self, width: u32, height: u32) -> Self {
        let mut axes = self.clone();
        axes.note(check::size("width", width).and(check::size("height", height)));
        axes.size = Some((f64::from(width), f64::from(height)));
        axes
    }

    /// Where the eye is, in degrees: `azimuth` from the x axis round towards the y axis, `elevation` from 0 (level with
    /// the floor) to 90 (right above it). −60 and 28 if not said.
    ///
    /// ```
    /// use downhill_plot::{Axes3d, Figure};
    ///
    /// let saddle = Axes3d::new("a saddle").x_range(-1.0, 1.0).y_range(-1.0, 1.0)
    ///     .surface("x² − y²", |x, y| x * x - y * y);
    /// let views = [saddle.view(-60.0, 20.0), saddle.view(-60.0, 70.0)];
    /// let figure = Figure::panels("a saddle from the side and from above", 2, &views)?;
    /// assert_eq!(figure.svg().matches("class=\"mesh\"").count(), 2);
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn view(&self, azimuth: f64, elevation: f64) -> Self {
        let mut axes = self.clone();
        axes.note(check::numbers("view", &[azimuth, elevation]));
        if !(0.0..=90.0).contains(&elevation) {
            axes.note::<()>(Err(Error::OutOfRange {
                name: "the elevation of the view",
                value: elevation,
                range: "from 0 to 90 degrees",
            }));
        }
        axes.view = (azimuth, elevation);
        axes
    }

    /// Makes a unit as long on all three axes, so that lengths and angles are true to each other.
    pub fn equal(&self) -> Self {
        let mut axes = self.clone();
        axes.equal = true;
        axes
    }

    /// Draws the box as a figure.
    ///
    /// # Errors
    /// The first bad input of the calls before, as [`Axes::draw`](crate::Axes::draw); a surface or a floor before the ranges
    /// of x and y are known; levels that are none or do not rise; a function that is finite nowhere; an elevation below 0 or above 90 degrees.
    pub fn draw(&self) -> Result<Figure> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        check::alt(&self.alt)?;
        let (width, height) = self.size.unwrap_or(SIZE);
        let canvas = Canvas::new((width, height));
        let series = self.series();
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
        let brush = crate::brush::Brush::new(canvas);
        let style = crate::brush::type_style(TITLE, FontStyle::Bold, INK)
            .pos(Pos::new(HPos::Center, VPos::Top));
        for (i, line) in lines.iter().enumerate() {
            let at = (left + width / 2.0, top + 6.0 + i as f64 * TITLE * 1.35);
            let at = (crate::canvas::tenths(at.0), crate::canvas::tenths(at.1));
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

    /// Remembers the first error.
    fn note<T>(&mut self, result: Result<T>) {
        if let (None, Err(error)) = (&self.error, result) {
            self.error = Some(error);
        }
    }

    /// The ranges of x and y.
    fn floor_area(&self) -> Result<Rect> {
        let [x, y] = [0, 1].map(|axis| self.scale(axis));
        let (x, y) = (x?, y?);
        Ok(Rect {
            x: (x.from, x.to),
            y: (y.from, y.to),
        })
    }

    fn scales(&self) -> Result<[Scale; 3]> {
        Ok([self.scale(0)?, self.scale(1)?, self.scale(2)?])
    }

    /// The scale of one axis: the range asked for, or else that of what stands in the box.
    fn scale(&self, axis: usize) -> Result<Scale> {
        let values = self.items.iter().flat_map(|item| match &item.body {
            Body::Surface(grid) if axis == 2 => {
                let (low, high) = grid.reach();
                vec![low, high]
            }
            Body::Surface(_) | Body::Floor(_) => Vec::new(),
            Body::Line(points) | Body::Points(points) => points.iter().map(|p| p[axis]).collect(),
            Body::Arrow(tail, tip) => vec![tail[axis], tip[axis]],
        });
        let name = ["x", "y", "z"][axis];
        self.axes[axis].scale([name, name], values.collect(), false)
    }
}
