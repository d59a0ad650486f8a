//! The checks of chapter 04 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

/// Asserts that a check calls the answer wrong: not unsolved, and without a panic.
macro_rules! refuse {
    ($name:literal, $($answer:item)+) => {
        let verdict = judge! { "04-gradients", $name, $($answer)+ };
        assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict:?}");
    };
}

#[test]
fn the_books_solutions_pass() {
    for verdict in [
        judge!("04-gradients", "three-points", solution),
        judge!("04-gradients", "tangent", solution),
        judge!("04-gradients", "roads", solution),
        judge!("04-gradients", "five-point", solution),
        judge!("04-gradients", "gradient-check", solution),
    ] {
        assert!(verdict.passed(), "{verdict}");
    }
}

#[test]
fn stubs_are_not_solved() {
    for verdict in [
        judge!("04-gradients", "three-points", stub),
        judge!("04-gradients", "tangent", stub),
        judge!("04-gradients", "roads", stub),
        judge!("04-gradients", "five-point", stub),
        judge!("04-gradients", "gradient-check", stub),
    ] {
        assert!(matches!(verdict, Verdict::NotSolved { .. }), "{verdict}");
    }
}

#[test]
fn a_board_through_other_points_is_wrong() {
    // One entry of the cross product with its sign turned.
    refuse! { "three-points",
        fn through(p: [f64; 3], q: [f64; 3], r: [f64; 3]) -> Option<Affine> {
            let u = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
            let v = [r[0] - p[0], r[1] - p[1], r[2] - p[2]];
            let n = [
                u[1] * v[2] - u[2] * v[1],
                u[0] * v[2] - u[2] * v[0],
                u[0] * v[1] - u[1] * v[0],
            ];
            Plane::new(n, n[0] * p[0] + n[1] * p[1] + n[2] * p[2]).ok()?.affine()
        }
    }
    // Right, but through the origin.
    refuse! { "three-points",
        fn through(p: [f64; 3], q: [f64; 3], r: [f64; 3]) -> Option<Affine> {
            let u = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
            let v = [r[0] - p[0], r[1] - p[1], r[2] - p[2]];
            let n = [
                u[1] * v[2] - u[2] * v[1],
                u[2] * v[0] - u[0] * v[2],
                u[0] * v[1] - u[1] * v[0],
            ];
            Plane::new(n, 0.0).ok()?.affine()
        }
    }
    // A wall taken for a function.
    refuse! { "three-points",
        fn through(p: [f64; 3], q: [f64; 3], r: [f64; 3]) -> Option<Affine> {
            let u = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
            let v = [r[0] - p[0], r[1] - p[1], r[2] - p[2]];
            let n = [
                u[1] * v[2] - u[2] * v[1],
                u[2] * v[0] - u[0] * v[2],
                u[0] * v[1] - u[1] * v[0],
            ];
            let z = if n[2] == 0.0 { 1.0 } else { n[2] };
            Plane::new([n[0], n[1], z], n[0] * p[0] + n[1] * p[1] + z * p[2]).ok()?.affine()
        }
    }
    // No function at all.
    refuse! { "three-points",
        fn through(_: [f64; 3], _: [f64; 3], _: [f64; 3]) -> Option<Affine> { None }
    }
}

#[test]
fn a_tangent_with_a_slip_is_wrong() {
    // The height for the intercept.
    refuse! { "tangent",
        fn saddle_tangent(x0: f64, y0: f64) -> (f64, f64, f64) {
            (2.0 * x0, -2.0 * y0, x0 * x0 - y0 * y0)
        }
        fn saddle_normal(x0: f64, y0: f64) -> [f64; 3] { [-2.0 * x0, 2.0 * y0, 1.0] }
    }
    // The saddle taken for a bowl.
    refuse! { "tangent",
        fn saddle_tangent(x0: f64, y0: f64) -> (f64, f64, f64) {
            (2.0 * x0, 2.0 * y0, -x0 * x0 - y0 * y0)
        }
        fn saddle_normal(x0: f64, y0: f64) -> [f64; 3] { [-2.0 * x0, -2.0 * y0, 1.0] }
    }
    // S1's slip: the gradient with a 1 behind it.
    refuse! { "tangent",
        fn saddle_tangent(x0: f64, y0: f64) -> (f64, f64, f64) {
            (2.0 * x0, -2.0 * y0, y0 * y0 - x0 * x0)
        }
        fn saddle_normal(x0: f64, y0: f64) -> [f64; 3] { [2.0 * x0, -2.0 * y0, 1.0] }
    }
}

