//! [`Axes`]: a description of one plot, built up call by call, drawn at the end.

use crate::axis::Axis;
use crate::check;
use crate::clip::{Coord, Rect};
use crate::color_scale::ColorScale;
use crate::error::{Error, Result};
use crate::palette::{self, Dash};
use crate::scale::Scale;
use crate::series::{Ink, Series, Shape};
use crate::with::{FirstError, With};

/// One pair of axes with what is drawn on them; [`draw`](Axes::draw) makes it a [`Figure`](crate::Figure).
///
/// Start with the alt text: what a reader who cannot see the figure should know. Each series gets a
/// colour and a marker or dash pattern of its own; a series whose name is empty is left out of the legend.
/// Bad input is reported by `draw`, so that calls can be chained.
///
/// A call answers with new axes and leaves the old ones as they were. So a cell of a notebook may end in a chain
/// that begins with a variable: the kernel shows no figure for an expression that uses a variable up.
///
/// Points are `(x, y)` in the units of the axes. Ranges default to the data's, with a margin of 5 %.
///
/// ```
/// use downhill_plot::Axes;
///
/// let and = Axes::new("AND: only the point (1, 1) lies above the line x₁ + x₂ = 1.5")
///     .title("AND")
///     .x_label("x₁")
///     .y_label("x₂")
///     .x_range(-0.5, 1.5)
///     .y_range(-0.5, 1.5)
///     .half_planes([1.0, 1.0], 1.5)
///     .points("class 0", &[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
///     .points("class 1", &[(1.0, 1.0)])
///     .decision_line("x₁ + x₂ = 1.5", [1.0, 1.0], 1.5)
///     .draw()?;
/// assert!(and.svg().contains("data-extent=\"-0.5 1.5 -0.5 1.5\""));
/// # Ok::<(), downhill_plot::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a call answers with new axes"]
pub struct Axes {
    pub(crate) alt: String,
    pub(crate) title: String,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) size: Option<(f64, f64)>,
    pub(crate) equal: bool,
    pub(crate) series: Vec<Series>,
    pub(crate) errors: FirstError,
}

impl Axes {
    /// Empty axes with their alt text.
    pub fn new(alt: impl Into<String>) -> Self {
        Axes {
            alt: alt.into(),
            title: String::new(),
            x: Axis::default(),
            y: Axis::default(),
            size: None,
            equal: false,
            series: Vec::new(),
            errors: FirstError::default(),
        }
    }

    /// A line of text above the plot; in an animation, also the name of the frame.
    pub fn title(&self, title: impl Into<String>) -> Self {
        self.with(|axes| axes.title = title.into())
    }

    /// The quantity on the horizontal axis, with its unit if it has one.
    pub fn x_label(&self, label: impl Into<String>) -> Self {
        self.with(|axes| axes.x.label = label.into())
    }

    /// The quantity on the vertical axis, with its unit if it has one.
    pub fn y_label(&self, label: impl Into<String>) -> Self {
        self.with(|axes| axes.y.label = label.into())
    }

    /// Shows `from` to `to` on the horizontal axis; what lies outside is cut off.
    pub fn x_range(&self, from: f64, to: f64) -> Self {
        self.with(|axes| {
            axes.errors.note(check::range("x_range", from, to));
            axes.x.range = Some((from, to));
        })
    }

    /// Shows `from` to `to` on the vertical axis; what lies outside is cut off.
    pub fn y_range(&self, from: f64, to: f64) -> Self {
        self.with(|axes| {
            axes.errors.note(check::range("y_range", from, to));
            axes.y.range = Some((from, to));
        })
    }

    /// Makes the horizontal axis logarithmic; every x must then be positive.
    pub fn log_x(&self) -> Self {
        self.with(|axes| axes.x.log = true)
    }

    /// Makes the vertical axis logarithmic; every y must then be positive.
    pub fn log_y(&self) -> Self {
        self.with(|axes| axes.y.log = true)
    }

    /// Puts names at places on the horizontal axis, instead of numbers.
    pub fn x_ticks<S: AsRef<str>>(&self, ticks: &[(f64, S)]) -> Self {
        self.with(|axes| axes.x.ticks = Some(axes.ticks(ticks)))
    }

