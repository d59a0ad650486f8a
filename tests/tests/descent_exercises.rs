//! The checks of chapter 05 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

/// Asserts that a check calls the answer wrong: not unsolved, and without a panic.
macro_rules! refuse {
    ($name:literal, $($answer:item)+) => {
        let verdict = judge! { "05-descent", $name, $($answer)+ };
        assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict:?}");
    };
}

/// A check of `loop` on an answer that makes its steps in this way: `next` moves and says whether
/// to stop.
macro_rules! refuse_loop {
    (|$f:ident, $at:ident, $rate:ident, $tolerance:ident| $body:block) => {
        refuse! { "loop",
            fn descend(
                $f: &dyn Objective,
                start: &[f64],
                $rate: f64,
                $tolerance: f64,
                limit: usize,
            ) -> Result<(Vec<f64>, usize)> {
                let mut $at = start.to_vec();
                for step in 1..=limit {
                    if $body {
                        return Ok(($at, step));
                    }
                }
                Ok(($at, limit))
            }
        }
    };
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("05-descent", "loop", solution).passed());
    assert!(judge!("05-descent", "rates", solution).passed());
    assert!(judge!("05-descent", "predict", solution).passed());
    assert!(judge!("05-descent", "rule", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("05-descent", "loop", stub));
    stub(judge!("05-descent", "rates", stub));
    stub(judge!("05-descent", "predict", stub));
    stub(judge!("05-descent", "rule", stub));
}

#[test]
fn a_loop_that_counts_or_steps_otherwise_is_wrong() {
    // Looks before it leaps: one step fewer.
    refuse_loop! { |f, at, rate, tolerance| {
        let gradient = f.gradient(&at)?;
        if gradient.dot(&gradient).sqrt() >= tolerance {
            for (x, slope) in at.iter_mut().zip(&gradient) {
                *x -= rate * slope;
            }
            false
        } else {
            true
        }
    }}
    // Compares the gradient of the new point.
    refuse_loop! { |f, at, rate, tolerance| {
        let before = f.gradient(&at)?;
        for (x, slope) in at.iter_mut().zip(&before) {
            *x -= rate * slope;
        }
        let gradient = f.gradient(&at)?;
        gradient.dot(&gradient).sqrt() < tolerance
    }}
    // Goes up.
    refuse_loop! { |f, at, rate, tolerance| {
        let gradient = f.gradient(&at)?;
        for (x, slope) in at.iter_mut().zip(&gradient) {
            *x += rate * slope;
        }
        gradient.dot(&gradient).sqrt() < tolerance || gradient[0].abs() > 1e100
    }}
    // Compares the square of the norm.
    refuse_loop! { |f, at, rate, tolerance| {
        let gradient = f.gradient(&at)?;
        for (x, slope) in at.iter_mut().zip(&gradient) {
            *x -= rate * slope;
        }
        gradient.dot(&gradient) < tolerance
    }}
    // Moves one variable after the other, each by a gradient of its own.
    refuse_loop! { |f, at, rate, tolerance| {
        let gradient = f.gradient(&at)?;
        for k in 0..at.len() {
            at[k] -= rate * f.gradient(&at)?[k];
        }
        gradient.dot(&gradient).sqrt() < tolerance
    }}
}

#[test]
fn rates_of_the_wrong_eigenvalue_are_wrong() {
    // Right only where the axes of the bowl are the coordinate axes.
    refuse! { "rates",
        fn largest_stable_rate(a: f64, _: f64, c: f64) -> f64 { 2.0 / a.max(c) }
        fn best_rate(a: f64, _: f64, c: f64) -> f64 { 2.0 / (a + c) }
    }
    // The smaller eigenvalue.
    refuse! { "rates",
        fn largest_stable_rate(a: f64, b: f64, c: f64) -> f64 {
            2.0 / ((a + c) / 2.0 - ((a - c) / 2.0).hypot(b))
        }
        fn best_rate(a: f64, _: f64, c: f64) -> f64 { 2.0 / (a + c) }
    }
    // One over the largest eigenvalue: safe, not best.
    refuse! { "rates",
        fn largest_stable_rate(a: f64, b: f64, c: f64) -> f64 {
            2.0 / ((a + c) / 2.0 + ((a - c) / 2.0).hypot(b))
        }
        fn best_rate(a: f64, b: f64, c: f64) -> f64 { largest_stable_rate(a, b, c) / 2.0 }
    }
}

