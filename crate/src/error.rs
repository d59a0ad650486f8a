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
    #[error("{name}{} is {value}; every value must be finite", place(.index))]
    NotFinite {
        /// The argument.
        name: &'static str,
        /// Where in it.
        index: Vec<usize>,
        /// The offending value.
        value: f64,
    },
    /// A finite number that would become an infinity in another precision.
    #[error("{name}{} is {}; it is too large for {precision}", place(.index), shown(*.value))]
    TooLarge {
        /// The argument.
        name: &'static str,
        /// Where in it.
        index: Vec<usize>,
        /// The offending value.
        value: f64,
        /// The precision, `f32` or `f64`.
        precision: &'static str,
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
    /// Batches of no samples, or of more than there are.
    #[error("a batch of {size} samples from {samples}; it must have from 1 to {samples}")]
    Batch {
        /// How many samples a batch should have.
        size: usize,
        /// How many there are.
        samples: usize,
    },
    /// Samples in a given order that should be drawn with replacement.
    #[error("samples in the order given are not drawn with replacement; train with run_shuffled")]
    NotRandom,
    /// A class label that the algorithm does not know.
    #[error("label {index} is {}; it must be {allowed}", shown(*.value))]
    Label {
        /// Which sample.
        index: usize,
        /// The offending label.
        value: f64,
        /// The allowed labels.
        allowed: &'static str,
    },
    /// A value of an attribute that is none of its possible values.
    #[error("value {index} is {value}; it must be one of {known}")]
    Category {
        /// Which value.
        index: usize,
        /// The offending value, as `Debug` shows it.
        value: String,
        /// The possible values.
        known: String,
    },
    /// A data set that cannot be read.
    #[error("data set {name}, line {line}: {reason}")]
    Data {
        /// The data set.
        name: &'static str,
        /// The line, counted from 1; 0 for the file as a whole.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A table of comma-separated values that cannot be read.
    #[cfg(feature = "csv")]
    #[error("{file}{}: {fault}", in_table(*.line, .column.as_deref()))]
    Csv {
        /// The file's name.
        file: String,
        /// The line, counted from 1; 0 for the file as a whole.
        line: usize,
        /// The column's name, if it is about a single value.
        column: Option<String>,
        /// What is wrong there, with the value.
        fault: crate::csv_fault::CsvFault,
    },
    /// A file of images or labels that cannot be read.
    #[cfg(feature = "idx")]
    #[error("{file}: {fault}")]
    Idx {
        /// The file's name.
        file: String,
        /// What is wrong there.
        fault: crate::idx_fault::IdxFault,
    },
    /// A row of a table with too many or too few cells.
    #[error("row {row} has {cells} cells; the table has {columns} columns")]
    Row {
        /// Which row, counted from 0.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns the table has.
        columns: usize,
    },
    /// A name that is not known here.
    #[error("{what} knows no {name:?}; it knows {known:?}")]
    Unknown {
        /// Where the name was looked up.
        what: String,
        /// The name.
        name: String,
        /// The names that are known.
        known: Vec<String>,
    },
    /// A matrix whose columns depend on each other, so that many solutions are equally good.
    #[error(
        "column {column} is a combination of the columns before it: what remains of it is {remainder:e} of its length"
    )]
    Singular {
        /// The first such column, counted from 0.
        column: usize,
        /// How much of the column the others do not explain, as a fraction of its length.
        remainder: f64,
    },
    /// Features of which a combination is constant, so that an intercept beside them is one too many.
    #[error(
        "a combination of the features is constant, as the intercept is: what remains of the intercept is {remainder:e} of its length"
    )]
    Intercept {
        /// How much of a column of ones the features do not explain, as a fraction of its length.
        remainder: f64,
    },
    /// An interval that does not go from a lower to a higher finite number.
    #[error("{name} goes from {} to {}; it must go from a lower to a higher finite number", shown(*.from), shown(*.to))]
    Interval {
        /// The interval.
        name: &'static str,
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// A matrix that should equal its transpose.
    #[error(
        "entry ({row}, {column}) is {} and its mirror image {}; they must be equal", shown(*.value), shown(*.mirrored)
    )]
    NotSymmetric {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// What is there.
        value: f64,
        /// What is at the mirrored place.
        mirrored: f64,
    },
    /// A column without spread where one is needed.
    #[error("{op}: column {column} is {} in every row; it must vary", shown(*.value))]
    ConstantColumn {
        /// The operation that was asked for.
        op: &'static str,
        /// Which column, counted from 0.
        column: usize,
        /// Its one value.
        value: f64,
    },
    /// Something wrong in one layer of a network.
    #[error("layer {layer}: {error}")]
    Layer {
        /// Which layer, counted from 1 as the first one after the inputs.
        layer: usize,
        /// What is wrong in it.
        error: Box<Error>,
    },
    /// An activation function where another one is needed.
    #[error("the activation is {found}; it must be {needed}")]
    Activation {
        /// The one that is there.
        found: crate::activation::Activation,
        /// Those that would do.
        needed: &'static str,
    },
    /// A worker that others wait for in vain.
    #[error("worker {worker} is lost: {reason}")]
    Lost {
        /// Which one.
        worker: usize,
        /// How one knows.
        reason: String,
    },
    /// Workers that should have the same numbers, and have not.
    #[error(
        "worker {rank} has not the same {what} as worker {with}; they must be equal to the last bit"
    )]
    Disagreement {
        /// What differs.
        what: &'static str,
        /// The worker that found it.
        rank: usize,
        /// The other one.
        with: usize,
    },
    /// A file that holds other weights than those asked for, or none.
    #[cfg(feature = "checkpoint")]
    #[error("{path}: {fault}")]
    Checkpoint {
        /// The file's name.
        path: String,
        /// What is wrong in it.
        fault: crate::file_fault::Fault,
    },
    /// A figure that cannot be drawn or saved.
    #[cfg(feature = "plot")]
    #[error(transparent)]
    Figure(#[from] crate::plot::Error),
    /// A polygon that is not simple.
    #[error("polygon {polygon}, corner {corner}: {fault}")]
    Corner {
        /// Which polygon, counted from 0.
        polygon: usize,
        /// Which of its corners, counted from 0.
        corner: usize,
        /// What is wrong there.
        fault: String,
    },
}

