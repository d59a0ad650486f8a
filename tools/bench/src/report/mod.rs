//! What the book shows of a sitting: tables, figures, and the numbers of its sentences.

mod figures;
mod numbers;
mod tables;
mod words;

use anyhow::Result;

use crate::results::Results;

pub use tables::{leads, speed};

/// All files that the page includes, each with its name.
///
/// # Errors
/// If something is missing in the results.
pub fn files(results: &Results) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        ("table.md".to_owned(), tables::speed(results)?),
        ("leads.md".to_owned(), tables::leads(results)?),
        ("spread.md".to_owned(), tables::spread(results)?),
        ("loop.md".to_owned(), tables::loops(results)?),
        ("memory.md".to_owned(), tables::memory(results)?),
        ("contestants.md".to_owned(), tables::contestants(results)),
        ("losses.md".to_owned(), tables::losses(results)?),
        ("numbers.md".to_owned(), numbers::numbers(results)?),
    ];
    files.extend(figures::figures(results)?);
    Ok(files)
}

/// What `make bench` prints in the end.
///
/// # Errors
/// As for [`files`].
pub fn summary(results: &Results) -> Result<String> {
    Ok(format!(
        "{}\n{}\n{}",
        tables::speed(results)?,
        tables::leads(results)?,
        tables::loops(results)?
    ))
}
