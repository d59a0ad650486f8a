//! A claim of a source, and how it is checked.

use std::error::Error;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

use downhill::ndarray::Array1;

pub(super) use super::value::Value;

/// What computes a claim's value.
pub type Compute = fn() -> Result<Value, Box<dyn Error>>;

/// One number or statement of a source.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Source, section and a number of our own, e.g. `S0-4.2-07`.
    pub id: &'static str,
    /// Where it stands, e.g. `S0 §4.2`.
    pub source: &'static str,
    /// What the source says, in our words. Markdown.
    pub says: &'static str,
    /// What came of checking it.
    pub verdict: Verdict,
}

/// How a claim fared.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// The library computes what the source says.
    Reproduced {
        /// The source's value.
        expected: Value,
        /// How far a number may be off. 0 asks for the very same number.
        tolerance: f64,
        /// What computes it.
        computed: Compute,
    },
    /// The library computes something else, and that is right.
    Corrected {
        /// The source's value, which must *not* be what is computed.
        expected: Value,
        /// The right value.
        right: Value,
        /// How far a number may be off the right one.
        tolerance: f64,
        /// What computes it.
        computed: Compute,
        /// Where the source went wrong. Markdown, begins in lower case, no full stop.
        because: &'static str,
    },
    /// The source says it in words; the number is ours.
    Computed {
        /// The number, as a second way or an earlier run had it.
        held: Value,
        /// How far a number may be off. 0 asks for the very same number.
        tolerance: f64,
        /// What computes it.
        computed: Compute,
        /// What the number says of the source's words, and what was chosen for it. Markdown, begins in lower case, no full stop.
        because: &'static str,
    },
    /// Nothing can be computed.
    CannotBeChecked {
        /// Why not. Markdown, begins in lower case, no full stop.
        because: &'static str,
    },
}

/// A claim that only says what a word means.
pub(super) fn definition(id: &'static str, source: &'static str, says: &'static str) -> Claim {
    beyond(id, source, says, "it is a definition")
}

/// A claim about which nothing can be computed, and why not.
pub(super) fn beyond(
    id: &'static str,
    source: &'static str,
    says: &'static str,
    because: &'static str,
) -> Claim {
    Claim {
        id,
        source,
        says,
        verdict: Verdict::CannotBeChecked { because },
    }
}

/// A claim that the library reproduces to within `tolerance`.
pub(super) fn holds(
    id: &'static str,
    source: &'static str,
    says: &'static str,
    expected: impl Into<Value>,
    tolerance: f64,
    computed: Compute,
) -> Claim {
    Claim {
        id,
        source,
        says,
        verdict: Verdict::Reproduced {
            expected: expected.into(),
            tolerance,
            computed,
        },
    }
}

/// A number of ours for what the source says in words alone, and what it says of these words.
pub(super) fn ours(
    id: &'static str,
    source: &'static str,
    says: &'static str,
    held: impl Into<Value>,
    tolerance: f64,
    computed: Compute,
    because: &'static str,
) -> Claim {
    Claim {
        id,
        source,
        says,
        verdict: Verdict::Computed {
            held: held.into(),
            tolerance,
            computed,
            because,
        },
    }
}

/// The greatest of some distances; an error if one of them is not a number.
pub(super) fn greatest(
    values: impl Iterator<Item = Result<f64, Box<dyn Error>>>,
) -> Result<Value, Box<dyn Error>> {
    let mut greatest = 0.0_f64;
    for value in values {
        let value = value?;
        if value.is_nan() {
            return Err("a distance is not a number".into());
        }
        greatest = greatest.max(value);
    }
    Ok(greatest.into())
}

/// The greatest distance between two numbers at the same place; an error if one is not a number.
pub(super) fn apart(a: &Array1<f64>, b: &Array1<f64>) -> Result<f64, Box<dyn Error>> {
    if a.len() != b.len() {
        return Err(format!("{} numbers against {}", a.len(), b.len()).into());
    }
    let distances = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    let greatest = distances.max_by(f64::total_cmp).unwrap_or(0.0);
    if greatest.is_nan() {
        return Err("a distance is not a number".into());
    }
    Ok(greatest)
}

/// [`apart`] as a value of the ledger.
pub(super) fn distance(a: &Array1<f64>, b: &Array1<f64>) -> Result<Value, Box<dyn Error>> {
    Ok(apart(a, b)?.into())
}