/// Where in an array, for a message; of a single number there is nothing to say.
fn place(index: &[usize]) -> String {
    match index {
        [] => String::new(),
        _ => format!(" at {index:?}"),
    }
}

/// Where in a table, for a message.
#[cfg(feature = "csv")]
fn in_table(line: usize, column: Option<&str>) -> String {
    let line = match line {
        0 => String::new(),
        _ => format!(", line {line}"),
    };
    match column {
        None => line,
        Some(name) => format!("{line}, column {name:?}"),
    }
}

/// A number in as many characters as a reader can take in: 1e300 has 300 zeros.
fn shown(value: f64) -> String {
    match value.abs() {
        0.0 | 1e-5..1e16 => value.to_string(),
        _ => format!("{value:e}"),
    }
}

/// The result of an operation of this library.
///
/// The second parameter is there so that this name may stand in for the standard one: code that
/// the kernel writes around a cell says `Result<(), …>` and finds whichever is in scope.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(all(test, feature = "plot"))]
mod tests {
    use super::*;
    use crate::plot::Axes;

    #[test]
    fn what_a_figure_complains_of_passes_through_word_for_word() {
        let draw = |axes: Axes| -> Result<()> {
            axes.draw()?;
            Ok(())
        };
        let nothing = Axes::new("a figure").points("", &[]);
        let error = draw(nothing.clone()).unwrap_err();
        assert_eq!(error.to_string(), "points is empty");
        assert_eq!(error, Error::Figure(nothing.draw().unwrap_err()));
    }
}
