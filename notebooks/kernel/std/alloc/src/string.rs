use crate::vec::Vec;
use core::fmt::Display;
use core::ops::{Add, AddAssign, Deref, Index};

#[lang = "String"]
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct String(());
impl Clone for String {}
impl Default for String {}
impl core::fmt::Debug for String {}
impl Display for String {}
impl String {
    pub fn new() -> String;
    pub fn with_capacity(capacity: usize) -> String;
    pub fn from_utf8(bytes: Vec<u8>) -> Result<String, FromUtf8Error>;
    pub fn push(&mut self, c: char);
    pub fn push_str(&mut self, text: &str);
    pub fn pop(&mut self) -> Option<char>;
    pub fn insert(&mut self, index: usize, c: char);
    pub fn insert_str(&mut self, index: usize, text: &str);
    pub fn remove(&mut self, index: usize) -> char;
    pub fn truncate(&mut self, len: usize);
    pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F);
    pub fn from_utf8_lossy(bytes: &[u8]) -> crate::borrow::Cow<'_, str>;
    pub fn clear(&mut self);
    pub fn as_str(&self) -> &str;
    pub fn into_bytes(self) -> Vec<u8>;
}
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct FromUtf8Error;
impl Display for FromUtf8Error {}
impl core::error::Error for FromUtf8Error {}
impl Deref for String {
    type Target = str;
}
impl<I: core::slice::SliceIndex<str>> Index<I> for String {
    type Output = I::Output;
}
impl Add<&str> for String {
    type Output = String;
}
impl AddAssign<&str> for String {}
impl From<&str> for String {}
impl From<char> for String {}
impl AsRef<str> for String {}
impl core::borrow::Borrow<str> for String {}
impl PartialEq<str> for String {}
impl PartialEq<&str> for String {}
impl PartialEq<String> for str {}
impl PartialEq<String> for &str {}
impl core::fmt::Write for String {}
impl core::str::FromStr for String {
    type Err = core::convert::Infallible;
}
impl FromIterator<char> for String {}
impl<'a> FromIterator<&'a str> for String {}
impl FromIterator<String> for String {}
impl Extend<char> for String {}

pub trait ToString {
    fn to_string(&self) -> String;
}
impl<T: Display + ?Sized> ToString for T {}

impl str {
    #[rustc_allow_incoherent_impl]
    pub fn replace<P: core::str::pattern::Pattern>(&self, from: P, to: &str) -> String;
    #[rustc_allow_incoherent_impl]
    pub fn to_lowercase(&self) -> String;
    #[rustc_allow_incoherent_impl]
    pub fn to_uppercase(&self) -> String;
    #[rustc_allow_incoherent_impl]
    pub fn repeat(&self, n: usize) -> String;
}
