//! Affine functions, planes, tangents, directions and difference quotients: S1 §2 and §3.

use downhill::Error;
use downhill::calculus::{
    Affine, CriticalPoint, Difference, Plane, classify, derivative, directional_derivative,
    directional_derivatives, error_against_step, gradient, hessian, random_directions,
    steepest_ascent, tangent, worst_remainder_ratios,
};
use downhill::ndarray::{Array1, array};
use downhill::objective::{Ackley, Banana, Evaluate, FromFn, Quadratic};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use proptest::prelude::*;

#[test]
fn s1_plane() {
    let f = Affine::new(&[0.5, 0.2], 3.0).unwrap();
    let plane = Plane::of(&f).unwrap();
    assert_eq!(f.normal(), array![-0.5, -0.2, 1.0]);
    assert_eq!(plane.intercept(), Some(3.0));
    assert_eq!(
        (plane.height(0.0, 0.0), plane.height(2.0, 5.0)),
        (Some(3.0), Some(5.0))
    );
    // The segment between the two points is orthogonal to the normal.
    let segment = array![2.0, 5.0, 5.0] - array![0.0, 0.0, 3.0];
    assert_eq!(segment, array![2.0, 5.0, 2.0]);
    assert_eq!(f.normal().dot(&segment), 0.0);
    // Scaling by two changes numbers, not the plane nor its intercept.
    let twice = Plane::new([-1.0, -0.4, 2.0], 6.0).unwrap();
    assert!(twice.is_same(&plane) && plane.is_same(&twice));
    assert_eq!(twice.intercept(), Some(3.0));
    assert_eq!(twice.affine(), Some(f));
    assert!(!plane.is_same(&Plane::new([-0.5, -0.2, 1.0], 3.1).unwrap()));
    assert!(!plane.is_same(&Plane::new([0.5, -0.2, 1.0], 3.0).unwrap()));
    // Upright: any height, as long as -2x - 3y = 3.
    let upright = Plane::new([-2.0, -3.0, 0.0], 3.0).unwrap();
    for z in [-100.0, 0.0, 7.0] {
        assert!(upright.distance([0.0, -1.0, z]).unwrap() < 1e-15);
    }
    assert!(upright.is_vertical() && (upright.tilt() - 90.0).abs() < 1e-12);
    assert_eq!((upright.height(0.0, -1.0), upright.affine()), (None, None));
}

#[test]
fn larger_slopes_tilt_the_plane_more() {
    let tilts: Vec<f64> = [0.0, 0.2, 1.0, 5.0]
        .map(|a| Plane::new([-a, -a, 1.0], 0.0).unwrap().tilt())
        .into();
    assert_eq!(tilts[0], 0.0);
    assert!(tilts.windows(2).all(|w| w[0] < w[1]) && tilts[3] < 90.0);
}

#[test]
fn s1_tangent_plane_at_20_5() {
    let tangent = tangent(&Quadratic::hill(), &[20.0, 5.0]).unwrap();
    let expected = [
        (-0.8, tangent.affine().slopes()[0]),
        (-0.2, tangent.affine().slopes()[1]),
        (28.5, tangent.affine().intercept()),
    ];
    assert!(
        expected.iter().all(|(a, b)| (a - b).abs() < 1e-12),
        "{expected:?}"
    );
    // S1 prints the normal (-0.8, -0.2, 1); by its own equation 2.7 it is (0.8, 0.2, 1).
    let normal = tangent.affine().normal();
    assert!(
        (&normal - &array![0.8, 0.2, 1.0])
            .iter()
            .all(|d| d.abs() < 1e-12)
    );
    // The printed one is not orthogonal to the plane's segments.
    let plane = Plane::of(tangent.affine()).unwrap();
    let segment = [
        1.0,
        0.0,
        plane.height(1.0, 0.0).unwrap() - plane.height(0.0, 0.0).unwrap(),
    ];
    assert!((-0.8 * segment[0] + segment[2]).abs() > 1.0);
    assert!((normal[0] * segment[0] + segment[2]).abs() < 1e-12);
    assert_eq!(
        tangent.touching(),
        Quadratic::hill().value(&[20.0, 5.0]).unwrap()
    );
}

