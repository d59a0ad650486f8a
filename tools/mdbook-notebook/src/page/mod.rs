//! A chapter, read: where its cells, captions, headings and listings are. Everything else is prose and stays as it is.
//!
//! Positions come from the Markdown parser that mdBook itself uses, so a fence inside a list, a comment or another
//! fence is what mdBook takes it for.

mod callout;
#[cfg(feature = "mdbook")]
mod chapter;
mod events;
mod markdown;
mod names;
mod naming;
mod parts;
mod quoted;
mod reader;

pub use markdown::markdown;
#[cfg(feature = "mdbook")]
pub(crate) use names::slug;
pub use parts::{Block, Cell, Choice, Exercise, Heading, Listing, Question, SourceNote, Wrong};
#[cfg(feature = "mdbook")]
pub(crate) use quoted::{on_one_line, unlisted, unquoted};

use std::path::{Path, PathBuf};

use crate::fence::Role;
use crate::problem::{Problem, Problems};
use reader::Reader;

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
    /// The wrong answers in order.
    pub wrong: Vec<Wrong>,
    /// The questions with choices in order.
    pub questions: Vec<Question>,
    /// The source notes in order.
    pub notes: Vec<SourceNote>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The listings in order.
    pub listings: Vec<Listing>,
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
    /// A file as messages name it, like `book/src/01-start.md`, by its path in the folder of the sources.
    fn named(&self, path: &Path) -> String {
        let path = slashed(path);
        match self.shown {
            "" => path,
            shown => format!("{shown}/{path}"),
        }
    }
}

/// A page before it is read.
struct Unread<'a> {
    text: String,
    number: Option<String>,
    /// Where the page is in the book, and where its source.
    path: PathBuf,
    source: &'a Path,
}

impl Page {
    fn of(unread: Unread<'_>, setting: Setting<'_>) -> Result<Page, Problems> {
        let text = unread.text.replace("\r\n", "\n");
        let mut reader = Reader::new(text, unread.number.clone());
        reader.walk(setting.figure);
        reader.settle();
        if !reader.mistakes.is_empty() {
            let mistakes = reader.mistakes.iter();
            let problems = mistakes.map(|(line, message)| {
                problem(&reader.text, unread.source, setting, *line, message)
            });
            return Err(Problems(problems.collect()));
        }
        Ok(Page {
            path: unread.path,
            number: unread.number,
            text: reader.text,
            blocks: reader.blocks,
            cells: reader.cells,
            wrong: reader.wrong,
            questions: reader.questions,
            notes: reader.notes,
            headings: reader.headings,
            listings: reader.listings,
        })
    }

    /// Reads a page by itself, as tests of a book's exercises need it: includes are not expanded.
    ///
    /// ~~~
    /// use mdbook_notebook::page::Page;
    ///
    /// let page = Page::read("gates.md", "\
    /// ```rust,exercise=or
    /// fn or(a: bool, b: bool) -> bool {
    ///     // ### BEGIN SOLUTION
    ///     a || b
    ///     // ### END SOLUTION
    /// }
    /// ```
    ///
    /// ```rust,check=or
    /// or(true, false)
    /// ```
    ///
    /// ```rust,wrong=or,because=\"one input is not enough for and\"
    /// fn or(a: bool, b: bool) -> bool { a && b }
    /// ```
    /// ")?;
    /// let exercise = &page.exercises()[0];
    /// assert_eq!(exercise.name, "or");
    /// assert!(exercise.cell.source.code().contains("a || b"));
    /// assert!(exercise.cell.source.learner().contains("todo!()"));
    /// assert_eq!(exercise.checks[0].source.code(), "or(true, false)");
    /// assert_eq!(exercise.wrong[0].line, 13);
    /// # Ok::<(), mdbook_notebook::problem::Problems>(())
    /// ~~~
    ///
    /// # Errors
    /// Every malformed fence, with `file` and line.
    pub fn read(file: &str, text: &str) -> Result<Page, Problems> {
        let unread = Unread {
            text: text.to_owned(),
            number: None,
            path: file.into(),
            source: Path::new(file),
        };
        let setting = Setting {
            shown: "",
            folder: Path::new(""),
            figure: "Figure",
        };
        Page::of(unread, setting)
    }

    /// The exercises in order, each with its checks and wrong answers.
    pub fn exercises(&self) -> Vec<Exercise<'_>> {
        let exercises = self.cells.iter().filter_map(|cell| match &cell.role {
            Role::Exercise { name } => Some((name, cell)),
            _ => None,
        });
        let exercises = exercises.map(|(name, cell)| {
            let checks = self.cells.iter();
            let wrong = self.wrong.iter();
            Exercise {
                name,
                cell,
                checks: checks
                    .filter(
                        |one| matches!(&one.role, Role::Check { exercise, .. } if exercise == name),
                    )
                    .collect(),
                wrong: wrong.filter(|one| one.mistake.exercise == *name).collect(),
            }
        });
        exercises.collect()
    }

    /// The page's path with forward slashes, as links and messages have it.
    pub fn name(&self) -> String {
        slashed(&self.path)
    }
}

fn problem(text: &str, source: &Path, setting: Setting<'_>, line: usize, message: &str) -> Problem {
    let written = std::fs::read_to_string(setting.folder.join(source)).ok();
    Problem {
        file: setting.named(source),
        line: line_as_written(text, written.as_deref(), line),
        message: message.to_owned(),
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
mod callout_tests;
#[cfg(test)]
mod tests;
