//! The part of the standard library that owns memory, as the kernel's analyser sees it (see `core`).

#![feature(lang_items, fundamental, rustc_attrs, unboxed_closures)]
#![no_std]

#[macro_use]
mod macros;

pub mod borrow;
pub mod boxed;
pub mod collections;
pub mod rc;
pub mod slice;
pub mod string;
pub mod sync;
pub mod vec;

pub mod fmt {
    pub use core::fmt::*;
    pub fn format(args: Arguments<'_>) -> crate::string::String;
}
#[doc(hidden)]
pub use core as __core;
