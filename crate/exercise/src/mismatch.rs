//! Why an answer is not right, in words that say what differs.

use std::error::Error;
use std::fmt;

use crate::comparable::{Number, close};

/// Why an answer is not right.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Mismatch {
    /// A value differs from the one the exercise asks for.
    Value(Box<Difference>),
    /// The library refused what the answer gave it.
    Refused {
        /// What it said.
        error: String,
    },
    /// The answer calls what it is to do without: see [`without`](crate::without).
    Forbidden {
        /// The call.
        call: String,
    },
    /// The check asks for something that no answer could be.
    Check {
        /// What is wrong in the check.
        fault: String,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(difference) => difference.fmt(f),
            Self::Refused { error } => write!(f, "the library answered with an error: {error}"),
            Self::Forbidden { call } => write!(
                f,
                "the answer calls `{call}`, which it is to do without: write it yourself"
            ),
            Self::Check { fault } => write!(f, "the check itself is at fault: {fault}"),
        }
    }
}

// A mismatch is not an `Error` of its own, since `From` could then not stand for every error.
impl<E: Error> From<E> for Mismatch {
    fn from(error: E) -> Self {
        Self::Refused {
            error: error.to_string(),
        }
    }
}

/// Two values that differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub(crate) what: String,
    pub(crate) expected: String,
    pub(crate) found: String,
    pub(crate) slip: Option<String>,
    pub(crate) seen: Seen,
}

/// The whole value that came, to compare with that of a slip.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Seen {
    Printed(String),
    Numbers { found: Vec<Number>, tolerance: f64 },
}

impl Difference {
    /// What was looked at, as the reader would write it.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The value that is right, or the part of it where the two differ.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The value that came, or the part of it where the two differ.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// The mistake that gives this value, if the check knows it.
    #[must_use]
    pub fn slip(&self) -> Option<&str> {
        self.slip.as_deref()
    }

    pub(crate) fn is_of(&self, printed: &str, numbers: Option<&[Number]>) -> bool {
        match (&self.seen, numbers) {
            (Seen::Printed(seen), _) => seen == printed,
            (Seen::Numbers { found, tolerance }, Some(wrong)) => {
                found.len() == wrong.len()
                    && found.iter().zip(wrong).all(|(found, wrong)| {
                        let both_nan = found.value.is_nan() && wrong.value.is_nan();
                        found.place == wrong.place
                            && (both_nan || close(found.value, wrong.value, *tolerance))
                    })
            }
            (Seen::Numbers { .. }, None) => false,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            expected,
            found,
            ..
        } = self;
        write!(f, "{what}: expected {expected}, found {found}")?;
        match &self.slip {
            Some(slip) => write!(f, ". This is what you get when {slip}"),
            None => Ok(()),
        }
    }
}

/// The longest text of a value that is shown whole.
const WHOLE: usize = 120;
/// How much of a longer one is shown from shortly before the first difference.
const PART: usize = 60;

/// The texts of two values that differ, cut to where they differ if they are long.
pub(crate) fn apart(expected: &str, found: &str) -> (String, String) {
    if expected == found {
        let why = if found.contains("NaN") {
            "NaN equals nothing, not even itself"
        } else {
            "the two are written alike"
        };
        let (shown, _) = window(found, 0, 0);
        return (shown.clone(), format!("{shown}, which is not equal: {why}"));
    }
    let common = expected
        .char_indices()
        .zip(found.chars())
        .find(|((_, a), b)| a != b)
        .map_or(expected.len().min(found.len()), |((at, _), _)| at);
    let before = &expected[..common];
    // From the item before the one that differs.
    let items = before.rmatch_indices([',', '[', '(']).nth(1);
    let from = items.map_or(0, |(at, mark)| at + mark.len());
    let (expected, cut_expected) = window(expected, from, common);
    let (found, cut_found) = window(found, from, common);
    let found = match item(before) {
        Some(index) if cut_expected || cut_found => {
            format!("{found} (they differ first at item {index}, counted from 0)")
        }
        _ => found,
    };
    (expected, found)
}

/// The text from `from` on and past `past`, with dots where something is left out; and whether something is.
fn window(text: &str, from: usize, past: usize) -> (String, bool) {
    if text.chars().count() <= WHOLE {
        return (text.to_owned(), false);
    }
    // An item of hundreds of characters begins where it differs.
    let from = if past - from > PART { past } else { from };
    let rest = text[from..].trim_start();
    let shown: String = rest.chars().take(PART).collect();
    let start = if from == 0 { "" } else { "… " };
    let end = if shown.len() < rest.len() { " …" } else { "" };
    (format!("{start}{shown}{end}"), true)
}

/// Which item of a list the text before it leads to; `None` if it is no list's.
fn item(before: &str) -> Option<usize> {
    let inner = before.strip_prefix('[')?;
    let (mut depth, mut index) = (0_usize, 0);
    for c in inner.chars() {
        match c {
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => index += 1,
            _ => {}
        }
    }
    Some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_values_are_shown_whole() {
        assert_eq!(
            apart("[1, 2]", "[1, 3]"),
            ("[1, 2]".into(), "[1, 3]".into())
        );
    }

    #[test]
    fn values_written_alike_say_so() {
        let (expected, found) = apart("[NaN]", "[NaN]");
        assert_eq!(expected, "[NaN]");
        assert_eq!(
            found,
            "[NaN], which is not equal: NaN equals nothing, not even itself"
        );
        assert!(apart("Odd", "Odd").1.contains("written alike"));
    }

    #[test]
    fn long_values_are_cut_to_where_they_differ() {
        let zeros = vec![0.0; 300];
        let mut other = zeros.clone();
        other[200] = 1.5;
        let (expected, found) = apart(&format!("{zeros:?}"), &format!("{other:?}"));
        assert!(
            expected.starts_with("… 0.0, 0.0, 0.0") && expected.ends_with(" …"),
            "{expected}"
        );
        assert!(found.starts_with("… 0.0, 1.5, 0.0"), "{found}");
        assert!(
            found.ends_with("(they differ first at item 200, counted from 0)"),
            "{found}"
        );
        assert!(expected.len() < 80 && found.len() < 150);
    }

    #[test]
    fn no_two_texts_break_the_cutting() {
        let texts: Vec<String> = ["", "ä", "[ä, ö", "é, [é", "([", "x"]
            .iter()
            .flat_map(|text| [1, 30, 400].map(|times| text.repeat(times)))
            .collect();
        for a in &texts {
            for b in &texts {
                let _ = apart(a, b);
            }
        }
    }
}
