//! What the prose of chapter 06 says in words of its own, and that wrong formulas would be found out: each prediction of the chapter
//! beside a mutant of it that the measurement refutes.

use downhill::data::{Regression, diabetes, noisy_line, random_features, s3_line, uniform_places};
use downhill::ndarray::{Array1, Axis};
use downhill::objective::Quadratic;
use downhill::optim::{Descent, GradientDescent, divergence_threshold};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::{
    Condition, SquaredLoss, Standardizer, descents, fastest_steps, least_squares, normal_equations,
};
use downhill::spread::Spread;

const S1_START: [f64; 2] = [-100.0, -100.0];

fn seen_from(distance: f64, slope: f64) -> Regression {
    let x: Array1<f64> = (0..80).map(|i| f64::from(i) / 8.0).collect();
    let y = &x * slope + 2.0;
    Regression::new((x + distance).insert_axis(Axis(1)), y).unwrap()
}

/// S1's bowl, if its x are these places at equal distances.
fn bowl(from: f64, to: f64) -> Quadratic {
    let x: Array1<f64> = Array1::linspace(from, to, 100);
    let exact = noisy_line(1.2112, 1.9725, 0.0, &x, &mut ChaCha8Rng::seed_from_u64(0)).unwrap();
    SquaredLoss::half_sum(&exact).quadratic().unwrap()
}

fn steps(from: f64, to: f64) -> u64 {
    bowl(from, to)
        .steps_to(&S1_START, 1e-4, 1e-4)
        .unwrap()
        .unwrap()
}

#[test]
fn the_scaled_condition_number_predicts_the_digits_and_the_raw_one_does_not() {
    let slopes = || (1..=20).map(|i| 1.0 + f64::from(i) / 10.0);
    for power in 1..=9 {
        let distance = 10_f64.powi(power);
        let condition = Condition::of(&seen_from(distance, 1.0)).unwrap();
        let worst = slopes().fold(0.0_f64, |most, slope| {
            let line = least_squares(&seen_from(distance, slope)).unwrap();
            most.max((line.coefficients()[0] / slope - 1.0).abs())
        });
        let unit = f64::EPSILON / 2.0;
        let fits = |prediction: f64| (0.02..3.0).contains(&(worst / prediction));
        assert!(
            fits(condition.scaled * unit),
            "{power}: {worst:e} {condition:?}"
        );
        // The mutants, the columns as they stand and the square, cannot be told from it near by, and miss from 1e4 on.
        for mutant in [condition.raw * unit, condition.scaled.powi(2) * unit] {
            assert!(power < 4 || !fits(mutant), "{power}: {worst:e} {mutant:e}");
        }
    }
    let condition = Condition::of(&seen_from(1e5, 1.0)).unwrap();
    assert!((condition.raw / 3.5e9 - 1.0).abs() < 0.02, "{condition:?}");
    assert!(
        (condition.scaled / 6.9e4 - 1.0).abs() < 0.02,
        "{condition:?}"
    );
    for power in 2..=5 {
        let distance = 10_f64.powi(power);
        let squared = Condition::of(&seen_from(distance, 1.0))
            .unwrap()
            .scaled
            .powi(2);
        let worst = slopes().fold(0.0_f64, |most, slope| {
            let line = normal_equations(&seen_from(distance, slope)).unwrap();
            most.max((line.coefficients()[0] / slope - 1.0).abs())
        });
        let ratio = worst / (squared * f64::EPSILON / 2.0);
        assert!((0.02..3.0).contains(&ratio), "{power}: {ratio}");
    }
}

#[test]
fn wrong_eigenvalues_and_rates_would_miss_the_count_of_steps() {
    let grid = Array1::linspace(0.0, 10.0, 100);
    for seed in 0..5 {
        let samples =
            noisy_line(1.2, 2.0, 0.6, &grid, &mut ChaCha8Rng::seed_from_u64(seed)).unwrap();
        let loss = SquaredLoss::half_sum(&samples);
        let taken = Descent::new(1e-4).run(&loss, &S1_START).unwrap().steps() as u64;
        let count = |loss: &SquaredLoss, rate: f64| {
            loss.quadratic()
                .unwrap()
                .steps_to(&S1_START, rate, 1e-4)
                .unwrap()
        };
        assert_eq!(count(&loss, 1e-4), Some(taken));
        // Twice the rate halves it, nearly.
        assert!((count(&loss, 2e-4).unwrap() as f64 / taken as f64 - 0.5).abs() < 0.001);
        // The mutants: the mean for the sum, and a slope without an intercept.
        assert_ne!(count(&SquaredLoss::mean(&samples), 1e-4), Some(taken));
        let alone = loss.without_intercept().quadratic().unwrap();
        assert_ne!(alone.steps_to(&[-100.0], 1e-4, 1e-4).unwrap(), Some(taken));
    }
}

