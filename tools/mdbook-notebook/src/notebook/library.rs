//! The notebooks of a book as their links see them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::page::{Heading, Page};

/// What links between notebooks need to know of the whole book.
#[derive(Debug)]
pub struct Library<'a> {
    /// The headings of each page that has a notebook.
    pub(super) notebooks: BTreeMap<PathBuf, &'a [Heading]>,
    /// The folder of the pages' sources.
    pub(super) source: PathBuf,
    /// The folder of the notebooks.
    pub(super) directory: PathBuf,
}

impl<'a> Library<'a> {
    /// The notebooks that a book has in one folder.
    pub fn new(pages: &'a [Page], settings: &Settings, directory: &Path) -> Library<'a> {
        let with_cells = pages.iter().filter(|page| !page.cells.is_empty());
        Library {
            notebooks: with_cells
                .map(|page| (page.path.clone(), page.headings.as_slice()))
                .collect(),
            source: settings.source.clone(),
            directory: directory.to_owned(),
        }
    }
}
