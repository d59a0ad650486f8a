//! What chapter 06 says about the design of x, about seeing a line from far away, about standardising,
//! and about the cost of descent; and that what standardising gains holds for held-back patients, too.

use downhill::Error;
use downhill::data::{Regression, diabetes, noisy_line, s3_line, uniform_places};
use downhill::ndarray::{Array1, Axis};
use downhill::objective::Quadratic;
use downhill::optim::{Descent, GradientDescent, divergence_threshold};
use downhill::rand::SeedableRng;
use downhill::rand::seq::SliceRandom;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::{
    Cost, Linear, SquaredLoss, Standardizer, descents, least_squares, normal_equations,
};
use downhill::spread::Spread;

const S1_START: [f64; 2] = [-100.0, -100.0];

/// S1's bowl if its x are these: S1's own line is its lowest point.
fn bowl(from: f64, to: f64) -> Quadratic {
    let x: Array1<f64> = Array1::linspace(from, to, 100);
    let exact = noisy_line(1.2112, 1.9725, 0.0, &x, &mut ChaCha8Rng::seed_from_u64(0)).unwrap();
    SquaredLoss::half_sum(&exact).quadratic().unwrap()
}

#[test]
fn the_design_of_x_decides_s1s_count() {
    for (from, to, steps) in [
        (0.0, 10.0, Some(6792)),
        (0.0, 9.9, Some(6794)),
        (0.1, 10.0, Some(6986)),
        (0.05, 9.95, Some(6889)),
        (1.0, 10.0, Some(9122)),
        (-5.0, 5.0, Some(1836)),
        (-10.0, 10.0, Some(1836)),
        (0.0, 1.0, Some(22_109)),
        (0.0, 5.0, Some(7122)),
        (0.0, 20.0, Some(6723)),
        (0.0, 100.0, None),
    ] {
        let found = bowl(from, to).steps_to(&S1_START, 1e-4, 1e-4).unwrap();
        assert_eq!(found, steps, "{from} to {to}");
    }
    let ours = bowl(0.0, 10.0);
    let run = Descent::new(1e-4)
        .tolerance(1e-4)
        .run(&ours, &S1_START)
        .unwrap();
    assert_eq!(run.steps(), 6792);
    let values = ours.eigen().values();
    assert!((values[0] - 24.82).abs() < 0.01 && (values[1] - 3425.35).abs() < 0.01);
}

#[test]
fn random_places_scatter_by_thousands_about_s1s_count() {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let draw = || {
        let x = uniform_places(0.0, 10.0, 100, &mut rng)?;
        noisy_line(1.2, 2.0, 0.6, &x, &mut rng)
    };
    let runs = descents(1000, draw, &Descent::new(1e-4), &S1_START).unwrap();
    let counts: Vec<f64> = runs.iter().map(|run| run.steps() as f64).collect();
    let spread = Spread::of(&counts).unwrap();
    assert!(
        spread.least < 5500.0 && spread.greatest > 8500.0,
        "{spread}"
    );
    assert!(spread.lower_quartile < 6789.0 && 6789.0 < spread.upper_quartile);
}

#[test]
fn s1s_line_is_within_a_standard_error_of_the_truth() {
    let x: Array1<f64> = Array1::linspace(0.0, 10.0, 100);
    let around: f64 = x.iter().map(|x| (x - 5.0).powi(2)).sum();
    let errors = [
        0.6 / around.sqrt(),
        0.6 * (1.0 / 100.0 + 25.0 / around).sqrt(),
    ];
    assert!((errors[0] - 0.0206).abs() < 1e-4 && (errors[1] - 0.1191).abs() < 1e-4);
    assert!((1.211_f64 - 1.2).abs() < errors[0] && (1.972_f64 - 2.0).abs() < errors[1]);
    // The formula is what the draws show.
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mut found = [Vec::new(), Vec::new()];
    for _ in 0..1000 {
        let line = least_squares(&noisy_line(1.2, 2.0, 0.6, &x, &mut rng).unwrap()).unwrap();
        found[0].push(line.coefficients()[0]);
        found[1].push(line.intercept());
    }
    for (drawn, error) in found.into_iter().zip(errors) {
        // Four standard errors of a standard deviation from 1,000 draws.
        let ratio = Array1::from(drawn).std(1.0) / error;
        assert!((ratio - 1.0).abs() < 4.0 / 2000.0_f64.sqrt(), "{ratio}");
    }
}

#[test]
fn from_far_away_the_normal_equations_fail_first() {
    let seen_from = |distance: f64| {
        let x: Array1<f64> = (0..80).map(|i| f64::from(i) / 8.0).collect();
        let y = &x * 1.2 + 2.0;
        Regression::new((x + distance).insert_axis(Axis(1)), y).unwrap()
    };
    let off = |line: &Linear| (line.coefficients()[0] - 1.2).abs();
    for power in 0..=9 {
        let samples = seen_from(10_f64.powi(power));
        let by_qr = off(&least_squares(&samples).unwrap());
        assert!(by_qr < 1e-15 * 10_f64.powi(power), "{power} {by_qr}");
        match normal_equations(&samples) {
            Ok(line) => {
                assert!(power < 6);
                // Twice the digits, give or take one.
                assert!(power < 2 || off(&line) > 1e-18 * 100_f64.powi(power));
            }
            Err(error) => {
                assert!(power >= 6 && matches!(error, Error::Singular { column: 1, .. }));
            }
        }
    }
}

