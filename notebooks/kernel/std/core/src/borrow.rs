pub trait Borrow<B: ?Sized> {
    fn borrow(&self) -> &B;
}
pub trait BorrowMut<B: ?Sized>: Borrow<B> {
    fn borrow_mut(&mut self) -> &mut B;
}
impl<T: ?Sized> Borrow<T> for T {}
impl<T: ?Sized> Borrow<T> for &T {}
