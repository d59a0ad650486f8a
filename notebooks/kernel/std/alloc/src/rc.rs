use crate::vec::Vec;
use core::fmt::{Debug, Display};
use core::ops::Deref;

pub struct Rc<T: ?Sized>(*const T);
pub struct Weak<T: ?Sized>(*const T);
impl<T> Rc<T> {
    pub fn new(value: T) -> Rc<T>;
    pub fn try_unwrap(this: Self) -> Result<T, Self>;
    pub fn into_inner(this: Self) -> Option<T>;
}
impl<T: ?Sized> Rc<T> {
    pub fn strong_count(this: &Self) -> usize;
    pub fn weak_count(this: &Self) -> usize;
    pub fn ptr_eq(this: &Self, other: &Self) -> bool;
    pub fn get_mut(this: &mut Self) -> Option<&mut T>;
    pub fn downgrade(this: &Self) -> Weak<T>;
    pub fn make_mut(this: &mut Self) -> &mut T where T: Clone;
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Rc<T>>;
}
impl<T: ?Sized> Clone for Rc<T> {}
impl<T: ?Sized> Clone for Weak<T> {}
impl<T: Default> Default for Rc<T> {}
impl<T: ?Sized + Debug> Debug for Rc<T> {}
impl<T: ?Sized + Display> Display for Rc<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Rc<T> {}
impl<T> From<T> for Rc<T> {}
impl<T> From<Vec<T>> for Rc<[T]> {}
impl<T: ?Sized> Deref for Rc<T> {
    type Target = T;
}
