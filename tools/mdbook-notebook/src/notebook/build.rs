//! From a page to a notebook without outputs.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::format::{METADATA, content_hash, hash, lines};
use super::library::Library;
use super::prose;
use crate::config::Settings;
use crate::fence::Role;
use crate::page::{Block, Cell, Heading, Page, Question};
use crate::quiz;

/// Which of the two notebooks of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// With stubs.
    Learner,
    /// With solutions.
    Solved,
}

/// What a cell holds in one of the two notebooks.
pub(super) fn cell_source(cell: &Cell, version: Version) -> String {
    match version {
        Version::Learner => cell.source.learner(),
        Version::Solved => cell.source.solved(),
    }
}

/// The page as a notebook, as nbformat 4.5 has it.
pub(super) fn notebook(
    page: &Page,
    version: Version,
    library: &Library<'_>,
    settings: &Settings,
) -> Value {
    let mut cells = Vec::new();
    let mut code = Vec::new();
    let mut prose = Prose::new(page);
    let edits = prose::edits(page, library, settings.labels());
    for block in &page.blocks {
        match block {
            Block::Prose(range) => {
                let mut from = range.start;
                let splits = page
                    .headings
                    .iter()
                    .filter(|heading| heading.level <= 3 && range.contains(&heading.start));
                for heading in splits {
                    prose.push(&prose::apply(&page.text, from..heading.start, &edits));
                    prose.flush(&mut cells);
                    prose.enter(heading);
                    from = heading.start;
                }
                prose.push(&prose::apply(&page.text, from..range.end, &edits));
            }
            Block::Caption {
                range,
                text,
                number,
            } => {
                let start = range.end - text.len();
                let text = prose::apply(&page.text, start..range.end, &edits);
                prose.push(&prose::caption(&settings.labels().figure, number, &text));
            }
            // Only a check should ever read it.
            Block::Wrong(_) => {}
            Block::Cell(index) => {
                prose.flush(&mut cells);
                let cell = &page.cells[*index];
                let source = cell_source(cell, version);
                cells.push(code_cell(&cell.id, metadata(cell), &source));
                code.push(source);
            }
            Block::Question(index) => {
                let question = &page.questions[*index];
                prose.push(&prose::question(page, question, &edits, settings.labels()));
                prose.flush(&mut cells);
                let sources = quiz::cells(page, question, settings.labels());
                let folded = json!({"jupyter": {"source_hidden": true}});
                let metadata = [folded, json!({})];
                for ((id, source), metadata) in question.ids().iter().zip(sources).zip(metadata) {
                    cells.push(code_cell(id, metadata, &source));
                    code.push(source);
                }
            }
            Block::Source(index) => {
                let note = &page.notes[*index];
                prose.push(&prose::note(page, note, &edits, library, settings));
            }
        }
    }
    prose.flush(&mut cells);
    let kernel = &settings.output.kernel;
    let content = content_hash(&cells);
    json!({
        "cells": cells,
        "metadata": {
            "kernelspec": {
                "display_name": kernel.display_name,
                "language": kernel.language,
                "name": kernel.name,
            },
            "language_info": {"file_extension": ".rs", "mimetype": "text/rust", "name": kernel.language},
            METADATA: {
                "content": content,
                "generated": hash(code.iter().map(String::as_str)),
                "page": page.name(),
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    })
}

fn code_cell(id: &str, metadata: Value, source: &str) -> Value {
    json!({
        "cell_type": "code",
        "execution_count": null,
        "id": id,
        "metadata": metadata,
        "outputs": [],
        "source": lines(source),
    })
}

/// The metadata of a code cell: what a grader, JupyterLab and a program that compares outputs read.
fn metadata(cell: &Cell) -> Value {
    let mut metadata = Map::new();
    if let Some(grade_id) = &cell.grade_id {
        let points = match &cell.role {
            Role::Check { points, .. } => Some(*points),
            _ => None,
        };
        metadata.insert("nbgrader".into(), nbgrader(grade_id, points));
    }
    match &cell.role {
        Role::Fails | Role::CompileFail => {
            metadata.insert("tags".into(), json!(["raises-exception"]));
        }
        // What answers a question is a click away, not in sight.
        Role::Answer { .. } => {
            let hidden = json!({"outputs_hidden": true, "source_hidden": true});
            metadata.insert("jupyter".into(), hidden);
        }
        _ if cell.folded => {
            metadata.insert("jupyter".into(), json!({"source_hidden": true}));
        }
        _ => {}
    }
    let mut ours = Map::new();
    if let Some(floor) = cell
        .floor
        .as_ref()
        .and_then(|size| size.parse::<f64>().ok())
    {
        ours.insert("floor".into(), json!(floor));
    }
    if let Some(path) = &cell.needs {
        ours.insert("needs".into(), json!(path));
    }
    if !ours.is_empty() {
        metadata.insert(METADATA.into(), Value::Object(ours));
    }
    Value::Object(metadata)
}

fn nbgrader(grade_id: &str, points: Option<u32>) -> Value {
    let mut nbgrader = json!({
        "grade": points.is_some(),
        "grade_id": grade_id,
        "locked": points.is_some(),
        "schema_version": 3,
        "solution": points.is_none(),
        "task": false,
    });
    if let Some(points) = points {
        nbgrader["points"] = points.into();
    }
    nbgrader
}

/// Gathers Markdown for the next Markdown cell, and names the cell.
struct Prose {
    text: Vec<String>,
    section: String,
    taken: HashSet<String>,
}

impl Prose {
    fn new(page: &Page) -> Prose {
        Prose {
            text: Vec::new(),
            section: "start".into(),
            taken: {
                let made = page.questions.iter().flat_map(Question::ids);
                page.cells
                    .iter()
                    .map(|cell| cell.id.clone())
                    .chain(made)
                    .collect()
            },
        }
    }

    fn enter(&mut self, heading: &Heading) {
        self.section = crate::page::slug(&heading.text);
    }

    fn push(&mut self, text: &str) {
        let text = text.trim_matches('\n').trim_end();
        if !text.is_empty() {
            self.text.push(text.to_owned());
        }
    }

    fn flush(&mut self, cells: &mut Vec<Value>) {
        if self.text.is_empty() {
            return;
        }
        let source = std::mem::take(&mut self.text).join("\n\n");
        let stem = format!("text-{}", self.section);
        let ids = (1..).map(|n| format!("{stem}-{n}"));
        let mut free = ids.filter(|id| self.taken.insert(id.clone()));
        cells.push(json!({
            "cell_type": "markdown",
            "id": free.next(),
            "metadata": {},
            "source": lines(&source),
        }));
    }
}
