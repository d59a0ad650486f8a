//! A chapter, read: where its cells, captions, headings and listings are. Everything else is prose and stays as it is.
//!
//! Positions come from the Markdown parser that mdBook itself uses, so a fence inside a list, a comment or another
//! fence is what mdBook takes it for.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_preprocessor::book::Chapter;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::fence::{self, Fence, Role};
use crate::problem::{Problem, Problems};
use crate::source::Source;

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

/// A cell with the id its writer gave it, before the others get theirs.
struct Pending {
    explicit: Option<String>,
    heading: String,
}

struct Reader {
    text: String,
    chapter: Option<String>,
    line_starts: Vec<usize>,
    blocks: Vec<Block>,
    cells: Vec<Cell>,
    pending: Vec<Pending>,
    headings: Vec<Heading>,
    listings: Vec<Listing>,
    figures: usize,
    wrong: Vec<(usize, String)>,
}

impl Reader {
    fn new(text: String, chapter: Option<String>) -> Reader {
        let starts = text.match_indices('\n').map(|(index, _)| index + 1);
        Reader {
            line_starts: std::iter::once(0).chain(starts).collect(),
            text,
            chapter,
            blocks: Vec::new(),
            cells: Vec::new(),
            pending: Vec::new(),
            headings: Vec::new(),
            listings: Vec::new(),
            figures: 0,
            wrong: Vec::new(),
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    fn walk(&mut self, figure: &str) {
        let text = self.text.clone();
        let markers = ["Figure:".to_owned(), format!("{figure}:")];
        let mut events = markdown(&text).into_offset_iter();
        let mut depth = 0_usize;
        let mut prose_from = 0;
        let mut after_cell = false;
        let mut anchors = HashSet::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let body = code_text(&mut events);
                    // Parsers differ on whether a fence's range holds its last line end: settle it.
                    let end = range.start + text[range.clone()].trim_end_matches('\n').len();
                    let cell = self.fence(&info, &body, range.start..end, depth);
                    if cell {
                        self.prose(prose_from..range.start);
                        self.blocks.push(Block::Cell(self.cells.len() - 1));
                        prose_from = end;
                    }
                    if depth == 0 {
                        after_cell = cell;
                    }
                }
                Event::Start(Tag::Paragraph) if depth == 0 && after_cell => {
                    let end = range.start + text[range.clone()].trim_end_matches('\n').len();
                    let paragraph = &text[range.start..end];
                    let caption = markers
                        .iter()
                        .find_map(|m| paragraph.strip_prefix(m.as_str()));
                    if let Some(caption) = caption {
                        self.prose(prose_from..range.start);
                        self.figures += 1;
                        let number = match &self.chapter {
                            Some(chapter) => format!("{chapter}.{}", self.figures),
                            None => self.figures.to_string(),
                        };
                        self.blocks.push(Block::Caption {
                            range: range.start..end,
                            text: caption.trim().to_owned(),
                            number,
                        });
                        prose_from = end;
                    }
                    after_cell = false;
                    depth += 1;
                }
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let shown = inline_text(&mut events);
                    let anchor =
                        id.map_or_else(|| unique(&anchor(&shown), &mut anchors), Into::into);
                    let line = text[range.clone()].trim_end();
                    let attributes = (line.ends_with('}'))
                        .then(|| line.rfind('{'))
                        .flatten()
                        .filter(|at| !shown.ends_with('}') && *at > 0)
                        .map(|at| range.start + at..range.start + line.len());
                    if depth == 0 {
                        self.headings.push(Heading {
                            start: range.start,
                            end: range.start + line.len(),
                            level: level_number(level),
                            text: shown,
                            anchor,
                            attributes,
                        });
                        after_cell = false;
                    }
                }
                Event::Start(_) => {
                    if depth == 0 {
                        after_cell = false;
                    }
                    depth += 1;
                }
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.prose(prose_from..text.len());
    }

    fn prose(&mut self, range: Range<usize>) {
        if !self.text[range.clone()].trim().is_empty() {
            self.blocks.push(Block::Prose(range));
        }
    }

