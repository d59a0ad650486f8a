//! The checks of chapter 02 accept the book's solutions and refuse stubs, and answers that are right for the first table alone. Its wrong
//! answers are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) {
    assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict}");
}

#[test]
fn the_books_solutions_pass() {
    for verdict in [
        judge!("02-perceptron", "gates", solution),
        judge!("02-perceptron", "rule", solution),
        judge!("02-perceptron", "margin", solution),
        judge!("02-perceptron", "coding", solution),
        judge!("02-perceptron", "order", solution),
        judge!("02-perceptron", "rate", solution),
        judge!("02-perceptron", "start", solution),
    ] {
        assert!(verdict.passed(), "{verdict}");
    }
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("02-perceptron", "gates", stub));
    stub(judge!("02-perceptron", "rule", stub));
    stub(judge!("02-perceptron", "margin", stub));
    stub(judge!("02-perceptron", "coding", stub));
    stub(judge!("02-perceptron", "order", stub));
    stub(judge!("02-perceptron", "rate", stub));
    stub(judge!("02-perceptron", "start", stub));
}

#[test]
fn any_multiple_of_the_widest_separator_is_right() {
    assert!(
        judge! { "02-perceptron", "margin",
            fn widest_or() -> Result<Perceptron> { Perceptron::new(&[10.0, 10.0], 5.0) }
            fn most_mistakes_on_or() -> f64 { 3.0 / (1.0 / 9.0) }
        }
        .passed()
    );
}

#[test]
fn the_library_may_not_answer_for_the_learner() {
    wrong(&judge! { "02-perceptron", "margin",
        #[without(separability, mistake_bound)]
        fn widest_or() -> Result<Perceptron> {
            match separability(&logic::or()) {
                Separability::Separable { separator, .. } => Ok(separator),
                _ => Perceptron::zeros(2),
            }
        }
        fn most_mistakes_on_or() -> f64 { 27.0 }
    });
}

#[test]
fn the_orders_of_and_alone_and_rotations_are_wrong() {
    wrong(&judge! { "02-perceptron", "order",
        fn fewest_and_most(_: &TwoClass) -> Result<(usize, usize)> { Ok((11, 15)) }
    });
    wrong(&judge! { "02-perceptron", "order",
        fn fewest_and_most(samples: &TwoClass) -> Result<(usize, usize)> {
            let n = samples.count();
            let mut counts = Vec::new();
            for first in 0..n {
                let order: Vec<usize> = (0..n).map(|place| (first + place) % n).collect();
                let run = Perceptron::zeros(samples.features())?.train(&samples.rows(&order)?, 1.0, 1000)?;
                counts.push(run.mistakes());
            }
            counts.sort();
            Ok((counts[0], counts[n - 1]))
        }
    });
}
