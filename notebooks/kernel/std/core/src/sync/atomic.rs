#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Ordering {
    Relaxed,
    Release,
    Acquire,
    AcqRel,
    SeqCst,
}
macro_rules! atomics {
    ($($name:ident: $t:ty;)*) => { $(
        pub struct $name($t);
        impl $name {
            pub fn new(value: $t) -> Self;
            pub fn into_inner(self) -> $t;
            pub fn load(&self, order: Ordering) -> $t;
            pub fn store(&self, value: $t, order: Ordering);
            pub fn swap(&self, value: $t, order: Ordering) -> $t;
        }
    )* };
}
atomics! {
    AtomicBool: bool; AtomicUsize: usize; AtomicIsize: isize; AtomicU8: u8; AtomicU32: u32; AtomicI32: i32;
    AtomicU64: u64; AtomicI64: i64;
}
macro_rules! counters {
    ($($name:ident: $t:ty;)*) => { $(
        impl $name {
            pub fn fetch_add(&self, value: $t, order: Ordering) -> $t;
            pub fn fetch_sub(&self, value: $t, order: Ordering) -> $t;
            pub fn fetch_max(&self, value: $t, order: Ordering) -> $t;
        }
    )* };
}
counters! { AtomicUsize: usize; AtomicIsize: isize; AtomicU32: u32; AtomicI32: i32; AtomicU64: u64; AtomicI64: i64; }