#[test]
fn predictions_that_are_off_by_a_step_or_a_sign_are_wrong() {
    // The step from the last point forgotten.
    refuse! { "predict",
        fn predicted_steps(lambda: f64, x0: f64, rate: f64, tolerance: f64) -> usize {
            let k = (tolerance / (lambda * x0).abs()).ln() / (1.0 - rate * lambda).abs().ln();
            (k.floor() + 1.0).max(0.0) as usize
        }
    }
    // The distance in place of the gradient.
    refuse! { "predict",
        fn predicted_steps(lambda: f64, x0: f64, rate: f64, tolerance: f64) -> usize {
            let k = (tolerance / x0.abs()).ln() / (1.0 - rate * lambda).abs().ln();
            (k.floor() + 1.0).max(0.0) as usize + 1
        }
    }
    // A logarithm of a negative factor is NaN, and NaN as a number of steps is 0.
    refuse! { "predict",
        fn predicted_steps(lambda: f64, x0: f64, rate: f64, tolerance: f64) -> usize {
            let k = (tolerance / (lambda * x0).abs()).ln() / (1.0 - rate * lambda).ln();
            (k.floor() + 1.0).max(0.0) as usize + 1
        }
    }
    // Rounded to the nearest.
    refuse! { "predict",
        fn predicted_steps(lambda: f64, x0: f64, rate: f64, tolerance: f64) -> usize {
            let k = (tolerance / (lambda * x0).abs()).ln() / (1.0 - rate * lambda).abs().ln();
            k.round().max(0.0) as usize + 1
        }
    }
}

#[test]
fn a_loop_is_a_right_prediction_too() {
    assert!(
        judge! { "05-descent", "predict",
            fn predicted_steps(lambda: f64, x0: f64, rate: f64, tolerance: f64) -> usize {
                let (mut slope, mut steps) = ((lambda * x0).abs(), 1);
                while slope >= tolerance {
                    slope *= (1.0 - rate * lambda).abs();
                    steps += 1;
                }
                steps
            }
        }
        .passed()
    );
}

#[test]
fn rules_that_do_not_beat_the_third_are_wrong() {
    // The second rule.
    refuse! { "rule",
        fn my_step(gradient: [f64; 2], _: [f64; 2], _: usize) -> [f64; 2] {
            gradient.map(|slope| -1.66 * slope)
        }
    }
    // The third rule itself.
    refuse! { "rule",
        fn my_step(gradient: [f64; 2], last: [f64; 2], _: usize) -> [f64; 2] {
            [0, 1].map(|i| -1.66 * (0.9 * gradient[i] + 0.1 * last[i]))
        }
    }
    // A leap to the minimum that knows S1's bowl, and not the turned one.
    refuse! { "rule",
        fn my_step(gradient: [f64; 2], _: [f64; 2], _: usize) -> [f64; 2] {
            [-gradient[0], -5.0 * gradient[1]]
        }
    }
    // Uphill, and to infinity.
    refuse! { "rule",
        fn my_step(gradient: [f64; 2], _: [f64; 2], _: usize) -> [f64; 2] {
            gradient.map(|slope| 1e200 * slope)
        }
    }
}

#[test]
fn the_third_rule_with_a_larger_rate_is_right() {
    assert!(
        judge! { "05-descent", "rule",
            fn my_step(gradient: [f64; 2], last: [f64; 2], _: usize) -> [f64; 2] {
                [0, 1].map(|i| -2.0 * (0.9 * gradient[i] + 0.1 * last[i]))
            }
        }
        .passed()
    );
}
