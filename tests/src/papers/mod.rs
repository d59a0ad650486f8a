//! The second ledger: what published papers report, computed anew with the library and judged. `tests/papers.rs` checks
//! each finding in small and the table that appendix C of the book includes; `make papers` computes them as a whole.
//! `README.md` beside `Cargo.toml` tells how to add one.

mod cohen_2021;
mod finding;
mod greydanus_2024;
mod record;
mod table;

pub use finding::{Finding, Line, Measured, Scale, Verdict};
pub use record::{Outcome, read, write};
pub use table::table;

/// All findings, in the order of the chapters. A new file of findings is one more line here.
#[must_use]
pub fn findings() -> Vec<Finding> {
    [greydanus_2024::findings(), cohen_2021::findings()].concat()
}
