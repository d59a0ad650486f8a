//! What can stand in the box of [`Axes3d`], one method each.

use super::Axes3d;
use super::sheet::FINE;
use super::view::Place;
use crate::check;
use crate::contours::Contours;
use crate::error::Result;
use crate::field::Grid;
use crate::palette::{self, Dash, Marker};
use crate::series::{Ink, Series, Shape};

/// The cells of the grid on which the floor's contours are found.
const FLOOR: (usize, usize) = (160, 160);

/// One thing in the box, and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) ink: Ink,
    pub(super) marker: Marker,
    pub(super) dash: Dash,
    pub(super) body: Body,
}

/// What it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    Surface(Grid),
    Line(Vec<Place>),
    Points(Vec<Place>),
    /// From its tail to its tip.
    Arrow(Place, Place),
    Floor(Contours),
}

impl Axes3d {
    /// The surface z = f(x, y) over the ranges of x and y, as a mesh.
    ///
    /// The first surface is coloured by its height, from dark (low) to light (high); later ones have a colour each and let
    /// light through. Where f is a NaN or infinite there is a hole. The ranges are those known at the call: set `x_range`
    /// and `y_range` before.
    ///
    /// ```
    /// use downhill_plot::Axes3d;
    ///
    /// let touching = Axes3d::new("a bowl and the plane that touches it at (1, 0)")
    ///     .x_range(-2.0, 2.0)
    ///     .y_range(-2.0, 2.0)
    ///     .z_range(-5.0, 8.0)
    ///     .surface("bowl", |x, y| x * x + y * y)
    ///     .surface("tangent plane", |x, _| 1.0 + 2.0 * (x - 1.0))
    ///     .draw()?;
    /// assert!(touching.svg().contains(">tangent plane</text>"));
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn surface(&self, name: &str, f: impl Fn(f64, f64) -> f64) -> Self {
        let grid = self
            .floor_area()
            .and_then(|area| Grid::of(f, area, (FINE, FINE)));
        self.with(name, grid.map(Body::Surface))
    }

    /// A line from point to point, in the order given: a path over a surface, for one.
    ///
    /// ```
    /// use downhill_plot::Axes3d;
    ///
    /// let turns = (0..=100).map(|i| f64::from(i) / 10.0);
    /// let helix: Vec<_> = turns.map(|t| (t.cos(), t.sin(), t)).collect();
    /// let figure = Axes3d::new("a helix").line("helix", &helix).draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn line(&self, name: &str, points: &[(f64, f64, f64)]) -> Self {
        self.with(name, places("line", points).map(Body::Line))
    }

    /// Points, each a marker.
    ///
    /// ```
    /// use downhill_plot::Axes3d;
    ///
    /// let corners = [(0.0, 0.0, 0.0), (1.0, 1.0, 0.0), (1.0, 0.0, 1.0), (0.0, 1.0, 1.0)];
    /// let figure = Axes3d::new("a tetrahedron's corners").points("corner", &corners).draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn points(&self, name: &str, points: &[(f64, f64, f64)]) -> Self {
        self.with(name, places("points", points).map(Body::Points))
    }

    /// An arrow from a point, along a vector in the units of the axes.
    ///
    /// ```
    /// use downhill_plot::Axes3d;
    ///
    /// let figure = Axes3d::new("a plane, its steepest direction and its normal vector")
    ///     .x_range(-2.0, 2.0)
    ///     .y_range(-2.0, 2.0)
    ///     .z_range(-2.0, 2.0)
    ///     .equal()
    ///     .surface("plane", |x, _| 0.5 * x)
    ///     .arrow("steepest", (0.0, 0.0, 0.0), [1.0, 0.0, 0.5])
    ///     .arrow("normal", (0.0, 0.0, 0.0), [-0.5, 0.0, 1.0])
    ///     .draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn arrow(&self, name: &str, from: (f64, f64, f64), vector: [f64; 3]) -> Self {
        let tail: Place = from.into();
        let tip = [0, 1, 2].map(|i| tail[i] + vector[i]);
        let checked = check::rows("arrow", &[tail, vector, tip]);
        self.with(name, checked.map(|()| Body::Arrow(tail, tip)))
    }

    /// Filled contours of f on the bottom of the box, as on [`Axes::contours`](crate::Axes::contours).
    ///
    /// A surface over them then has the same colours for the same heights. The ranges of x and y are those known at the
    /// call; leave room below the surface with `z_range`.
    ///
    /// ```
    /// use downhill_plot::{Axes3d, levels};
    ///
    /// let bowl = |x: f64, y: f64| x * x + y * y;
    /// let figure = Axes3d::new("a bowl over its contours")
    ///     .x_range(-1.0, 1.0)
    ///     .y_range(-1.0, 1.0)
    ///     .z_range(-2.0, 2.0)
    ///     .floor(&levels::linear(0.25, 1.75, 7)?, bowl)
    ///     .surface("x² + y²", bowl)
    ///     .draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn floor(&self, levels: &[f64], f: impl Fn(f64, f64) -> f64) -> Self {
        let contours = self
            .floor_area()
            .and_then(|area| Contours::of(f, area, levels, FLOOR, true));
        self.with("", contours.map(Body::Floor))
    }

    /// Gives the last thing added the colour and marker with this index: 0 those of the first series.
    pub fn color(&self, index: usize) -> Self {
        let mut axes = self.clone();
        if let Some(item) = axes.items.last_mut() {
            item.ink = Ink::Data(index);
            item.marker = palette::marker(index);
        }
        axes
    }

    /// Draws the last line unbroken.
    pub fn solid(&self) -> Self {
        self.dash(Dash::Solid)
    }

    /// Draws the last line dashed.
    pub fn dashed(&self) -> Self {
        self.dash(Dash::Dashed)
    }

    fn dash(&self, dash: Dash) -> Self {
        let mut axes = self.clone();
        if let Some(item) = axes.items.last_mut() {
            item.dash = dash;
        }
        axes
    }

    /// Adds a thing with the next data colour, and the next marker or dash pattern, or remembers what is wrong with it.
    fn with(&self, name: &str, body: Result<Body>) -> Self {
        let mut axes = self.clone();
        let body = match body {
            Ok(body) => body,
            Err(error) => {
                axes.note::<()>(Err(error));
                return axes;
            }
        };
        let count = |kind: fn(&Item) -> bool| self.items.iter().filter(|item| kind(item)).count();
        // The first surface has the colours of its heights.
        let surfaces = self.surfaces();
        let floors = count(|item| matches!(item.body, Body::Floor(_)));
        let dash = match body {
            Body::Line(_) => Dash::of(count(|item| matches!(item.body, Body::Line(_)))),
            _ => Dash::Solid,
        };
        axes.items.push(Item {
            name: name.into(),
            ink: Ink::Data(self.items.len() - floors - surfaces.min(1)),
            marker: palette::marker(count(|item| matches!(item.body, Body::Points(_)))),
            dash,
            body,
        });
        axes
    }

    /// How many surfaces there are.
    pub(super) fn surfaces(&self) -> usize {
        let surface = |item: &&Item| matches!(item.body, Body::Surface(_));
        self.items.iter().filter(surface).count()
    }

    /// What the legend shows.
    pub(crate) fn series(&self) -> Vec<Series> {
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

/// The points, if there are some and all are finite.
fn places(name: &'static str, points: &[(f64, f64, f64)]) -> Result<Vec<Place>> {
    let places: Vec<Place> = points.iter().map(|&point| point.into()).collect();
    check::rows(name, &places)?;
    Ok(places)
}
