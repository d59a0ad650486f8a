use crate::cmp::Ordering;
use crate::str::FromStr;

#[derive(Clone, PartialEq, Eq)]
pub struct ParseIntError;
#[derive(Clone, PartialEq, Eq)]
pub struct ParseFloatError;
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TryFromIntError;
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FpCategory {
    Nan,
    Infinite,
    Zero,
    Subnormal,
    Normal,
}
pub struct NonZero<T>(T);
pub unsafe trait ZeroablePrimitive: Sized + Copy {}
impl<T: ZeroablePrimitive> NonZero<T> {
    pub fn new(n: T) -> Option<Self>;
    pub fn get(self) -> T;
}
macro_rules! nonzero {
    ($($t:ty)*) => { $( unsafe impl ZeroablePrimitive for $t {} )* };
}
nonzero! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
macro_rules! errors {
    ($($t:ident)*) => { $(
        impl crate::fmt::Debug for $t {}
        impl crate::fmt::Display for $t {}
        impl crate::error::Error for $t {}
    )* };
}
errors! { ParseIntError ParseFloatError TryFromIntError }

macro_rules! integers {
    ($($t:ident $bytes:literal;)*) => { $(
        impl FromStr for $t { type Err = ParseIntError; }
        impl $t {
            pub const MIN: $t;
            pub const MAX: $t;
            pub const BITS: u32;
            pub fn count_ones(self) -> u32;
            pub fn count_zeros(self) -> u32;
            pub fn leading_zeros(self) -> u32;
            pub fn trailing_zeros(self) -> u32;
            pub fn leading_ones(self) -> u32;
            pub fn trailing_ones(self) -> u32;
            pub fn rotate_left(self, n: u32) -> $t;
            pub fn rotate_right(self, n: u32) -> $t;
            pub fn swap_bytes(self) -> $t;
            pub fn reverse_bits(self) -> $t;
            pub fn pow(self, exponent: u32) -> $t;
            pub fn isqrt(self) -> $t;
            pub fn ilog(self, base: $t) -> u32;
            pub fn ilog2(self) -> u32;
            pub fn ilog10(self) -> u32;
            pub fn checked_ilog2(self) -> Option<u32>;
            pub fn div_euclid(self, rhs: $t) -> $t;
            pub fn rem_euclid(self, rhs: $t) -> $t;
            pub fn midpoint(self, rhs: $t) -> $t;
            pub fn checked_add(self, rhs: $t) -> Option<$t>;
            pub fn checked_sub(self, rhs: $t) -> Option<$t>;
            pub fn checked_mul(self, rhs: $t) -> Option<$t>;
            pub fn checked_div(self, rhs: $t) -> Option<$t>;
            pub fn checked_rem(self, rhs: $t) -> Option<$t>;
            pub fn checked_neg(self) -> Option<$t>;
            pub fn checked_pow(self, exponent: u32) -> Option<$t>;
            pub fn saturating_add(self, rhs: $t) -> $t;
            pub fn saturating_sub(self, rhs: $t) -> $t;
            pub fn saturating_mul(self, rhs: $t) -> $t;
            pub fn saturating_pow(self, exponent: u32) -> $t;
            pub fn wrapping_add(self, rhs: $t) -> $t;
            pub fn wrapping_sub(self, rhs: $t) -> $t;
            pub fn wrapping_mul(self, rhs: $t) -> $t;
            pub fn wrapping_neg(self) -> $t;
            pub fn wrapping_shl(self, rhs: u32) -> $t;
            pub fn wrapping_shr(self, rhs: u32) -> $t;
            pub fn overflowing_add(self, rhs: $t) -> ($t, bool);
            pub fn overflowing_sub(self, rhs: $t) -> ($t, bool);
            pub fn overflowing_mul(self, rhs: $t) -> ($t, bool);
            pub fn from_str_radix(text: &str, radix: u32) -> Result<$t, ParseIntError>;
            pub fn to_be_bytes(self) -> [u8; $bytes];
            pub fn to_le_bytes(self) -> [u8; $bytes];
            pub fn to_ne_bytes(self) -> [u8; $bytes];
            pub fn from_be_bytes(bytes: [u8; $bytes]) -> $t;
            pub fn from_le_bytes(bytes: [u8; $bytes]) -> $t;
            pub fn from_ne_bytes(bytes: [u8; $bytes]) -> $t;
        }
    )* };
}
// The bytes of `usize` on the machines this is for.
integers! { usize 8; u8 1; u16 2; u32 4; u64 8; u128 16; isize 8; i8 1; i16 2; i32 4; i64 8; i128 16; }

