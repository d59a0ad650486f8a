//! Macros: those built into the compiler, and those made of them.

#[rustc_builtin_macro]
#[macro_export]
macro_rules! format_args { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! const_format_args { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! format_args_nl { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! concat { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! stringify { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! include { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! include_str { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! include_bytes { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! env { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! option_env { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! cfg { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! compile_error { ($($arg:tt)*) => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! line { () => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! column { () => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! file { () => {}; }
#[rustc_builtin_macro]
#[macro_export]
macro_rules! module_path { () => {}; }

#[macro_export]
macro_rules! panic {
    () => { $crate::panicking::panic("") };
    ($($arg:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($($arg)+)) };
}
#[macro_export]
macro_rules! assert {
    ($condition:expr $(, $($arg:tt)*)?) => {{ let _: bool = $condition; }};
}
#[macro_export]
macro_rules! assert_eq {
    ($left:expr, $right:expr $(, $($arg:tt)*)?) => {{ let _ = (&$left, &$right); }};
}
#[macro_export]
macro_rules! assert_ne {
    ($left:expr, $right:expr $(, $($arg:tt)*)?) => {{ let _ = (&$left, &$right); }};
}
#[macro_export]
macro_rules! debug_assert {
    ($($arg:tt)*) => { $crate::assert!($($arg)*) };
}
#[macro_export]
macro_rules! debug_assert_eq {
    ($($arg:tt)*) => { $crate::assert_eq!($($arg)*) };
}
#[macro_export]
macro_rules! debug_assert_ne {
    ($($arg:tt)*) => { $crate::assert_ne!($($arg)*) };
}
#[macro_export]
macro_rules! matches {
    ($value:expr, $pattern:pat $(if $guard:expr)? $(,)?) => { match $value { $pattern $(if $guard)? => true, _ => false } };
}
#[macro_export]
macro_rules! todo { ($($arg:tt)*) => { $crate::panic!() }; }
#[macro_export]
macro_rules! unimplemented { ($($arg:tt)*) => { $crate::panic!() }; }
#[macro_export]
macro_rules! unreachable { ($($arg:tt)*) => { $crate::panic!() }; }
#[macro_export]
macro_rules! write {
    ($to:expr, $($arg:tt)*) => { $to.write_fmt($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! writeln {
    ($to:expr $(,)?) => { $crate::write!($to, "\n") };
    ($to:expr, $($arg:tt)*) => { $to.write_fmt($crate::format_args!($($arg)*)) };
}

pub mod builtin {
    #[rustc_builtin_macro]
    pub macro derive($item:item) {}
    #[rustc_builtin_macro]
    pub macro test($item:item) {}
}
