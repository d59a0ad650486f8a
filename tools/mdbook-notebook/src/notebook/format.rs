//! How nbformat keeps texts, and how this tool tells one notebook from another.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The key of this tool's part of a notebook's metadata.
pub const METADATA: &str = "mdbook_notebook";

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

/// The hash of all that a person can edit: of prose and code, in order.
pub(super) fn content_hash(cells: &[Value]) -> String {
    let texts: Vec<String> = cells
        .iter()
        .map(|cell| {
            let kind = cell["cell_type"].as_str().unwrap_or_default();
            format!("{kind}\n{}", joined(&cell["source"]))
        })
        .collect();
    hash(texts.iter().map(String::as_str))
}

/// Text that nbformat keeps as a string or as a list of lines.
pub fn joined(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => String::new(),
    }
}

/// A text as nbformat writes it: a list of lines with their ends.
pub(super) fn lines(text: &str) -> Value {
    text.split_inclusive('\n').collect()
}
