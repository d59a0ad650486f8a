//! The second ledger: what published papers report, computed anew with the library and judged. `tests/papers.rs` checks
//! each finding in small and the table that appendix C of the book includes; `make papers` computes them as a whole.
//! `README.md` beside `Cargo.toml` tells how to add one.

mod choromanska_2015;
mod cohen_2021;
mod cohen_2022;
mod dean_2006;
mod dinh_2017;
mod finding;
mod goh_2017;
mod gorman_1988;
mod greydanus_2024;
mod keskar_2017;
mod record;
mod reddi_2018;
mod table;
mod wilson_2017;
mod xiao_2017;

pub use finding::{Failure, Finding, LeftOut, Line, Measured, Scale, Verdict};
pub use record::{Outcome, read, write};
pub use table::table;

/// All findings, in the order of the chapters. A new file of findings is one more line here.
#[must_use]
pub fn findings() -> Vec<Finding> {
    [
        gorman_1988::findings(),
        greydanus_2024::findings(),
        cohen_2021::findings(),
        goh_2017::findings(),
        wilson_2017::findings(),
        reddi_2018::findings(),
        cohen_2022::findings(),
        xiao_2017::findings(),
        dean_2006::findings(),
        keskar_2017::findings(),
        dinh_2017::findings(),
        choromanska_2015::findings(),
    ]
    .concat()
}
