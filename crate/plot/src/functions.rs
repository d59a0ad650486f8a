//! Functions of two variables on flat axes: decision regions, contours, heat maps, and fields of arrows.

use crate::axes::Axes;
use crate::contours::Contours;
use crate::decision_regions::DecisionRegions;
use crate::directions::Directions;
use crate::error::{Error, Result};
use crate::heat_map::HeatMap;
use crate::palette::Dash;
use crate::series::{Ink, Shape};
use crate::with::With;

/// The cells of the grid on which a function is looked at: fine enough for the banana's valley.
const CELLS: (usize, usize) = (480, 360);

impl Axes {
    /// Tints the plane by class: `class(x, y)` is asked all over the axes' range.
    ///
    /// Class 0 has the colour of the first series, class 1 that of the second, and so on. The range is the one
    /// known when `decision_regions` is called: set `x_range` and `y_range`, or add the data, before.
    ///
    /// ```
    /// use downhill_plot::Axes;
    ///
    /// let xor = Axes::new("exclusive or: class 1 is a band between two parallel lines")
    ///     .x_range(-0.5, 1.5)
    ///     .y_range(-0.5, 1.5)
    ///     .decision_regions(|x, y| usize::from((0.5..1.5).contains(&(x + y))))
    ///     .points("class 0", &[(0.0, 0.0), (1.0, 1.0)])
    ///     .points("class 1", &[(1.0, 0.0), (0.0, 1.0)])
    ///     .draw()?;
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn decision_regions(&self, class: impl Fn(f64, f64) -> usize) -> Self {
        self.with(|axes| {
            let regions = axes
                .linear_area("regions")
                .map(|area| DecisionRegions::of(class, area));
            if let Some(regions) = axes.errors.note(regions) {
                let shape = Shape::DecisionRegions(regions);
                axes.add_neutral("", Ink::Neutral, Dash::Solid, shape);
            }
        })
    }

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
        self.with(|axes| {
            axes.errors.note(axes.one_scale());
            let map = axes
                .linear_area("heat maps")
                .and_then(|area| HeatMap::of(f, area));
            if let Some(map) = axes.errors.note(map) {
                axes.add_neutral("", Ink::Neutral, Dash::Solid, Shape::HeatMap(map));
            }
        })
    }

    /// Is there no colour scale yet?
    pub(crate) fn one_scale(&self) -> Result<()> {
        match self.color_scale() {
            None => Ok(()),
            Some(_) => Err(Error::Drawing {
                message: "axes have room for one colour scale".into(),
            }),
        }
    }

    fn level_sets(&self, levels: &[f64], f: impl Fn(f64, f64) -> f64, filled: bool) -> Self {
        self.with(|axes| {
            if filled {
                axes.errors.note(axes.one_scale());
            }
            let contours = axes
                .linear_area("contours")
                .and_then(|area| Contours::of(f, area, levels, CELLS, filled));
            if let Some(contours) = axes.errors.note(contours) {
                axes.add_neutral("", Ink::Muted, Dash::Solid, Shape::Contours(contours));
            }
        })
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
        self.with(|axes| {
            let field = axes
                .linear_area("directions")
                .and_then(|area| Directions::of(f, area, columns));
            if let Some(field) = axes.errors.note(field) {
                axes.add(name, Shape::Directions(field));
            }
        })
    }
}
