//! Two pieces of the sum over all workers: see `Workers::sum`.

use crate::number::{Both, Float, Kernel};

pub(super) type Halves<'a, F> = (&'a mut [F], &'a mut [F], (usize, usize));

/// A range's own half, its other half, and where the own one lies.
pub(super) fn halves<F>(
    numbers: &mut [F],
    (from, to): (usize, usize),
    upper: bool,
) -> Halves<'_, F> {
    let middle = from + (to - from) / 2;
    let (low, high) = numbers[from..to].split_at_mut(middle - from);
    if upper {
        (high, low, (middle, to))
    } else {
        (low, high, (from, middle))
    }
}

/// Adds the second to the first, entry by entry.
pub(super) static ADD: Both<Add> = Both {
    single: add,
    double: add,
};

pub(super) struct Add;

impl Kernel for Add {
    type Of<F: Float> = fn(&mut [F], &[F]);
}

fn add<F: Float>(sums: &mut [F], numbers: &[F]) {
    for (sum, &number) in sums.iter_mut().zip(numbers) {
        *sum += number;
    }
}
