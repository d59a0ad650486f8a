//! The checks of chapter 04 accept the book's solutions and other right answers, and refuse stubs and calls that the exercises do without. Its
//! wrong answers are judged by the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) {
    assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict}");
}

#[test]
fn the_books_solutions_pass() {
    for verdict in [
        judge!("04-gradients", "tangent", solution),
        judge!("04-gradients", "roads", solution),
        judge!("04-gradients", "five-point", solution),
        judge!("04-gradients", "good-enough", solution),
        judge!("04-gradients", "gradient-check", solution),
        judge!("04-gradients", "trap", solution),
    ] {
        assert!(verdict.passed(), "{verdict}");
    }
}

#[test]
fn stubs_are_not_solved() {
    for verdict in [
        judge!("04-gradients", "tangent", stub),
        judge!("04-gradients", "roads", stub),
        judge!("04-gradients", "five-point", stub),
        judge!("04-gradients", "good-enough", stub),
        judge!("04-gradients", "gradient-check", stub),
        judge!("04-gradients", "trap", stub),
    ] {
        assert!(matches!(verdict, Verdict::NotSolved { .. }), "{verdict}");
    }
}

#[test]
fn the_other_road_is_right_too() {
    assert!(
        judge! { "04-gradients", "roads",
            fn level(g: [f64; 2]) -> [f64; 2] {
                let length = g[0].hypot(g[1]);
                [g[1] / length, -g[0] / length]
            }
            fn half_as_steep(g: [f64; 2]) -> [f64; 2] {
                let angle = g[1].atan2(g[0]) - 60_f64.to_radians();
                [angle.cos(), angle.sin()]
            }
        }
        .passed()
    );
}

#[test]
fn another_trap_and_another_path_are_right_too() {
    // A curved cliff: 0 but on the way itself.
    assert!(
        judge! { "04-gradients", "trap",
            fn trap(x: f64, y: f64) -> f64 {
                if x != 0.0 && y == x.powi(4) { x } else { 0.0 }
            }
            fn path(t: f64) -> (f64, f64) { (-t, t.powi(4)) }
        }
        .passed()
    );
}

#[test]
fn the_library_may_not_answer_for_the_learner() {
    wrong(&judge! { "04-gradients", "tangent",
        #[without(tangent, gradient, derivative)]
        fn tangent_plane(x0: f64, y0: f64) -> (f64, f64, f64) {
            let found = FromFn::new("x² y", 2, |p| p[0] * p[0] * p[1]).and_then(|f| tangent(&f, &[x0, y0])).expect("a tangent");
            (found.affine().slopes()[0], found.affine().slopes()[1], found.affine().intercept())
        }
    });
    wrong(&judge! { "04-gradients", "gradient-check",
        #[without(gradient_check)]
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let function = FromFn::new("f", at.len(), |p| f(&p.to_vec()))?;
            let found = downhill::calculus::gradient_check(&function, at)?.numeric;
            Ok(found.iter().zip(claimed).all(|(a, b)| (a - b).abs() <= 1e-5 * a.abs().max(1.0)))
        }
    });
}

#[test]
fn a_check_that_sees_one_sign_only_or_believes_everything_is_wrong() {
    wrong(&judge! { "04-gradients", "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            Ok(found.len() == claimed.len() && found.iter().zip(claimed).all(|(a, b)| a - b <= 1e-5 * a.abs().max(1.0)))
        }
    });
    // An absolute tolerance, which no large gradient meets.
    wrong(&judge! { "04-gradients", "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            Ok(found.len() == claimed.len() && found.iter().zip(claimed).all(|(a, b)| (a - b).abs() <= 1e-5))
        }
    });
    wrong(&judge! { "04-gradients", "gradient-check",
        fn agrees(_: fn(&[f64]) -> f64, _: &[f64], _: &[f64]) -> Result<bool> { Ok(true) }
    });
}

