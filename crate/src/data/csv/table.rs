//! Samples from a table, row by row, and what is wrong with it.

use std::fs;
use std::io::Read;
use std::path::Path;

use ndarray::Array2;

use super::super::{Samples, Targets};
use super::Csv;
use super::lines::{Lines, breaks};
use crate::csv_fault::CsvFault;
use crate::{Error, Result};

impl<T: Targets<f64>> Samples<f64, T> {
    /// Samples from a file of comma-separated values, one a row; the features have the names of their columns.
    /// What the samples are, for a network, with one number each, or with one label, decides what the targets may be.
    ///
    /// Each number is rounded to the nearest of `f64`. Needs the feature `csv`, which is on by default.
    ///
    /// # Errors
    /// [`Error::Csv`](crate::Error::Csv) with file, line, column and value; [`CsvFault`] lists what can be wrong.
    ///
    /// # Examples
    /// ```no_run
    /// use downhill::data::{Csv, Samples};
    ///
    /// let flowers: Samples = Samples::from_csv("flowers.csv", &Csv::new().targets(&["bees", "wasps"]))?;
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn from_csv(path: impl AsRef<Path>, options: &Csv) -> Result<Self> {
        let name = path.as_ref().display().to_string();
        let bytes = fs::read(path.as_ref());
        Table::new(name, options).samples(bytes)
    }

    /// Samples from anything that can be read, as [`from_csv`](Self::from_csv) reads a file: text is, by its
    /// `as_bytes()`.
    ///
    /// # Errors
    /// As for [`from_csv`](Self::from_csv); in the place of the file's name they have "CSV".
    pub fn from_csv_reader(mut reader: impl Read, options: &Csv) -> Result<Self> {
        let mut bytes = Vec::new();
        let read = reader.read_to_end(&mut bytes).map(|_| bytes);
        Table::new("CSV".to_owned(), options).samples(read)
    }
}

/// A table that is being read.
struct Table<'a> {
    file: String,
    options: &'a Csv,
    /// The columns' names.
    columns: Vec<String>,
}

impl<'a> Table<'a> {
    fn new(file: String, options: &'a Csv) -> Self {
        Self {
            file,
            options,
            columns: Vec::new(),
        }
    }

    /// Line 0 stands for the table as a whole.
    fn fail(&self, line: usize, column: Option<usize>, fault: CsvFault) -> Error {
        Error::Csv {
            file: self.file.clone(),
            line,
            column: column.map(|j| self.columns[j].clone()),
            fault,
        }
    }

    fn samples<T: Targets<f64>>(
        mut self,
        bytes: std::io::Result<Vec<u8>>,
    ) -> Result<Samples<f64, T>> {
        let system = |fault: std::io::Error| CsvFault::System {
            reason: fault.to_string(),
        };
        let bytes = bytes.map_err(|fault| self.fail(0, None, system(fault)))?;
        let text = std::str::from_utf8(&bytes).map_err(|fault| {
            let at = fault.valid_up_to();
            let line = Lines::of(&bytes).line(at);
            self.fail(line, None, CsvFault::Text { byte: bytes[at] })
        })?;
        let rows = self.rows(text.strip_prefix('\u{feff}').unwrap_or(text))?;
        let targets = self.targets()?;
        let features = self.features(&targets)?;
        let words = self.words()?;
        let read: Vec<usize> = features.iter().chain(&targets).copied().collect();
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        let mut count = 0;
        for row in &rows {
            match self.numbers(row, &read, &words) {
                Ok(mut numbers) => {
                    let of_sample = numbers.split_off(features.len());
                    if let Some(k) = of_sample.iter().position(|&number| !T::takes(number)) {
                        let value = row.values[targets[k]].clone();
                        return Err(row.fail(&self, targets[k], CsvFault::Label { value }));
                    }
                    inputs.extend(numbers);
                    outputs.extend(of_sample);
                    count += 1;
                }
                Err(Error::Csv {
                    fault: CsvFault::Missing { .. },
                    ..
                }) if self.options.drop_missing => {}
                Err(fault) => return Err(fault),
            }
        }
        if count == 0 {
            let rows = rows.len();
            return Err(self.fail(0, None, CsvFault::AllMissing { rows }));
        }
        let table = |numbers, columns| {
            Array2::from_shape_vec((count, columns), numbers).expect("a number for each place")
        };
        let outputs = T::from_table(table(outputs, targets.len())).ok_or_else(|| {
            let count = targets.len();
            self.fail(0, None, CsvFault::Targets { count })
        })?;
        let names: Vec<&String> = features.iter().map(|&j| &self.columns[j]).collect();
        Samples::new(table(inputs, features.len()), outputs)?.named(&names)
    }

