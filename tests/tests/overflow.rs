//! What overflows, underflows or is not a number becomes an error, a NaN or the right value: never an ordinary
//! number that is wrong.

use downhill::Error;
use downhill::activation::Activation::{Identity, Relu};
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::flow::Flows;
use downhill::network::{Architecture, Distance, Initializer, Layer, Network};
use downhill::objective::{Banana, Quadratic};
use downhill::optim::{Descent, Schedule};
use downhill::train::accuracy;

#[test]
fn nothing_times_infinity_is_no_loss() {
    let largest = 3e38_f32;
    for (outputs, target) in [
        (array![[largest, -largest]], array![[1.0, 0.0]]),
        (array![[-largest, largest]], array![[0.0, 1.0]]),
    ] {
        let loss = Loss::SoftmaxCrossEntropy.value(&outputs, &target).unwrap();
        assert_eq!(loss, 0.0);
        let gradient = Loss::SoftmaxCrossEntropy
            .gradient(&outputs, &target)
            .unwrap();
        assert_eq!(gradient, array![[0.0, 0.0]]);
    }
    // The wrong class: a loss beyond f32, not a NaN and not nothing.
    let wrong = Loss::SoftmaxCrossEntropy.value(&array![[largest, -largest]], &array![[0.0, 1.0]]);
    assert_eq!(wrong.unwrap(), f32::INFINITY);
}

#[test]
fn the_factors_of_a_network_that_explodes_are_not_nothing() {
    let samples = Samples::new(array![[1.0, 2.0], [-1.0, 0.5]], array![[0.0], [1.0]]).unwrap();
    let wild = Architecture::stack([2, 1], 6, 4, Relu, Initializer::Normal(1e80));
    match Flows::of(&wild, &samples, Loss::MeanSquaredError, 0..3).and_then(|flows| flows.factors())
    {
        Err(Error::NotFinite { value, .. }) => assert!(!value.is_finite()),
        other => panic!("{other:?}"),
    }
    let calm = Architecture::stack([2, 1], 6, 4, Relu, Initializer::He);
    let flows = Flows::of(&calm, &samples, Loss::MeanSquaredError, 0..3).unwrap();
    assert!(
        flows
            .factors()
            .unwrap()
            .iter()
            .all(|factor| factor.is_finite())
    );
}

#[test]
fn outputs_that_are_no_numbers_name_no_class() {
    let huge = Layer::new(Array2::from_elem((2, 1), 1e300), array![0.0, 0.0], Identity);
    let network = Network::new(vec![huge]).unwrap();
    let samples = Samples::new(array![[1e300]], array![[1.0, 0.0]]).unwrap();
    match accuracy(&network, &samples, Loss::SoftmaxCrossEntropy) {
        Err(Error::NotFinite { value, .. }) => assert_eq!(value, f64::INFINITY),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_run_takes_a_rate_from_settings_that_are_no_numbers() {
    for (initial, factor, floor) in [
        (0.1, f64::NAN, 0.0),
        (f64::NAN, 0.5, 0.01),
        (0.1, 0.5, f64::NAN),
        (0.1, -0.5, 0.01),
    ] {
        let schedule = Schedule::Exponential {
            initial,
            factor,
            floor,
        };
        assert!(schedule.rate(0).is_nan() && schedule.rate(3).is_nan());
        let refused = Descent::new(schedule)
            .run(&Banana, &[0.0, 0.0])
            .unwrap_err();
        assert!(
            matches!(refused, Error::OutOfRange { value, .. } if value.is_nan() || value == factor),
            "{refused}"
        );
    }
}

#[test]
fn a_distance_keeps_its_size_where_its_squares_do_not() {
    let zero = Layer::new(array![[0.0]], array![0.0], Identity);
    let network = Network::new(vec![zero]).unwrap();
    for size in [1e-200, 1.0, 1e200] {
        let distance = Distance::between(&network, |_| size, (0.0, 1.0), 16).unwrap();
        assert_eq!(distance.maximum, size);
        assert!(
            (distance.root_mean_square / size - 1.0).abs() < 1e-14,
            "{size:e}"
        );
    }
}

#[test]
fn steps_are_foretold_where_the_gradient_shrinks_before_it_grows() {
    // Factors 3/4 and -3: small enough from step 33 on, and again too large well before step 64.
    let bowl = Quadratic::diagonal(&[0.5, 8.0]).unwrap();
    let start = [2.0, 1e-4 / 3_f64.powi(45) / 8.0];
    let run = Descent::new(0.5)
        .tolerance(1e-4)
        .run(&bowl, &start)
        .unwrap();
    assert!(run.stop().converged());
    let foretold = bowl.steps_to(&start, 0.5, 1e-4).unwrap();
    assert_eq!(foretold, Some(run.steps() as u64));
}
