//! A fence of the page as a part of the test: its code, and what stands in place of its two fence lines.

pub(super) struct Piece {
    /// The line of the opening fence, from 1.
    pub(super) line: usize,
    /// In place of the opening fence.
    pub(super) before: String,
    /// The code between them.
    pub(super) body: Vec<String>,
    /// In place of the closing fence.
    pub(super) after: String,
    /// Whether its block stays open, for all that follows.
    pub(super) open: bool,
}

/// Opens a block, and says where the test is.
pub(super) fn enter(file: &str, id: &str, line: usize) -> String {
    format!("{{ __notebook::enter({file:?}, {id:?}, {line});")
}
