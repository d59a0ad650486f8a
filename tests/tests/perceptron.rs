//! The worked examples of chapter 02, and its theorem and its proofs held against other means.

use downhill::data::{Labels, Species, TwoClass, iris, logic, separable};
use downhill::ndarray::{Array1, Array2, array};
use downhill::perceptron::{
    Perceptron, PerceptronStop, Separability, mistake_bound, radius, separability,
};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn zeros(samples: &TwoClass) -> Perceptron {
    Perceptron::zeros(samples.features()).unwrap()
}

/// S0 §4.2: all twelve weight vectors of the run on AND.
#[test]
fn and_goes_through_the_twelve_weight_vectors_of_the_source() {
    let run = zeros(&logic::and())
        .train(&logic::and(), 1.0, 1_000)
        .unwrap();
    let weights = run.weights();
    assert_eq!(weights[0], array![0.0, 0.0, 0.0]);
    assert_eq!(weights[1], array![0.0, 0.0, 1.0]);
    assert_eq!(weights[2], array![1.0, 1.0, 0.0]);
    assert_eq!(weights[3], array![1.0, 1.0, 1.0]);
    assert_eq!(weights[4], array![0.0, 1.0, 2.0]);
    assert_eq!(weights[5], array![1.0, 2.0, 1.0]);
    assert_eq!(weights[6], array![0.0, 2.0, 2.0]);
    assert_eq!(weights[7], array![0.0, 1.0, 3.0]);
    assert_eq!(weights[8], array![1.0, 2.0, 2.0]);
    assert_eq!(weights[9], array![1.0, 1.0, 3.0]);
    assert_eq!(weights[10], array![2.0, 2.0, 2.0]);
    assert_eq!(weights[11], array![1.0, 2.0, 3.0]);
    assert_eq!(weights.len(), 12);
    assert_eq!(run.update_visits(), [1, 4, 5, 6, 8, 10, 11, 12, 15, 16, 18]);
    assert_eq!(run.stop(), PerceptronStop::AllRight { last_update: 18 });
    assert_eq!(
        run.perceptron().outputs(&logic::and()).unwrap(),
        array![0.0, 0.0, 0.0, 1.0]
    );
}

#[test]
fn xor_goes_round_through_four_weight_vectors() {
    let run = zeros(&logic::xor())
        .train(&logic::xor(), 1.0, 1_000)
        .unwrap();
    assert_eq!(
        run.stop(),
        PerceptronStop::Cycle {
            start: 5,
            period: 4
        }
    );
    // After visit 9 the weights are what they were after visit 5, so the cycle begins with visit 6.
    let said = run.stop().to_string();
    assert!(said.contains("from visit 6 on"), "{said}");
    assert_eq!(run.perceptron_after(5), run.perceptron_after(9));
    assert_ne!(run.perceptron_after(4), run.perceptron_after(8));
    assert_eq!(
        run.cycle_weights(),
        [
            array![0.0, -1.0, 1.0],
            array![1.0, -1.0, 0.0],
            array![1.0, 0.0, -1.0],
            array![0.0, -1.0, 0.0],
        ]
    );
    // The changes of one turn add up to nothing: the certificate that no weights are right.
    let inputs = logic::xor().augmented();
    let sum = run
        .cycle_visits()
        .iter()
        .fold(Array1::zeros(3), |sum: Array1<f64>, visit| {
            sum + (visit.label - visit.output) * &inputs.row(visit.sample)
        });
    assert_eq!(sum, array![0.0, 0.0, 0.0]);
}

/// Functions of one, two, three inputs that one neuron can do; Muroga 1971.
#[test]
fn learning_and_geometry_agree_on_which_boolean_functions_are_separable() {
    for (inputs, known) in [(1, 4), (2, 14), (3, 104)] {
        let mut count = 0;
        for function in logic::functions(inputs).unwrap() {
            let learnt = zeros(&function).train(&function, 1.0, 100_000).unwrap();
            let converged = matches!(learnt.stop(), PerceptronStop::AllRight { .. });
            assert!(converged || matches!(learnt.stop(), PerceptronStop::Cycle { .. }));
            assert_eq!(converged, separability(&function).is_separable());
            count += usize::from(converged);
        }
        assert_eq!(count, known);
    }
}