#[test]
fn narrow_grids_about_0_reach_s1s_count_and_wide_ones_do_not() {
    assert_eq!(
        (steps(-0.86, 0.86), steps(-5.0, 5.0), steps(-10.0, 10.0)),
        (6773, 1836, 1836)
    );
    // n times the mean square of x is the smaller eigenvalue up to a half-width of about 1.73.
    let least = |half: f64| bowl(-half, half).eigen().values()[0];
    assert!(least(1.70) < 100.0 - 0.1 && (least(1.73) - 100.0).abs() < 1e-6);
    assert_eq!((steps(0.0, 10.0), steps(0.1, 10.0)), (6792, 6986));
    // At twice the rate the steep direction is still far from its limit.
    let ours = bowl(0.0, 10.0);
    assert!((1.0 - 2e-4 * ours.eigen().values()[1] - 0.315).abs() < 5e-4);
    assert!((ours.largest_stable_rate().unwrap() - 0.00058).abs() < 5e-6);
}

#[test]
fn the_least_eigenvalue_tends_to_its_limit_and_not_to_a_quarter_of_n() {
    let n = 100.0;
    let limit = n * (n + 1.0) / (2.0 * (2.0 * n - 1.0));
    let far = bowl(0.0, 1e4).eigen().values()[0];
    assert!(
        (limit - 25.38_f64).abs() < 0.005 && (far - limit).abs() < 1e-4,
        "{far}"
    );
    assert!((far - n / 4.0).abs() > 0.3);
}

#[test]
fn random_places_from_0_to_4_and_to_20_span_s1s_count() {
    for to in [4.0, 10.0, 20.0] {
        for seed in 0..3 {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let draw = || {
                let x = uniform_places(0.0, to, 100, &mut rng)?;
                noisy_line(1.2, 2.0, 0.6, &x, &mut rng)
            };
            let runs = descents(200, draw, &Descent::new(1e-4), &S1_START).unwrap();
            let counts: Vec<f64> = runs.iter().map(|run| run.steps() as f64).collect();
            let spread = Spread::of(&counts).unwrap();
            assert!(
                spread.least < 6000.0 && spread.greatest > 7500.0,
                "{to}: {spread}"
            );
        }
    }
}

#[test]
fn twice_over_the_greatest_eigenvalue_is_the_limit_and_neighbouring_formulas_are_not() {
    let raw = diabetes().unwrap();
    let whole = Standardizer::fit(raw.inputs()).unwrap();
    let version = |inputs| Regression::new(inputs, raw.targets().clone()).unwrap();
    let mut missed = [0; 3];
    for samples in [
        raw.clone(),
        version(raw.inputs() - whole.means()),
        version(raw.inputs() / whole.deviations()),
        whole.apply_to(&raw).unwrap(),
    ] {
        let bowl = SquaredLoss::mean(&samples).quadratic().unwrap();
        let measured = divergence_threshold(&bowl, &[0.0; 11], &GradientDescent, 1000).unwrap();
        let values = bowl.eigen().values();
        assert!(
            (measured * values[10] / 2.0 - 1.0).abs() < 0.001,
            "{measured}"
        );
        let mutants = [1.0 / values[10], 2.0 / values.sum(), 2.0 / values[9]];
        for (missed, mutant) in missed.iter_mut().zip(mutants) {
            *missed += usize::from((measured / mutant - 1.0).abs() > 0.001);
        }
    }
    assert_eq!(missed, [4, 4, 4]);
}

#[test]
fn the_standard_error_counts_distances_from_the_mean() {
    let grid: Array1<f64> = Array1::linspace(0.0, 10.0, 100);
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let slopes: Vec<f64> = (0..1000)
        .map(|_| {
            least_squares(&noisy_line(1.2, 2.0, 0.6, &grid, &mut rng).unwrap())
                .unwrap()
                .coefficients()[0]
        })
        .collect();
    let scatter = Array1::from(slopes).std(1.0);
    let around = |from: f64| grid.iter().map(|x| (x - from).powi(2)).sum::<f64>();
    let error = 0.6 / around(5.0).sqrt();
    assert!((error - 0.0206).abs() < 5e-5);
    assert!((scatter / error - 1.0).abs() < 4.0 / 2000_f64.sqrt());
    // The mutant: distances from 0.
    assert!((scatter / (0.6 / around(0.0).sqrt()) - 1.0).abs() > 0.5);
}

#[test]
fn steps_do_not_grow_with_independent_features_and_do_with_shared_ones() {
    for seed in 0..3 {
        let count = |features: usize, shared: f64| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let samples = random_features(10 * features, features, shared, &mut rng).unwrap();
            fastest_steps(&samples, 1e-6).unwrap() as f64
        };
        assert!((0.8..1.3).contains(&(count(64, 0.0) / count(16, 0.0))));
        assert!((3.0..5.0).contains(&(count(64, 0.5) / count(16, 0.5))));
    }
    // As many features as samples leave nothing to be determined by.
    let few = random_features(3, 5, 0.0, &mut ChaCha8Rng::seed_from_u64(0)).unwrap();
    assert!(Condition::of(&few).is_err());
    assert!(random_features(3, 5, 1.5, &mut ChaCha8Rng::seed_from_u64(0)).is_err());
    assert!(fastest_steps(&s3_line().unwrap(), 1.0).is_err());
}
