//! What builders of figures share: a call answers with a changed copy, and the first thing that was wrong is kept until the
//! figure is drawn.

use crate::error::{Error, Result};

/// Calls that leave what they are called on as it was.
pub(crate) trait With: Clone {
    /// A copy with one change.
    fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut copy = self.clone();
        change(&mut copy);
        copy
    }
}

impl<T: Clone> With for T {}

/// The first thing that was wrong, if anything was.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FirstError(Option<Error>);

impl FirstError {
    /// What was made, unless that failed; then why is remembered.
    pub(crate) fn note<T>(&mut self, made: Result<T>) -> Option<T> {
        made.map_err(|error| self.0.get_or_insert(error)).ok()
    }

    /// Fails with what was remembered.
    pub(crate) fn report(&self) -> Result<()> {
        self.0.clone().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_kept_and_what_was_made_is_handed_on() {
        let mut errors = FirstError::default();
        assert_eq!(errors.note(Ok(7)), Some(7));
        assert_eq!(errors.report(), Ok(()));
        for what in ["first", "second"] {
            assert_eq!(errors.note::<u8>(Err(Error::Empty { what })), None);
        }
        assert_eq!(errors.report(), Err(Error::Empty { what: "first" }));
    }
}
