//! Several threads for a large product: each computes some of its rows or columns, by the same chains.

use super::factor::{Factor, Product};
use super::instructions::path;
use super::strips::WIDEST;
use crate::number::Float;
use crate::threads::{share, threads_for};

/// So many multiplications, some microseconds, are worth another thread.
const WORTH: usize = 200_000;
/// So many parts a thread, so that nobody waits long for the last.
const PARTS: usize = 4;
/// The rows of a part are a multiple of so many, the rows of the highest block.
const BLOCK: usize = 8;

/// Computes a product into its place. Memory is taken if there is too little scratch.
pub(super) fn run<F: Float>(product: &Product<'_, F>, place: &mut [F], scratch: &mut Vec<F>) {
    let threads = threads_for(product.rows * product.columns * product.terms, WORTH);
    if threads == 1 {
        let room = room(scratch, 1, product.scratch());
        return path::<F>()(product, place, room);
    }
    match product.right {
        // Every part by rows would turn the whole factor again.
        Factor::Columns(..) if product.columns > WIDEST => {
            by_columns(product, place, scratch, threads);
        }
        _ => by_rows(product, place, scratch, threads),
    }
}

fn by_rows<F: Float>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut Vec<F>,
    threads: usize,
) {
    let compute = path::<F>();
    let rows = part(product.rows, threads, BLOCK);
    // Not 0, which would be no part.
    let each = product.part(0..rows.min(product.rows)).scratch().max(1);
    let scratch = room(scratch, product.rows.div_ceil(rows), each).chunks_mut(each);
    let parts = place.chunks_mut(rows * product.columns).zip(scratch);
    share(threads, parts.enumerate(), |(i, (place, scratch))| {
        let first = i * rows;
        let part = product.part(first..product.rows.min(first + rows));
        compute(&part, place, scratch);
    });
}

/// Columns do not lie together in the product: they are computed beside it, and then put together.
fn by_columns<F: Float>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut Vec<F>,
    threads: usize,
) {
    let compute = path::<F>();
    let columns = part(product.columns, threads, WIDEST);
    let beside = product.rows * columns;
    let each = beside
        + product
            .columns_part(0..columns.min(product.columns))
            .scratch();
    let scratch = room(scratch, product.columns.div_ceil(columns), each);
    share(
        threads,
        scratch.chunks_mut(each).enumerate(),
        |(j, scratch)| {
            let first = j * columns;
            let part = product.columns_part(first..product.columns.min(first + columns));
            let (sums, scratch) = scratch.split_at_mut(beside);
            compute(&part, &mut sums[..part.rows * part.columns], scratch);
        },
    );
    let scratch = &*scratch;
    let rows = part(product.rows, threads, 1);
    share(
        threads,
        place.chunks_mut(rows * product.columns).enumerate(),
        |(i, place)| {
            for (row, place) in place.chunks_exact_mut(product.columns).enumerate() {
                for (sums, place) in scratch.chunks(each).zip(place.chunks_mut(columns)) {
                    let width = place.len();
                    place.copy_from_slice(&sums[(i * rows + row) * width..][..width]);
                }
            }
        },
    );
}

/// How many of so many rows or columns make a part, a multiple of `unit`.
fn part(all: usize, threads: usize, unit: usize) -> usize {
    all.div_ceil(PARTS * threads).next_multiple_of(unit)
}

/// So many times so much scratch.
fn room<F: Float>(scratch: &mut Vec<F>, parts: usize, each: usize) -> &mut [F] {
    if scratch.len() < parts * each {
        scratch.resize(parts * each, F::zero());
    }
    &mut scratch[..parts * each]
}
