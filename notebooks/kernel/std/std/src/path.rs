pub struct Path(str);
pub struct PathBuf(());
impl Path {
    pub fn new<S: AsRef<str> + ?Sized>(text: &S) -> &Path;
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf;
    pub fn exists(&self) -> bool;
    pub fn parent(&self) -> Option<&Path>;
    pub fn to_path_buf(&self) -> PathBuf;
}
impl core::ops::Deref for PathBuf {
    type Target = Path;
}
impl Clone for PathBuf {}
impl From<&str> for PathBuf {}
impl AsRef<Path> for Path {}
impl AsRef<Path> for PathBuf {}
impl AsRef<Path> for str {}
impl AsRef<Path> for String {}
