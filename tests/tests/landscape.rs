//! The sharpness of a landscape: against functions whose eigenvalues are known, and against a Hessian made of values alone.

use downhill::Error;
use downhill::activation::Activation::{Identity, Tanh};
use downhill::calculus::{Difference, hessian};
use downhill::data::{Samples, digits};
use downhill::landscape::{Preconditioned, hessian_product, sharpness};
use downhill::linalg::Eigen;
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Array2, array};
use downhill::network::{Network, NetworkLoss, init};
use downhill::objective::{Banana, Evaluate, FromFn, Objective, Quadratic};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// A quadratic with these eigenvalues and axes that are turned at random.
fn turned(eigenvalues: &[f64], seed: u64) -> Quadratic {
    let (n, mut rng) = (eigenvalues.len(), seeded(seed));
    let random = Array2::from_shape_simple_fn((n, n), || rng.random_range(-1.0..1.0));
    // The eigenvectors of a random symmetric matrix are random axes.
    let axes = Eigen::new(&(&random + &random.t()))
        .unwrap()
        .vectors()
        .clone();
    let values = Array2::from_diag(&Array1::from(eigenvalues.to_vec()));
    let hessian = axes.dot(&values).dot(&axes.t());
    Quadratic::new((&hessian + &hessian.t()) / 2.0, Array1::ones(n), 1.0).unwrap()
}

#[test]
fn known_eigenvalues_are_found_wherever_the_axes_point() {
    let near: Vec<f64> = (1..=30).map(f64::from).collect();
    for eigenvalues in [
        vec![1.0, 2.0, 50.0],
        vec![-80.0, 1.0, 2.0, 7.0], // the largest, not the largest in size
        vec![-5.0, -3.0, -1.0],     // a hill: the largest is negative
        vec![4.0; 6],               // all the same
        vec![1e-9, 1e-7, 1e-6],
        vec![1e8, 3.0, -2.0],
        near,
    ] {
        let largest = eigenvalues
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        for seed in 0..5 {
            let function = turned(&eigenvalues, seed);
            let at = vec![0.5; eigenvalues.len()];
            let found = sharpness(&function, &at, &mut seeded(seed)).unwrap();
            assert!(
                (found.value / largest - 1.0).abs() < 1e-3,
                "{} for {largest} of {eigenvalues:?}",
                found.value
            );
            assert!(found.products <= eigenvalues.len());
            let product = function.curvature().dot(&found.direction);
            let off = &product - &(&found.direction * found.value);
            let scale = function
                .eigen()
                .values()
                .iter()
                .fold(0.0_f64, |m, x| m.max(x.abs()));
            // Gradients are about 1 and the step is 6e-6: rounding makes 1e-10 of them.
            assert!(off.dot(&off).sqrt() <= found.residual + 1e-6 * scale + 1e-9);
            assert!((found.direction.dot(&found.direction) - 1.0).abs() < 1e-9);
        }
    }
}

fn small() -> (Network, Samples) {
    let network: Network =
        init::xavier(&[3, 5, 4, 2], &[Tanh, Tanh, Identity], &mut seeded(3)).unwrap();
    let inputs = array![
        [0.3, -1.0, 2.0],
        [1.5, 0.2, -0.7],
        [-0.4, 0.8, 0.1],
        [2.0, 1.0, -1.0]
    ];
    let targets = array![[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]];
    (network, Samples::new(inputs, targets).unwrap())
}

#[test]
fn a_networks_sharpness_is_that_of_its_hessian_made_of_values_alone() {
    let (network, samples) = small();
    for loss in [Loss::HalfSquaredError, Loss::SoftmaxCrossEntropy] {
        let surface = NetworkLoss::new(&network, &samples, loss).unwrap();
        for scale in [1.0, 0.5, 2.0] {
            let at = network.parameter_vector() * scale;
            let whole = hessian(|p| surface.value_at(p), &at, Difference::Central).unwrap();
            let largest = *Eigen::new(&whole.value).unwrap().values().last().unwrap();
            let found = sharpness(&surface, &at, &mut seeded(1)).unwrap();
            assert!(
                (found.value / largest - 1.0).abs() < 2e-3,
                "{loss}: {} for {largest}",
                found.value
            );
            // And every product is the matrix times the vector.
            let mut rng = seeded(2);
            let vector: Array1<f64> = at.iter().map(|_| rng.random_range(-1.0..1.0)).collect();
            let product = hessian_product(&surface, &at, &vector).unwrap();
            let off = &product - &whole.value.dot(&vector);
            assert!(off.dot(&off).sqrt() < 1e-5 * product.dot(&product).sqrt().max(1.0));
        }
    }
}

