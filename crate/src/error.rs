//! What can go wrong, with the value that was wrong.
//!
//! Every public function that can be handed bad input answers with [`Result`]; the message
//! names the operation, the value and what was allowed.

/// A failed operation of this library.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Two shapes that do not fit together.
    #[error("{op}: shape {left:?} does not fit shape {right:?}")]
    Shape {
        /// The operation that was asked for.
        op: &'static str,
        /// Shape of the first operand.
        left: Vec<usize>,
        /// Shape of the second operand.
        right: Vec<usize>,
    },
    /// Nothing to work on.
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
    #[error("{name} is {value}; it must be {range}")]
    OutOfRange {
        /// The argument.
        name: &'static str,
        /// The offending value.
        value: f64,
        /// The allowed range, in words or as an interval.
        range: &'static str,
    },
    /// A class label that the algorithm does not know.
    #[error("label {index} is {value}; it must be {allowed}")]
    Label {
        /// Which sample.
        index: usize,
        /// The offending label.
        value: f64,
        /// The allowed labels.
        allowed: &'static str,
    },
}

/// The result of an operation of this library.
pub type Result<T> = std::result::Result<T, Error>;
