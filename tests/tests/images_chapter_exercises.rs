//! The checks of chapter 17 accept the book's solutions and refuse stubs. Its wrong answers, and exercise 4, which needs the page's own
//! data, are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("17-images", "picture", solution).passed());
    assert!(judge!("17-images", "recall", solution).passed());
    assert!(judge!("17-images", "shift", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("17-images", "picture", stub));
    stub(judge!("17-images", "recall", stub));
    stub(judge!("17-images", "shift", stub));
}

#[test]
fn answers_made_for_the_checks_numbers_alone_are_wrong() {
    // Divides by the neurons.
    assert!(wrong(&judge! { "17-images", "picture",
        fn picture(delta: &Array2<f64>, images: &Array2<f64>) -> Array2<f64> {
            delta.t().dot(images) / delta.ncols() as f64
        }
    }));
    // Right for a class that is named at least once.
    assert!(wrong(&judge! { "17-images", "recall",
        fn recall_and_precision(counts: &Array2<f64>, class: usize) -> (f64, f64) {
            let right = counts[[class, class]];
            (right / counts.row(class).sum(), right / counts.column(class).sum().max(20.0))
        }
    }));
    // Right for a move by one only.
    assert!(wrong(&judge! { "17-images", "shift",
        fn shift(image: &[f64], side: usize, right: usize) -> Vec<f64> {
            let right = right.min(1);
            (0..image.len()).map(|k| if k % side < right { 0.0 } else { image[k - right] }).collect()
        }
    }));
}
