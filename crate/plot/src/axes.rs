//! [`Axes`]: a description of one plot, built up call by call, drawn at the end.

use crate::check;
use crate::clip::Point;
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::palette::{self, Dash};
use crate::regions::Regions;
use crate::scale::Scale;
use crate::series::{Ink, Series, Shape};

/// One pair of axes with what is drawn on them; [`draw`](Axes::draw) makes it a [`Figure`].
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
    pub(crate) error: Option<Error>,
}

/// What was asked of one axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Axis {
    pub(crate) label: String,
    pub(crate) range: Option<(f64, f64)>,
    pub(crate) log: bool,
    pub(crate) ticks: Option<Vec<(f64, String)>>,
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
            error: None,
        }
    }

    /// A line of text above the plot; in an animation, also the name of the frame.
    pub fn title(&self, title: impl Into<String>) -> Self {
        let mut axes = self.clone();
        axes.title = title.into();
        axes
    }

    /// The quantity on the horizontal axis, with its unit if it has one.
    pub fn x_label(&self, label: impl Into<String>) -> Self {
        let mut axes = self.clone();
        axes.x.label = label.into();
        axes
    }

    /// The quantity on the vertical axis, with its unit if it has one.
    pub fn y_label(&self, label: impl Into<String>) -> Self {
        let mut axes = self.clone();
        axes.y.label = label.into();
        axes
    }

    /// Shows `from` to `to` on the horizontal axis; what lies outside is cut off.
    pub fn x_range(&self, from: f64, to: f64) -> Self {
        let mut axes = self.clone();
        axes.note(check::range("x_range", from, to));
        axes.x.range = Some((from, to));
        axes
    }

    /// Shows `from` to `to` on the vertical axis; what lies outside is cut off.
    pub fn y_range(&self, from: f64, to: f64) -> Self {
        let mut axes = self.clone();
        axes.note(check::range("y_range", from, to));
        axes.y.range = Some((from, to));
        axes
    }

    /// Makes the horizontal axis logarithmic; every x must then be positive.
    pub fn log_x(&self) -> Self {
        let mut axes = self.clone();
        axes.x.log = true;
        axes
    }

    /// Makes the vertical axis logarithmic; every y must then be positive.
    pub fn log_y(&self) -> Self {
        let mut axes = self.clone();
        axes.y.log = true;
        axes
    }

    /// Puts names at places on the horizontal axis, instead of numbers.
    pub fn x_ticks<S: AsRef<str>>(mut self, ticks: &[(f64, S)]) -> Self {
        self.x.ticks = self.ticks(ticks);
        self
    }

    /// Puts names at places on the vertical axis, instead of numbers.
    pub fn y_ticks<S: AsRef<str>>(mut self, ticks: &[(f64, S)]) -> Self {
        self.y.ticks = self.ticks(ticks);
        self
    }

    /// Width and height of the whole figure in pixels, from 120 to 1200; 480 × 360 if not said.
    pub fn size(&self, width: u32, height: u32) -> Self {
        let mut axes = self.clone();
        axes.note(check::size("width", width).and(check::size("height", height)));
        axes.size = Some((f64::from(width), f64::from(height)));
        axes
    }

    /// Makes a unit as long on both axes, so that angles and circles are true.
    pub fn equal(&self) -> Self {
        let mut axes = self.clone();
        axes.equal = true;
        axes
    }

    /// Draws the axes as a figure.
    ///
    /// # Errors
    /// The first bad input of the calls before: no alt text, nothing to show, a NaN or an infinity, a range from
    /// high to low, a value that is not positive on a logarithmic axis, a size out of bounds; or a figure of
    /// over 200,000 bytes.
    pub fn draw(&self) -> Result<Figure> {
        Figure::single(self)
    }

    /// Remembers the first error.
    pub(crate) fn note<T>(&mut self, result: Result<T>) {
        if let (None, Err(error)) = (&self.error, result) {
            self.error = Some(error);
        }
    }

    fn ticks<S: AsRef<str>>(&mut self, ticks: &[(f64, S)]) -> Option<Vec<(f64, String)>> {
        let numbers: Vec<f64> = ticks.iter().map(|&(at, _)| at).collect();
        self.note(check::numbers("ticks", &numbers));
        Some(
            ticks
                .iter()
                .map(|(at, text)| (*at, text.as_ref().to_string()))
                .collect(),
        )
    }

    /// Adds a series with the next data colour, and the next marker or dash pattern.
    pub(crate) fn add(mut self, name: &str, shape: Shape) -> Self {
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
        let (marker, dash) = (palette::marker(marker), Dash::of(dash));
        self.series.push(Series {
            name: name.into(),
            ink: Ink::Data(index),
            marker,
            dash,
            shape,
        });
        self
    }

    /// Adds a series in a neutral colour.
    pub(crate) fn add_neutral(mut self, name: &str, ink: Ink, dash: Dash, shape: Shape) -> Self {
        self.series.push(Series {
            name: name.into(),
            ink,
            marker: palette::Marker::Circle,
            dash,
            shape,
        });
        self
    }

    /// Tints the plane by class: `class(x, y)` is asked all over the axes' range.
    ///
    /// Class 0 has the colour of the first series, class 1 that of the second, and so on. The range is the one
    /// known when `regions` is called: set `x_range` and `y_range`, or add the data, before.
    pub fn regions(&self, class: impl Fn(f64, f64) -> usize) -> Self {
        let mut axes = self.clone();
        match axes.linear_area("regions") {
            Ok(area) => {
                let regions = Regions::of(class, area);
                axes.add_neutral("", Ink::Neutral, Dash::Solid, Shape::Regions(regions))
            }
            Err(error) => {
                axes.note::<()>(Err(error));
                axes
            }
        }
    }

    /// The scales that the ranges asked for, or else the data, give.
    pub(crate) fn scales(&self) -> Result<(Scale, Scale)> {
        let reach: Vec<Point> = self.series.iter().flat_map(Series::reach).collect();
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
}

