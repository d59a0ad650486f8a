//! Numbers of any precision: the two kinds of float that this library computes with, and how a loop is
//! compiled for both of them here. Serves every chapter that trains or descends.
//!
//! Generic code is compiled where it is used, and a notebook's cells are compiled without any optimisation.
//! So what loops is compiled in the library, once for `f32` and once for `f64`. A generic function keeps its
//! two instances in a table beside it, a `static` [`Both`], and callers pick theirs by [`Float::of`]; a
//! trait's implementation is written once for both by `for_both_precisions!`, where literals are literals.

use ndarray::NdFloat;

/// The precision in which a network or a descent computes: `f32` or `f64`, and nothing else.
///
/// It has all that ndarray asks of a float, `NdFloat`: arithmetic, comparison, `exp`, `sqrt` and the rest.
pub trait Float: NdFloat + sealed::Sealed {
    /// The instance of a loop for this precision.
    #[doc(hidden)]
    fn of<K: Kernel>(both: &'static Both<K>) -> K::Of<Self>;
}

/// A loop of the library, named by a type: the form of the function that runs it in each precision.
#[doc(hidden)]
pub trait Kernel {
    /// A function pointer.
    type Of<F: Float>: Copy;
}

/// A loop's two instances, compiled here.
#[doc(hidden)]
pub struct Both<K: Kernel> {
    pub(crate) single: K::Of<f32>,
    pub(crate) double: K::Of<f64>,
}

impl Float for f32 {
    fn of<K: Kernel>(both: &'static Both<K>) -> K::Of<Self> {
        both.single
    }
}

impl Float for f64 {
    fn of<K: Kernel>(both: &'static Both<K>) -> K::Of<Self> {
        both.double
    }
}

/// Takes the text of an implementation twice, with the name before the colon for `f32` and for `f64`.
/// Both are compiled here, and literals in it need no conversion: `2.0 * (x - 1.0)`.
macro_rules! for_both_precisions {
    ($number:ident: $($text:tt)*) => {
        const _: () = {
            type $number = f32;
            $($text)*
        };
        const _: () = {
            type $number = f64;
            $($text)*
        };
    };
}
pub(crate) use for_both_precisions;

/// `value` in the precision of `A`, rounded if need be.
pub(crate) fn number<A: Float>(value: f64) -> A {
    A::from(value).unwrap_or_else(A::nan)
}

/// `value` as an `f64`, exactly.
pub(crate) fn as_f64<A: Float>(value: A) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for f32 {}
    impl Sealed for f64 {}
}
