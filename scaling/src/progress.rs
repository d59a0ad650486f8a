//! How far a run is: what its records and the message of its end say.

use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How far a run is, for all threads of its process.
#[derive(Debug, Default)]
pub struct Progress {
    update: AtomicUsize,
    nanoseconds: AtomicU64,
    checkpoint: Mutex<Option<(usize, String)>>,
}

impl Progress {
    /// So many updates have been made.
    pub fn reached(&self, update: usize) {
        self.update.store(update, Ordering::Relaxed);
    }

    /// How many updates have been made.
    pub fn update(&self) -> usize {
        self.update.load(Ordering::Relaxed)
    }

    /// Another exchange with the other workers took so long.
    pub fn exchanged(&self, time: Duration) {
        let nanoseconds = time.as_nanos() as u64;
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    /// How long all exchanges took.
    pub fn exchange(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
    }

    /// A checkpoint of this update is in this file.
    pub fn saved(&self, update: usize, path: &Path) {
        let checkpoint = self.checkpoint.lock();
        *checkpoint.unwrap_or_else(PoisonError::into_inner) =
            Some((update, path.display().to_string()));
    }

    /// What to do when the run has ended before its time.
    pub fn advice(&self) -> String {
        let checkpoint = self.checkpoint.lock();
        match &*checkpoint.unwrap_or_else(PoisonError::into_inner) {
            Some((update, path)) => {
                format!(
                    "The last checkpoint, {path}, is of update {update}: add --resume to go on from there."
                )
            }
            None => "There is no checkpoint.".to_owned(),
        }
    }
}
