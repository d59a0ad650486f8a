//! [`check`] and what it finds.

use std::fmt;
use std::process::{ExitCode, Termination};

use crate::mismatch::Mismatch;
use crate::quiet::{Panic, quietly};

/// What a check found. Shown in a notebook it is the printed line alone; an answer that is not
/// right also carries the result `0`, which nbgrader reads as no points and no reader sees.
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
        if let Some(result) = self.result() {
            println!("{result}");
        }
    }

    /// The result of a cell, as the kernel reads it. nbgrader takes its `text/plain` for the points; notebooks show
    /// the richer form, which is empty, since the line above has said it.
    fn result(&self) -> Option<&'static str> {
        (!self.passed()).then_some(
            "EVCXR_BEGIN_CONTENT text/plain\n0\nEVCXR_END_CONTENT\n\
             EVCXR_BEGIN_CONTENT text/html\n\nEVCXR_END_CONTENT",
        )
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
/// use downhill_exercise::{check, expect, Verdict};
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
        Err(Panic::Todo) => Verdict::NotSolved { hint },
        Err(Panic::Forbidden(call)) => Verdict::Wrong {
            mismatch: Mismatch::Forbidden { call },
            hint,
        },
        Err(Panic::Message(message)) => Verdict::Panicked { message, hint },
    };
    println!("{verdict}");
    verdict
}

#[cfg(test)]
mod tests {
    use std::num::ParseIntError;
    use std::panic;

    use super::*;
    use crate::{OrSlip, expect, without};

    #[test]
    fn a_right_answer_passes() {
        let verdict = check("hint", || expect("1 + 1", 1 + 1, 2));
        assert!(verdict.passed());
        assert_eq!(verdict.to_string(), "Right.");
        assert_eq!(verdict.result(), None);
        assert_eq!(verdict.report(), ExitCode::SUCCESS);
    }

    #[test]
    fn a_wrong_answer_shows_both_values_and_the_slip() {
        let verdict = check("add", || expect("1 + 1", 3, 2));
        assert_eq!(
            verdict.to_string(),
            "Not right yet. 1 + 1: expected 2, found 3.\nHint: add"
        );
        assert_eq!(verdict.report(), ExitCode::FAILURE);
        let verdict = check("add", || {
            expect("1 + 1", 1, 2).or_slip(1, "the numbers are multiplied")
        });
        assert_eq!(
            verdict.to_string(),
            "Not right yet. 1 + 1: expected 2, found 1. This is what you get when the numbers are multiplied.\nHint: add"
        );
    }

    #[test]
    fn an_answer_that_is_not_right_has_no_points_and_shows_none() {
        let result = check("add", || expect("1 + 1", 3, 2)).result().unwrap();
        let lines: Vec<&str> = result.lines().collect();
        let plain = ["EVCXR_BEGIN_CONTENT text/plain", "0", "EVCXR_END_CONTENT"];
        let html = ["EVCXR_BEGIN_CONTENT text/html", "", "EVCXR_END_CONTENT"];
        assert_eq!(lines, [plain, html].concat());
    }

    #[test]
    fn a_stub_is_not_solved_with_or_without_words() {
        for verdict in [
            check("try", || todo!()),
            check("try", || todo!("the weights")),
        ] {
            assert_eq!(verdict, Verdict::NotSolved { hint: "try".into() });
        }
        let verdict = check("try", || panic!("not yet implemented by me"));
        assert!(matches!(verdict, Verdict::Panicked { .. }), "{verdict:?}");
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
    fn a_librarys_error_is_a_wrong_answer() {
        let read = |text: &str| -> Result<i32, ParseIntError> { text.parse() };
        let verdict = check("look", || expect("two", read("two")?, 2));
        assert_eq!(
            verdict.to_string(),
            "Not right yet. the library answered with an error: invalid digit found in string.\nHint: look"
        );
    }

    mod library {
        pub(super) fn accuracy(right: usize, all: usize) -> f64 {
            right as f64 / all as f64
        }
        pub(super) struct Loss;
        impl Loss {
            pub(super) fn gradient(&self, y: f64) -> f64 {
                2.0 * y
            }
        }
    }

    /// A body that calls what it replaces.
    #[without(accuracy)]
    fn lazy(right: usize, all: usize) -> f64 {
        library::accuracy(right, all)
    }

    #[without(library::accuracy, .gradient)]
    fn method(y: f64) -> f64 {
        library::Loss.gradient(y)
    }

    #[without(accuracy, .gradient)]
    fn honest(right: usize, all: usize) -> f64 {
        // Not accuracy(right, all).
        let gradient = right as f64;
        assert!(all > 0, "accuracy of nothing");
        gradient / all as f64
    }

    #[test]
    fn calls_that_an_answer_does_without_are_refused() {
        for (verdict, call) in [
            (
                check("divide", || expect("lazy", lazy(1, 2), 0.5)),
                "accuracy",
            ),
            (
                check("divide", || expect("method", method(1.0), 2.0)),
                ".gradient",
            ),
        ] {
            let said =
                format!("the answer calls `{call}`, which it is to do without: write it yourself");
            assert_eq!(
                verdict.to_string(),
                format!("Not right yet. {said}.\nHint: divide")
            );
        }
        assert!(check("divide", || expect("honest", honest(1, 2), 0.5)).passed());
        assert_eq!(library::accuracy(1, 2), library::Loss.gradient(0.25));
    }
}
