use crate::borrow::Borrow;
use crate::string::String;
use crate::vec::Vec;
use core::cmp::Ordering;
pub use core::slice::*;

impl<T> [T] {
    #[rustc_allow_incoherent_impl]
    pub fn to_vec(&self) -> Vec<T> where T: Clone;
    #[rustc_allow_incoherent_impl]
    pub fn repeat(&self, n: usize) -> Vec<T> where T: Copy;
    #[rustc_allow_incoherent_impl]
    pub fn sort(&mut self) where T: Ord;
    #[rustc_allow_incoherent_impl]
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F);
    #[rustc_allow_incoherent_impl]
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
    #[rustc_allow_incoherent_impl]
    pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output where Self: Concat<Item>;
    #[rustc_allow_incoherent_impl]
    pub fn join<Separator>(&self, separator: Separator) -> <Self as Join<Separator>>::Output where Self: Join<Separator>;
}
pub trait Concat<Item: ?Sized> {
    type Output;
}
pub trait Join<Separator> {
    type Output;
}
impl<T: Clone, V: Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;
}
impl<S: Borrow<str>> Concat<str> for [S] {
    type Output = String;
}
impl<S: Borrow<str>> Join<&str> for [S] {
    type Output = String;
}
