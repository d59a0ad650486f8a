//! What chapter 15 uses: exact Hessians, critical points of every kind, slices, boxes, rescaled networks, random matrices.

use downhill::Error;
use downhill::activation::Activation::{self, Identity, Relu, Sigmoid, Tanh};
use downhill::calculus::{CriticalPoint, Difference, hessian};
use downhill::data::Samples;
use downhill::landscape::{
    Slice, box_sharpness, critical_point, filter_normalised, random_symmetric, rescaled,
    share_positive, whole_hessian,
};
use downhill::linalg::Eigen;
use downhill::loss::Loss;
use downhill::ndarray::{Array1, array};
use downhill::network::{Network, NetworkLoss, init};
use downhill::objective::{Banana, Evaluate, FromFn, Himmelblau, Objective, Quadratic};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn samples(loss: Loss) -> Samples {
    let inputs = array![
        [0.3, -1.0, 2.0],
        [1.5, 0.2, -0.7],
        [-0.4, 0.8, 0.1],
        [2.0, 1.0, -1.0]
    ];
    let targets = match loss {
        Loss::SoftmaxCrossEntropy | Loss::BinaryCrossEntropy => {
            array![[1.0, 0.0], [0.25, 0.75], [0.0, 1.0], [0.0, 1.0]]
        }
        _ => array![[1.0, -2.0], [0.3, 1.0], [1.7, 0.0], [0.0, 0.4]],
    };
    Samples::new(inputs, targets).unwrap()
}

/// Against second differences of values alone: every loss, every smooth activation, three layers.
#[test]
fn a_networks_hessian_is_the_one_of_its_values() {
    for loss in Loss::ALL {
        for activations in [
            [Tanh, Sigmoid, Identity],
            [Sigmoid, Tanh, Tanh],
            [Identity, Sigmoid, Sigmoid],
            [Relu, Tanh, Identity],
        ] {
            let network: Network =
                init::xavier(&[3, 4, 3, 2], &activations, &mut seeded(3)).unwrap();
            let samples = samples(loss);
            let surface = NetworkLoss::new(&network, &samples, loss).unwrap();
            let at = network.parameter_vector();
            let exact = surface.hessian(&at).unwrap().unwrap();
            let values = hessian(|p| surface.value_at(p), &at, Difference::Central).unwrap();
            let size = exact.iter().fold(0.0, |most: f64, x| x.abs().max(most));
            for (place, &entry) in exact.indexed_iter() {
                let other = values.value[place];
                assert!(
                    (entry - other).abs() < 1e-5 * size.max(1.0),
                    "{loss}, {activations:?}, {place:?}: {entry} and {other}"
                );
            }
            // The Hessian asked for leaves value and gradient as they were.
            assert_eq!(surface.value(&at).unwrap(), surface.value_at(at.view()));
            assert_eq!(exact, exact.t());
        }
    }
}

/// A function without a Hessian of its own gets one from gradients.
#[test]
fn a_hessian_from_gradients_is_the_functions_own() {
    let banana = FromFn::new("banana", 2, |p| {
        (1.0 - p[0]).powi(2) + 100.0 * (p[1] - p[0] * p[0]).powi(2)
    })
    .unwrap();
    let ours = whole_hessian(&banana, &[0.4, -0.3]).unwrap();
    let own = whole_hessian(&Banana, &[0.4, -0.3]).unwrap();
    assert!((ours - own).iter().all(|x| x.abs() < 1e-2));
}

/// Himmelblau's function has four minima, four saddles and one maximum, and starts all over the plane find all of them.
#[test]
fn all_nine_critical_points_of_himmelblaus_function_are_found() {
    let (mut found, mut missed): (Vec<(Array1<f64>, CriticalPoint)>, usize) = (Vec::new(), 0);
    for i in -12..=12 {
        for j in -12..=12 {
            let start = [0.37 * f64::from(i), 0.37 * f64::from(j)];
            let point = critical_point(&Himmelblau, &start, 1e-9, 200).unwrap();
            if point.gradient > 1e-9 {
                missed += 1;
                continue;
            }
            let known = |(at, _): &(Array1<f64>, CriticalPoint)| {
                (at - &point.at).iter().all(|x| x.abs() < 1e-6)
            };
            if !found.iter().any(known) {
                found.push((point.at, point.kind));
            }
        }
    }
    let count = |kind| found.iter().filter(|(_, found)| *found == kind).count();
    assert_eq!(found.len(), 9, "{found:?}");
    assert_eq!(count(CriticalPoint::Minimum), 4);
    assert_eq!(count(CriticalPoint::Maximum), 1);
    assert_eq!(count(CriticalPoint::Saddle { index: 1 }), 4);
    assert!(missed < 300, "{missed} of 625 ended nowhere");
}

#[test]
fn a_flat_direction_is_not_decided() {
    let valley = Quadratic::diagonal(&[2.0, 0.0, 1.0]).unwrap();
    let point = critical_point(&valley, &[1.0, 1.0, 1.0], 1e-9, 100).unwrap();
    assert_eq!(point.kind, CriticalPoint::Degenerate);
    assert_eq!(point.share_negative(), 0.0);
    let saddle = Quadratic::diagonal(&[2.0, -1e-3, -1e-9, 1.0]).unwrap();
    let point = critical_point(&saddle, &[1.0; 4], 1e-9, 400).unwrap();
    assert_eq!(point.kind, CriticalPoint::Saddle { index: 1 });
    assert_eq!(point.share_negative(), 0.25);
}

fn relu(seed: u64) -> Network {
    init::he(&[3, 6, 5, 2], &[Relu, Relu, Identity], &mut seeded(seed)).unwrap()
}

