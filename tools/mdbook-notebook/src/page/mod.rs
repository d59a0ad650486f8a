//! A chapter, read: where its cells, captions, headings and listings are. Everything else is prose and stays as it is.
//!
//! Positions come from the Markdown parser that mdBook itself uses, so a fence inside a list, a comment or another
//! fence is what mdBook takes it for.

mod names;
mod reader;

pub(crate) use names::slug;

use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_preprocessor::book::Chapter;
use pulldown_cmark::{Options, Parser};

use crate::fence::Role;
use crate::problem::{Problem, Problems};
use crate::source::Source;
use reader::Reader;

/// A cell of the notebook.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Stable within the page, and unique.
    pub id: String,
    /// What it is for.
    pub role: Role,
    /// Whether the page folds its code away.
    pub folded: bool,
    /// Its lines.
    pub source: Source,
    /// Where the whole fence is in [`Page::text`].
    pub range: Range<usize>,
    /// The line of the opening fence, from 1.
    pub line: usize,
}

/// A piece of the page, in reading order. Together the blocks cover the page.
#[derive(Debug, Clone)]
pub enum Block {
    /// Markdown that is none of the below.
    Prose(Range<usize>),
    /// The cell with this index in [`Page::cells`].
    Cell(usize),
    /// The caption of the figure of the cell before it.
    Caption {
        /// Where the paragraph is.
        range: Range<usize>,
        /// The caption's Markdown, without its marker.
        text: String,
        /// `2.3`: the chapter's number and the figure's.
        number: String,
    },
}

/// A heading at the top level of the page.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Where it starts.
    pub start: usize,
    /// Where it ends, before its line end.
    pub end: usize,
    /// Its level, 1 to 6.
    pub level: u8,
    /// Its text, without markup.
    pub text: String,
    /// The id that mdBook gives it on the page.
    pub anchor: String,
    /// Where its `{#id .class}` is, which only mdBook understands.
    pub attributes: Option<Range<usize>>,
}

/// A Rust fence that is shown and never run.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The whole fence.
    pub range: Range<usize>,
    /// Its info string.
    pub info: Range<usize>,
}

/// A chapter of the book with its parts found.
#[derive(Debug, Clone)]
pub struct Page {
    /// The chapter's path, relative to the book's source folder.
    pub path: PathBuf,
    /// The chapter's number, like `2`, if it has one.
    pub number: Option<String>,
    /// Its Markdown, with `\n` line ends.
    pub text: String,
    /// Prose, cells and captions in order.
    pub blocks: Vec<Block>,
    /// The cells in order.
    pub cells: Vec<Cell>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The listings in order.
    pub listings: Vec<Listing>,
}

/// The Markdown dialect of mdBook, as far as it decides where things are.
pub fn markdown(text: &str) -> Parser<'_> {
    Parser::new_ext(
        text,
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM,
    )
}

/// What a page needs to know of the book it is in.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The folder of the sources as messages should name it, like `book/src`.
    pub shown: &'a str,
    /// The same folder on disk; there a message finds the line as written, before includes were expanded.
    pub folder: &'a Path,
    /// The word for a figure in this language; its captions may begin with it, as with `Figure:`.
    pub figure: &'a str,
}

impl Setting<'_> {
    /// A chapter's file as messages name it, like `book/src/01-start.md`.
    pub fn file(&self, chapter: &Chapter) -> String {
        format!("{}/{}", self.shown, slashed(source_path(chapter)))
    }
}

fn source_path(chapter: &Chapter) -> &Path {
    let path = chapter.source_path.as_deref().or(chapter.path.as_deref());
    path.unwrap_or(Path::new(""))
}

impl Page {
    /// Reads a chapter.
    ///
    /// # Errors
    /// Every malformed fence, with file and line.
    pub fn parse(chapter: &Chapter, setting: Setting<'_>) -> Result<Page, Problems> {
        let numbers = chapter.number.as_ref().map(|number| {
            let parts: Vec<String> = number.iter().map(u32::to_string).collect();
            parts.join(".")
        });
        let mut reader = Reader::new(chapter.content.replace("\r\n", "\n"), numbers.clone());
        reader.walk(setting.figure);
        reader.name_cells();
        reader.check_exercises();
        if !reader.wrong.is_empty() {
            let written = std::fs::read_to_string(setting.folder.join(source_path(chapter))).ok();
            let file = setting.file(chapter);
            reader.wrong.sort();
            let problems = reader.wrong.iter().map(|(line, message)| Problem {
                file: file.clone(),
                line: line_as_written(&reader.text, written.as_deref(), *line),
                message: message.clone(),
            });
            return Err(Problems(problems.collect()));
        }
        Ok(Page {
            path: chapter.path.clone().unwrap_or_default(),
            number: numbers,
            text: reader.text,
            blocks: reader.blocks,
            cells: reader.cells,
            headings: reader.headings,
            listings: reader.listings,
        })
    }

    /// The page's path with forward slashes, as links and messages have it.
    pub fn name(&self) -> String {
        slashed(&self.path)
    }
}

/// A path with forward slashes, whatever the system's own are.
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Includes move lines: the line that is meant is the same occurrence of the same text in the file on disk.
fn line_as_written(expanded: &str, written: Option<&str>, line: usize) -> usize {
    let Some(written) = written else { return line };
    let Some(text) = expanded.lines().nth(line - 1) else {
        return line;
    };
    let before = expanded.lines().take(line).filter(|l| *l == text).count();
    let mut same = written.lines().enumerate().filter(|(_, l)| *l == text);
    same.nth(before - 1).map_or(line, |(index, _)| index + 1)
}

#[cfg(test)]
mod tests;
