//! The checks of chapter 15 accept the book's solutions and refuse stubs. Its wrong answers are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("15-landscapes", "kind", solution).passed());
    assert!(judge!("15-landscapes", "delay", solution).passed());
    assert!(judge!("15-landscapes", "spell", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("15-landscapes", "kind", stub));
    stub(judge!("15-landscapes", "delay", stub));
    stub(judge!("15-landscapes", "spell", stub));
}
