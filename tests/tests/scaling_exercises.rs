//! The checks of chapter 18 accept the book's solutions and refuse stubs. Its wrong answers are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("18-scaling", "holder", solution).passed());
    assert!(judge!("18-scaling", "bytes-sent", solution).passed());
    assert!(judge!("18-scaling", "ceiling", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("18-scaling", "holder", stub));
    stub(judge!("18-scaling", "bytes-sent", stub));
    stub(judge!("18-scaling", "ceiling", stub));
}
