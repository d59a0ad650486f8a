//! Matrix products, through which every network goes. Written so that the answer is the same to the
//! last bit on every processor, and so that nothing is allocated. Serves every chapter that trains.
//!
//! A library for matrix products packs its operands into memory that it takes anew at each call, and
//! fuses multiplication and addition where the processor can, so that digits differ from machine to
//! machine. Here every entry is summed in one fixed order, and only how many entries are summed side
//! by side depends on the processor.

use multiversion::multiversion;
use ndarray::{ArrayView2, ArrayViewMut2};

use crate::error::{Error, Result};
use crate::number::Float;

/// How many terms are added to an entry in one go, or how many partial sums a dot product has.
const STRIDE: usize = 8;
/// From how many rows on a factor is turned rather than multiplied row by row.
const TURN: usize = 4;

/// $C = A B$, written into `place`.
///
/// Shapes (m, k), (k, n) and (m, n). Each entry is summed from the first term to the last.
///
/// # Errors
/// [`Error::Shape`] if they do not fit, with the two that do not.
///
/// # Examples
/// ```
/// use downhill::{linalg::multiply, ndarray::{Array2, array}};
/// let mut product = Array2::zeros((1, 2));
/// multiply(&array![[1.0, 2.0]], &array![[3.0, 4.0], [5.0, 6.0]], product.view_mut())?;
/// assert_eq!(product, array![[13.0, 16.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn multiply<'a, 'b, A: Float>(
    left: impl Into<ArrayView2<'a, A>>,
    right: impl Into<ArrayView2<'b, A>>,
    place: ArrayViewMut2<'_, A>,
) -> Result<()> {
    let (left, right) = (left.into(), right.into());
    check(
        "a matrix product",
        (left.dim(), right.dim()),
        &[left.shape(), right.shape(), place.shape()],
    )?;
    product(left, right, place);
    Ok(())
}

/// $C = A B^T$, written into `place`: the dot product of every row of A with every row of B.
///
/// Shapes (m, k), (n, k) and (m, n). Of fewer than four rows each entry is the sum of eight partial
/// sums over every eighth term, otherwise it is summed from the first term to the last.
///
/// # Errors
/// [`Error::Shape`] if they do not fit, with the two that do not.
///
/// # Examples
/// ```
/// use downhill::{linalg::multiply_transposed, ndarray::{Array2, array}};
/// let mut product = Array2::zeros((1, 2));
/// multiply_transposed(&array![[1.0, 2.0]], &array![[3.0, 4.0], [5.0, 6.0]], product.view_mut())?;
/// assert_eq!(product, array![[11.0, 17.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn multiply_transposed<'a, 'b, A: Float>(
    left: impl Into<ArrayView2<'a, A>>,
    right: impl Into<ArrayView2<'b, A>>,
    place: ArrayViewMut2<'_, A>,
) -> Result<()> {
    let (left, right) = (left.into(), right.into());
    check(
        "a product with a transpose",
        (left.dim(), right.t().dim()),
        &[left.shape(), right.shape(), place.shape()],
    )?;
    product_with_transpose(left, right, &mut Vec::new(), place);
    Ok(())
}

/// $C = A^T B$, written into `place`.
///
/// Shapes (k, m), (k, n) and (m, n). Each entry is summed from the first term to the last.
///
/// # Errors
/// [`Error::Shape`] if they do not fit, with the two that do not.
///
/// # Examples
/// ```
/// use downhill::{linalg::transposed_multiply, ndarray::{Array2, array}};
/// let mut product = Array2::zeros((1, 2));
/// transposed_multiply(&array![[1.0], [2.0]], &array![[3.0, 4.0], [5.0, 6.0]], product.view_mut())?;
/// assert_eq!(product, array![[13.0, 16.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn transposed_multiply<'a, 'b, A: Float>(
    left: impl Into<ArrayView2<'a, A>>,
    right: impl Into<ArrayView2<'b, A>>,
    place: ArrayViewMut2<'_, A>,
) -> Result<()> {
    let (left, right) = (left.into(), right.into());
    check(
        "a product of a transpose",
        (left.t().dim(), right.dim()),
        &[left.shape(), right.shape(), place.shape()],
    )?;
    product_of_transpose(left, right, place);
    Ok(())
}

/// Checks the factors, as a plain product has them, and the place; `given` are the shapes as they came.
fn check(
    op: &'static str,
    ((m, k), (rows, n)): ((usize, usize), (usize, usize)),
    [left, right, place]: &[&[usize]; 3],
) -> Result<()> {
    let shapes = |op, left: &[usize], right: &[usize]| Error::Shape {
        op,
        left: left.to_vec(),
        right: right.to_vec(),
    };
    if k != rows {
        return Err(shapes(op, left, right));
    }
    if *place != [m, n] {
        return Err(shapes("a matrix product and its place", &[m, n], place));
    }
    Ok(())
}

