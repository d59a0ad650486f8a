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
    assert!(judge!("06-regression", "step", solution).passed());
    assert!(judge!("06-regression", "rate", solution).passed());
    assert!(judge!("06-regression", "faster", solution).passed());
    assert!(judge!("06-regression", "mend", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("06-regression", "line", stub));
    stub(judge!("06-regression", "step", stub));
    stub(judge!("06-regression", "rate", stub));
    stub(judge!("06-regression", "faster", stub));
    stub(judge!("06-regression", "mend", stub));
}

#[test]
fn lines_that_are_not_the_best_are_wrong() {
    // Through the origin, as in S3's listing.
    refuse! { "line",
        fn fit(points: &[(f64, f64)]) -> (f64, f64) {
            let products: f64 = points.iter().map(|(x, y)| x * y).sum();
            let squares: f64 = points.iter().map(|(x, _)| x * x).sum();
            (products / squares, 0.0)
        }
    }
    // x on y instead of y on x.
    refuse! { "line",
        fn fit(points: &[(f64, f64)]) -> (f64, f64) {
            let n = points.len() as f64;
            let x_mean = points.iter().map(|p| p.0).sum::<f64>() / n;
            let y_mean = points.iter().map(|p| p.1).sum::<f64>() / n;
            let products: f64 = points.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
            let squares: f64 = points.iter().map(|(_, y)| (y - y_mean).powi(2)).sum();
            let slope = squares / products;
            (slope, y_mean - slope * x_mean)
        }
    }
    // Through the first point and the last.
    refuse! { "line",
        fn fit(points: &[(f64, f64)]) -> (f64, f64) {
            let (first, last) = (points[0], points[points.len() - 1]);
            let slope = (last.1 - first.1) / (last.0 - first.0);
            (slope, first.1 - slope * first.0)
        }
    }
    // Intercept and slope swapped: right numbers, wrong places.
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
fn steps_with_a_slip_are_wrong() {
    // Uphill.
    refuse! { "step",
        fn step(points: &[(f64, f64)], a: f64, b: f64, rate: f64) -> (f64, f64) {
            let r: Vec<f64> = points.iter().map(|(x, y)| a * x + b - y).collect();
            let by_a: f64 = r.iter().zip(points).map(|(r, p)| r * p.0).sum();
            (a + rate * by_a, b + rate * r.iter().sum::<f64>())
        }
    }
    // The mean instead of the sum.
    refuse! { "step",
        fn step(points: &[(f64, f64)], a: f64, b: f64, rate: f64) -> (f64, f64) {
            let n = points.len() as f64;
            let r: Vec<f64> = points.iter().map(|(x, y)| a * x + b - y).collect();
            let by_a: f64 = r.iter().zip(points).map(|(r, p)| r * p.0).sum();
            (a - rate * by_a / n, b - rate * r.iter().sum::<f64>() / n)
        }
    }
    // Point by point, each at the a and b that the one before left: not descent on the sum.
    refuse! { "step",
        fn step(points: &[(f64, f64)], mut a: f64, mut b: f64, rate: f64) -> (f64, f64) {
            for (x, y) in points {
                let residual = a * x + b - y;
                a -= rate * residual * x;
                b -= rate * residual;
            }
            (a, b)
        }
    }
    // b at the new a.
    refuse! { "step",
        fn step(points: &[(f64, f64)], a: f64, b: f64, rate: f64) -> (f64, f64) {
            let by_a: f64 = points.iter().map(|(x, y)| x * (a * x + b - y)).sum();
            let a = a - rate * by_a;
            let by_b: f64 = points.iter().map(|(x, y)| a * x + b - y).sum();
            (a, b - rate * by_b)
        }
    }
}

#[test]
fn rates_from_another_eigenvalue_are_wrong() {
    // The trace bounds the largest eigenvalue and is not it.
    refuse! { "rate",
        fn largest_rate(x: &[f64]) -> f64 {
            2.0 / (x.iter().map(|x| x * x).sum::<f64>() + x.len() as f64)
        }
    }
    // The smaller eigenvalue.
    refuse! { "rate",
        fn largest_rate(x: &[f64]) -> f64 {
            let n = x.len() as f64;
            let (sum, squares) = (x.iter().sum::<f64>(), x.iter().map(|x| x * x).sum::<f64>());
            2.0 / ((squares + n) / 2.0 - ((squares - n) / 2.0).hypot(sum))
        }
    }
    // 1/L, which is safe and not the largest.
    refuse! { "rate",
        fn largest_rate(x: &[f64]) -> f64 {
            let n = x.len() as f64;
            let (sum, squares) = (x.iter().sum::<f64>(), x.iter().map(|x| x * x).sum::<f64>());
            1.0 / ((squares + n) / 2.0 + ((squares - n) / 2.0).hypot(sum))
        }
    }
}

#[test]
fn short_cuts_to_a_line_are_wrong() {
    // The line for the standardised x.
    refuse! { "faster",
        fn faster(samples: &Regression) -> Result<(Linear, usize)> {
            let standard = Standardizer::fit(samples.inputs())?.apply_to(samples)?;
            let loss = SquaredLoss::half_sum(&standard);
            let run = Descent::new(0.01).run(&loss, &[-100.0, -100.0])?;
            Ok((loss.model(run.end())?, run.steps()))
        }
    }
    // No change of x, the best rate: still too slow.
    refuse! { "faster",
        fn faster(samples: &Regression) -> Result<(Linear, usize)> {
            let loss = SquaredLoss::half_sum(samples);
            let rate = 0.99 * loss.quadratic()?.largest_stable_rate()?;
            let run = Descent::new(rate).run(&loss, &[-100.0, -100.0])?;
            Ok((loss.model(run.end())?, run.steps()))
        }
    }
    // Stopped at 50 steps, wherever that is.
    refuse! { "faster",
        fn faster(samples: &Regression) -> Result<(Linear, usize)> {
            let loss = SquaredLoss::half_sum(samples);
            let run = Descent::new(1e-4).max_steps(50).run(&loss, &[-100.0, -100.0])?;
            Ok((loss.model(run.end())?, run.steps()))
        }
    }
    // No descent at all.
    refuse! { "faster",
        fn faster(samples: &Regression) -> Result<(Linear, usize)> {
            Ok((least_squares(samples)?, 0))
        }
    }
}

#[test]
fn centring_alone_is_fast_enough_too() {
    assert!(
        judge! { "06-regression", "faster",
            fn faster(samples: &Regression) -> Result<(Linear, usize)> {
                let mean = samples.inputs().mean().unwrap_or(0.0);
                let centred = Regression::new(samples.inputs() - mean, samples.targets().clone())?;
                let loss = SquaredLoss::half_sum(&centred);
                let values = loss.quadratic()?.eigen().values().to_vec();
                let run = Descent::new(2.0 / (values[0] + values[1])).run(&loss, &[-100.0, -100.0])?;
                let slope = run.end()[0];
                Ok((Linear::new(&[slope], run.end()[1] - slope * mean)?, run.steps()))
            }
        }
        .passed()
    );
}

#[test]
fn listings_with_one_of_s3s_mistakes_are_wrong() {
    // No intercept.
    refuse! { "mend",
        fn s3_fit(points: &[(f64, f64)], rate: f64, steps: usize) -> (f64, f64) {
            let share = 2.0 / points.len() as f64;
            let mut a = 0.0;
            for _ in 0..steps {
                a -= rate * share * points.iter().map(|(x, y)| x * (a * x - y)).sum::<f64>();
            }
            (a, 0.0)
        }
    }
    // The factor 2 forgotten: 1,000 steps do not tell, 1 and 10 do.
    refuse! { "mend",
        fn s3_fit(points: &[(f64, f64)], rate: f64, steps: usize) -> (f64, f64) {
            let share = 1.0 / points.len() as f64;
            let (mut a, mut b) = (0.0, 0.0);
            for _ in 0..steps {
                let by_a: f64 = points.iter().map(|(x, y)| share * x * (a * x + b - y)).sum();
                let by_b: f64 = points.iter().map(|(x, y)| share * (a * x + b - y)).sum();
                (a, b) = (a - rate * by_a, b - rate * by_b);
            }
            (a, b)
        }
    }
    // The answer itself, which is not where so many steps lead.
    refuse! { "mend",
        fn s3_fit(_: &[(f64, f64)], _: f64, _: usize) -> (f64, f64) { (1.999_369_35, 3.022_215_11) }
    }
}
