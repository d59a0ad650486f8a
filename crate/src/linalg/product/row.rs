//! One row times a matrix that lies column by column: one sample through a layer. To turn the weights would cost more
//! than the product.

use std::array::from_fn;

use super::factor::{Factor, Product, SIDE};
use crate::number::Float;

/// So many squares of columns are summed side by side, so that no sum waits for the one before.
const SQUARES: usize = 4;

/// The product of one row. Squares of four terms by four columns are turned in registers and added at once.
#[inline(always)]
pub(super) fn one_row<F: Float>(
    product: &Product<'_, F>,
    columns: &[F],
    stride: usize,
    place: &mut [F],
) {
    let (Factor::Rows(left, _) | Factor::Columns(left, _)) = product.left;
    let left = &left[..product.terms];
    let column = |j: usize| &columns[j * stride..][..left.len()];
    let start = |j: usize| product.start.map_or(F::zero(), |start| start[j]);
    let high = left.len() / SIDE * SIDE;
    let mut j = 0;
    while j + SIDE * SQUARES <= product.columns {
        let columns: [[&[F]; SIDE]; SQUARES] =
            from_fn(|q| from_fn(|e| &column(j + SIDE * q + e)[..high]));
        let mut sums: [[F; SIDE]; SQUARES] = from_fn(|q| from_fn(|e| start(j + SIDE * q + e)));
        for t in (0..high).step_by(SIDE) {
            let left: &[F; SIDE] = left[t..].first_chunk().expect("a square");
            for (sums, columns) in sums.iter_mut().zip(&columns) {
                let square: [[F; SIDE]; SIDE] =
                    from_fn(|e| *columns[e][t..].first_chunk().expect("a square"));
                for e in 0..SIDE {
                    let row: [F; SIDE] = from_fn(|f| square[f][e]);
                    *sums = from_fn(|f| left[e].mul_add(row[f], sums[f]));
                }
            }
        }
        for (e, sum) in sums.iter().flatten().enumerate() {
            place[j + e] = chain(*sum, &left[high..], &column(j + e)[high..]);
        }
        j += SIDE * SQUARES;
    }
    for (j, entry) in place.iter_mut().enumerate().skip(j) {
        *entry = chain(start(j), left, column(j));
    }
}

/// The sum and these terms, one after the other.
#[inline(always)]
fn chain<F: Float>(sum: F, left: &[F], right: &[F]) -> F {
    let terms = left.iter().zip(right);
    terms.fold(sum, |sum, (&a, &b)| a.mul_add(b, sum))
}
