//! Powers, logarithms and the functions of angles, with the same digits on every machine. All that the library
//! computes goes through these; only figures may take the system's.
//!
//! IEEE 754 prescribes the last bit of a sum, a product, a quotient, a square root and a fused addition, but not of
//! $e^x$ or $\tanh x$. The system's library of mathematics differs there from machine to machine, and some choose
//! by the processor. The crate `libm` is Rust alone: everywhere the same operations, in the same order. The two that
//! networks take by the thousand, $e^x$ and $\tanh x$, are our own, so that [`each`] can take many at once.
//!
//! One place is out of reach: `rand_distr` asks the system when it draws from a normal distribution, for the logarithm
//! of one number in 3,900 (those beyond 3.65 deviations), and for a power to tell whether to draw again.

mod exponential;
#[cfg(test)]
mod tests;

use multiversion::multiversion;

use crate::number::{Both, Float, Kernel};
use exponential::{double, single};

struct OfOne;

impl Kernel for OfOne {
    type Of<F: Float> = fn(F) -> F;
}

struct OfTwo;

impl Kernel for OfTwo {
    type Of<F: Float> = fn(F, F) -> F;
}

macro_rules! functions {
    ($form:ident: $($name:ident($($x:ident),+) = $single:path, $double:path;)+) => {$(
        #[inline]
        pub(crate) fn $name<A: Float>($($x: A),+) -> A {
            static BOTH: Both<$form> = Both {
                single: $single,
                double: $double,
            };
            A::of(&BOTH)($($x),+)
        }
    )+};
}

functions! { OfOne:
    exp(x) = single::power_of_e, double::power_of_e;
    exp_m1(x) = libm::expm1f, libm::expm1;
    ln(x) = libm::logf, libm::log;
    ln_1p(x) = libm::log1pf, libm::log1p;
    log2(x) = libm::log2f, libm::log2;
    tanh(x) = single::hyperbolic_tangent, double::hyperbolic_tangent;
    sin(x) = libm::sinf, libm::sin;
    cos(x) = libm::cosf, libm::cos;
    cbrt(x) = libm::cbrtf, libm::cbrt;
}

functions! { OfTwo:
    powf(base, exponent) = libm::powf, libm::pow;
    hypot(x, y) = libm::hypotf, libm::hypot;
    atan2(y, x) = libm::atan2f, libm::atan2;
}

/// A function of each number, in its place, by the widest registers that the processor has. The digits are those of one
/// call after the other.
#[multiversion(targets("x86_64+avx512f+avx512vl+avx512dq+avx2", "x86_64+avx2"))]
pub(crate) fn each<A: Float, G: Fn(A) -> A>(numbers: &mut [A], f: G) {
    for number in numbers {
        *number = f(*number);
    }
}