    /// Puts names at places on the vertical axis, instead of numbers.
    pub fn y_ticks<S: AsRef<str>>(&self, ticks: &[(f64, S)]) -> Self {
        self.with(|axes| axes.y.ticks = Some(axes.ticks(ticks)))
    }

    fn ticks<S: AsRef<str>>(&mut self, ticks: &[(f64, S)]) -> Vec<(f64, String)> {
        let numbers: Vec<f64> = ticks.iter().map(|&(at, _)| at).collect();
        self.errors.note(check::numbers("ticks", &numbers));
        let named = ticks.iter();
        named
            .map(|(at, name)| (*at, name.as_ref().into()))
            .collect()
    }

    /// Width and height of the whole figure in pixels, from 120 to 1200; 480 × 360 if not said.
    pub fn size(&self, width: u32, height: u32) -> Self {
        self.with(|axes| {
            axes.errors
                .note(check::size("width", width).and(check::size("height", height)));
            axes.size = Some((f64::from(width), f64::from(height)));
        })
    }

    /// Makes a unit as long on both axes, so that angles and circles are true.
    pub fn equal(&self) -> Self {
        self.with(|axes| axes.equal = true)
    }

    /// Adds a series with the next data colour, and the next marker or dash pattern.
    pub(crate) fn add(&mut self, name: &str, shape: Shape) {
        let earlier = |kind: fn(&Series) -> bool| {
            let colored = |s: &&Series| matches!(s.ink, Ink::Data(_)) && kind(s);
            self.series.iter().filter(colored).count()
        };
        // An unnamed band belongs to the series after it.
        let index = earlier(|s| !(s.name.is_empty() && matches!(s.shape, Shape::Band(_))));
        let marker = earlier(|s| matches!(s.shape, Shape::Points(_) | Shape::Intervals(_)));
        let dash = match shape {
            Shape::Lines(_) => earlier(|s| matches!(s.shape, Shape::Lines(_))),
            _ => 0,
        };
        self.series.push(Series {
            name: name.into(),
            ink: Ink::Data(index),
            marker: palette::marker(marker),
            dash: Dash::of(dash),
            shape,
        });
    }

    /// Adds a series in a neutral colour.
    pub(crate) fn add_neutral(&mut self, name: &str, ink: Ink, dash: Dash, shape: Shape) {
        self.series.push(Series {
            name: name.into(),
            ink,
            marker: palette::Marker::Circle,
            dash,
            shape,
        });
    }

    /// The scales that the ranges asked for, or else the data, give.
    pub(crate) fn scales(&self) -> Result<(Scale, Scale)> {
        let reach: Vec<Coord> = self.series.iter().flat_map(Series::reach).collect();
        let from_zero = self
            .series
            .iter()
            .any(|s| matches!(s.shape, Shape::Bars(_)));
        let xs = reach.iter().map(|p| p.0).filter(|v| !v.is_nan()).collect();
        let ys = reach.iter().map(|p| p.1).filter(|v| !v.is_nan()).collect();
        Ok((
            self.x.scale(["x", "x on a logarithmic axis"], xs, false)?,
            self.y
                .scale(["y", "y on a logarithmic axis"], ys, from_zero)?,
        ))
    }

    /// The box of the axes, for what is drawn on linear ones only.
    pub(crate) fn linear_area(&self, what: &str) -> Result<Rect> {
        let (x, y) = self.scales()?;
        if x.log || y.log {
            return Err(Error::Drawing {
                message: format!("{what} need linear axes"),
            });
        }
        Ok(Rect {
            x: (x.from, x.to),
            y: (y.from, y.to),
        })
    }

    /// The scale of what fills the axes.
    pub(crate) fn color_scale(&self) -> Option<&ColorScale> {
        self.series.iter().find_map(|series| match &series.shape {
            Shape::Contours(contours) => contours.scale.as_ref(),
            Shape::HeatMap(map) => Some(&map.scale),
            Shape::Matrix(matrix) => Some(&matrix.scale),
            _ => None,
        })
    }
}
