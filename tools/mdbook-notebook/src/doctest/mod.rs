//! The page as `mdbook test` runs it: one doctest that goes through the cells in order, as the notebook does.
//!
//! One test a page and not one a cell: a cell needs everything before it, so separate tests would run the early
//! cells again and again. Nothing is lost by it. Every line keeps its number, so the compiler and panics point into
//! the page, and a failure says which cell it was. Each cell opens a block inside the one before it, so that later
//! cells see earlier names and may define them anew, as in the notebook.

mod cell;
mod piece;
mod question;
mod wrong;

use std::fmt::Write as _;

use crate::fence::Role;
use crate::labels::Labels;
use crate::page::{Block, Page};
use crate::source::escape;
use piece::Piece;

/// What a test needs before the first cell, on one line so that the page's lines keep their numbers.
const SUPPORT: &str = include_str!("support.rs");

/// The chapter's content for `mdbook test`; a page without cells has nothing to test.
pub fn weave(page: &Page, file: &str, extern_crates: &[String], labels: &Labels) -> String {
    if page.cells.is_empty() {
        return String::new();
    }
    let mut tests = run_test(page, file, extern_crates, labels);
    for (index, cell) in page.cells.iter().enumerate() {
        if cell.role == Role::CompileFail {
            tests.push_str(&compile_fail_test(page, index, file, extern_crates));
        }
    }
    tests
}

fn run_test(page: &Page, file: &str, extern_crates: &[String], labels: &Labels) -> String {
    // lines[i] is line i + 1 of the page. The first two carry the fence and the support code.
    let mut lines = vec![String::new(); page.text.lines().count().max(2)];
    let pieces = pieces(page, file, labels);
    let first = pieces.first();
    let shift = first.map_or(0, |piece| 3_usize.saturating_sub(piece.line));
    lines.resize(lines.len() + shift, String::new());
    lines[1] = opening(extern_crates);
    let mut depth = 0;
    for piece in pieces {
        let first = piece.line - 1 + shift;
        lines[first] = piece.before;
        for (line, code) in lines[first + 1..].iter_mut().zip(&piece.body) {
            *line = escape(code);
        }
        lines[first + piece.body.len() + 1] = piece.after;
        depth += usize::from(piece.open);
    }
    lines.push(format!(
        "{} ::std::result::Result::Ok(()) }}",
        "}".repeat(depth)
    ));
    let fence = fence_for(&lines);
    lines[0] = format!("{fence}rust,standalone_crate");
    lines.push(fence);
    lines.join("\n") + "\n"
}

/// What the run test has of a page, in order.
fn pieces(page: &Page, file: &str, labels: &Labels) -> Vec<Piece> {
    let pieces = page.blocks.iter().filter_map(|block| match block {
        Block::Cell(index) => {
            let cell = &page.cells[*index];
            (cell.role != Role::CompileFail).then(|| cell::piece(page, cell, file))
        }
        Block::Wrong(index) => Some(wrong::piece(page, &page.wrong[*index], file)),
        Block::Question(index) => {
            let question = &page.questions[*index];
            Some(question::piece(page, question, file, labels))
        }
        _ => None,
    });
    pieces.collect()
}

/// The cells before it, as they are, and then the cell itself: only the last may fail to compile.
fn compile_fail_test(page: &Page, index: usize, file: &str, extern_crates: &[String]) -> String {
    let mut lines = vec![opening(extern_crates)];
    let mut depth = 0;
    let before = page.cells[..index]
        .iter()
        .filter(|cell| cell.role != Role::CompileFail);
    for one in before.chain([&page.cells[index]]) {
        let piece = cell::piece(page, one, file);
        lines.push(piece.before);
        lines.extend(piece.body.iter().map(|line| escape(line)));
        lines.push(piece.after);
        depth += 1;
    }
    lines.push(format!(
        "{} ::std::result::Result::Ok(()) }}",
        "}".repeat(depth)
    ));
    let fence = fence_for(&lines);
    let cell = &page.cells[index];
    let mut test = String::new();
    // rustdoc names a test by the heading over it.
    let _ = writeln!(test, "\n# cell {} at line {}\n", cell.id, cell.line);
    let _ = writeln!(test, "{fence}rust,compile_fail,standalone_crate");
    let _ = writeln!(test, "{}\n{fence}", lines.join("\n"));
    test
}

/// The crates are named inside a module: at the top rustdoc would move them, and every line's number with them.
fn opening(extern_crates: &[String]) -> String {
    let support: Vec<&str> = SUPPORT
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
        .collect();
    let support = support.join(" ");
    let mut linked = String::new();
    let mut named = String::new();
    for name in extern_crates {
        let name = name.replace('-', "_");
        let _ = write!(linked, "pub extern crate {name}; ");
        let alias = name.rsplit(' ').next().unwrap_or(&name);
        let _ = write!(named, "use __notebook::{alias}; ");
    }
    format!(
        "#[allow(warnings)] mod __notebook {{ {linked}{support} }} {named}\
         fn main() {{ __notebook::run(__cells) }} \
         #[allow(warnings)] fn __cells() -> __notebook::Outcome {{"
    )
}

/// A fence that no line inside can close.
fn fence_for(lines: &[String]) -> String {
    let longest = lines.iter().map(|line| {
        let line = line.trim_start();
        line.chars().take_while(|c| *c == '~').count()
    });
    "~".repeat(longest.max().unwrap_or_default().max(3) + 1)
}

#[cfg(test)]
mod tests;