/// Dinh and others: the same function, as sharp as you like.
#[test]
fn rescaling_changes_the_hessian_and_nothing_else() {
    for (layer, loss) in [(0, Loss::HalfSquaredError), (1, Loss::SoftmaxCrossEntropy)] {
        let samples = samples(loss);
        let network = relu(5);
        let other = rescaled(&network, layer, 256.0).unwrap();
        let (a, b) = (network.parameter_vector(), other.parameter_vector());
        let surface = NetworkLoss::new(&network, &samples, loss).unwrap();
        assert_eq!(surface.value(&a).unwrap(), surface.value(&b).unwrap());
        let sharpest = |at: &Array1<f64>| {
            let eigen = Eigen::new(&whole_hessian(&surface, at).unwrap()).unwrap();
            eigen.values()[at.len() - 1]
        };
        assert!(sharpest(&b) > 1_000.0 * sharpest(&a));
    }
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(
            rescaled(&relu(1), 0, bad),
            Err(Error::OutOfRange { .. })
        ));
    }
    assert!(matches!(
        rescaled(&relu(1), 2, 2.0),
        Err(Error::OutOfRange { value: 2.0, .. })
    ));
    let smooth: Network = init::xavier(&[1, 1, 1], &[Tanh, Identity], &mut seeded(1)).unwrap();
    assert!(matches!(
        rescaled(&smooth, 0, 2.0),
        Err(Error::Activation {
            found: Activation::Tanh,
            ..
        })
    ));
}

/// The slices of Li and others do not see what rescaling does; a plain random direction does.
#[test]
fn filter_normalised_slices_do_not_see_a_rescaling() {
    let loss = Loss::HalfSquaredError;
    let samples = samples(loss);
    let network = relu(5);
    let other = rescaled(&network, 0, 64.0).unwrap();
    let surface = NetworkLoss::new(&network, &samples, loss).unwrap();
    let curve = |network: &Network| {
        let direction = filter_normalised(network, &mut seeded(9));
        let at = network.parameter_vector();
        let slice = Slice::new(&surface, &at, &direction, &direction).unwrap();
        slice.along(1.0, 11)
    };
    let (one, same) = (curve(&network), curve(&other));
    for ((_, a), (_, b)) in one.iter().zip(&same) {
        assert!((a / b - 1.0).abs() < 1e-9, "{a} and {b}");
    }
    assert!(one[0].1 > 1.01 * one[5].1 || one[10].1 > 1.01 * one[5].1);
    // Every neuron's part is as long as its weights; biases stay.
    let direction = filter_normalised(&network, &mut seeded(9));
    let length = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>().sqrt();
    let (weights, parts) = (network.parameter_vector(), direction.to_vec());
    for neuron in 0..6 {
        let row = 3 * neuron..3 * neuron + 3;
        let expected = length(&weights.to_vec()[row.clone()]);
        assert!((length(&parts[row]) - expected).abs() < 1e-12);
    }
    assert!(parts[18..24].iter().all(|&part| part == 0.0));
}

#[test]
fn a_slice_is_the_function_on_its_plane() {
    let slice = Slice::new(&Banana, &[1.0, 2.0], &[1.0, 0.5], &[0.0, -1.0]).unwrap();
    let expected = Banana.value(&[1.5, 2.25 - 3.0]).unwrap();
    assert_eq!(slice.height(0.5, 3.0), expected);
    assert!(slice.height(f64::NAN, 0.0).is_nan());
    assert!(matches!(
        Slice::new(&Banana, &[1.0, 2.0], &[1.0], &[0.0, 1.0]),
        Err(Error::Shape { .. })
    ));
}

/// On a quadratic bowl about its minimum the highest corner is known.
#[test]
fn the_highest_corner_of_a_box_is_found() {
    let bowl = Quadratic::new(array![[2.0, -1.0], [-1.0, 2.0]], array![0.0, 0.0], 0.0).unwrap();
    let found = box_sharpness(&bowl, &[0.0, 0.0], 0.5, &mut seeded(1)).unwrap();
    // At (0.5, -0.5): half of 2 + 2 + 2, times a quarter.
    assert!((found - 100.0 * 3.0 * 0.25).abs() < 1e-9, "{found}");
    assert!(box_sharpness(&bowl, &[0.0, 0.0], 0.0, &mut seeded(1)).is_err());
}

/// The exact probabilities for 1, 2 and 3, and eigenvalues that agree with pivots.
#[test]
fn random_matrices_are_positive_as_often_as_computed() {
    let two = (2.0 - 2_f64.sqrt()) / 4.0;
    let three = 0.25 - 1.0 / (2_f64.sqrt() * std::f64::consts::PI);
    for (n, p) in [(1, 0.5), (2, two), (3, three)] {
        let trials = 40_000;
        let share = share_positive(n, trials, &mut seeded(n as u64)).unwrap();
        let deviation = (p * (1.0 - p) / f64::from(trials as u32)).sqrt();
        assert!(
            (share.value() - p).abs() < 4.0 * deviation,
            "{n}: {share} for {p}"
        );
    }
    let (rng, again) = (&mut seeded(7), &mut seeded(7));
    let mut positive = 0;
    for _ in 0..2_000 {
        let eigen = Eigen::new(&random_symmetric(3, rng).unwrap()).unwrap();
        positive += usize::from(eigen.values()[0] > 0.0);
    }
    let share = share_positive(3, 2_000, again).unwrap();
    assert_eq!(share.value(), positive as f64 / 2_000.0);
    assert!(random_symmetric(0, rng).is_err() && share_positive(3, 0, rng).is_err());
}
