//! Linear regression: S1 §5 and S3 §4 worked, least squares against NumPy, standardising, and where
//! descent on the squared loss begins to diverge.

use downhill::Error;
use downhill::data::{
    DIABETES_FEATURES, Regression, diabetes, noisy_line, s3_line, uniform_places,
};
use downhill::ndarray::{Array1, Array2, array};
use downhill::objective::{Evaluate, Objective};
use downhill::optim::{Descent, GradientDescent, Run, Stop, divergence_threshold};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::{
    Linear, SquaredLoss, Standardizer, descents, least_squares, normal_equations,
};
use downhill::spread::Spread;
use proptest::prelude::*;

const S1_START: [f64; 2] = [-100.0, -100.0];

/// The numbers that NumPy found, by the script beside the file.
fn reference(name: &str) -> Vec<f64> {
    let line = include_str!("../data/regression_reference.csv")
        .lines()
        .find(|line| line.split(',').next() == Some(name))
        .unwrap();
    line.split(',')
        .skip(1)
        .map(|n| n.parse().unwrap())
        .collect()
}

/// Coefficients and intercept are those of the reference, relative to the largest.
fn agree(model: &Linear, name: &str, tolerance: f64) -> bool {
    let found = model
        .coefficients()
        .iter()
        .copied()
        .chain([model.intercept()])
        .collect::<Vec<_>>();
    let expected = reference(name);
    let size = expected.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    found.len() == expected.len()
        && found
            .iter()
            .zip(&expected)
            .all(|(a, b)| (a - b).abs() < tolerance * size)
}

fn s1_sample(seed: u64) -> Regression {
    let grid = Array1::linspace(0.0, 10.0, 100);
    noisy_line(1.2, 2.0, 0.6, &grid, &mut ChaCha8Rng::seed_from_u64(seed)).unwrap()
}

fn counts(runs: &[Run]) -> Vec<f64> {
    assert!(runs.iter().all(|run| run.stop().converged()));
    runs.iter().map(|run| run.steps() as f64).collect()
}

#[test]
fn s1_descent_finds_what_least_squares_find() {
    for seed in 0..5 {
        let samples = s1_sample(seed);
        let line = least_squares(&samples).unwrap();
        // Within four standard errors of the line that made them.
        assert!((line.coefficients()[0] - 1.2).abs() < 4.0 * 0.6 / 850.0_f64.sqrt());
        assert!((line.intercept() - 2.0).abs() < 4.0 * 0.12);
        let loss = SquaredLoss::half_sum(&samples);
        let run = Descent::new(1e-4)
            .tolerance(1e-4)
            .run(&loss, &S1_START)
            .unwrap();
        let found = loss.model(run.end()).unwrap();
        assert_eq!(format!("{found:.4}"), format!("{line:.4}"));
        // The loss in quadratic form takes as many steps, and so does the formula.
        let bowl = loss.quadratic().unwrap();
        let on_bowl = Descent::new(1e-4).run(&bowl, &S1_START).unwrap();
        assert_eq!(on_bowl.steps(), run.steps());
        assert_eq!(
            bowl.steps_to(&S1_START, 1e-4, 1e-4).unwrap(),
            Some(run.steps() as u64)
        );
    }
}

#[test]
fn s1_count_is_that_of_a_grid_from_0_to_10_up_to_four_steps() {
    // S1 reports 6,789 steps on data that it does not give.
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mut on_grid = |to: f64| {
        let grid = Array1::linspace(0.0, to, 100);
        let draw = || noisy_line(1.2, 2.0, 0.6, &grid, &mut rng);
        let runs = descents(40, draw, &Descent::new(1e-4), &S1_START).unwrap();
        Spread::of(&counts(&runs)).unwrap()
    };
    // With x fixed the noise moves the count by a step or two.
    let ten = on_grid(10.0);
    assert_eq!(ten.median, 6792.0);
    assert!(ten.least >= 6790.0 && ten.greatest <= 6794.0, "{ten}");
    // The count is nearly the same for any grid that begins at 0 and is long enough: the smallest
    // eigenvalue goes to n (n + 1) / (2 (2n - 1)) = 25.38.
    let (eight, twenty) = (on_grid(8.0), on_grid(20.0));
    assert!((eight.median - 6850.0).abs() <= 1.0 && (twenty.median - 6723.0).abs() <= 1.0);
    assert!(
        (on_grid(5.0).median - 7122.0).abs() <= 1.0
            && (on_grid(1.0).median - 23_180.0).abs() < 1500.0
    );
}

