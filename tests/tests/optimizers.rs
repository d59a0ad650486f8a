//! Optimisers side by side: on every objective, in f32, their momentum, where each begins to diverge,
//! and in which basin a descent ends.

use downhill::Error;
use downhill::ndarray::{Array1, Array2, array};
use downhill::objective::{
    self, Ackley, Banana, Evaluate, Himmelblau, Objective, Plateau, Quadratic, Rastrigin,
    SixHumpCamel,
};
use downhill::optim::{
    AdaGrad, Adam, AdamW, AmsGrad, Basins, Descent, GradientBlend, GradientDescent, Keep, Momentum,
    Nesterov, Optimizer, Recurrence, RmsProp, Schedule, SlopeRule, TurnRule, basins,
    divergence_threshold,
};
use proptest::prelude::*;

const BOWL_START: [f64; 2] = [-6.0, -6.0];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn thresholds_of_random_bowls_are_where_theory_says(
        half in prop::collection::vec(-1.0..1.0_f64, 9),
        start in prop::collection::vec(1.0..3.0_f64, 3),
    ) {
        let half = Array2::from_shape_vec((3, 3), half).unwrap();
        let hessian = half.dot(&half.t()) + Array2::<f64>::eye(3) * 0.05;
        let bowl = Quadratic::new(hessian, Array1::zeros(3), 0.0).unwrap();
        // Enough of the first gradient must point along the steepest axis.
        let along = bowl.eigen().vectors().column(2).dot(&Array1::from(start.clone()));
        prop_assume!(along.abs() > 1e-3);
        let predicted = bowl.largest_stable_rate().unwrap();
        let found = divergence_threshold(&bowl, &start, &GradientDescent, 1000).unwrap();
        prop_assert!((found / predicted - 1.0).abs() < 0.01, "{found} {predicted}");
        let heavy = Momentum::new(0.9).unwrap();
        let found = divergence_threshold(&bowl, &start, &heavy, 2000).unwrap();
        prop_assert!((found / (1.9 * predicted) - 1.0).abs() < 0.01, "{found} {predicted}");
    }

    #[test]
    fn closed_form_counts_of_random_bowls(
        small in 0.05..1.0_f64, ratio in 1.0..50.0_f64, x in 1.0..5.0_f64, y in 1.0..5.0_f64, share in 0.1..0.95_f64,
    ) {
        let bowl = Quadratic::diagonal(&[small, small * ratio]).unwrap();
        let rate = share * bowl.largest_stable_rate().unwrap();
        let run = Descent::new(rate).run(&bowl, &[x, y]).unwrap();
        let expected = bowl.steps_to(&[x, y], rate, 1e-4).unwrap().unwrap();
        // Rounding may move a gradient that all but equals the tolerance to its other side.
        prop_assert!((run.steps() as i64 - expected as i64).abs() <= 1);
    }
}

