//! What mdBook knows of this tool.

use anyhow::Result;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_renderer::{RenderContext, Renderer};

use crate::book::rewrite;
use crate::config::Settings;
use crate::problem::{Problems, say};
use crate::{doctest, html, notebook};

/// The preprocessor `notebook`: pages for `html`, doctests for `test`.
#[derive(Debug, Clone, Copy, Default)]
pub struct NotebookPreprocessor;

impl Preprocessor for NotebookPreprocessor {
    fn name(&self) -> &str {
        "notebook"
    }

    /// The book for `html` or `test`; for any other renderer it stays as it is.
    ///
    /// # Errors
    /// Malformed pages, and in strict mode notebooks that are missing or stale.
    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let settings = Settings::new(&context.root, &context.config)?;
        match context.renderer.as_str() {
            "html" => pages(&mut book, &settings)?,
            "test" => {
                let crates = &settings.preprocessor.extern_crates;
                rewrite(&mut book, &settings, |page, chapter| {
                    let file = settings.setting().file(chapter);
                    doctest::weave(page, &file, crates, settings.labels())
                })?;
            }
            _ => {}
        }
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(matches!(renderer, "html" | "test"))
    }
}

fn pages(book: &mut Book, settings: &Settings) -> Result<()> {
    let mut amiss = Vec::new();
    rewrite(book, settings, |page, chapter| {
        let woven = html::weave(page, settings, &settings.setting().file(chapter));
        amiss.extend(woven.problem);
        woven.content
    })?;
    if settings.preprocessor.strict && !amiss.is_empty() {
        return Err(Problems(amiss).into());
    }
    for problem in amiss {
        say(&problem.to_string());
    }
    Ok(())
}

/// The renderer `notebook`: chapters with cells become notebooks.
#[derive(Debug, Clone, Copy, Default)]
pub struct NotebookRenderer;

impl Renderer for NotebookRenderer {
    fn name(&self) -> &str {
        "notebook"
    }

    fn render(&self, context: &RenderContext) -> Result<()> {
        notebook::render(context)
    }
}
