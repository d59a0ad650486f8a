#[macro_export]
macro_rules! vec {
    ($value:expr; $n:expr) => { $crate::vec::from_elem($value, $n) };
    ($($value:expr),* $(,)?) => { $crate::vec::from_array([$($value),*]) };
}
#[macro_export]
macro_rules! format {
    ($($arg:tt)*) => { $crate::fmt::format($crate::__core::format_args!($($arg)*)) };
}
