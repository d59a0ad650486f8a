pub trait Hasher {
    fn finish(&self) -> u64;
    fn write(&mut self, bytes: &[u8]);
}
pub trait BuildHasher {
    type Hasher: Hasher;
}
mod trait_ {
    pub trait Hash {
        fn hash<H: super::Hasher>(&self, state: &mut H);
    }
}
pub use trait_::Hash;
pub(crate) mod derive {
    #[rustc_builtin_macro]
    pub macro Hash($item:item) {}
}
pub use derive::Hash;

macro_rules! primitives {
    ($($t:ty)*) => { $( impl Hash for $t {} )* };
}
primitives! { () usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool char str }
impl<T: ?Sized + Hash> Hash for &T {}
macro_rules! tuples {
    ($(($($t:ident)+))*) => { $( impl<$($t: Hash),+> Hash for ($($t,)+) {} )* };
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }
impl<T: Hash> Hash for [T] {}
impl<T: Hash, const N: usize> Hash for [T; N] {}
