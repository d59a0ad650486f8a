//! One Markdown source, three products: an mdBook page with its cells' outputs, a Jupyter notebook, and a doctest.
//!
//! The binary has two commands, named in `book.toml`: `render` is mdBook's renderer `[output.notebook]`, and
//! `preprocess` is its preprocessor `[preprocessor.notebook]`, which makes pages for `html` and doctests for `test`.
//! `README.md` has the authoring grammar and the configuration.

use std::io::{Read, Write};

use anyhow::{Error, Result};
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::{PreprocessorContext, parse_input};
use mdbook_renderer::RenderContext;

pub mod config;
pub mod doctest;
pub mod fence;
pub mod html;
mod info;
pub mod notebook;
pub mod page;
pub mod problem;
pub mod source;

use config::Settings;
use page::Page;
use problem::Problems;

/// How the program is called.
const USAGE: &str = "usage: mdbook-notebook render | preprocess | preprocess supports RENDERER\n\
    mdBook calls it as book.toml says; see the README of mdbook-notebook.";

/// Runs one of the roles. The exit code is the answer to mdBook: 0 for yes and for success.
///
/// # Errors
/// Whatever keeps the role from its work, in words for the book's writer.
pub fn run(arguments: &[String], input: impl Read, output: impl Write) -> Result<u8> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["render"] => {
            notebook::render(&RenderContext::from_json(input)?)?;
            Ok(0)
        }
        ["preprocess"] => {
            let (context, book) = parse_input(input)?;
            serde_json::to_writer(output, &preprocess(&context, book)?)?;
            Ok(0)
        }
        ["preprocess", "supports", renderer] => Ok(u8::from(!matches!(renderer, "html" | "test"))),
        _ => Err(Error::msg(USAGE)),
    }
}

/// The book for `html` or `test`; for any other renderer it stays as it is.
///
/// # Errors
/// Malformed pages, and in strict mode notebooks that are missing or stale.
pub fn preprocess(context: &PreprocessorContext, mut book: Book) -> Result<Book> {
    let settings = Settings::new(&context.root, &context.config)?;
    match context.renderer.as_str() {
        "html" => {
            let mut amiss = Vec::new();
            rewrite(&mut book, &settings, |page, chapter| {
                let woven = html::weave(page, &settings, &settings.setting().file(chapter));
                amiss.extend(woven.problem);
                woven.content
            })?;
            if settings.preprocessor.strict && !amiss.is_empty() {
                return Err(Problems(amiss).into());
            }
            for problem in amiss {
                say(&problem.to_string());
            }
        }
        "test" => {
            let crates = &settings.preprocessor.extern_crates;
            rewrite(&mut book, &settings, |page, chapter| {
                doctest::weave(page, &settings.setting().file(chapter), crates)
            })?;
        }
        _ => {}
    }
    Ok(book)
}

/// Reads every page of the book that is not a draft.
///
/// # Errors
/// All malformed pages together.
pub fn pages(book: &Book, settings: &Settings) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    let mut problems = Vec::new();
    for chapter in book.chapters() {
        match Page::parse(chapter, settings.setting()) {
            Ok(page) => pages.push(page),
            Err(Problems(wrong)) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok(pages)
    } else {
        Err(Problems(problems).into())
    }
}

/// Gives every chapter new content, or none if one of them is malformed.
fn rewrite(
    book: &mut Book,
    settings: &Settings,
    mut content: impl FnMut(&Page, &Chapter) -> String,
) -> Result<()> {
    let pages = pages(book, settings)?;
    let contents: Vec<String> = book
        .chapters()
        .zip(&pages)
        .map(|(chapter, page)| content(page, chapter))
        .collect();
    let mut contents = contents.into_iter();
    fill(&mut book.items, &mut contents);
    Ok(())
}

/// In reading order, as [`Book::chapters`] goes; mdBook's own mutable walk visits a chapter's children before it.
fn fill(items: &mut [BookItem], contents: &mut impl Iterator<Item = String>) {
    for item in items {
        let BookItem::Chapter(chapter) = item else {
            continue;
        };
        if !chapter.is_draft_chapter()
            && let Some(content) = contents.next()
        {
            chapter.content = content;
        }
        fill(&mut chapter.sub_items, contents);
    }
}

/// Tells the writer something that is no error.
fn say(message: &str) {
    eprintln!("mdbook-notebook: {message}");
}
