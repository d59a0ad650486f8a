//! The checks of chapter 13 accept the book's solutions and refuse stubs. Its wrong answers, and exercise 4, which needs the page's own
//! data, are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("13-learning-rate", "floor", solution).passed());
    assert!(judge!("13-learning-rate", "same-sum", solution).passed());
    assert!(judge!("13-learning-rate", "warm-cosine", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("13-learning-rate", "floor", stub));
    stub(judge!("13-learning-rate", "same-sum", stub));
    stub(judge!("13-learning-rate", "warm-cosine", stub));
}

#[test]
fn answers_made_for_the_checks_numbers_alone_are_wrong() {
    // Right for the bowl that bends with 1 only.
    assert!(wrong(&judge! { "13-learning-rate", "floor",
        fn floor(rate: f64, _: f64, variance: f64) -> f64 { rate * variance / (2.0 * (2.0 - rate)) }
    }));
    // Every other step.
    assert!(wrong(&judge! { "13-learning-rate", "same-sum",
        fn same_sum(schedule: &Schedule, n: usize) -> f64 {
            (0..n).step_by(2).map(|k| schedule.rate(k)).sum::<f64>() / n.div_ceil(2) as f64
        }
    }));
    // A line in the place of the cosine has the same start, middle and end.
    assert!(wrong(&judge! { "13-learning-rate", "warm-cosine",
        fn warm_cosine(peak: f64, warm: usize, total: usize) -> Schedule {
            let length = total - warm;
            Schedule::Sequence(vec![
                (warm, Schedule::WarmUp { to: peak, length: warm }),
                (length, Schedule::Linear { from: peak, to: 0.0, length }),
            ])
        }
    }));
    assert!(wrong(&judge! { "13-learning-rate", "warm-cosine",
        fn warm_cosine(peak: f64, _: usize, total: usize) -> Schedule {
            Schedule::Cosine { from: peak, to: 0.0, length: total }
        }
    }));
}
