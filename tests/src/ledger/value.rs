//! A value in the ledger: what a source says or what the library computes.

use std::fmt;

/// A number, a truth value, a word, or a list of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number. NaN agrees with nothing.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// Words, compared exactly.
    Text(String),
    /// Several values in order: a point, a vector, a table.
    List(Vec<Value>),
}

impl Value {
    /// Whether both have the same form and every number lies within `tolerance` of its partner.
    #[must_use]
    pub fn agrees_with(&self, other: &Self, tolerance: f64) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => (a - b).abs() <= tolerance,
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.agrees_with(b, tolerance))
            }
            _ => self == other,
        }
    }
}

impl Value {
    /// The same value with 0 for every number that is within the tolerance of it: its digits are
    /// rounding, and differ from machine to machine.
    #[must_use]
    pub fn without_rounding(&self, tolerance: f64) -> Self {
        match self {
            Self::Number(number) if number.abs() <= tolerance => Self::Number(0.0),
            Self::List(values) => {
                let values = values.iter();
                Self::List(
                    values
                        .map(|value| value.without_rounding(tolerance))
                        .collect(),
                )
            }
            _ => self.clone(),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Rounded to what a table can hold; `agrees_with` sees every digit.
            Self::Number(number) if number.fract() == 0.0 => write!(f, "{number}"),
            Self::Number(number) if number.abs() < 1e-3 => write!(f, "{number:.3e}"),
            Self::Number(number) => {
                let digits = format!("{number:.6}");
                write!(f, "{}", digits.trim_end_matches('0').trim_end_matches('.'))
            }
            Self::Truth(truth) => write!(f, "{}", if *truth { "yes" } else { "no" }),
            Self::Text(text) => write!(f, "{text}"),
            Self::List(values) => {
                write!(f, "(")?;
                for (i, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if i == 0 { "" } else { ", " })?;
                }
                write!(f, ")")
            }
        }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        // Exact up to 2^53, far beyond any count of the sources.
        Self::Number(number as f64)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Self>, const N: usize> From<[T; N]> for Value {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Self>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_within_the_tolerance_at_any_depth() {
        let table = Value::from([[1.0, 2.0], [3.0, 4.0]]);
        assert!(table.agrees_with(&[[1.0, 2.0], [3.0, 4.05]].into(), 0.1));
        assert!(!table.agrees_with(&[[1.0, 2.0], [3.0, 4.05]].into(), 0.01));
        assert!(!table.agrees_with(&[[1.0, 2.0]].into(), 10.0));
        assert!(!Value::from(f64::NAN).agrees_with(&f64::NAN.into(), 10.0));
        assert!(!Value::from(1).agrees_with(&true.into(), 10.0));
    }

    #[test]
    fn values_are_shown_briefly() {
        assert_eq!(Value::from([0, -1]).to_string(), "(0, -1)");
        assert_eq!(Value::from(1.211).to_string(), "1.211");
        assert_eq!(Value::from(1.0 / 3.0).to_string(), "0.333333");
        assert_eq!(Value::from(2.5e-7).to_string(), "2.500e-7");
        assert_eq!(Value::from(4.9999999999).to_string(), "5");
        assert_eq!(
            Value::from([3e-17, 1.5])
                .without_rounding(1e-15)
                .to_string(),
            "(0, 1.5)"
        );
        assert_eq!(Value::from(199_078_usize).to_string(), "199078");
        assert_eq!(Value::from(vec![true, false]).to_string(), "(yes, no)");
    }
}
