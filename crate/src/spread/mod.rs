//! How measured numbers are spread, and how often something succeeds: what an experiment over many seeds
//! reports. Every chapter with random starts or random data uses it.

use std::fmt;

use crate::{Error, Result};

#[cfg(feature = "stats")]
mod quantiles;

/// Least, greatest, median and quartiles of some numbers. Says more than a mean about runs of which a
/// few go wrong.
///
/// The quartiles and the median interpolate between the two nearest numbers. [`Spread::of`] and
/// [`Spread::across`] need the feature `stats`, which is on by default.
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