impl Axis {
    /// The scale for these values; `from_zero` if bars stand on it.
    pub(crate) fn scale(
        &self,
        [name, logarithmic]: [&'static str; 2],
        values: Vec<f64>,
        from_zero: bool,
    ) -> Result<Scale> {
        let positive = |value: f64| {
            if self.log && value <= 0.0 {
                return Err(Error::OutOfRange {
                    name: logarithmic,
                    value,
                    range: "positive",
                });
            }
            Ok(())
        };
        for &value in &values {
            positive(value)?;
        }
        let (from, to) = match self.range {
            Some((from, to)) => {
                positive(from)?;
                (from, to)
            }
            None => self.reach(name, values, from_zero)?,
        };
        Ok(Scale {
            from,
            to,
            log: self.log,
            ticks: self.ticks.clone(),
        })
    }

    /// From the least to the greatest value, with a margin of 5 % at both ends.
    fn reach(
        &self,
        name: &'static str,
        mut values: Vec<f64>,
        from_zero: bool,
    ) -> Result<(f64, f64)> {
        if values.is_empty() {
            return Err(Error::Empty {
                what: match name {
                    "x" => "the range of x",
                    "y" => "the range of y",
                    _ => "the range of z",
                },
            });
        }
        if from_zero && !self.log {
            values.push(0.0);
        }
        if self.log {
            values.iter_mut().for_each(|v| *v = v.log10());
        }
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // A single value gets half a unit, or a tenth of itself, on both sides.
        let margin = if high > low {
            (high - low) * 0.05
        } else {
            (low.abs() * 0.1).max(0.5)
        };
        let bottom = if from_zero && low == 0.0 {
            0.0
        } else {
            low - margin
        };
        let top = if from_zero && high == 0.0 {
            0.0
        } else {
            high + margin
        };
        if self.log {
            Ok((10f64.powf(bottom), 10f64.powf(top)))
        } else {
            Ok((bottom, top))
        }
    }
}