/// The rules that remember one step, with how each moves on a parabola at this rate.
fn recurrences(share: f64, rate: f64) -> [(Box<dyn Optimizer>, Recurrence); 4] {
    let heavy = Momentum::new(share).unwrap();
    let nesterov = Nesterov::new(share).unwrap();
    let blend = GradientBlend::new(share).unwrap();
    [
        (Box::new(GradientDescent), GradientDescent.recurrence(rate)),
        (Box::new(heavy.clone()), heavy.recurrence(rate)),
        (Box::new(nesterov.clone()), nesterov.recurrence(rate)),
        (Box::new(blend.clone()), blend.recurrence(rate)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn rules_that_remember_one_step_follow_their_recurrence(
        share in 0.0..0.95_f64, rate in 0.01..4.0_f64, curvature in 0.3..3.0_f64, start in 0.5..2.0_f64,
    ) {
        let parabola = Quadratic::diagonal(&[curvature]).unwrap();
        for (optimizer, recurrence) in recurrences(share, rate * curvature) {
            let descent = Descent::new(rate).optimizer(optimizer).steps(60).keep(Keep::All);
            let run = descent.run(&parabola, &[start]).unwrap();
            let x = run.path().points().column(0).to_vec();
            for three in x.windows(3) {
                let expected = recurrence.sum * three[1] - recurrence.product * three[0];
                let size = three.iter().fold(1e-300_f64, |most, x| most.max(x.abs()));
                prop_assert!((three[2] - expected).abs() < 1e-12 * size, "{recurrence:?}");
            }
            // Both roots in the unit circle: that is what stable means, and what the radius says.
            prop_assert_eq!(recurrence.is_stable(), recurrence.radius() < 1.0);
            let (first, last) = (x[0].abs(), x[59].abs().max(x[60].abs()));
            if recurrence.radius() < 0.8 {
                prop_assert!(last < first, "{recurrence:?}");
            }
        }
    }
}

#[test]
fn momentum_and_what_s1_calls_momentum_differ() {
    // On a steady slope of 1: the heavy ball's steps grow to 1 / (1 - 0.9) = 10 rates, those of the
    // blend stay one rate long.
    let slope = Quadratic::new(Array2::zeros((1, 1)), array![1.0], 0.0).unwrap();
    let last_step = |optimizer: &dyn Optimizer| {
        let descent = Descent::new(1.0).optimizer(optimizer.boxed());
        let run = descent
            .steps(200)
            .keep(Keep::All)
            .run(&slope, &[0.0])
            .unwrap();
        run.path().points()[[199, 0]] - run.end()[0]
    };
    assert!((last_step(&Momentum::new(0.9).unwrap()) - 10.0).abs() < 1e-6);
    assert!((last_step(&GradientBlend::new(0.9).unwrap()) - 1.0).abs() < 1e-12);
    // Both move the border of divergence outward, each by its own formula.
    let bowl = Quadratic::bowl();
    let border = |optimizer: &dyn Optimizer| {
        let rate = divergence_threshold(&bowl, &BOWL_START, optimizer, 2000).unwrap();
        rate / bowl.largest_stable_rate().unwrap()
    };
    assert!((border(&GradientDescent) - 1.0).abs() < 0.01);
    for beta in [0.1, 0.5, 0.9] {
        let found = border(&Momentum::new(beta).unwrap());
        assert!((found / (1.0 + beta) - 1.0).abs() < 0.01, "{beta}: {found}");
    }
    for gamma in [0.1, 0.25, 0.4] {
        let found = border(&GradientBlend::new(gamma).unwrap());
        let expected = (1.0 / (1.0 - 2.0 * gamma)).min(0.5 / gamma);
        assert!(
            (found / expected - 1.0).abs() < 0.01,
            "{gamma}: {found} {expected}"
        );
    }
    for beta in [0.1, 0.5, 0.9] {
        let found = border(&Nesterov::new(beta).unwrap());
        let expected = (1.0 + beta) / (1.0 + 2.0 * beta);
        assert!((found / expected - 1.0).abs() < 0.01, "{beta}: {found}");
    }
    // Without a share of the past both are plain descent.
    let plain = Descent::new(0.7).run(&bowl, &BOWL_START).unwrap();
    for optimizer in [
        &Momentum::new(0.0).unwrap() as &dyn Optimizer,
        &GradientBlend::new(0.0).unwrap(),
    ] {
        let descent = Descent::new(0.7).optimizer(optimizer.boxed());
        assert_eq!(descent.run(&bowl, &BOWL_START).unwrap(), plain);
    }
}

/// Every optimiser there is, in one precision, with what its rate is to be multiplied by: those that divide by the
/// gradient's size need no rate that suits the function.
macro_rules! optimizers {
    ($float:ty) => {{
        let all: Vec<(Rate, Box<dyn Optimizer<$float>>)> = vec![
            (Rate::OfTheFunction, Box::new(GradientDescent)),
            (
                Rate::OfTheFunction,
                Box::new(Momentum::<$float>::new(0.5).unwrap()),
            ),
            (
                Rate::OfTheFunction,
                Box::new(Nesterov::<$float>::new(0.5).unwrap()),
            ),
            (
                Rate::OfTheFunction,
                Box::new(GradientBlend::<$float>::new(0.1).unwrap()),
            ),
            (
                Rate::OfTheFunction,
                Box::new(SlopeRule::<$float>::new(1000.0, 1e-9).unwrap()),
            ),
            (
                Rate::OfTheFunction,
                Box::new(TurnRule::<$float>::new(1.0001, 1e-9).unwrap()),
            ),
            (Rate::Own(0.5), Box::new(AdaGrad::<$float>::default())),
            (Rate::Own(0.02), Box::new(RmsProp::<$float>::default())),
            (Rate::Own(0.02), Box::new(Adam::<$float>::default())),
            (Rate::Own(0.02), Box::new(AmsGrad::<$float>::default())),
            (
                Rate::Own(0.004),
                Box::new(Adam::<$float>::default().uncorrected()),
            ),
            (
                Rate::Own(0.02),
                Box::new(AdamW::<$float>::new(Adam::default(), 0.0).unwrap()),
            ),
        ];
        all
    }};
}

#[derive(Clone, Copy)]
enum Rate {
    OfTheFunction,
    Own(f64),
}

/// Three quarters of the steps at the full rate, so that it may arrive; the rest at rates that fall, so that it stays.
fn rate(full: f64, step: usize, steps: usize) -> f64 {
    let (early, last) = (step.min(3 * steps / 4), steps / 4);
    match step - early {
        0 => full,
        late => full * 1e-8_f64.powf(late as f64 / last as f64),
    }
}

#[test]
fn every_optimiser_finds_the_minimum_of_every_objective() {
    macro_rules! check {
        ($float:ty, $tolerance:expr) => {
            let rastrigin = Rastrigin::new(2).unwrap();
            let ackley = Ackley::new(2).unwrap();
            let functions: [(f64, usize, &dyn Objective<$float>); 6] = [
                (0.0013, 80_000, &Banana),
                (0.1, 8_000, &Plateau),
                (0.005, 8_000, &Himmelblau),
                (0.02, 8_000, &SixHumpCamel),
                (0.001, 8_000, &rastrigin),
                (0.01, 8_000, &ackley),
            ];
            for (of_the_function, steps, f) in functions {
                let minimum = &f.minima()[0];
                let start = [minimum.at[0] + 0.3, minimum.at[1] + 0.2];
                for (rates, optimizer) in optimizers!($float) {
                    let who = format!("{} on {}", optimizer.name(), f.name());
                    let full = match rates {
                        Rate::OfTheFunction => of_the_function,
                        Rate::Own(full) => full,
                    };
                    let rates = Schedule::custom(move |k| rate(full, k, steps) as $float);
                    let descent = Descent::new(rates).optimizer(optimizer);
                    let run = descent.steps(steps).run(f, &start).unwrap();
                    let off = (run.end() - &minimum.at).fold(0.0, |m: $float, d| m.max(d.abs()));
                    assert!(off < $tolerance, "{who}: off by {off:e}, {run}");
                }
            }
        };
    }
    check!(f64, 1e-6);
    check!(f32, 1e-3);
}

#[test]
fn plain_descent_with_a_small_rate_never_rises() {
    for f in objective::all() {
        let start = f
            .minima()
            .first()
            .map_or([0.3, 0.2], |m| [m.at[0] + 0.3, m.at[1] + 0.2]);
        let run = Descent::new(0.0005).steps(3000).run(&*f, &start).unwrap();
        assert!(
            run.value() < f.value(&start).unwrap(),
            "{}: {run}",
            f.name()
        );
        // Ackley's function has a tip, over which any step of a constant length swings.
        if f.name() != "Ackley" {
            let values = run.path().values();
            assert!(
                values.windows(2).all(|w| w[1] <= w[0] + 1e-9),
                "{} rises",
                f.name()
            );
        }
    }
}

#[test]
fn every_optimiser_checks_its_step_and_forgets_on_reset() {
    for (_, mut optimizer) in optimizers!(f64) {
        let who = optimizer.name().to_string();
        let mut step = |x: &mut Array1<f64>, g: &Array1<f64>, rate: f64| {
            optimizer.step(x.view_mut(), g.view(), rate)
        };
        let (mut x, g) = (array![1.0, 2.0], array![0.5, -0.5]);
        assert!(
            matches!(step(&mut x, &array![1.0], 0.1), Err(Error::Shape { .. })),
            "{who}"
        );
        for bad in [-0.1, f64::NAN, f64::INFINITY] {
            assert!(
                matches!(
                    step(&mut x, &g, bad),
                    Err(Error::OutOfRange {
                        name: "learning rate",
                        ..
                    })
                ),
                "{who}"
            );
        }
        assert_eq!(x, array![1.0, 2.0], "{who} moved on bad input");
        let mut first = x.clone();
        step(&mut first, &g, 0.1).unwrap();
        step(&mut x.clone(), &array![-3.0, 0.1], 0.1).unwrap();
        optimizer.reset();
        let mut again = x.clone();
        optimizer.step(again.view_mut(), g.view(), 0.1).unwrap();
        assert_eq!(first, again, "{who} remembers");
    }
    let mut heavy = Momentum::new(0.9).unwrap();
    heavy
        .step(array![1.0].view_mut(), array![1.0].view(), 0.1)
        .unwrap();
    assert!(matches!(
        heavy.step(array![1.0, 2.0].view_mut(), array![1.0, 2.0].view(), 0.1),
        Err(Error::Shape { .. })
    ));
}

#[test]
fn f32_descends_too() {
    let run = Descent::new(0.001_f32)
        .tolerance(1e-2)
        .run(&Banana, &[-1.9_f32, -0.9])
        .unwrap();
    assert!(run.stop().converged(), "{run}");
    assert!((run.end()[0] - 1.0).abs() < 0.05);
    let fast = Descent::new(0.001_f32)
        .optimizer(Momentum::new(0.9).unwrap())
        .tolerance(1e-2)
        .run(&Banana, &[-1.9, -0.9])
        .unwrap();
    assert!(fast.steps() < run.steps() / 3);
}

#[test]
fn basins_divide_the_plane() {
    let found: Basins = basins(
        &Himmelblau,
        &Descent::new(0.005),
        (-5.0, 5.0),
        (-5.0, 5.0),
        21,
    )
    .unwrap();
    assert_eq!(found.ends().dim(), (21, 21));
    let shares = found.shares();
    assert_eq!(shares.len(), 5);
    assert!(shares[..4].iter().all(|&share| share > 60), "{shares:?}");
    // A start at the grid point nearest to each minimum ends in it.
    for (k, minimum) in found.minima().iter().enumerate() {
        assert_eq!(found.end_of(minimum.at[0], minimum.at[1]), Some(k));
    }
    // The camel does not change under a half turn, nor does the map of its basins.
    let camel = objective::SixHumpCamel;
    let found = basins(&camel, &Descent::new(0.01), (-2.0, 2.0), (-1.0, 1.0), 16).unwrap();
    let partner = |end: Option<usize>| end.map(|k| k ^ 1);
    for ((row, column), &end) in found.ends().indexed_iter() {
        assert_eq!(found.ends()[[15 - row, 15 - column]], partner(end));
    }
    assert_eq!(found.minima().len(), 6);
    // On a plateau most starts end nowhere.
    let flat = basins(
        &Plateau,
        &Descent::new(0.5),
        (-20.0, 20.0),
        (-20.0, 20.0),
        9,
    )
    .unwrap();
    assert!(
        flat.shares()[1] > flat.shares()[0] && flat.shares()[0] >= 1,
        "{:?}",
        flat.shares()
    );
    assert_eq!(flat.end_of(20.0, 20.0), None);
}
