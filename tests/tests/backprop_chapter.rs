//! The claims of chapter 07, and the mistakes under which what it prints would be another number.

use downhill::activation::Activation::Sigmoid;
use downhill::data::{Samples, logic};
use downhill::loss::Loss;
use downhill::ndarray::{Array1, array};
use downhill::network::by_hand::ByHand;
use downhill::network::{Architecture, Backprop, Initializer, Network};
use downhill::plot::Figure;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Losses, Training};
use downhill_tests::network_by_hand;

#[test]
fn mutant_blame_from_changed_weights_would_show_in_the_printed_step() {
    let mut after = network_by_hand();
    let step = after.step(&[1.0, 0.5], &[0.0], 0.5).unwrap();
    let late = |h: usize| step.b[h] * (1.0 - step.b[h]) * after.w[[h, 0]] * step.g[0];
    assert_eq!(format!("{:.6}", step.e[0]), "-0.021623");
    // The number that the page names.
    assert_eq!(format!("{:.6}", late(0)), "-0.020097");
}

#[test]
fn mutant_without_the_slope_of_the_output_would_show_in_the_printed_step() {
    let step = network_by_hand().step(&[1.0, 0.5], &[0.0], 0.5).unwrap();
    let flat = 0.0 - step.y_hat[0];
    assert_eq!(format!("{:.6}", step.g[0]), "-0.147423");
    assert!((flat - step.g[0]).abs() > 0.4);
}

#[test]
fn frames_show_the_step_and_leave_the_network_alone() {
    let before = network_by_hand();
    let frames = before.frames(&[1.0, 0.5], &[0.0], 0.5).unwrap();
    assert_eq!((frames.len(), &before), (7, &network_by_hand()));
    let svg = Figure::animation("one step", &frames).unwrap();
    for word in ["g = −0.1474", "e₂ = −0.0322", "w₁ = 0.5577", "γ₂ = 0.5161"] {
        assert!(svg.svg().contains(word), "{word}");
    }
    let wide = ByHand {
        v: array![[1.0], [1.0]],
        gamma: array![0.0],
        w: array![[1.0]],
        theta: array![0.0],
    };
    let error = wide.frames(&[1.0, 0.5], &[0.0], 0.5).unwrap_err();
    assert_eq!(
        error.to_string(),
        "hidden neurons is 1; it must be 2, to be drawn"
    );
    assert!(before.frames(&[1.0], &[0.0], 0.5).is_err());
}

/// The first failures of S0's start with two hidden neurons.
fn failures(count: usize) -> Vec<Network> {
    let xor: Samples = logic::xor().into();
    let architecture = Architecture::new(&[2, 2, 1], &[Sigmoid; 2], Initializer::Uniform);
    let training = Training::new(Loss::HalfSquaredError, 2.0)
        .batch(Batch::Single)
        .measure(Losses::Whole)
        .target_loss(0.005)
        .max_epochs(2000);
    let mut failed = Vec::new();
    for seed in 0..200 {
        let mut network = architecture
            .draw(&mut ChaCha8Rng::seed_from_u64(seed))
            .unwrap();
        let run = training.run(&mut network, &xor).unwrap();
        if !run.stop().converged() {
            failed.push(network);
        }
        if failed.len() == count {
            break;
        }
    }
    failed
}

fn followed(network: &Network, samples: &Samples, rate: f64, epochs: usize) -> (f64, f64) {
    let mut network = network.clone();
    let training = Training::new(Loss::HalfSquaredError, rate).max_epochs(epochs);
    training.run(&mut network, samples).unwrap();
    let mut pass = Backprop::new();
    let (inputs, targets) = (samples.inputs(), samples.targets());
    let error = pass
        .run(&network, inputs, targets, Loss::HalfSquaredError)
        .unwrap();
    let gradient: Array1<f64> = pass.gradient().to_owned();
    (error, gradient.dot(&gradient).sqrt())
}

#[test]
fn a_failure_is_a_slope_that_gets_flatter_towards_a_sixteenth() {
    let xor: Samples = logic::xor().into();
    let inside = Samples::new(xor.inputs().clone(), xor.targets().mapv(|y| 0.1 + 0.8 * y)).unwrap();
    for network in failures(3) {
        let (early, steep) = followed(&network, &xor, 32.0, 2_000);
        let (late, flat) = followed(&network, &xor, 32.0, 60_000);
        // With all four corners undecided it would be 1/8, with three of them 1/12.
        assert!((late - 1.0 / 16.0).abs() < 1e-5, "{late}");
        assert!(
            late < early && flat < 1e-6 && flat < steep / 10.0,
            "{flat:e}"
        );
        let (inner, _) = followed(&network, &inside, 32.0, 60_000);
        assert!((inner - 0.04).abs() < 1e-4, "{inner}");
    }
}

#[test]
fn mutant_steps_after_single_samples_would_never_show_the_flat_slope() {
    let xor: Samples = logic::xor().into();
    let mut network = failures(1).remove(0);
    let training = Training::new(Loss::HalfSquaredError, 2.0).batch(Batch::Single);
    training.max_epochs(20_000).run(&mut network, &xor).unwrap();
    let mut pass = Backprop::new();
    pass.run(
        &network,
        xor.inputs(),
        xor.targets(),
        Loss::HalfSquaredError,
    )
    .unwrap();
    let length = pass.gradient().dot(&pass.gradient()).sqrt();
    assert!(length > 1e-3, "{length:e}");
}

#[test]
fn the_number_of_cuts_says_which_numberings_are_learnt() {
    let cuts = |order: &[usize]| {
        order
            .windows(2)
            .filter(|p| (p[0] < 2) != (p[1] < 2))
            .count()
    };
    let mut counts = [0; 5];
    for code in 0..5_usize.pow(5) {
        let order: Vec<usize> = (0..5).map(|place| code / 5_usize.pow(place) % 5).collect();
        if (0..5).all(|colour| order.contains(&colour)) {
            counts[cuts(&order)] += 1;
        }
    }
    // One cut would predict 24 for two hidden neurons, three cuts 108.
    assert_eq!(counts, [0, 24, 36, 48, 12]);
}
