//! The checks of chapter 06 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

/// Asserts that a check calls the answer wrong: not unsolved, and without a panic.
macro_rules! refuse {
    ($name:literal, $($answer:item)+) => {
        let verdict = judge! { "06-regression", $name, $($answer)+ };
        assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict:?}");
    };
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("06-regression", "line", solution).passed());
    assert!(judge!("06-regression", "rate", solution).passed());
    assert!(judge!("06-regression", "faster", solution).passed());
    assert!(judge!("06-regression", "mend", solution).passed());
    assert!(judge!("06-regression", "places", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("06-regression", "line", stub));
    stub(judge!("06-regression", "rate", stub));
    stub(judge!("06-regression", "faster", stub));
    stub(judge!("06-regression", "mend", stub));
    stub(judge!("06-regression", "places", stub));
}

#[test]
fn lines_with_slope_and_intercept_swapped_are_wrong() {
    refuse! { "line",
        fn fit(points: &[(f64, f64)]) -> (f64, f64) {
            let n = points.len() as f64;
            let x_mean = points.iter().map(|p| p.0).sum::<f64>() / n;
            let y_mean = points.iter().map(|p| p.1).sum::<f64>() / n;
            let products: f64 = points.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
            let squares: f64 = points.iter().map(|(x, _)| (x - x_mean).powi(2)).sum();
            (y_mean - products / squares * x_mean, products / squares)
        }
    }
}

#[test]
fn half_of_the_largest_rate_is_wrong() {
    refuse! { "rate",
        fn largest_rate(x: &[f64]) -> f64 {
            let n = x.len() as f64;
            let (sum, squares) = (x.iter().sum::<f64>(), x.iter().map(|x| x * x).sum::<f64>());
            1.0 / ((squares + n) / 2.0 + ((squares - n) / 2.0).hypot(sum))
        }
    }
}

#[test]
fn fewer_steps_cannot_be_claimed_only_taken() {
    // The old x at its best rate.
    refuse! { "faster",
        fn prepare(samples: &Regression) -> Result<(Regression, f64)> {
            let bowl = SquaredLoss::half_sum(samples).quadratic()?;
            Ok((samples.clone(), 2.0 / bowl.eigen().values().sum()))
        }
        fn back(_: &Regression, line: &Linear) -> Result<Linear> {
            Ok(line.clone())
        }
    }
    // Targets that are easier to fit.
    refuse! { "faster",
        fn prepare(samples: &Regression) -> Result<(Regression, f64)> {
            let standard = Standardizer::fit(samples.inputs())?.apply(samples.inputs())?;
            let flat = Array1::zeros(samples.count());
            Ok((Regression::new(standard, flat)?, 1.0 / samples.count() as f64))
        }
        fn back(samples: &Regression, line: &Linear) -> Result<Linear> {
            Standardizer::fit(samples.inputs())?.undo(line)
        }
    }
}

#[test]
fn centring_alone_is_fast_enough_too() {
    assert!(
        judge! { "06-regression", "faster",
            fn prepare(samples: &Regression) -> Result<(Regression, f64)> {
                let mean = samples.inputs().mean().unwrap_or(0.0);
                let centred = Regression::new(samples.inputs() - mean, samples.targets().clone())?;
                let bowl = SquaredLoss::half_sum(&centred).quadratic()?;
                Ok((centred, 2.0 / bowl.eigen().values().sum()))
            }
            fn back(samples: &Regression, line: &Linear) -> Result<Linear> {
                let mean = samples.inputs().mean().unwrap_or(0.0);
                let slope = line.coefficients()[0];
                Linear::new(&[slope], line.intercept() - slope * mean)
            }
        }
        .passed()
    );
}

#[test]
fn places_near_the_ends_do_and_near_the_mean_do_not() {
    assert!(
        judge! { "06-regression", "places",
            fn places() -> Array1<f64> {
                Array1::from_shape_fn(100, |i| if i < 50 { 0.01 * i as f64 } else { 9.0 + 0.02 * (i - 49) as f64 })
            }
        }
        .passed()
    );
    // The standard error is small enough, but from 5 on the flat direction is too flat.
    refuse! { "places",
        fn places() -> Array1<f64> {
            Array1::from_shape_fn(100, |i| if i < 50 { 1.0 + 0.001 * i as f64 } else { 10.0 })
        }
    }
}

#[test]
fn the_answer_itself_is_not_where_so_many_steps_lead() {
    refuse! { "mend",
        fn descend(_: &[(f64, f64)], _: f64, _: usize) -> (f64, f64) { (1.999_369_35, 3.022_215_11) }
    }
}
