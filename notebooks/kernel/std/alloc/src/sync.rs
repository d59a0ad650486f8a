use crate::vec::Vec;
use core::fmt::{Debug, Display};
use core::ops::Deref;

pub struct Arc<T: ?Sized>(*const T);
pub struct Weak<T: ?Sized>(*const T);
impl<T> Arc<T> {
    pub fn new(value: T) -> Arc<T>;
    pub fn try_unwrap(this: Self) -> Result<T, Self>;
    pub fn into_inner(this: Self) -> Option<T>;
}
impl<T: ?Sized> Arc<T> {
    pub fn strong_count(this: &Self) -> usize;
    pub fn weak_count(this: &Self) -> usize;
    pub fn ptr_eq(this: &Self, other: &Self) -> bool;
    pub fn get_mut(this: &mut Self) -> Option<&mut T>;
    pub fn downgrade(this: &Self) -> Weak<T>;
    pub fn make_mut(this: &mut Self) -> &mut T where T: Clone;
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Arc<T>>;
}
impl<T: ?Sized> Clone for Arc<T> {}
impl<T: ?Sized> Clone for Weak<T> {}
impl<T: Default> Default for Arc<T> {}
impl<T: ?Sized + Debug> Debug for Arc<T> {}
impl<T: ?Sized + Display> Display for Arc<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Arc<T> {}
impl<T> From<T> for Arc<T> {}
impl<T> From<Vec<T>> for Arc<[T]> {}
impl<T: ?Sized> Deref for Arc<T> {
    type Target = T;
}
