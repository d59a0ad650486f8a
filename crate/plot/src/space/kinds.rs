//! What can stand in the box of [`Axes3d`], one method each.

use super::axes::Axes3d;
use super::item::{Body, Item};
use super::sheet::FINE;
use super::view::Place;
use crate::check;
use crate::contours::Contours;
use crate::error::Result;
use crate::field::Grid;
use crate::palette::{self, Dash};
use crate::series::Ink;
use crate::with::With;

/// The cells of the grid on which the floor's contours are found.
const FLOOR: (usize, usize) = (160, 160);

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
        self.and(name, grid.map(Body::Surface))
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
        self.and(name, places("line", points).map(Body::Line))
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
        self.and(name, places("points", points).map(Body::Points))
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
        self.and(name, checked.map(|()| Body::Arrow(tail, tip)))
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
        self.and("", contours.map(Body::Floor))
    }

    /// Gives the last thing added the colour and marker with this index: 0 those of the first series.
    pub fn color(&self, index: usize) -> Self {
        self.last(|item| {
            item.ink = Ink::Data(index);
            item.marker = palette::marker(index);
        })
    }

    /// Draws the last line unbroken.
    pub fn solid(&self) -> Self {
        self.last(|item| item.dash = Dash::Solid)
    }

    /// Draws the last line dashed.
    pub fn dashed(&self) -> Self {
        self.last(|item| item.dash = Dash::Dashed)
    }

    /// The same with a change to the last thing added.
    fn last(&self, change: impl FnOnce(&mut Item)) -> Self {
        self.with(|plot| {
            plot.items.last_mut().map(change);
        })
    }

    /// The same and one thing more, with the next data colour, and the next marker or dash pattern; or what is wrong with it
    /// is remembered.
    fn and(&self, name: &str, body: Result<Body>) -> Self {
        let count = |kind: fn(&Item) -> bool| self.items.iter().filter(|item| kind(item)).count();
        let floors = count(|item| matches!(item.body, Body::Floor(_)));
        self.with(|plot| {
            let Some(body) = plot.errors.note(body) else {
                return;
            };
            let dash = match body {
                Body::Line(_) => Dash::of(count(|item| matches!(item.body, Body::Line(_)))),
                _ => Dash::Solid,
            };
            plot.items.push(Item {
                name: name.into(),
                // The first surface has the colours of its heights.
                ink: Ink::Data(self.items.len() - floors - self.surfaces().min(1)),
                marker: palette::marker(count(|item| matches!(item.body, Body::Points(_)))),
                dash,
                body,
            });
        })
    }
}

/// The points, if there are some and all are finite.
fn places(name: &'static str, points: &[(f64, f64, f64)]) -> Result<Vec<Place>> {
    let places: Vec<Place> = points.iter().map(|&point| point.into()).collect();
    check::rows(name, &places)?;
    Ok(places)
}
