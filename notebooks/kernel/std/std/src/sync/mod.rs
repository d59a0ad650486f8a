pub mod mpsc;

pub use alloc::sync::{Arc, Weak};
pub use core::sync::atomic;

use core::ops::{Deref, DerefMut};

pub struct PoisonError<T>(T);
impl<T> crate::fmt::Debug for PoisonError<T> {}
impl<T> PoisonError<T> {
    pub fn into_inner(self) -> T;
}
pub type LockResult<T> = Result<T, PoisonError<T>>;

pub struct Mutex<T: ?Sized>(T);
pub struct MutexGuard<'a, T: ?Sized>(&'a mut T);
impl<T> Mutex<T> {
    pub fn new(value: T) -> Mutex<T>;
}
impl<T: ?Sized> Mutex<T> {
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>>;
    pub fn into_inner(self) -> LockResult<T> where T: Sized;
    pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {}

pub struct RwLock<T: ?Sized>(T);
pub struct RwLockReadGuard<'a, T: ?Sized>(&'a T);
pub struct RwLockWriteGuard<'a, T: ?Sized>(&'a mut T);
impl<T> RwLock<T> {
    pub fn new(value: T) -> RwLock<T>;
}
impl<T: ?Sized> RwLock<T> {
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>>;
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>>;
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {}

pub struct OnceLock<T>(T);
impl<T> OnceLock<T> {
    pub fn new() -> OnceLock<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
}
