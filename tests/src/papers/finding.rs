//! What a paper reports, and how it is computed anew.

use std::error::Error;
use std::fmt;

use downhill::spread::Spread;

/// How much of an experiment is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A version that takes some seconds, for every run of the tests.
    Small,
    /// All of it, as the table shows it: by `make papers`, with the outcome recorded.
    Whole,
}

/// For each line of a finding one number a seed.
pub type Measured = Result<Vec<Vec<f64>>, Box<dyn Error>>;

/// Why an experiment was not made here, as the error of a measurement: its data are not on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut(pub String);

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "left out {}", self.0)
    }
}

impl Error for LeftOut {}

/// What a check answers with instead of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was measured, for want of data.
    LeftOut(String),
    /// The verdict does not hold, or the measurement failed.
    Wrong(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::LeftOut(what) | Self::Wrong(what)) = self;
        f.write_str(what)
    }
}

/// An experiment of a paper: several numbers that come of one computation.
#[derive(Debug, Clone)]
pub struct Finding {
    /// First author and year, e.g. `Cohen-2021`; with a word more if there are several of one paper.
    pub id: &'static str,
    /// Authors and title, with a link by DOI or arXiv number. Markdown.
    pub paper: &'static str,
    /// Table, figure or section.
    pub place: &'static str,
    /// The numbers.
    pub lines: &'static [Line],
    /// What came of it.
    pub verdict: Verdict,
    /// What was done here where the paper does otherwise or says nothing: data, sizes, settings that we had to guess. Markdown.
    pub guessed: &'static str,
    /// What computes the numbers, one list a line.
    pub measure: fn(Scale) -> Measured,
}

/// One number that a paper reports, or a statement that is true or false of one.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// What is measured. Markdown.
    pub what: &'static str,
    /// What the paper says of it. Markdown.
    pub reports: &'static str,
    /// Between which numbers the median over the seeds agrees with that.
    pub band: [f64; 2],
    /// With how many digits after the point the table shows it.
    pub decimals: usize,
}

/// How a finding fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The medians of all lines lie in their bands.
    Reproduced,
    /// At least one does not.
    NotReproduced {
        /// What we think why. Markdown, begins in lower case, no full stop.
        because: &'static str,
    },
}

impl Finding {
    /// Computes the numbers, and holds them against the verdict.
    ///
    /// # Errors
    /// A sentence with the numbers, if the verdict does not hold; or that the data are missing.
    pub fn check(&self, scale: Scale) -> Result<Vec<Spread>, Failure> {
        let told = |what: String| format!("{}, {scale:?}: {what}", self.id);
        let fail = |what: String| Failure::Wrong(told(what));
        let measured = (self.measure)(scale).map_err(|error| match error.is::<LeftOut>() {
            true => Failure::LeftOut(told(error.to_string())),
            false => fail(error.to_string()),
        })?;
        let spreads = measured.iter().map(|numbers| Spread::of(numbers));
        let spreads: Result<Vec<Spread>, _> = spreads.collect();
        let spreads = spreads.map_err(|error| fail(error.to_string()))?;
        self.judge(&spreads).map_err(fail)?;
        Ok(spreads)
    }

    /// Whether these numbers bear the verdict out.
    ///
    /// # Errors
    /// A sentence with the first number that does not.
    pub fn judge(&self, spreads: &[Spread]) -> Result<(), String> {
        if spreads.len() != self.lines.len() {
            let (lines, numbers) = (self.lines.len(), spreads.len());
            return Err(format!("{numbers} numbers for {lines} lines"));
        }
        let outside = |(line, spread): &(&Line, &Spread)| {
            !(line.band[0]..=line.band[1]).contains(&spread.median)
        };
        let first = self.lines.iter().zip(spreads).find(outside);
        match (self.verdict, first) {
            (Verdict::Reproduced, Some((line, spread))) => Err(format!(
                "{}: {spread:.4} is not from {} to {}",
                line.what, line.band[0], line.band[1]
            )),
            (Verdict::NotReproduced { .. }, None) => Err("it is reproduced after all".to_owned()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(verdict: Verdict, measure: fn(Scale) -> Measured) -> Finding {
        const LINES: &[Line] = &[
            Line {
                what: "two",
                reports: "2",
                band: [1.9, 2.1],
                decimals: 1,
            },
            Line {
                what: "rises",
                reports: "it rises",
                band: [0.0, 9.0],
                decimals: 0,
            },
        ];
        Finding {
            id: "T-1",
            paper: "T",
            place: "T",
            lines: LINES,
            verdict,
            guessed: "T",
            measure,
        }
    }

    #[test]
    fn a_verdict_must_be_borne_out_by_the_medians() {
        let right = |_| Ok(vec![vec![0.0, 2.0, 9.0], vec![1.0]]);
        let wrong = |_| Ok(vec![vec![0.0, 2.2, 9.0], vec![1.0]]);
        let not = Verdict::NotReproduced {
            because: "of the weather",
        };
        let found = finding(Verdict::Reproduced, right)
            .check(Scale::Small)
            .unwrap();
        assert_eq!((found[0].median, found[0].greatest), (2.0, 9.0));
        assert!(finding(not, wrong).check(Scale::Small).is_ok());
        let error = finding(Verdict::Reproduced, wrong)
            .check(Scale::Whole)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "T-1, Whole: two: 2.2000 (0.0000 to 9.0000) is not from 1.9 to 2.1"
        );
        let error = finding(not, right).check(Scale::Small).unwrap_err();
        assert_eq!(error.to_string(), "T-1, Small: it is reproduced after all");
    }

    #[test]
    fn numbers_that_are_missing_or_none_fail() {
        let few = finding(Verdict::Reproduced, |_| Ok(vec![vec![2.0]]));
        assert!(
            few.check(Scale::Small)
                .unwrap_err()
                .to_string()
                .ends_with("1 numbers for 2 lines")
        );
        let nan = finding(Verdict::Reproduced, |_| Ok(vec![vec![2.0], vec![f64::NAN]]));
        assert!(nan.check(Scale::Small).is_err());
        let error = finding(Verdict::Reproduced, |_| Err("no data".into()));
        let error = error.check(Scale::Small).unwrap_err();
        assert!(matches!(error, Failure::Wrong(told) if told.contains("no data")));
        let missing = finding(Verdict::Reproduced, |_| {
            Err(LeftOut("without data".into()).into())
        });
        let told = "T-1, Small: left out without data".to_owned();
        assert_eq!(missing.check(Scale::Small), Err(Failure::LeftOut(told)));
    }
}
