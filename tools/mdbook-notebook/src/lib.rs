//! One Markdown source, three products: an mdBook page with its cells' outputs, a Jupyter notebook, and a doctest.
//!
//! [`NotebookPreprocessor`] makes pages for `html` and doctests for `test`; [`NotebookRenderer`] writes the notebooks. The
//! binary serves mdBook with both: `preprocess` and `render`, as `book.toml` names them. `README.md` has the authoring
//! grammar and the configuration.
//!
//! Without the feature `mdbook`, which is on by default, there is only what reads [pages](page): for tests of a book's exercises.

#[cfg(feature = "mdbook")]
pub mod book;
#[cfg(feature = "mdbook")]
pub mod config;
#[cfg(feature = "mdbook")]
pub mod doctest;
pub mod fence;
#[cfg(feature = "mdbook")]
pub mod html;
mod info;
#[cfg(feature = "mdbook")]
pub mod labels;
#[cfg(feature = "mdbook")]
pub mod notebook;
pub mod page;
#[cfg(feature = "mdbook")]
mod plugin;
pub mod problem;
#[cfg(feature = "mdbook")]
mod program;
#[cfg(feature = "mdbook")]
mod quiz;
#[cfg(feature = "mdbook")]
mod rows;
pub mod source;

#[cfg(feature = "mdbook")]
pub use plugin::{NotebookPreprocessor, NotebookRenderer};
#[cfg(feature = "mdbook")]
pub use program::run;
