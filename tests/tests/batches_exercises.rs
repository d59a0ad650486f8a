//! The checks of chapter 12 accept the book's solutions and refuse stubs. Its wrong answers, and exercise 4, which needs the page's own
//! data, are judged by the book's test.

// The page's check subtracts a view by reference.
#![allow(clippy::op_ref)]

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("12-batches", "deck", solution).passed());
    assert!(judge!("12-batches", "unseen", solution).passed());
    assert!(judge!("12-batches", "pieces", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("12-batches", "deck", stub));
    stub(judge!("12-batches", "unseen", stub));
    stub(judge!("12-batches", "pieces", stub));
}

#[test]
fn answers_made_for_the_checks_numbers_alone_are_wrong() {
    // Right for batches of one and of all.
    assert!(wrong(&judge! { "12-batches", "deck",
        fn deck(variance: f64, size: usize, count: usize) -> f64 {
            variance * (count - size) as f64 / (count - 1) as f64
        }
    }));
    // Right for one epoch, whatever the number of samples.
    assert!(wrong(&judge! { "12-batches", "unseen",
        fn unseen(count: usize, epochs: usize) -> f64 {
            (1.0 - 1.0 / count as f64).powi(count as i32) / epochs as f64
        }
    }));
    // Right where one piece is enough.
    assert!(wrong(&judge! { "12-batches", "pieces",
        fn in_pieces(network: &Network, batch: &Samples, piece: usize) -> Result<Array1<f64>> {
            let rows: Vec<usize> = (0..piece.min(batch.count())).collect();
            let part = batch.rows(&rows)?;
            let mut pass = Backprop::new();
            pass.run(network, part.inputs(), part.targets(), Loss::SoftmaxCrossEntropy)?;
            Ok(pass.gradient().to_owned())
        }
    }));
}
