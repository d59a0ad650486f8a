//! Functions of two variables on flat axes: contours, heat maps, and fields of arrows.

use crate::axes::Axes;
use crate::clip::{Point, Rect};
use crate::colormap::ColorScale;
use crate::error::{Error, Result};
use crate::field::{Grid, Rings};
use crate::palette::Dash;
use crate::raster::Raster;
use crate::series::{Ink, Shape};
use crate::{check, levels};
use std::sync::Arc;

/// The cells of the grid on which a function is looked at: fine enough for the banana's valley.
const CELLS: (usize, usize) = (480, 360);

/// Pixels of a heat map, across and up.
const PIXELS: (usize, usize) = (240, 180);

/// A function's level sets.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contours {
    pub(crate) levels: Vec<f64>,
    /// Areas, each on top of those before, with the band that they begin.
    pub(crate) areas: Vec<(usize, Rings)>,
    /// The lines at the levels.
    pub(crate) lines: Vec<Rings>,
    /// The colours, if the areas are filled.
    pub(crate) scale: Option<ColorScale>,
}

impl Contours {
    pub(crate) fn of(
        f: impl Fn(f64, f64) -> f64,
        area: Rect,
        levels: &[f64],
        cells: (usize, usize),
        filled: bool,
    ) -> Result<Self> {
        levels::check(levels)?;
        let grid = Grid::of(f, area, cells)?;
        let sets = grid.level_sets(levels)?;
        let (low, high) = grid.reach();
        let scale = ColorScale::Bands {
            levels: levels.to_vec(),
            below: low < levels[0],
            above: high > levels[levels.len() - 1],
        };
        let mut areas = Vec::new();
        if filled {
            if low < levels[0] {
                areas.push((0, grid.ground()?));
            }
            areas.extend(
                sets.iter()
                    .cloned()
                    .enumerate()
                    .map(|(i, set)| (i + 1, set)),
            );
        }
        Ok(Contours {
            levels: levels.to_vec(),
            areas,
            lines: sets.into_iter().map(|set| grid.off_holes(set)).collect(),
            scale: filled.then_some(scale),
        })
    }
}

/// A function's values as colours.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeatMap {
    /// The box that it fills.
    pub(crate) area: Rect,
    pub(crate) raster: Arc<Raster>,
    pub(crate) scale: ColorScale,
}

impl HeatMap {
    fn of(f: impl Fn(f64, f64) -> f64, area: Rect) -> Result<Self> {
        // Each pixel has the value in its middle.
        let middles = |(from, to): (f64, f64), of: usize| {
            let half = (to - from) / of as f64 / 2.0;
            (from + half, to - half)
        };
        let (wide, high) = PIXELS;
        let inner = Rect {
            x: middles(area.x, wide),
            y: middles(area.y, high),
        };
        let grid = Grid::of(f, inner, (wide - 1, high - 1))?;
        let (from, to) = match grid.reach() {
            (low, high) if low == high => (low - 0.5, low + 0.5),
            reach => reach,
        };
        Ok(HeatMap {
            area,
            raster: Arc::new(Raster::of(&grid, (from, to))),
            scale: ColorScale::Smooth { from, to },
        })
    }
}

