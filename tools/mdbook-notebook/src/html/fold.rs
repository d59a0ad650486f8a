//! What a page folds away.

use std::fmt::Write as _;

use super::escape::escape;

/// A closed `<details>`. Its parts are Markdown.
pub(super) fn fold(class: &str, summary: &str, parts: &[String]) -> String {
    let mut html = format!(
        "<details class=\"notebook-fold {class}\"><summary>{}</summary>",
        escape(summary)
    );
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let _ = write!(html, "\n\n{part}");
    }
    html + "\n\n</details>"
}