#[test]
fn the_remainder_vanishes_faster_than_the_distance_where_there_is_a_tangent() {
    let distances: Vec<f64> = (0..6).map(|k| 10.0_f64.powi(-k)).collect();
    let at = [-1.9, -0.9];
    let touching = tangent(&Banana, &at).unwrap();
    let ratios = touching
        .remainder_ratios(&Banana, &[1.0, 2.0], &distances)
        .unwrap();
    assert!(
        ratios.windows(2).all(|w| w[1].1 < w[0].1 / 5.0),
        "{ratios:?}"
    );
    // The tip of a cone has no tangent: the ratio stays.
    let ackley = Ackley::new(2).unwrap();
    let tip = tangent(&ackley, &[0.0, 0.0]).unwrap();
    let ratios = tip
        .remainder_ratios(&ackley, &[1.0, 0.0], &distances)
        .unwrap();
    let slope = 4.0 / 2.0_f64.sqrt();
    assert!(
        (ratios[5].1 - slope).abs() < 1e-3 && (ratios[4].1 - slope).abs() < 1e-2,
        "{ratios:?}"
    );
}

#[test]
fn no_other_affine_function_fits_as_well_as_the_tangent() {
    let (hill, at) = (Quadratic::hill(), [20.0, 5.0]);
    let distances = [1.0, 1e-2, 1e-4];
    for ([a1, a2], off) in [
        ([-0.8, -0.2], 0.0),
        ([-0.7, -0.2], 0.1),
        ([-0.8, 0.1], 0.3),
        ([-0.5, 0.2], 0.5),
    ] {
        for (distance, worst) in worst_remainder_ratios(&hill, &at, &[a1, a2], &distances).unwrap()
        {
            // R = (∇f - a)·h - 0.02 |h|², worst where h points from ∇f to a; half a degree apart.
            assert!(
                (worst - off - 0.02 * distance).abs() < 4e-5 * off + 1e-9,
                "{a1} {a2} {distance}: {worst}"
            );
        }
    }
    // The tip of a cone: whatever the slopes, some direction is off by 1 at least.
    let cone = FromFn::new("cone", 2, |p| p[0].hypot(p[1])).unwrap();
    for slopes in [[0.0, 0.0], [0.5, 0.0], [-0.3, 0.7]] {
        let worst = worst_remainder_ratios(&cone, &[0.0, 0.0], &slopes, &[1e-6]).unwrap()[0].1;
        assert!(
            (worst - 1.0 - slopes[0].hypot(slopes[1])).abs() < 1e-4,
            "{worst}"
        );
    }
}

#[test]
fn a_slope_in_every_direction_is_no_tangent() {
    let ridge = FromFn::new("ridge", 2, |p| {
        let (x, y) = (p[0], p[1]);
        if y == 0.0 {
            0.0
        } else {
            x.powi(3) * y / (x.powi(4) + y * y)
        }
    })
    .unwrap();
    // Along every straight line through the origin the slope is 0 …
    let flat = tangent(&ridge, &[0.0, 0.0]).unwrap();
    assert_eq!(flat.affine().slopes(), array![0.0, 0.0]);
    for angle in [10.0_f64, 45.0, 80.0, 200.0] {
        let (sin, cos) = angle.to_radians().sin_cos();
        let ratios = flat
            .remainder_ratios(&ridge, &[cos, sin], &[1e-3, 1e-6])
            .unwrap();
        assert!(
            ratios[1].1 < 1.1e-3 * ratios[0].1 && ratios[1].1 < 1e-4,
            "{ratios:?}"
        );
    }
    // … but on the parabola y = x² the remainder is half of x, however near.
    for x in [1e-2_f64, 1e-4, 1e-6] {
        let ratio = flat.remainder(&ridge, &[x, x * x]).unwrap() / x.hypot(x * x);
        assert!((ratio - 0.5).abs() < 1e-4, "{x}: {ratio}");
    }
}

