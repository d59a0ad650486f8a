//! Checks for the exercises of the workbook: a check runs what the reader wrote, says whether it
//! is right, names the slip where it knows it, and never leaves a backtrace. Every chapter uses it.
//!
//! A check cell ends in one expression:
//!
//! ```
//! use downhill_exercise::{OrSlip, check, expect, expect_close};
//!
//! fn slope_of_square(x: f64) -> f64 {
//!     2.0 * x
//! }
//!
//! let verdict = check("How fast does x² grow at x?", || {
//!     for x in [-1.0, 0.5, 3.0] {
//!         expect_close(&format!("slope_of_square({x})"), slope_of_square(x), 2.0 * x, 1e-12)
//!             .or_slip(x * x, "the function itself stands in for its slope")?;
//!     }
//!     expect("slope_of_square(0.0)", slope_of_square(0.0), 0.0)
//! });
//! assert!(verdict.passed());
//! ```
//!
//! It knows nothing of the library that the exercises are about: what such a library answers with an error becomes
//! [`Mismatch::Refused`] through `?`.

mod comparable;
mod expect;
mod mismatch;
mod quiet;
mod verdict;

pub use comparable::{Comparable, Number};
/// ```
/// use downhill_exercise::{Mismatch, Verdict, check, expect, without};
///
/// #[without(sum, fold)]
/// fn total(numbers: &[i32]) -> i32 {
///     numbers.iter().sum() // The word fold in a comment is none in the code.
/// }
///
/// let verdict = check("Go through the numbers in a loop.", || expect("total", total(&[1, 2]), 3));
/// let mismatch = Mismatch::Forbidden { call: "sum".to_owned() };
/// assert!(matches!(verdict, Verdict::Wrong { mismatch: found, .. } if found == mismatch));
/// ```
pub use downhill_without::without;
pub use expect::{OrSlip, expect, expect_close, expect_each, expect_each_close, expect_nan};
pub use mismatch::{Difference, Mismatch};
pub use verdict::{Verdict, check};
