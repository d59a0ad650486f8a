pub trait Default: Sized {
    fn default() -> Self;
}
#[rustc_builtin_macro(Default, attributes(default))]
pub macro Default($item:item) {}

macro_rules! primitives {
    ($($t:ty)*) => { $( impl Default for $t {} )* };
}
primitives! { () usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char }
impl Default for &str {}
macro_rules! arrays {
    ($($n:literal)*) => { $( impl<T: Default> Default for [T; $n] {} )* };
}
arrays! { 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 }
macro_rules! tuples {
    ($(($($t:ident)+))*) => { $( impl<$($t: Default),+> Default for ($($t,)+) {} )* };
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }
