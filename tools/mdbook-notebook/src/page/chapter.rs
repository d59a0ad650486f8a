//! Pages from mdBook's chapters.

use std::path::Path;

use mdbook_preprocessor::book::Chapter;

use super::{Page, Setting, Unread, problem};
use crate::problem::{Problem, Problems};

impl Setting<'_> {
    /// A chapter's file as messages name it, like `book/src/01-start.md`.
    pub fn file(&self, chapter: &Chapter) -> String {
        self.named(source(chapter))
    }
}

fn source(chapter: &Chapter) -> &Path {
    let path = chapter.source_path.as_deref().or(chapter.path.as_deref());
    path.unwrap_or(Path::new(""))
}

impl Page {
    /// Reads a chapter.
    ///
    /// # Errors
    /// Every malformed fence, with file and line.
    pub fn parse(chapter: &Chapter, setting: Setting<'_>) -> Result<Page, Problems> {
        let number = chapter.number.as_ref().map(|number| {
            let parts: Vec<String> = number.iter().map(u32::to_string).collect();
            parts.join(".")
        });
        let unread = Unread {
            text: chapter.content.clone(),
            number,
            path: chapter.path.clone().unwrap_or_default(),
            source: source(chapter),
        };
        Page::of(unread, setting)
    }

    /// Something wrong with a line of it, named by the line as its writer has it.
    pub(crate) fn problem(
        &self,
        chapter: &Chapter,
        setting: Setting<'_>,
        line: usize,
        message: &str,
    ) -> Problem {
        problem(&self.text, source(chapter), setting, line, message)
    }
}
