//! Every objective: its gradient and Hessian against differences of its values, and its minima.

use downhill::Error;
use downhill::calculus::{self, CriticalPoint, Difference, classify};
use downhill::ndarray::{Array1, ArrayView1, ArrayViewMut1, array, aview1};
use downhill::objective::{
    self, Ackley, Banana, Evaluate, FromFn, Himmelblau, Objective, Plateau, Quadratic, Rastrigin,
    SixHumpCamel, gradient_field, surface,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn gradients_agree_with_central_differences(x in -3.0..3.0_f64, y in -3.0..3.0_f64) {
        for f in objective::all() {
            let found = calculus::gradient(|p| f.value_at(p), &[x, y], Difference::Central).unwrap();
            let gradient = f.gradient(&[x, y]).unwrap();
            for i in 0..2 {
                let off = (found.value[i] - gradient[i]).abs();
                // The estimate allows for the last digit of the value; the value itself is wrong by
                // a few more, relative to the terms it is made of.
                let allowed = 4.0 * found.error[i] + 1e-7;
                prop_assert!(off < allowed, "{} at ({x}, {y}), {i}: {off} > {allowed}", f.name());
            }
        }
    }

    #[test]
    fn hessians_agree_with_central_differences(x in -3.0..3.0_f64, y in -3.0..3.0_f64) {
        let mut known = 0;
        for f in objective::all() {
            let Some(hessian) = f.hessian(&[x, y]).unwrap() else { continue };
            known += 1;
            let found = calculus::hessian(|p| f.value_at(p), &[x, y], Difference::Central).unwrap();
            for ((i, j), &value) in found.value.indexed_iter() {
                let off = (value - hessian[[i, j]]).abs();
                let allowed = 4.0 * found.error[[i, j]] + 1e-4;
                prop_assert!(off < allowed, "{} at ({x}, {y}), {i}{j}: {off} > {allowed}", f.name());
            }
        }
        prop_assert_eq!(known, 8, "all but Ackley's know their Hessian");
    }

    #[test]
    fn in_f32_they_are_the_same_functions(x in -2.0..2.0_f32, y in -2.0..2.0_f32) {
        // What rounding makes of a sum is a matter of its largest terms, of value and gradient, for |x|, |y| ≤ 2.
        fn agree(f: &dyn Objective<f64>, g: &dyn Objective<f32>, terms: f64, x: f32, y: f32) -> bool {
            let at = [f64::from(x), f64::from(y)];
            let (wide, mut narrow) = (f.gradient(&at).unwrap(), Array1::zeros(2));
            g.gradient_at(aview1(&[x, y]), narrow.view_mut());
            let near = |a: f64, b: f32| (a - f64::from(b)).abs() < 16.0 * f64::from(f32::EPSILON) * terms;
            near(f.value(&at).unwrap(), g.value_at(aview1(&[x, y])))
                && near(wide[0], narrow[0])
                && near(wide[1], narrow[1])
        }
        prop_assert!(agree(&Banana, &Banana, 5000.0, x, y));
        prop_assert!(agree(&Plateau, &Plateau, 1.0, x, y));
        prop_assert!(agree(&Himmelblau, &Himmelblau, 500.0, x, y));
        prop_assert!(agree(&SixHumpCamel, &SixHumpCamel, 200.0, x, y));
        let (rastrigin, ackley) = (Rastrigin::new(2).unwrap(), Ackley::new(2).unwrap());
        prop_assert!(agree(&rastrigin, &rastrigin, 70.0, x, y));
        prop_assert!(agree(&ackley, &ackley, 50.0, x, y));
    }

    #[test]
    fn many_variables_have_gradients_too(at in prop::collection::vec(-2.0..2.0_f64, 5)) {
        let functions: [Box<dyn Objective>; 2] =
            [Box::new(Rastrigin::new(5).unwrap()), Box::new(Ackley::new(5).unwrap())];
        for f in functions {
            let found = calculus::gradient(|p| f.value_at(p), &at, Difference::Central).unwrap();
            let off = &found.value - &f.gradient(&at).unwrap();
            prop_assert!(off.iter().all(|d| d.abs() < 1e-6), "{}: {off}", f.name());
        }
    }
}

