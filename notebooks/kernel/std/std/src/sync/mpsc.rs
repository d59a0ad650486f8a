pub struct Sender<T>(T);
pub struct Receiver<T>(T);
#[derive(PartialEq, Eq, Clone, Copy)]
pub struct SendError<T>(pub T);
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub struct RecvError;
impl<T> crate::fmt::Debug for SendError<T> {}
pub fn channel<T>() -> (Sender<T>, Receiver<T>);
impl<T> Sender<T> {
    pub fn send(&self, t: T) -> Result<(), SendError<T>>;
}
impl<T> Clone for Sender<T> {}
impl<T> Receiver<T> {
    pub fn recv(&self) -> Result<T, RecvError>;
    pub fn iter(&self) -> Iter<'_, T>;
}
pub struct Iter<'a, T>(&'a T);
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = T;
}
pub struct IntoIter<T>(T);
impl<T> Iterator for IntoIter<T> {
    type Item = T;
}
impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
}
