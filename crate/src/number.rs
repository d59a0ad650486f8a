//! Numbers of any precision: constants of formulas, written once for `f32` and `f64`.

use ndarray::NdFloat;

/// `value` in the precision of `A`, rounded if need be.
pub(crate) fn number<A: NdFloat>(value: f64) -> A {
    A::from(value).unwrap_or_else(A::nan)
}

/// `value` as an `f64`, exactly: `f32` and `f64` are the only floats that ndarray knows.
pub(crate) fn as_f64<A: NdFloat>(value: A) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}
