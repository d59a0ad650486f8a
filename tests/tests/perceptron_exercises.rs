//! The checks of chapter 02 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

/// Asserts that a check calls the answer wrong: not unsolved, and without a panic.
macro_rules! refuse {
    ($name:literal, $($answer:item)+) => {
        let verdict = judge! { "02-perceptron", $name, $($answer)+ };
        assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict:?}");
    };
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("02-perceptron", "gates", solution).passed());
    assert!(judge!("02-perceptron", "rule", solution).passed());
    assert!(judge!("02-perceptron", "margin", solution).passed());
    assert!(judge!("02-perceptron", "order", solution).passed());
    assert!(judge!("02-perceptron", "rate", solution).passed());
}

#[test]
fn the_pages_wrong_answers_are_refused() {
    let wrong = |verdict: Verdict| assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict:?}");
    wrong(judge!("02-perceptron", "rule", wrong "wrong-rule-1"));
    wrong(judge!("02-perceptron", "rule", wrong "wrong-rule-2"));
    wrong(judge!("02-perceptron", "rule", wrong "wrong-rule-3"));
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("02-perceptron", "gates", stub));
    stub(judge!("02-perceptron", "rule", stub));
    stub(judge!("02-perceptron", "margin", stub));
    stub(judge!("02-perceptron", "order", stub));
    stub(judge!("02-perceptron", "rate", stub));
}

#[test]
fn gates_that_fail_one_row_are_wrong() {
    // The threshold on the wrong side of 0: (0, 0) fires.
    refuse! { "gates",
        fn only_the_first() -> Result<Perceptron> { Perceptron::new(&[1.0, -1.0], 0.0) }
        fn implication() -> Result<Perceptron> { Perceptron::new(&[-1.0, 1.0], -0.5) }
    }
    // The wrong input negated.
    refuse! { "gates",
        fn only_the_first() -> Result<Perceptron> { Perceptron::new(&[-1.0, 1.0], 0.5) }
        fn implication() -> Result<Perceptron> { Perceptron::new(&[-1.0, 1.0], -0.5) }
    }
    // The implication the other way round.
    refuse! { "gates",
        fn only_the_first() -> Result<Perceptron> { Perceptron::new(&[1.0, -1.0], 0.5) }
        fn implication() -> Result<Perceptron> { Perceptron::new(&[1.0, -1.0], -0.5) }
    }
    // One input too few is an error of the library, and a wrong answer.
    refuse! { "gates",
        fn only_the_first() -> Result<Perceptron> { Perceptron::new(&[1.0], 0.5) }
        fn implication() -> Result<Perceptron> { Perceptron::new(&[-1.0, 1.0], -0.5) }
    }
}

#[test]
fn a_rule_with_a_slip_is_wrong() {
    // The sign turned.
    refuse! { "rule",
        fn visit(w: &[f64], x: &[f64], y: f64, rate: f64) -> Vec<f64> {
            let answer = Activation::Step.value(w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>());
            w.iter().zip(x).map(|(w, x)| w + rate * (answer - y) * x).collect()
        }
    }
    // The rate forgotten.
    refuse! { "rule",
        fn visit(w: &[f64], x: &[f64], y: f64, _: f64) -> Vec<f64> {
            let answer = Activation::Step.value(w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>());
            w.iter().zip(x).map(|(w, x)| w + (y - answer) * x).collect()
        }
    }
    // A step that is 0 at 0.
    refuse! { "rule",
        fn visit(w: &[f64], x: &[f64], y: f64, rate: f64) -> Vec<f64> {
            let product: f64 = w.iter().zip(x).map(|(w, x)| w * x).sum();
            let answer = if product > 0.0 { 1.0 } else { 0.0 };
            w.iter().zip(x).map(|(w, x)| w + rate * (y - answer) * x).collect()
        }
    }
    // The threshold left alone.
    refuse! { "rule",
        fn visit(w: &[f64], x: &[f64], y: f64, rate: f64) -> Vec<f64> {
            let answer = Activation::Step.value(w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>());
            let mut moved: Vec<f64> = w.iter().zip(x).map(|(w, x)| w + rate * (y - answer) * x).collect();
            moved[2] = w[2];
            moved
        }
    }
    // Nothing learnt at all.
    refuse! { "rule",
        fn visit(w: &[f64], _: &[f64], _: f64, _: f64) -> Vec<f64> { w.to_vec() }
    }
}

#[test]
fn a_margin_that_is_not_the_widest_and_a_bound_that_forgets_the_augmentation_are_wrong() {
    // The line of the chapter, which is right but not the widest in augmented space.
    refuse! { "margin",
        fn widest_or() -> Result<Perceptron> { Perceptron::new(&[1.0, 1.0], 0.6) }
        fn most_mistakes_on_or() -> f64 { 27.0 }
    }
    // R² = 2, without the -1.
    refuse! { "margin",
        fn widest_or() -> Result<Perceptron> { Perceptron::new(&[1.0, 1.0], 0.5) }
        fn most_mistakes_on_or() -> f64 { 18.0 }
    }
    // The answer for AND.
    refuse! { "margin",
        fn widest_or() -> Result<Perceptron> { Perceptron::new(&[2.0, 2.0], 3.0) }
        fn most_mistakes_on_or() -> f64 { 51.0 }
    }
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
fn orders_counted_by_halves_are_wrong() {
    // The order of the chapter alone.
    refuse! { "order",
        fn fewest_and_most() -> Result<(usize, usize)> { Ok((11, 11)) }
    }
    // Rotations only.
    refuse! { "order",
        fn fewest_and_most() -> Result<(usize, usize)> {
            let mut counts = Vec::new();
            for first in 0..4 {
                let order: Vec<usize> = (0..4).map(|place| (first + place) % 4).collect();
                let samples = logic::and().rows(&order)?;
                counts.push(Perceptron::zeros(2)?.train(&samples, 1.0, 1000)?.mistakes());
            }
            counts.sort();
            Ok((counts[0], counts[3]))
        }
    }
    // Turned round.
    refuse! { "order",
        fn fewest_and_most() -> Result<(usize, usize)> { Ok((51, 0)) }
    }
}

#[test]
fn weights_that_do_not_scale_are_wrong() {
    refuse! { "rate",
        fn at_rate(run: &PerceptronRun, _: f64) -> Vec<Array1<f64>> { run.weights().to_vec() }
    }
    refuse! { "rate",
        fn at_rate(run: &PerceptronRun, rate: f64) -> Vec<Array1<f64>> {
            run.weights().iter().map(|weights| weights / rate).collect()
        }
    }
    refuse! { "rate",
        fn at_rate(run: &PerceptronRun, rate: f64) -> Vec<Array1<f64>> {
            vec![run.weights()[run.weights().len() - 1].clone() * rate]
        }
    }
}