#[test]
fn s1_count_is_within_the_spread_of_random_places() {
    // With x drawn anew the smallest eigenvalue varies, and the count by hundreds.
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let draw = || {
        let x = uniform_places(0.0, 10.0, 100, &mut rng)?;
        noisy_line(1.2, 2.0, 0.6, &x, &mut rng)
    };
    let runs = descents(200, draw, &Descent::new(1e-4), &S1_START).unwrap();
    let spread = Spread::of(&counts(&runs)).unwrap();
    assert!(
        spread.lower_quartile < 6789.0 && 6789.0 < spread.upper_quartile,
        "{spread}"
    );
    assert!(
        spread.upper_quartile - spread.lower_quartile > 500.0,
        "{spread}"
    );
}

#[test]
fn s3_data_are_those_of_its_listing() {
    let samples = s3_line().unwrap();
    let (x, y) = (samples.inputs().column(0), samples.targets());
    for (found, expected) in [
        (x[0], 5.488_135_04),
        (x[1], 7.151_893_66),
        (x[2], 6.027_633_76),
        (y[0], 13.859_755_09),
        (y[1], 17.393_869_98),
    ] {
        assert!((found - expected).abs() < 5e-9, "{found} {expected}");
    }
    assert_eq!(samples.count(), 100);
    assert!(x.iter().all(|x| (0.0..10.0).contains(x)));
    let line = least_squares(&samples).unwrap();
    assert_eq!(format!("{line:.8}"), "y = 1.99936935x + 3.02221511");
    assert!(agree(&line, "s3 least squares", 1e-14));
}

#[test]
fn s3_listing_mended() {
    let samples = s3_line().unwrap();
    let thousand = Descent::new(0.01).steps(1000);
    // As printed, the shapes (1,) and (1, 100) do not go together, and NumPy says so.
    let printed = include_str!("../data/regression_reference.csv")
        .lines()
        .last()
        .unwrap();
    assert!(printed.starts_with("s3 listing,ValueError: non-broadcastable output operand"));
    // With the shapes mended and no intercept, the slope is far from 2.
    let loss = SquaredLoss::mean(&samples).without_intercept();
    let run = thousand.run(&loss, &[0.0]).unwrap();
    let model = loss.model(run.end()).unwrap();
    assert_eq!(format!("{model:.3}"), "y = 2.465x + 0.000");
    assert!((run.end()[0] - reference("s3 descent without intercept")[0]).abs() < 1e-13);
    // That is the least-squares slope through the origin.
    let x = samples.inputs().column(0);
    assert!((run.end()[0] - x.dot(samples.targets()) / x.dot(&x)).abs() < 1e-13);
    // With an intercept a thousand steps come near, and are not quite there.
    let loss = SquaredLoss::mean(&samples);
    let run = thousand.run(&loss, &[0.0, 0.0]).unwrap();
    let model = loss.model(run.end()).unwrap();
    assert_eq!(format!("{model:.4}"), "y = 2.0014x + 3.0091");
    assert!(agree(&model, "s3 descent", 1e-12));
    assert_eq!(run.stop(), Stop::StepLimit { limit: 1000 });
}

#[test]
fn diabetes_least_squares_are_those_of_numpy() {
    let raw = diabetes().unwrap();
    assert_eq!(
        (raw.count(), raw.features()),
        (442, DIABETES_FEATURES.len())
    );
    let plain = least_squares(&raw).unwrap();
    assert!(
        agree(&plain, "diabetes raw least squares", 1e-10),
        "{plain}"
    );
    assert!((plain.r_squared(&raw).unwrap() - 0.517_748).abs() < 1e-6);
    let standardizer = Standardizer::fit(raw.inputs()).unwrap();
    let standard = standardizer.apply_to(&raw).unwrap();
    let scaled = least_squares(&standard).unwrap();
    assert!(
        agree(&scaled, "diabetes standardised least squares", 1e-12),
        "{scaled}"
    );
    // Both are one model.
    assert!(agree(
        &standardizer.undo(&scaled).unwrap(),
        "diabetes raw least squares",
        1e-10
    ));
    assert!(agree(
        &normal_equations(&standard).unwrap(),
        "diabetes standardised least squares",
        1e-10
    ));
}

