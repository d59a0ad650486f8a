//! Whether what a notebook shows is what the page's cells would print.

use crate::config::Labels;
use crate::notebook::{CellOnDisk, OnDisk, Version, page_hash};
use crate::page::{Cell, Page};

/// How a page stands to its notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Freshness {
    /// The notebook ran the page's code.
    Fresh,
    /// There is no notebook, or no cell of it has run.
    Missing,
    /// The notebook ran other code.
    Stale {
        /// The index of the first cell that differs.
        first: usize,
        /// How it differs, as the end of a sentence about it.
        why: &'static str,
    },
}

/// How a cell stands to its notebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellState {
    /// Its outputs are its own.
    Fresh,
    /// Its outputs are those of other code.
    Stale,
    /// It has none.
    Unrun,
}

impl Freshness {
    /// Compares a page with its notebook.
    pub(super) fn of(page: &Page, notebook: Option<&OnDisk>) -> Freshness {
        let Some(notebook) = notebook else {
            return Freshness::Missing;
        };
        if !notebook.code().any(CellOnDisk::has_run) && notebook.ours("executed").is_none() {
            return Freshness::Missing;
        }
        let mut code = notebook.code();
        for (index, cell) in page.cells.iter().enumerate() {
            let same = code
                .next()
                .is_some_and(|found| found.source() == cell.source.learner());
            if !same {
                let why = "is not the one that its notebook has";
                return Freshness::Stale { first: index, why };
            }
        }
        if notebook.ours("executed") == Some(&page_hash(page, Version::Learner)) {
            return Freshness::Fresh;
        }
        let unrun = notebook.code().position(|cell| !cell.has_run());
        Freshness::Stale {
            first: unrun.unwrap_or(0).min(page.cells.len() - 1),
            why: match unrun {
                Some(_) => "has not been run",
                None => "may have run before other cells changed",
            },
        }
    }

    /// What the page says about it, if anything.
    pub(super) fn note<'a>(&self, labels: &'a Labels) -> Option<&'a str> {
        match self {
            Freshness::Fresh => None,
            Freshness::Missing => Some(&labels.missing),
            Freshness::Stale { .. } => Some(&labels.stale),
        }
    }

    /// How one cell stands, given its counterpart in the notebook.
    pub(super) fn cell(&self, cell: &Cell, found: Option<CellOnDisk<'_>>) -> CellState {
        match found {
            // The page's own note says it for all of them.
            _ if *self == Freshness::Missing => CellState::Fresh,
            Some(found) if found.source() != cell.source.learner() => CellState::Stale,
            Some(found) if found.has_run() || *self == Freshness::Fresh => CellState::Fresh,
            _ => CellState::Unrun,
        }
    }
}