#[test]
fn s3_needs_more_than_its_thousand_steps() {
    let bowl = SquaredLoss::mean(&s3_line().unwrap()).quadratic().unwrap();
    assert!((bowl.largest_stable_rate().unwrap() - 0.03185).abs() < 5e-6);
    for (rate, steps) in [(0.01, 1802), (0.02, 900), (0.03, 599)] {
        let found = bowl.steps_to(&[0.0, 0.0], rate, 1e-4).unwrap();
        assert_eq!(found, Some(steps));
    }
}

#[test]
fn centring_and_scaling_work_together() {
    let raw = diabetes().unwrap();
    let whole = Standardizer::fit(raw.inputs()).unwrap();
    let version = |inputs| Regression::new(inputs, raw.targets().clone()).unwrap();
    for (samples, condition) in [
        (raw.clone(), 5.2365e7),
        (version(raw.inputs() - whole.means()), 7.6279e4),
        (version(raw.inputs() / whole.deviations()), 2.4791e5),
        (whole.apply_to(&raw).unwrap(), 4.7008e2),
    ] {
        let bowl = SquaredLoss::mean(&samples).quadratic().unwrap();
        let found = bowl.condition_number().unwrap();
        assert!((found / condition - 1.0).abs() < 1e-4, "{found}");
        let predicted = bowl.largest_stable_rate().unwrap();
        let measured = divergence_threshold(&bowl, &[0.0; 11], &GradientDescent, 1000).unwrap();
        assert!((measured / predicted - 1.0).abs() < 0.01, "{measured}");
    }
}

#[test]
fn standardised_descent_predicts_as_well_as_least_squares_and_raw_descent_worse() {
    let patients = diabetes().unwrap();
    let mut explained = [Vec::new(), Vec::new(), Vec::new()];
    for seed in 0..30 {
        let mut order: Vec<usize> = (0..patients.count()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let fit = patients.rows(&order[..354]).unwrap();
        let test = patients.rows(&order[354..]).unwrap();
        assert_eq!((fit.count(), test.count()), (354, 88));
        let scale = Standardizer::fit(fit.inputs()).unwrap();
        let descend = |fit: &Regression, test: &Regression| {
            let loss = SquaredLoss::mean(fit);
            let bowl = loss.quadratic().unwrap();
            let rate = 0.9 * bowl.largest_stable_rate().unwrap();
            let run = Descent::new(rate)
                .steps(2000)
                .run(&bowl, &[0.0; 11])
                .unwrap();
            loss.model(run.end()).unwrap().r_squared(test).unwrap()
        };
        let at_once = least_squares(&fit).unwrap().r_squared(&test).unwrap();
        let standard = descend(
            &scale.apply_to(&fit).unwrap(),
            &scale.apply_to(&test).unwrap(),
        );
        assert!((at_once - standard).abs() < 1e-3, "{at_once} {standard}");
        explained[0].push(at_once);
        explained[1].push(standard);
        explained[2].push(descend(&fit, &test));
    }
    let [at_once, _, raw] = explained.map(|values| Spread::of(&values).unwrap());
    assert!((0.45..0.55).contains(&at_once.median), "{at_once}");
    assert!((0.39..0.48).contains(&raw.median), "{raw}");
    assert!(at_once.least < 0.4 && at_once.greatest > 0.55, "{at_once}");
}

#[test]
fn s1s_descent_costs_thousands_of_times_what_solving_costs() {
    let cost = Cost {
        samples: 100,
        parameters: 2,
    };
    let multiple = cost.descent(6792) / cost.qr();
    assert!((multiple - 6838.0).abs() < 1.0, "{multiple}");
    // Cheaper than QR below about p/2 steps, than the normal equations below about p/4.
    let wide = Cost {
        samples: 100_000,
        parameters: 100,
    };
    assert!(wide.descent(49) < wide.qr() && wide.qr() < wide.descent(51));
    assert!(wide.descent(24) < wide.normal_equations());
    assert!(wide.normal_equations() < wide.descent(26));
}

#[test]
fn rows_that_are_not_there_are_refused() {
    let samples = s3_line().unwrap();
    let some = samples.rows(&[3, 1]).unwrap();
    assert_eq!(some.targets()[1], samples.targets()[1]);
    assert_eq!(some.inputs()[[0, 0]], samples.inputs()[[3, 0]]);
    assert!(matches!(
        samples.rows(&[0, 100]),
        Err(Error::OutOfRange { value: 100.0, .. })
    ));
    assert!(matches!(samples.rows(&[]), Err(Error::Empty { .. })));
}
