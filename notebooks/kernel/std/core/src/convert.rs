pub trait From<T>: Sized {
    fn from(value: T) -> Self;
}
pub trait Into<T>: Sized {
    fn into(self) -> T;
}
impl<T, U: From<T>> Into<U> for T {}
impl<T> From<T> for T {}
pub trait TryFrom<T>: Sized {
    type Error;
    fn try_from(value: T) -> Result<Self, Self::Error>;
}
pub trait TryInto<T>: Sized {
    type Error;
    fn try_into(self) -> Result<T, Self::Error>;
}
impl<T, U: TryFrom<T>> TryInto<U> for T {
    type Error = U::Error;
}
pub trait AsRef<T: ?Sized> {
    fn as_ref(&self) -> &T;
}
pub trait AsMut<T: ?Sized> {
    fn as_mut(&mut self) -> &mut T;
}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {}
impl<T> AsRef<[T]> for [T] {}
impl<T, const N: usize> AsRef<[T]> for [T; N] {}
impl AsRef<str> for str {}
pub enum Infallible {}

macro_rules! from {
    ($($to:ty: $($from:ty)*;)*) => { $( $( impl From<$from> for $to {} )* )* };
}
from! {
    f64: f32 i8 i16 i32 u8 u16 u32;
    f32: i8 i16 u8 u16;
    i128: i8 i16 i32 i64 u8 u16 u32 u64;
    i64: i8 i16 i32 u8 u16 u32;
    i32: i8 i16 u8 u16;
    u128: u8 u16 u32 u64;
    u64: u8 u16 u32 bool char;
    u32: u8 u16 bool char;
    usize: u8 u16 bool;
    isize: i8 u8 i16 bool;
    i16: i8 u8 bool;
    u16: u8 bool;
    u8: bool;
    char: u8;
}
macro_rules! try_from {
    ($($to:ty: $($from:ty)*;)*) => { $( $( impl TryFrom<$from> for $to { type Error = crate::num::TryFromIntError; } )* )* };
}
// What does not always fit; what does has a `From`.
try_from! {
    u8: i8 u16 i16 u32 i32 u64 i64 usize isize;
    i8: u8 u16 i16 u32 i32 u64 i64 usize isize;
    u16: i8 i16 u32 i32 u64 i64 usize isize;
    i16: u16 u32 i32 u64 i64 usize isize;
    u32: i8 i16 i32 u64 i64 usize isize;
    i32: u32 u64 i64 usize isize;
    u64: i8 i16 i32 i64 usize isize;
    i64: u64 usize isize;
    usize: i8 i16 u32 i32 u64 i64 isize;
    isize: u16 u32 i32 u64 i64 usize;
}
impl<T, U: Into<T>> TryFrom<U> for T {
    type Error = Infallible;
}
impl<T: Copy, const N: usize> TryFrom<&[T]> for [T; N] {
    type Error = crate::array::TryFromSliceError;
}