#[test]
fn known_minima_are_minima_and_have_the_value_they_claim() {
    for f in objective::all() {
        let minima = f.minima();
        let lowest = minima.iter().map(|m| m.value).fold(f64::INFINITY, f64::min);
        for minimum in &minima {
            let name = f.name();
            assert!(
                (f.value(&minimum.at).unwrap() - minimum.value).abs() < 1e-14,
                "{name}"
            );
            assert_eq!(minimum.global, minimum.value == lowest, "{name}");
            let gradient = f.gradient(&minimum.at).unwrap();
            assert!(
                gradient.iter().all(|g| g.abs() < 1e-12),
                "{name}: {gradient}"
            );
            if let Some(hessian) = f.hessian(&minimum.at).unwrap() {
                assert_eq!(
                    classify(&hessian, 1e-9).unwrap(),
                    CriticalPoint::Minimum,
                    "{name}"
                );
            }
        }
    }
    let counts: Vec<(String, usize)> = objective::all()
        .iter()
        .map(|f| (f.name().to_string(), f.minima().len()))
        .collect();
    for (name, count) in [
        ("bowl", 1),
        ("hill", 0),
        ("saddle", 0),
        ("banana", 1),
        ("plateau", 1),
        ("Himmelblau", 4),
        ("six-hump camel", 6),
        ("Rastrigin", 1),
        ("Ackley", 1),
    ] {
        assert!(
            counts.contains(&(name.to_string(), count)),
            "{name}: {counts:?}"
        );
    }
}

#[test]
fn published_values_of_the_test_functions() {
    // Dixon and Szegö: ±(0.0898, -0.7126), -1.0316.
    let camel = SixHumpCamel.value(&[0.0898, -0.7126]).unwrap();
    assert!((camel + 1.0316).abs() < 5e-5);
    // A local minimum of Rastrigin's function lies near each lattice point.
    let rastrigin = Rastrigin::new(2).unwrap();
    assert!((rastrigin.value(&[0.994_958_6, 0.0]).unwrap() - 0.994_959).abs() < 1e-5);
    // Far out Ackley's function is nearly 20 + e - 1/e at the lattice's half-points and 20 at its points.
    let ackley = Ackley::new(2).unwrap();
    assert!((ackley.value(&[32.0, 32.0]).unwrap() - 20.0).abs() < 0.04);
}

#[test]
fn the_valley_of_the_banana_is_as_s1_says() {
    for x in [-1.5, 0.0, 0.5, 1.0, 2.0] {
        let gradient = Banana.gradient(&[x, x * x]).unwrap();
        assert_eq!(gradient, array![2.0 * (x - 1.0), 0.0]);
    }
    // S1 calls (0, 0) the stationary point with value 0. It is neither.
    assert_eq!(Banana.value(&[0.0, 0.0]).unwrap(), 1.0);
    assert_eq!(Banana.gradient(&[0.0, 0.0]).unwrap(), array![-2.0, 0.0]);
    assert_eq!(Banana.gradient(&[1.0, 1.0]).unwrap(), array![0.0, 0.0]);
}

#[test]
fn a_zero_gradient_does_not_tell_what_is_there() {
    let kind = |f: &Quadratic| {
        assert_eq!(f.gradient(&[0.0, 0.0]).unwrap(), array![0.0, 0.0]);
        classify(f.curvature(), 1e-12).unwrap()
    };
    assert_eq!(kind(&Quadratic::bowl()), CriticalPoint::Minimum);
    assert_eq!(kind(&Quadratic::hill()), CriticalPoint::Maximum);
    assert_eq!(
        kind(&Quadratic::saddle()),
        CriticalPoint::Saddle { index: 1 }
    );
    let gutter = Quadratic::diagonal(&[1.0, 0.0]).unwrap();
    assert_eq!(kind(&gutter), CriticalPoint::Degenerate);
    assert_eq!(
        [
            CriticalPoint::Saddle { index: 1 },
            CriticalPoint::Degenerate
        ]
        .map(|k| k.to_string()),
        ["saddle with 1 way down", "not decided by the Hessian"]
    );
}

