//! Wrong answers in the test: each stands in a block of its own, where its items hide the solution's, and the
//! exercise's checks must refuse it there.
//!
//! A check that has wrong answers to judge becomes a macro, so that its text is there once and its lines keep their
//! numbers. A macro's items are looked up where it is called, and its variables where it is written: so the check sees the
//! wrong functions and types, and everything else of the page as it was. All of it stays one program, compiled once.

use std::fmt::Write as _;

use super::piece::{Piece, enter};
use crate::fence::Role;
use crate::page::{Page, Wrong};

/// Whether an exercise has wrong answers.
pub(super) fn is_needed(page: &Page, exercise: &str) -> bool {
    let mut wrong = page.wrong.iter();
    wrong.any(|wrong| wrong.mistake.exercise == exercise)
}

/// The macro that stands for a check.
pub(super) fn check_name(id: &str) -> String {
    format!("__{}", id.replace('-', "_"))
}

/// A wrong answer, and its judgement.
pub(super) fn piece(page: &Page, wrong: &Wrong, file: &str) -> Piece {
    let mistake = &wrong.mistake;
    let checks = page.cells.iter().filter(
        |cell| matches!(&cell.role, Role::Check { exercise, .. } if *exercise == mistake.exercise),
    );
    let mut after = "; let mut __refusal = __notebook::Refusal::new();".to_owned();
    for check in checks {
        let verdict = format!("{}!()", check_name(&check.id));
        let judged = match mistake.says {
            Some(_) => format!("__notebook::told({verdict})"),
            None => format!("(__notebook::passed({verdict}), ::std::string::String::new())"),
        };
        let _ = write!(
            after,
            " __refusal.judge(|| ::std::result::Result::Ok({judged}));"
        );
    }
    let says = mistake.says.as_deref().unwrap_or_default();
    let _ = write!(after, " __refusal.end({:?}, {says:?}); }}", mistake.because);
    Piece {
        line: wrong.line,
        before: enter(file, &wrong.id, wrong.line),
        body: wrong.source.test(),
        after,
        open: false,
    }
}