#[test]
fn standardising_makes_the_bowl_rounder_and_the_rate_larger() {
    let raw = diabetes().unwrap();
    let standard = Standardizer::fit(raw.inputs())
        .unwrap()
        .apply_to(&raw)
        .unwrap();
    let bowl = |samples: &Regression| SquaredLoss::mean(samples).quadratic().unwrap();
    let (before, after) = (bowl(&raw), bowl(&standard));
    for (bowl, name) in [(&before, "raw"), (&after, "standardised")] {
        let condition = reference(&format!("diabetes {name} condition number"))[0];
        assert!(
            (bowl.condition_number().unwrap() / condition - 1.0).abs() < 1e-6,
            "{name}"
        );
        let rate = 2.0 / reference(&format!("diabetes {name} largest eigenvalue"))[0];
        assert!(
            (bowl.largest_stable_rate().unwrap() / rate - 1.0).abs() < 1e-12,
            "{name}"
        );
        let found = divergence_threshold(bowl, &[0.0; 11], &GradientDescent, 1000).unwrap();
        assert!(
            (found / rate - 1.0).abs() < 0.01,
            "{name}: {found} against {rate}"
        );
    }
    let gain = before.condition_number().unwrap() / after.condition_number().unwrap();
    assert!(gain > 1e5, "{gain}");
    // At 0.9 of its largest stable rate each makes 2,000 steps.
    let r_squared = |samples: &Regression| {
        let loss = SquaredLoss::mean(samples);
        let rate = 0.9 * loss.quadratic().unwrap().largest_stable_rate().unwrap();
        let run = Descent::new(rate)
            .steps(2000)
            .run(&loss, &[0.0; 11])
            .unwrap();
        loss.model(run.end()).unwrap().r_squared(samples).unwrap()
    };
    assert!(
        r_squared(&standard) > 0.5177 && r_squared(&raw) < 0.45,
        "{} {}",
        r_squared(&standard),
        r_squared(&raw)
    );
}

#[test]
fn thresholds_of_both_losses_agree_with_prediction() {
    for samples in [s3_line().unwrap(), s1_sample(3)] {
        for loss in [SquaredLoss::half_sum(&samples), SquaredLoss::mean(&samples)] {
            let predicted = loss.quadratic().unwrap().largest_stable_rate().unwrap();
            let found = divergence_threshold(&loss, &S1_START, &GradientDescent, 1000).unwrap();
            assert!(
                (found / predicted - 1.0).abs() < 0.01,
                "{found} {predicted}"
            );
        }
    }
}

#[test]
fn the_normal_equations_lose_twice_the_digits() {
    // Powers of x up to the seventh: an ill-conditioned design with a known answer.
    let x: Array1<f64> = Array1::linspace(1.0, 3.0, 40);
    let inputs = Array2::from_shape_fn((40, 7), |(i, j)| x[i].powi(j as i32 + 1));
    let samples = Regression::new(
        inputs.clone(),
        inputs.sum_axis(downhill::ndarray::Axis(1)) + 1.0,
    )
    .unwrap();
    let off = |model: &Linear| {
        model
            .coefficients()
            .iter()
            .fold(0.0_f64, |m, a| m.max((a - 1.0).abs()))
    };
    let by_qr = off(&least_squares(&samples).unwrap());
    assert!(by_qr < 1e-7, "{by_qr}");
    // The squared condition number is beyond what f64 can tell from singular, or costs the digits.
    match normal_equations(&samples) {
        Ok(model) => assert!(off(&model) > 100.0 * by_qr, "{} {by_qr}", off(&model)),
        Err(error) => assert!(matches!(error, Error::Singular { .. }), "{error}"),
    }
}

proptest! {
    #[test]
    fn standardised_features_have_mean_0_and_deviation_1(
        values in prop::collection::vec(-1e3..1e3_f64, 30), shift in -1e3..1e3_f64
    ) {
        let inputs = Array2::from_shape_vec((10, 3), values).unwrap() + shift;
        let standardizer = Standardizer::fit(&inputs).unwrap();
        let standard = standardizer.apply(&inputs).unwrap();
        for column in standard.columns() {
            prop_assert!(column.mean().unwrap().abs() < 1e-9);
            prop_assert!((column.std(0.0) - 1.0).abs() < 1e-9);
        }
        let model = Linear::new(&[0.5, -2.0, 3.0], 1.0).unwrap();
        let raw = standardizer.undo(&model).unwrap().predict(&inputs).unwrap();
        let off = raw - model.predict(&standard).unwrap();
        prop_assert!(off.iter().all(|d| d.abs() < 1e-9), "{off}");
    }

    #[test]
    fn the_loss_its_gradient_and_its_quadratic_form_agree(
        a in -3.0..3.0_f64, b in -3.0..3.0_f64, seed in 0_u64..1000
    ) {
        let samples = s1_sample(seed);
        for loss in [SquaredLoss::half_sum(&samples), SquaredLoss::mean(&samples)] {
            let bowl = loss.quadratic().unwrap();
            let (value, gradient) = (loss.value(&[a, b]).unwrap(), loss.gradient(&[a, b]).unwrap());
            prop_assert!((bowl.value(&[a, b]).unwrap() - value).abs() < 1e-9 * (1.0 + value));
            let off = bowl.gradient(&[a, b]).unwrap() - &gradient;
            prop_assert!(off.iter().all(|d| d.abs() < 1e-8));
            let hessian = loss.hessian(&[a, b]).unwrap().unwrap();
            prop_assert_eq!(&hessian, bowl.curvature());
            // S1 eq. 5.2, summed by hand.
            let weight = if loss == SquaredLoss::half_sum(&samples) { 1.0 } else { 2.0 / 100.0 };
            let points = samples.points(0).unwrap();
            let by_b: f64 = points.iter().map(|(x, y)| a * x + b - y).sum();
            let by_a: f64 = points.iter().map(|(x, y)| x * (a * x + b - y)).sum();
            prop_assert!((gradient[0] - weight * by_a).abs() < 1e-8);
            prop_assert!((gradient[1] - weight * by_b).abs() < 1e-8);
        }
    }
}

