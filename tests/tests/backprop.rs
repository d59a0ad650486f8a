//! Backpropagation against numerical gradients, against S0's formulas, and against PyTorch.

use downhill::Error;
use downhill::activation::Activation::{self, Identity, Relu, Sigmoid, Step, Tanh};
use downhill::calculus::gradient_check;
use downhill::data::{Samples, encode, logic};
use downhill::loss::{Loss, softmax};
use downhill::ndarray::{Array1, Array2, array};
use downhill::network::by_hand::ByHand;
use downhill::network::{Backprop, Layer, Network, NetworkLoss, init};
use downhill::number::Float;
use downhill::objective::Objective;
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

/// Random inputs, and targets that every loss allows.
fn random_samples(features: usize, outputs: usize, rng: &mut ChaCha8Rng) -> Samples {
    let inputs = Array2::from_shape_simple_fn((7, features), || rng.random_range(-1.5..1.5));
    let mut targets = Array2::from_shape_simple_fn((7, outputs), || rng.random_range(0.05..1.0));
    for mut row in targets.rows_mut() {
        let sum: f64 = row.sum();
        row /= sum;
    }
    Samples::new(inputs, targets).unwrap()
}

/// How wrong the gradient of a random network of this depth is.
fn largest_error(
    depth: usize,
    hidden: Activation,
    output: Activation,
    loss: Loss,
    seed: u64,
) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut sizes: Vec<usize> = (0..=depth).map(|_| rng.random_range(2..6)).collect();
    sizes[depth] = rng.random_range(2..4);
    let mut activations = vec![hidden; depth];
    activations[depth - 1] = output;
    let network: Network = init::normal(&sizes, &activations, 0.7, &mut rng).unwrap();
    let samples = random_samples(sizes[0], sizes[depth], &mut rng);
    let landscape = NetworkLoss::new(&network, &samples, loss).unwrap();
    let mut at = network.parameter_vector();
    at.mapv_inplace(|w| w + rng.random_range(-0.1..0.1)); // biases too
    gradient_check(&landscape, &at).unwrap().largest_error
}

#[test]
fn gradients_agree_with_differences_for_every_activation_loss_and_depth() {
    let smooth = [Sigmoid, Tanh, Identity];
    for depth in 1..=5 {
        for hidden in smooth {
            for output in smooth {
                for loss in Loss::ALL {
                    let error = largest_error(depth, hidden, output, loss, depth as u64);
                    assert!(
                        error < 1e-6,
                        "{depth} layers, {hidden}, {output}, {loss}: {error:e}"
                    );
                }
            }
        }
    }
}

#[test]
fn gradients_of_a_hundred_random_networks_agree_with_differences() {
    let mut largest: f64 = 0.0;
    for seed in 0..100 {
        let hidden = [Sigmoid, Tanh][seed as usize % 2];
        let loss = Loss::ALL[seed as usize % 4];
        largest = largest.max(largest_error(
            2 + seed as usize % 3,
            hidden,
            Identity,
            loss,
            seed,
        ));
    }
    assert!(largest < 1e-6, "{largest:e}");
}

/// Whether a sample brings a neuron so near to its kink that a difference may reach across. The check moves a weight by at
/// most twice its step, 1.5e-3, so what reaches a neuron moves by that times what the weight reads, and further on times
/// the weights of later layers.
fn near_a_kink(network: &Network, samples: &Samples) -> bool {
    let mut pass = Backprop::new();
    let (inputs, targets) = (samples.inputs(), samples.targets());
    pass.loss(network, inputs, targets, Loss::MeanSquaredError)
        .unwrap();
    let hidden = 0..network.depth() - 1;
    hidden
        .into_iter()
        .any(|k| pass.pre_activation(k).iter().any(|z| z.abs() < 0.02))
}

