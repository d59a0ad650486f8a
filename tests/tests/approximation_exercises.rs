//! The checks of chapter 10 accept the book's solutions, refuse stubs, and refuse the page's wrong answers.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) {
    assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict}");
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("10-approximation", "lines", solution).passed());
    assert!(judge!("10-approximation", "pieces", solution).passed());
    assert!(judge!("10-approximation", "choose", solution).passed());
    let beat = judge!("10-approximation", "beat", solution);
    assert!(beat.passed(), "{beat}");
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("10-approximation", "lines", stub));
    stub(judge!("10-approximation", "pieces", stub));
    stub(judge!("10-approximation", "choose", stub));
    stub(judge!("10-approximation", "beat", stub));
}

#[test]
fn the_pages_wrong_answers_are_refused() {
    wrong(&judge!("10-approximation", "lines", wrong "wrong-lines-1"));
    wrong(&judge!("10-approximation", "lines", wrong "wrong-lines-2"));
    wrong(&judge!("10-approximation", "lines", wrong "wrong-lines-3"));
    wrong(&judge!("10-approximation", "pieces", wrong "wrong-pieces-1"));
    wrong(&judge!("10-approximation", "pieces", wrong "wrong-pieces-2"));
    wrong(&judge!("10-approximation", "pieces", wrong "wrong-pieces-3"));
    wrong(&judge!("10-approximation", "pieces", wrong "wrong-pieces-4"));
    wrong(&judge!("10-approximation", "choose", wrong "wrong-choose-1"));
    wrong(&judge!("10-approximation", "choose", wrong "wrong-choose-2"));
    wrong(&judge!("10-approximation", "choose", wrong "wrong-choose-3"));
    wrong(&judge!("10-approximation", "beat", wrong "wrong-beat-1"));
    wrong(&judge!("10-approximation", "beat", wrong "wrong-beat-2"));
    wrong(&judge!("10-approximation", "beat", wrong "wrong-beat-3"));
}

#[test]
fn one_piece_more_than_fits_is_too_many() {
    wrong(&judge! {"10-approximation", "pieces",
        fn pieces(slope: f64, length: f64, error: f64) -> usize {
            (slope * length / (2.0 * error)).floor() as usize + 1
        }
    });
    // The length forgotten.
    wrong(&judge! {"10-approximation", "pieces",
        fn pieces(slope: f64, _: f64, error: f64) -> usize { ((slope / (2.0 * error)).ceil() as usize).max(1) }
    });
}