#[test]
fn a_zero_gradient_does_not_tell_what_a_point_is() {
    let kinds = [
        (Quadratic::bowl(), CriticalPoint::Minimum),
        (Quadratic::hill(), CriticalPoint::Maximum),
        (Quadratic::saddle(), CriticalPoint::Saddle { index: 1 }),
    ];
    for (function, kind) in kinds {
        assert_eq!(function.gradient(&[0.0, 0.0]).unwrap(), array![0.0, 0.0]);
        assert_eq!(classify(function.curvature(), 1e-9).unwrap(), kind);
    }
    let found = hessian(
        |p| p[0].powi(3) + p[1] * p[1],
        &[0.0, 0.0],
        Difference::Central,
    )
    .unwrap();
    assert_eq!(
        classify(&found.value, 1e-6).unwrap(),
        CriticalPoint::Degenerate
    );
}

#[test]
fn the_best_of_many_random_directions_falls_behind_as_the_dimension_grows() {
    let best = |dim: usize, seed| {
        let directions =
            random_directions(dim, 1000, &mut ChaCha8Rng::seed_from_u64(seed)).unwrap();
        let mut gradient = vec![0.0; dim];
        gradient[0] = 1.0;
        let slopes = directions
            .rows()
            .into_iter()
            .map(|d| directional_derivative(&gradient, &d).unwrap());
        slopes.fold(f64::NEG_INFINITY, f64::max)
    };
    for seed in 0..5 {
        let [two, ten, hundred] = [2, 10, 100].map(|dim| best(dim, seed));
        assert!(two > 0.9999 && two <= 1.0, "{two}");
        assert!((0.7..0.95).contains(&ten), "{ten}");
        assert!((0.25..0.45).contains(&hundred), "{hundred}");
    }
}

proptest! {
    #[test]
    fn the_gradient_is_the_steepest_of_all_directions(gx in -5.0..5.0_f64, gy in -5.0..5.0_f64, angle in 0.0..6.3_f64) {
        prop_assume!(gx.hypot(gy) > 1e-3);
        let slope = directional_derivative(&[gx, gy], &[angle.cos(), angle.sin()]).unwrap();
        let up = steepest_ascent(&[gx, gy]).unwrap();
        let steepest = directional_derivative(&[gx, gy], &up).unwrap();
        prop_assert!((steepest - gx.hypot(gy)).abs() < 1e-12);
        prop_assert!(slope.abs() <= steepest + 1e-12);
        let across = directional_derivative(&[gx, gy], &[-gy, gx]).unwrap();
        prop_assert!(across.abs() < 1e-12);
    }

    #[test]
    fn the_directional_derivative_is_the_slope_along_a_line(x in -2.0..2.0_f64, y in -2.0..2.0_f64, angle in 0.0..6.3_f64) {
        let direction = [angle.cos(), angle.sin()];
        let by_gradient = directional_derivative(&Banana.gradient(&[x, y]).unwrap(), &direction).unwrap();
        let along = |t: f64| Banana.value(&[x + t * direction[0], y + t * direction[1]]).unwrap();
        let by_line = derivative(along, 0.0, Difference::Central).unwrap();
        prop_assert!((by_gradient - by_line.value).abs() < 4.0 * by_line.error + 1e-6);
    }

    #[test]
    fn error_estimates_bound_the_error(x in -2.0..2.0_f64) {
        for difference in Difference::ALL {
            let found = derivative(|x: f64| x.sin() + x.exp(), x, difference).unwrap();
            let exact = x.cos() + x.exp();
            // Where the second or third derivative vanishes the truncation is tiny, and rounding,
            // to which sin, exp and their sum each add, rules.
            prop_assert!((found.value - exact).abs() <= 3.0 * found.error, "{difference:?} at {x}: {found:?}");
            let usual = if difference == Difference::Forward { 1e-6 } else { 1e-8 };
            prop_assert!(found.error < usual, "{found:?}");
        }
    }

    #[test]
    fn an_affine_function_is_its_own_tangent(a in prop::collection::vec(-5.0..5.0_f64, 3), b in -5.0..5.0_f64) {
        let f = Affine::new(&a, b).unwrap();
        let found = gradient(|p| f.value(&p).unwrap(), &[0.3, -0.7, 1.1], Difference::Forward).unwrap();
        prop_assert!((&found.value - &f.slopes()).iter().all(|d| d.abs() < 1e-6));
        let bends = hessian(|p| f.value(&p).unwrap(), &[0.3, -0.7, 1.1], Difference::Central).unwrap();
        prop_assert!(bends.value.iter().all(|h| h.abs() < 1e-5));
    }
}

