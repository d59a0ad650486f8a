//! Whether what a notebook shows is what the page's cells would print.

use crate::labels::Labels;
use crate::notebook::{CellOnDisk, OnDisk};
use crate::page::{Cell, Page, Question};

/// How a page stands to its notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Freshness {
    /// The notebook ran the page's code.
    Fresh,
    /// There is no notebook, or no cell of it has run.
    Missing,
    /// The notebook ran other code.
    Stale {
        /// The line of the page where they differ.
        line: usize,
        /// How they differ.
        why: String,
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
    /// Compares a page with its notebook. The cells of a question are not compared: they are made of prose, which another
    /// preprocessor may have changed on the way to the page.
    pub(super) fn of(page: &Page, notebook: Option<&OnDisk>) -> Freshness {
        let notebook = match notebook {
            Some(notebook) if !page.cells.is_empty() => notebook,
            Some(notebook) if notebook.ours("page").is_some() => {
                let why = "the page has no cells, and the notebook is still there".to_owned();
                return Freshness::Stale { line: 1, why };
            }
            None if !page.cells.is_empty() => return Freshness::Missing,
            _ => return Freshness::Fresh,
        };
        if !notebook.code().any(CellOnDisk::has_run) && notebook.ours("executed").is_none() {
            return Freshness::Missing;
        }
        let made: Vec<String> = page.questions.iter().flat_map(Question::ids).collect();
        let is_made = |cell: &CellOnDisk<'_>| made.iter().any(|id| id == cell.id());
        let mut code = notebook.code().filter(|cell| !is_made(cell));
        for cell in &page.cells {
            let found = code.next();
            if found.is_none_or(|found| found.source() != cell.source.learner()) {
                return Freshness::at(cell, "is not the one that its notebook has");
            }
        }
        let last = &page.cells[page.cells.len() - 1];
        if let Some(left) = code.next() {
            let why = format!("cell `{}` is no longer on the page", left.id());
            return Freshness::Stale {
                line: last.line,
                why,
            };
        }
        if notebook.ours("executed") == Some(&notebook.hash()) {
            let lost = notebook.lost();
            return match page
                .cells
                .iter()
                .find(|cell| lost.contains(&cell.id.as_str()))
            {
                Some(cell) => Freshness::at(cell, "has lost its outputs"),
                None => Freshness::Fresh,
            };
        }
        let ran = |cell: &Cell| {
            let mut code = notebook.code();
            code.any(|found| found.id() == cell.id && found.has_run())
        };
        match page.cells.iter().find(|cell| !ran(cell)) {
            Some(unrun) => Freshness::at(unrun, "has not been run"),
            None => Freshness::at(&page.cells[0], "may have run before other cells changed"),
        }
    }

    fn at(cell: &Cell, why: &str) -> Freshness {
        Freshness::Stale {
            line: cell.line,
            why: format!("cell `{}` {why}", cell.id),
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
