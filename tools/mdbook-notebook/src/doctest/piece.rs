//! A fence of the page as a part of the test: its code, and what stands in place of its two fence lines.

use super::wrong;
use crate::fence::Role;
use crate::page::{Cell, Page};

pub(super) struct Piece {
    /// The line of the opening fence, from 1.
    pub(super) line: usize,
    /// In place of the opening fence.
    pub(super) before: String,
    /// The code between them.
    pub(super) body: Vec<String>,
    /// In place of the closing fence.
    pub(super) after: String,
    /// Whether its block stays open, for all that follows.
    pub(super) open: bool,
}

impl Piece {
    /// A cell opens a block, and all later ones stand in it.
    pub(super) fn cell(page: &Page, cell: &Cell, file: &str) -> Piece {
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
            Role::Fails => (
                format!("{enter} __notebook::fails(|| {{"),
                "; ::std::result::Result::Ok(()) });".to_owned(),
            ),
            // The `;` ends a trailing expression, and does nothing else.
            Role::Plain | Role::Exercise { .. } | Role::Answer { .. } | Role::CompileFail => {
                (enter, ";".to_owned())
            }
        };
        Piece {
            line: cell.line,
            before,
            body: cell.source.test(),
            after,
            open: true,
        }
    }
}

/// Opens a block, and says where the test is.
pub(super) fn enter(file: &str, id: &str, line: usize) -> String {
    format!("{{ __notebook::enter({file:?}, {id:?}, {line});")
}
