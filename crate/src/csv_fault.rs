//! What can be wrong with a table of comma-separated values: see `data::Csv`.

/// What keeps a table from being read as samples.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CsvFault {
    /// The file cannot be opened or read.
    #[error("{reason}")]
    System {
        /// What the system says.
        reason: String,
    },
    /// The bytes are not text.
    #[error("byte {byte:#04x} is not UTF-8; save the table as UTF-8 text")]
    Text {
        /// The first byte that is not.
        byte: u8,
    },
    /// A character that cannot stand between columns.
    #[error(
        "the delimiter is {delimiter:?}; it must be one ASCII character that is neither a quote nor a line's end"
    )]
    Delimiter {
        /// The character.
        delimiter: char,
    },
    /// There is no line, or none but the header.
    #[error("there is no row of values")]
    NoRows,
    /// Every row was left out because a value is missing in it.
    #[error("a value is missing in each of the {rows} rows")]
    AllMissing {
        /// How many rows there are.
        rows: usize,
    },
    /// A header of numbers, which may be the first sample.
    #[error(
        "the header holds numbers only; if it is the first sample, read the table without a header"
    )]
    NumbersInHeader,
    /// A column that is asked for and not there, or there twice.
    #[error("{times} columns are called {name:?}; there are {known:?}")]
    Column {
        /// The name.
        name: String,
        /// How many columns have it.
        times: usize,
        /// The names of all columns.
        known: Vec<String>,
    },
    /// No column is left for the features.
    #[error("no column is left for the features beside {taken:?}; is another delimiter meant?")]
    NoFeatures {
        /// The names of all columns.
        taken: Vec<String>,
    },
    /// Samples of one target each cannot have this many.
    #[error("there are {count} columns of targets; these samples take one")]
    Targets {
        /// How many columns.
        count: usize,
    },
    /// A row with more or fewer values than there are columns.
    #[error("the row has {found} values; the table has {columns} columns")]
    Length {
        /// How many values it has.
        found: usize,
        /// How many it should have.
        columns: usize,
    },
    /// Nothing where a number should be, or a word that says so.
    #[error("the value is missing; the table has {value:?}")]
    Missing {
        /// What the table has in its place.
        value: String,
    },
    /// Something that is no number.
    #[error("{value:?} is not a number")]
    NotNumber {
        /// What the table has.
        value: String,
    },
    /// An infinity, or a number too large to be told from one.
    #[error("{value:?} is not a finite number")]
    NotFinite {
        /// What the table has.
        value: String,
    },
    /// A word that is none of the column's categories.
    #[error("{value:?} must be one of {known:?}")]
    Category {
        /// The word.
        value: String,
        /// The categories.
        known: Vec<String>,
    },
    /// A label of two classes that is neither 0 nor 1.
    #[error("the label is {value:?}; it must be 0 or 1")]
    Label {
        /// What the table has.
        value: String,
    },
}
