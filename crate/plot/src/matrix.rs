//! A matrix as cells, each with its colour and its number: a confusion matrix, correlations, weights.

use crate::axes::Axes;
use crate::check;
use crate::clip::Coord;
use crate::color_scale::ColorScale;
use crate::digits::number;
use crate::error::{Error, Result};
use crate::palette::{Dash, HALO, WITHIN};
use crate::series::{Ink, Shape};
use crate::stage::Stage;
use crate::text::{self, TICK};
use crate::with::With;
use ndarray::Array2;
use plotters::style::text_anchor::{HPos, VPos};

/// The most rows or columns.
const MOST: usize = 60;
/// Room about a number in its cell, in pixels.
const ROOM: f64 = 4.0;
/// From this share of the colours on, dark ink reads better than white.
const LIGHT: f64 = 0.55;

/// The numbers and their colours. Row 0 lies on top, at the greatest height.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matrix {
    cells: Array2<f64>,
    pub(crate) scale: ColorScale,
}

impl Axes {
    /// The entries of a matrix as cells: a colour from dark (low) to light (high), with a colour scale beside the axes,
    /// and the number where it fits. The first row is on top, as the matrix is written; rows and columns carry these names.
    ///
    /// ```
    /// use downhill_plot::Axes;
    /// use ndarray::array;
    ///
    /// let figure = Axes::new("of 22 cats 20 are recognised, of 18 dogs 17")
    ///     .x_label("predicted")
    ///     .y_label("true")
    ///     .matrix(&array![[20.0, 2.0], [1.0, 17.0]], &["cat", "dog"], &["cat", "dog"])
    ///     .draw()?;
    /// assert!(figure.svg().contains(">20</text>"));
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`draw`](Axes::draw) reports a matrix without entries or with more than 60 rows or columns, an entry that is
    /// not finite, and names that are not one a row and one a column.
    pub fn matrix<R: AsRef<str>, C: AsRef<str>>(
        &self,
        cells: &Array2<f64>,
        rows: &[R],
        columns: &[C],
    ) -> Self {
        let (high, wide) = cells.dim();
        let columns = columns.iter().enumerate();
        let columns: Vec<(f64, &str)> =
            columns.map(|(i, name)| (i as f64, name.as_ref())).collect();
        let rows = rows.iter().enumerate();
        let top = high as f64 - 1.0;
        let rows: Vec<(f64, &str)> = rows
            .map(|(i, name)| (top - i as f64, name.as_ref()))
            .collect();
        let checked = checked(cells, [rows.len(), columns.len()]);
        let named = self.x_ticks(&columns).y_ticks(&rows);
        named.with(|axes| {
            axes.errors.note(axes.one_scale());
            if axes.errors.note(checked).is_none() {
                return;
            }
            axes.x.range.get_or_insert((-0.5, wide as f64 - 0.5));
            axes.y.range.get_or_insert((-0.5, high as f64 - 0.5));
            let reach = cells
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &v| {
                    (a.min(v), b.max(v))
                });
            let matrix = Matrix {
                cells: cells.clone(),
                scale: ColorScale::over(reach),
            };
            axes.add_neutral("", Ink::Neutral, Dash::Solid, Shape::Matrix(matrix));
        })
    }
}

fn checked(cells: &Array2<f64>, names: [usize; 2]) -> Result<()> {
    if cells.is_empty() {
        return Err(Error::Empty { what: "the matrix" });
    }
    if let Some(&count) = cells.shape().iter().find(|&&count| count > MOST) {
        return Err(Error::OutOfRange {
            name: "the number of rows or columns of a matrix",
            value: count as f64,
            range: "at most 60",
        });
    }
    if cells.shape() != names {
        return Err(Error::Shape {
            op: "names of a matrix's rows and columns",
            left: names.to_vec(),
            right: cells.shape().to_vec(),
        });
    }
    check::matrix("matrix", cells)
}

impl Matrix {
    /// Two opposite corners.
    pub(crate) fn corners(&self) -> [Coord; 2] {
        let (high, wide) = self.cells.dim();
        [(-0.5, -0.5), (wide as f64 - 0.5, high as f64 - 0.5)]
    }
}

impl Stage<'_> {
    pub(crate) fn matrix(&self, matrix: &Matrix) -> Result<()> {
        let brush = self.brush.plain();
        let top = matrix.cells.nrows() as f64 - 1.0;
        let texts = matrix.cells.mapv(number);
        let widest = texts
            .iter()
            .map(|t| text::width(t, TICK))
            .fold(0.0, f64::max);
        let (origin, next) = (self.px((0.0, 0.0)), self.px((1.0, 1.0)));
        let fit = |room: i32, needed: f64| f64::from(room.abs()) / 10.0 >= needed + ROOM;
        let numbers = fit(next.0 - origin.0, widest) && fit(next.1 - origin.1, TICK);
        for ((row, column), &value) in matrix.cells.indexed_iter() {
            let (x, y) = (column as f64, top - row as f64);
            let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
            let corners = corners.map(|(dx, dy)| (x + dx, y + dy));
            self.area(&corners, matrix.scale.of(value), 1.0)?;
            if numbers && self.shows((x, y)) {
                let ink = if matrix.scale.share(value) > LIGHT {
                    WITHIN
                } else {
                    HALO
                };
                let middle = (HPos::Center, VPos::Center);
                brush.text(&texts[[row, column]], self.px((x, y)), TICK, ink, middle)?;
            }
        }
        let [x0, x1, y0, y1] = self.extent();
        let (right, bottom) = self.px((x1, y0));
        let (_, top) = self.px((x0, y1));
        matrix.scale.draw(&brush, right, (top, bottom))
    }
}