#[test]
fn roads_of_another_slope_or_length_are_wrong() {
    // The first entry alone turned.
    refuse! { "roads",
        fn level(g: [f64; 2]) -> [f64; 2] {
            let length = g[0].hypot(g[1]);
            [-g[0] / length, g[1] / length]
        }
        fn half_as_steep(g: [f64; 2]) -> [f64; 2] {
            let angle = g[1].atan2(g[0]) + 60_f64.to_radians();
            [angle.cos(), angle.sin()]
        }
    }
    // Not a unit vector.
    refuse! { "roads",
        fn level(g: [f64; 2]) -> [f64; 2] { [-g[1], g[0]] }
        fn half_as_steep(g: [f64; 2]) -> [f64; 2] {
            let angle = g[1].atan2(g[0]) + 60_f64.to_radians();
            [angle.cos(), angle.sin()]
        }
    }
    // Half of the right angle is not half of the slope.
    refuse! { "roads",
        fn level(g: [f64; 2]) -> [f64; 2] {
            let length = g[0].hypot(g[1]);
            [g[1] / length, -g[0] / length]
        }
        fn half_as_steep(g: [f64; 2]) -> [f64; 2] {
            let angle = g[1].atan2(g[0]) + 45_f64.to_radians();
            [angle.cos(), angle.sin()]
        }
    }
    // Half as steep, downhill.
    refuse! { "roads",
        fn level(g: [f64; 2]) -> [f64; 2] {
            let length = g[0].hypot(g[1]);
            [g[1] / length, -g[0] / length]
        }
        fn half_as_steep(g: [f64; 2]) -> [f64; 2] {
            let angle = g[1].atan2(g[0]) + 120_f64.to_radians();
            [angle.cos(), angle.sin()]
        }
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
fn a_formula_of_lower_order_is_wrong() {
    // Two points only.
    refuse! { "five-point",
        fn five_point(f: fn(f64) -> f64, x: f64, h: f64) -> f64 { (f(x + h) - f(x - h)) / (2.0 * h) }
        fn exponents() -> (f64, f64) { (0.2, 0.8) }
    }
    // A sign turned.
    refuse! { "five-point",
        fn five_point(f: fn(f64) -> f64, x: f64, h: f64) -> f64 {
            (f(x - 2.0 * h) - 8.0 * f(x - h) + 8.0 * f(x + h) + f(x + 2.0 * h)) / (12.0 * h)
        }
        fn exponents() -> (f64, f64) { (0.2, 0.8) }
    }
    // The exponents of the central quotient.
    refuse! { "five-point",
        fn five_point(f: fn(f64) -> f64, x: f64, h: f64) -> f64 {
            (f(x - 2.0 * h) - 8.0 * f(x - h) + 8.0 * f(x + h) - f(x + 2.0 * h)) / (12.0 * h)
        }
        fn exponents() -> (f64, f64) { (1.0 / 3.0, 2.0 / 3.0) }
    }
    // The error forgotten to be taken to the fourth power.
    refuse! { "five-point",
        fn five_point(f: fn(f64) -> f64, x: f64, h: f64) -> f64 {
            (f(x - 2.0 * h) - 8.0 * f(x - h) + 8.0 * f(x + h) - f(x + 2.0 * h)) / (12.0 * h)
        }
        fn exponents() -> (f64, f64) { (0.2, 0.2) }
    }
}

#[test]
fn a_gradient_check_that_believes_too_much_or_too_little_is_wrong() {
    // Compares sums, so that errors cancel.
    refuse! { "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            Ok((found.sum() - claimed.iter().sum::<f64>()).abs() < 1e-5 * found.sum().abs().max(1.0))
        }
    }
    // Forgets that an error has two signs.
    refuse! { "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            Ok(found.iter().zip(claimed).all(|(a, b)| a - b <= 1e-5 * a.abs().max(1.0)))
        }
    }
    // An absolute tolerance, which no large gradient meets.
    refuse! { "gradient-check",
        fn agrees(f: fn(&[f64]) -> f64, claimed: &[f64], at: &[f64]) -> Result<bool> {
            let found = gradient(|p| f(&p.to_vec()), at, Difference::Central)?.value;
            Ok(found.iter().zip(claimed).all(|(a, b)| (a - b).abs() <= 1e-5))
        }
    }
    // Believes everything.
    refuse! { "gradient-check",
        fn agrees(_: fn(&[f64]) -> f64, _: &[f64], _: &[f64]) -> Result<bool> { Ok(true) }
    }
}
