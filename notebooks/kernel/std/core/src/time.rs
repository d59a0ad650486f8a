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
    pub fn as_secs_f32(&self) -> f32;
}
