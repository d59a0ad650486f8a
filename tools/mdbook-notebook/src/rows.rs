//! Where source notes lead: the pattern `source-link` and the pages that it names.

use std::path::{Component, Path, PathBuf};

use crate::page::{Page, SourceNote};

/// A note's rows as links from its page, separated by commas; without a pattern they are only named.
pub(crate) fn links(page: &Page, note: &SourceNote, pattern: Option<&str>) -> String {
    let depth = page.path.components().count().saturating_sub(1);
    let up = "../".repeat(depth);
    let rows: Vec<String> = note
        .rows
        .iter()
        .map(|row| match pattern {
            Some(pattern) => format!("[{row}]({up}{})", pattern.replace("{id}", row)),
            None => row.clone(),
        })
        .collect();
    rows.join(", ")
}

/// What is wrong with a note's rows. `content` gives the text of a page of the book.
pub(crate) fn amiss<'a>(
    note: &SourceNote,
    pattern: &str,
    content: impl Fn(&Path) -> Option<&'a Page>,
) -> Vec<String> {
    if note.rows.is_empty() {
        return vec!["a source note names its row: `[!SOURCE] ROW`".to_owned()];
    }
    let missing = note.rows.iter().filter_map(|row| {
        let target = pattern.replace("{id}", row);
        let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
        let Some(page) = content(&clean(path)) else {
            return Some(format!("source note: there is no page {path} in the book"));
        };
        (!anchor.is_empty() && !has_anchor(page, anchor))
            .then(|| format!("source note: {path} has no row `{anchor}`"))
    });
    missing.collect()
}

fn has_anchor(page: &Page, anchor: &str) -> bool {
    let tags = ["id", "name"].map(|key| format!("{key}=\"{anchor}\""));
    tags.iter().any(|tag| page.text.contains(tag.as_str()))
        || page.headings.iter().any(|heading| heading.anchor == anchor)
}

fn clean(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    parts.filter(|part| *part != Component::CurDir).collect()
}
