pub struct NonNull<T: ?Sized>(*const T);
impl<T: ?Sized> NonNull<T> {
    pub fn as_ptr(self) -> *mut T;
    pub unsafe fn as_ref<'a>(&self) -> &'a T;
    pub unsafe fn as_mut<'a>(&mut self) -> &'a mut T;
}
impl<T: ?Sized> Clone for NonNull<T> {}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T> *const T {
    pub unsafe fn add(self, count: usize) -> *const T;
    pub unsafe fn offset(self, count: isize) -> *const T;
}
impl<T> *mut T {
    pub unsafe fn add(self, count: usize) -> *mut T;
    pub unsafe fn offset(self, count: isize) -> *mut T;
}
pub unsafe fn read<T>(source: *const T) -> T;
pub unsafe fn write<T>(target: *mut T, value: T);
pub fn null<T>() -> *const T;
pub fn null_mut<T>() -> *mut T;
