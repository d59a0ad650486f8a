//! Levels for contours: evenly spaced, or evenly spaced in their logarithms.
//!
//! ```
//! use downhill_plot::levels;
//!
//! assert_eq!(levels::linear(0.0, 1.0, 5)?, [0.0, 0.25, 0.5, 0.75, 1.0]);
//! assert_eq!(levels::logarithmic(0.01, 100.0, 5)?, [0.01, 0.1, 1.0, 10.0, 100.0]);
//! # Ok::<(), downhill_plot::Error>(())
//! ```

use crate::check;
use crate::error::{Error, Result};

/// `count` levels from `from` to `to`, at equal distances.
///
/// ```
/// assert_eq!(downhill_plot::levels::linear(-1.0, 1.0, 3)?, [-1.0, 0.0, 1.0]);
/// # Ok::<(), downhill_plot::Error>(())
/// ```
///
/// # Errors
/// [`Error::NotFinite`] and [`Error::OutOfRange`] unless `from` and `to` are finite, `from` is the smaller and `count` from 2 to 1000.
pub fn linear(from: f64, to: f64, count: usize) -> Result<Vec<f64>> {
    check::range("levels", from, to)?;
    if !(2..=1000).contains(&count) {
        return Err(Error::OutOfRange {
            name: "the number of levels",
            value: count as f64,
            range: "from 2 to 1000",
        });
    }
    let last = (count - 1) as f64;
    let between = |i: usize| {
        let share = i as f64 / last;
        from * (1.0 - share) + to * share
    };
    Ok((0..count).map(between).collect())
}

/// `count` levels from `from` to `to`, each the same multiple of the one before: for a function that
/// is almost flat in one place and steep in another, as the banana is.
///
/// ```
/// let levels = downhill_plot::levels::logarithmic(1.0, 1000.0, 4)?;
/// assert_eq!(levels, [1.0, 10.0, 100.0, 1000.0]);
/// # Ok::<(), downhill_plot::Error>(())
/// ```
///
/// # Errors
/// As [`linear`], and for a `from` that is not positive.
pub fn logarithmic(from: f64, to: f64, count: usize) -> Result<Vec<f64>> {
    if from <= 0.0 {
        return Err(Error::OutOfRange {
            name: "the lowest of logarithmic levels",
            value: from,
            range: "positive",
        });
    }
    let exponents = linear(from.log10(), to.log10(), count)?;
    let mut levels: Vec<f64> = exponents.iter().map(|&e| tidy(10f64.powf(e))).collect();
    levels[0] = from;
    levels[count - 1] = to;
    Ok(levels)
}

/// Free of the rounding that powers bring: to thirteen significant digits.
fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// Levels can be drawn: there are some, finite, each greater than the one before.
pub(crate) fn check(levels: &[f64]) -> Result<()> {
    if levels.is_empty() {
        return Err(Error::Empty { what: "levels" });
    }
    check::numbers("levels", levels)?;
    match levels.windows(2).find(|pair| pair[0] >= pair[1]) {
        Some(pair) => Err(Error::OutOfRange {
            name: "a level",
            value: pair[1],
            range: "greater than the one before",
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_levels_are_named() {
        assert!(matches!(
            linear(1.0, 1.0, 3),
            Err(Error::OutOfRange { value: 1.0, .. })
        ));
        assert!(matches!(
            linear(0.0, 1.0, 1),
            Err(Error::OutOfRange { value: 1.0, .. })
        ));
        assert!(matches!(
            logarithmic(0.0, 1.0, 3),
            Err(Error::OutOfRange { value: 0.0, .. })
        ));
        assert!(matches!(
            logarithmic(1.0, f64::INFINITY, 3),
            Err(Error::NotFinite { .. })
        ));
        assert_eq!(check(&[]), Err(Error::Empty { what: "levels" }));
        assert!(matches!(
            check(&[0.0, 2.0, 1.0]),
            Err(Error::OutOfRange { value: 1.0, .. })
        ));
        assert!(matches!(
            check(&[0.0, f64::NAN]),
            Err(Error::NotFinite { .. })
        ));
    }
}
