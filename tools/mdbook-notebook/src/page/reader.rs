//! The walk through a page's Markdown that finds its parts.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::callout;
use super::events::{broken_openings, code_text, inline_text, is_closed, level_number};
use super::markdown::markdown;
use super::names::{anchor, slug, unique};
use super::naming::{self, Mistakes, Stem};
use super::parts::{Block, Callout, Cell, Heading, Listing, Question, SourceNote, Wrong};
use crate::fence::{self, Fence, Role};
use crate::source::Source;

pub(super) struct Reader {
    pub(super) text: String,
    chapter: Option<String>,
    line_starts: Vec<usize>,
    pub(super) blocks: Vec<Block>,
    pub(super) cells: Vec<Cell>,
    stems: Vec<Stem>,
    pub(super) wrong: Vec<Wrong>,
    pub(super) questions: Vec<Question>,
    pub(super) notes: Vec<SourceNote>,
    pub(super) headings: Vec<Heading>,
    pub(super) listings: Vec<Listing>,
    figures: usize,
    pub(super) mistakes: Mistakes,
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
            stems: Vec::new(),
            wrong: Vec::new(),
            questions: Vec::new(),
            notes: Vec::new(),
            headings: Vec::new(),
            listings: Vec::new(),
            figures: 0,
            mistakes: Vec::new(),
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
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    let body = code_text(&mut events);
                    // Parsers differ on whether a fence's range holds its last line end: settle it.
                    let end = range.start + text[range.clone()].trim_end_matches('\n').len();
                    let block = self.fence(&body, range.start..end, depth);
                    if depth == 0 {
                        after_cell = matches!(block, Some(Block::Cell(_)));
                    }
                    if let Some(block) = block {
                        self.prose(prose_from..range.start);
                        self.blocks.push(block);
                        prose_from = end;
                    }
                }
                Event::Start(Tag::Paragraph) if depth == 0 => {
                    for at in broken_openings(&text[range.clone()]) {
                        let message = "this opens no fence, since a backtick stands in it: \
                                       write the line without it, or fence the cell with `~~~`";
                        self.mistake(self.line(range.start + at), message);
                    }
                    let end = range.start + text[range.clone()].trim_end_matches('\n').len();
                    let paragraph = &text[range.start..end];
                    let caption = markers
                        .iter()
                        .find_map(|m| paragraph.strip_prefix(m.as_str()));
                    if let Some(caption) = caption.filter(|_| after_cell) {
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
                    let whole = text[range.clone()].trim_end();
                    // A heading may be underlined instead; its attributes stand before that.
                    let under = whole.rsplit_once('\n').filter(|(_, last)| {
                        let last = last.trim();
                        last.chars().all(|c| c == '=') || last.chars().all(|c| c == '-')
                    });
                    let line = under.map_or(whole, |(line, _)| line.trim_end());
                    let attributes = (line.ends_with('}'))
                        .then(|| line.rfind('{'))
                        .flatten()
                        .filter(|at| !shown.ends_with('}') && *at > 0)
                        .map(|at| range.start + at..range.start + line.len());
                    if depth == 0 {
                        self.headings.push(Heading {
                            start: range.start,
                            end: range.start + whole.len(),
                            level: level_number(level),
                            text: shown,
                            anchor,
                            attributes,
                        });
                        after_cell = false;
                    }
                }
                Event::Start(tag) => {
                    if matches!(tag, Tag::BlockQuote(_)) {
                        let end = range.start + text[range.clone()].trim_end().len();
                        if let Some(block) = self.callout(range.start..end, depth) {
                            self.prose(prose_from..range.start);
                            self.blocks.push(block);
                            prose_from = end;
                        }
                    }
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

    /// Takes a fence in. `None`: it is prose, or something is wrong with it.
    fn fence(&mut self, body: &str, range: Range<usize>, depth: usize) -> Option<Block> {
        let line = self.line(range.start);
        let fence = self.text[range.clone()].to_owned();
        if depth == 0 && !is_closed(&fence) {
            self.mistake(line, "this fence is never closed");
        }
        // As written: the parser would take the backslashes out of quoted values.
        let first = fence.lines().next().unwrap_or_default();
        let info = first.trim_start_matches(['`', '~']);
        let fence = match fence::parse(info)? {
            Ok(fence) => fence,
            Err(messages) => {
                self.mistakes
                    .extend(messages.into_iter().map(|m| (line, m)));
                return None;
            }
        };
        if fence == Fence::Listing {
            let at = first.find("rust").unwrap_or_default();
            self.listings.push(Listing {
                info: range.start + at..range.start + first.trim_end().len(),
                range,
            });
            return None;
        }
        if depth > 0 {
            let message = "a cell cannot stand inside a list, a quotation or a note: \
                           move it out, or make it a `rust,listing`";
            self.mistake(line, message);
            return None;
        }
        let source = match Source::parse(body) {
            Ok(source) => source,
            Err(markers) => {
                let markers = markers.into_iter().map(|(at, m)| (line + 1 + at, m));
                self.mistakes.extend(markers);
                return None;
            }
        };
        match fence {
            Fence::Listing => None,
            Fence::Wrong(mistake) => {
                if source.has_solution() {
                    self.mistake(line, "a wrong answer has no solution region");
                }
                self.wrong.push(Wrong {
                    id: String::new(),
                    mistake,
                    source,
                    range,
                    line,
                });
                Some(Block::Wrong(self.wrong.len() - 1))
            }
            Fence::Cell {
                role,
                folded,
                id,
                floor,
                needs,
            } => {
                let line = self.line(range.start);
                self.cell(
                    Cell {
                        id: String::new(),
                        grade_id: None,
                        role,
                        folded,
                        floor,
                        needs,
                        source,
                        range,
                        line,
                    },
                    id,
                );
                Some(Block::Cell(self.cells.len() - 1))
            }
        }
    }

    /// Takes a quotation in. `None`: it is prose, or something is wrong with it.
    fn callout(&mut self, range: Range<usize>, depth: usize) -> Option<Block> {
        let line = self.line(range.start);
        let read = callout::read(&self.text, range)?;
        if depth > 0 {
            let message = "a question or a source note cannot stand inside a list or a quotation";
            self.mistake(line, message);
            return None;
        }
        let callout = match read {
            Ok(callout) => callout,
            Err(mistakes) => {
                for (at, message) in mistakes {
                    self.mistake(self.line(at), &message);
                }
                return None;
            }
        };
        Some(match callout {
            Callout::Question(question) => {
                self.questions.push(Question { line, ..question });
                Block::Question(self.questions.len() - 1)
            }
            Callout::Source(note) => {
                self.notes.push(SourceNote { line, ..note });
                Block::Source(self.notes.len() - 1)
            }
        })
    }

    fn cell(&mut self, cell: Cell, explicit: Option<String>) {
        if matches!(cell.role, Role::Exercise { .. }) != cell.source.has_solution() {
            let message = match &cell.role {
                Role::Exercise { name } => format!(
                    "exercise `{name}` has no solution region \
                     (`// ### BEGIN SOLUTION` to `// ### END SOLUTION`)"
                ),
                _ => "a solution region belongs to a cell with `exercise=NAME`".to_owned(),
            };
            self.mistake(cell.line, &message);
        }
        let heading = self.headings.last();
        self.stems.push(Stem {
            explicit,
            heading: slug(heading.map_or("", |heading| &heading.text)),
        });
        self.cells.push(cell);
    }

    fn mistake(&mut self, line: usize, message: &str) {
        self.mistakes.push((line, message.to_owned()));
    }

    /// Gives everything its name, and looks for what is named.
    pub(super) fn settle(&mut self) {
        naming::name_cells(&mut self.cells, &self.stems, &mut self.mistakes);
        naming::name_grades(&mut self.cells, &mut self.mistakes);
        naming::questions(&self.cells, &self.questions, &mut self.mistakes);
        naming::order(&self.cells, &mut self.wrong, &mut self.mistakes);
        self.mistakes.sort();
    }
}