#[test]
fn relu_agrees_where_no_kink_is_near() {
    let mut checked = 0;
    for seed in 0..400 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let sizes: Vec<usize> = (0..4).map(|_| rng.random_range(2..6)).collect();
        let start: Network = init::normal(&sizes, &[Relu, Relu, Identity], 0.7, &mut rng).unwrap();
        let mut at = start.parameter_vector();
        at.mapv_inplace(|w| w + rng.random_range(-0.1..0.1)); // biases too
        let mut network = start;
        network.set_parameter_vector(&at).unwrap();
        let all = random_samples(sizes[0], sizes[3], &mut rng);
        let clear = |row: &usize| !near_a_kink(&network, &all.rows(&[*row]).unwrap());
        let clear: Vec<usize> = (0..all.count()).filter(clear).collect();
        if clear.is_empty() {
            continue;
        }
        let samples = all.rows(&clear).unwrap();
        let landscape = NetworkLoss::new(&network, &samples, Loss::MeanSquaredError).unwrap();
        let error = gradient_check(&landscape, &at).unwrap().largest_error;
        assert!(error < 1e-6, "seed {seed}, samples {clear:?}: {error:e}");
        checked += clear.len();
    }
    assert!(
        checked > 2_000,
        "only {checked} of 2,800 samples are clear of kinks"
    );
}

#[test]
fn a_wrong_gradient_is_found() {
    /// The loss of a network, with one derivative a thousandth too large.
    struct Wrong<'a>(NetworkLoss<'a>);
    impl Objective for Wrong<'_> {
        fn name(&self) -> &str {
            "wrong"
        }
        fn dim(&self) -> usize {
            self.0.dim()
        }
        fn value_at(&self, at: downhill::ndarray::ArrayView1<f64>) -> f64 {
            self.0.value_at(at)
        }
        fn gradient_at(
            &self,
            at: downhill::ndarray::ArrayView1<f64>,
            mut gradient: downhill::ndarray::ArrayViewMut1<f64>,
        ) {
            self.0.gradient_at(at, gradient.view_mut());
            gradient[3] *= 1.001;
        }
    }
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let network: Network = init::xavier(&[3, 4, 2], &[Tanh, Identity], &mut rng).unwrap();
    let samples = random_samples(3, 2, &mut rng);
    let wrong = Wrong(NetworkLoss::new(&network, &samples, Loss::MeanSquaredError).unwrap());
    let check = gradient_check(&wrong, &network.parameter_vector()).unwrap();
    assert!(check.largest_error > 1e-5, "{:e}", check.largest_error);
}

#[test]
fn a_gradient_that_is_not_a_number_is_the_worst_of_all() {
    use downhill::objective::FromFn;
    let root = FromFn::new("root", 1, |x| x[0].sqrt()).unwrap();
    let check = gradient_check(&root, &[0.0]).unwrap();
    assert_eq!(check.largest_error, f64::INFINITY);
}

#[test]
fn single_precision_agrees_with_double() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let network: Network = init::xavier(&[4, 6, 3], &[Tanh, Identity], &mut rng).unwrap();
    let samples = random_samples(4, 3, &mut rng);
    let mut double = Backprop::new();
    let loss = double
        .run(
            &network,
            samples.inputs(),
            samples.targets(),
            Loss::SoftmaxCrossEntropy,
        )
        .unwrap();
    let (network, samples) = (
        network.cast::<f32>().unwrap(),
        samples.cast::<f32>().unwrap(),
    );
    let mut single = Backprop::new();
    let rounded = single
        .run(
            &network,
            samples.inputs(),
            samples.targets(),
            Loss::SoftmaxCrossEntropy,
        )
        .unwrap();
    assert!((loss - f64::from(rounded)).abs() < 1e-6);
    for (a, b) in double.gradient().iter().zip(single.gradient()) {
        assert!((a - f64::from(*b)).abs() < 1e-6, "{a} {b}");
    }
}

