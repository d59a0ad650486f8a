//! The checks of chapter 16 accept the book's solutions and refuse stubs. Its wrong answers are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("16-escape", "accept", solution).passed());
    assert!(judge!("16-escape", "starts", solution).passed());
    assert!(judge!("16-escape", "cool", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("16-escape", "accept", stub));
    stub(judge!("16-escape", "starts", stub));
    stub(judge!("16-escape", "cool", stub));
}
