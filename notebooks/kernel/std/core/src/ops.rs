use crate::convert::Infallible;
use crate::marker::{Tuple, Unsize};

#[lang = "drop"]
pub trait Drop {
    fn drop(&mut self);
}
#[lang = "deref"]
pub trait Deref {
    #[lang = "deref_target"]
    type Target: ?Sized;
    fn deref(&self) -> &Self::Target;
}
#[lang = "deref_mut"]
pub trait DerefMut: Deref {
    fn deref_mut(&mut self) -> &mut Self::Target;
}
impl<T: ?Sized> Deref for &T {
    type Target = T;
}
impl<T: ?Sized> Deref for &mut T {
    type Target = T;
}
impl<T: ?Sized> DerefMut for &mut T {}
#[lang = "receiver"]
pub trait Receiver {
    #[lang = "receiver_target"]
    type Target: ?Sized;
}
impl<P: ?Sized + Deref<Target = T>, T: ?Sized> Receiver for P {
    type Target = T;
}
#[lang = "coerce_unsized"]
pub trait CoerceUnsized<T> {}
impl<'a, 'b: 'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'b T {}
impl<'a, 'b: 'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'b mut T {}
impl<'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a mut U> for &'a mut T {}

#[lang = "fn_once"]
#[fundamental]
#[rustc_paren_sugar]
pub trait FnOnce<Args: Tuple> {
    #[lang = "fn_once_output"]
    type Output;
    extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
}
#[lang = "fn_mut"]
#[fundamental]
#[rustc_paren_sugar]
pub trait FnMut<Args: Tuple>: FnOnce<Args> {
    extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
}
#[lang = "fn"]
#[fundamental]
#[rustc_paren_sugar]
pub trait Fn<Args: Tuple>: FnMut<Args> {
    extern "rust-call" fn call(&self, args: Args) -> Self::Output;
}
impl<A: Tuple, F: ?Sized + Fn<A>> Fn<A> for &F {}
impl<A: Tuple, F: ?Sized + Fn<A>> FnMut<A> for &F {}
impl<A: Tuple, F: ?Sized + Fn<A>> FnOnce<A> for &F {
    type Output = F::Output;
}
impl<A: Tuple, F: ?Sized + FnMut<A>> FnMut<A> for &mut F {}
impl<A: Tuple, F: ?Sized + FnMut<A>> FnOnce<A> for &mut F {
    type Output = F::Output;
}

#[lang = "index"]
pub trait Index<Idx: ?Sized> {
    type Output: ?Sized;
    fn index(&self, index: Idx) -> &Self::Output;
}
#[lang = "index_mut"]
pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
    fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
}

#[lang = "RangeFull"]
#[derive(Copy, Clone)]
pub struct RangeFull;
#[lang = "Range"]
#[derive(Clone, PartialEq, Debug)]
pub struct Range<Idx> {
    pub start: Idx,
    pub end: Idx,
}
#[lang = "RangeFrom"]
#[derive(Clone)]
pub struct RangeFrom<Idx> {
    pub start: Idx,
}
#[lang = "RangeTo"]
#[derive(Copy, Clone)]
pub struct RangeTo<Idx> {
    pub end: Idx,
}
#[lang = "RangeInclusive"]
#[derive(Clone, PartialEq, Debug)]
pub struct RangeInclusive<Idx> {
    start: Idx,
    end: Idx,
    exhausted: bool,
}
#[lang = "RangeToInclusive"]
#[derive(Copy, Clone)]
pub struct RangeToInclusive<Idx> {
    pub end: Idx,
}
impl<T: PartialOrd> Range<T> {
    pub fn contains(&self, item: &T) -> bool;
    pub fn is_empty(&self) -> bool;
}
impl<T> RangeInclusive<T> {
    #[lang = "range_inclusive_new"]
    pub fn new(start: T, end: T) -> Self;
    pub fn start(&self) -> &T;
    pub fn end(&self) -> &T;
    pub fn contains(&self, item: &T) -> bool where T: PartialOrd;
}
pub trait RangeBounds<T: ?Sized> {}
impl<T> RangeBounds<T> for RangeFull {}
impl<T> RangeBounds<T> for Range<T> {}
impl<T> RangeBounds<T> for RangeFrom<T> {}
impl<T> RangeBounds<T> for RangeTo<T> {}
impl<T> RangeBounds<T> for RangeInclusive<T> {}
impl<T> RangeBounds<T> for RangeToInclusive<T> {}

pub enum ControlFlow<B, C = ()> {
    #[lang = "Continue"]
    Continue(C),
    #[lang = "Break"]
    Break(B),
}
#[lang = "FromResidual"]
pub trait FromResidual<R = <Self as Try>::Residual> {
    #[lang = "from_residual"]
    fn from_residual(residual: R) -> Self;
}
#[lang = "Try"]
pub trait Try: FromResidual<Self::Residual> {
    type Output;
    type Residual;
    #[lang = "from_output"]
    fn from_output(output: Self::Output) -> Self;
    #[lang = "branch"]
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}
impl<T> Try for Option<T> {
    type Output = T;
    type Residual = Option<Infallible>;
}
impl<T> FromResidual<Option<Infallible>> for Option<T> {}
impl<T, E> Try for Result<T, E> {
    type Output = T;
    type Residual = Result<Infallible, E>;
}
impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Result<T, F> {}

macro_rules! binary {
    ($($lang:literal $name:ident $method:ident: $($t:ty)*;)*) => { $(
        #[lang = $lang]
        pub trait $name<Rhs = Self> {
            type Output;
            fn $method(self, rhs: Rhs) -> Self::Output;
        }
        $(
            impl $name for $t { type Output = $t; }
            impl $name<&$t> for $t { type Output = $t; }
            impl $name<$t> for &$t { type Output = $t; }
            impl $name<&$t> for &$t { type Output = $t; }
        )*
    )* };
}
binary! {
    "add" Add add: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "sub" Sub sub: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "mul" Mul mul: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "div" Div div: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "rem" Rem rem: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "bitand" BitAnd bitand: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
    "bitor" BitOr bitor: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
    "bitxor" BitXor bitxor: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
    "shl" Shl shl: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
    "shr" Shr shr: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
}
macro_rules! assign {
    ($($lang:literal $name:ident $method:ident: $($t:ty)*;)*) => { $(
        #[lang = $lang]
        pub trait $name<Rhs = Self> {
            fn $method(&mut self, rhs: Rhs);
        }
        $( impl $name for $t {} impl $name<&$t> for $t {} )*
    )* };
}
assign! {
    "add_assign" AddAssign add_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "sub_assign" SubAssign sub_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "mul_assign" MulAssign mul_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "div_assign" DivAssign div_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "rem_assign" RemAssign rem_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
    "bitand_assign" BitAndAssign bitand_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
    "bitor_assign" BitOrAssign bitor_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
    "bitxor_assign" BitXorAssign bitxor_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
    "shl_assign" ShlAssign shl_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
    "shr_assign" ShrAssign shr_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
}
macro_rules! unary {
    ($($lang:literal $name:ident $method:ident: $($t:ty)*;)*) => { $(
        #[lang = $lang]
        pub trait $name {
            type Output;
            fn $method(self) -> Self::Output;
        }
        $( impl $name for $t { type Output = $t; } impl $name for &$t { type Output = $t; } )*
    )* };
}
unary! {
    "neg" Neg neg: isize i8 i16 i32 i64 i128 f32 f64;
    "not" Not not: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool;
}
