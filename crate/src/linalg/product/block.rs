//! The register block: some rows and columns of a product, summed side by side.

use std::array::from_fn;
use std::ops::Range;

use super::factor::Factor;
use crate::number::Float;

/// Up to so many sums the compiler unrolls a block wholly and finds the vectors in it. A larger one it must
/// meet as a loop over columns.
const UNROLLED: usize = 96;

/// What the sums of a block start from.
#[derive(Clone, Copy)]
pub(super) enum Start<'a, F> {
    Zero,
    /// The same in every row.
    Row(&'a [F]),
    /// What stands in their place: the sums of the terms before.
    Place,
}

/// Entries of the product in rows `i..i + R` and these columns, by these terms of their sums.
///
/// ```text
///                         ────── W columns ─────▶
///                      ┌───────────────────────┐
///              B, row t│ b  b  b  b  b  b  b  b│   loaded once for all R rows
///                      └───────────────────────┘
///        A, column t
///           i ┌─┐      ┌───────────────────────┐
///           │ │a│      │ c  c  c  c  c  c  c  c│
///         R │ │a│      │ c  c  c  c  c  c  c  c│   R · W sums, which stay in
///      rows │ │a│      │ c  c  c  c  c  c  c  c│   registers for all terms t
///           ▼ │a│      │ c  c  c  c  c  c  c  c│
///             └─┘      └───────────────────────┘
/// ```
///
/// For each $t$, $W$ numbers of B and $R$ of A are read, and $R W$ products are added. `right` holds the terms'
/// rows of B and `place` the rows of the product, both from the first of the W columns on, one every so many
/// entries.
#[inline(always)]
pub(super) fn block<F: Float, const R: usize, const W: usize>(
    left: Factor<'_, F>,
    (right, right_stride): (&[F], usize),
    start: Start<'_, F>,
    (place, stride): (&mut [F], usize),
    i: usize,
    terms: Range<usize>,
) {
    let mut sums: [[F; W]; R] = match start {
        Start::Zero => [[F::zero(); W]; R],
        Start::Row(row) => [*chunk(row, 0); R],
        Start::Place => from_fn(|r| *chunk(place, (i + r) * stride)),
    };
    let count = terms.len();
    let rows = right.chunks(right_stride).take(count);
    match left {
        Factor::Rows(left, stride) => {
            let left: [&[F]; R] = from_fn(|r| &left[(i + r) * stride + terms.start..][..count]);
            for (t, row) in rows.enumerate().take(count) {
                add(&mut sums, from_fn(|r| left[r][t]), chunk(row, 0));
            }
        }
        Factor::Columns(left, stride) => {
            let left = left[terms.start * stride..].chunks(stride);
            for (column, row) in left.zip(rows) {
                add(&mut sums, *chunk(column, i), chunk(row, 0));
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        place[(i + r) * stride..][..W].copy_from_slice(sums);
    }
}

// ANCHOR: add
/// One term more in every sum.
#[inline(always)]
fn add<F: Float, const R: usize, const W: usize>(
    sums: &mut [[F; W]; R],
    left: [F; R],
    right: &[F; W],
) {
    if R * W <= UNROLLED {
        for r in 0..R {
            for c in 0..W {
                sums[r][c] = left[r].mul_add(right[c], sums[r][c]);
            }
        }
    } else {
        for c in 0..W {
            for r in 0..R {
                sums[r][c] = left[r].mul_add(right[c], sums[r][c]);
            }
        }
    }
}
// ANCHOR_END: add

/// So many entries from here on.
#[inline(always)]
fn chunk<F: Float, const N: usize>(entries: &[F], from: usize) -> &[F; N] {
    entries[from..].first_chunk().expect("as many entries")
}
