pub trait FromStr: Sized {
    type Err;
    fn from_str(text: &str) -> Result<Self, Self::Err>;
}
impl str {
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn as_bytes(&self) -> &[u8];
    pub fn chars(&self) -> Chars<'_>;
    pub fn char_indices(&self) -> CharIndices<'_>;
    pub fn bytes(&self) -> Bytes<'_>;
    pub fn lines(&self) -> Lines<'_>;
    pub fn split_whitespace(&self) -> SplitWhitespace<'_>;
    pub fn split<P: Pattern>(&self, pattern: P) -> Split<'_>;
    pub fn split_once<P: Pattern>(&self, pattern: P) -> Option<(&str, &str)>;
    pub fn contains<P: Pattern>(&self, pattern: P) -> bool;
    pub fn starts_with<P: Pattern>(&self, pattern: P) -> bool;
    pub fn ends_with<P: Pattern>(&self, pattern: P) -> bool;
    pub fn find<P: Pattern>(&self, pattern: P) -> Option<usize>;
    pub fn strip_prefix<P: Pattern>(&self, pattern: P) -> Option<&str>;
    pub fn strip_suffix<P: Pattern>(&self, pattern: P) -> Option<&str>;
    pub fn trim(&self) -> &str;
    pub fn trim_start(&self) -> &str;
    pub fn trim_end(&self) -> &str;
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err>;
    pub fn get<I: crate::slice::SliceIndex<str>>(&self, index: I) -> Option<&I::Output>;
}
pub trait Pattern {}
impl Pattern for char {}
impl Pattern for &str {}
impl<F: FnMut(char) -> bool> Pattern for F {}
impl<const N: usize> Pattern for [char; N] {}
macro_rules! iterators {
    ($($name:ident: $item:ty;)*) => { $(
        #[derive(Clone)]
        pub struct $name<'a>(&'a ());
        impl<'a> Iterator for $name<'a> { type Item = $item; }
        impl DoubleEndedIterator for $name<'_> {}
    )* };
}
iterators! {
    Chars: char; CharIndices: (usize, char); Bytes: u8; Lines: &'a str; SplitWhitespace: &'a str; Split: &'a str;
}
pub struct Utf8Error;
pub struct ParseBoolError;
pub fn from_utf8(bytes: &[u8]) -> Result<&str, Utf8Error>;
impl FromStr for bool {
    type Err = ParseBoolError;
}
impl char {
    pub fn is_alphabetic(self) -> bool;
    pub fn is_numeric(self) -> bool;
    pub fn is_whitespace(self) -> bool;
    pub fn is_ascii_digit(&self) -> bool;
    pub fn to_digit(self, radix: u32) -> Option<u32>;
    pub fn to_ascii_uppercase(&self) -> char;
    pub fn to_ascii_lowercase(&self) -> char;
}
#[lang = "bool"]
impl bool {
    pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T>;
    pub fn then_some<T>(self, value: T) -> Option<T>;
}
