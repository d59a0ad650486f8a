//! The checks of chapter 07 accept the book's solutions and refuse stubs and answers made for the checks' numbers. Its wrong answers are judged by
//! the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    for verdict in [
        judge!("07-backprop", "blame", solution),
        judge!("07-backprop", "accumulate", solution),
        judge!("07-backprop", "wardrobe", solution),
        judge!("07-backprop", "numberings", solution),
        judge!("07-backprop", "never", solution),
    ] {
        assert!(verdict.passed(), "{verdict}");
    }
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("07-backprop", "blame", stub));
    stub(judge!("07-backprop", "accumulate", stub));
    stub(judge!("07-backprop", "wardrobe", stub));
    stub(judge!("07-backprop", "numberings", stub));
    stub(judge!("07-backprop", "never", stub));
}

#[test]
fn other_starts_that_never_learn_pass() {
    // Nothing at all is as symmetric as can be.
    assert!(
        judge! {"07-backprop", "never",
            fn my_start() -> ByHand {
                ByHand { v: Array2::zeros((2, 2)), gamma: Array1::zeros(2), w: Array2::zeros((2, 1)), theta: Array1::zeros(1) }
            }
        }
        .passed()
    );
}

#[test]
fn accumulating_by_the_library_is_refused() {
    assert!(wrong(&judge! {"07-backprop", "accumulate",
        #[without(.run, .run_shuffled)]
        fn accumulated_step(network: &ByHand, samples: &Samples, rate: f64) -> Result<ByHand> {
            let mut network = network.network()?;
            Training::new(Loss::HalfSquaredError, rate).max_epochs(1).run(&mut network, samples)?;
            ByHand::of(&network)
        }
    }));
}