impl Axes {
    /// Fills the axes by the height of a function: one colour between each two levels, from dark (low) to light (high),
    /// a thin line at each level, and a colour scale beside the axes.
    ///
    /// What is below the first or above the last level has a colour too; the scale then ends in a tip. Where the function
    /// is a NaN or infinite, nothing is drawn. The range is the one known when `contours` is called:
    /// set `x_range` and `y_range` before.
    ///
    /// ```
    /// use downhill_plot::{Axes, levels};
    ///
    /// let banana = |x: f64, y: f64| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
    /// let figure = Axes::new("the banana's curved valley, seen from above")
    ///     .x_range(-2.0, 2.0)
    ///     .y_range(-1.0, 3.0)
    ///     .contours(&levels::logarithmic(0.1, 1000.0, 9)?, banana)
    ///     .points("minimum", &[(1.0, 1.0)])
    ///     .draw()?;
    /// assert!(figure.svg().contains(">1000</text>"), "the scale says what the colours mean");
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`draw`](Axes::draw) reports levels that are none, not finite or not rising, logarithmic axes, and a function
    /// that is finite nowhere.
    pub fn contours(&self, levels: &[f64], f: impl Fn(f64, f64) -> f64) -> Self {
        self.level_sets(levels, f, true)
    }

    /// A thin line at each level of a function with the level's number on it, for axes on which something else is
    /// filled, or nothing is. A line that is too short or too close to others has no number.
    ///
    /// ```
    /// use downhill_plot::{Axes, levels};
    ///
    /// let circles = Axes::new("circles about the origin")
    ///     .x_range(-2.0, 2.0)
    ///     .y_range(-2.0, 2.0)
    ///     .contour_lines(&levels::linear(1.0, 4.0, 4)?, |x, y| x * x + y * y)
    ///     .draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// As for [`contours`](Axes::contours).
    pub fn contour_lines(&self, levels: &[f64], f: impl Fn(f64, f64) -> f64) -> Self {
        self.level_sets(levels, f, false)
    }

    /// Colours the axes point by point by the value of a function, from dark (low) to light (high), with a colour scale
    /// from its least to its greatest value beside them.
    ///
    /// Where the function is a NaN or infinite, nothing is drawn. As for [`contours`](Axes::contours), the range is the one
    /// known at the call. For a function that spans many powers of ten, show its logarithm.
    ///
    /// ```
    /// use downhill_plot::Axes;
    ///
    /// let figure = Axes::new("waves that cross")
    ///     .x_range(0.0, 10.0)
    ///     .y_range(0.0, 10.0)
    ///     .heat_map(|x, y| x.sin() * y.cos())
    ///     .draw()?;
    /// assert!(figure.svg().contains("<image"));
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`draw`](Axes::draw) reports logarithmic axes and a function that is finite nowhere.
    pub fn heat_map(&self, f: impl Fn(f64, f64) -> f64) -> Self {
        let mut axes = self.clone();
        axes.note(self.one_scale());
        match self
            .linear_area("heat maps")
            .and_then(|area| HeatMap::of(f, area))
        {
            Ok(map) => axes.add_neutral("", Ink::Neutral, Dash::Solid, Shape::HeatMap(map)),
            Err(error) => {
                axes.note::<()>(Err(error));
                axes
            }
        }
    }

    /// Is there no colour scale yet?
    fn one_scale(&self) -> Result<()> {
        match self.color_scale() {
            None => Ok(()),
            Some(_) => Err(Error::Drawing {
                message: "axes have room for one colour scale".into(),
            }),
        }
    }

    fn level_sets(&self, levels: &[f64], f: impl Fn(f64, f64) -> f64, filled: bool) -> Self {
        let mut axes = self.clone();
        if filled {
            axes.note(self.one_scale());
        }
        let contours = self
            .linear_area("contours")
            .and_then(|area| Contours::of(f, area, levels, CELLS, filled));
        match contours {
            Ok(contours) => {
                axes.add_neutral("", Ink::Muted, Dash::Solid, Shape::Contours(contours))
            }
            Err(error) => {
                axes.note::<()>(Err(error));
                axes
            }
        }
    }

    /// A grid of arrows, all of one length: where a vector field points, `columns` of them across.
    ///
    /// Each arrow has its middle at the point at which the field was asked. Where the field is zero, a NaN or infinite,
    /// there is none. As for [`contours`](Axes::contours), the range is the one known at the call.
    ///
    /// ```
    /// use downhill_plot::Axes;
    ///
    /// let figure = Axes::new("arrows that run round the origin")
    ///     .x_range(-1.0, 1.0)
    ///     .y_range(-1.0, 1.0)
    ///     .directions("rotation", 8, |x, y| (-y, x))
    ///     .draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`draw`](Axes::draw) reports fewer than 2 or more than 60 columns, logarithmic axes, and a field with no arrow at all.
    pub fn directions(
        &self,
        name: &str,
        columns: usize,
        f: impl Fn(f64, f64) -> (f64, f64),
    ) -> Self {
        let mut axes = self.clone();
        let field = self
            .linear_area("directions")
            .and_then(|area| directions(columns, area, f));
        match field {
            Ok(field) => axes.add(name, Shape::Directions(field)),
            Err(error) => {
                axes.note::<()>(Err(error));
                axes
            }
        }
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
            _ => None,
        })
    }
}

/// Where arrows point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Directions {
    /// How far apart the arrows are, in the units of the axes.
    pub(crate) spacing: (f64, f64),
    /// The middle of each arrow, and a vector along it, in the units of the axes.
    pub(crate) arrows: Vec<(Point, Point)>,
}

fn directions(
    columns: usize,
    area: Rect,
    f: impl Fn(f64, f64) -> (f64, f64),
) -> Result<Directions> {
    if !(2..=60).contains(&columns) {
        return Err(Error::OutOfRange {
            name: "columns",
            value: columns as f64,
            range: "from 2 to 60",
        });
    }
    let rows = (columns * 4).div_ceil(5);
    let spacing = (
        (area.x.1 - area.x.0) / columns as f64,
        (area.y.1 - area.y.0) / rows as f64,
    );
    let places = (0..rows).flat_map(|j| (0..columns).map(move |i| (i, j)));
    let arrows: Vec<(Point, Point)> = places
        .map(|(i, j)| {
            let x = area.x.0 + (i as f64 + 0.5) * spacing.0;
            let y = area.y.0 + (j as f64 + 0.5) * spacing.1;
            ((x, y), f(x, y))
        })
        .filter(|(_, (u, v))| u.is_finite() && v.is_finite() && (*u, *v) != (0.0, 0.0))
        .collect();
    if arrows.is_empty() {
        return Err(Error::Empty {
            what: "the field of directions",
        });
    }
    let rows: Vec<[f64; 2]> = arrows.iter().map(|&(_, (u, v))| [u, v]).collect();
    check::rows("directions", &rows)?;
    Ok(Directions { spacing, arrows })
}
