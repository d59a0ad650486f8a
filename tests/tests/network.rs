//! Networks: counts, the forward pass in two precisions, random first weights, and bad input.

use downhill::activation::Activation::{self, Identity, Relu, Sigmoid, Step, Tanh};
use downhill::ndarray::{Array1, Array2, array, s};
use downhill::network::topology::Topology;
use downhill::network::{Layer, Network, init};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::{Error, Result};
use proptest::prelude::*;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// A network with weights of both signs, which S0's first weights are not.
fn random_network(sizes: &[usize], activations: &[Activation], seed: u64) -> Network {
    let mut rng = rng(seed);
    let layers = sizes
        .windows(2)
        .zip(activations)
        .map(|(pair, &activation)| {
            let weights =
                Array2::from_shape_simple_fn((pair[1], pair[0]), || rng.random_range(-1.0..1.0));
            let biases = Array1::from_shape_simple_fn(pair[1], || rng.random_range(-1.0..1.0));
            Layer::new(weights, biases, activation)
        });
    Network::new(layers.collect()).unwrap()
}

fn shapes() -> impl Strategy<Value = (Vec<usize>, Vec<Activation>)> {
    prop::collection::vec(1..9_usize, 2..6).prop_flat_map(|sizes| {
        let one = prop::sample::select(vec![Sigmoid, Tanh, Relu, Identity]);
        let activations = prop::collection::vec(one, sizes.len() - 1);
        (Just(sizes), activations)
    })
}

// ANCHOR: formula
/// The pass forward, as the formula has it.
fn forward(network: &Network, x: &[f64]) -> Array1<f64> {
    let mut a: Array1<f64> = Array1::from(x.to_vec());
    for layer in network.layers() {
        let z = layer.weights.dot(&a) + &layer.biases;
        a = z.mapv(|z| layer.activation.value(z));
    }
    a
}
// ANCHOR_END: formula

/// The forward pass as a sum over single connections, without a matrix.
fn by_hand(network: &Network, sample: &[f64]) -> Vec<f64> {
    let mut signal = sample.to_vec();
    for layer in network.layers() {
        signal = (0..layer.outputs())
            .map(|j| {
                let sum: f64 = (0..layer.inputs())
                    .map(|i| layer.weights[(j, i)] * signal[i])
                    .sum();
                layer.activation.value(sum - layer.thresholds()[j])
            })
            .collect();
    }
    signal
}

proptest! {
    #[test]
    fn the_forward_pass_is_the_sum_over_connections((sizes, activations) in shapes(), seed: u64) {
        let network = random_network(&sizes, &activations, seed);
        let mut rng = rng(seed ^ 1);
        let batch = Array2::from_shape_simple_fn((17, sizes[0]), || rng.random_range(-2.0..2.0));
        let outputs = network.forward_batch(&batch).unwrap();
        prop_assert_eq!(outputs.dim(), (17, network.outputs()));
        let single = network.cast::<f32>().unwrap();
        for (sample, output) in batch.rows().into_iter().zip(outputs.rows()) {
            let alone = network.forward(sample).unwrap();
            let hand = by_hand(&network, &sample.to_vec());
            // What chapter 03 prints, beside what the library does with buffers.
            let formula = forward(&network, &sample.to_vec());
            let f32_output = single.forward(&sample.mapv(|x| x as f32)).unwrap();
            for j in 0..network.outputs() {
                prop_assert!((output[j] - alone[j]).abs() <= 1e-14 * (1.0 + alone[j].abs()));
                prop_assert!((output[j] - hand[j]).abs() <= 1e-12 * (1.0 + hand[j].abs()));
                prop_assert!((output[j] - formula[j]).abs() <= 1e-12 * (1.0 + formula[j].abs()));
                let difference = (output[j] - f64::from(f32_output[j])).abs();
                prop_assert!(difference <= 1e-4 * (1.0 + output[j].abs()), "{}", difference);
            }
        }
    }

    #[test]
    fn counts_agree_with_the_weights((sizes, activations) in shapes(), seed: u64) {
        let network: Network = init::uniform(&sizes, &activations, &mut rng(seed)).unwrap();
        prop_assert_eq!(network.sizes(), sizes.clone());
        prop_assert_eq!(network.depth(), sizes.len() - 1);
        prop_assert_eq!(network.hidden_layers(), sizes.len() - 2);
        let neurons: usize = sizes[1..].iter().sum();
        let topology = Topology::of(&network);
        let connections = topology.connections().iter().filter(|&&connected| connected).count();
        prop_assert_eq!(network.connections(), connections);
        prop_assert_eq!(network.parameters(), connections + neurons);
        let numbers = network.layers().iter().map(|layer| layer.weights.len() + layer.biases.len());
        prop_assert_eq!(network.parameters(), numbers.sum::<usize>());
    }

    #[test]
    fn one_hidden_layer_has_the_parameters_of_the_formula(d in 1..30_usize, q in 1..30_usize, l in 1..30_usize) {
        let network: Network<f32> = init::uniform(&[d, q, l], &[Sigmoid, Sigmoid], &mut rng(0)).unwrap();
        prop_assert_eq!(network.parameters(), (d + l + 1) * q + l);
    }

    #[test]
    fn connections_run_to_the_next_layer_and_nowhere_else((sizes, activations) in shapes()) {
        let network = random_network(&sizes, &activations, 0);
        let mut topology = Topology::of(&network);
        let layer_of: Vec<usize> = sizes.iter().enumerate().flat_map(|(k, &n)| vec![k; n]).collect();
        for ((from, to), &connected) in topology.connections().indexed_iter() {
            prop_assert_eq!(connected, layer_of[from] + 1 == layer_of[to]);
        }
        prop_assert_eq!(topology.evaluation_order(), Some((0..layer_of.len()).collect()));
        // Skipping a layer would still be feed-forward, going back is not.
        topology.connect(0, layer_of.len() - 1).unwrap();
        prop_assert!(topology.evaluation_order().is_some());
        topology.connect(layer_of.len() - 1, 0).unwrap();
        prop_assert_eq!(topology.evaluation_order(), None);
    }
}