/// [`multiply`], of shapes that fit: rows of the product are sums of rows of the right factor, weighted by
/// entries of the left one, which may be a transpose.
pub(crate) fn product<A: Float>(
    left: ArrayView2<'_, A>,
    right: ArrayView2<'_, A>,
    mut product: ArrayViewMut2<'_, A>,
) {
    let (k, n) = (left.ncols(), right.ncols());
    let strides = left.strides();
    let weights = match left.as_slice_memory_order() {
        Some(slice) if strides.iter().all(|&stride| stride >= 0) => {
            Some((slice, strides[0] as usize, strides[1] as usize))
        }
        _ => None,
    };
    match (weights, right.as_slice(), product.as_slice_mut()) {
        (Some(weights), Some(right), Some(product)) if n > 0 => {
            rows(weights, right, product, n);
        }
        // Views with gaps, which no network has.
        _ => {
            for ((i, j), entry) in product.indexed_iter_mut() {
                *entry = (0..k).fold(A::zero(), |sum, t| sum + left[[i, t]] * right[[t, j]]);
            }
        }
    }
}

/// [`transposed_multiply`], of shapes that fit.
pub(crate) fn product_of_transpose<A: Float>(
    left: ArrayView2<'_, A>,
    right: ArrayView2<'_, A>,
    place: ArrayViewMut2<'_, A>,
) {
    product(left.reversed_axes(), right, place);
}

/// [`multiply_transposed`], of shapes that fit. For more than a few rows the right factor is turned into
/// `scratch` first, which pays; memory is taken if there is too little of it.
pub(crate) fn product_with_transpose<A: Float>(
    left: ArrayView2<'_, A>,
    right: ArrayView2<'_, A>,
    scratch: &mut Vec<A>,
    mut place: ArrayViewMut2<'_, A>,
) {
    let (k, n) = (left.ncols(), right.nrows());
    match (left.as_slice(), right.as_slice(), place.as_slice_mut()) {
        (Some(left), Some(right), Some(place)) if k > 0 && n > 0 && left.len() < TURN * k => {
            for (row, out) in left.chunks_exact(k).zip(place.chunks_exact_mut(n)) {
                for (other, out) in right.chunks_exact(k).zip(out) {
                    *out = dot(row, other);
                }
            }
        }
        _ => {
            scratch.clear();
            scratch.extend(right.t().iter());
            let turned = ArrayView2::from_shape((k, n), scratch).expect("as many entries");
            product(left, turned, place);
        }
    }
}

/// The kernel of [`product`]: eight weighted rows of the right factor are added to a row of the product at a time.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2", "aarch64+neon"))]
fn rows<A: Float>(
    (weights, down, along): (&[A], usize, usize),
    right: &[A],
    product: &mut [A],
    n: usize,
) {
    for (i, sums) in product.chunks_exact_mut(n).enumerate() {
        sums.fill(A::zero());
        let weight = |t: usize| weights[i * down + t * along];
        let mut eights = right.chunks_exact(n * STRIDE);
        let mut t = 0;
        for rows in &mut eights {
            let w: [A; STRIDE] = std::array::from_fn(|e| weight(t + e));
            add_eight(sums, w, rows);
            t += STRIDE;
        }
        for row in eights.remainder().chunks_exact(n) {
            let w = weight(t);
            for (sum, &entry) in sums.iter_mut().zip(row) {
                *sum += w * entry;
            }
            t += 1;
        }
    }
}

#[inline(always)]
fn add_eight<A: Float>(sums: &mut [A], w: [A; STRIDE], rows: &[A]) {
    let n = sums.len();
    let row = |e: usize| &rows[e * n..][..n];
    let (a, b, c, d) = (row(0), row(1), row(2), row(3));
    let (e, f, g, h) = (row(4), row(5), row(6), row(7));
    for (j, sum) in sums.iter_mut().enumerate() {
        let mut total = *sum;
        total += w[0] * a[j];
        total += w[1] * b[j];
        total += w[2] * c[j];
        total += w[3] * d[j];
        total += w[4] * e[j];
        total += w[5] * f[j];
        total += w[6] * g[j];
        total += w[7] * h[j];
        *sum = total;
    }
}

/// The dot product, as the sum of eight partial sums over every eighth term.
fn dot<A: Float>(left: &[A], right: &[A]) -> A {
    let mut parts = [A::zero(); STRIDE];
    let (lefts, last_left) = left.as_chunks::<STRIDE>();
    let (rights, last_right) = right.as_chunks::<STRIDE>();
    for (x, y) in lefts.iter().zip(rights) {
        for e in 0..STRIDE {
            parts[e] += x[e] * y[e];
        }
    }
    for ((part, &x), &y) in parts.iter_mut().zip(last_left).zip(last_right) {
        *part += x * y;
    }
    let [a, b, c, d, e, f, g, h] = parts;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}
