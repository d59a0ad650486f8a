//! Small multiples: several plots in one figure, with one legend.

use super::canvas::{Canvas, Group, Mark};
use super::figure::Parts;
use super::layout::Layout;
use super::legend::Legend;
use super::single::ordered;
use super::stage::Stage;
use super::text::{self, TITLE};
use super::{Axes, Figure, check};
use crate::{Error, Result};

/// The width that up to two panels in a row share, and that more share, in pixels: a phone shows all of it on 360.
const TWO: f64 = 560.0;
const MORE: f64 = 640.0;
/// Between a row of panels and the titles of the next.
const GAP: f64 = 10.0;

impl Figure {
    /// Several plots in rows of `columns`, with one legend below them all.
    ///
    /// The alt text is that of the whole. Panels that do not say their size share a width of 560 pixels, or of 640 if there are more than two in a row.
    ///
    /// ```
    /// use downhill::plot::{Axes, Figure};
    ///
    /// let panel = |name: &str, slope: f64| {
    ///     Axes::new(name).title(name).line("f", &[(0.0, 0.0), (1.0, slope)])
    /// };
    /// let panels = vec![panel("gentle", 1.0), panel("steep", 5.0)];
    /// let figure = Figure::panels("two rising lines, one steeper", 2, &panels)?;
    /// assert_eq!(figure.svg().matches("class=\"panel\"").count(), 2);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Axes::draw`], and for no panels or no columns.
    pub fn panels(alt: &str, columns: usize, panels: &[Axes]) -> Result<Figure> {
        check::alt(alt)?;
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
        if let Some(error) = panels.iter().find_map(|panel| panel.error.as_ref()) {
            return Err(error.clone());
        }
        let columns = columns.min(panels.len());
        let share = if columns <= 2 { TWO } else { MORE } / columns as f64;
        let size = |panel: &Axes| panel.size.unwrap_or((share, (share * 0.8).max(190.0)));
        let wide = panels.iter().map(|p| size(p).0).fold(0.0, f64::max);
        let high = panels.iter().map(|p| size(p).1).fold(0.0, f64::max);
        let rows = panels.len().div_ceil(columns);
        let width = wide * columns as f64;
        let legend = Legend::of(panels.iter().flat_map(|p| &p.series), width);
        let body = high * rows as f64;
        let height = body + legend.height();
        let canvas = Canvas::new((width, height));
        let lines = |panel: &Axes| text::wrap(&panel.title, TITLE, wide - 16.0).len();
        let title_lines = panels.iter().map(lines).max().unwrap_or(0);
        let mut extents = Vec::new();
        for (i, panel) in panels.iter().enumerate() {
            let cell = [
                (i % columns) as f64 * wide,
                (i / columns) as f64 * high,
                wide,
                high - GAP,
            ];
            let (x, y) = panel.scales()?;
            let parts = (0.0, title_lines);
            let layout = Layout::of(panel, (&x, &y), (wide, high - GAP), parts);
            canvas.push(Mark::Open(Group {
                class: "panel",
                attributes: Vec::new(),
            }));
            let mut stage = Stage::new(&canvas, cell, (x, y), &layout)?;
            stage.mesh(panel)?;
            for series in ordered(&panel.series) {
                stage.series(series)?;
            }
            stage.title(&panel.title)?;
            canvas.push(Mark::Close);
            extents.push(stage.extent());
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