macro_rules! unsigned {
    ($($t:ident $signed:ident;)*) => { $(
        impl $t {
            pub fn abs_diff(self, other: $t) -> $t;
            pub fn is_power_of_two(self) -> bool;
            pub fn next_power_of_two(self) -> $t;
            pub fn checked_next_power_of_two(self) -> Option<$t>;
            pub fn div_ceil(self, rhs: $t) -> $t;
            pub fn next_multiple_of(self, rhs: $t) -> $t;
            pub fn is_multiple_of(self, rhs: $t) -> bool;
            pub fn checked_add_signed(self, rhs: $signed) -> Option<$t>;
            pub fn saturating_add_signed(self, rhs: $signed) -> $t;
            pub fn cast_signed(self) -> $signed;
        }
    )* };
}
unsigned! { usize isize; u8 i8; u16 i16; u32 i32; u64 i64; u128 i128; }

macro_rules! signed {
    ($($t:ident $unsigned:ident;)*) => { $(
        impl $t {
            pub fn abs(self) -> $t;
            pub fn signum(self) -> $t;
            pub fn is_positive(self) -> bool;
            pub fn is_negative(self) -> bool;
            pub fn abs_diff(self, other: $t) -> $unsigned;
            pub fn unsigned_abs(self) -> $unsigned;
            pub fn checked_abs(self) -> Option<$t>;
            pub fn wrapping_abs(self) -> $t;
            pub fn saturating_abs(self) -> $t;
            pub fn cast_unsigned(self) -> $unsigned;
        }
    )* };
}
signed! { isize usize; i8 u8; i16 u16; i32 u32; i64 u64; i128 u128; }
impl u8 {
    pub fn is_ascii(&self) -> bool;
    pub fn is_ascii_digit(&self) -> bool;
    pub fn is_ascii_alphabetic(&self) -> bool;
    pub fn is_ascii_whitespace(&self) -> bool;
    pub fn to_ascii_uppercase(&self) -> u8;
    pub fn to_ascii_lowercase(&self) -> u8;
}

macro_rules! floats {
    ($($t:ident $bits:ident $bytes:literal;)*) => { $(
        impl FromStr for $t { type Err = ParseFloatError; }
        impl $t {
            pub const EPSILON: $t;
            pub const MIN: $t;
            pub const MIN_POSITIVE: $t;
            pub const MAX: $t;
            pub const NAN: $t;
            pub const INFINITY: $t;
            pub const NEG_INFINITY: $t;
            pub const DIGITS: u32;
            pub const MANTISSA_DIGITS: u32;
            pub const MAX_EXP: i32;
            pub const MIN_EXP: i32;
            pub fn is_nan(self) -> bool;
            pub fn is_normal(self) -> bool;
            pub fn is_subnormal(self) -> bool;
            pub fn classify(self) -> FpCategory;
            pub fn next_up(self) -> $t;
            pub fn next_down(self) -> $t;
            pub fn round_ties_even(self) -> $t;
            pub fn to_be_bytes(self) -> [u8; $bytes];
            pub fn to_le_bytes(self) -> [u8; $bytes];
            pub fn to_ne_bytes(self) -> [u8; $bytes];
            pub fn from_be_bytes(bytes: [u8; $bytes]) -> $t;
            pub fn from_le_bytes(bytes: [u8; $bytes]) -> $t;
            pub fn from_ne_bytes(bytes: [u8; $bytes]) -> $t;
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
floats! { f32 u32 4; f64 u64 8; }
