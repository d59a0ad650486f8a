//! What chapter 14 says of momentum and adaptive rules on small surfaces, and the checks of its exercises. The ledgers hold its claims on
//! real data and on papers; the book's test judges its wrong answers.

use downhill::Result;
use downhill::exercise::Verdict;
use downhill::ndarray::array;
use downhill::objective::{Objective, Quadratic};
use downhill::optim::{
    AdaGrad, Adam, AdamW, AmsGrad, Descent, GradientBlend, GradientDescent, Keep, Momentum,
    Nesterov, Optimizer, RmsProp, Stop, divergence_threshold,
};
use downhill_tests::judge;

fn steps(
    f: &dyn Objective,
    start: [f64; 2],
    goal: f64,
    rule: &dyn Optimizer,
    rate: f64,
) -> Option<usize> {
    let descent = Descent::new(rate)
        .optimizer(rule.boxed())
        .steps(20_000)
        .keep(Keep::Ends);
    let walk = descent.on(f).every(1, |moment| {
        if moment.value() < goal {
            moment.stop();
        }
    });
    let run = walk.run(&start).unwrap();
    matches!(run.stop(), Stop::Asked { .. }).then_some(run.steps())
}

/// The fewest steps with one of eighteen rates.
fn fewest(f: &dyn Objective, start: [f64; 2], goal: f64, rule: &dyn Optimizer) -> usize {
    let rates = (-14..=3).map(|k| 2_f64.powi(k));
    let found = rates.filter_map(|rate| steps(f, start, goal, rule, rate));
    found.min().unwrap()
}

fn valley() -> Quadratic {
    Quadratic::diagonal(&[1.0, 100.0]).unwrap()
}

fn turned(a: f64, b: f64, [x, y]: [f64; 2]) -> (Quadratic, [f64; 2]) {
    let (mean, half) = (0.5 * (a + b), 0.5 * (b - a));
    let hessian = array![[mean, half], [half, mean]];
    let s = 0.5_f64.sqrt();
    let f = Quadratic::new(hessian, array![0.0, 0.0], 0.0).unwrap();
    (f, [s * (y + x), s * (y - x)])
}

#[test]
fn the_limits_of_the_three_rules_are_those_of_the_formulas() {
    let parabola = Quadratic::diagonal(&[1.0]).unwrap();
    for share in [0.05, 0.2, 0.3, 0.6, 0.95] {
        let blend = GradientBlend::new(share).unwrap();
        let heavy = Momentum::new(share).unwrap();
        let ahead = Nesterov::new(share).unwrap();
        let damped = if share < 0.5 {
            2.0 / (1.0 - 2.0 * share)
        } else {
            f64::INFINITY
        };
        let limits: [(&dyn Optimizer, f64); 3] = [
            (&blend, damped.min(1.0 / share)),
            (&heavy, 2.0 * (1.0 + share)),
            (&ahead, 2.0 * (1.0 + share) / (1.0 + 2.0 * share)),
        ];
        for (rule, limit) in limits {
            let found = divergence_threshold(&parabola, &[1.0], rule, 4_000).unwrap();
            assert!(
                (found / limit - 1.0).abs() < 0.01,
                "{}: {found}, {limit}",
                rule.name()
            );
        }
        for (part, stable) in [(0.999, true), (1.001, false)] {
            assert_eq!(blend.recurrence(part * limits[0].1).is_stable(), stable);
            assert_eq!(heavy.recurrence(part * limits[1].1).is_stable(), stable);
            assert_eq!(ahead.recurrence(part * limits[2].1).is_stable(), stable);
        }
    }
}

#[test]
fn who_is_fastest_in_the_valley_depends_on_the_rate() {
    let rules: [Box<dyn Optimizer>; 4] = [
        Box::new(GradientDescent),
        Box::new(GradientBlend::new(0.1).unwrap()),
        Box::new(Momentum::new(0.9).unwrap()),
        Box::new(Nesterov::new(0.9).unwrap()),
    ];
    let at = |rate: f64| -> Vec<usize> {
        let found = rules
            .iter()
            .map(|rule| steps(&valley(), [10.0, 1.0], 1e-4, rule, rate));
        found.map(|n| n.unwrap_or(usize::MAX)).collect()
    };
    let (slow, fast) = (at(0.001), at(0.019));
    assert!(slow[2].max(slow[3]) < slow[0].min(slow[1]), "{slow:?}");
    assert_eq!(fast[3], usize::MAX, "{fast:?}");
    assert!(fast[..3].iter().all(|&n| n < usize::MAX), "{fast:?}");
    assert_eq!(at(0.024)[0], usize::MAX);
    assert_eq!(at(0.037).iter().filter(|&&n| n < usize::MAX).count(), 1);
}

