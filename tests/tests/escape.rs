//! What chapter 16 says of searches, and their errors.

use downhill::Error;
use downhill::activation::Activation::{Identity, Tanh};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, NetworkLoss};
use downhill::objective::{Evaluate, FromFn, Rastrigin};
use downhill::optim::{Descent, Keep, Schedule};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::search::{
    Annealing, NoisyDescent, RandomSearch, Restarts, Space, chain, logarithmic, success,
    tuned_success,
};
use downhill::train::{Batch, Recipe, Training};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn square() -> Space {
    Space::cube(2, -5.12, 5.12).unwrap()
}

#[test]
fn noise_leaves_shallow_dents_and_stays_in_deep_ones() {
    let share = |depth: f64, noisy: bool| {
        let f = Rastrigin::new(2).unwrap().dents(depth).unwrap();
        let rate = 1.0 / (2.0 + 39.5 * depth);
        let second = Descent::new(rate).steps(400).run(&f, &[1.0, 0.0]).unwrap();
        let (from, to, length) = (3.0 * 6.3 * depth, 0.0, 1800);
        let noise = NoisyDescent::new(0.5 * rate, Schedule::Linear { from, to, length }, 2000);
        let starts = Restarts::new(Descent::new(rate).steps(20), 100);
        let search = |rng: &mut ChaCha8Rng| {
            let run = if noisy {
                noise.run(&f, &square(), rng)
            } else {
                starts.run(&f, &square(), rng)
            };
            Ok(run?.value())
        };
        success(0..100, second.value() / 2.0, search)
            .unwrap()
            .value()
    };
    assert!(share(0.5, true) > share(0.5, false) + 0.1);
    assert!(share(10.0, true) < 0.2 && share(10.0, false) > 0.5);
}

#[test]
fn mini_batches_cross_no_ridge_on_the_way_down_the_digits() {
    let all: Samples = digits().unwrap().samples().unwrap();
    let (training, _) = all.split(0.4, &mut seeded(0)).unwrap();
    let (loss, sizes) = (Loss::SoftmaxCrossEntropy, [64, 4, 10]);
    let four = Architecture::new(&sizes, &[Tanh, Identity], Initializer::Xavier);
    let gentle = |rate: f64, epochs| Training::new(loss, rate).max_epochs(epochs);
    for trial in Recipe::new(four, gentle(1.0, 400))
        .trials(&training, 20..23)
        .unwrap()
    {
        let surface = NetworkLoss::new(&trial.network, &training, loss).unwrap();
        let mut other = trial.network.clone();
        let batches = gentle(0.1, 200).batch(Batch::Size(16));
        batches
            .run_shuffled(&mut other, &training, &mut seeded(1))
            .unwrap();
        let (from, to) = (trial.network.parameter_vector(), other.parameter_vector());
        let height = |k: i32| {
            let at = &from + &((&to - &from) * (f64::from(k) / 40.0));
            surface.value(&at).unwrap()
        };
        assert!(height(40) < 0.8 * height(0));
        assert!((1..=40).all(|k| height(k) <= height(0)));
    }
}

/// A walk's probabilities, by hand: from the middle of three states at temperature 1.
#[test]
fn a_chain_of_three_states_by_hand() {
    let p = chain(&[0.0, 1.0, 3.0], 1, 1.0, &[0, 1]).unwrap();
    assert_eq!(p.row(0).to_vec(), [0.0, 1.0, 0.0]);
    let up = 0.5 * (-2.0_f64).exp();
    for (found, right) in p.row(1).iter().zip([0.5, 0.5 - up, up]) {
        assert!((found - right).abs() < 1e-15);
    }
    let long = chain(&[0.0, 1.0, 3.0], 1, 1.0, &[10_000]).unwrap();
    let weights = [0.0, -1.0, -3.0].map(f64::exp);
    let sum: f64 = weights.iter().sum();
    for (found, weight) in long.iter().zip(weights) {
        assert!(
            (found - weight / sum).abs() < 1e-12,
            "Boltzmann's distribution"
        );
    }
}

#[test]
fn annealing_ends_at_the_lowest_point_of_its_walk() {
    let f = Rastrigin::new(2).unwrap();
    let walk = Annealing::new(30.0, 0.5, 500).keep(Keep::All);
    let run = walk.run(&f, &square(), &mut seeded(3)).unwrap();
    assert_eq!(run.path().len(), 501);
    let lowest = run
        .path()
        .values()
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min);
    assert_eq!(run.value(), lowest);
    assert_eq!(f.value(run.end()).unwrap(), lowest);
    let points = run.path().points();
    assert!(
        points
            .rows()
            .into_iter()
            .all(|row| square().contains(row.view()))
    );
}

#[test]
fn values_that_are_no_numbers_are_never_the_lowest() {
    let f = FromFn::new("half", 1, |x| if x[0] < 0.0 { f64::NAN } else { x[0] }).unwrap();
    let line = Space::cube(1, -1.0, 1.0).unwrap();
    for seed in 0..20 {
        let rng = &mut seeded(seed);
        assert!(
            RandomSearch::new(50)
                .run(&f, &line, rng)
                .unwrap()
                .value()
                .is_finite()
        );
        let walk = Annealing::new(0.1, 0.5, 200).run(&f, &line, rng).unwrap();
        assert!(walk.value().is_finite() || walk.end()[0] < 0.0);
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_its_value() {
    let (f, space) = (Rastrigin::new(2).unwrap(), square());
    let rng = &mut seeded(0);
    let three = Space::cube(3, 0.0, 1.0).unwrap();
    assert!(matches!(
        RandomSearch::new(9).run(&f, &three, rng),
        Err(Error::Shape { .. })
    ));
    let out = |error: Error| assert!(matches!(error, Error::OutOfRange { .. }), "{error}");
    out(RandomSearch::new(0).run(&f, &space, rng).unwrap_err());
    out(Restarts::new(Descent::new(0.1), 0)
        .run(&f, &space, rng)
        .unwrap_err());
    for temperature in [-1.0, f64::NAN, f64::INFINITY] {
        out(Annealing::new(temperature, 1.0, 9)
            .run(&f, &space, rng)
            .unwrap_err());
        out(NoisyDescent::new(0.1, temperature, 9)
            .run(&f, &space, rng)
            .unwrap_err());
        out(chain(&[0.0, 1.0], 0, temperature, &[1]).unwrap_err());
        out(Rastrigin::new(2).unwrap().dents(temperature).unwrap_err());
    }
    for reach in [0.0, -1.0, f64::NAN] {
        out(Annealing::new(1.0, reach, 9)
            .run(&f, &space, rng)
            .unwrap_err());
    }
    out(chain(&[0.0], 1, 1.0, &[1]).unwrap_err());
    out(chain(&[0.0], 0, 1.0, &[2, 2]).unwrap_err());
    out(chain(&[0.0], 0, logarithmic(1.0), &[]).unwrap_err());
    assert!(matches!(chain(&[], 0, 1.0, &[1]), Err(Error::Empty { .. })));
    assert!(matches!(
        chain(&[f64::NAN], 0, 1.0, &[1]),
        Err(Error::NotFinite { .. })
    ));
    for (from, to) in [(1.0, 1.0), (2.0, 1.0), (-1e308, 1e308)] {
        assert!(matches!(
            Space::cube(2, from, to),
            Err(Error::Interval { .. })
        ));
    }
    let none: [f64; 0] = [];
    assert!(tuned_success(&none, [0..1, 0..1], 0.0, |_, _| Ok(0.0)).is_err());
}
