//! Small multiples: several plots in one figure, with one legend.

use crate::axes::Axes;
use crate::canvas::{Canvas, Group, Mark};
use crate::check;
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::figure::Parts;
use crate::layout::Layout;
use crate::legend::Legend;
use crate::series::Series;
use crate::single::ordered;
use crate::space::Axes3d;
use crate::stage::Stage;
use crate::text::{self, TITLE};

/// The width that up to two panels in a row share, and that more share, in pixels: a phone shows all of it on 360.
const TWO: f64 = 560.0;
const MORE: f64 = 640.0;
/// Between a row of panels and the titles of the next.
const GAP: f64 = 10.0;

/// One of the plots of [`Figure::panels`]: flat [`Axes`], or [`Axes3d`] in space.
///
/// A list of one kind needs no conversion. A mix is a list of panels, each made by [`Panel::from`]:
///
/// ```
/// use downhill_plot::{Axes, Axes3d, Figure, Panel, levels};
///
/// let bowl = |x: f64, y: f64| x * x + y * y;
/// let above = Axes::new("circles").x_range(-1.0, 1.0).y_range(-1.0, 1.0)
///     .contours(&levels::linear(0.25, 1.75, 7)?, bowl);
/// let beside = Axes3d::new("a bowl").x_range(-1.0, 1.0).y_range(-1.0, 1.0).surface("bowl", bowl);
/// let views = vec![Panel::from(above), Panel::from(beside)];
/// let figure = Figure::panels("a bowl from above and from the side", 2, views)?;
/// assert_eq!(figure.svg().matches("class=\"panel\"").count(), 2);
/// # Ok::<(), downhill_plot::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Panel(Kind);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Flat(Box<Axes>),
    Space(Box<Axes3d>),
}

impl From<Axes> for Panel {
    fn from(axes: Axes) -> Self {
        Panel(Kind::Flat(Box::new(axes)))
    }
}

impl From<&Axes> for Panel {
    fn from(axes: &Axes) -> Self {
        axes.clone().into()
    }
}

impl From<Axes3d> for Panel {
    fn from(axes: Axes3d) -> Self {
        Panel(Kind::Space(Box::new(axes)))
    }
}

impl From<&Axes3d> for Panel {
    fn from(axes: &Axes3d) -> Self {
        axes.clone().into()
    }
}

impl From<&Panel> for Panel {
    fn from(panel: &Panel) -> Self {
        panel.clone()
    }
}

impl Panel {
    fn report(&self) -> Result<()> {
        match &self.0 {
            Kind::Flat(axes) => axes.errors.report(),
            Kind::Space(axes) => axes.errors.report(),
        }
    }

    fn size(&self) -> Option<(f64, f64)> {
        match &self.0 {
            Kind::Flat(axes) => axes.size,
            Kind::Space(axes) => axes.size,
        }
    }

    fn title(&self) -> &str {
        match &self.0 {
            Kind::Flat(axes) => &axes.title,
            Kind::Space(axes) => &axes.title,
        }
    }

    /// What the legend shows.
    fn series(&self) -> Vec<Series> {
        match &self.0 {
            Kind::Flat(axes) => axes.series.clone(),
            Kind::Space(axes) => axes.legend(),
        }
    }

    /// Draws it in a cell of the canvas; answers with its ranges.
    fn plot(&self, canvas: &Canvas, cell: [f64; 4], title_lines: usize) -> Result<Vec<f64>> {
        let axes = match &self.0 {
            Kind::Flat(axes) => axes,
            Kind::Space(axes) => return axes.plot(canvas, cell, title_lines),
        };
        let (x, y) = axes.scales()?;
        let [_, _, width, height] = cell;
        let layout = Layout::of(axes, (&x, &y), (width, height), (0.0, title_lines));
        let mut stage = Stage::new(canvas, cell, (x, y), &layout)?;
        stage.mesh(axes)?;
        for series in ordered(&axes.series) {
            stage.series(series)?;
        }
        stage.title(&axes.title)?;
        Ok(stage.extent().to_vec())
    }
}

impl Figure {
    /// Several plots in rows of `columns`, with one legend below them all.
    ///
    /// The alt text is that of the whole. Panels that do not say their size share a width of 560 pixels, or of 640 if there are more than two in a row.
    ///
    /// ```
    /// use downhill_plot::{Axes, Figure};
    ///
    /// let panel = |name: &str, slope: f64| {
    ///     Axes::new(name).title(name).line("f", &[(0.0, 0.0), (1.0, slope)])
    /// };
    /// let panels = vec![panel("gentle", 1.0), panel("steep", 5.0)];
    /// let figure = Figure::panels("two rising lines, one steeper", 2, &panels)?;
    /// assert_eq!(figure.svg().matches("class=\"panel\"").count(), 2);
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Axes::draw`], and for no panels or no columns.
    pub fn panels<P: Into<Panel>>(
        alt: &str,
        columns: usize,
        panels: impl IntoIterator<Item = P>,
    ) -> Result<Figure> {
        check::alt(alt)?;
        let panels: Vec<Panel> = panels.into_iter().map(Into::into).collect();
        if panels.is_empty() {
            return Err(Error::Empty { what: "panels" });
        }
        if !(1..=6).contains(&columns) {
            return Err(Error::OutOfRange {
                name: "columns",
                value: columns as f64,
                range: "from 1 to 6",
            });
        }
        panels.iter().try_for_each(Panel::report)?;
        let columns = columns.min(panels.len());
        let share = if columns <= 2 { TWO } else { MORE } / columns as f64;
        let size = |panel: &Panel| panel.size().unwrap_or((share, (share * 0.8).max(190.0)));
        let wide = panels.iter().map(|p| size(p).0).fold(0.0, f64::max);
        let high = panels.iter().map(|p| size(p).1).fold(0.0, f64::max);
        let rows = panels.len().div_ceil(columns);
        let width = wide * columns as f64;
        let series: Vec<Series> = panels.iter().flat_map(Panel::series).collect();
        let legend = Legend::of(series.iter(), width);
        let body = high * rows as f64;
        let height = body + legend.height();
        let canvas = Canvas::new((width, height));
        let lines = |panel: &Panel| text::wrap(panel.title(), TITLE, wide - 16.0).len();
        let title_lines = panels.iter().map(lines).max().unwrap_or(0);
        let mut extents = Vec::new();
        for (i, panel) in panels.iter().enumerate() {
            let cell = [
                (i % columns) as f64 * wide,
                (i / columns) as f64 * high,
                wide,
                high - GAP,
            ];
            canvas.push(Mark::Open(Group {
                class: "panel",
                attributes: Vec::new(),
            }));
            extents.push(panel.plot(&canvas, cell, title_lines)?);
            canvas.push(Mark::Close);
        }
        legend.draw(&canvas, (0.0, body))?;
        Figure::new(Parts {
            size: (width, height),
            alt,
            extents,
            marks: canvas.marks(),
        })
    }
}
