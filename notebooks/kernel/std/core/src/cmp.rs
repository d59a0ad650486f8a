#[lang = "eq"]
pub trait PartialEq<Rhs: ?Sized = Self> {
    fn eq(&self, other: &Rhs) -> bool;
    fn ne(&self, other: &Rhs) -> bool {}
}
pub trait Eq: PartialEq<Self> {}
#[lang = "partial_ord"]
pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
    fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
    fn lt(&self, other: &Rhs) -> bool {}
    fn le(&self, other: &Rhs) -> bool {}
    fn gt(&self, other: &Rhs) -> bool {}
    fn ge(&self, other: &Rhs) -> bool {}
}
pub trait Ord: Eq + PartialOrd<Self> {
    fn cmp(&self, other: &Self) -> Ordering;
    fn max(self, other: Self) -> Self where Self: Sized {}
    fn min(self, other: Self) -> Self where Self: Sized {}
    fn clamp(self, min: Self, max: Self) -> Self where Self: Sized {}
}
#[rustc_builtin_macro]
pub macro PartialEq($item:item) {}
#[rustc_builtin_macro]
pub macro Eq($item:item) {}
#[rustc_builtin_macro]
pub macro PartialOrd($item:item) {}
#[rustc_builtin_macro]
pub macro Ord($item:item) {}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ordering {
    Less = -1,
    Equal = 0,
    Greater = 1,
}
impl Ordering {
    pub fn reverse(self) -> Ordering;
    pub fn then(self, other: Ordering) -> Ordering;
    pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering;
    pub fn is_lt(self) -> bool;
    pub fn is_gt(self) -> bool;
    pub fn is_eq(self) -> bool;
}
#[derive(PartialEq, Eq, Debug, Copy, Clone, Default, Hash)]
pub struct Reverse<T>(pub T);
impl<T: PartialOrd> PartialOrd for Reverse<T> {}
impl<T: Ord> Ord for Reverse<T> {}

pub fn min<T: Ord>(a: T, b: T) -> T;
pub fn max<T: Ord>(a: T, b: T) -> T;

macro_rules! compared {
    ($($t:ty)*) => { $( impl PartialEq for $t {} impl PartialOrd for $t {} )* };
}
macro_rules! ordered {
    ($($t:ty)*) => { compared! { $($t)* } $( impl Eq for $t {} impl Ord for $t {} )* };
}
compared! { f32 f64 }
ordered! { () usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool char str }
impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &A {}
impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<&B> for &A {}
impl<A: ?Sized + Eq> Eq for &A {}
impl<A: ?Sized + Ord> Ord for &A {}
impl<A: PartialEq<B>, B> PartialEq<[B]> for [A] {}
impl<T: Eq> Eq for [T] {}
impl<T: PartialOrd> PartialOrd for [T] {}
impl<T: Ord> Ord for [T] {}
impl<T: Eq, const N: usize> Eq for [T; N] {}
impl<T: PartialOrd, const N: usize> PartialOrd for [T; N] {}
impl<T: Ord, const N: usize> Ord for [T; N] {}
macro_rules! tuples {
    ($(($($t:ident)+))*) => { $(
        impl<$($t: PartialEq),+> PartialEq for ($($t,)+) {}
        impl<$($t: Eq),+> Eq for ($($t,)+) {}
        impl<$($t: PartialOrd),+> PartialOrd for ($($t,)+) {}
        impl<$($t: Ord),+> Ord for ($($t,)+) {}
    )* };
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }
impl<A: PartialEq<B>, B, const N: usize> PartialEq<[B; N]> for [A; N] {}
impl<A: PartialEq<B>, B, const N: usize> PartialEq<[B; N]> for [A] {}
