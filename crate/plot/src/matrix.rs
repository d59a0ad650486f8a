//! A matrix as cells, each with its colour and its number: a confusion matrix, correlations, weights.

use crate::check;
use crate::clip::Coord;
use crate::color_scale::ColorScale;
use crate::error::{Error, Result};
use ndarray::Array2;

/// The most rows or columns.
const MOST: usize = 60;

/// The numbers and their colours. Row 0 lies on top, at the greatest height.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) cells: Array2<f64>,
    pub(crate) scale: ColorScale,
}

impl Matrix {
    /// The matrix, if it can be drawn with this many names of rows and columns.
    pub(crate) fn of(cells: &Array2<f64>, names: [usize; 2]) -> Result<Self> {
        checked(cells, names)?;
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let reach = cells.iter().fold(ends, |(a, b), &v| (a.min(v), b.max(v)));
        Ok(Matrix {
            cells: cells.clone(),
            scale: ColorScale::over(reach),
        })
    }

    /// Two opposite corners.
    pub(crate) fn corners(&self) -> [Coord; 2] {
        let (high, wide) = self.cells.dim();
        [(-0.5, -0.5), (wide as f64 - 0.5, high as f64 - 0.5)]
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
