//! The pieces of a page.

use std::ops::Range;

use crate::fence::{Mistake, Role};
use crate::source::Source;

/// A cell of the notebook.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Stable within the page, and unique.
    pub id: String,
    /// The name under which a grader knows an exercise or a check; unique within the page.
    pub grade_id: Option<String>,
    /// What it is for.
    pub role: Role,
    /// Whether the page folds its code away.
    pub folded: bool,
    /// The size below which the numbers that it prints are noise, as its fence has it.
    pub floor: Option<String>,
    /// The file or folder, beside the notebook, without which it prints something else.
    pub needs: Option<String>,
    /// Its lines.
    pub source: Source,
    /// Where the whole fence is in [`Page::text`](super::Page::text).
    pub range: Range<usize>,
    /// The line of the opening fence, from 1.
    pub line: usize,
}

/// A typical wrong answer to an exercise.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Stable within the page, and unique among wrong answers.
    pub id: String,
    /// The exercise, the reason, and what the check's message holds.
    pub mistake: Mistake,
    /// The exercise's cell in its wrong form.
    pub source: Source,
    /// Where the whole fence is in [`Page::text`](super::Page::text).
    pub range: Range<usize>,
    /// The line of the opening fence, from 1.
    pub line: usize,
}

/// A piece of the page, in reading order. Together the blocks cover the page.
#[derive(Debug, Clone)]
pub enum Block {
    /// Markdown that is none of the below.
    Prose(Range<usize>),
    /// The cell with this index in [`Page::cells`](super::Page::cells).
    Cell(usize),
    /// The wrong answer with this index in [`Page::wrong`](super::Page::wrong).
    Wrong(usize),
    /// The question with this index in [`Page::questions`](super::Page::questions).
    Question(usize),
    /// The note with this index in [`Page::notes`](super::Page::notes).
    Source(usize),
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

/// An exercise with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Exercise<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its cell: `source.code()` is the solution, `source.learner()` the stub.
    pub cell: &'a Cell,
    /// Its checks in order.
    pub checks: Vec<&'a Cell>,
    /// The answers that the checks must refuse.
    pub wrong: Vec<&'a Wrong>,
}

/// A question whose choices are given, and whose answer a cell computes.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its name.
    pub name: String,
    /// Where its text is, whole lines with their quotation marks.
    pub asked: Range<usize>,
    /// What there is to choose from; one is right.
    pub choices: Vec<Choice>,
    /// The whole quotation.
    pub range: Range<usize>,
    /// Its first line, from 1.
    pub line: usize,
}

impl Question {
    /// The ids of its two cells in the notebook: what judges a choice, and where a reader writes theirs.
    pub fn ids(&self) -> [String; 2] {
        [
            format!("question-{}", self.name),
            format!("choice-{}", self.name),
        ]
    }
}

/// One of a question's choices.
#[derive(Debug, Clone)]
pub struct Choice {
    /// `a`, `b` and so on.
    pub letter: char,
    /// Whether it is marked right.
    pub right: bool,
    /// What a cell must compute for it to be right.
    pub value: String,
    /// Where its text is.
    pub text: Range<usize>,
    /// Where it is said why it is right or wrong, whole lines with their quotation marks.
    pub reason: Option<Range<usize>>,
}

/// What a source says and where it errs, in a note that is closed at first.
#[derive(Debug, Clone)]
pub struct SourceNote {
    /// What it refers to, as the pattern `source-link` completes it.
    pub rows: Vec<String>,
    /// What it is about.
    pub title: Option<String>,
    /// Where its text is, whole lines with their quotation marks.
    pub body: Range<usize>,
    /// The whole quotation.
    pub range: Range<usize>,
    /// Its first line, from 1.
    pub line: usize,
}

/// A quotation with a meaning of its own.
#[derive(Debug, Clone)]
pub(super) enum Callout {
    Question(Question),
    Source(SourceNote),
}
