#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Duration(u64);
impl Duration {
    pub fn from_secs(seconds: u64) -> Duration;
    pub fn from_millis(millis: u64) -> Duration;
    pub fn from_secs_f64(seconds: f64) -> Duration;
    pub fn as_secs(&self) -> u64;
    pub fn as_millis(&self) -> u128;
    pub fn as_micros(&self) -> u128;
    pub fn as_nanos(&self) -> u128;
    pub fn as_secs_f64(&self) -> f64;
    pub const ZERO: Duration;
    pub const MAX: Duration;
    pub fn new(seconds: u64, nanos: u32) -> Duration;
    pub fn from_micros(micros: u64) -> Duration;
    pub fn from_nanos(nanos: u64) -> Duration;
    pub fn subsec_nanos(&self) -> u32;
    pub fn subsec_millis(&self) -> u32;
    pub fn is_zero(&self) -> bool;
    pub fn as_secs_f32(&self) -> f32;
}
impl crate::ops::Add for Duration {
    type Output = Duration;
}
impl crate::ops::Sub for Duration {
    type Output = Duration;
}
impl crate::ops::Mul<u32> for Duration {
    type Output = Duration;
}
impl crate::ops::Div<u32> for Duration {
    type Output = Duration;
}
impl crate::iter::Sum for Duration {}
