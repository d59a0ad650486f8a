//! Checks of what is handed to a figure; each error carries the value.

use crate::clip::Coord;
use crate::error::{Error, Result};
use crate::limits::MOST;
use ndarray::Array2;

/// Fails for a value that is a NaN or infinite, or so large that scales and margins would overflow.
fn finite(name: &'static str, index: &[usize], value: f64) -> Result<()> {
    if value.abs() <= MOST {
        return Ok(());
    }
    if value.is_finite() {
        return Err(Error::OutOfRange {
            name,
            value,
            range: "from -1e300 to 1e300 to be drawn",
        });
    }
    Err(Error::NotFinite {
        name,
        index: index.to_vec(),
        value,
    })
}

/// Every number is finite.
pub(crate) fn numbers(name: &'static str, values: &[f64]) -> Result<()> {
    values
        .iter()
        .enumerate()
        .try_for_each(|(i, &value)| finite(name, &[i], value))
}

/// There are rows, and every number in them is finite.
pub(crate) fn rows<const N: usize>(name: &'static str, rows: &[[f64; N]]) -> Result<()> {
    if rows.is_empty() {
        return Err(Error::Empty { what: name });
    }
    rows.iter().enumerate().try_for_each(|(i, row)| {
        row.iter()
            .enumerate()
            .try_for_each(|(j, &value)| finite(name, &[i, j], value))
    })
}

/// Every entry of a matrix is finite.
pub(crate) fn matrix(name: &'static str, entries: &Array2<f64>) -> Result<()> {
    entries
        .indexed_iter()
        .try_for_each(|((i, j), &value)| finite(name, &[i, j], value))
}

/// There are points, and both coordinates of each are finite.
pub(crate) fn points(name: &'static str, points: &[Coord]) -> Result<()> {
    rows(
        name,
        &points.iter().map(|&(x, y)| [x, y]).collect::<Vec<_>>(),
    )
}

/// A range goes from a lower to a higher number.
pub(crate) fn range(name: &'static str, from: f64, to: f64) -> Result<()> {
    numbers(name, &[from, to])?;
    if from < to {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            name,
            value: to,
            range: "above the lower end of its range",
        })
    }
}

/// A width or height is one that a page can show.
pub(crate) fn size(name: &'static str, pixels: u32) -> Result<()> {
    if (120..=1200).contains(&pixels) {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            name,
            value: f64::from(pixels),
            range: "from 120 to 1200 pixels",
        })
    }
}

/// A figure has an alt text.
pub(crate) fn alt(alt: &str) -> Result<()> {
    if alt.trim().is_empty() {
        Err(Error::Empty {
            what: "the alt text of a figure",
        })
    } else {
        Ok(())
    }
}