#[test]
fn setosa_is_learnt_within_the_bound() {
    let samples = iris().unwrap().one_against_rest(Species::Setosa);
    let run = zeros(&samples).train(&samples, 1.0, 10_000).unwrap();
    assert_eq!(run.perceptron().mistakes(&samples).unwrap(), 0);
    let Separability::Separable { separator, .. } = separability(&samples) else {
        panic!("setosa is separable");
    };
    let bound = mistake_bound(&samples, &separator).unwrap();
    assert!(
        run.mistakes() as f64 <= bound,
        "{} of {bound}",
        run.mistakes()
    );
}

/// Exact: the weights are fractions, and every measurement a whole number of millimetres.
#[test]
fn a_mean_of_versicolors_is_a_mean_of_virginicas() {
    let samples = iris()
        .unwrap()
        .pair(Species::Versicolor, Species::Virginica);
    let Separability::NotSeparable {
        class_0, class_1, ..
    } = separability(&samples)
    else {
        panic!("not separable");
    };
    let parts = 22.0;
    let sum = |side: &[(usize, f64)], label: f64| {
        let (mut weights, mut lengths) = (0, [0; 4]);
        for &(flower, weight) in side {
            assert_eq!(samples.labels()[flower], label);
            let times = (parts * weight).round();
            assert!((times - parts * weight).abs() < 1e-6 && times > 0.0);
            weights += times as i64;
            for (sum, cm) in lengths.iter_mut().zip(samples.inputs().row(flower)) {
                *sum += times as i64 * (10.0 * cm).round() as i64;
            }
        }
        (weights, lengths)
    };
    let (of_versicolor, of_virginica) = (sum(&class_0, 0.0), sum(&class_1, 1.0));
    assert_eq!(of_versicolor.0, 22);
    assert_eq!(of_versicolor, of_virginica);
}

/// Whether a linear program finds w with s w·x ≥ 1 for all augmented samples.
fn separable_by_linear_program(samples: &TwoClass) -> bool {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let weights: Vec<_> = (0..=samples.features())
        .map(|_| problem.add_var(0.0, (f64::NEG_INFINITY, f64::INFINITY)))
        .collect();
    for (input, label) in samples.augmented().outer_iter().zip(samples.labels()) {
        let sign = 2.0 * label - 1.0;
        let row: Vec<_> = weights
            .iter()
            .zip(input)
            .map(|(&w, x)| (w, sign * x))
            .collect();
        problem.add_constraint(row, ComparisonOp::Ge, 1.0);
    }
    problem.solve().is_ok()
}

#[test]
fn a_linear_program_agrees_about_the_irises() {
    let flowers = iris().unwrap();
    for species in Species::ALL {
        let samples = flowers.one_against_rest(species);
        let separable = separability(&samples).is_separable();
        assert_eq!(separable, species == Species::Setosa);
        assert_eq!(separable, separable_by_linear_program(&samples));
    }
    let pair = flowers.pair(Species::Versicolor, Species::Virginica);
    assert!(!separable_by_linear_program(&pair));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(2),
        ..ProptestConfig::default()
    })]

    /// Few points on a grid: both answers are common, and so are ties and repetitions.
    #[test]
    fn a_linear_program_agrees_about_random_samples(
        seed in any::<u64>(),
        count in 1_usize..12,
        features in 1_usize..4,
    ) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let inputs = Array2::from_shape_fn((count, features), |_| f64::from(rng.random_range(-3..=3)));
        let labels = Array1::from_shape_fn(count, |_| f64::from(rng.random_range(0..=1)));
        let samples = TwoClass::new(inputs, Labels(labels)).unwrap();
        let found = separability(&samples);
        prop_assert_eq!(found.is_separable(), separable_by_linear_program(&samples));
        match found {
            Separability::Separable { separator, margin } => {
                prop_assert_eq!(separator.mistakes(&samples).unwrap(), 0);
                prop_assert!(margin > 0.0);
            }
            Separability::NotSeparable { distance, .. } => prop_assert!(distance < 1e-9),
            undecided => prop_assert!(false, "{:?} of whole numbers", undecided),
        }
    }

    /// Novikoff 1962, from weights 0, for any rate and any order.
    #[test]
    fn no_run_makes_more_mistakes_than_the_theorem_allows(
        seed in any::<u64>(),
        count in 1_usize..80,
        features in 1_usize..8,
        gap in 0.02_f64..0.4,
        rate in 0.01_f64..50.0,
    ) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let cloud = separable(count, features, gap, &mut rng).unwrap();
        let teacher = Perceptron::from_augmented(cloud.teacher).unwrap();
        let by_teacher = mistake_bound(&cloud.samples, &teacher).unwrap();
        prop_assert!(by_teacher <= (radius(&cloud.samples) / gap).powi(2) * (1.0 + 1e-9));
        let Separability::Separable { separator, .. } = separability(&cloud.samples) else {
            return Err(TestCaseError::fail("the teacher separates"));
        };
        let widest = mistake_bound(&cloud.samples, &separator).unwrap();
        prop_assert!(widest <= by_teacher * (1.0 + 1e-6));
        let limit = 10_000_000;
        let start = zeros(&cloud.samples);
        let in_order = start.train(&cloud.samples, rate, limit).unwrap();
        let shuffled = start.train_shuffled(&cloud.samples, rate, limit, &mut rng).unwrap();
        for run in [in_order, shuffled] {
            prop_assert!(run.mistakes() as f64 <= widest);
            prop_assert_eq!(run.perceptron().mistakes(&cloud.samples).unwrap(), 0);
        }
    }

    /// Every update adds rate · (label − output) · input, and nothing else changes the weights.
    #[test]
    fn every_update_follows_the_rule(seed in any::<u64>(), rate in 0.01_f64..10.0) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let samples = separable(20, 2, 0.1, &mut rng).unwrap().samples;
        let run = zeros(&samples).train_shuffled(&samples, rate, 2_000, &mut rng).unwrap();
        let inputs = samples.augmented();
        let mut weights = run.weights()[0].clone();
        for visit in run.visits() {
            prop_assert_eq!(visit.output, f64::from(u8::from(weights.dot(&inputs.row(visit.sample)) >= 0.0)));
            weights.scaled_add(rate * (visit.label - visit.output), &inputs.row(visit.sample));
            prop_assert_eq!(&weights, &run.weights()[visit.updates]);
        }
    }
}

