//! The book's chapters, read all together and given new content.

use std::path::Path;

use anyhow::Result;
use mdbook_preprocessor::book::{Book, BookItem, Chapter};

use crate::config::Settings;
use crate::page::Page;
use crate::problem::Problems;
use crate::rows;

/// Reads every page of the book that is not a draft.
///
/// # Errors
/// All malformed pages together.
pub fn pages(book: &Book, settings: &Settings) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    let mut chapters = Vec::new();
    let mut problems = Vec::new();
    for chapter in book.chapters() {
        match Page::parse(chapter, settings.setting()) {
            Ok(page) => {
                pages.push(page);
                chapters.push(chapter);
            }
            Err(Problems(wrong)) => problems.extend(wrong),
        }
    }
    if let Some(pattern) = settings.source_link().filter(|_| problems.is_empty()) {
        let named = |path: &Path| pages.iter().find(|page| page.path == path);
        for (page, chapter) in pages.iter().zip(chapters) {
            for note in &page.notes {
                let amiss = rows::amiss(note, pattern, named).into_iter();
                let setting = settings.setting();
                problems.extend(amiss.map(|m| page.problem(chapter, setting, note.line, &m)));
            }
        }
    }
    if problems.is_empty() {
        Ok(pages)
    } else {
        Err(Problems(problems).into())
    }
}

/// Gives every chapter new content, or none if one of them is malformed.
pub(crate) fn rewrite(
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
