//! Reads the tables that the library carries in itself, packed by gzip.

use std::io::Read;

use flate2::read::GzDecoder;
use ndarray::Array2;

use crate::{Error, Result};

/// The numbers of a gzipped table with commas and one line of headings, one row a line.
///
/// # Errors
/// [`Error::Data`] with the data set's `name` and the line that is broken.
pub(super) fn table(name: &'static str, packed: &[u8]) -> Result<Array2<f64>> {
    let broken = |line: usize, reason: String| Error::Data { name, line, reason };
    let mut text = String::new();
    GzDecoder::new(packed)
        .read_to_string(&mut text)
        .map_err(|error| broken(0, error.to_string()))?;
    let columns = text
        .lines()
        .next()
        .map_or(0, |line| line.split(',').count());
    let mut numbers = Vec::new();
    for (row, line) in text.lines().enumerate().skip(1) {
        let before = numbers.len();
        for field in line.split(',') {
            let number: f64 = field
                .parse()
                .map_err(|_| broken(row + 1, format!("{field:?} is not a number")))?;
            numbers.push(number);
        }
        if numbers.len() - before != columns {
            let found = numbers.len() - before;
            return Err(broken(
                row + 1,
                format!("{found} values in a table of {columns} columns"),
            ));
        }
    }
    Array2::from_shape_vec((numbers.len() / columns.max(1), columns), numbers)
        .map_err(|error| broken(0, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ndarray::array;
    use std::io::Write;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn headings_are_skipped_and_numbers_read() {
        let read = table("toy", &packed("a,b\n1,2\n-0.5,4e2\n")).unwrap();
        assert_eq!(read, array![[1.0, 2.0], [-0.5, 400.0]]);
    }

    #[test]
    fn a_broken_table_names_its_line() {
        let message = |text: &str| table("toy", &packed(text)).unwrap_err().to_string();
        assert_eq!(
            message("a,b\n1,2\n3,x\n"),
            "data set toy, line 3: \"x\" is not a number"
        );
        assert_eq!(
            message("a,b\n1,2,3\n"),
            "data set toy, line 2: 3 values in a table of 2 columns"
        );
        assert!(matches!(
            table("toy", b"not gzip"),
            Err(Error::Data { line: 0, .. })
        ));
    }
}