impl Claim {
    /// Computes the claim's value and compares: the value if the verdict holds (none where
    /// nothing can be computed).
    ///
    /// # Errors
    /// A sentence with the claim and both values, if the verdict does not hold.
    pub fn check(&self) -> Result<Option<Value>, String> {
        let fail = |what: String| Err(format!("{} ({}): {what}", self.id, self.says));
        match &self.verdict {
            Verdict::Reproduced {
                expected,
                tolerance,
                computed,
            } => match computed() {
                Ok(found) if found.agrees_with(expected, *tolerance) => Ok(Some(found)),
                Ok(found) => fail(format!("the source says {expected}, computed is {found}")),
                Err(error) => fail(error.to_string()),
            },
            Verdict::Corrected {
                expected,
                right,
                tolerance,
                computed,
                ..
            } => match computed() {
                Ok(found) if found.agrees_with(expected, *tolerance) => fail(format!(
                    "nothing to correct: computed is the source's {expected}"
                )),
                Ok(found) if found.agrees_with(right, *tolerance) => Ok(Some(found)),
                Ok(found) => fail(format!("held to be {right}, computed is {found}")),
                Err(error) => fail(error.to_string()),
            },
            Verdict::Computed {
                held,
                tolerance,
                computed,
                ..
            } => match computed() {
                Ok(found) if found.agrees_with(held, *tolerance) => Ok(Some(found)),
                Ok(found) => fail(format!("held to be {held}, computed is {found}")),
                Err(error) => fail(error.to_string()),
            },
            Verdict::CannotBeChecked { .. } => Ok(None),
        }
    }
}

/// What came of [`Claim::check`].
pub type Answer = Result<Option<Value>, String>;

/// Checks every claim, one a core at a time; the answers in the order of the claims.
#[must_use]
pub fn check_all(claims: &[Claim]) -> Vec<Answer> {
    let next = AtomicUsize::new(0);
    let answers: Vec<OnceLock<Answer>> = claims.iter().map(|_| OnceLock::new()).collect();
    let work = || {
        while let Some(place) = Some(next.fetch_add(1, Relaxed)).filter(|&i| i < claims.len()) {
            answers[place].get_or_init(|| claims[place].check());
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let answer = |answer: OnceLock<Answer>| answer.into_inner().expect("every place was visited");
    answers.into_iter().map(answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(verdict: Verdict) -> Claim {
        Claim {
            id: "T-1",
            source: "T §1",
            says: "Two and two",
            verdict,
        }
    }

    fn four() -> Result<Value, Box<dyn Error>> {
        Ok((2 + 2).into())
    }

    #[test]
    fn a_claim_that_holds_gives_its_value() {
        let holds = claim(Verdict::Reproduced {
            expected: 4.into(),
            tolerance: 0.0,
            computed: four,
        });
        assert_eq!(holds.check(), Ok(Some(4.into())));
    }

    #[test]
    fn a_claim_that_no_longer_holds_is_an_error_with_both_values() {
        let fails = claim(Verdict::Reproduced {
            expected: 5.into(),
            tolerance: 0.5,
            computed: four,
        });
        let message = fails.check().unwrap_err();
        assert_eq!(
            message,
            "T-1 (Two and two): the source says 5, computed is 4"
        );
    }

    #[test]
    fn a_computation_that_fails_is_an_error() {
        let fails = claim(Verdict::Reproduced {
            expected: 4.into(),
            tolerance: 0.0,
            computed: || Err("no numbers today".into()),
        });
        assert!(fails.check().unwrap_err().contains("no numbers today"));
    }

    #[test]
    fn a_correction_needs_something_to_correct_and_the_right_value() {
        let corrected = |expected: i32, right: i32| {
            claim(Verdict::Corrected {
                expected: expected.into(),
                right: right.into(),
                tolerance: 0.0,
                computed: four,
                because: "someone miscounted",
            })
            .check()
        };
        assert_eq!(corrected(5, 4), Ok(Some(4.into())));
        assert!(corrected(4, 4).unwrap_err().contains("nothing to correct"));
        assert!(corrected(5, 3).unwrap_err().contains("held to be 3"));
    }

    #[test]
    fn a_number_of_our_own_is_held_to_its_value() {
        let ours = |held: i32| {
            claim(Verdict::Computed {
                held: held.into(),
                tolerance: 0.0,
                computed: four,
                because: "the source gives no number",
            })
            .check()
        };
        assert_eq!(ours(4), Ok(Some(4.into())));
        assert!(ours(5).unwrap_err().contains("held to be 5"));
    }

    #[test]
    fn what_cannot_be_checked_computes_nothing() {
        let beyond = claim(Verdict::CannotBeChecked {
            because: "it is a definition",
        });
        assert_eq!(beyond.check(), Ok(None));
    }
}
