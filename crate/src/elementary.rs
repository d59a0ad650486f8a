//! Powers, logarithms and the functions of angles, with the same digits on every machine. All that the library
//! computes goes through these; only figures may take the system's.
//!
//! IEEE 754 prescribes the last bit of a sum, a product, a quotient, a square root and a fused addition, but not of
//! $e^x$ or $\tanh x$. The system's library of mathematics differs there from machine to machine, and some choose
//! by the processor. The crate `libm` is Rust alone: everywhere the same operations, in the same order.
//!
//! One place is out of reach: `rand_distr` asks the system when it draws from a normal distribution, for the logarithm
//! of one number in 3,900 (those beyond 3.65 deviations), and for a power to tell whether to draw again.

use crate::number::{Both, Float, Kernel};

struct OfOne;

impl Kernel for OfOne {
    type Of<F: Float> = fn(F) -> F;
}

struct OfTwo;

impl Kernel for OfTwo {
    type Of<F: Float> = fn(F, F) -> F;
}

macro_rules! functions {
    ($form:ident: $($name:ident($($x:ident),+) = $single:ident, $double:ident;)+) => {$(
        #[inline]
        pub(crate) fn $name<A: Float>($($x: A),+) -> A {
            static BOTH: Both<$form> = Both {
                single: libm::$single,
                double: libm::$double,
            };
            A::of(&BOTH)($($x),+)
        }
    )+};
}

functions! { OfOne:
    exp(x) = expf, exp;
    exp_m1(x) = expm1f, expm1;
    ln(x) = logf, log;
    ln_1p(x) = log1pf, log1p;
    log2(x) = log2f, log2;
    tanh(x) = tanhf, tanh;
    sin(x) = sinf, sin;
    cos(x) = cosf, cos;
    cbrt(x) = cbrtf, cbrt;
}

functions! { OfTwo:
    powf(base, exponent) = powf, pow;
    hypot(x, y) = hypotf, hypot;
    atan2(y, x) = atan2f, atan2;
}
