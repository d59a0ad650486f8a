pub trait Default: Sized {
    fn default() -> Self;
}
#[rustc_builtin_macro(Default, attributes(default))]
pub macro Default($item:item) {}

macro_rules! primitives {
    ($($t:ty)*) => { $( impl Default for $t {} )* };
}
primitives! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char () &str }
impl<T: Default, const N: usize> Default for [T; N] {}
macro_rules! tuples {
    ($(($($t:ident)+))*) => { $( impl<$($t: Default),+> Default for ($($t,)+) {} )* };
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }
