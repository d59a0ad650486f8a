pub struct JoinHandle<T>(T);
pub struct ScopedJoinHandle<'scope, T>(&'scope T);
pub struct Scope<'scope, 'env: 'scope>(&'scope (), &'env ());
pub type Result<T> = crate::result::Result<T, Box<dyn crate::any::Any + Send + 'static>>;
impl<T> JoinHandle<T> {
    pub fn join(self) -> Result<T>;
    pub fn is_finished(&self) -> bool;
}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn join(self) -> Result<T>;
    pub fn is_finished(&self) -> bool;
}
impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>;
}
pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(f: F) -> JoinHandle<T>;
pub fn scope<'env, F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T, T>(f: F) -> T;
pub fn sleep(duration: crate::time::Duration);
pub fn available_parallelism() -> crate::io::Result<crate::num::NonZero<usize>>;
