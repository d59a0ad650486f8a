pub fn drop<T>(value: T);
pub fn swap<T>(a: &mut T, b: &mut T);
pub fn take<T: Default>(place: &mut T) -> T;
pub fn replace<T>(place: &mut T, value: T) -> T;
pub fn size_of<T>() -> usize;
pub fn size_of_val<T: ?Sized>(value: &T) -> usize;
#[lang = "manually_drop"]
pub struct ManuallyDrop<T: ?Sized>(T);
#[lang = "maybe_uninit"]
pub union MaybeUninit<T> {
    uninit: (),
    value: ManuallyDrop<T>,
}
