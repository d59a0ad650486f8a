//! How measured numbers are spread, and how often something succeeds: what an experiment over many seeds
//! reports. Every chapter with random starts or random data uses it.

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

/// How often something succeeded in independent trials, as a share with an interval: what an experiment that
/// succeeds or fails reports.
///
/// ```
/// use downhill::spread::Share;
///
/// let share = Share::of(87, 100)?;
/// assert_eq!(share.value(), 0.87);
/// assert_eq!(share.to_string(), "87 of 100 (79 % to 92 %)");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    successes: usize,
    trials: usize,
}

impl Share {
    /// So many successes in so many trials.
    ///
    /// # Errors
    /// [`Error::Empty`] without trials, [`Error::OutOfRange`] for more successes than trials.
    pub fn of(successes: usize, trials: usize) -> Result<Self> {
        if trials == 0 {
            return Err(Error::Empty { what: "trials" });
        }
        if successes > trials {
            return Err(Error::OutOfRange {
                name: "the number of successes",
                value: successes as f64,
                range: "from 0 to the number of trials",
            });
        }
        Ok(Self { successes, trials })
    }

    /// The share of trials that succeeded, from 0 to 1.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.successes as f64 / self.trials as f64
    }

    /// Wilson's 95 % interval for the probability of success. It stays within 0 and 1, and has a width even
    /// when all trials went the same way.
    ///
    /// $$\frac{p + \frac{z^2}{2n} \pm z \sqrt{\frac{p(1-p)}{n} + \frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}}, \qquad z = 1.96$$
    ///
    /// # References
    /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", *Journal of the
    /// American Statistical Association* 22 (1927), 209–212,
    /// [doi:10.1080/01621459.1927.10502953](https://doi.org/10.1080/01621459.1927.10502953).
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        const Z: f64 = 1.959_963_984_540_054;
        let (p, n) = (self.value(), self.trials as f64);
        let middle = p + Z * Z / (2.0 * n);
        let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        // Rounding must not carry an end past 0 or 1.
        let end = |x: f64| (x / whole).clamp(0.0, 1.0);
        (end(middle - reach), end(middle + reach))
    }
}

/// The counts, and in brackets the interval in per cent, with the digits asked for.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(0);
        let (low, high) = self.interval();
        let (low, high) = (100.0 * low, 100.0 * high);
        let Self { successes, trials } = self;
        write!(
            f,
            "{successes} of {trials} ({low:.digits$} % to {high:.digits$} %)"
        )
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

    #[test]
    fn wilsons_interval_has_its_published_values() {
        // 5 of 10 and 0 of 10, from the formula worked by hand to four places.
        let close = |(low, high): (f64, f64), expected: (f64, f64)| {
            (low - expected.0).abs() < 5e-5 && (high - expected.1).abs() < 5e-5
        };
        let interval = |successes, trials| Share::of(successes, trials).unwrap().interval();
        assert!(close(interval(5, 10), (0.2366, 0.7634)));
        assert!(close(interval(0, 10), (0.0, 0.2775)));
        assert!(close(interval(10, 10), (0.7225, 1.0)));
        assert!(interval(0, 1).0 >= 0.0 && interval(1, 1).1 <= 1.0);
    }

    #[test]
    fn shares_of_nothing_and_of_more_than_all_are_refused() {
        assert_eq!(Share::of(0, 0), Err(Error::Empty { what: "trials" }));
        let error = Share::of(5, 4).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the number of successes is 5; it must be from 0 to the number of trials"
        );
    }
}
