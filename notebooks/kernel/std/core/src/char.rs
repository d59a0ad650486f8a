impl char {
    pub const MAX: char;
    pub fn from_u32(i: u32) -> Option<char>;
    pub fn from_digit(number: u32, radix: u32) -> Option<char>;
    pub fn is_digit(self, radix: u32) -> bool;
    pub fn is_alphanumeric(self) -> bool;
    pub fn is_lowercase(self) -> bool;
    pub fn is_uppercase(self) -> bool;
    pub fn is_ascii(&self) -> bool;
    pub fn is_ascii_alphabetic(&self) -> bool;
    pub fn is_ascii_punctuation(&self) -> bool;
    pub fn len_utf8(self) -> usize;
    pub fn to_lowercase(self) -> ToLowercase;
    pub fn to_uppercase(self) -> ToUppercase;
    pub fn is_alphabetic(self) -> bool;
    pub fn is_numeric(self) -> bool;
    pub fn is_whitespace(self) -> bool;
    pub fn is_ascii_digit(&self) -> bool;
    pub fn to_digit(self, radix: u32) -> Option<u32>;
    pub fn to_ascii_uppercase(&self) -> char;
    pub fn to_ascii_lowercase(&self) -> char;
}
pub struct ToLowercase(());
pub struct ToUppercase(());
impl Iterator for ToLowercase {
    type Item = char;
}
impl Iterator for ToUppercase {
    type Item = char;
}
impl crate::fmt::Display for ToLowercase {}
impl crate::fmt::Display for ToUppercase {}
