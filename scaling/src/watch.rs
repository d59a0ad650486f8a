//! A lost worker must not leave the others waiting.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use signal_hook::consts::SIGTERM;

use crate::Progress;

/// Looked at so often.
const PERIOD: Duration = Duration::from_millis(20);

/// A thread of this worker that ends the process, with a message, if an answer of the others takes too long or if the
/// process is told to end. MPI itself would wait until somebody looks.
///
/// Whoever is slow looks like one who is lost: the limit must be longer than any worker ever keeps the others waiting.
#[derive(Debug, Clone)]
pub struct Watch {
    began: Instant,
    /// Since when there has been no answer, in milliseconds from the beginning and 1 more; 0 while nobody waits.
    since: Arc<AtomicU64>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// If the system refuses a handler of signals or a thread.
    pub fn start(rank: usize, limit: Duration, progress: Arc<Progress>) -> Result<Self> {
        let told = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGTERM, Arc::clone(&told)).context("a handler of SIGTERM")?;
        let watch = Self {
            began: Instant::now(),
            since: Arc::default(),
        };
        let seen = watch.clone();
        let look = move || loop {
            thread::sleep(PERIOD);
            let waited = seen.waited();
            let reason = if told.load(Ordering::Relaxed) {
                "is told to end (SIGTERM): another worker is lost, or whoever started them wants it"
                    .to_owned()
            } else if waited > limit {
                let seconds = waited.as_secs_f64();
                format!(
                    "has waited {seconds:.1} s for the others: one of them is lost, or slower than --patience allows"
                )
            } else {
                continue;
            };
            let update = progress.update();
            let advice = progress.advice();
            let message =
                format!("downhill-mpi: after update {update} worker {rank} {reason}. {advice}\n");
            // In one piece: several workers speak at a time.
            let _ = io::stderr().write_all(message.as_bytes());
            // At once: nothing that MPI or Rust would do at the end can be relied on any more.
            signal_hook::low_level::exit(1);
        };
        let thread = thread::Builder::new().name("watch".into());
        thread.spawn(look).context("a thread to watch")?;
        Ok(watch)
    }

    /// How long the others have not answered.
    fn waited(&self) -> Duration {
        match self.since.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            since => self
                .began
                .elapsed()
                .saturating_sub(Duration::from_millis(since - 1)),
        }
    }

    /// Does something that needs the others.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        let now = self.began.elapsed().as_millis() as u64 + 1;
        self.since.store(now, Ordering::Relaxed);
        let result = work();
        self.since.store(0, Ordering::Relaxed);
        result
    }
}
