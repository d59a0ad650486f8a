#[macro_export]
macro_rules! print { ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) }; }
#[macro_export]
macro_rules! println {
    () => { $crate::io::_print($crate::format_args!("")) };
    ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! eprint { ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) }; }
#[macro_export]
macro_rules! eprintln {
    () => { $crate::io::_print($crate::format_args!("")) };
    ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! dbg {
    ($value:expr $(,)?) => { $value };
}
