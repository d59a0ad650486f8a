//! A cell in the test.

use super::piece::{Piece, enter};
use super::{question, wrong};
use crate::fence::Role;
use crate::page::{Cell, Page};

/// A cell opens a block, and all later ones stand in it.
pub(super) fn piece(page: &Page, cell: &Cell, file: &str) -> Piece {
    let enter = enter(file, &cell.id, cell.line);
    let (before, after) = match &cell.role {
        Role::Check { exercise, .. } if wrong::is_needed(page, exercise) => {
            let name = wrong::check_name(&cell.id);
            (
                format!("{enter} macro_rules! {name} {{ () => {{{{"),
                format!("}}}} }} __notebook::check({name}!());"),
            )
        }
        Role::Check { .. } => (format!("{enter} __notebook::check({{"), "});".to_owned()),
        Role::Answer { question } => (
            format!(
                "{enter} __notebook::answers({:?}, {{",
                question::right(page, question)
            ),
            "});".to_owned(),
        ),
        Role::Fails => (
            format!("{enter} __notebook::fails(|| {{"),
            "; ::std::result::Result::Ok(()) });".to_owned(),
        ),
        // The `;` ends a trailing expression, and does nothing else.
        Role::Plain | Role::Exercise { .. } | Role::CompileFail => (enter, ";".to_owned()),
    };
    Piece {
        line: cell.line,
        before,
        body: cell.source.test(),
        after,
        open: true,
    }
}