#[test]
fn quadratics_are_checked_and_solved() {
    let f = Quadratic::new(array![[4.0, 1.0], [1.0, 3.0]], array![-1.0, -2.0], 5.0).unwrap();
    let minimum = &f.minima()[0];
    assert!(
        (minimum.at[0] - 1.0 / 11.0).abs() < 1e-15 && (minimum.at[1] - 7.0 / 11.0).abs() < 1e-15
    );
    assert!((f.largest_stable_rate().unwrap() - 4.0 / (7.0 + 5.0_f64.sqrt())).abs() < 1e-15);
    assert_eq!(
        Quadratic::saddle()
            .condition_number()
            .unwrap_err()
            .to_string(),
        "the smallest eigenvalue is -2; it must be positive and finite"
    );
    assert!(matches!(
        Quadratic::hill().largest_stable_rate(),
        Err(Error::OutOfRange { .. })
    ));
    assert!(matches!(
        Quadratic::new(array![[1.0]], array![1.0, 2.0], 0.0),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(Quadratic::diagonal(&[]), Err(Error::Empty { .. })));
    assert!(matches!(
        Quadratic::diagonal(&[f64::NAN]),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        Quadratic::new(array![[1.0, 2.0], [0.0, 1.0]], array![0.0, 0.0], 0.0),
        Err(Error::NotSymmetric { .. })
    ));
    assert!(
        f.steps_to(&[0.0, 0.0], -0.1, 1e-4).is_err() && f.steps_to(&[0.0, 0.0], 0.1, 0.0).is_err()
    );
    // At the minimum one step is taken before the gradient is looked at.
    assert_eq!(f.steps_to(&minimum.at, 0.1, 1e-4).unwrap(), Some(1));
}

#[test]
fn points_of_the_wrong_kind_are_refused() {
    for f in objective::all() {
        assert_eq!(
            f.value(&[1.0, 2.0, 3.0]).unwrap_err(),
            Error::Shape {
                op: "a point and the objective's variables",
                left: vec![3],
                right: vec![2]
            }
        );
        assert_eq!(
            f.gradient(&[1.0, f64::NAN]).unwrap_err().to_string(),
            "the point at [1] is NaN; every value must be finite"
        );
        assert!(f.hessian(&[f64::INFINITY, 0.0]).is_err());
        assert!(surface(&*f).is_ok() && gradient_field(&*f).is_ok());
    }
    let three = Rastrigin::new(3).unwrap();
    assert!(surface(&three).is_err() && gradient_field(&three).is_err());
    assert!(Rastrigin::new(0).is_err() && Ackley::new(0).is_err());
    assert!(FromFn::new("nothing", 0, |_| 0.0).is_err());
}

/// An objective that writes only what is asked: no Hessian, no minima.
struct Parabola;

impl Objective for Parabola {
    fn name(&self) -> &str {
        "parabola"
    }
    fn dim(&self) -> usize {
        1
    }
    fn value_at(&self, at: ArrayView1<f64>) -> f64 {
        (at[0] - 3.0).powi(2)
    }
    fn gradient_at(&self, at: ArrayView1<f64>, mut gradient: ArrayViewMut1<f64>) {
        gradient[0] = 2.0 * (at[0] - 3.0);
    }
}

#[test]
fn an_objective_of_ones_own_needs_little() {
    assert_eq!(Parabola.gradient(&[5.0]).unwrap(), array![4.0]);
    assert_eq!(Parabola.hessian(&[5.0]).unwrap(), None);
    assert!(Parabola.minima().is_empty());
    let by_values = FromFn::new("the same", 1, |p| (p[0] - 3.0).powi(2)).unwrap();
    let off: Array1<f64> = by_values.gradient(&[5.0]).unwrap() - 4.0;
    assert!(off[0].abs() < 1e-9);
}
