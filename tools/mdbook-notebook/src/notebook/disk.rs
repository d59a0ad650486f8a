//! Notebooks on disk: what is kept of them, and when they are written.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Serialize as _;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use super::build::Version;
use super::format::{METADATA, content_hash, hash, joined};
use crate::problem::say;

/// In the name of a notebook that was moved aside.
pub(super) const YOURS: &str = ".yours-";

/// Cell metadata that this tool decides; anything else on disk is kept.
const OURS: [&str; 4] = ["jupyter", METADATA, "nbgrader", "tags"];

/// A notebook found on disk.
#[derive(Debug, Clone)]
pub struct OnDisk(Value);

/// A code cell found on disk.
#[derive(Debug, Clone, Copy)]
pub struct CellOnDisk<'a>(&'a Value);

impl<'a> CellOnDisk<'a> {
    /// Its id.
    pub fn id(self) -> &'a str {
        self.0["id"].as_str().unwrap_or_default()
    }

    /// Its code.
    pub fn source(self) -> String {
        joined(&self.0["source"])
    }

    /// Its outputs, as nbformat has them.
    pub fn outputs(self) -> &'a [Value] {
        self.0["outputs"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether a kernel has run it.
    pub fn has_run(self) -> bool {
        !self.outputs().is_empty() || !self.0["execution_count"].is_null()
    }
}

impl OnDisk {
    /// Reads a notebook, if there is one.
    ///
    /// # Errors
    /// The file cannot be read, or is no notebook.
    pub fn read(path: &Path) -> Result<Option<OnDisk>> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        let value = serde_json::from_str(&text)
            .with_context(|| format!("{} is not a notebook", path.display()))?;
        Ok(Some(OnDisk(value)))
    }

    /// A text of this tool's metadata, like `executed`.
    pub fn ours(&self, key: &str) -> Option<&str> {
        self.0["metadata"][METADATA][key].as_str()
    }

    /// The code cells in order.
    pub fn code(&self) -> impl Iterator<Item = CellOnDisk<'_>> {
        let code = self.cells().iter();
        code.filter(|cell| cell["cell_type"] == "code")
            .map(CellOnDisk)
    }

    /// The ids of cells whose outputs somebody has removed since they ran: `printed` names those that had some, and without
    /// it every cell that ran has a number.
    pub fn lost(&self) -> Vec<&str> {
        let printed = self.0["metadata"][METADATA]["printed"].as_array();
        let printed: Option<Vec<&str>> =
            printed.map(|ids| ids.iter().filter_map(Value::as_str).collect());
        let is_lost = |cell: &CellOnDisk<'_>| match &printed {
            Some(printed) => cell.outputs().is_empty() && printed.contains(&cell.id()),
            None => !cell.has_run() && !cell.source().trim().is_empty(),
        };
        self.code().filter(is_lost).map(CellOnDisk::id).collect()
    }

    fn cells(&self) -> &[Value] {
        self.0["cells"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether somebody has changed prose or code since this tool wrote it.
    fn is_edited(&self) -> bool {
        if let Some(content) = self.ours("content") {
            return content != content_hash(self.cells());
        }
        self.ours("generated") != Some(&self.hash())
    }

    /// The hash of the code that it holds.
    pub fn hash(&self) -> String {
        let sources: Vec<String> = self.code().map(CellOnDisk::source).collect();
        hash(sources.iter().map(String::as_str))
    }
}

/// Writes a notebook where it differs from what is there. Outputs of unchanged cells stay, and so does whatever a reader wrote.
pub(super) fn write(path: &Path, fresh: Value, version: Version) -> Result<()> {
    let found = match OnDisk::read(path) {
        Ok(found) => found,
        // Half a merge, say: it is somebody's work all the same.
        Err(error) if path.is_file() => {
            say(&format!("{error:#}"));
            move_aside(path)?;
            None
        }
        Err(error) => return Err(error),
    };
    let Some(found) = found else {
        return save(path, &fresh);
    };
    if version == Version::Learner && found.is_edited() {
        let content = fresh["metadata"][METADATA]["content"].as_str();
        if found.ours("content") == content {
            return Ok(());
        }
        move_aside(path)?;
        return save(path, &merged(fresh, &found));
    }
    let merged = merged(fresh, &found);
    if normal(&merged) == normal(&found.0) {
        return Ok(());
    }
    save(path, &merged)
}

/// The fresh notebook with what a kernel and JupyterLab added to the one on disk.
fn merged(mut fresh: Value, found: &OnDisk) -> Value {
    if let Some(cells) = fresh["cells"].as_array_mut() {
        for cell in cells {
            let same = found.cells().iter().find(|old| {
                old["id"] == cell["id"]
                    && old["cell_type"] == cell["cell_type"]
                    && joined(&old["source"]) == joined(&cell["source"])
            });
            let Some(old) = same else { continue };
            if cell["cell_type"] == "code" {
                cell["outputs"] = old["outputs"].clone();
                cell["execution_count"] = old["execution_count"].clone();
            }
            let kept = old["metadata"].as_object().into_iter().flatten();
            for (key, value) in kept.filter(|(key, _)| !OURS.contains(&key.as_str())) {
                cell["metadata"][key] = value.clone();
            }
        }
    }
    let kept = found.0["metadata"].as_object().into_iter().flatten();
    for (key, value) in kept {
        if key != METADATA && key != "kernelspec" {
            fresh["metadata"][key] = value.clone();
        }
    }
    for key in ["executed", "printed"] {
        if let Some(told) = found.0["metadata"][METADATA].get(key) {
            fresh["metadata"][METADATA][key] = told.clone();
        }
    }
    fresh
}

/// A notebook with every source as one string: how it is cut into lines says nothing.
fn normal(notebook: &Value) -> Value {
    let mut notebook = notebook.clone();
    if let Some(cells) = notebook["cells"].as_array_mut() {
        for cell in cells {
            cell["source"] = joined(&cell["source"]).into();
        }
    }
    notebook
}

fn move_aside(path: &Path) -> Result<()> {
    let aside = (1..)
        .map(|n: u32| path.with_extension(format!("{}{n}.ipynb", &YOURS[1..])))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| PathBuf::from(path));
    fs::rename(path, &aside).with_context(|| path.display().to_string())?;
    say(&format!(
        "{} has your changes and its page has changed too: your notebook is now {}",
        path.display(),
        aside.display()
    ));
    Ok(())
}

fn save(path: &Path, notebook: &Value) -> Result<()> {
    let context = || format!("cannot write {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(context)?;
    // A reader never sees half a notebook.
    let draft = path.with_extension("ipynb.new");
    let mut file = fs::File::create(&draft).with_context(context)?;
    file.write_all(&bytes(notebook)?).with_context(context)?;
    drop(file);
    fs::rename(&draft, path).with_context(context)
}

/// The bytes that nbformat would write: keys sorted, one space of indent, a line end at the end.
pub(super) fn bytes(notebook: &Value) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    let mut serializer = Serializer::with_formatter(&mut bytes, formatter);
    sorted(notebook).serialize(&mut serializer)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether serde_json's maps keep their order is another crate's choice (a feature): sort them here.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(sorted).collect(),
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            let entries = entries
                .into_iter()
                .map(|(key, value)| (key.clone(), sorted(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