/// S0's exercise: a sigmoid layer, a linear one, softmax and the mean cross-entropy. Its four
/// gradients, written as its hints have them.
#[test]
fn the_softmax_exercise_has_the_gradients_derived_by_hand() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let network: Network = init::xavier(&[3, 4, 3], &[Sigmoid, Identity], &mut rng).unwrap();
    let x = Array2::from_shape_simple_fn((5, 3), || rng.random_range(-1.0..1.0));
    let y = encode::classes(&[0, 2, 1, 1, 2], 3).unwrap();
    let mut pass = Backprop::new();
    pass.run(&network, &x, &y, Loss::SoftmaxCrossEntropy)
        .unwrap();

    let [first, second] = network.layers() else {
        panic!()
    };
    let h = Sigmoid.values(&(x.dot(&first.weights.t()) + &first.biases));
    let y_hat = softmax(&(h.dot(&second.weights.t()) + &second.biases));
    let d2 = (&y_hat - &y) / 5.0;
    let d1 = d2.dot(&second.weights) * &h * (1.0 - &h);
    let close = |a: &Array2<f64>, b: &Array2<f64>| (a - b).iter().all(|d| d.abs() < 1e-14);
    assert!(close(&pass.layer(1).0.to_owned(), &d2.t().dot(&h)));
    assert!(close(&pass.layer(0).0.to_owned(), &d1.t().dot(&x)));
    let sums = |d: &Array2<f64>| d.sum_axis(downhill::ndarray::Axis(0));
    assert!(
        (&pass.layer(1).1 - &sums(&d2))
            .iter()
            .all(|d| d.abs() < 1e-14)
    );
    assert!(
        (&pass.layer(0).1 - &sums(&d1))
            .iter()
            .all(|d| d.abs() < 1e-14)
    );

    // And all four against differences.
    let samples = Samples::new(x, y).unwrap();
    let landscape = NetworkLoss::new(&network, &samples, Loss::SoftmaxCrossEntropy).unwrap();
    let check = gradient_check(&landscape, &network.parameter_vector()).unwrap();
    assert!(check.largest_error < 1e-6, "{:e}", check.largest_error);
}

#[test]
fn s0s_formulas_and_the_matrices_make_the_same_step() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let network: Network = init::uniform(&[3, 4, 2], &[Sigmoid; 2], &mut rng).unwrap();
    let (x, y, eta) = (array![0.3, -0.8, 1.1], array![1.0, 0.0], 0.7);
    let mut by_hand = ByHand::of(&network).unwrap();
    let step = by_hand.step(&x, &y, eta).unwrap();

    let mut pass = Backprop::new();
    let one = |v: &Array1<f64>| v.clone().insert_axis(downhill::ndarray::Axis(0));
    let error = pass
        .run(&network, &one(&x), &one(&y), Loss::HalfSquaredError)
        .unwrap();
    assert!((error - step.error).abs() < 1e-15);
    // g and e are the negatives of the deltas.
    for (g, d) in step.g.iter().zip(pass.delta(1).row(0)) {
        assert!((g + d).abs() < 1e-15);
    }
    for (e, d) in step.e.iter().zip(pass.delta(0).row(0)) {
        assert!((e + d).abs() < 1e-15);
    }
    let mut stepped = network.clone();
    let moved = network.parameter_vector() - eta * &pass.gradient();
    stepped.set_parameter_vector(&moved).unwrap();
    let difference = stepped.parameter_vector() - by_hand.network().unwrap().parameter_vector();
    assert!(difference.iter().all(|d| d.abs() < 1e-15), "{difference}");
}

/// The numbers of one training step by PyTorch, made by `data/pytorch_step.py`.
#[test]
fn gradients_are_pytorchs() {
    let text = include_str!("../data/pytorch_step.csv");
    let numbers = |name: &str| -> Array1<f64> {
        let line = text
            .lines()
            .find(|line| line.split(',').next() == Some(name));
        let line = line.unwrap_or_else(|| panic!("no line {name}"));
        line.split(',')
            .skip(1)
            .map(|number| number.parse().unwrap())
            .collect()
    };
    let matrix = |name: &str, rows: usize| {
        let numbers = numbers(name);
        let columns = numbers.len() / rows;
        numbers.into_shape_with_order((rows, columns)).unwrap()
    };
    for (case, loss, activations, outputs) in [
        ("mse", Loss::MeanSquaredError, [Tanh, Sigmoid, Identity], 3),
        ("bce", Loss::BinaryCrossEntropy, [Relu, Tanh, Identity], 1),
        (
            "ce",
            Loss::SoftmaxCrossEntropy,
            [Sigmoid, Relu, Identity],
            4,
        ),
    ] {
        let name = |what: &str| format!("{case}.{what}");
        let sizes = [5, 8, 6, outputs];
        let layers = (0..3).map(|k| {
            let weights = matrix(&name(&format!("weight{k}")), sizes[k + 1]);
            Layer::new(weights, numbers(&name(&format!("bias{k}"))), activations[k])
        });
        let network = Network::new(layers.collect()).unwrap();
        let (x, y) = (matrix(&name("x"), 16), matrix(&name("y"), 16));
        let mut pass = Backprop::new();
        let error = pass.run(&network, &x, &y, loss).unwrap();
        assert!((error - numbers(&name("loss"))[0]).abs() < 1e-12, "{case}");
        for k in 0..3 {
            let (weights, biases) = pass.layer(k);
            let theirs = matrix(&name(&format!("weight_gradient{k}")), sizes[k + 1]);
            let off = &weights - &theirs;
            assert!(
                off.iter().all(|d| d.abs() < 1e-10),
                "{case}, weights of layer {k}: {off:e}"
            );
            let theirs = numbers(&name(&format!("bias_gradient{k}")));
            let off = &biases - &theirs;
            assert!(
                off.iter().all(|d| d.abs() < 1e-10),
                "{case}, biases of layer {k}: {off:e}"
            );
        }
        // A step of SGD.
        let moved = network.parameter_vector() - 0.1 * &pass.gradient();
        let theirs = numbers(&name("after"));
        let off = &moved - &theirs;
        assert!(
            off.iter().all(|d| d.abs() < 1e-10),
            "{case}, after a step: {off:e}"
        );
    }
}

