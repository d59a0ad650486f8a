//! The page as mdBook's `html` renderer gets it: each cell with the outputs that its notebook holds.

mod escape;
mod fold;
mod freshness;
mod outputs;
mod question;
mod svg;
mod table;

use crate::config::Settings;
use crate::fence::Role;
use crate::notebook::{CellOnDisk, OnDisk, notebook_path};
use crate::page::{Block, Page, SourceNote, unquoted};
use crate::problem::{Problem, say};
use crate::rows;
use fold::fold;
use freshness::{CellState, Freshness};
use outputs::Frame;

/// Small, and part of every page with cells: nothing is loaded from elsewhere.
const STYLE: &str = include_str!("../../assets/notebook.css");
const SCRIPT: &str = include_str!("../../assets/notebook.js");
const PRINT: &str = include_str!("../../assets/print.js");
const QUESTION_STYLE: &str = include_str!("../../assets/question.css");
const QUESTION_SCRIPT: &str = include_str!("../../assets/question.js");

/// A page with its outputs, and what is amiss with its notebook.
#[derive(Debug, Clone)]
pub struct Woven {
    /// The chapter's new content.
    pub content: String,
    /// That the notebook is missing or stale, or that a cell prints more than a page takes.
    pub problem: Option<Problem>,
}

/// Puts each cell's outputs under it. A notebook that cannot be read counts as missing.
pub fn weave(page: &Page, settings: &Settings, file: &str) -> Woven {
    let path = notebook_path(&settings.directory(), &page.path);
    let notebook = match OnDisk::read(&path) {
        Ok(notebook) => notebook,
        Err(error) => {
            say(&format!("{error:#}"));
            None
        }
    };
    let mut weaver = Weaver {
        page,
        settings,
        freshness: Freshness::of(page, notebook.as_ref()),
        notebook: notebook.as_ref(),
        stepped: false,
        cut: None,
    };
    let content = weaver.content();
    Woven {
        problem: weaver.problem(file),
        content,
    }
}

struct Weaver<'a> {
    page: &'a Page,
    settings: &'a Settings,
    freshness: Freshness,
    notebook: Option<&'a OnDisk>,
    stepped: bool,
    /// The first cell that prints more than a page takes.
    cut: Option<usize>,
}

