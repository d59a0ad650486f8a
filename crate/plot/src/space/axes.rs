//! [`Axes3d`] themselves: their words, ranges and view.

use super::item::{Body, Item};
use crate::axis::Axis;
use crate::check;
use crate::clip::Rect;
use crate::error::{Error, Result};
use crate::scale::Scale;
use crate::with::{FirstError, With};

/// From where the box is seen, in degrees.
const VIEW: (f64, f64) = (-60.0, 28.0);

/// A box in space with what stands in it; [`draw`](Axes3d::draw) makes it a [`Figure`](crate::Figure).
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
    pub(crate) axes: [Axis; 3],
    pub(crate) size: Option<(f64, f64)>,
    pub(crate) view: (f64, f64),
    pub(crate) equal: bool,
    pub(super) items: Vec<Item>,
    pub(crate) errors: FirstError,
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
            errors: FirstError::default(),
        }
    }

    /// A line of text above the plot.
    pub fn title(&self, title: impl Into<String>) -> Self {
        self.with(|plot| plot.title = title.into())
    }

    /// The quantity along x.
    pub fn x_label(&self, label: impl Into<String>) -> Self {
        self.with(|plot| plot.axes[0].label = label.into())
    }

    /// The quantity along y.
    pub fn y_label(&self, label: impl Into<String>) -> Self {
        self.with(|plot| plot.axes[1].label = label.into())
    }

    /// The quantity that is the height.
    pub fn z_label(&self, label: impl Into<String>) -> Self {
        self.with(|plot| plot.axes[2].label = label.into())
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

    /// Calls the axes x, y and z and gives each its range: for the graph of a function z of x and y.
    ///
    /// ```
    /// use downhill_plot::Axes3d;
    ///
    /// let bowl = Axes3d::new("a bowl").xyz((-1.0, 1.0), (-1.0, 1.0), (0.0, 2.0)).surface("", |x, y| x * x + y * y);
    /// assert!(bowl.draw()?.svg().contains("data-extent=\"-1 1 -1 1 0 2\""));
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn xyz(&self, x: (f64, f64), y: (f64, f64), z: (f64, f64)) -> Self {
        self.x_label("x")
            .y_label("y")
            .z_label("z")
            .x_range(x.0, x.1)
            .y_range(y.0, y.1)
            .z_range(z.0, z.1)
    }

    fn range(&self, axis: usize, name: &'static str, (from, to): (f64, f64)) -> Self {
        self.with(|plot| {
            plot.errors.note(check::range(name, from, to));
            plot.axes[axis].range = Some((from, to));
        })
    }

    /// Width and height of the whole figure in pixels, from 120 to 1200; 480 × 400 if not said.
    pub fn size(&self, width: u32, height: u32) -> Self {
        self.with(|plot| {
            plot.errors
                .note(check::size("width", width).and(check::size("height", height)));
            plot.size = Some((f64::from(width), f64::from(height)));
        })
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
        self.with(|plot| {
            plot.errors
                .note(check::numbers("view", &[azimuth, elevation]));
            if !(0.0..=90.0).contains(&elevation) {
                plot.errors.note::<()>(Err(Error::OutOfRange {
                    name: "the elevation of the view",
                    value: elevation,
                    range: "from 0 to 90 degrees",
                }));
            }
            plot.view = (azimuth, elevation);
        })
    }

    /// Makes a unit as long on all three axes, so that lengths and angles are true to each other.
    pub fn equal(&self) -> Self {
        self.with(|plot| plot.equal = true)
    }

    /// How many surfaces there are.
    pub(crate) fn surfaces(&self) -> usize {
        let surface = |item: &&Item| matches!(item.body, Body::Surface(_));
        self.items.iter().filter(surface).count()
    }

    /// The ranges of x and y.
    pub(crate) fn floor_area(&self) -> Result<Rect> {
        let [x, y] = [0, 1].map(|axis| self.scale(axis));
        let (x, y) = (x?, y?);
        Ok(Rect {
            x: (x.from, x.to),
            y: (y.from, y.to),
        })
    }

    pub(crate) fn scales(&self) -> Result<[Scale; 3]> {
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
