//! $e^x$ and $\tanh x$ by sums, products and one quotient: IEEE 754 prescribes the last bit of each, and a loop over
//! many numbers takes as many at once as the processor's registers hold. No fused addition: where a processor has
//! none, software would take its time.
//!
//! With $k$ the whole number next to $x / \ln 2$, what is left, $r = x - k \ln 2$, is at most 0.35, and
//!
//! $$e^x = 2^k e^r = 2^k \, (1 + p), \qquad p = r + r^2 \left( \frac{1}{2!} + \frac{r}{3!} + \frac{r^2}{4!} + \dots \right)$$
//!
//! # References
//! P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE floating-point arithmetic", *ACM
//! Transactions on Mathematical Software* 15 (1989), 144–157,
//! [doi:10.1145/63522.214389](https://doi.org/10.1145/63522.214389): the division of $\ln 2$ into two parts.

/// The two functions, in one precision.
macro_rules! exponential {
    ($module:ident, $float:ident, $bits:ident, $($constant:ident = $value:expr;)+) => {
        pub(super) mod $module {
            $(const $constant: $float = $value;)+
            /// Added to a number it rounds it to a whole one, which then stands in the last bits.
            const SHIFT: $float = 1.5 / $float::EPSILON;
            const MANTISSA: u32 = $float::MANTISSA_DIGITS - 1;
            /// What the exponent of 1 is written as.
            const BIAS: $bits = $float::MAX_EXP as $bits - 1;
            /// $1/n!$ from the smallest that counts down to $1/2!$.
            const SERIES: [$float; TERMS] = {
                let (mut series, mut factorial, mut n) = ([1.0; TERMS], 1.0, 2);
                while n < TERMS + 2 {
                    factorial *= n as $float;
                    series[TERMS + 1 - n] = 1.0 / factorial;
                    n += 1;
                }
                series
            };
            const TERMS: usize = if $float::MANTISSA_DIGITS > 24 { 12 } else { 7 };

            /// $k$ and $p$.
            #[inline(always)]
            fn parts(x: $float) -> ($float, $float) {
                let k = (x * std::$float::consts::LOG2_E + SHIFT) - SHIFT;
                // The high part of ln 2 ends in zeros: its product with k is exact, and so is the difference.
                let (high, low) = (x - k * LN_2_HIGH, k * LN_2_LOW);
                let r = high - low;
                // What the last subtraction rounded off.
                let rest = (high - r) - low;
                let series = SERIES.iter().fold(0.0, |sum, term| sum * r + term);
                (k, r + (r * r * series + rest))
            }

            /// $2^k$ of a whole number, neither too large nor too small.
            #[inline(always)]
            fn two_to(k: $float) -> $float {
                $float::from_bits((k + SHIFT).to_bits().wrapping_add(BIAS) << MANTISSA)
            }

            /// $e^x$: a NaN of a NaN, and 0 or infinity where it is too small or too large.
            #[inline(always)]
            pub(in crate::elementary) fn power_of_e(x: $float) -> $float {
                let x = if x > LARGEST { LARGEST } else { x };
                let x = if x < SMALLEST { SMALLEST } else { x };
                let (k, p) = parts(x);
                // In two halves: k itself may be too large or too small for an exponent, and the result is
                // rounded once.
                let half = (k * 0.5 + SHIFT) - SHIFT;
                (1.0 + p) * two_to(half) * two_to(k - half)
            }

            /// $\tanh x = -m / (2 + m)$ with $m = e^{-2|x|} - 1$ and the sign of $x$. Where that comes near 1 fewer digits
            /// are lost in $1 - 2 e^{-2|x|} / (2 + m)$.
            #[inline(always)]
            pub(in crate::elementary) fn hyperbolic_tangent(x: $float) -> $float {
                let y = -2.0 * x.abs();
                // From here on it is 1.
                let y = if y < -40.0 { -40.0 } else { y };
                let (k, p) = parts(y);
                let scale = two_to(k);
                let m = scale * p + (scale - 1.0);
                let near_one = y < -1.0;
                let above = if near_one { 2.0 * scale * (1.0 + p) } else { -m };
                let quotient = above / (2.0 + m);
                let size = if near_one { 1.0 - quotient } else { quotient };
                size.copysign(x)
            }
        }
    };
}

exponential! { single, f32, u32,
    LN_2_HIGH = f32::from_bits(0x3f31_7200);
    LN_2_LOW = f32::from_bits(0x35bf_be8e);
    LARGEST = 89.0;
    SMALLEST = -105.0;
}
exponential! { double, f64, u64,
    LN_2_HIGH = f64::from_bits(0x3fe6_2e42_fee0_0000);
    LN_2_LOW = f64::from_bits(0x3dea_39ef_3579_3c76);
    LARGEST = 710.0;
    SMALLEST = -746.0;
}