#[test]
fn a_neuron_connected_to_itself_is_a_cycle() {
    let mut topology = Topology::of(&random_network(&[2, 2, 1], &[Step, Step], 0));
    topology.connect(3, 3).unwrap();
    assert_eq!(topology.evaluation_order(), None);
    let refused = topology.connect(0, 5).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "to is 5; it must be less than the number of neurons"
    );
}

#[test]
fn without_activation_all_layers_are_one() {
    let network = random_network(&[3, 5, 4, 2], &[Identity; 3], 21);
    let [first, second, third] = network.layers() else {
        panic!("three layers")
    };
    let weights = third.weights.dot(&second.weights).dot(&first.weights);
    let biases = third
        .weights
        .dot(&(second.weights.dot(&first.biases) + &second.biases))
        + &third.biases;
    let one = Network::new(vec![Layer::new(weights, biases, Identity)]).unwrap();
    let sample = [0.3, -4.0, 2.5];
    let difference = network.forward(&sample).unwrap() - one.forward(&sample).unwrap();
    assert!(difference.iter().all(|d| d.abs() < 1e-13));
    assert_eq!(Identity.derivative(-7.0), 1.0);
    assert!(Identity.derivative(f64::NAN).is_nan() && Identity.value(f64::NAN).is_nan());
    assert_eq!(Identity.to_string(), "identity");
}

#[test]
fn every_layer_is_seen_on_the_way() {
    let network = random_network(&[3, 4, 2, 1], &[Tanh, Sigmoid, Relu], 11);
    let sample = [0.5, -1.0, 2.0];
    let layers = network.forward_layers(&sample).unwrap();
    assert_eq!(
        layers.iter().map(Array1::len).collect::<Vec<_>>(),
        [4, 2, 1]
    );
    assert_eq!(layers[2], network.forward(&sample).unwrap());
    let first = Network::new(network.layers()[..1].to_vec()).unwrap();
    assert_eq!(layers[0], first.forward(&sample).unwrap());
    let rest = Network::new(network.layers()[1..].to_vec()).unwrap();
    assert_eq!(layers[2], rest.forward(&layers[0]).unwrap());
}

#[test]
fn batches_come_as_arrays_slices_and_views_and_may_have_no_rows() {
    let network = random_network(&[2, 3, 2], &[Tanh, Tanh], 3);
    let batch = array![[0.0, 1.0], [2.0, -3.0], [0.5, 0.5]];
    let all = network.forward_batch(&batch).unwrap();
    assert_eq!(
        network
            .forward_batch(&[[0.0, 1.0], [2.0, -3.0], [0.5, 0.5]])
            .unwrap(),
        all
    );
    assert_eq!(
        network.forward_batch(batch.slice(s![1.., ..])).unwrap(),
        all.slice(s![1.., ..])
    );
    // Stored by columns, the same numbers.
    let transposed = array![[0.0, 2.0, 0.5], [1.0, -3.0, 0.5]];
    assert_eq!(network.forward_batch(transposed.t()).unwrap(), all);
    let none = network.forward_batch(&Array2::zeros((0, 2))).unwrap();
    assert_eq!(none.dim(), (0, 2));
}

