//! One column: its heading, and how all of its numbers are written.

use super::cell::Cell;
use crate::spread::Spread;

/// How many digits a column asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Digits {
    Significant(usize),
    Decimals(usize),
}

/// A column before its cells are written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) unit: Option<String>,
    pub(super) digits: Option<Digits>,
}

/// A column's heading and cells as texts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    pub(super) heading: String,
    /// Whether it holds numbers: they stand on the right.
    pub(super) numeric: bool,
    pub(super) cells: Vec<Entry>,
}

/// A cell's text, and what keeps it from the right edge so that it lines up with the others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) text: String,
    /// What the longest fraction of the column has beyond the text's own.
    pub(super) gap: String,
}

/// Numbers that need more are cut to [`USUAL`].
const SHORT: usize = 6;
const USUAL: usize = 4;

impl Column {
    pub(super) fn new(heading: String) -> Self {
        Self {
            heading,
            unit: None,
            digits: None,
        }
    }

    pub(super) fn written<'a>(&self, cells: impl Iterator<Item = &'a Cell> + Clone) -> Written {
        let notation = Notation::of(&numbers(cells.clone()), self.digits);
        let numeric = cells
            .clone()
            .any(|cell| !matches!(cell, Cell::Text(_) | Cell::Missing))
            && !cells.clone().any(|cell| matches!(cell, Cell::Text(_)));
        let texts: Vec<String> = cells.map(|cell| notation.cell(cell)).collect();
        let longest = texts
            .iter()
            .map(|text| fraction(text))
            .max_by_key(|tail| tail.chars().count());
        let longest = longest.filter(|_| numeric).unwrap_or_default().to_owned();
        let cells = texts.into_iter().map(|text| Entry {
            gap: longest
                .chars()
                .skip(fraction(&text).chars().count())
                .collect(),
            text,
        });
        Written {
            heading: match &self.unit {
                Some(unit) => format!("{} ({})", one_line(&self.heading), one_line(unit)),
                None => one_line(&self.heading),
            },
            numeric,
            cells: cells.collect(),
        }
    }
}

/// The finite numbers that a column holds.
fn numbers<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<f64> {
    let mut numbers = Vec::new();
    for cell in cells {
        match cell {
            Cell::Number(value) => numbers.push(*value),
            Cell::Spread(Spread {
                least,
                median,
                greatest,
                ..
            }) => {
                numbers.extend([median, least, greatest]);
            }
            Cell::Missing | Cell::Text(_) | Cell::Whole(_) => {}
        }
    }
    numbers.retain(|value| value.is_finite());
    numbers
}

/// What follows the digits before the decimal point of the first number: its other digits, its power of ten, what stands in brackets.
fn fraction(text: &str) -> &str {
    text.find(['.', 'e', ' ']).map_or("", |end| &text[end..])
}

/// A line break would tear a row apart.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the numbers of a column are written.
#[derive(Debug, Clone, Copy)]
enum Notation {
    /// As they are.
    Shortest,
    Digits(Digits),
    /// As powers of ten; with so many digits, or as many as it takes.
    Scientific(Option<usize>),
}

impl Notation {
    fn of(numbers: &[f64], digits: Option<Digits>) -> Self {
        let wide = numbers.iter().any(|value| {
            let size = value.abs();
            size >= 1e7 || (size < 1e-4 && size > 0.0)
        });
        let short = numbers.iter().all(|value| significant(*value) <= SHORT);
        match digits {
            Some(Digits::Significant(digits)) if wide => Self::Scientific(Some(digits)),
            Some(digits) => Self::Digits(digits),
            None if wide => Self::Scientific((!short).then_some(USUAL)),
            None if short => Self::Shortest,
            None => Self::Digits(Digits::Significant(USUAL)),
        }
    }

    fn cell(self, cell: &Cell) -> String {
        match cell {
            Cell::Missing => "–".to_owned(),
            Cell::Text(text) => one_line(text),
            Cell::Whole(value) => value.to_string(),
            Cell::Number(value) => self.number(*value),
            Cell::Spread(Spread {
                least,
                median,
                greatest,
                ..
            }) => format!(
                "{} ({} to {})",
                self.number(*median),
                self.number(*least),
                self.number(*greatest)
            ),
        }
    }

    fn number(self, value: f64) -> String {
        if !value.is_finite() {
            return value.to_string();
        }
        match self {
            Self::Shortest => value.to_string(),
            Self::Digits(Digits::Decimals(decimals)) => format!("{value:.decimals$}"),
            Self::Digits(Digits::Significant(digits)) => {
                // The power of ten after rounding: 9.996 has two digits before the point in "10.0".
                let rounded = format!("{value:.*e}", digits - 1);
                let power: i32 = rounded
                    .split_once('e')
                    .map_or(0, |(_, power)| power.parse().unwrap_or(0));
                let decimals = (digits as i32 - 1 - power).max(0) as usize;
                format!("{value:.decimals$}")
            }
            Self::Scientific(_) if value == 0.0 => "0".to_owned(),
            Self::Scientific(Some(digits)) => format!("{value:.*e}", digits - 1),
            Self::Scientific(None) => format!("{value:e}"),
        }
    }
}

/// How many significant digits it takes to write a number as it is.
fn significant(value: f64) -> usize {
    let shortest = format!("{value:e}");
    let mantissa = shortest.split('e').next().unwrap_or_default();
    mantissa.chars().filter(char::is_ascii_digit).count()
}
