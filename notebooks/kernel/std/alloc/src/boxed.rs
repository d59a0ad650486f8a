use core::error::Error;
use core::marker::Unsize;
use core::ops::{CoerceUnsized, Deref, DerefMut};

#[lang = "owned_box"]
#[fundamental]
pub struct Box<T: ?Sized>(*const T);
impl<T> Box<T> {
    pub fn new(value: T) -> Box<T>;
}
impl<T: ?Sized> Deref for Box<T> {
    type Target = T;
}
impl<T: ?Sized> DerefMut for Box<T> {}
impl<T: Clone> Clone for Box<T> {}
impl<T: Default> Default for Box<T> {}
impl<T: ?Sized + core::fmt::Debug> core::fmt::Debug for Box<T> {}
impl<T: ?Sized + core::fmt::Display> core::fmt::Display for Box<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}
impl<Args: core::marker::Tuple, F: FnOnce<Args> + ?Sized> FnOnce<Args> for Box<F> {
    type Output = <F as FnOnce<Args>>::Output;
}
impl<Args: core::marker::Tuple, F: FnMut<Args> + ?Sized> FnMut<Args> for Box<F> {}
impl<Args: core::marker::Tuple, F: Fn<Args> + ?Sized> Fn<Args> for Box<F> {}
impl<I: ?Sized + Iterator> Iterator for Box<I> {
    type Item = I::Item;
}
impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {}
impl<'a> From<&str> for Box<dyn Error + 'a> {}
impl<'a> From<crate::string::String> for Box<dyn Error + 'a> {}
impl<T> From<T> for Box<T> {}