/// Chapter 02: the margin is one among augmented samples, and so is the best border.
#[test]
fn the_widest_margin_is_that_of_the_augmented_samples() {
    let samples = TwoClass::new(array![[-2.0], [5.0]], Labels(array![0.0, 1.0])).unwrap();
    let Separability::Separable { separator, .. } = separability(&samples) else {
        panic!("two different points are separable");
    };
    let border = separator.threshold() / separator.weights()[0];
    assert!((border - 0.5).abs() < 1e-9, "{border}");

    let Separability::Separable { separator, margin } = separability(&logic::and()) else {
        panic!("AND is separable");
    };
    let length = separator.weights().dot(&separator.weights()).sqrt();
    let augmented = length.hypot(separator.threshold());
    let drawn = margin * augmented / length;
    assert!((drawn - 2.0_f64.sqrt() / 4.0).abs() < 1e-9, "{drawn}");
}

/// Chapter 02 confirms that no run makes more than (R/γ)² mistakes. Without the square some do.
#[test]
fn the_bound_holds_and_would_not_without_its_square() {
    let (mut above, mut above_root) = (0, 0);
    for seed in 0..40 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let samples = separable(100, 2, 0.1, &mut rng).unwrap().samples;
        let run = zeros(&samples)
            .train_shuffled(&samples, 1.0, 1_000_000, &mut rng)
            .unwrap();
        let Separability::Separable { separator, .. } = separability(&samples) else {
            panic!("made to be separable");
        };
        let bound = mistake_bound(&samples, &separator).unwrap();
        let mistakes = run.mistakes() as f64;
        above += usize::from(mistakes > bound);
        above_root += usize::from(mistakes > bound.sqrt());
    }
    assert_eq!(above, 0);
    assert!(above_root > 0);
}

/// Chapter 02, exercises 4 and 5: with false as -1 no order of AND needs as many mistakes as the luckiest one with 0.
#[test]
fn false_as_minus_one_saves_mistakes_in_every_order() {
    let counts = |samples: &TwoClass| -> Vec<usize> {
        let mistakes = |order: [usize; 4]| {
            let ordered = samples.rows(&order).unwrap();
            zeros(samples)
                .train(&ordered, 1.0, 1_000)
                .unwrap()
                .mistakes()
        };
        let orders = (0..256).map(|code| [code % 4, code / 4 % 4, code / 16 % 4, code / 64]);
        let each_once = orders.filter(|order| (0..4).all(|sample| order.contains(&sample)));
        each_once.map(mistakes).collect()
    };
    let zero = counts(&logic::and());
    let signs = logic::and()
        .with_inputs(2.0 * logic::and().inputs() - 1.0)
        .unwrap();
    let minus_one = counts(&signs);
    assert_eq!((zero.len(), minus_one.len()), (24, 24));
    assert!(
        minus_one.iter().max() < zero.iter().min(),
        "{minus_one:?} {zero:?}"
    );
}