    /// The rows below the header, whose names become those of the columns.
    fn rows(&mut self, text: &str) -> Result<Vec<Row>> {
        let delimiter = self.options.delimiter;
        if !delimiter.is_ascii() || ['"', '\r', '\n'].contains(&delimiter) {
            return Err(self.fail(0, None, CsvFault::Delimiter { delimiter }));
        }
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter as u8)
            .from_reader(text.as_bytes());
        let mut lines = Lines::of(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|fault| {
                let reason = fault.to_string();
                self.fail(0, None, CsvFault::System { reason })
            })?;
            let at = record.position().map_or(0, |place| place.byte() as usize);
            let row = Row {
                line: lines.line(lines.past_empty(at)),
                values: record.iter().map(|value| value.trim().to_owned()).collect(),
                breaks: record.iter().map(breaks).collect(),
            };
            // A line of spaces, as editors leave at the end.
            if row.values != [""] {
                rows.push(row);
            }
        }
        let Some(first) = rows.first() else {
            return Err(self.fail(0, None, CsvFault::NoRows));
        };
        let is_number = |value: &String| self.options.number(value, None).is_ok();
        if self.options.header && first.values.iter().all(is_number) {
            return Err(self.fail(first.line, None, CsvFault::NumbersInHeader));
        }
        let name = |(j, value): (usize, &String)| match self.options.header && !value.is_empty() {
            true => value.clone(),
            false => format!("x{}", j + 1),
        };
        self.columns = first.values.iter().enumerate().map(name).collect();
        if self.options.header {
            rows.remove(0);
        }
        if rows.is_empty() {
            return Err(self.fail(0, None, CsvFault::NoRows));
        }
        Ok(rows)
    }

    /// The number of the column of this name.
    fn place(&self, name: &str) -> Result<usize> {
        let named = |&j: &usize| self.columns[j] == name;
        let places: Vec<usize> = (0..self.columns.len()).filter(named).collect();
        match places[..] {
            [place] => Ok(place),
            _ => Err(self.fail(
                0,
                None,
                CsvFault::Column {
                    name: name.to_owned(),
                    times: places.len(),
                    known: self.columns.clone(),
                },
            )),
        }
    }

    fn places(&self, names: &[String]) -> Result<Vec<usize>> {
        names.iter().map(|name| self.place(name)).collect()
    }

    fn targets(&self) -> Result<Vec<usize>> {
        match self.options.targets[..] {
            [] => {
                let left_out = self.places(&self.options.left_out)?;
                let last = (0..self.columns.len())
                    .rev()
                    .find(|j| !left_out.contains(j));
                Ok(last.into_iter().collect())
            }
            _ => self.places(&self.options.targets),
        }
    }

    fn features(&self, targets: &[usize]) -> Result<Vec<usize>> {
        let left_out = self.places(&self.options.left_out)?;
        let feature = |j: &usize| !targets.contains(j) && !left_out.contains(j);
        let features: Vec<usize> = (0..self.columns.len()).filter(feature).collect();
        if features.is_empty() || targets.is_empty() {
            let taken = self.columns.clone();
            return Err(self.fail(0, None, CsvFault::NoFeatures { taken }));
        }
        Ok(features)
    }

    /// The categories of each column that has some.
    fn words(&self) -> Result<Vec<Option<&[String]>>> {
        let mut words = vec![None; self.columns.len()];
        for (column, known) in &self.options.categories {
            words[self.place(column)?] = Some(known.as_slice());
        }
        Ok(words)
    }

    /// The numbers of these columns in one row.
    fn numbers(&self, row: &Row, read: &[usize], words: &[Option<&[String]>]) -> Result<Vec<f64>> {
        let (found, columns) = (row.values.len(), self.columns.len());
        if found != columns {
            return Err(self.fail(row.line, None, CsvFault::Length { found, columns }));
        }
        let number = |&j: &usize| {
            let read = self.options.number(&row.values[j], words[j]);
            read.map_err(|fault| row.fail(self, j, fault))
        };
        read.iter().map(number).collect()
    }
}

/// The values of one row, which may be several lines if values in quotes are.
struct Row {
    line: usize,
    values: Vec<String>,
    /// How many lines end inside each value.
    breaks: Vec<usize>,
}

impl Row {
    fn fail(&self, table: &Table, column: usize, fault: CsvFault) -> Error {
        let line = self.line + self.breaks[..column].iter().sum::<usize>();
        table.fail(line, Some(column), fault)
    }
}
