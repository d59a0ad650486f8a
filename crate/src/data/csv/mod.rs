//! Samples from a table of comma-separated values: a learner's own data.

mod lines;
mod table;

use crate::csv_fault::CsvFault;

/// Words that spreadsheets and statistics programs write where a value is missing, in lower case.
const MISSING: [&str; 7] = ["", "na", "n/a", "nan", "null", "none", "?"];

/// How a table of comma-separated values is to be read.
///
/// Unless told otherwise: commas, a header with the columns' names, the last column the target, all others
/// features, and a missing value is an error. The columns of a table without a header are called `x1`, `x2`
/// and so on, and so is one whose name is empty. Spaces around a value do not belong to it.
///
/// A value may stand in quotes (RFC 4180), lines may end as on any system, and the mark that some programs
/// put before UTF-8 text is skipped. A value is missing if there is nothing, or `NA`, `N/A`, `NaN`, `null`,
/// `none` or `?`, in capitals or not.
///
/// # Examples
/// ```
/// use downhill::data::{Csv, Regression};
///
/// let text = "\u{feff}size;room;price\r\n70;\"kitchen; large\";210.5\r\n52;bath;?\r\n\r\n61;hall;180\r\n";
/// let options = Csv::new().delimiter(';').leave_out("room");
/// let refused = Regression::from_csv_reader(text.as_bytes(), &options).unwrap_err();
/// assert_eq!(refused.to_string(), "CSV, line 3, column \"price\": the value is missing; the table has \"?\"");
///
/// let samples = Regression::from_csv_reader(text.as_bytes(), &options.drop_missing())?;
/// assert_eq!(samples.names(), ["size"]);
/// assert_eq!(samples.points(0)?, [(70.0, 210.5), (61.0, 180.0)]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Csv {
    delimiter: char,
    header: bool,
    decimal_comma: bool,
    drop_missing: bool,
    /// The last column if there are none.
    targets: Vec<String>,
    left_out: Vec<String>,
    categories: Vec<(String, Vec<String>)>,
}

impl Default for Csv {
    fn default() -> Self {
        Self::new()
    }
}

impl Csv {
    /// Commas, a header, the last column the target.
    #[must_use]
    pub fn new() -> Self {
        Self {
            delimiter: ',',
            header: true,
            decimal_comma: false,
            drop_missing: false,
            targets: Vec::new(),
            left_out: Vec::new(),
            categories: Vec::new(),
        }
    }

    /// Another character between columns, such as `';'` or `'\t'`.
    #[must_use]
    pub fn delimiter(mut self, delimiter: char) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// The first line is a sample, not a header.
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.header = false;
        self
    }

    /// This column is the target.
    #[must_use]
    pub fn target(self, column: &str) -> Self {
        self.targets(&[column])
    }

    /// These columns are the targets, in this order.
    #[must_use]
    pub fn targets(mut self, columns: &[&str]) -> Self {
        self.targets = columns.iter().map(|&name| name.to_owned()).collect();
        self
    }

    /// This column is not read, besides others that are left out: a name, a date, a remark.
    #[must_use]
    pub fn leave_out(mut self, column: &str) -> Self {
        self.left_out.push(column.to_owned());
        self
    }

    /// The words of this column are read as 0, 1, 2 and so on in this order. Any other word is an error.
    ///
    /// ```
    /// use downhill::data::{Csv, TwoClass};
    ///
    /// let text = "width,flower\n1.4,rose\n2.5,lily\n";
    /// let options = Csv::new().categories("flower", &["lily", "rose"]);
    /// assert_eq!(TwoClass::from_csv_reader(text.as_bytes(), &options)?.labels().to_vec(), [1.0, 0.0]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn categories(mut self, column: &str, words: &[&str]) -> Self {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        self.categories.push((column.to_owned(), words));
        self
    }

    /// Numbers have a comma where others have a point: `2,5`.
    #[must_use]
    pub fn decimal_comma(mut self) -> Self {
        self.decimal_comma = true;
        self
    }

    /// A row in which a value is missing is left out.
    #[must_use]
    pub fn drop_missing(mut self) -> Self {
        self.drop_missing = true;
        self
    }

    /// What a value of the table stands for.
    fn number(&self, value: &str, words: Option<&[String]>) -> Result<f64, CsvFault> {
        let place = |words: &[String]| words.iter().position(|word| word == value);
        if let Some(place) = words.and_then(place) {
            return Ok(place as f64);
        }
        let value = value.to_owned();
        if MISSING.contains(&value.to_lowercase().as_str()) {
            return Err(CsvFault::Missing { value });
        }
        if let Some(words) = words {
            let known = words.to_vec();
            return Err(CsvFault::Category { value, known });
        }
        let read = match self.decimal_comma {
            true => value.replace(',', ".").parse::<f64>(),
            false => value.parse(),
        };
        match read {
            Ok(number) if number.is_finite() => Ok(number),
            Ok(_) => Err(CsvFault::NotFinite { value }),
            Err(_) => Err(CsvFault::NotNumber { value }),
        }
    }
}
