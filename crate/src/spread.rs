//! How measured numbers are spread: what an experiment over many seeds reports. Every chapter with
//! random starts or random data uses it.

use std::fmt;

use ndarray::aview1;

use crate::check::all_finite;
use crate::{Error, Result};

/// Least, greatest, median and quartiles of some numbers. Says more than a mean about runs of which a
/// few go wrong.
///
/// The quartiles and the median interpolate between the two nearest numbers.
///
/// ```
/// use downhill::spread::Spread;
///
/// let spread = Spread::of(&[5.0, 1.0, 2.0, 9.0])?;
/// assert_eq!((spread.least, spread.median, spread.greatest), (1.0, 3.5, 9.0));
/// assert_eq!(format!("{spread:.1}"), "3.5 (1.0 to 9.0)");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The least number.
    pub least: f64,
    /// A quarter of the numbers lie below.
    pub lower_quartile: f64,
    /// Half of the numbers lie below.
    pub median: f64,
    /// Three quarters of the numbers lie below.
    pub upper_quartile: f64,
    /// The greatest number.
    pub greatest: f64,
}

impl Spread {
    /// The spread of the values.
    ///
    /// # Errors
    /// [`Error::Empty`] without values, [`Error::NotFinite`] for a NaN or an infinity.
    pub fn of(values: &[f64]) -> Result<Self> {
        if values.is_empty() {
            return Err(Error::Empty { what: "values" });
        }
        all_finite("values", &aview1(values))?;
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let quantile = |part: f64| {
            let place = part * (sorted.len() - 1) as f64;
            let (below, above) = (place.floor() as usize, place.ceil() as usize);
            let share = place.fract();
            // Not below + share * (above - below): the difference may overflow.
            (1.0 - share) * sorted[below] + share * sorted[above]
        };
        Ok(Self {
            least: quantile(0.0),
            lower_quartile: quantile(0.25),
            median: quantile(0.5),
            upper_quartile: quantile(0.75),
            greatest: quantile(1.0),
        })
    }

    /// The spread at each step over several runs of the same length: a curve with its band.
    ///
    /// ```
    /// use downhill::spread::Spread;
    ///
    /// let curve = Spread::across(&[vec![9.0, 4.0], vec![7.0, 1.0], vec![8.0, 1.0]])?;
    /// assert_eq!((curve[0].median, curve[1].median), (8.0, 1.0));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`of`](Self::of); also [`Error::Shape`] if two runs differ in length.
    pub fn across(runs: &[Vec<f64>]) -> Result<Vec<Self>> {
        let Some(first) = runs.first() else {
            return Err(Error::Empty { what: "runs" });
        };
        if let Some(other) = runs.iter().find(|run| run.len() != first.len()) {
            return Err(Error::Shape {
                op: "runs step by step",
                left: vec![first.len()],
                right: vec![other.len()],
            });
        }
        (0..first.len())
            .map(|step| Self::of(&runs.iter().map(|run| run[step]).collect::<Vec<f64>>()))
            .collect()
    }
}

/// The median, and in brackets the least and the greatest number, with the digits asked for.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(3);
        let Self {
            least,
            median,
            greatest,
            ..
        } = self;
        let text = format!("{median:.digits$} ({least:.digits$} to {greatest:.digits$})");
        match (f.width(), f.align()) {
            (Some(width), Some(fmt::Alignment::Right)) => write!(f, "{text:>width$}"),
            (Some(width), _) => write!(f, "{text:width$}"),
            (None, _) => write!(f, "{text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_interpolate() {
        let spread = Spread::of(&[4.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(spread.lower_quartile, 1.75);
        assert_eq!(spread.median, 2.5);
        assert_eq!(spread.upper_quartile, 3.25);
        let one = Spread::of(&[7.0]).unwrap();
        assert_eq!(
            (one.least, one.lower_quartile, one.greatest),
            (7.0, 7.0, 7.0)
        );
    }

    #[test]
    fn numbers_far_apart_do_not_overflow() {
        let spread = Spread::of(&[-f64::MAX, f64::MAX]).unwrap();
        assert_eq!(spread.median, 0.0);
    }

    #[test]
    fn nothing_and_nan_are_refused() {
        assert_eq!(Spread::of(&[]), Err(Error::Empty { what: "values" }));
        let error = Spread::of(&[1.0, f64::NAN]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "values at [1] is NaN; every value must be finite"
        );
    }

    #[test]
    fn runs_of_different_lengths_are_refused() {
        let error = Spread::across(&[vec![1.0, 2.0], vec![1.0]]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "runs step by step: shape [2] does not fit shape [1]"
        );
        assert_eq!(Spread::across(&[]), Err(Error::Empty { what: "runs" }));
    }

    #[test]
    fn a_width_pads_what_is_shown() {
        let spread = Spread::of(&[1.0, 2.0, 3.0]).unwrap();
        assert_eq!(format!("{spread:>16.0}|"), "      2 (1 to 3)|");
    }
}
