use crate::ops::{Deref, DerefMut};

pub struct Cell<T: ?Sized>(T);
impl<T> Cell<T> {
    pub fn new(value: T) -> Cell<T>;
    pub fn set(&self, value: T);
    pub fn replace(&self, value: T) -> T;
    pub fn into_inner(self) -> T;
}
impl<T: Copy> Cell<T> {
    pub fn get(&self) -> T;
}

pub struct RefCell<T: ?Sized>(T);
pub struct Ref<'b, T: ?Sized>(&'b T);
pub struct RefMut<'b, T: ?Sized>(&'b mut T);
impl<T> RefCell<T> {
    pub fn new(value: T) -> RefCell<T>;
    pub fn into_inner(self) -> T;
}
impl<T: ?Sized> RefCell<T> {
    pub fn borrow(&self) -> Ref<'_, T>;
    pub fn borrow_mut(&self) -> RefMut<'_, T>;
}
impl<T: ?Sized> Deref for Ref<'_, T> {
    type Target = T;
}
impl<T: ?Sized> Deref for RefMut<'_, T> {
    type Target = T;
}
impl<T: ?Sized> DerefMut for RefMut<'_, T> {}

pub struct OnceCell<T>(T);
impl<T> OnceCell<T> {
    pub fn new() -> OnceCell<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn set(&self, value: T) -> Result<(), T>;
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
    pub fn into_inner(self) -> Option<T>;
}
impl<T> From<T> for OnceCell<T> {}
impl<T> From<T> for Cell<T> {}
impl<T> From<T> for RefCell<T> {}
