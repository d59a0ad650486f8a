//! The renderer: chapters with cells become notebooks.

mod build;
mod disk;
mod prose;

pub use build::{Library, Version};
pub use disk::{CellOnDisk, OnDisk};

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use mdbook_renderer::RenderContext;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::config::Settings;
use crate::page::Page;
use crate::{pages, say};

/// The key of this tool's part of a notebook's metadata.
pub const METADATA: &str = "mdbook_notebook";

/// Writes every notebook of the book.
///
/// # Errors
/// Malformed pages, and files that cannot be written.
pub fn render(context: &RenderContext) -> Result<()> {
    let settings = Settings::new(&context.root, &context.config)?;
    let pages = pages(&context.book, &settings)?;
    let mut targets = vec![(settings.directory(), Version::Learner)];
    targets.extend(
        settings
            .solved_directory()
            .map(|dir| (dir, Version::Solved)),
    );
    for (directory, version) in targets {
        let library = Library::new(&pages, &settings, &directory);
        for page in pages.iter().filter(|page| !page.cells.is_empty()) {
            let fresh = build::notebook(page, version, &library, &settings);
            let path = notebook_path(&directory, &page.path);
            disk::write(&path, fresh, version)?;
        }
    }
    report_orphans(&settings.directory(), &pages);
    Ok(())
}

/// Where a page's notebook is.
pub fn notebook_path(directory: &Path, page: &Path) -> std::path::PathBuf {
    directory.join(page).with_extension("ipynb")
}

/// A notebook whose page is gone would otherwise stay unnoticed for ever.
fn report_orphans(directory: &Path, pages: &[Page]) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    let known: BTreeMap<String, bool> = pages
        .iter()
        .map(|page| (page.name(), !page.cells.is_empty()))
        .collect();
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is_notebook = path
            .extension()
            .is_some_and(|extension| extension == "ipynb");
        let aside = path.to_string_lossy().contains(disk::YOURS);
        if !is_notebook || aside {
            continue;
        }
        if let Ok(Some(on_disk)) = OnDisk::read(&path)
            && let Some(page) = on_disk.ours("page")
            && known.get(page) != Some(&true)
        {
            say(&format!(
                "{}: its page {page} is no longer in the book or has no cells",
                path.display()
            ));
        }
    }
}

/// The hex SHA-256 of some texts joined by a NUL: of the code cells' sources, it names what a notebook runs.
pub fn hash<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut sha = Sha256::new();
    for (index, text) in texts.enumerate() {
        if index > 0 {
            sha.update([0]);
        }
        sha.update(text.as_bytes());
    }
    sha.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The hash of the code that a page's notebook holds.
pub fn page_hash(page: &Page, version: Version) -> String {
    let sources: Vec<String> = page
        .cells
        .iter()
        .map(|cell| build::cell_source(cell, version))
        .collect();
    hash(sources.iter().map(String::as_str))
}

/// Text that nbformat keeps as a string or as a list of lines.
pub fn joined(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
