//! Checks for the exercises of the workbook: a check runs what the reader wrote, says whether it
//! is right, and never leaves a backtrace. Every chapter uses it.
//!
//! A check cell ends in one expression:
//!
//! ```
//! use downhill::exercise::{check, expect};
//!
//! fn double(x: i32) -> i32 {
//!     2 * x
//! }
//!
//! let verdict = check("Add the number to itself.", || {
//!     expect("double(0)", double(0), 0)?;
//!     expect("double(21)", double(21), 42)
//! });
//! assert!(verdict.passed());
//! ```

use std::any::Any;
use std::cell::Cell;
use std::fmt::{self, Debug};
use std::panic::{self, AssertUnwindSafe};
use std::process::{ExitCode, Termination};
use std::sync::Once;

/// Why an answer is not right.
#[derive(Debug, Clone, PartialEq)]
pub enum Mismatch {
    /// A value differs from the one the exercise asks for.
    Value {
        /// What was looked at, as the reader would write it.
        what: String,
        /// The value that is right.
        expected: String,
        /// The value that came.
        found: String,
    },
    /// The library refused what the answer gave it.
    Refused(crate::Error),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value {
                what,
                expected,
                found,
            } => {
                write!(f, "{what}: expected {expected}, found {found}")
            }
            Self::Refused(error) => write!(f, "the library answered with an error: {error}"),
        }
    }
}

impl std::error::Error for Mismatch {}

impl From<crate::Error> for Mismatch {
    fn from(error: crate::Error) -> Self {
        Self::Refused(error)
    }
}

/// Compares a value exactly. `what` names it in the message that a wrong answer gets.
///
/// # Errors
/// [`Mismatch::Value`] with both values, if they differ.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a check reads better without `&` before every number"
)]
pub fn expect<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Result<(), Mismatch> {
    if found == expected {
        Ok(())
    } else {
        Err(mismatch(what, &found, format!("{expected:?}")))
    }
}

/// Compares a number to within `tolerance`, an absolute distance. NaN is close to nothing.
///
/// # Errors
/// [`Mismatch::Value`] with both values, if they are further apart.
///
/// ```
/// use downhill::exercise::expect_close;
///
/// assert!(expect_close("a third", 0.3333, 1.0 / 3.0, 1e-3).is_ok());
/// assert!(expect_close("a third", 0.3, 1.0 / 3.0, 1e-3).is_err());
/// ```
pub fn expect_close(what: &str, found: f64, expected: f64, tolerance: f64) -> Result<(), Mismatch> {
    if (found - expected).abs() <= tolerance {
        Ok(())
    } else {
        Err(mismatch(
            what,
            &found,
            format!("{expected:?} (to within {tolerance:?})"),
        ))
    }
}

fn mismatch(what: &str, found: &impl Debug, expected: String) -> Mismatch {
    Mismatch::Value {
        what: what.to_owned(),
        expected,
        found: format!("{found:?}"),
    }
}

/// What a check found. Shown in a notebook it is the printed line alone; an answer that is not
/// right also carries the result `0`, which nbgrader reads as no points.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum Verdict {
    /// The answer is right.
    Right,
    /// The stub is still there.
    NotSolved {
        /// What may help.
        hint: String,
    },
    /// The answer is wrong.
    Wrong {
        /// What was expected and what came.
        mismatch: Mismatch,
        /// What may help.
        hint: String,
    },
    /// The answer panicked.
    Panicked {
        /// The message of the panic.
        message: String,
        /// What may help.
        hint: String,
    },
}

impl Verdict {
    /// Whether the answer is right.
    #[must_use]
    pub fn passed(&self) -> bool {
        *self == Self::Right
    }

    /// Called by the evcxr kernel when a cell ends in a verdict.
    pub fn evcxr_display(&self) {
        if !self.passed() {
            println!("EVCXR_BEGIN_CONTENT text/plain\n0\nEVCXR_END_CONTENT");
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Right => write!(f, "Right."),
            Self::NotSolved { hint } => write!(f, "Not solved yet. Hint: {hint}"),
            Self::Wrong { mismatch, hint } => {
                write!(f, "Not right yet. {mismatch}.\nHint: {hint}")
            }
            Self::Panicked { message, hint } => {
                write!(
                    f,
                    "Not right yet. The code panicked: {message}.\nHint: {hint}"
                )
            }
        }
    }
}