    /// Takes a fence in; says whether it became a cell.
    fn fence(&mut self, info: &str, body: &str, range: Range<usize>, depth: usize) -> bool {
        let line = self.line(range.start);
        let fence = &self.text[range.clone()];
        if depth == 0 && !is_closed(fence) {
            self.wrong
                .push((line, "this fence is never closed".to_owned()));
        }
        let parsed = match fence::parse(info) {
            None => return false,
            Some(Err(messages)) => {
                self.wrong.extend(messages.into_iter().map(|m| (line, m)));
                return false;
            }
            Some(Ok(parsed)) => parsed,
        };
        let (role, folded, id) = match parsed {
            Fence::Listing => {
                let first = fence.lines().next().unwrap_or_default();
                let at = first.find("rust").unwrap_or_default();
                self.listings.push(Listing {
                    info: range.start + at..range.start + first.trim_end().len(),
                    range,
                });
                return false;
            }
            Fence::Cell { role, folded, id } => (role, folded, id),
        };
        if depth > 0 {
            let message = "a cell cannot stand inside a list, a quotation or a note: \
                           move it out, or make it a `rust,listing`";
            self.wrong.push((line, message.to_owned()));
            return false;
        }
        let source = match Source::parse(body) {
            Ok(source) => source,
            Err(markers) => {
                let markers = markers.into_iter().map(|(at, m)| (line + 1 + at, m));
                self.wrong.extend(markers);
                return false;
            }
        };
        if matches!(role, Role::Exercise { .. }) != source.has_solution() {
            let message = match &role {
                Role::Exercise { name } => format!(
                    "exercise `{name}` has no solution region \
                     (`// ### BEGIN SOLUTION` to `// ### END SOLUTION`)"
                ),
                _ => "a solution region belongs to a cell with `exercise=NAME`".to_owned(),
            };
            self.wrong.push((line, message));
        }
        let heading = self.headings.last();
        self.pending.push(Pending {
            explicit: id,
            heading: slug(heading.map_or("", |heading| &heading.text)),
        });
        self.cells.push(Cell {
            id: String::new(),
            role,
            folded,
            source,
            range,
            line,
        });
        true
    }

    /// Explicit ids first, then names of exercises and checks, then the heading and a number: so a new cell moves as few as can be.
    fn name_cells(&mut self) {
        let mut taken = HashSet::new();
        for (cell, pending) in self.cells.iter_mut().zip(&self.pending) {
            let wish = match (&pending.explicit, &cell.role) {
                (Some(id), _) => id.clone(),
                (None, Role::Exercise { name }) => format!("exercise-{name}"),
                _ => continue,
            };
            if !taken.insert(wish.clone()) {
                let message = match &cell.role {
                    Role::Exercise { name } if pending.explicit.is_none() => {
                        format!("exercise `{name}` is already taken on this page")
                    }
                    _ => format!("id `{wish}` is already taken on this page"),
                };
                self.wrong.push((cell.line, message));
            }
            cell.id = wish;
        }
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (cell, pending) in self.cells.iter_mut().zip(&self.pending) {
            if !cell.id.is_empty() {
                continue;
            }
            let (stem, bare) = match &cell.role {
                Role::Check { exercise, .. } => (format!("check-{exercise}"), true),
                _ => (pending.heading.clone(), false),
            };
            let count = counts.entry(stem.clone()).or_default();
            cell.id = loop {
                *count += 1;
                let id = if bare && *count == 1 {
                    stem.clone()
                } else {
                    format!("{stem}-{count}")
                };
                if taken.insert(id.clone()) {
                    break id;
                }
            };
        }
    }

    fn check_exercises(&mut self) {
        let mut known = HashSet::new();
        for cell in &self.cells {
            match &cell.role {
                Role::Exercise { name } => {
                    known.insert(name);
                }
                Role::Check { exercise, .. } if !known.contains(exercise) => {
                    let message = format!("there is no exercise `{exercise}` before this check");
                    self.wrong.push((cell.line, message));
                }
                _ => {}
            }
        }
    }
}

fn code_text<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let mut body = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) => body.push_str(&text),
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    body
}

fn inline_text<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let mut shown = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
            Event::SoftBreak | Event::HardBreak => shown.push(' '),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    shown
}

fn is_closed(fence: &str) -> bool {
    let mut lines = fence.lines();
    let opening = lines.next().unwrap_or_default().trim_start();
    let mark = opening.chars().next().unwrap_or('`');
    let length = opening.chars().take_while(|c| *c == mark).count();
    lines.last().is_some_and(|last| {
        let last = last.trim();
        last.len() >= length && last.chars().all(|c| c == mark)
    })
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A heading as the stem of cell ids, which are ASCII.
pub fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(40);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "cell" } else { slug }.to_owned()
}

/// The id that mdBook gives to a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter_map(|c| {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            Some(c)
        } else if c.is_whitespace() {
            Some('-')
        } else {
            None
        }
    });
    kept.collect()
}

fn unique(anchor: &str, seen: &mut HashSet<String>) -> String {
    let numbered = (1..).map(|n| format!("{anchor}-{n}"));
    let mut candidates = std::iter::once(anchor.to_owned()).chain(numbered);
    let free = candidates.find(|candidate| seen.insert(candidate.clone()));
    free.unwrap_or_default()
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
