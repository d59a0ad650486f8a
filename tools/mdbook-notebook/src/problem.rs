//! What is wrong with a page, said so that its writer finds the place: file, line, and a sentence.

use std::fmt;

/// One mistake in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The page's file, as a person would open it.
    pub file: String,
    /// The line in that file, counted from 1.
    pub line: usize,
    /// What is wrong, as one sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Every mistake found, so that a writer mends them in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Tells the writer something that is no error.
#[cfg(feature = "mdbook")]
pub(crate) fn say(message: &str) {
    eprintln!("mdbook-notebook: {message}");
}
