//! Matrix products, through which every network goes. Written so that the answer is the same to the
//! last bit on every processor, and so that nothing is allocated. Serves every chapter that trains.
//!
//! A library for matrix products packs its operands into memory that it takes anew at each call, and sums in an
//! order that depends on the processor, so that digits differ from machine to machine. Here every entry is **one
//! chain** of fused multiplications and additions, from the first term to the last:
//!
//! $$c_{ij} \leftarrow \operatorname{round}(a_{it} b_{tj} + c_{ij}), \qquad t = 1, \dots, k$$
//!
//! The product is not rounded before it is added (IEEE 754's `fusedMultiplyAdd`). Only how many chains run side
//! by side depends on the processor: so digits depend neither on it, nor on how the work is cut into blocks, nor
//! on whether a factor lies in memory as a transpose. Every aarch64 and every x86-64 since 2013 has the instruction;
//! elsewhere, WebAssembly included, software gives the same digits slowly.
//!
//! From the outside in: [`strips`] cuts the product into strips of columns, and those into blocks; [`block`] sums
//! the entries of one block in registers; [`instructions`] tells how large a block the processor's registers hold.

mod block;
mod factor;
mod instructions;
mod row;
mod strips;
mod threads;

use std::borrow::Cow;

use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut2, CowArray, Ix2};

use crate::error::{Error, Result};
use crate::number::Float;

pub use crate::threads::set_threads;
use factor::{Factor, Product};
pub use instructions::{Instructions, limit_instructions};

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
    product(left, right, &mut Vec::new(), place);
    Ok(())
}

/// $C = A B^T$, written into `place`: the dot product of every row of A with every row of B.
///
/// Shapes (m, k), (n, k) and (m, n). Each entry is summed from the first term to the last.
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
    product(left, right.reversed_axes(), &mut Vec::new(), place);
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
    product(left.reversed_axes(), right, &mut Vec::new(), place);
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

/// [`multiply`], of shapes that fit. Each factor may lie as a transpose does. A right one that does is turned, part by
/// part, into `scratch`; memory is taken if there is too little of it.
pub(crate) fn product<F: Float>(
    left: ArrayView2<'_, F>,
    right: ArrayView2<'_, F>,
    scratch: &mut Vec<F>,
    place: ArrayViewMut2<'_, F>,
) {
    sums(None, left, right, scratch, place);
}

/// $C_{ij} = b_j + (A B)_{ij}$, as [`product`]: the sums of each row start from `start`.
pub(crate) fn product_from<F: Float>(
    start: ArrayView1<'_, F>,
    left: ArrayView2<'_, F>,
    right: ArrayView2<'_, F>,
    scratch: &mut Vec<F>,
    place: ArrayViewMut2<'_, F>,
) {
    let start = start
        .to_slice()
        .map_or_else(|| start.to_vec().into(), Cow::from);
    sums(Some(&start), left, right, scratch, place);
}

/// Either of them.
fn sums<F: Float>(
    start: Option<&[F]>,
    left: ArrayView2<'_, F>,
    right: ArrayView2<'_, F>,
    scratch: &mut Vec<F>,
    mut place: ArrayViewMut2<'_, F>,
) {
    if place.is_empty() {
        return;
    }
    let Some(entries) = place.as_slice_mut() else {
        // A place with gaps, which no network has.
        let mut whole = Array2::zeros(place.dim());
        sums(start, left, right, scratch, whole.view_mut());
        place.assign(&whole);
        return;
    };
    let (left, right) = (without_gaps(&left), without_gaps(&right));
    let (left, right) = (left.view(), right.view());
    let product = Product {
        left: Factor::of(&left).expect("no gaps"),
        right: Factor::of(&right).expect("no gaps"),
        start,
        terms: right.nrows(),
        rows: left.nrows(),
        columns: right.ncols(),
    };
    threads::run(&product, entries, scratch);
}

/// The matrix, copied if it lies neither row by row nor column by column.
fn without_gaps<'a, F: Float>(matrix: &'a ArrayView2<'_, F>) -> CowArray<'a, F, Ix2> {
    match Factor::of(matrix) {
        Some(_) => matrix.view().into(),
        None => matrix.as_standard_layout(),
    }
}
