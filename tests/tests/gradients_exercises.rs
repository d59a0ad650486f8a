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
        fn its_normal(x0: f64, y0: f64) -> [f64; 3] { [-2.0 * x0 * y0, -x0 * x0, 1.0] }
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
