//! What the library says to bad input: the operation or the argument, the value, and what is allowed.

use downhill::Error;
use downhill::activation::Activation::{Identity, Step};
use downhill::calculus::{Affine, Difference, derivative};
use downhill::data::{
    Labels, Regression, Samples, TwoClass, encode, logic, noisy_line, separable, uniform_places,
};
use downhill::linalg::Qr;
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::{Layer, Network};
use downhill::neuron::{LeakyIntegrateAndFire, McCullochPitts};
use downhill::objective::Himmelblau;
use downhill::optim::{Descent, basins};
use downhill::regression::{Linear, Standardizer, least_squares};
use downhill::spread::{Share, Spread};
use downhill::train::Training;
use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};

/// The message of a failed call.
fn of<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => "no error".into(),
        Err(error) => error.to_string(),
    }
}

/// Every message with the words it must hold: what was asked or given, the value, what is allowed.
#[test]
fn messages_name_operation_value_and_range() {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let rng = &mut rng;
    let nan = f64::NAN;
    let two = || Regression::new(array![[1.0], [2.0]], array![1.0, 2.0]).unwrap();
    let neuron = McCullochPitts::new(&[1.0], 0.0, Step).unwrap();
    let spiking = LeakyIntegrateAndFire::default();
    let layer = |inputs: usize, neurons: usize| {
        Layer::new(
            Array2::<f64>::ones((neurons, inputs)),
            downhill::ndarray::Array1::zeros(neurons),
            Identity,
        )
    };
    let flat = Regression::new(array![[5.0], [5.0]], array![1.0, 2.0]).unwrap();
    let shares = Regression::new(
        array![[0.2, 0.8], [0.6, 0.4], [1.0, 0.0]],
        array![1.0, 2.0, 3.0],
    );
    let table: Vec<(String, &[&str])> = vec![
        // Single numbers have no place.
        (
            of(McCullochPitts::new(&[1.0], nan, Step)),
            &["threshold is NaN", "finite"],
        ),
        (
            of(spiking.firing_rate(f64::INFINITY)),
            &["current is inf", "finite"],
        ),
        (of(Linear::new(&[1.0], nan)), &["is NaN", "finite"]),
        (
            of(Affine::new(&[1.0], f64::NEG_INFINITY)),
            &["is -inf", "finite"],
        ),
        (
            of(derivative(f64::sin, nan, Difference::Central)),
            &["the point is NaN", "finite"],
        ),
        (
            of(noisy_line(nan, 0.0, 0.0, &[1.0], rng)),
            &["slope is NaN", "finite"],
        ),
        // Numbers in an array have one.
        (
            of(neuron.output(&[nan])),
            &["inputs at [0] is NaN", "finite"],
        ),
        (
            of(Regression::new(array![[1.0], [nan]], array![1.0, 2.0])),
            &["inputs at [1, 0] is NaN"],
        ),
        (
            of(Spread::of(&[0.0, f64::INFINITY])),
            &["values at [1] is inf", "finite"],
        ),
        (
            of(Standardizer::fit(&array![[1.0, nan]])),
            &["inputs at [0, 1] is NaN"],
        ),
        // Large and small numbers in a few characters.
        (
            of(Share::of(2, 1)),
            &["successes is 2", "to the number of trials"],
        ),
        (
            of(TwoClass::new(array![[1.0]], Labels(array![1e300]))),
            &["label 0 is 1e300", "0 or 1"],
        ),
        (
            of(separable(3, 1, 1e-300_f64.powi(2) - 1e-200, rng)),
            &["gap is -1e-200", "above 0"],
        ),
        (
            of(Training::new(Loss::MeanSquaredError, -1e-200)
                .run(&mut Network::new(vec![layer(1, 1)]).unwrap(), &two().into())),
            &["-1e-200", "positive"],
        ),
        // What the caller gave, not what was made of it.
        (
            of(least_squares(&flat)),
            &["least squares", "column 0 is 5", "must vary"],
        ),
        (
            of(least_squares(&shares.unwrap())),
            &["combination of the features", "intercept"],
        ),
        (
            of(Standardizer::fit(&array![[1.0, 7.0], [2.0, 7.0]])),
            &["standardising", "column 1 is 7", "must vary"],
        ),
        (
            of(Qr::new(&array![[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])),
            &["column 1", "columns before it"],
        ),
        // Both ends of an interval.
        (
            of(uniform_places(5.0, 5.0, 3, rng)),
            &["from 5 to 5", "lower to a higher"],
        ),
        (
            of(uniform_places(7.0, 2.0, 3, rng)),
            &["from 7 to 2", "lower to a higher"],
        ),
        (
            of(basins(
                &Himmelblau,
                &Descent::new(0.01),
                (3.0, 1.0),
                (0.0, 1.0),
                2,
            )),
            &["range of x", "from 3 to 1"],
        ),
        // Lengths that should be equal and are not.
        (
            of(Network::new(vec![layer(2, 1), layer(2, 1)])),
            &["layer 2", "inputs of a layer", "[2]", "[1]"],
        ),
        (
            of(Samples::new(array![[1.0], [2.0]], array![[1.0]])),
            &["a sample", "[2, 1]", "[1, 1]"],
        ),
        (
            of(two().named(&["a", "b"])),
            &["name a feature", "[1]", "[2]"],
        ),
        (
            of(neuron.output(&[1.0, 2.0])),
            &["weights · inputs", "[1]", "[2]"],
        ),
        (of(two().rows(&[2])), &["row is 2", "number of a sample"]),
        (
            of(two().columns(&[1])),
            &["column is 1", "number of a feature"],
        ),
        (of(two().points(9)), &["feature is 9", "number of features"]),
        (
            of(two().split(1.5, rng)),
            &["fraction", "1.5", "between 0 and 1"],
        ),
        (
            of(logic::truth_table(40, |_| true)),
            &["inputs is 40", "from 1 to 16"],
        ),
        (
            of(encode::classes(&[0, 3], 2)),
            &["label 1 is 3", "number of classes"],
        ),
        (of(encode::ordered(&["b"], &["a"])), &["\"b\"", "\"a\""]),
    ];
    for (message, words) in &table {
        for word in *words {
            assert!(message.contains(word), "{message:?} lacks {word:?}");
        }
        check_form(message);
    }
}

/// What no message may look like, whoever made it.
fn check_form(message: &str) {
    assert!(!message.contains("[]"), "nowhere: {message}");
    assert!(!message.contains("0000000000"), "endless: {message}");
    if let Some((left, right)) = message.split_once(" does not fit ") {
        let left = left.rsplit("shape ").next();
        assert_ne!(left, right.split("shape ").nth(1), "alike: {message}");
    }
}
