pub struct Error;
pub type Result = crate::result::Result<(), Error>;
pub struct Formatter<'a>(&'a ());
#[lang = "format_arguments"]
#[derive(Copy, Clone)]
pub struct Arguments<'a>(&'a ());
impl<'a> Arguments<'a> {
    pub unsafe fn new<const N: usize, const M: usize>(template: &'a [u8; N], args: &'a [rt::Argument<'a>; M]) -> Arguments<'a>;
    pub fn from_str(text: &'static str) -> Arguments<'a>;
    pub fn from_str_nonconst(text: &'static str) -> Arguments<'a>;
}
mod rt {
    use super::*;
    #[lang = "format_argument"]
    pub struct Argument<'a>(&'a ());
    impl<'a> Argument<'a> {
        pub fn new_display<'b, T: Display>(value: &'b T) -> Argument<'b>;
        pub fn new_debug<'b, T: Debug>(value: &'b T) -> Argument<'b>;
        pub fn new_lower_exp<'b, T: LowerExp>(value: &'b T) -> Argument<'b>;
    }
}
impl Formatter<'_> {
    pub fn write_str(&mut self, text: &str) -> Result;
    pub fn write_fmt(&mut self, args: Arguments<'_>) -> Result;
    pub fn pad(&mut self, text: &str) -> Result;
    pub fn precision(&self) -> Option<usize>;
    pub fn width(&self) -> Option<usize>;
    pub fn alternate(&self) -> bool;
}
pub trait Write {
    fn write_str(&mut self, text: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result {}
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {}
}

macro_rules! formats {
    ($($name:ident)*) => { $(
        pub trait $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result;
        }
        impl<T: ?Sized + $name> $name for &T {}
    )* };
}
formats! { Display LowerExp UpperExp LowerHex Binary }
mod debug {
    use super::*;
    pub trait Debug {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    impl<T: ?Sized + Debug> Debug for &T {}
}
pub use debug::Debug;
pub(crate) mod derive {
    #[rustc_builtin_macro]
    pub macro Debug($item:item) {}
}
pub use derive::Debug;

macro_rules! primitives {
    ($($t:ty)*) => { $( impl Display for $t {} impl Debug for $t {} )* };
}
primitives! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char str }
macro_rules! exponents {
    ($($t:ty)*) => { $( impl LowerExp for $t {} impl UpperExp for $t {} )* };
}
exponents! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }
impl Debug for () {}
macro_rules! tuples {
    ($(($($t:ident)+))*) => { $( impl<$($t: Debug),+> Debug for ($($t,)+) {} )* };
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }
impl<T: ?Sized> Debug for *const T {}
impl<T: Debug> Debug for [T] {}
impl<T: Debug, const N: usize> Debug for [T; N] {}
impl Display for Error {}
impl Debug for Error {}