#[test]
fn turning_the_valley_takes_from_adagrad_and_rmsprop_what_they_had_gained() {
    let (tilted, start) = turned(1.0, 100.0, [10.0, 1.0]);
    let both = |rule: &dyn Optimizer| {
        let straight = fewest(&valley(), [10.0, 1.0], 1e-4, rule);
        (straight, fewest(&tilted, start, 1e-4, rule))
    };
    let ada: AdaGrad = AdaGrad::default();
    let rms: RmsProp = RmsProp::default();
    for (straight, tilted) in [both(&ada), both(&rms)] {
        assert!(straight < 10 && tilted > 200, "{straight}, {tilted}");
    }
    let rest: [Box<dyn Optimizer>; 6] = [
        Box::new(GradientDescent),
        Box::new(Momentum::new(0.9).unwrap()),
        Box::new(Nesterov::new(0.9).unwrap()),
        Box::new(Adam::default()),
        Box::new(AmsGrad::default()),
        Box::new(AdamW::default()),
    ];
    for rule in rest {
        let (straight, tilted) = both(&*rule);
        assert!(
            tilted <= 2 * straight,
            "{}: {straight}, {tilted}",
            rule.name()
        );
    }
}

#[test]
fn uncorrected_adam_is_longest_at_the_twelfth_step() {
    let mut adam: Adam = Adam::default().uncorrected();
    let mut x = array![0.0];
    let mut lengths = Vec::new();
    for t in 1..=3_000 {
        x[0] = 0.0;
        adam.step(x.view_mut(), array![1.0].view(), 1.0).unwrap();
        let formula = (1.0 - 0.9_f64.powi(t)) / (1.0 - 0.999_f64.powi(t)).sqrt();
        assert!((x[0].abs() / formula - 1.0).abs() < 1e-6, "step {t}");
        lengths.push(x[0].abs());
    }
    let longest = (0..3_000).max_by(|&a, &b| lengths[a].total_cmp(&lengths[b]));
    assert_eq!(longest, Some(11));
    assert!((lengths[0] - 3.162).abs() < 1e-3 && (lengths[11] - 6.57).abs() < 0.01);
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("14-adaptive", "nesterov", solution).passed());
    assert!(judge!("14-adaptive", "adam", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("14-adaptive", "nesterov", stub));
    stub(judge!("14-adaptive", "adam", stub));
}

#[test]
fn answers_made_for_the_checks_numbers_alone_are_wrong() {
    let wrong = |verdict: Verdict| assert!(matches!(verdict, Verdict::Wrong { .. }));
    // Right at β = 0 only.
    wrong(judge! { "14-adaptive", "nesterov",
        fn nesterov_limit(beta: f64) -> f64 { 2.0 - beta }
    });
    // The signs alone, which is right as long as they stay the same.
    wrong(judge! { "14-adaptive", "adam",
        fn adam_moves(gradients: &[f64], rate: f64) -> Vec<f64> {
            gradients.iter().map(|g| -rate * g.signum()).collect()
        }
    });
    // Both means corrected with β1.
    wrong(judge! { "14-adaptive", "adam",
        fn adam_moves(gradients: &[f64], rate: f64) -> Vec<f64> {
            let (mut m, mut v) = (0.0, 0.0);
            (1..).zip(gradients).map(|(t, g)| {
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                let c = 1.0 - 0.9_f64.powi(t);
                -rate * m / c / (f64::sqrt(v / c) + 1e-8)
            }).collect()
        }
    });
}

#[test]
fn the_open_exercise_can_be_solved_and_not_by_the_usual_settings() -> Result<()> {
    use downhill::objective::Banana;
    let start = [-1.9, -0.9];
    let found = steps(
        &Banana,
        start,
        1e-4,
        &Adam::new(0.9, 0.95, 1e-8)?,
        0.125_f64.sqrt(),
    );
    assert!(found.is_some_and(|n| n < 300), "{found:?}");
    assert!(fewest(&Banana, start, 1e-4, &Adam::default()) > 300);
    Ok(())
}
