//! What the prose of chapter 05 says in words of its own: its numbers, computed.

use downhill::ndarray::array;
use downhill::objective::{Banana, Evaluate, Himmelblau, Quadratic, SixHumpCamel};
use downhill::optim::{
    Basins, Descent, GradientBlend, GradientDescent, Keep, MAX_RATE, Momentum, Optimizer, Schedule,
    StepRule, Stop, basins,
};

const BANANA_START: [f64; 2] = [-1.9, -0.9];
const BOWL_START: [f64; 2] = [-6.0, -6.0];

fn on_bowl(rate: f64) -> usize {
    let run = Descent::new(rate).run(&Quadratic::bowl(), &BOWL_START);
    run.unwrap().steps()
}

fn on_banana(rate: f64, optimizer: impl Optimizer) -> usize {
    let descent = Descent::new(rate).optimizer(optimizer).keep(Keep::Ends);
    let run = descent.run(&Banana, &BANANA_START).unwrap();
    assert!(run.stop().converged(), "{run}");
    run.steps()
}

#[test]
fn rates_on_the_bowl() {
    assert_eq!((on_bowl(0.05), on_bowl(1.9)), (936, 106));
    // The best rate from this start lies a little below that with the smallest worst factor.
    assert_eq!(
        (on_bowl(1.6), on_bowl(MAX_RATE), on_bowl(2.0 / 1.2)),
        (26, 28, 29)
    );
    // Without its floor the decaying rate stops short of the minimum.
    let decay = Schedule::Exponential {
        initial: MAX_RATE,
        factor: 0.9,
        floor: 0.0,
    };
    let run = Descent::new(decay).max_steps(100_000);
    let run = run.run(&Quadratic::bowl(), &BOWL_START).unwrap();
    assert_eq!(run.stop(), Stop::StepLimit { limit: 100_000 });
    assert!((run.end()[1] + 0.153).abs() < 5e-4, "{run}");
}

#[test]
fn a_million_times_nearer_to_the_ridge_costs_76_steps() {
    let away = |y0: f64| {
        let descent = Descent::new(0.1).max_steps(200).keep(Keep::All);
        let run = descent.run(&Quadratic::saddle(), &[1.0, y0]).unwrap();
        run.path().values().iter().position(|&value| value < -1.0)
    };
    let (far, near) = (away(1e-2).unwrap(), away(1e-8).unwrap());
    assert_eq!((far, near - far), (26, 76));
    assert_eq!(away(1e-9), None);
}

#[test]
fn the_bananas_tail_is_that_of_its_hessian() {
    let run = |tolerance: f64| {
        let descent = Descent::new(0.0001).tolerance(tolerance).keep(Keep::All);
        descent.run(&Banana, &BANANA_START).unwrap()
    };
    let fine = run(1e-4);
    assert_eq!(fine.steps() - run(1e-3).steps(), 57_595);
    let bends = Quadratic::new(
        Banana.hessian(&[1.0, 1.0]).unwrap().unwrap(),
        array![0.0, 0.0],
        0.0,
    )
    .unwrap();
    assert!((bends.condition_number().unwrap() - 2508.0).abs() < 0.5);
    let factor = 1.0 - 0.0001 * bends.eigen().values()[0];
    let predicted = 10_f64.ln() / -factor.ln();
    assert!((predicted / 57_595.0 - 1.0).abs() < 0.002, "{predicted}");
    // A hundred steps to the valley; 112,000 from (0.99, 0.98) on.
    let below = |level: f64| fine.path().values().iter().position(|&value| value < level);
    assert_eq!((below(10.0), below(1e-4)), (Some(41), Some(86_972)));
}