#[test]
fn losses_do_not_overflow() {
    fn check<F: Float>() {
        let number = |x: f64| F::from(x).unwrap();
        let far = array![[number(1000.0), number(-1000.0)]];
        let y = array![[F::one(), F::zero()]];
        for loss in [Loss::BinaryCrossEntropy, Loss::SoftmaxCrossEntropy] {
            assert_eq!(loss.value(&far, &y).unwrap(), F::zero(), "{loss}");
            let wrong = loss.value(&far, &(y.mapv(|y| F::one() - y))).unwrap();
            assert!(
                wrong.is_finite() && wrong >= number(1000.0),
                "{loss}: {wrong}"
            );
            assert!(
                loss.gradient(&far, &y)
                    .unwrap()
                    .iter()
                    .all(|g| *g == F::zero())
            );
        }
    }
    check::<f32>();
    check::<f64>();
}

#[test]
fn bad_targets_are_refused_with_their_value() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let network: Network = init::xavier(&[2, 2], &[Identity], &mut rng).unwrap();
    let x = array![[0.1, 0.2]];
    let mut pass = Backprop::new();
    let mut fails = |x: &Array2<f64>, y: &Array2<f64>, loss| {
        pass.run(&network, x, y, loss).unwrap_err().to_string()
    };
    let squared = Loss::HalfSquaredError;
    assert_eq!(
        fails(&x, &array![[1.0]], squared),
        "targets for the outputs: shape [1, 1] does not fit shape [1, 2]"
    );
    assert_eq!(
        fails(&Array2::zeros((0, 2)), &Array2::zeros((0, 2)), squared),
        "the batch is empty"
    );
    assert!(fails(&x, &array![[f64::NAN, 0.0]], squared).starts_with("targets at [0, 0] is NaN"));
    assert_eq!(
        fails(&x, &array![[0.0, 2.0]], Loss::BinaryCrossEntropy),
        "a target of cross-entropy is 2; it must be from 0 to 1"
    );
    assert_eq!(
        fails(&x, &array![[1.0, 1.0]], Loss::SoftmaxCrossEntropy),
        "the sum of a sample's targets for softmax is 2; it must be 1"
    );
    let one: Network = init::xavier(&[2, 1], &[Identity], &mut rng).unwrap();
    let error = Backprop::new().run(&one, &x, &array![[1.0]], Loss::SoftmaxCrossEntropy);
    assert_eq!(
        error.unwrap_err().to_string(),
        "the number of softmax outputs is 1; it must be 2 or more"
    );
    assert!(matches!(
        ByHand::of(
            &Network::new(vec![
                Layer::new(array![[1.0]], array![0.0], Step),
                Layer::new(array![[1.0]], array![0.0], Sigmoid),
            ])
            .unwrap()
        ),
        Err(Error::Layer { layer: 1, .. })
    ));
    let xor: Samples = logic::xor().into();
    assert!(matches!(
        NetworkLoss::new(
            &Network::new(vec![Layer::new(array![[1.0]], array![0.0], Step)]).unwrap(),
            &xor,
            squared
        ),
        Err(Error::Shape { .. })
    ));
}
