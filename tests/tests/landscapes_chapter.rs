//! What chapter 15 says of networks' landscapes, with other seeds than the page's.

use std::ops::Range;

use downhill::activation::Activation::{self, Identity, Relu, Tanh};
use downhill::calculus::CriticalPoint;
use downhill::data::{Samples, breast_cancer, digits};
use downhill::landscape::{
    Critical, Preconditioned, box_sharpness, critical_point, hessian_product, sharpness,
    whole_hessian,
};
use downhill::linalg::Eigen;
use downhill::loss::Loss;
use downhill::ndarray::Array1;
use downhill::network::{Architecture, Initializer, Network, NetworkLoss};
use downhill::objective::Evaluate;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::spread::Spread;
use downhill::train::{Batch, Losses, Recipe, Training, Trial};

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Four features of the breast cancer data, standardised.
fn cells() -> Samples {
    let raw: Samples = breast_cancer().unwrap().into();
    let scaled = Standardizer::fit(raw.inputs())
        .and_then(|standard| standard.apply(raw.inputs()))
        .unwrap();
    let all = raw.with_inputs(scaled).unwrap();
    all.columns(&[0, 1, 4, 7]).unwrap()
}

fn small(hidden: usize) -> Architecture {
    let sizes = [4, hidden, 1];
    Architecture::new(&sizes, &[Tanh, Identity], Initializer::Normal(1.0))
}

/// The eigenvalues of the Hessian, the least first.
fn spectrum(network: &Network, samples: &Samples) -> Vec<f64> {
    let f = NetworkLoss::new(network, samples, Loss::HalfSquaredError).unwrap();
    let hessian = whole_hessian(&f, &network.parameter_vector()).unwrap();
    Eigen::new(&hessian).unwrap().values().to_vec()
}

#[test]
fn training_leaves_few_large_eigenvalues_and_none_that_is_clearly_negative() {
    let cells = cells();
    for seed in 2..6 {
        let mut network: Network = small(3).draw(&mut seeded(seed)).unwrap();
        let before = spectrum(&network, &cells);
        assert!(before[0] < -0.01 * before[18], "{before:?}");
        let training = Training::new(Loss::HalfSquaredError, 0.1).max_epochs(20_000);
        training.run(&mut network, &cells).unwrap();
        let after = spectrum(&network, &cells);
        assert!(after[0] > -0.01 * after[18], "{after:?}");
        let near_zero = after.iter().filter(|&&v| v < 0.1 * after[18]).count();
        assert!(near_zero >= 12, "{after:?}");
    }
}

/// Each power of ten nearer to the saddle costs as many epochs as the one before.
#[test]
fn small_initial_weights_delay_by_their_logarithm() {
    let all = digits().unwrap().samples().unwrap();
    let (training, _) = all.split(0.4, &mut seeded(0)).unwrap();
    let epochs = |power: i32, seed: u64| {
        let start = Initializer::Normal(10_f64.powi(-power));
        let tiny = Architecture::new(&[64, 16, 10], &[Tanh, Identity], start);
        let descent = Training::new(Loss::SoftmaxCrossEntropy, 0.3)
            .max_epochs(3000)
            .target_loss(0.5 * 10_f64.ln());
        let trial = Recipe::new(tiny, descent).trial(&training, seed).unwrap();
        trial.run.epochs() as f64
    };
    for seed in [7, 8] {
        let at: Vec<f64> = [2, 4, 6, 8].map(|power| epochs(power, seed)).to_vec();
        let steps: Vec<f64> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for step in &steps {
            assert!(*step > 0.0 && (step / steps[1] - 1.0).abs() < 0.1, "{at:?}");
        }
    }
}

/// The critical points that searches from random weights find.
fn searches(hidden: usize, seeds: Range<u64>, samples: &Samples) -> Vec<Critical> {
    let mut found = Vec::new();
    for seed in seeds {
        let network: Network = small(hidden).draw(&mut seeded(seed)).unwrap();
        let f = NetworkLoss::new(&network, samples, Loss::HalfSquaredError).unwrap();
        let point = critical_point(&f, &network.parameter_vector(), 1e-7, 200).unwrap();
        if point.gradient <= 1e-7 {
            found.push(point);
        }
    }
    found
}

/// Most points found are saddles at which every patient gets the same answer, with a way down for each hidden neuron.
#[test]
fn searches_for_a_small_gradient_find_the_networks_that_answer_the_mean() {
    let hundred = cells().rows(&(0..100).collect::<Vec<usize>>()).unwrap();
    let constant = hundred.targets().var(0.0) / 2.0;
    let (mut all, mut means) = (0, 0);
    for hidden in 1..=3 {
        for seeds in [20..40, 100..120] {
            let found = searches(hidden, seeds, &hundred);
            assert!(!found.iter().any(|p| p.kind == CriticalPoint::Minimum));
            let mean = |point: &&Critical| {
                point.kind == CriticalPoint::Saddle { index: hidden }
                    && (point.value / constant - 1.0).abs() < 0.01
            };
            all += found.len();
            means += found.iter().filter(mean).count();
        }
    }
    println!("{means} of {all}");
    assert!(all >= 30 && 10 * means >= 6 * all, "{means} of {all}");
}

#[test]
fn with_all_samples_one_hidden_neuron_has_minima_among_its_critical_points() {
    let found = searches(1, 20..60, &cells());
    let minimum = |point: &&Critical| point.kind == CriticalPoint::Minimum;
    let share = found.iter().filter(minimum).count() as f64 / found.len() as f64;
    println!("{share} of {}", found.len());
    assert!((0.15..0.6).contains(&share), "{share}");
}

