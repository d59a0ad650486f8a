//! The checks that public functions make at the edge, each answering with the value it found.

use ndarray::{Array, ArrayBase, Data, Dimension, IntoDimension};

use crate::error::{Error, Result};
use crate::number::{Float, as_f64};

/// `value`, unless it is a NaN or infinite.
pub(crate) fn finite<A: Float>(name: &'static str, value: A) -> Result<A> {
    not_finite(name, Vec::new(), value).map_or(Ok(value), Err)
}

/// Fails at the first entry that is a NaN or infinite.
pub(crate) fn all_finite<A: Float, S: Data<Elem = A>, D: Dimension>(
    name: &'static str,
    array: &ArrayBase<S, D>,
) -> Result<()> {
    if is_finite(array) {
        return Ok(());
    }
    let bad = array.indexed_iter().find(|(_, value)| !value.is_finite());
    bad.and_then(|(at, &value)| not_finite(name, at.into_dimension().slice().to_vec(), value))
        .map_or(Ok(()), Err)
}

/// So many sums are taken side by side.
const SUMS: usize = 32;

/// Whether no entry is a NaN or infinite. All are looked at, side by side, which is faster than to stop at the first.
#[inline]
pub(crate) fn is_finite<A: Float, S: Data<Elem = A>, D: Dimension>(
    array: &ArrayBase<S, D>,
) -> bool {
    let Some(numbers) = array.as_slice_memory_order() else {
        return array.iter().all(|number| number.is_finite());
    };
    // A point of few coordinates is not worth so many sums.
    if numbers.len() < SUMS {
        return numbers.iter().all(|number| number.is_finite());
    }
    // 0 times a finite number is 0, and 0 times any other is a NaN, which no sum loses.
    let mut sums = [A::zero(); SUMS];
    let chunks = numbers.chunks_exact(sums.len());
    let rest = chunks.remainder();
    for chunk in chunks {
        for (sum, &number) in sums.iter_mut().zip(chunk) {
            *sum += number * A::zero();
        }
    }
    rest.iter().chain(&sums).all(|number| number.is_finite())
}

/// `value`, unless it is zero, negative, a NaN or infinite.
pub(crate) fn positive<A: Float>(name: &'static str, value: A) -> Result<A> {
    if value > A::zero() && value.is_finite() {
        return Ok(value);
    }
    Err(Error::OutOfRange {
        name,
        value: as_f64(value),
        range: "positive and finite",
    })
}

/// `value`, unless it is negative, a NaN or infinite.
pub(crate) fn not_negative<A: Float>(name: &'static str, value: A) -> Result<A> {
    if value >= A::zero() && value.is_finite() {
        return Ok(value);
    }
    Err(Error::OutOfRange {
        name,
        value: as_f64(value),
        range: "finite and not negative",
    })
}

/// `value`, unless it is negative, 1 or more, or a NaN.
pub(crate) fn fraction<A: Float>(name: &'static str, value: A) -> Result<A> {
    if value >= A::zero() && value < A::one() {
        return Ok(value);
    }
    Err(Error::OutOfRange {
        name,
        value: as_f64(value),
        range: "from 0 up to, but not including, 1",
    })
}

/// Fails at the first index that is `end` or more; `range` says what the indices count.
pub(crate) fn within(
    name: &'static str,
    indices: &[usize],
    end: usize,
    range: &'static str,
) -> Result<()> {
    match indices.iter().find(|&&index| index >= end) {
        Some(&index) => Err(Error::OutOfRange {
            name,
            value: index as f64,
            range,
        }),
        None => Ok(()),
    }
}

/// Fails unless both are the same, in lengths and order; `op` says what they are.
pub(crate) fn same_shape(op: &'static str, left: &[usize], right: &[usize]) -> Result<()> {
    if left == right {
        return Ok(());
    }
    let (left, right) = (left.to_vec(), right.to_vec());
    Err(Error::Shape { op, left, right })
}

/// The numbers in another precision, each rounded to the nearest. Fails at the first that is too large for it.
pub(crate) fn cast<A: Float, G: Float, S: Data<Elem = A>, D: Dimension>(
    name: &'static str,
    array: &ArrayBase<S, D>,
) -> Result<Array<G, D>> {
    let rounded = array.mapv(|x| G::from(x).unwrap_or_else(G::nan));
    let mut pairs = array.indexed_iter().zip(&rounded);
    match pairs.find(|((_, before), after)| before.is_finite() && !after.is_finite()) {
        None => Ok(rounded),
        Some(((at, &value), _)) => Err(Error::TooLarge {
            name,
            index: at.into_dimension().slice().to_vec(),
            value: as_f64(value),
            precision: std::any::type_name::<G>(),
        }),
    }
}

fn not_finite<A: Float>(name: &'static str, index: Vec<usize>, value: A) -> Option<Error> {
    (!value.is_finite()).then(|| Error::NotFinite {
        name,
        index,
        value: as_f64(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array0, array};

    #[test]
    fn the_first_bad_entry_is_named() {
        let bad = array![[1.0, 2.0], [f64::NEG_INFINITY, f64::NAN]];
        assert_eq!(
            all_finite("weights", &bad),
            Err(Error::NotFinite {
                name: "weights",
                index: vec![1, 0],
                value: f64::NEG_INFINITY
            })
        );
        assert_eq!(all_finite("weights", &array![[1.0_f32]]), Ok(()));
        assert_eq!(all_finite("loss", &Array0::<f64>::zeros(())), Ok(()));
    }

    #[test]
    fn positive_means_above_zero() {
        assert_eq!(positive("rate", 0.5_f32), Ok(0.5));
        for bad in [0.0, -1.0, f64::INFINITY] {
            assert_eq!(
                positive("rate", bad).unwrap_err(),
                Error::OutOfRange {
                    name: "rate",
                    value: bad,
                    range: "positive and finite"
                }
            );
        }
        assert!(positive("rate", f64::NAN).is_err());
        assert!(finite("rate", f64::NAN).is_err());
        assert_eq!(finite("rate", -2.0), Ok(-2.0));
    }
}