/// What a reader may write who has only the page: other words for the same.
#[test]
fn answers_by_other_means_are_right() {
    for verdict in [
        judge! { "04-gradients", "tangent",
            fn tangent_plane(x0: f64, y0: f64) -> (f64, f64, f64) { (2.0 * x0 * y0, x0.powi(2), -2.0 * x0.powi(2) * y0) }
        },
        judge! { "04-gradients", "roads",
            fn level([x, y]: [f64; 2]) -> [f64; 2] {
                let up = steepest(x, y);
                [up[1], -up[0]]
            }
            fn half_as_steep([x, y]: [f64; 2]) -> [f64; 2] {
                // Half along the gradient, and so much across it that the length is 1.
                let ([a, b], c) = (steepest(x, y), 0.75_f64.sqrt());
                [0.5 * a - c * b, 0.5 * b + c * a]
            }
            fn steepest(x: f64, y: f64) -> [f64; 2] { [x / x.hypot(y), y / x.hypot(y)] }
        },
        judge! { "04-gradients", "five-point",
            fn five_point(f: fn(f64) -> f64, x: f64, h: f64) -> f64 {
                // Four thirds of the central quotient less a third of that with twice the step.
                let central = |h: f64| (f(x + h) - f(x - h)) / (2.0 * h);
                4.0 / 3.0 * central(h) - central(2.0 * h) / 3.0
            }
            fn exponents() -> (f64, f64) { (1.0 / 5.0, 4.0 / 5.0) }
        },
        judge! { "04-gradients", "good-enough",
            fn good_enough() -> (f64, f64) { (120.0 / 360.0, (1.0 - 0.5) / 2.0) }
        },
        judge! { "04-gradients", "gradient-check",
            fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
                if claimed.len() != at.len() {
                    return Ok(false);
                }
                for i in 0..at.len() {
                    let along = |t: f64| {
                        let mut p = at.to_vec();
                        p[i] += t;
                        f(&p)
                    };
                    let quotient = (along(1e-5) - along(-1e-5)) / 2e-5;
                    let near = (quotient - claimed[i]).abs() <= 1e-5 * claimed[i].abs().max(1.0);
                    if !near {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        },
        judge! { "04-gradients", "gradient-check",
            fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
                let found = gradient(|p| f(&p.to_vec()), at, Difference::Forward)?.value;
                Ok(found.len() == claimed.len() && found.iter().zip(claimed).all(|(a, b)| (a - b).abs() <= 1e-5 * a.abs().max(1.0)))
            }
        },
        judge! { "04-gradients", "trap",
            fn trap(x: f64, y: f64) -> f64 { if y == 0.0 { 0.0 } else { x.powi(5) * y / (x.powi(8) + y * y) } }
            fn path(t: f64) -> (f64, f64) { (-t, t.powi(4)) }
        },
    ] {
        assert!(verdict.passed(), "{verdict}");
    }
}

#[test]
fn slips_that_the_page_does_not_list_are_refused() {
    // Only one of the two slopes is taken off.
    wrong(&judge! { "04-gradients", "tangent",
        fn tangent_plane(x0: f64, y0: f64) -> (f64, f64, f64) { (2.0 * x0 * y0, x0 * x0, x0 * x0 * y0 - 2.0 * x0 * x0 * y0) }
    });
    // Half of the gradient is no direction half as steep, and its length is not 1.
    wrong(&judge! { "04-gradients", "roads",
        fn level(g: [f64; 2]) -> [f64; 2] { let l = g[0].hypot(g[1]); [-g[1] / l, g[0] / l] }
        fn half_as_steep(g: [f64; 2]) -> [f64; 2] { let l = g[0].hypot(g[1]); [0.5 * g[0] / l, 0.5 * g[1] / l] }
    });
    // Near and far changed places.
    wrong(&judge! { "04-gradients", "five-point",
        fn five_point(f: fn(f64) -> f64, x: f64, h: f64) -> f64 {
            (8.0 * (f(x + 2.0 * h) - f(x - 2.0 * h)) - (f(x + h) - f(x - h))) / (12.0 * h)
        }
        fn exponents() -> (f64, f64) { (0.2, 0.8) }
    });
    // The library's small step in the place of h.
    wrong(&judge! { "04-gradients", "five-point",
        fn five_point(f: fn(f64) -> f64, x: f64, _: f64) -> f64 { (f(x + 1e-5) - f(x - 1e-5)) / 2e-5 }
        fn exponents() -> (f64, f64) { (0.2, 0.8) }
    });
    // As steep downhill counted with the uphill ones.
    wrong(&judge! { "04-gradients", "good-enough",
        fn good_enough() -> (f64, f64) { (2.0 / 3.0, 0.5) }
    });
    // The size of an entry without its sign taken off: large negative entries get no tolerance.
    wrong(&judge! { "04-gradients", "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            Ok(found.len() == claimed.len() && found.iter().zip(claimed).all(|(a, b)| (a - b).abs() <= 1e-5 * a.max(1.0)))
        }
    });
    // One tolerance for all entries, that of the largest.
    wrong(&judge! { "04-gradients", "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            let size = found.iter().fold(1.0_f64, |most, a| most.max(a.abs()));
            Ok(found.len() == claimed.len() && found.iter().zip(claimed).all(|(a, b)| (a - b).abs() <= 1e-5 * size))
        }
    });
    // A straight line finds this one out.
    wrong(&judge! { "04-gradients", "trap",
        fn trap(x: f64, y: f64) -> f64 { if x == 0.0 && y == 0.0 { 0.0 } else { x * x * y / (x * x + y * y) } }
        fn path(t: f64) -> (f64, f64) { (t, t) }
    });
    // A path that does not come near the origin.
    wrong(&judge! { "04-gradients", "trap",
        fn trap(x: f64, y: f64) -> f64 { x * y }
        fn path(_: f64) -> (f64, f64) { (1.0, 1.0) }
    });
}