impl Weaver<'_> {
    fn content(&mut self) -> String {
        let page = self.page;
        let mut parts = Vec::new();
        let mut blocks = page.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Prose(range) => {
                    parts.push(self.prose(range.clone()).trim_matches('\n').to_owned());
                }
                Block::Question(index) => {
                    let text = |range| self.prose(range);
                    let (question, labels) = (&page.questions[*index], self.settings.labels());
                    parts.push(question::render(question, &self.stem(), labels, text));
                }
                Block::Source(index) => parts.push(self.source(&page.notes[*index])),
                Block::Cell(index) => {
                    let caption = match blocks.peek() {
                        Some(Block::Caption { text, number, .. }) => {
                            Some((number.as_str(), text.as_str()))
                        }
                        _ => None,
                    };
                    parts.push(self.cell(*index, caption));
                }
                // Its cell has taken it, or its exercise.
                Block::Caption { .. } | Block::Wrong(_) => {}
            }
        }
        if !page.cells.is_empty() || !page.notes.is_empty() || self.freshness != Freshness::Fresh {
            let note = self.freshness.note(self.settings.labels());
            let untitled = note.filter(|_| page.headings.is_empty());
            parts.splice(..0, untitled.map(outputs::note));
            parts.insert(0, style(STYLE));
            parts.push(script(PRINT));
        }
        if !page.questions.is_empty() {
            parts.insert(1, style(QUESTION_STYLE));
            parts.push(script(QUESTION_SCRIPT));
        }
        if self.stepped {
            parts.push(script(SCRIPT));
        }
        parts.join("\n\n") + "\n"
    }

    /// Prose as it is, but for its listings, which mdBook would offer to run, and the page's note under its title.
    fn prose(&self, range: std::ops::Range<usize>) -> String {
        let page = self.page;
        let mut prose = String::new();
        let mut from = range.start;
        let note = self.freshness.note(self.settings.labels());
        let title = page.headings.first().map(|heading| heading.end);
        let note = note.zip(title);
        let note =
            note.map(|(note, title)| (title..title, format!("\n\n{}\n\n", outputs::note(note))));
        let listings = page.listings.iter();
        let listings =
            listings.map(|listing| (listing.info.clone(), "rust,noplayground".to_owned()));
        let mut edits: Vec<_> = note.into_iter().chain(listings).collect();
        edits.sort_by_key(|(place, _)| place.start);
        for (place, text) in edits {
            if place.start >= from && place.end <= range.end {
                prose += &page.text[from..place.start];
                prose += &text;
                from = place.end;
            }
        }
        prose + &page.text[from..range.end]
    }

    fn cell(&mut self, index: usize, caption: Option<(&str, &str)>) -> String {
        let cell = &self.page.cells[index];
        let labels = self.settings.labels();
        let found = self
            .notebook
            .and_then(|notebook| notebook.code().find(|found| found.id() == cell.id));
        let state = self.freshness.cell(cell, found);
        let prefix = format!("{}-{}-", self.stem(), cell.id);
        let frame = Frame {
            labels,
            prefix: &prefix,
            caption,
        };
        let printed = found.map(CellOnDisk::outputs).unwrap_or_default();
        let outputs = outputs::render(printed, &cell.role, frame);
        self.stepped |= outputs.stepped;
        if outputs.cut && self.cut.is_none() {
            self.cut = Some(index);
        }
        let outputs = outputs.markup;
        let state = match state {
            CellState::Fresh => None,
            CellState::Stale => Some(&labels.stale_cell),
            CellState::Unrun => Some(&labels.unrun_cell),
        };
        let state = state.map(|text| outputs::note(text)).unwrap_or_default();
        let shown = fenced(&cell.source.page());
        let parts = match &cell.role {
            Role::Exercise { name } => {
                let solution = fold(
                    "notebook-solution",
                    &labels.solution,
                    &[fenced(&cell.source.page_solution())],
                );
                vec![shown, solution, self.mistakes(name), state, outputs]
            }
            Role::Answer { .. } => vec![fold(
                "notebook-computed",
                &labels.computed,
                &[shown, state, outputs],
            )],
            Role::Check { .. } => vec![fold(
                "notebook-check",
                &labels.check,
                &[shown, state, outputs],
            )],
            _ if cell.folded => vec![
                fold("notebook-code", &labels.code, &[shown]),
                state,
                outputs,
            ],
            _ => vec![shown, state, outputs],
        };
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }

    /// What makes ids of this page different from those of others.
    fn stem(&self) -> String {
        let name = self.page.name();
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        name.chars().map(plain).collect()
    }

    /// What a source says, closed at first.
    fn source(&self, note: &SourceNote) -> String {
        let labels = self.settings.labels();
        let title = note.title.iter().map(|title| format!(": {title}"));
        let title: String = std::iter::once(labels.source.clone())
            .chain(title)
            .collect();
        let mut parts = vec![unquoted(&self.prose(note.body.clone()))];
        if !note.rows.is_empty() {
            let links = rows::links(self.page, note, self.settings.source_link());
            parts.push(format!("{}: {links}", labels.rows));
        }
        fold("notebook-source", &title, &parts)
    }

    /// An exercise's wrong answers, each with what is wrong with it.
    fn mistakes(&self, exercise: &str) -> String {
        let wrong = self.page.wrong.iter();
        let wrong = wrong.filter(|wrong| wrong.mistake.exercise == exercise);
        let parts = wrong.map(|wrong| {
            let because = escape::escape(&wrong.mistake.because);
            format!("<p>{because}</p>\n\n{}", fenced(&wrong.source.page()))
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            return String::new();
        }
        fold(
            "notebook-mistakes",
            &self.settings.labels().mistakes,
            &parts,
        )
    }

    fn problem(&self, file: &str) -> Option<Problem> {
        let (line, message) = match &self.freshness {
            Freshness::Fresh => {
                let cell = &self.page.cells[self.cut?];
                let message = format!(
                    "cell `{}` prints more than a page takes, so its outputs are cut",
                    cell.id
                );
                (cell.line, message)
            }
            Freshness::Missing => {
                let path = notebook_path(&self.settings.output.directory, &self.page.path);
                let message = format!(
                    "its notebook {} is missing or has not been run",
                    path.display()
                );
                (self.page.cells.first()?.line, message)
            }
            Freshness::Stale { line, why } => (*line, format!("its notebook is stale: {why}")),
        };
        Some(Problem {
            file: file.to_owned(),
            line,
            message,
        })
    }
}

/// mdBook shows a `rust` fence as one of its own, hidden lines included; without a playground there is nothing to run.
fn fenced(code: &str) -> String {
    let ticks = code.lines().map(|line| {
        let line = line.trim_start();
        line.chars().take_while(|c| *c == '`').count()
    });
    let fence = "`".repeat(ticks.max().unwrap_or_default().max(2) + 1);
    format!("{fence}rust,noplayground\n{code}\n{fence}")
}

fn style(source: &str) -> String {
    format!("<style>\n{}\n</style>", squeezed(source))
}

fn script(source: &str) -> String {
    format!("<script>\n{}\n</script>", squeezed(source))
}

/// Without comments and blank lines: a file of ours inside somebody's page should be short.
fn squeezed(source: &str) -> String {
    let mut lines = Vec::new();
    let mut comment = false;
    for line in source.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        if !comment && !line.is_empty() && !line.starts_with("//") {
            lines.push(line);
        }
        comment &= !line.ends_with("*/");
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests;
