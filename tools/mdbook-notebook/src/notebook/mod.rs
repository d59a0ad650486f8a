//! The renderer: chapters with cells become notebooks.

mod build;
mod disk;
mod format;
mod library;
mod prose;

pub use build::Version;
pub use disk::{CellOnDisk, OnDisk};
pub use format::{METADATA, hash, joined};
pub use library::Library;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use mdbook_renderer::RenderContext;

use crate::book::pages;
use crate::config::Settings;
use crate::page::Page;
use crate::problem::say;

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

#[cfg(test)]
mod tests;