#[test]
fn first_weights_and_thresholds_fill_the_unit_interval() {
    let network: Network = init::uniform(&[100, 100], &[Sigmoid], &mut rng(5)).unwrap();
    let layer = &network.layers()[0];
    let thresholds = layer.thresholds();
    let numbers: Vec<f64> = layer.weights.iter().chain(&thresholds).copied().collect();
    assert!(numbers.iter().all(|&x| 0.0 < x && x < 1.0));
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    // Five standard errors of the uniform distribution's mean 1/2 and variance 1/12.
    assert!((mean - 0.5).abs() < 5.0 * (1.0 / 12.0 / n).sqrt(), "{mean}");
    assert!(
        (variance - 1.0 / 12.0).abs() < 5.0 * (1.0 / 180.0 / n).sqrt(),
        "{variance}"
    );
}

#[test]
fn the_same_seed_draws_the_same_network_in_both_precisions() {
    let sizes = [4, 5, 3];
    let draw = |seed| init::uniform::<f64>(&sizes, &[Sigmoid, Tanh], &mut rng(seed)).unwrap();
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
    let single: Network<f32> = init::uniform(&sizes, &[Sigmoid, Tanh], &mut rng(1)).unwrap();
    assert_eq!(single, draw(1).cast().unwrap());
}

fn message<T: std::fmt::Debug>(result: Result<T>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn layers_that_do_not_fit_are_named() {
    let layer = |outputs: usize, inputs: usize| {
        Layer::new(
            Array2::<f64>::zeros((outputs, inputs)),
            Array1::zeros(outputs),
            Sigmoid,
        )
    };
    assert_eq!(
        message(Network::<f64>::new(vec![])),
        "the list of layers is empty"
    );
    assert_eq!(
        Network::new(vec![layer(3, 2), layer(4, 3), layer(1, 5)]),
        Err(Error::Layer {
            layer: 3,
            error: Box::new(Error::Shape {
                op: "inputs of a layer and neurons of the layer before",
                left: vec![5],
                right: vec![4],
            })
        })
    );
    let mut biases = layer(2, 2);
    biases.biases = array![1.0];
    assert_eq!(
        message(Network::new(vec![layer(2, 2), biases])),
        "layer 2: weights and biases: shape [2, 2] does not fit shape [1]"
    );
    assert_eq!(
        message(Network::new(vec![layer(0, 2)])),
        "layer 1: the weight matrix is empty"
    );
    assert_eq!(
        message(Network::new(vec![layer(2, 0)])),
        "layer 1: the weight matrix is empty"
    );
}

#[test]
fn numbers_that_are_not_finite_are_named() {
    let mut network = vec![
        Layer::new(array![[1.0, 2.0]], array![0.0], Relu),
        Layer::new(array![[1.0], [2.0]], array![0.0, 0.0], Relu),
    ];
    network[1].weights[(1, 0)] = f64::NAN;
    assert_eq!(
        message(Network::new(network.clone())),
        "layer 2: weights at [1, 0] is NaN; every value must be finite"
    );
    network[1].weights[(1, 0)] = 1e300;
    network[0].biases[0] = f64::NEG_INFINITY;
    assert_eq!(
        message(Network::new(network.clone())),
        "layer 1: biases at [0] is -inf; every value must be finite"
    );
    network[0].biases[0] = 1.0;
    let network = Network::new(network).unwrap();
    assert_eq!(
        message(network.cast::<f32>()),
        "layer 2: weights at [1, 0] is 1e300; it is too large for f32"
    );
    assert_eq!(
        message(network.forward(&[1.0, f64::NAN])),
        "inputs at [0, 1] is NaN; every value must be finite"
    );
    assert_eq!(
        message(network.forward_batch(&[[1.0, 2.0], [f64::INFINITY, 0.0]])),
        "inputs at [1, 0] is inf; every value must be finite"
    );
    assert_eq!(
        message(network.forward(&[1.0])),
        "samples through the first layer's weights: shape [1, 1] does not fit shape [1, 2]"
    );
}

#[test]
fn sizes_no_network_has_are_refused() {
    let draw = |sizes: &[usize], activations: &[Activation]| {
        message(init::uniform::<f64>(sizes, activations, &mut rng(0)))
    };
    assert_eq!(
        draw(&[3], &[]),
        "the list of layer sizes after the inputs is empty"
    );
    assert_eq!(
        draw(&[], &[]),
        "the list of layer sizes after the inputs is empty"
    );
    assert_eq!(
        draw(&[3, 2], &[Step, Step]),
        "activations for the layers after the inputs: shape [2] does not fit shape [1]"
    );
    assert_eq!(
        draw(&[3, 2, 0], &[Step, Step]),
        "layer 2: the number of neurons is 0; it must be 1 or more"
    );
}
