//! One axis as it was asked for, and the scale that comes of it.

use crate::error::{Error, Result};
use crate::limits::{self, LEAST, MOST};
use crate::scale::Scale;

/// What was asked of one axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Axis {
    pub(crate) label: String,
    pub(crate) range: Option<(f64, f64)>,
    pub(crate) log: bool,
    pub(crate) ticks: Option<Vec<(f64, String)>>,
}

impl Axis {
    /// The scale for these values; `from_zero` if bars stand on it.
    pub(crate) fn scale(
        &self,
        [name, logarithmic]: [&'static str; 2],
        values: Vec<f64>,
        from_zero: bool,
    ) -> Result<Scale> {
        let positive = |value: f64| {
            let range = match value {
                _ if !self.log || (LEAST..=MOST).contains(&value) => return Ok(()),
                value if value <= 0.0 => "positive",
                _ => "from 1e-300 to 1e300",
            };
            Err(Error::OutOfRange {
                name: logarithmic,
                value,
                range,
            })
        };
        for &value in &values {
            positive(value)?;
        }
        let (from, to) = match self.range {
            Some((from, to)) => {
                positive(from)?;
                positive(to)?;
                (from, to)
            }
            None => self.reach(name, values, from_zero)?,
        };
        Ok(Scale {
            ticks: self.ticks.clone(),
            ..Scale::new(from, to, self.log)
        })
    }

    /// From the least to the greatest value, with a margin of 5 % at both ends.
    fn reach(
        &self,
        name: &'static str,
        mut values: Vec<f64>,
        from_zero: bool,
    ) -> Result<(f64, f64)> {
        if values.is_empty() {
            return Err(Error::Empty {
                what: match name {
                    "x" => "the range of x",
                    "y" => "the range of y",
                    _ => "the range of z",
                },
            });
        }
        if from_zero && !self.log {
            values.push(0.0);
        }
        if self.log {
            values.iter_mut().for_each(|v| *v = v.log10());
        }
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (bottom, top) = limits::with_margins((low, high), from_zero);
        Ok(if self.log {
            limits::powers(bottom, top)
        } else {
            (bottom, top)
        })
    }
}
