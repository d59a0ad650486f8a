//! What chapter 04 confirms could have come out otherwise: each of its results beside that of a mutant, a formula or a constant that is wrong.

use downhill::calculus::{
    Affine, Difference, directional_derivatives, median_errors, random_directions,
    worst_remainder_ratios,
};
use downhill::ndarray::{Array1, array};
use downhill::objective::Quadratic;
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;

#[test]
fn a_normal_with_the_signs_of_the_slopes_is_not_perpendicular_to_the_plane() {
    let f = Affine::new(&[0.5, 0.2], 3.0).unwrap();
    let segment = array![2.0, 5.0, 2.0];
    assert_eq!(f.normal().dot(&segment), 0.0);
    assert_eq!(array![0.5, 0.2, 1.0].dot(&segment), 4.0);
}

#[test]
fn a_gradient_without_its_factor_of_two_shows_in_the_remainder() {
    let ratio = |slopes: [f64; 2]| {
        worst_remainder_ratios(&Quadratic::hill(), &[20.0, 5.0], &slopes, &[1e-3]).unwrap()[0].1
    };
    assert!((ratio([-0.8, -0.2]) - 2e-5).abs() < 1e-9);
    // Half of the slopes: off by half of the gradient's length.
    assert!((ratio([-0.4, -0.1]) - 0.17_f64.sqrt()).abs() < 1e-3);
}

/// The greatest distance of slopes, measured as the chapter does, from a rule for the projection.
fn off(rule: impl Fn(f64) -> f64) -> f64 {
    let height = |x: f64, y: f64| 20.0 - 0.02 * x * x - 0.02 * y * y;
    let projections = directional_derivatives(&[-0.8, -0.2], 24).unwrap();
    let distances = projections.into_iter().map(|(angle, projection)| {
        let along = |t: f64| height(20.0 + t * angle.cos(), 5.0 + t * angle.sin());
        ((along(1e-3) - along(-1e-3)) / 2e-3 - rule(projection)).abs()
    });
    distances.fold(0.0, f64::max)
}

#[test]
fn a_projection_without_its_sign_shows_in_measured_slopes() {
    assert!(off(|projection| projection) < 1e-11);
    assert!((off(f64::abs) - 2.0 * 0.68_f64.sqrt()).abs() < 0.02);
}

/// The median over ten seeds of the greatest of 1,000 numbers.
fn best_of_a_thousand(draw: impl Fn(&mut ChaCha8Rng) -> Array1<f64>) -> f64 {
    let best = |seed| {
        let drawn = draw(&mut ChaCha8Rng::seed_from_u64(seed));
        drawn.into_iter().fold(f64::NEG_INFINITY, f64::max)
    };
    Spread::of(&(0..10).map(best).collect::<Vec<f64>>())
        .unwrap()
        .median
}

#[test]
fn guesses_that_are_not_scaled_to_length_one_would_hide_the_dimension() {
    for (dim, low, high) in [
        (2, 0.999, 1.0),
        (10, 0.75, 0.95),
        (100, 0.27, 0.37),
        (1000, 0.085, 0.115),
    ] {
        let found = best_of_a_thousand(|rng| {
            let directions = random_directions(dim, 1000, rng).unwrap();
            directions.column(0).to_owned()
        });
        assert!((low..=high).contains(&found), "{dim}: {found}");
        // The first entries of points of the cube, not scaled: as good as 1 in any dimension.
        let mutant = best_of_a_thousand(|rng| {
            Array1::from_shape_simple_fn(1000, || rng.random_range(-1.0..1.0))
        });
        assert!(mutant > 0.99, "{mutant}");
    }
}

#[test]
fn directions_from_a_square_would_put_too_many_near_the_axis() {
    let within = |share: &[f64]| {
        share.iter().filter(|&&share| share >= 0.5).count() as f64 / share.len() as f64
    };
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let fair = random_directions(2, 100_000, &mut rng).unwrap();
    assert!((within(&fair.column(0).to_vec()) - 1.0 / 3.0).abs() < 0.008);
    // The check's tolerance tells them apart: the mutant finds (1/4 + (1 - 1/√3)/4) of all.
    let square: Vec<f64> = (0..100_000)
        .map(|_| {
            let (x, y): (f64, f64) = (rng.random_range(-1.0..1.0), rng.random_range(-1.0..1.0));
            x / x.hypot(y)
        })
        .collect();
    assert!(
        (within(&square) - 0.3557).abs() < 0.005,
        "{}",
        within(&square)
    );
}

#[test]
fn the_powers_of_epsilon_are_those_of_theory_and_not_each_others() {
    let double = Array1::logspace(10.0, -14.0, 0.0, 141).to_vec();
    let single: Vec<f32> = Array1::<f32>::logspace(10.0, -6.0, 0.0, 61).to_vec();
    // The chapter's seed, and two more.
    for seed in [4, 5, 6] {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let places: Vec<f64> = (0..200).map(|_| rng.random_range(0.5..1.5)).collect();
        for (difference, power, ratio) in [
            (Difference::Forward, 0.5, 3.0..5.0),
            (Difference::Central, 2.0 / 3.0, 8.0..13.0),
        ] {
            let curves = [
                (
                    f64::EPSILON,
                    median_errors(f64::sin, f64::cos, &places, &double, difference).unwrap(),
                ),
                (
                    f64::from(f32::EPSILON),
                    median_errors(f32::sin, f64::cos, &places, &single, difference).unwrap(),
                ),
            ];
            for (epsilon, curve) in curves {
                let best = curve.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
                let off = epsilon.powf(1.0 - power) / best.0;
                assert!((0.4..2.5).contains(&off), "{seed} {difference:?}: {best:?}");
                // The chapter says by how much theory's error is too large.
                let too_large = epsilon.powf(power) / best.1;
                assert!(
                    ratio.contains(&too_large),
                    "{seed} {difference:?}: {too_large}"
                );
                // The mutant: the other quotient's power.
                let swapped = if difference == Difference::Forward {
                    epsilon.powf(1.0 / 3.0)
                } else {
                    epsilon.sqrt()
                };
                assert!((swapped / best.0).log10().abs() > 1.0);
            }
        }
    }
}