#[test]
fn only_the_rate_explains_the_18_567_steps() {
    for start in [[-1.9, 0.9], [1.9, -0.9], [1.9, 0.9], [-0.9, -1.9]] {
        let run = Descent::new(0.0009).run(&Banana, &start).unwrap();
        assert!(run.steps() > 21_466, "{start:?}: {run}");
    }
    // With the tolerance that stops it there, it ends elsewhere.
    let early = Descent::new(0.0009)
        .steps(18_567)
        .run(&Banana, &BANANA_START)
        .unwrap();
    assert!(early.end()[0] < 0.99975, "{early}");
    let plain = |rate| on_banana(rate, GradientDescent);
    assert_eq!([0.001_099_963, 0.001_100_047].map(plain), [18_567; 2]);
    assert!(plain(0.001_099_962) > 18_567 && plain(0.001_100_048) < 18_567);
    let beyond = Descent::new(0.0012).run(&Banana, &BANANA_START).unwrap();
    assert!(matches!(beyond.stop(), Stop::NotFinite { .. }), "{beyond}");
}

#[test]
fn the_sixth_rule_wastes_every_second_step() {
    let descent = Descent::new(StepRule::Turn.schedule())
        .optimizer(StepRule::Turn.optimizer())
        .keep(Keep::All);
    let run = descent.run(&Quadratic::bowl(), &BOWL_START).unwrap();
    let path = run.path().xy().unwrap();
    let rates: Vec<f64> = path
        .windows(2)
        .map(|w| (w[0].0 - w[1].0) / w[0].0)
        .collect();
    for pair in rates[..16].chunks(2) {
        assert!(pair[0] > 1.6 && pair[1] < 0.3, "{pair:?}");
    }
}

#[test]
fn the_heavy_ball_is_ten_times_as_fast_in_the_valley_and_the_blend_is_not() {
    let blend = |share| on_banana(0.0001, GradientBlend::new(share).unwrap());
    assert_eq!((blend(0.1), blend(0.5)), (199_065, 199_007));
    assert_eq!(on_banana(0.0001, Momentum::new(0.9).unwrap()), 19_954);
}

#[test]
fn a_rate_above_its_limit_loses_a_minimum() {
    let shares = |rate| {
        let descent = Descent::new(rate).max_steps(2_000);
        let (x, y) = ((-5.0, 5.0), (-5.0, 5.0));
        let map = basins(&Himmelblau, &descent, x, y, 41);
        map.unwrap().shares()
    };
    let lost = |rate| {
        shares(rate)[..4]
            .iter()
            .map(|&n| n == 0)
            .collect::<Vec<_>>()
    };
    assert_eq!(lost(0.005), [false, false, false, false]);
    assert_eq!(lost(0.015), [false, false, true, false]);
    assert_eq!(lost(0.02), [false, false, true, true]);
}

#[test]
fn who_finds_the_camels_lowest_minima() {
    fn camel(optimizer: impl Optimizer) -> Basins {
        let descent = Descent::new(0.01).optimizer(optimizer).max_steps(5_000);
        basins(&SixHumpCamel, &descent, (-2.0, 2.0), (-1.1, 1.1), 80).unwrap()
    }
    let per_cent = |map: &Basins, pair: usize| {
        let shares = map.shares();
        (shares[2 * pair] + shares[2 * pair + 1]) as f64 / 64.0
    };
    let plain = camel(GradientDescent);
    let ball = camel(Momentum::new(0.9).unwrap());
    assert_eq!(camel(GradientBlend::new(0.5).unwrap()).ends(), plain.ends());
    for (map, lowest, highest) in [(&plain, 59.4, 14.3), (&ball, 63.8, 7.6)] {
        assert!((per_cent(map, 0) - lowest).abs() < 0.1);
        assert!((per_cent(map, 2) - highest).abs() < 0.1);
    }
    // From every fourth start descent does not end in the nearest minimum.
    let side = plain.ends().nrows();
    let place = |half: f64, k: usize| half * (2.0 * k as f64 / (side - 1) as f64 - 1.0);
    let near = plain.ends().indexed_iter().filter(|((row, column), end)| {
        let (x, y) = (place(2.0, *column), place(1.1, *row));
        let off = |k: usize| {
            let at = &plain.minima()[k].at;
            (at[0] - x).hypot(at[1] - y)
        };
        **end == (0..6).min_by(|&a, &b| off(a).total_cmp(&off(b)))
    });
    let share = near.count() as f64 / 6400.0;
    assert!((share - 0.7475).abs() < 0.005, "{share}");
}

