use crate::str::pattern::{Pattern, ReverseSearcher};

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
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_>;
    pub fn split<P: Pattern>(&self, pattern: P) -> Split<'_, P>;
    pub fn split_inclusive<P: Pattern>(&self, pattern: P) -> SplitInclusive<'_, P>;
    pub fn split_terminator<P: Pattern>(&self, pattern: P) -> SplitTerminator<'_, P>;
    pub fn splitn<P: Pattern>(&self, n: usize, pattern: P) -> SplitN<'_, P>;
    pub fn matches<P: Pattern>(&self, pattern: P) -> Matches<'_, P>;
    pub fn match_indices<P: Pattern>(&self, pattern: P) -> MatchIndices<'_, P>;
    pub fn rsplit_once<P: Pattern>(&self, pattern: P) -> Option<(&str, &str)> where for<'a> P::Searcher<'a>: ReverseSearcher<'a>;
    pub fn rfind<P: Pattern>(&self, pattern: P) -> Option<usize> where for<'a> P::Searcher<'a>: ReverseSearcher<'a>;
    pub fn split_at(&self, mid: usize) -> (&str, &str);
    pub fn is_char_boundary(&self, index: usize) -> bool;
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool;
    pub fn trim_start_matches<P: Pattern>(&self, pattern: P) -> &str;
    pub fn split_once<P: Pattern>(&self, pattern: P) -> Option<(&str, &str)>;
    pub fn contains<P: Pattern>(&self, pattern: P) -> bool;
    pub fn starts_with<P: Pattern>(&self, pattern: P) -> bool;
    pub fn ends_with<P: Pattern>(&self, pattern: P) -> bool where for<'a> P::Searcher<'a>: ReverseSearcher<'a>;
    pub fn find<P: Pattern>(&self, pattern: P) -> Option<usize>;
    pub fn strip_prefix<P: Pattern>(&self, pattern: P) -> Option<&str>;
    pub fn strip_suffix<P: Pattern>(&self, pattern: P) -> Option<&str> where for<'a> P::Searcher<'a>: ReverseSearcher<'a>;
    pub fn trim(&self) -> &str;
    pub fn trim_start(&self) -> &str;
    pub fn trim_end(&self) -> &str;
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err>;
    pub fn get<I: crate::slice::SliceIndex<str>>(&self, index: I) -> Option<&I::Output>;
}
pub mod pattern {
    pub unsafe trait Searcher<'a> {}
    pub unsafe trait ReverseSearcher<'a>: Searcher<'a> {}
    pub struct CharSearcher<'a>(&'a ());
    pub struct StrSearcher<'a, 'b>(&'a (), &'b ());
    pub struct CharPredicateSearcher<'a, F>(&'a (), F);
    pub struct CharArraySearcher<'a, const N: usize>(&'a ());
    unsafe impl<'a> Searcher<'a> for CharSearcher<'a> {}
    unsafe impl<'a> ReverseSearcher<'a> for CharSearcher<'a> {}
    unsafe impl<'a, 'b> Searcher<'a> for StrSearcher<'a, 'b> {}
    unsafe impl<'a, 'b> ReverseSearcher<'a> for StrSearcher<'a, 'b> {}
    unsafe impl<'a, F: FnMut(char) -> bool> Searcher<'a> for CharPredicateSearcher<'a, F> {}
    unsafe impl<'a, F: FnMut(char) -> bool> ReverseSearcher<'a> for CharPredicateSearcher<'a, F> {}
    unsafe impl<'a, const N: usize> Searcher<'a> for CharArraySearcher<'a, N> {}
    unsafe impl<'a, const N: usize> ReverseSearcher<'a> for CharArraySearcher<'a, N> {}
    pub trait Pattern: Sized {
        type Searcher<'a>: Searcher<'a>;
    }
    impl Pattern for char {
        type Searcher<'a> = CharSearcher<'a>;
    }
    impl<'b> Pattern for &'b str {
        type Searcher<'a> = StrSearcher<'a, 'b>;
    }
    impl<F: FnMut(char) -> bool> Pattern for F {
        type Searcher<'a> = CharPredicateSearcher<'a, F>;
    }
    impl<const N: usize> Pattern for [char; N] {
        type Searcher<'a> = CharArraySearcher<'a, N>;
    }
}
macro_rules! iterators {
    ($($name:ident: $item:ty;)*) => { $(
        #[derive(Clone)]
        pub struct $name<'a>(&'a ());
        impl<'a> Iterator for $name<'a> { type Item = $item; }
        impl DoubleEndedIterator for $name<'_> {}
    )* };
}
iterators! {
    Chars: char; CharIndices: (usize, char); Bytes: u8; Lines: &'a str; SplitWhitespace: &'a str;
    SplitAsciiWhitespace: &'a str;
}
macro_rules! found {
    ($($name:ident: $item:ty;)*) => { $(
        pub struct $name<'a, P: Pattern>(&'a P);
        impl<'a, P: Pattern> Iterator for $name<'a, P> { type Item = $item; }
    )* };
}
found! {
    Split: &'a str; SplitInclusive: &'a str; SplitTerminator: &'a str; SplitN: &'a str; Matches: &'a str;
    MatchIndices: (usize, &'a str);
}
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Utf8Error;
impl crate::fmt::Display for Utf8Error {}
impl crate::error::Error for Utf8Error {}
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseBoolError;
impl crate::fmt::Display for ParseBoolError {}
impl crate::error::Error for ParseBoolError {}
pub fn from_utf8(bytes: &[u8]) -> Result<&str, Utf8Error>;
impl FromStr for bool {
    type Err = ParseBoolError;
}
