pub use core::time::Duration;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Instant(());
impl Instant {
    pub fn now() -> Instant;
    pub fn elapsed(&self) -> Duration;
    pub fn duration_since(&self, earlier: Instant) -> Duration;
}
impl core::ops::Sub<Instant> for Instant {
    type Output = Duration;
}
impl core::ops::Add<Duration> for Instant {
    type Output = Instant;
}
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SystemTime(());
#[derive(Clone, Debug)]
pub struct SystemTimeError(());
pub const UNIX_EPOCH: SystemTime;
impl SystemTime {
    pub const UNIX_EPOCH: SystemTime;
    pub fn now() -> SystemTime;
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError>;
}
