//! Checks of what is handed to a figure; each error carries the value.

use super::clip::Point;
use crate::check::all_finite;
use crate::{Error, Result};
use ndarray::{aview1, aview2};

/// Every number is finite.
pub(super) fn numbers(name: &'static str, values: &[f64]) -> Result<()> {
    all_finite(name, &aview1(values))
}

/// There are rows, and every number in them is finite.
pub(super) fn rows<const N: usize>(name: &'static str, rows: &[[f64; N]]) -> Result<()> {
    if rows.is_empty() {
        return Err(Error::Empty { what: name });
    }
    all_finite(name, &aview2(rows))
}

/// There are points, and both coordinates of each are finite.
pub(super) fn points(name: &'static str, points: &[Point]) -> Result<()> {
    rows(
        name,
        &points.iter().map(|&(x, y)| [x, y]).collect::<Vec<_>>(),
    )
}

/// A range goes from a lower to a higher number.
pub(super) fn range(name: &'static str, from: f64, to: f64) -> Result<()> {
    numbers(name, &[from, to])?;
    if from < to {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            name,
            value: to,
            range: "greater than where the range begins",
        })
    }
}

/// A width or height is one that a page can show.
pub(super) fn size(name: &'static str, pixels: u32) -> Result<()> {
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
pub(super) fn alt(alt: &str) -> Result<()> {
    if alt.trim().is_empty() {
        Err(Error::Empty {
            what: "the alt text of a figure",
        })
    } else {
        Ok(())
    }
}
