//! Several threads for what is heavy, products and the steps of optimisers, if [`set_threads`] asks for them. Digits do
//! not depend on it: each number is computed by one thread, in the order in which one alone would do it.

#[cfg(feature = "threads")]
mod crew;
#[cfg(feature = "threads")]
mod many;
#[cfg(all(test, feature = "threads"))]
mod tests;

use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

use crate::error::Result;

thread_local! {
    static THREADS: Cell<usize> = const { Cell::new(1) };
}

/// Lets this thread's large products, and the steps of optimisers, be computed by so many threads from now on, 1 unless
/// told otherwise. Digits do not depend on it. The others are started when they are first needed, which takes memory,
/// and stand by for half a millisecond after each task; then they sleep. Without the feature `threads`, which
/// WebAssembly does not have, it stays at 1.
///
/// # Examples
/// ```
/// use downhill::linalg::{multiply, set_threads};
/// use downhill::ndarray::Array2;
/// let matrix = Array2::from_shape_fn((300, 300), |(i, j)| 1.0 / (1 + i + j) as f64);
/// let products = [1, 2].map(|threads| {
///     set_threads(threads);
///     let mut product = Array2::zeros((300, 300));
///     multiply(&matrix, &matrix, product.view_mut()).unwrap();
///     product
/// });
/// assert_eq!(products[0], products[1]);
/// ```
pub fn set_threads(threads: usize) {
    let most = if cfg!(feature = "threads") {
        threads
    } else {
        1
    };
    THREADS.set(most.max(1));
}

/// How many threads are to do so much work, if each is to have so much at least.
pub(crate) fn threads_for(work: usize, each: usize) -> usize {
    THREADS.get().min(work / each).max(1)
}

/// Does the work on every part, on so many threads: this one, and others. Whoever is free takes the next part; if the
/// others are slow to come this one does it all.
pub(crate) fn share<P: Send>(
    threads: usize,
    parts: impl Iterator<Item = P> + Send,
    work: impl Fn(P) + Sync,
) {
    if threads == 1 {
        return parts.for_each(work);
    }
    let parts = Mutex::new(parts);
    let take = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let job = || {
        while let Some(part) = take() {
            work(part);
        }
    };
    #[cfg(feature = "threads")]
    crew::together(threads - 1, &job);
    #[cfg(not(feature = "threads"))]
    job();
}

/// What the work makes of each item, in the order of the items, or the first error in that order. With the feature `threads` several
/// are worked on at a time, each by one thread, as many as the machine has cores. Digits do not depend on it.
#[cfg(feature = "threads")]
pub(crate) fn in_parallel<T: Send, U: Send>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    work: impl Fn(T) -> Result<U> + Sync,
) -> Result<Vec<U>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    many::in_parallel(cores, items.into_iter(), &work)
}

#[cfg(not(feature = "threads"))]
pub(crate) fn in_parallel<T, U>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> Result<U>,
) -> Result<Vec<U>> {
    items.into_iter().map(work).collect()
}
