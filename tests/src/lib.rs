//! What the workbook claims, checked: the worked examples of the chapters (in `tests/`), the
//! [`ledger`] of every claim that the sources make, the [`papers`] whose results are computed anew, and the judge of the book's checks.

pub mod ledger;
pub mod papers;
mod shared;

pub use shared::{fashion_mnist_if_here, network_by_hand};

/// The verdict of a page's check on an answer: the check cell is the very one on the page.
/// The answer is the book's own (`solution`), what the learner starts from (`stub`), a wrong one of the page
/// (`wrong "ID"`), or any items.
///
/// ```
/// use downhill_tests::judge;
/// assert!(judge!("01-neuron", "connections", solution).passed());
/// assert!(!judge!("01-neuron", "connections", stub).passed());
/// assert!(!judge! { "01-neuron", "connections",
///     fn connections(n: u64) -> u64 { n * n }
///     fn affordable(budget: u64) -> u64 { 10 }
/// }.passed());
/// ```
#[macro_export]
macro_rules! judge {
    ($page:literal, $name:literal, solution) => {
        $crate::judge!(@ $page, $name, include!(concat!(env!("OUT_DIR"), "/", $page, "/solution-", $name, ".rs"));)
    };
    ($page:literal, $name:literal, stub) => {
        $crate::judge!(@ $page, $name, include!(concat!(env!("OUT_DIR"), "/", $page, "/stub-", $name, ".rs"));)
    };
    ($page:literal, $name:literal, wrong $id:literal) => {
        $crate::judge!(@ $page, $name, include!(concat!(env!("OUT_DIR"), "/", $page, "/", $id, ".rs"));)
    };
    ($page:literal, $name:literal, $($answer:item)+) => {
        $crate::judge!(@ $page, $name, $($answer)+)
    };
    (@ $page:literal, $name:literal, $($answer:item)+) => {{
        #[allow(unused_imports, unused_variables, dead_code)]
        mod answer {
            include!(concat!(env!("OUT_DIR"), "/", $page, "/uses.rs"));
            $($answer)+
            pub(super) fn verdict() -> downhill::exercise::Verdict {
                include!(concat!(env!("OUT_DIR"), "/", $page, "/check-", $name, ".rs"))
            }
        }
        answer::verdict()
    }};
}
