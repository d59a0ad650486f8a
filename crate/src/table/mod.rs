//! Tables that line their numbers up: what a cell prints where a figure would say too little. Every chapter uses them.

mod cell;
mod column;
mod html;
mod text;

use std::fmt;

pub use cell::{Cell, Row};
use column::{Column, Digits};

use crate::{Error, Result};

/// A table with a heading over each column. As the last expression of a notebook cell it displays itself, as HTML and as text;
/// printed, it is text.
///
/// Numbers stand on the right, one under the other by their decimal points, words on the left. What is missing is a
/// dash. How a column writes its numbers is decided for the column as a whole:
///
/// - With [`digits`](Self::digits) each number has so many significant digits, with [`decimals`](Self::decimals) so many
///   after the point. Whole numbers are written as they are.
/// - Without either, numbers are written as they are if none of the column needs more than 6 significant digits, else with 4.
/// - All are in scientific notation if one of them is below 10⁻⁴ or from 10⁷ on; so that a column has one notation.
///
/// ```
/// use downhill::table::Table;
///
/// let runs = [("plain", 118, 0.166), ("momentum", 42, 1.5)];
/// let table = Table::new(["rule", "steps", "rate"])
///     .digits("rate", 3)?
///     .unit("rate", "per step")?
///     .rows(runs)?
///     .row(("none", None::<usize>, None::<f64>))?;
/// assert_eq!(
///     table.to_string(),
///     "\
/// rule      steps  rate (per step)
/// ────────────────────────────────
/// plain       118            0.166
/// momentum     42            1.50
/// none          –            –"
/// );
/// # Ok::<(), downhill::Error>(())
/// ```
///
/// A cell may be a number, words, a truth value, a [`Spread`](crate::spread::Spread), a [`Share`](crate::spread::Share), or
/// an `Option` of these: see [`Cell`].
#[derive(Clone, PartialEq)]
pub struct Table {
    caption: Option<String>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new<H: Into<String>>(headings: impl IntoIterator<Item = H>) -> Self {
        let columns = headings
            .into_iter()
            .map(|heading| Column::new(heading.into()));
        Self {
            caption: None,
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    /// Sets what stands above the table.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// Writes the numbers under this heading with so many significant digits.
    ///
    /// # Errors
    /// [`Error::Unknown`] if no column has it, [`Error::OutOfRange`] for no digits, or more than the 17 that an `f64` has.
    pub fn digits(self, heading: &str, digits: usize) -> Result<Self> {
        if !(1..=17).contains(&digits) {
            return Err(Error::OutOfRange {
                name: "the number of significant digits",
                value: digits as f64,
                range: "from 1 to 17",
            });
        }
        self.change(heading, |column| {
            column.digits = Some(Digits::Significant(digits));
        })
    }

    /// Writes the numbers under this heading with so many digits after the point.
    ///
    /// # Errors
    /// [`Error::Unknown`] if no column has it, [`Error::OutOfRange`] for more than 17 digits.
    pub fn decimals(self, heading: &str, decimals: usize) -> Result<Self> {
        if decimals > 17 {
            return Err(Error::OutOfRange {
                name: "the number of decimals",
                value: decimals as f64,
                range: "from 0 to 17",
            });
        }
        self.change(heading, |column| {
            column.digits = Some(Digits::Decimals(decimals));
        })
    }

    /// Adds a unit to this heading, in brackets.
    ///
    /// # Errors
    /// [`Error::Unknown`] if no column has it.
    pub fn unit(self, heading: &str, unit: impl Into<String>) -> Result<Self> {
        let unit = unit.into();
        self.change(heading, |column| column.unit = Some(unit.clone()))
    }

    /// Changes every column with this heading.
    fn change(mut self, heading: &str, change: impl Fn(&mut Column)) -> Result<Self> {
        let named = self
            .columns
            .iter_mut()
            .filter(|column| column.heading == heading);
        if named.map(change).count() == 0 {
            return Err(Error::Unknown {
                what: "the table".to_owned(),
                name: heading.to_owned(),
                known: self
                    .columns
                    .into_iter()
                    .map(|column| column.heading)
                    .collect(),
            });
        }
        Ok(self)
    }

    /// Adds a row, one cell a column: a tuple, an array or a `Vec`.
    ///
    /// # Errors
    /// [`Error::Row`] if it has more or fewer cells than the table has columns.
    pub fn row(mut self, row: impl Row) -> Result<Self> {
        self.push(row)?;
        Ok(self)
    }

    /// Adds a row for each item.
    ///
    /// # Errors
    /// [`Error::Row`] for the first that has more or fewer cells than the table has columns.
    ///
    /// ```
    /// use downhill::prelude::*;
    ///
    /// let squares = Table::new(["number", "square", "root"])
    ///     .digits("root", 4)?
    ///     .rows((8..=10).map(|n| (n, n * n, f64::from(n).sqrt())))?;
    /// assert_eq!(
    ///     squares.to_string(),
    ///     "\
    /// number  square   root
    /// ─────────────────────
    ///      8      64  2.828
    ///      9      81  3.000
    ///     10     100  3.162"
    /// );
    /// # Ok::<(), Error>(())
    /// ```
    pub fn rows<R: Row>(mut self, rows: impl IntoIterator<Item = R>) -> Result<Self> {
        for row in rows {
            self.push(row)?;
        }
        Ok(self)
    }

    /// Adds a row to a table that is filled in a loop.
    ///
    /// # Errors
    /// As [`row`](Self::row).
    pub fn push(&mut self, row: impl Row) -> Result<()> {
        let cells = row.cells();
        if cells.len() != self.columns.len() {
            return Err(Error::Row {
                row: self.rows.len(),
                cells: cells.len(),
                columns: self.columns.len(),
            });
        }
        self.rows.push(cells);
        Ok(())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as an HTML element, without a style of its own but for the side on which a cell's text stands.
    #[must_use]
    pub fn html(&self) -> String {
        html::write(self.caption.as_deref(), &self.set())
    }

    /// Shows the table under a notebook's cell; the kernel calls this.
    pub fn evcxr_display(&self) {
        println!("{}", self.messages());
    }

    /// What the kernel reads: one message a mime type.
    fn messages(&self) -> String {
        let message = |mime: &str, content: &str| {
            format!("EVCXR_BEGIN_CONTENT {mime}\n{content}\nEVCXR_END_CONTENT")
        };
        let html = message("text/html", &self.html());
        format!("{html}\n{}", message("text/plain", &self.to_string()))
    }

    /// The columns as they are written.
    fn set(&self) -> Vec<column::Written> {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(index, column)| column.written(self.rows.iter().map(|row| &row[index])))
            .collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::write(self.caption.as_deref(), &self.set()))
    }
}

impl fmt::Debug for Table {
    /// As text: that is the form in which a table can be read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