#[test]
fn the_length_of_the_vector_does_not_matter() {
    let (network, samples) = small();
    let surface = NetworkLoss::new(&network, &samples, Loss::HalfSquaredError).unwrap();
    let at = network.parameter_vector();
    let unit: Array1<f64> = at.mapv(f64::signum);
    let once = hessian_product(&surface, &at, &unit).unwrap();
    for length in [1e-200, 1e-6, 1e6, 1e200] {
        let other = hessian_product(&surface, &at, &(&unit * length)).unwrap() / length;
        for (a, b) in once.iter().zip(&other) {
            assert!((a - b).abs() < 1e-8, "{a} and {b} at {length:e}");
        }
    }
}

#[test]
fn a_preconditioned_surface_has_the_eigenvalues_of_the_preconditioned_hessian() {
    let bowl = turned(&[1.0, 5.0, 20.0, 80.0], 3);
    let p = array![0.5, 3.0, 1e-3, 40.0];
    let roots = p.mapv(f64::sqrt);
    let mut hessian = bowl.curvature().clone();
    for ((i, j), entry) in hessian.indexed_iter_mut() {
        *entry /= roots[i] * roots[j];
    }
    let expected = Eigen::new(&hessian).unwrap().values()[3];
    let stretched = Preconditioned::new(&bowl, &p).unwrap();
    let x = array![0.3, -2.0, 1.0, 0.1];
    let z = stretched.coordinates(&x).unwrap();
    let found = sharpness(&stretched, &z, &mut seeded(1)).unwrap();
    assert!((found.value / expected - 1.0).abs() < 1e-6, "{found:?}");
    assert!((stretched.value_at(z.view()) / bowl.value_at(x.view()) - 1.0).abs() < 1e-12);
    // A plain step there is a divided step here.
    let divided = &x - 0.01 * bowl.gradient(&x).unwrap() / &p;
    let plain = &z - 0.01 * stretched.gradient(&z).unwrap();
    assert!((plain / roots - divided).mapv(f64::abs).sum() < 1e-12);
    for bad in [
        array![1.0],
        array![1.0, 1.0, 0.0, 1.0],
        array![1.0, 1.0, -1.0, 1.0],
    ] {
        assert!(Preconditioned::new(&bowl, &bad).is_err());
    }
    assert!(matches!(
        Preconditioned::new(&bowl, &[1.0, 1.0, f64::INFINITY, 1.0]).err(),
        Some(Error::NotFinite { .. })
    ));
}

#[test]
fn going_on_from_a_direction_near_by_takes_fewer_products() {
    let (training, _) = digits()
        .unwrap()
        .samples()
        .unwrap()
        .split(0.1, &mut seeded(0))
        .unwrap();
    let network: Network = init::xavier(&[64, 8, 10], &[Tanh, Identity], &mut seeded(1)).unwrap();
    let surface = NetworkLoss::new(&network, &training, Loss::HalfSquaredError).unwrap();
    let at = network.parameter_vector();
    let first = sharpness(&surface, &at, &mut seeded(5)).unwrap();
    let moved = at.mapv(|w| 1.001 * w);
    let cold = sharpness(&surface, &moved, &mut seeded(5)).unwrap();
    let warm = first.again(&surface, &moved).unwrap();
    assert!(
        warm.products < cold.products,
        "{} and {}",
        warm.products,
        cold.products
    );
    assert!((warm.value / cold.value - 1.0).abs() < 1e-3);
}

#[test]
fn what_is_no_point_or_no_vector_is_refused() {
    let rng = &mut seeded(0);
    assert!(matches!(
        sharpness(&Banana, &[1.0], rng),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        sharpness(&Banana, &[1.0, f64::NAN], rng),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        hessian_product(&Banana, &[1.0, 1.0], &[0.0, 0.0]),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
    assert!(matches!(
        hessian_product(&Banana, &[1.0, 1.0], &[1.0]),
        Err(Error::Shape { .. })
    ));
    let cliff = FromFn::new("cliff", 1, |p| p[0] * f64::INFINITY).unwrap();
    assert!(matches!(
        sharpness(&cliff, &[1.0], rng),
        Err(Error::NotFinite {
            name: "the Hessian's product",
            ..
        })
    ));
}
