//! A product to be computed, of factors as they lie in memory: row by row, or column by column as a transpose does.

use std::array::from_fn;
use std::ops::Range;

use ndarray::ArrayView2;

use crate::number::Float;

/// The entries of a factor, and how many of them lie from one row or column to the next.
#[derive(Clone, Copy)]
pub(super) enum Factor<'a, F> {
    /// Row by row.
    Rows(&'a [F], usize),
    /// Column by column.
    Columns(&'a [F], usize),
}

impl<'a, F: Float> Factor<'a, F> {
    /// A matrix, unless it has gaps.
    pub(super) fn of(matrix: &ArrayView2<'a, F>) -> Option<Self> {
        let (rows, columns) = matrix.dim();
        let by_rows = matrix
            .to_slice()
            .map(|entries| Self::Rows(entries, columns));
        by_rows.or_else(|| {
            let entries = matrix.reversed_axes().to_slice()?;
            Some(Self::Columns(entries, rows))
        })
    }
}

/// A product to be computed.
#[derive(Clone, Copy)]
pub(super) struct Product<'a, F> {
    pub(super) left: Factor<'a, F>,
    pub(super) right: Factor<'a, F>,
    /// What the sums of each row start from, rather than from 0.
    pub(super) start: Option<&'a [F]>,
    /// How many terms each entry is the sum of.
    pub(super) terms: usize,
    /// The product's shape.
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl<F: Float> Product<'_, F> {
    /// These of its rows.
    pub(super) fn part(&self, rows: Range<usize>) -> Self {
        let left = match self.left {
            Factor::Rows(entries, stride) => Factor::Rows(&entries[rows.start * stride..], stride),
            Factor::Columns(entries, stride) => {
                Factor::Columns(entries.get(rows.start..).unwrap_or(&[]), stride)
            }
        };
        Self {
            left,
            rows: rows.len(),
            ..*self
        }
    }

    /// These of its columns, of a right factor that lies column by column.
    pub(super) fn columns_part(&self, columns: Range<usize>) -> Self {
        let Factor::Columns(entries, stride) = self.right else {
            unreachable!("columns that lie together");
        };
        Self {
            right: Factor::Columns(&entries[columns.start * stride..], stride),
            start: self.start.map(|start| &start[columns.clone()]),
            columns: columns.len(),
            ..*self
        }
    }
}

/// Writes these columns of these rows of a matrix that lies row by row into `panel`, W entries a row: the columns
/// and then zeros.
#[inline(always)]
pub(super) fn copy<F: Float, const W: usize>(
    entries: &[F],
    stride: usize,
    columns: Range<usize>,
    rows: Range<usize>,
    panel: &mut [F],
) {
    for (row, panel) in rows.zip(panel.chunks_exact_mut(W)) {
        let (filled, rest) = panel.split_at_mut(columns.len());
        filled.copy_from_slice(&entries[row * stride..][columns.clone()]);
        rest.fill(F::zero());
    }
}

/// The side of the squares in which a factor is turned.
pub(super) const SIDE: usize = 4;

/// [`copy`], of a matrix that lies column by column.
///
/// Squares of four by four go through registers, so that reading and writing both touch neighbours.
#[inline(always)]
pub(super) fn turn<F: Float, const W: usize>(
    entries: &[F],
    stride: usize,
    columns: Range<usize>,
    rows: Range<usize>,
    panel: &mut [F],
) {
    let count = rows.len();
    let column = |c: usize| &entries[(columns.start + c) * stride..][rows.clone()];
    if columns.len() < W {
        panel[..count * W].fill(F::zero());
    }
    let (wide, high) = (columns.len() / SIDE * SIDE, count / SIDE * SIDE);
    for c in (0..wide).step_by(SIDE) {
        let columns: [&[F]; SIDE] = from_fn(|e| &column(c + e)[..high]);
        for t in (0..high).step_by(SIDE) {
            let square: [[F; SIDE]; SIDE] =
                from_fn(|e| *columns[e][t..].first_chunk().expect("a square"));
            for e in 0..SIDE {
                let row: [F; SIDE] = from_fn(|f| square[f][e]);
                panel[(t + e) * W + c..][..SIDE].copy_from_slice(&row);
            }
        }
    }
    for c in 0..columns.len() {
        let done = if c < wide { high } else { 0 };
        for (t, &entry) in column(c).iter().enumerate().skip(done) {
            panel[t * W + c] = entry;
        }
    }
}
