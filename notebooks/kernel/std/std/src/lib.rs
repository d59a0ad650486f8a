//! The standard library as the kernel's analyser sees it: `core`, `alloc`, and a little of the system.

#![feature(prelude_import)]
#![no_std]

extern crate alloc;

#[macro_use]
mod macros;

pub mod collections;
pub mod env;
pub mod ffi;
pub mod fs;
pub mod hash;
pub mod io;
pub mod path;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;

pub use alloc::{borrow, boxed, fmt, format, rc, slice, string, vec};
pub use core::{any, array, cell, char, clone, cmp, convert, default, error, f32, f64, hint, iter, marker, mem, net, num, ops, option, ptr, result, str};
pub use core::{
    assert, assert_eq, assert_ne, cfg, column, compile_error, concat, debug_assert, debug_assert_eq, debug_assert_ne, env,
    file, format_args, include, include_bytes, include_str, line, matches, module_path, option_env, panic, stringify, todo,
    unimplemented, unreachable, write, writeln,
};

pub mod panic {
    pub trait UnwindSafe {}
    impl<T: ?Sized> UnwindSafe for T {}
    pub struct AssertUnwindSafe<T>(pub T);
}

pub mod prelude {
    pub mod v1 {
        pub use alloc::borrow::ToOwned;
        pub use alloc::boxed::Box;
        pub use alloc::string::{String, ToString};
        pub use alloc::vec::Vec;
        pub use alloc::{format, vec};
        pub use core::prelude::v1::*;
        pub use crate::{dbg, eprint, eprintln, print, println};
    }

    pub use v1 as rust_2015;
    pub use v1 as rust_2018;
    pub use v1 as rust_2021;
    pub use v1 as rust_2024;
}

#[prelude_import]
use prelude::v1::*;
