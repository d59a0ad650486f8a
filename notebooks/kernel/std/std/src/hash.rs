pub use core::hash::*;

#[derive(Clone)]
pub struct RandomState;
impl RandomState {
    pub fn new() -> RandomState;
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
}
impl Default for RandomState {}
#[derive(Clone, Debug)]
pub struct DefaultHasher(());
impl DefaultHasher {
    pub fn new() -> DefaultHasher;
}
impl Hasher for DefaultHasher {}
impl Default for DefaultHasher {}
