//! What `book.toml` says. The tables are described in `README.md`.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use mdbook_preprocessor::config::Config;
use serde::Deserialize;

use crate::labels::Labels;
use crate::page::Setting;

/// The environment variable that makes a missing or stale notebook an error, as `strict = true` does.
pub const STRICT: &str = "MDBOOK_NOTEBOOK_STRICT";

/// `[output.notebook]`: where notebooks are and which kernel runs them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Output {
    /// The notebooks' folder, relative to the book's root.
    pub directory: PathBuf,
    /// Where notebooks with the solutions in place go, if anywhere.
    pub solved_directory: Option<PathBuf>,
    /// Which kernel runs them.
    pub kernel: Kernel,
    // mdBook's own keys, which share the table.
    command: Option<String>,
    optional: Option<bool>,
}

impl Default for Output {
    fn default() -> Self {
        Output {
            directory: "notebooks".into(),
            solved_directory: None,
            kernel: Kernel::default(),
            command: None,
            optional: None,
        }
    }
}

/// A Jupyter kernel specification.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Kernel {
    /// The name it is installed under.
    pub name: String,
    /// The name Jupyter shows.
    pub display_name: String,
    /// Its language.
    pub language: String,
}

impl Default for Kernel {
    fn default() -> Self {
        Kernel {
            name: "rust".into(),
            display_name: "Rust".into(),
            language: "rust".into(),
        }
    }
}

/// `[preprocessor.notebook]`: how pages and tests are made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Preprocessor {
    /// Whether a missing or stale notebook is an error.
    pub strict: bool,
    /// Crates that every test links.
    pub extern_crates: Vec<String>,
    /// Where source notes lead, with `{id}` for their rows: a page of the book, relative to its sources.
    pub source_link: Option<String>,
    /// Every word that a reader sees.
    pub labels: Labels,
    // mdBook's own keys, which share the table.
    command: Option<String>,
    optional: Option<bool>,
    renderers: Option<Vec<String>>,
    before: Option<Vec<String>>,
    after: Option<Vec<String>>,
}

/// The book as this tool sees it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The book's root on disk.
    pub root: PathBuf,
    /// The folder of its sources on disk.
    pub source: PathBuf,
    /// That folder as messages name it.
    pub shown: String,
    /// Notebooks and kernel.
    pub output: Output,
    /// Pages and tests.
    pub preprocessor: Preprocessor,
}

impl Settings {
    /// Reads both tables of a book's configuration.
    ///
    /// # Errors
    /// An unknown key or a value of the wrong type, as mdBook words it.
    pub fn new(root: &Path, config: &Config) -> Result<Settings> {
        let name = root.file_name().map(|name| name.to_string_lossy());
        let folder = config.book.src.display();
        let mut preprocessor: Preprocessor =
            config.get("preprocessor.notebook")?.unwrap_or_default();
        preprocessor.strict |= std::env::var(STRICT).is_ok_and(|value| is_yes(&value));
        Ok(Settings {
            source: plain(&root.join(&config.book.src)),
            shown: name.map_or_else(|| folder.to_string(), |name| format!("{name}/{folder}")),
            output: config.get("output.notebook")?.unwrap_or_default(),
            root: root.to_owned(),
            preprocessor,
        })
    }

    /// Where the learner's notebooks are.
    pub fn directory(&self) -> PathBuf {
        plain(&self.root.join(&self.output.directory))
    }

    /// Where the solved notebooks go, if anywhere.
    pub fn solved_directory(&self) -> Option<PathBuf> {
        let solved = self.output.solved_directory.as_ref()?;
        Some(plain(&self.root.join(solved)))
    }

    /// Where source notes lead, if anywhere.
    pub fn source_link(&self) -> Option<&str> {
        self.preprocessor.source_link.as_deref()
    }

    /// Every word that a reader sees.
    pub fn labels(&self) -> &Labels {
        &self.preprocessor.labels
    }

    /// What reading a page needs.
    pub fn setting(&self) -> Setting<'_> {
        Setting {
            shown: &self.shown,
            folder: &self.source,
            figure: &self.labels().figure,
        }
    }
}

fn is_yes(value: &str) -> bool {
    !matches!(value, "" | "0" | "false" | "no")
}

/// A path without `.` and, as far as names go, without `..`.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(toml: &str) -> Result<Settings> {
        Settings::new(Path::new("/home/someone/book"), &toml.parse::<Config>()?)
    }

    #[test]
    fn an_empty_book_has_defaults() {
        let settings = settings("").unwrap();
        assert_eq!(
            settings.directory(),
            Path::new("/home/someone/book/notebooks")
        );
        assert_eq!(settings.solved_directory(), None);
        assert_eq!(settings.shown, "book/src");
        assert_eq!(settings.output.kernel.name, "rust");
    }

    #[test]
    fn both_tables_are_read_beside_mdbooks_own_keys() {
        let settings = settings(
            r#"
            [output.notebook]
            command = "mdbook-notebook render"
            directory = "../notebooks"
            solved-directory = "../target/solved"
            kernel = { name = "evcxr", display-name = "Evcxr" }
            [preprocessor.notebook]
            command = "mdbook-notebook preprocess"
            after = ["links"]
            strict = true
            extern-crates = ["mylib"]
            labels = { solution = "Lösung" }
            "#,
        )
        .unwrap();
        assert_eq!(settings.directory(), Path::new("/home/someone/notebooks"));
        let solved = settings.solved_directory().unwrap();
        assert_eq!(solved, Path::new("/home/someone/target/solved"));
        assert_eq!(settings.output.kernel.name, "evcxr");
        assert_eq!(settings.output.kernel.language, "rust");
        assert!(settings.preprocessor.strict);
        assert_eq!(settings.labels().solution, "Lösung");
        assert_eq!(settings.labels().check, "Check");
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        let error = settings("[output.notebook]\ndirectroy = \"x\"").unwrap_err();
        assert!(format!("{error:#}").contains("directroy"), "{error:#}");
    }
}
