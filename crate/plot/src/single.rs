//! A figure of one plot.

use crate::axes::Axes;
use crate::canvas::Canvas;
use crate::check;
use crate::error::Result;
use crate::figure::Figure;
use crate::figure::Parts;
use crate::layout::Layout;
use crate::legend::Legend;
use crate::series::Series;
use crate::stage::Stage;

/// Width and height of a figure that does not say.
pub(crate) const SIZE: (f64, f64) = (480.0, 360.0);

impl Axes {
    /// Draws the axes as a figure.
    ///
    /// # Errors
    /// The first bad input of the calls before: no alt text, nothing to show, a NaN or an infinity, a range from
    /// high to low, a value that is not positive on a logarithmic axis, a size out of bounds; or a figure of
    /// over 200,000 bytes.
    pub fn draw(&self) -> Result<Figure> {
        self.errors.report()?;
        check::alt(&self.alt)?;
        let size = self.size.unwrap_or(SIZE);
        let canvas = Canvas::new(size);
        let extent = plot(self, &canvas, [0.0, 0.0, size.0, size.1])?;
        Figure::new(Parts {
            size,
            alt: &self.alt,
            extents: vec![extent],
            marks: canvas.marks(),
        })
    }
}

/// Draws one plot in a cell of the canvas; answers with its ranges.
fn plot(axes: &Axes, canvas: &Canvas, cell: [f64; 4]) -> Result<Vec<f64>> {
    let [left, top, width, height] = cell;
    let (x, y) = axes.scales()?;
    let legend = Legend::of(axes.series.iter(), width);
    let legend_at = (left, top + height - legend.height());
    let layout = Layout::of(axes, (&x, &y), (width, height), (legend.height(), 0));
    let mut stage = Stage::new(canvas, cell, (x, y), &layout)?;
    stage.mesh(axes)?;
    for series in ordered(&axes.series) {
        stage.series(series)?;
    }
    stage.title(&axes.title)?;
    legend.draw(canvas, legend_at)?;
    Ok(stage.extent().to_vec())
}

/// The series in the order in which they are drawn.
pub(crate) fn ordered(series: &[Series]) -> Vec<&Series> {
    let mut ordered: Vec<&Series> = series.iter().collect();
    ordered.sort_by_key(|series| series.layer());
    ordered
}
