//! A whole product as strips of columns, and each strip as register blocks.

use std::ops::Range;

use super::block::{Start, block};
use super::factor::{Factor, Product, copy, turn};
use super::row::one_row;
use crate::number::Float;

/// How many terms are added to all sums of a strip before the next terms are: the right factor's part, so many
/// rows of a strip, then stays in the nearest cache while all rows of the product are computed.
const DEPTH: usize = 256;
/// How many columns the widest strip has.
pub(super) const WIDEST: usize = 32;

impl<F: Float> Product<'_, F> {
    /// How many entries are needed beside the product, at most: a part of the right factor, and a strip. None if
    /// B lies row by row and every strip is whole.
    pub(super) fn scratch(&self) -> usize {
        match self.right {
            Factor::Rows(..) if self.columns.is_multiple_of(WIDEST) => 0,
            _ => (self.terms.min(DEPTH) + self.rows) * WIDEST,
        }
    }
}

/// The product, strip by strip, in blocks of up to R rows and `WIDE` columns.
///
/// If few columns are left the last strip is only `HALF` as wide. If it sticks out even so, it is computed beside
/// the product, with zeros where B has no more columns, and what belongs to the product is copied.
#[inline(always)]
pub(super) fn strips<F: Float, const R: usize, const WIDE: usize, const HALF: usize>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut [F],
) {
    if let (1, Factor::Columns(columns, stride)) = (product.rows, product.right) {
        return one_row(product, columns, stride, place);
    }
    let n = product.columns;
    for j in (0..n).step_by(WIDE) {
        if n - j > HALF {
            strip::<F, R, WIDE>(product, place, scratch, j..n.min(j + WIDE));
        } else {
            strip::<F, R, HALF>(product, place, scratch, j..n);
        }
    }
}

/// These columns of the product, no more than W.
#[inline(always)]
fn strip<F: Float, const R: usize, const W: usize>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut [F],
    columns: Range<usize>,
) {
    let (n, rows) = (product.columns, product.rows);
    let part = product.terms.min(DEPTH) * W;
    let (panel, beside) = scratch.split_at_mut(part.min(scratch.len()));
    let whole = columns.len() == W;
    let mut start = match product.start {
        Some(row) if whole => Start::Row(&row[columns.start..]),
        Some(row) => {
            for sums in beside[..rows * W].chunks_exact_mut(W) {
                sums[..columns.len()].copy_from_slice(&row[columns.clone()]);
            }
            Start::Place
        }
        None => Start::Zero,
    };
    let (sums, stride) = if whole {
        (&mut place[columns.start..], n)
    } else {
        (&mut *beside, W)
    };
    for first in (0..product.terms.max(1)).step_by(DEPTH) {
        let terms = first..product.terms.min(first + DEPTH);
        let right = match product.right {
            Factor::Rows(entries, _) if whole => {
                (entries.get(first * n + columns.start..).unwrap_or(&[]), n)
            }
            Factor::Rows(entries, stride) => {
                copy::<F, W>(entries, stride, columns.clone(), terms.clone(), panel);
                (&*panel, W)
            }
            Factor::Columns(entries, stride) => {
                turn::<F, W>(entries, stride, columns.clone(), terms.clone(), panel);
                (&*panel, W)
            }
        };
        let mut i = 0;
        while i + R <= rows {
            block::<F, R, W>(product.left, right, start, (sums, stride), i, terms.clone());
            i += R;
        }
        while i + 2 <= rows {
            block::<F, 2, W>(product.left, right, start, (sums, stride), i, terms.clone());
            i += 2;
        }
        if i < rows {
            block::<F, 1, W>(product.left, right, start, (sums, stride), i, terms);
        }
        start = Start::Place;
    }
    if !whole {
        for (row, sums) in place.chunks_exact_mut(n).zip(beside.chunks_exact(W)) {
            row[columns.clone()].copy_from_slice(&sums[..columns.len()]);
        }
    }
}
