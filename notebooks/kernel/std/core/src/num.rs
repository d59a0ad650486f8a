use crate::cmp::Ordering;
use crate::str::FromStr;

pub struct ParseIntError;
pub struct ParseFloatError;
pub struct TryFromIntError;
macro_rules! errors {
    ($($t:ident)*) => { $(
        impl crate::fmt::Debug for $t {}
        impl crate::fmt::Display for $t {}
        impl crate::error::Error for $t {}
    )* };
}
errors! { ParseIntError ParseFloatError TryFromIntError }

macro_rules! integers {
    ($($t:ident $unsigned:ident $signed:ident;)*) => { $(
        impl FromStr for $t { type Err = ParseIntError; }
        impl $t {
            pub const MIN: $t;
            pub const MAX: $t;
            pub const BITS: u32;
            pub fn count_ones(self) -> u32;
            pub fn leading_zeros(self) -> u32;
            pub fn trailing_zeros(self) -> u32;
            pub fn pow(self, exponent: u32) -> $t;
            pub fn abs(self) -> $t;
            pub fn signum(self) -> $t;
            pub fn abs_diff(self, other: $t) -> $unsigned;
            pub fn is_power_of_two(self) -> bool;
            pub fn isqrt(self) -> $t;
            pub fn div_euclid(self, rhs: $t) -> $t;
            pub fn rem_euclid(self, rhs: $t) -> $t;
            pub fn div_ceil(self, rhs: $t) -> $t;
            pub fn is_multiple_of(self, rhs: $t) -> bool;
            pub fn checked_add(self, rhs: $t) -> Option<$t>;
            pub fn checked_sub(self, rhs: $t) -> Option<$t>;
            pub fn checked_mul(self, rhs: $t) -> Option<$t>;
            pub fn checked_div(self, rhs: $t) -> Option<$t>;
            pub fn saturating_add(self, rhs: $t) -> $t;
            pub fn saturating_sub(self, rhs: $t) -> $t;
            pub fn saturating_mul(self, rhs: $t) -> $t;
            pub fn wrapping_add(self, rhs: $t) -> $t;
            pub fn wrapping_sub(self, rhs: $t) -> $t;
            pub fn wrapping_mul(self, rhs: $t) -> $t;
            pub fn unsigned_abs(self) -> $unsigned;
            pub fn cast_signed(self) -> $signed;
        }
    )* };
}
integers! {
    usize usize isize; u8 u8 i8; u16 u16 i16; u32 u32 i32; u64 u64 i64; u128 u128 i128;
    isize usize isize; i8 u8 i8; i16 u16 i16; i32 u32 i32; i64 u64 i64; i128 u128 i128;
}

macro_rules! floats {
    ($($t:ident $bits:ident;)*) => { $(
        impl FromStr for $t { type Err = ParseFloatError; }
        impl $t {
            pub const EPSILON: $t;
            pub const MIN: $t;
            pub const MIN_POSITIVE: $t;
            pub const MAX: $t;
            pub const NAN: $t;
            pub const INFINITY: $t;
            pub const NEG_INFINITY: $t;
            pub fn is_nan(self) -> bool;
            pub fn is_infinite(self) -> bool;
            pub fn is_finite(self) -> bool;
            pub fn is_sign_negative(self) -> bool;
            pub fn is_sign_positive(self) -> bool;
            pub fn floor(self) -> $t;
            pub fn ceil(self) -> $t;
            pub fn round(self) -> $t;
            pub fn trunc(self) -> $t;
            pub fn fract(self) -> $t;
            pub fn abs(self) -> $t;
            pub fn signum(self) -> $t;
            pub fn copysign(self, sign: $t) -> $t;
            pub fn mul_add(self, a: $t, b: $t) -> $t;
            pub fn div_euclid(self, rhs: $t) -> $t;
            pub fn rem_euclid(self, rhs: $t) -> $t;
            pub fn powi(self, n: i32) -> $t;
            pub fn powf(self, n: $t) -> $t;
            pub fn sqrt(self) -> $t;
            pub fn cbrt(self) -> $t;
            pub fn exp(self) -> $t;
            pub fn exp2(self) -> $t;
            pub fn exp_m1(self) -> $t;
            pub fn ln(self) -> $t;
            pub fn ln_1p(self) -> $t;
            pub fn log(self, base: $t) -> $t;
            pub fn log2(self) -> $t;
            pub fn log10(self) -> $t;
            pub fn hypot(self, other: $t) -> $t;
            pub fn sin(self) -> $t;
            pub fn cos(self) -> $t;
            pub fn tan(self) -> $t;
            pub fn asin(self) -> $t;
            pub fn acos(self) -> $t;
            pub fn atan(self) -> $t;
            pub fn atan2(self, other: $t) -> $t;
            pub fn sin_cos(self) -> ($t, $t);
            pub fn sinh(self) -> $t;
            pub fn cosh(self) -> $t;
            pub fn tanh(self) -> $t;
            pub fn asinh(self) -> $t;
            pub fn acosh(self) -> $t;
            pub fn atanh(self) -> $t;
            pub fn recip(self) -> $t;
            pub fn to_degrees(self) -> $t;
            pub fn to_radians(self) -> $t;
            pub fn max(self, other: $t) -> $t;
            pub fn min(self, other: $t) -> $t;
            pub fn midpoint(self, other: $t) -> $t;
            pub fn clamp(self, min: $t, max: $t) -> $t;
            pub fn total_cmp(&self, other: &$t) -> Ordering;
            pub fn to_bits(self) -> $bits;
            pub fn from_bits(bits: $bits) -> $t;
        }
    )* };
}
floats! { f32 u32; f64 u64; }

pub mod consts {
    macro_rules! modules {
        ($($t:ident)*) => { $(
            pub mod $t {
                pub const EPSILON: $t;
                pub const INFINITY: $t;
                pub const NAN: $t;
                pub mod consts {
                    pub const PI: $t;
                    pub const TAU: $t;
                    pub const E: $t;
                    pub const LN_2: $t;
                    pub const LN_10: $t;
                    pub const SQRT_2: $t;
                    pub const FRAC_1_SQRT_2: $t;
                    pub const FRAC_PI_2: $t;
                    pub const FRAC_PI_4: $t;
                }
            }
        )* };
    }
    modules! { f32 f64 }
}