/// The step with the smallest error, of a fine series of steps.
fn best(errors: &[(f64, f64)]) -> (f64, f64) {
    *errors.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap()
}

#[test]
fn the_best_step_is_the_root_of_epsilon_that_theory_says() {
    // Errors of single steps jump; their median over a window is what theory speaks of.
    fn median(errors: &[(f64, f64)], about: f64) -> f64 {
        let mut near: Vec<f64> = errors
            .iter()
            .filter(|(h, _)| (h / about).log10().abs() < 0.5)
            .map(|e| e.1)
            .collect();
        near.sort_by(f64::total_cmp);
        near[near.len() / 2]
    }
    let steps: Array1<f64> = Array1::logspace(10.0, -14.0, 0.0, 561);
    let single: Vec<f32> = Array1::<f32>::logspace(10.0, -7.0, 0.0, 281).to_vec();
    let exact = 1.0_f64.cos();
    for (difference, root) in [(Difference::Forward, 0.5), (Difference::Central, 1.0 / 3.0)] {
        let errors = error_against_step(f64::sin, 1.0, exact, &steps.to_vec(), difference).unwrap();
        let theory = f64::EPSILON.powf(root);
        assert!(median(&errors, theory) < 0.2 * median(&errors, theory * 100.0));
        assert!(median(&errors, theory) < 0.2 * median(&errors, theory / 100.0));
        assert!(
            (best(&errors).0 / theory).log10().abs() < 2.0,
            "{:?}",
            best(&errors)
        );

        let errors = error_against_step(f32::sin, 1.0, exact, &single, difference).unwrap();
        let theory = f64::from(f32::EPSILON).powf(root);
        assert!(median(&errors, theory) < 0.5 * median(&errors, theory / 30.0));
        assert!(median(&errors, theory) < 0.5 * median(&errors, theory * 30.0));
    }
    // Truncation: the error falls with h for forward, with h² for central differences.
    let errors = |d| error_against_step(f64::sin, 1.0, exact, &[1e-2, 1e-3], d).unwrap();
    let drop = |d| errors(d)[0].1 / errors(d)[1].1;
    assert!((drop(Difference::Forward) - 10.0).abs() < 0.1);
    assert!((drop(Difference::Central) - 100.0).abs() < 0.1);
}

#[test]
fn the_best_step_of_many_points_is_within_a_factor_of_three_of_theory() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let at: Vec<f64> = (0..200).map(|_| rng.random_range(0.5..1.5)).collect();
    let steps = Array1::logspace(10.0, -14.0, 0.0, 141).to_vec();
    let single: Vec<f32> = Array1::<f32>::logspace(10.0, -6.0, 0.0, 61).to_vec();
    let lowest = |errors: Vec<Vec<(f64, f64)>>| {
        let values: Vec<Vec<f64>> = errors
            .iter()
            .map(|e| e.iter().map(|e| e.1).collect())
            .collect();
        let medians = Spread::across(&values).unwrap();
        let curve: Vec<(f64, f64)> = errors[0]
            .iter()
            .map(|e| e.0)
            .zip(medians.iter().map(|m| m.median))
            .collect();
        best(&curve)
    };
    for difference in Difference::ALL {
        let double = at
            .iter()
            .map(|&x| error_against_step(f64::sin, x, x.cos(), &steps, difference).unwrap());
        let found = lowest(double.collect());
        let theory = difference.step(1.0_f64);
        assert!(
            (found.0 / theory).log10().abs() < 0.5,
            "{difference:?}: {found:?}, {theory}"
        );
        let float = at.iter().map(|&x| {
            let x = x as f32;
            error_against_step(f32::sin, x, f64::from(x).cos(), &single, difference).unwrap()
        });
        let found = lowest(float.collect());
        let theory = f64::from(difference.step(1.0_f32));
        assert!(
            (found.0 / theory).log10().abs() < 0.5,
            "{difference:?}: {found:?}, {theory}"
        );
    }
}