#[test]
fn bad_input_is_refused() {
    let two = array![[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [4.0, 8.0]];
    let y = array![1.0, 2.0, 3.0, 5.0];
    // One feature is twice the other.
    let doubled = Regression::new(two.clone(), y.clone()).unwrap();
    assert!(matches!(
        least_squares(&doubled),
        Err(Error::Singular { column: 1, .. })
    ));
    assert!(matches!(
        normal_equations(&doubled),
        Err(Error::Singular { .. })
    ));
    // A constant feature beside the intercept.
    let constant = array![[1.0, 5.0], [2.0, 5.0], [3.0, 5.0], [4.0, 5.0]];
    let beside = Regression::new(constant.clone(), y.clone()).unwrap();
    assert!(matches!(
        least_squares(&beside),
        Err(Error::ConstantColumn { column: 1, .. })
    ));
    // Shares that add up to 1 beside the intercept.
    let shares = array![[0.25, 0.75], [0.5, 0.5], [0.0, 1.0], [1.0, 0.0]];
    let error = least_squares(&Regression::new(shares, y.clone()).unwrap()).unwrap_err();
    assert!(matches!(error, Error::Intercept { .. }), "{error}");
    assert_eq!(
        Standardizer::fit(&constant).unwrap_err(),
        Error::ConstantColumn {
            op: "standardising",
            column: 1,
            value: 5.0
        }
    );
    // 0.1 ten times has a mean that is not 0.1; it is constant all the same.
    assert!(matches!(
        Standardizer::fit(&Array2::from_elem((10, 1), 0.1)),
        Err(Error::ConstantColumn { .. })
    ));
    let single = Regression::new(array![[1.0, 2.0]], array![1.0]).unwrap();
    assert!(matches!(least_squares(&single), Err(Error::Shape { .. })));
    assert!(matches!(
        Standardizer::fit(&Array2::zeros((0, 2))),
        Err(Error::Empty { .. })
    ));
    assert!(matches!(
        Standardizer::fit(&array![[f64::NAN], [1.0]]),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        Regression::new(two.clone(), array![1.0]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        Regression::new(Array2::zeros((0, 1)), array![]),
        Err(Error::Empty { .. })
    ));
    assert!(matches!(
        Regression::new(array![[f64::INFINITY]], array![1.0]),
        Err(Error::NotFinite { .. })
    ));

    let standardizer = Standardizer::fit(&array![[1.0], [2.0]]).unwrap();
    assert!(standardizer.apply(&two).is_err());
    let model = Linear::new(&[1.0, 2.0], 0.0).unwrap();
    assert!(standardizer.undo(&model).is_err());
    assert!(
        model.predict(&array![[1.0]]).is_err() && model.predict(&array![[1.0, f64::NAN]]).is_err()
    );
    let flat = Regression::new(two, array![1.0, 1.0, 1.0, 1.0]).unwrap();
    assert!(matches!(
        model.r_squared(&flat),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
    assert!(matches!(
        flat.points(2),
        Err(Error::OutOfRange { value: 2.0, .. })
    ));

    let loss = SquaredLoss::half_sum(&doubled);
    assert_eq!(loss.dim(), 3);
    assert!(loss.model(&[1.0]).is_err() && loss.value(&[1.0]).is_err());
    assert!(Descent::new(1e-4).run(&loss, &[0.0, 0.0]).is_err());

    let mut rng = ChaCha8Rng::seed_from_u64(0);
    assert!(matches!(
        noisy_line(1.0, 0.0, -0.1, &[1.0], &mut rng),
        Err(Error::OutOfRange { value: -0.1, .. })
    ));
    assert!(noisy_line(1.0, 0.0, f64::NAN, &[1.0], &mut rng).is_err());
    assert!(noisy_line(f64::NAN, 0.0, 0.1, &[1.0], &mut rng).is_err());
    assert!(noisy_line(1.0, 0.0, 0.1, &[0.0; 0], &mut rng).is_err());
    assert!(
        uniform_places(1.0, 0.0, 3, &mut rng).is_err()
            && uniform_places(0.0, f64::INFINITY, 3, &mut rng).is_err()
    );
    let exact = noisy_line(2.0, 3.0, 0.0, &[0.0, 1.0], &mut rng).unwrap();
    assert_eq!(exact.targets(), array![3.0, 5.0]);
}
