//! Quantiles of measured numbers, computed by ndarray-stats.

use ndarray::{Array1, aview1};
use ndarray_stats::{Quantile1dExt, interpolate::Linear};
use noisy_float::types::n64;

use super::Spread;
use crate::check::all_finite;
use crate::{Error, Result};

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
        // Between two quantiles ndarray-stats takes a difference; of the largest numbers it would overflow.
        let largest = values.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        let scale = if largest > f64::MAX / 2.0 { 0.5 } else { 1.0 };
        // Adding 0 makes one zero of both, which count as equal and would come in any order.
        let mut numbers: Array1<_> = values.iter().map(|x| n64(x * scale + 0.0)).collect();
        let parts = aview1(&[0.0, 0.25, 0.5, 0.75, 1.0]).mapv(n64);
        let quantiles = numbers
            .quantiles_mut(&parts, &Linear)
            .map_err(|_| Error::Empty { what: "values" })?
            .mapv(|quantile| quantile.raw() / scale);
        Ok(Self {
            least: quantiles[0],
            lower_quartile: quantiles[1],
            median: quantiles[2],
            upper_quartile: quantiles[3],
            greatest: quantiles[4],
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

/// From the least to the greatest, with the median as the middle: what [`Axes::spreads`](crate::plot::Axes::spreads) draws.
///
/// ```
/// use downhill::{plot::Axes, spread::Spread};
///
/// let runs = [vec![1.0, 0.5, 0.1], vec![1.2, 0.6, 0.3], vec![0.9, 0.5, 0.2]];
/// let curve: Vec<(f64, Spread)> = (0..).map(f64::from).zip(Spread::across(&runs)?).collect();
/// let figure = Axes::new("three losses that fall").spreads("loss", 0, &curve).draw()?;
/// assert!(figure.svg().contains("loss"));
/// # Ok::<(), downhill::Error>(())
/// ```
#[cfg(feature = "plot")]
impl From<Spread> for crate::plot::Interval {
    fn from(spread: Spread) -> Self {
        Self {
            low: spread.least,
            middle: spread.median,
            high: spread.greatest,
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
    fn both_zeros_are_one() {
        for values in [[0.0, -0.0], [-0.0, 0.0], [-0.0, -0.0]] {
            assert_eq!(format!("{:.0}", Spread::of(&values).unwrap()), "0 (0 to 0)");
        }
    }

    #[test]
    fn numbers_far_apart_do_not_overflow() {
        let spread = Spread::of(&[-f64::MAX, f64::MAX]).unwrap();
        assert_eq!(spread.median, 0.0);
        assert_eq!((spread.least, spread.greatest), (-f64::MAX, f64::MAX));
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
