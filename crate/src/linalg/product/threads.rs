//! Several threads for a large product: each computes some of its rows, by the same chains.

use std::cell::Cell;
#[cfg(feature = "threads")]
use std::thread;

use super::factor::Product;
use super::instructions::path;
use crate::number::Float;

/// So many multiplications a thread, some tens of microseconds, are worth the start of one.
const WORTH: usize = 8_000_000;
/// The rows of a thread are a multiple of so many, the rows of the highest block.
const BLOCK: usize = 8;

thread_local! {
    static THREADS: Cell<usize> = const { Cell::new(1) };
}

/// Lets this thread's large products be computed by so many threads from now on, 1 unless told otherwise. Digits do
/// not depend on it. Starting threads takes memory; without the feature `threads`, which WebAssembly does
/// not have, it stays at 1.
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

/// Computes a product into its place. Memory is taken if there is too little scratch.
pub(super) fn run<F: Float>(product: &Product<'_, F>, place: &mut [F], scratch: &mut Vec<F>) {
    let work = product.rows * product.columns * product.terms;
    let threads = THREADS.get().min(work / WORTH).max(1);
    let rows = product.rows.div_ceil(threads).next_multiple_of(BLOCK);
    let rows = rows.min(product.rows);
    // Not 0, which would be no part.
    let room = product.part(0..rows).scratch().max(1);
    if scratch.len() < threads * room {
        scratch.resize(threads * room, F::zero());
    }
    let compute = path::<F>();
    if threads == 1 {
        return compute(product, place, scratch);
    }
    #[cfg(feature = "threads")]
    split(product, place, scratch, rows, room);
}

/// So many rows a thread, the last ones on this one.
#[cfg(feature = "threads")]
fn split<F: Float>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut [F],
    rows: usize,
    room: usize,
) {
    let compute = path::<F>();
    thread::scope(|scope| {
        let places = place.chunks_mut(rows * product.columns);
        for (i, (place, scratch)) in places.zip(scratch.chunks_mut(room)).enumerate() {
            let first = i * rows;
            let last = product.rows.min(first + rows);
            let part = product.part(first..last);
            if last == product.rows {
                compute(&part, place, scratch);
            } else {
                scope.spawn(move || compute(&part, place, scratch));
            }
        }
    });
}
