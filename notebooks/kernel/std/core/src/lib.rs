//! What the kernel's analyser is shown as the standard library where Rust's sources are not at hand (see
//! `view.py`): declarations of what notebooks use most.
//!
//! rustc never sees these files. Where a name is missing here, a cell's variable wants its type written,
//! no more. Signatures and paths are those of the standard library, which `tests/kernel/test_std.py` has
//! rustc check; bodies, private fields and allocators are left out.

#![feature(lang_items, fundamental, rustc_attrs, decl_macro, prelude_import, unboxed_closures)]
#![rustc_coherence_is_core]
#![no_core]

#[macro_use]
mod macros;

pub mod any;
pub mod array;
pub mod borrow;
pub mod cell;
pub mod char;
pub mod clone;
pub mod cmp;
pub mod convert;
pub mod default;
pub mod error;
pub mod f32;
pub mod f64;
pub mod fmt;
pub mod hash;
pub mod hint;
pub mod iter;
pub mod marker;
pub mod mem;
pub mod net;
pub mod num;
pub mod ops;
pub mod option;
pub mod ptr;
pub mod result;
pub mod slice;
pub mod str;
pub mod sync;
pub mod time;

pub mod panicking {
    pub fn panic(message: &'static str) -> !;
    pub fn panic_fmt(message: crate::fmt::Arguments<'_>) -> !;
}

pub mod prelude {
    pub mod v1 {
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
        pub use crate::convert::{AsMut, AsRef, From, Into, TryFrom, TryInto};
        pub use crate::default::Default;
        pub use crate::fmt::derive::Debug;
        pub use crate::hash::derive::Hash;
        pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator, Extend, FromIterator, IntoIterator, Iterator};
        pub use crate::macros::builtin::{derive, test};
        pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
        pub use crate::mem::{drop, size_of, size_of_val};
        pub use crate::ops::{Drop, Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
        pub use crate::{
            assert, assert_eq, assert_ne, cfg, column, compile_error, concat, debug_assert, debug_assert_eq,
            debug_assert_ne, env, file, format_args, include, include_bytes, include_str, line, matches,
            module_path, option_env, panic, stringify, todo, unimplemented, unreachable, write, writeln,
        };
    }

    pub use v1 as rust_2015;
    pub use v1 as rust_2018;
    pub use v1 as rust_2021;
    pub use v1 as rust_2024;
}

#[prelude_import]
use prelude::v1::*;
