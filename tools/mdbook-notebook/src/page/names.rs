//! The ids of cells and headings.

use std::collections::HashSet;

/// A heading as the stem of cell ids, which are ASCII.
pub(crate) fn slug(heading: &str) -> String {
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
pub(super) fn anchor(heading: &str) -> String {
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

pub(super) fn unique(anchor: &str, seen: &mut HashSet<String>) -> String {
    let numbered = (1..).map(|n| format!("{anchor}-{n}"));
    let mut candidates = std::iter::once(anchor.to_owned()).chain(numbered);
    let free = candidates.find(|candidate| seen.insert(candidate.clone()));
    free.unwrap_or_default()
}