#[test]
fn forward_hessians_are_right_but_less_exact() {
    let at = [0.5, -1.0];
    let exact = Banana.hessian(&at).unwrap().unwrap();
    let off = |d| {
        let found = hessian(|p| Banana.value(&p).unwrap(), &at, d).unwrap();
        (&found.value - &exact)
            .iter()
            .fold(0.0_f64, |m, x| m.max(x.abs()))
    };
    let (forward, central) = (off(Difference::Forward), off(Difference::Central));
    assert!(
        central < 1e-4 && forward < 0.1 && central < forward,
        "{central} {forward}"
    );
}

#[test]
fn equations_are_written_as_a_person_would() {
    assert_eq!(
        Affine::new(&[-0.5], -2.0).unwrap().to_string(),
        "z = -0.5x - 2"
    );
    assert_eq!(
        format!("{:.2}", Affine::new(&[1.0, -2.0, 3.0], 0.0).unwrap()),
        "z = 1.00 x1 - 2.00 x2 + 3.00 x3 + 0.00"
    );
}

#[test]
fn bad_input_is_refused() {
    assert!(matches!(
        Affine::new(&[0.0; 0], 1.0),
        Err(Error::Empty { .. })
    ));
    assert!(matches!(
        Affine::new(&[f64::NAN], 1.0),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        Affine::new(&[1.0], 1.0).unwrap().value(&[1.0, 2.0]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        Plane::new([0.0; 3], 1.0),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
    assert!(matches!(
        Plane::of(&Affine::new(&[1.0], 0.0).unwrap()),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        directional_derivative(&[1.0, 2.0], &[0.0, 0.0]),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
    assert!(matches!(
        directional_derivative(&[1.0, 2.0], &[1.0]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        directional_derivatives(&[1.0, 2.0], 0),
        Err(Error::Empty { .. })
    ));
    assert!(matches!(
        directional_derivatives(&[1.0], 4),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        derivative(f64::ln, f64::NAN, Difference::Central),
        Err(Error::NotFinite { .. })
    ));
    assert_eq!(
        gradient(|p| p[0].sqrt() + p[1], &[0.0, 1.0], Difference::Central)
            .unwrap_err()
            .to_string(),
        "the difference quotient at [0] is NaN; every value must be finite"
    );
    assert!(matches!(
        hessian(|p| p[0].sqrt(), &[0.0], Difference::Central),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        error_against_step(f64::sin, 1.0, 0.5, &[0.0], Difference::Central),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
    let touching = tangent(&Banana, &[0.0, 0.0]).unwrap();
    assert!(
        touching
            .remainder_ratios(&Banana, &[1.0, 0.0], &[-1.0])
            .is_err()
    );
    assert!(
        touching
            .remainder_ratios(&Banana, &[0.0, 0.0], &[1.0])
            .is_err()
    );
    assert!(tangent(&Banana, &[0.0]).is_err());
    assert!(matches!(
        worst_remainder_ratios(&Banana, &[0.0, 0.0], &[1.0], &[1.0]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        worst_remainder_ratios(&Banana, &[0.0, 0.0], &[1.0, f64::NAN], &[1.0]),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        worst_remainder_ratios(&Banana, &[0.0, 0.0], &[1.0, 0.0], &[0.0]),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
    let root = FromFn::new("root", 2, |p| p[0].sqrt()).unwrap();
    assert!(matches!(
        worst_remainder_ratios(&root, &[0.0, 0.0], &[0.0, 0.0], &[1.0]),
        Err(Error::NotFinite { .. })
    ));
    for (dim, count) in [(0, 1), (1, 0)] {
        assert!(matches!(
            random_directions(dim, count, &mut ChaCha8Rng::seed_from_u64(0)),
            Err(Error::Empty { .. })
        ));
    }
}