/// In a test, a check that is a program's last word fails the program unless the answer is right.
impl Termination for Verdict {
    fn report(self) -> ExitCode {
        if self.passed() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Runs `body`, prints what came of it, and returns the verdict. A `todo!()` left in an answer
/// counts as not solved, any other panic as wrong; nothing reaches stderr.
///
/// A panic cannot leave the check's own data half-changed in a way that matters: the verdict is
/// all that outlives it. So `body` need not be `UnwindSafe`.
///
/// ```
/// use downhill::exercise::{check, expect, Verdict};
///
/// fn answer() -> i32 {
///     todo!()
/// }
///
/// let verdict = check("Six times seven.", || expect("answer()", answer(), 42));
/// assert_eq!(verdict, Verdict::NotSolved { hint: "Six times seven.".to_owned() });
/// ```
pub fn check(hint: &str, body: impl FnOnce() -> Result<(), Mismatch>) -> Verdict {
    let hint = hint.to_owned();
    let verdict = match quietly(body) {
        Ok(Ok(())) => Verdict::Right,
        Ok(Err(mismatch)) => Verdict::Wrong { mismatch, hint },
        Err(message) if message.starts_with("not yet implemented") => Verdict::NotSolved { hint },
        Err(message) => Verdict::Panicked { message, hint },
    };
    println!("{verdict}");
    verdict
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `body`; a panic becomes its message. The hook is replaced once and asks whether *this*
/// thread is inside a check, so that other threads' panics are reported as ever.
fn quietly<T>(body: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                previous(info);
            }
        }));
    });
    let outer = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    QUIET.set(outer);
    result.map_err(|payload| message(payload.as_ref()))
}

fn message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(what: &str, expected: &str, found: &str) -> Mismatch {
        Mismatch::Value {
            what: what.into(),
            expected: expected.into(),
            found: found.into(),
        }
    }

    #[test]
    fn a_right_answer_passes() {
        let verdict = check("hint", || expect("1 + 1", 1 + 1, 2));
        assert!(verdict.passed());
        assert_eq!(verdict.to_string(), "Right.");
        assert_eq!(verdict.report(), ExitCode::SUCCESS);
    }

    #[test]
    fn a_wrong_answer_shows_both_values() {
        let verdict = check("add", || expect("1 + 1", 3, 2));
        assert_eq!(
            verdict,
            Verdict::Wrong {
                mismatch: wrong("1 + 1", "2", "3"),
                hint: "add".into()
            }
        );
        assert_eq!(
            verdict.to_string(),
            "Not right yet. 1 + 1: expected 2, found 3.\nHint: add"
        );
        assert_eq!(verdict.report(), ExitCode::FAILURE);
    }

    #[test]
    fn a_stub_is_not_solved_with_or_without_words() {
        for verdict in [
            check("try", || todo!()),
            check("try", || todo!("the weights")),
        ] {
            assert_eq!(verdict, Verdict::NotSolved { hint: "try".into() });
        }
    }

    #[test]
    fn a_panic_keeps_its_message() {
        let empty: Vec<f64> = Vec::new();
        let verdict = check("look", || expect("first", empty[0], 1.0));
        assert!(
            matches!(&verdict, Verdict::Panicked { message, .. } if message.contains("index out of bounds")),
            "{verdict:?}"
        );
        let verdict = check("look", || panic::panic_any(7));
        assert!(
            verdict.to_string().contains("a panic without a message"),
            "{verdict}"
        );
    }

    #[test]
    fn a_library_error_is_a_wrong_answer() {
        let error = crate::Error::Empty {
            what: "the data set",
        };
        let verdict = check("look", || Err(error.clone())?);
        assert_eq!(
            verdict,
            Verdict::Wrong {
                mismatch: Mismatch::Refused(error),
                hint: "look".into()
            }
        );
        assert!(verdict.to_string().contains("the data set is empty"));
    }

    #[test]
    fn nan_is_close_to_nothing() {
        assert!(expect_close("x", f64::NAN, f64::NAN, 1.0).is_err());
        assert!(expect_close("x", 1.0, f64::NAN, 1.0).is_err());
        assert!(expect_close("x", 1.0, 1.5, 0.5).is_ok());
        assert!(expect_close("x", 1.0, 1.6, 0.5).is_err());
    }

    #[test]
    fn a_panic_after_a_check_is_heard_again() {
        let _ = check("hint", || todo!());
        assert!(!QUIET.get(), "the thread stays quiet after a check");
    }
}
