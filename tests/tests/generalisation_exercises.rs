//! The checks of chapter 11 accept the book's solutions and refuse stubs. Its wrong answers, and the exercises that need the page's own
//! data, are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("11-generalisation", "penalised", solution).passed());
    assert!(judge!("11-generalisation", "decay", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("11-generalisation", "penalised", stub));
    stub(judge!("11-generalisation", "decay", stub));
}

#[test]
fn answers_made_for_the_checks_numbers_alone_are_wrong() {
    // Right for λ = 0.5 only.
    assert!(wrong(&judge! { "11-generalisation", "penalised",
        fn penalised(gradient: &[f64], weights: &[f64], _: f64) -> Vec<f64> {
            gradient.iter().zip(weights).map(|(g, w)| 0.5 * g + w).collect()
        }
    }));
    assert!(wrong(&judge! { "11-generalisation", "decay",
        fn rate_and_decay(rate: f64, _: f64) -> (f64, f64) { (0.5 * rate, 2.0) }
    }));
}
