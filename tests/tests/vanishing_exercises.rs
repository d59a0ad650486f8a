//! The checks of chapter 09 accept the book's solutions and refuse stubs (what a check needs beside the page's imports stands before an answer). Its wrong answers are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

#[test]
fn the_books_solutions_pass() {
    for verdict in [
        judge!("09-vanishing", "chain", solution),
        judge!("09-vanishing", "leak", solution),
        judge!("09-vanishing", "reach", solution),
        judge!("09-vanishing", "clip", solution),
    ] {
        assert!(verdict.passed(), "{verdict}");
    }
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("09-vanishing", "chain", stub));
    stub(judge!("09-vanishing", "leak", stub));
    stub(judge!("09-vanishing", "reach", stub));
    stub(judge! {"09-vanishing", "rescue",
        const LOSS: Loss = Loss::SoftmaxCrossEntropy;
        fn rescue() -> Architecture { todo!() }
    });
    stub(judge!("09-vanishing", "clip", stub));
}

#[test]
fn a_rescue_by_a_deviation_passes() {
    // A gain of 10.6 over 64 neurons.
    assert!(
        judge! {"09-vanishing", "rescue",
            const LOSS: Loss = Loss::SoftmaxCrossEntropy;
            fn rescue() -> Architecture { Architecture::stack([64, 10], 20, 64, Sigmoid, Initializer::Normal(1.325)) }
        }
        .passed()
    );
}
