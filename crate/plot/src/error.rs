//! What keeps a figure from being drawn or saved, with the value that was wrong.

/// A figure that cannot be drawn or saved.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Two shapes that do not fit together.
    #[error("{op}: shape {left:?} does not fit shape {right:?}")]
    Shape {
        /// The operation that was asked for.
        op: &'static str,
        /// Shape of what was handed over.
        left: Vec<usize>,
        /// Shape that would fit.
        right: Vec<usize>,
    },
    /// Nothing to draw.
    #[error("{what} is empty")]
    Empty {
        /// What was empty.
        what: &'static str,
    },
    /// A NaN or an infinity in the input.
    #[error("{name} at {index:?} is {value}; every value must be finite")]
    NotFinite {
        /// The argument.
        name: &'static str,
        /// Where in it.
        index: Vec<usize>,
        /// The offending value.
        value: f64,
    },
    /// A number outside the range in which it makes sense.
    #[error("{name} is {}; it must be {range}", shown(*.value))]
    OutOfRange {
        /// The argument.
        name: &'static str,
        /// The offending value.
        value: f64,
        /// The allowed range, in words or as an interval.
        range: &'static str,
    },
    /// A file name whose ending names no format that can be written.
    #[error("cannot tell a format from the name {path:?}; it must end in {allowed}")]
    FileType {
        /// The file's name.
        path: String,
        /// The endings that are known.
        allowed: &'static str,
    },
    /// A file that could not be written.
    #[error("{path}: {reason}")]
    File {
        /// The file's name.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A figure that cannot be drawn.
    #[error("this cannot be drawn: {message}")]
    Drawing {
        /// Why.
        message: String,
    },
}

/// A number in as many characters as a reader can take in: 1e300 has 300 zeros.
fn shown(value: f64) -> String {
    match value.abs() {
        0.0 | 1e-5..1e16 => value.to_string(),
        _ => format!("{value:e}"),
    }
}

/// The result of drawing or saving.
pub type Result<T, E = Error> = std::result::Result<T, E>;
