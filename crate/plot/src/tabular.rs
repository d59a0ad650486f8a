//! Matrices on axes, cell by cell.

use crate::axes::Axes;
use crate::matrix::Matrix;
use crate::palette::Dash;
use crate::series::{Ink, Shape};
use crate::with::With;
use ndarray::Array2;

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
        let columns = columns.iter().enumerate();
        let columns: Vec<(f64, &str)> =
            columns.map(|(i, name)| (i as f64, name.as_ref())).collect();
        let rows = rows.iter().enumerate();
        let top = cells.nrows() as f64 - 1.0;
        let rows: Vec<(f64, &str)> = rows
            .map(|(i, name)| (top - i as f64, name.as_ref()))
            .collect();
        let matrix = Matrix::of(cells, [rows.len(), columns.len()]);
        let named = self.x_ticks(&columns).y_ticks(&rows);
        named.with(|axes| {
            axes.errors.note(axes.one_scale());
            let Some(matrix) = axes.errors.note(matrix) else {
                return;
            };
            let [(left, bottom), (right, top)] = matrix.corners();
            axes.x.range.get_or_insert((left, right));
            axes.y.range.get_or_insert((bottom, top));
            axes.add_neutral("", Ink::Neutral, Dash::Solid, Shape::Matrix(matrix));
        })
    }
}
