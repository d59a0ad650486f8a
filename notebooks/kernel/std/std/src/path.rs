use crate::ffi::OsStr;

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(str);
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathBuf(());
pub struct Display<'a>(&'a Path);
impl crate::fmt::Display for Display<'_> {}
impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(text: &S) -> &Path;
    pub fn extension(&self) -> Option<&OsStr>;
    pub fn file_name(&self) -> Option<&OsStr>;
    pub fn file_stem(&self) -> Option<&OsStr>;
    pub fn to_str(&self) -> Option<&str>;
    pub fn display(&self) -> Display<'_>;
    pub fn is_dir(&self) -> bool;
    pub fn is_file(&self) -> bool;
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool;
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool;
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf;
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf;
    pub fn exists(&self) -> bool;
    pub fn parent(&self) -> Option<&Path>;
    pub fn to_path_buf(&self) -> PathBuf;
}
impl core::ops::Deref for PathBuf {
    type Target = Path;
}
impl Clone for PathBuf {}
impl PathBuf {
    pub fn new() -> PathBuf;
    pub fn push<P: AsRef<Path>>(&mut self, path: P);
    pub fn pop(&mut self) -> bool;
}
impl crate::fmt::Debug for PathBuf {}
impl crate::fmt::Debug for Path {}
impl crate::borrow::Borrow<Path> for PathBuf {}
impl crate::borrow::ToOwned for Path {
    type Owned = PathBuf;
}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {}
impl From<String> for PathBuf {}
impl AsRef<Path> for Path {}
impl AsRef<Path> for PathBuf {}
impl AsRef<Path> for str {}
impl AsRef<Path> for String {}
