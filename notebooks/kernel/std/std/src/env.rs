use crate::ffi::{OsStr, OsString};

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum VarError {
    NotPresent,
    NotUnicode(OsString),
}
impl crate::fmt::Display for VarError {}
impl crate::error::Error for VarError {}
pub struct Args(());
impl Iterator for Args {
    type Item = String;
}
pub fn args() -> Args;
pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError>;
pub fn current_dir() -> crate::io::Result<crate::path::PathBuf>;
pub fn temp_dir() -> crate::path::PathBuf;
