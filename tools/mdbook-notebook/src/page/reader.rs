//! The walk through a page's Markdown that finds its parts.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::names::{anchor, slug, unique};
use super::{Block, Cell, Heading, Listing, markdown};
use crate::fence::{self, Fence, Role};
use crate::source::Source;

/// A cell with the id its writer gave it, before the others get theirs.
struct Pending {
    explicit: Option<String>,
    heading: String,
}

pub(super) struct Reader {
    pub(super) text: String,
    chapter: Option<String>,
    line_starts: Vec<usize>,
    pub(super) blocks: Vec<Block>,
    pub(super) cells: Vec<Cell>,
    pending: Vec<Pending>,
    pub(super) headings: Vec<Heading>,
    pub(super) listings: Vec<Listing>,
    figures: usize,
    pub(super) wrong: Vec<(usize, String)>,
}

impl Reader {
    pub(super) fn new(text: String, chapter: Option<String>) -> Reader {
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

    pub(super) fn walk(&mut self, figure: &str) {
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
    pub(super) fn name_cells(&mut self) {
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

    pub(super) fn check_exercises(&mut self) {
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