/// Steps until the banana's value is below 0.1, and the rate times the steps after that.
fn entry_and_floor(rate: f64) -> (usize, f64) {
    let walk = Descent::new(rate).keep(Keep::All);
    let run = walk.run(&Banana, &BANANA_START).unwrap();
    let points = run.path().xy().unwrap();
    let low = |&(x, y): &(f64, f64)| Banana.value(&[x, y]).unwrap() < 0.1;
    let entry = points.iter().position(low).unwrap();
    (entry, rate * (run.steps() - entry) as f64)
}

#[test]
fn the_rule_of_thumb_holds_on_the_floor_and_not_on_the_way_there() {
    for (rate, steps) in [(0.0001, 11_735), (0.0009, 653), (0.0011, 1_539)] {
        let (entry, floor) = entry_and_floor(rate);
        assert_eq!(entry, steps, "{rate}");
        assert!((floor - 18.73).abs() < 0.005, "{rate}: {floor}");
    }
}

/// Chapter 05 confirms e_{k+1} = (I - ηH) e_k on a turned bowl. A wrong factor, or the axes of x and y, would show.
#[test]
fn the_error_recurrence_holds_along_the_eigenvectors_and_its_mutants_do_not() {
    let (sin, cos) = 30_f64.to_radians().sin_cos();
    let turn = array![[cos, -sin], [sin, cos]];
    let bent = turn.dot(&array![[1.0, 0.0], [0.0, 0.2]]).dot(&turn.t());
    let bowl = Quadratic::new(bent, array![0.0, 0.0], 0.0).unwrap();
    let start = array![-6.0, 5.0];
    for rate in [0.3, 1.0 / 1.2, 1.667, 2.1] {
        let run = Descent::new(rate)
            .steps(7)
            .run(&bowl, &[-6.0, 5.0])
            .unwrap();
        for (axis, lambda) in [(0, 0.2_f64), (1, 1.0)] {
            let q = bowl.eigen().vectors().column(axis).to_owned();
            let left = q.dot(run.end()) / q.dot(&start);
            let off = |factor: f64| (left - factor.powi(7)).abs();
            assert!(off(1.0 - rate * lambda) < 1e-9, "rate {rate}, axis {axis}");
            assert!(off(1.0 + rate * lambda) > 1e-3, "uphill");
            assert!(off(1.0 - rate * lambda / 2.0) > 1e-3, "half the curvature");
            assert!(
                (run.end()[axis] / start[axis] - (1.0 - rate * lambda).powi(7)).abs() > 1e-3,
                "x and y"
            );
        }
    }
}

/// With the larger rates the first step leaps over the valley and the second leads back, to where the banana bends less.
#[test]
fn large_rates_leap_over_the_valley_and_back() {
    let sharpest = |at: &[f64]| {
        let hessian = Banana.hessian(at).unwrap().unwrap();
        let bowl = Quadratic::new(hessian, array![0.0, 0.0], 0.0).unwrap();
        2.0 / bowl.largest_stable_rate().unwrap()
    };
    for rate in [0.0001, 0.0009, 0.0011] {
        let walk = Descent::new(rate).steps(2).keep(Keep::All);
        let path = walk.run(&Banana, &BANANA_START).unwrap();
        let xs: Vec<f64> = path.path().xy().unwrap().iter().map(|p| p.0).collect();
        let leaps = xs[1] > 1.0 && xs[2] < xs[1];
        assert_eq!(leaps, rate > 0.0004, "{rate}: {xs:?}");
        assert!(sharpest(path.end().as_slice().unwrap()) < sharpest(&BANANA_START));
    }
}
