//! How numbers lie in memory.

use ndarray::Array2;

use crate::number::Float;

/// The same numbers, row after row in memory, so that a batch is one piece of it.
pub(super) fn row_by_row<F: Float>(numbers: Array2<F>) -> Array2<F> {
    if numbers.is_standard_layout() {
        numbers
    } else {
        numbers.as_standard_layout().into_owned()
    }
}
