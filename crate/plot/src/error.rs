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
    #[error("{name}{} is {value}; every value must be finite", place(.index))]
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

/// Where in a list or an array something stands; nothing for a number by itself.
fn place(index: &[usize]) -> String {
    match index {
        [] => String::new(),
        _ => format!(" at {index:?}"),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_by_itself_has_no_place() {
        let said = |index: Vec<usize>| {
            Error::NotFinite {
                name: "h_line",
                index,
                value: f64::NAN,
            }
            .to_string()
        };
        assert_eq!(said(vec![]), "h_line is NaN; every value must be finite");
        assert_eq!(
            said(vec![2, 0]),
            "h_line at [2, 0] is NaN; every value must be finite"
        );
        let reversed = crate::Axes::new("reversed")
            .x_range(9.0, 5.0)
            .line("", &[(0.0, 1.0)])
            .draw();
        let said = reversed.expect_err("a range that goes down").to_string();
        assert!(
            said.ends_with("is 5; it must be above the lower end of its range"),
            "{said}"
        );
    }
}
