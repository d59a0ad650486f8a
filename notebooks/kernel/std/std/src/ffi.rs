#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsString(());
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsStr(str);
impl OsString {
    pub fn into_string(self) -> Result<String, OsString>;
}
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(text: &S) -> &OsStr;
    pub fn to_str(&self) -> Option<&str>;
    pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str>;
    pub fn to_os_string(&self) -> OsString;
    pub fn len(&self) -> usize;
}
impl core::ops::Deref for OsString {
    type Target = OsStr;
}
impl Clone for OsString {}
impl crate::fmt::Debug for OsString {}
impl crate::fmt::Debug for OsStr {}
impl crate::borrow::Borrow<OsStr> for OsString {}
impl crate::borrow::ToOwned for OsStr {
    type Owned = OsString;
}
impl AsRef<OsStr> for str {}
impl AsRef<OsStr> for String {}
impl AsRef<OsStr> for OsStr {}
impl AsRef<OsStr> for OsString {}
impl From<String> for OsString {}