/// A 64-32-10 network for 359 digits, trained to the loss 0.01 at the rate 0.9, and the digits.
fn to_the_end(activation: Activation, batch: Batch, seed: u64) -> (Network, Samples) {
    let all = digits().unwrap().samples().unwrap();
    let (few, _) = all.split(0.2, &mut seeded(0)).unwrap();
    let start = if activation == Relu {
        Initializer::He
    } else {
        Initializer::Xavier
    };
    let wide = Architecture::new(&[64, 32, 10], &[activation, Identity], start);
    let training = Training::new(Loss::SoftmaxCrossEntropy, 0.9)
        .batch(batch)
        .measure(Losses::Whole)
        .max_epochs(1000)
        .target_loss(0.01);
    (
        Recipe::new(wide, training)
            .trial(&few, seed)
            .unwrap()
            .network,
        few,
    )
}

/// A difference of two gradients would count kinks of ReLU that lie between them as bends.
#[test]
fn a_network_of_relu_is_as_sharp_as_its_hessian() {
    let (network, few) = to_the_end(Relu, Batch::Full, 30);
    let at = network.parameter_vector();
    let f = NetworkLoss::new(&network, &few, Loss::SoftmaxCrossEntropy).unwrap();
    let seen = sharpness(&f, &at, &mut seeded(0)).unwrap();
    let hessian = f.hessian(&at).unwrap().unwrap();
    let (mut v, mut exact) = (seen.direction.clone(), 0.0);
    for _ in 0..200 {
        let next = hessian.dot(&v);
        exact = next.dot(&next).sqrt();
        v = next / exact;
    }
    assert!(
        (seen.value / exact - 1.0).abs() < 1e-3,
        "{} {exact}",
        seen.value
    );
}

/// Stretched axes: the product is that of the stretched Hessian.
#[test]
fn a_preconditioned_network_has_the_product_of_its_stretched_hessian() {
    let (network, few) = to_the_end(Relu, Batch::Size(8), 30);
    let at = network.parameter_vector();
    let f = NetworkLoss::new(&network, &few, Loss::SoftmaxCrossEntropy).unwrap();
    let scales = Array1::from_shape_fn(at.len(), |i| 1.0 + (i % 3) as f64);
    let stretched = Preconditioned::new(&f, &scales).unwrap();
    let v = Array1::from_shape_fn(at.len(), |i| (i % 5) as f64 - 2.0);
    let found = hessian_product(&stretched, &stretched.coordinates(&at).unwrap(), &v).unwrap();
    let roots = scales.mapv(f64::sqrt);
    let right = f.hessian(&at).unwrap().unwrap().dot(&(&v / &roots)) / &roots;
    let off = (&found - &right).mapv(f64::abs).sum();
    assert!(off < 1e-9 * right.mapv(f64::abs).sum(), "{off}");
}

/// In a box of 0.001 the slope that is left makes as much of the rise as the curvature.
#[test]
fn in_a_small_box_the_slope_counts() {
    let share = |batch: Batch| {
        let (network, few) = to_the_end(Tanh, batch, 31);
        let at = network.parameter_vector();
        let f = NetworkLoss::new(&network, &few, Loss::SoftmaxCrossEntropy).unwrap();
        let (slope, value) = (f.gradient(&at).unwrap(), f.value(&at).unwrap());
        let reach = at.mapv(|x| 1e-3 * (x.abs() + 1.0));
        let linear = 100.0 * (&reach * &slope.mapv(f64::abs)).sum() / (1.0 + value);
        let rise = box_sharpness(&f, &at, 1e-3, &mut seeded(0)).unwrap();
        println!("{batch:?}: {linear} of {rise}");
        assert!(rise < 0.2 && linear > 0.35 * rise, "{linear} of {rise}");
        linear
    };
    assert!(share(Batch::Size(8)) > share(Batch::Full));
}

/// The test losses of ten seeds.
fn test_losses(hidden: usize) -> Spread {
    let all = digits().unwrap().samples().unwrap();
    let (training, rest) = all.split(0.4, &mut seeded(3)).unwrap();
    let (_, test) = rest.split(0.5, &mut seeded(4)).unwrap();
    let sizes = [64, hidden, 10];
    let architecture = Architecture::new(&sizes, &[Tanh, Identity], Initializer::Xavier);
    let settings = Training::new(Loss::SoftmaxCrossEntropy, 0.1)
        .batch(Batch::Size(16))
        .max_epochs(60);
    let trials = Recipe::new(architecture, settings)
        .trials(&training, 50..60)
        .unwrap();
    let of = |trial: &Trial| {
        let surface = NetworkLoss::new(&trial.network, &test, Loss::SoftmaxCrossEntropy).unwrap();
        surface.value(&trial.network.parameter_vector()).unwrap()
    };
    Spread::of(&trials.iter().map(of).collect::<Vec<f64>>()).unwrap()
}

#[test]
fn the_wider_a_network_the_less_its_seeds_differ() {
    let widths = [2, 8, 32].map(|hidden| {
        let spread = test_losses(hidden);
        println!("{hidden}: {spread:.4}");
        spread.greatest - spread.least
    });
    assert!(
        widths[0] > 2.0 * widths[1] && widths[1] > 2.0 * widths[2],
        "{widths:?}"
    );
}
