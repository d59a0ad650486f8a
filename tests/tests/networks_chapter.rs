//! The claims of chapter 03, over several seeds, and the mistakes under which what it prints would be another number.

use downhill::activation::Activation::{self, Identity, Step};
use downhill::ndarray::{Array1, Array2, array};
use downhill::network::regions::{Point, Regions, area, gallery, regular};
use downhill::network::{Layer, Network, init};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

const POINTS: usize = 10_000;

/// How many standard errors the share of points that a network takes is off the area, in the frame of area 100.
fn errors_off(network: &Network, exact: f64, seed: u64) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let samples = Array2::from_shape_simple_fn((POINTS, 2), || rng.random_range(0.0..10.0));
    let share = network.forward_batch(&samples).unwrap().mean().unwrap();
    let right = exact / 100.0;
    (share - right).abs() / (right * (1.0 - right) / POINTS as f64).sqrt()
}

/// The network of a region with its layers changed.
fn changed(polygons: &[Vec<Point>], change: impl Fn(usize, &mut Layer)) -> Network {
    let network = Regions::new(polygons).unwrap().network().unwrap();
    let mut layers = network.layers().to_vec();
    for (k, layer) in layers.iter_mut().enumerate() {
        change(k, layer);
    }
    Network::new(layers).unwrap()
}

fn total_area(polygons: &[Vec<Point>]) -> f64 {
    polygons.iter().map(|corners| area(corners)).sum()
}

#[test]
fn areas_by_points_are_right_for_other_seeds() {
    for (name, polygons) in gallery() {
        let network = changed(&polygons, |_, _| ());
        for seed in [1987, 0, 1, 2, 3, 4, 5, 6, 7, 8] {
            let off = errors_off(&network, total_area(&polygons), seed);
            // Of forty normal deviations one beyond 3.5 has a chance of two in a hundred. The page's own seed keeps to three.
            let most = if seed == 1987 { 3.0 } else { 3.5 };
            assert!(off < most, "{name}, seed {seed}: {off}");
        }
    }
}

#[test]
fn mutant_networks_would_show_in_the_table_of_areas() {
    type Change = fn(usize, &mut Layer);
    let mutants: [(&str, Change); 4] = [
        ("an AND that one side may fail", |k, layer| {
            if k == 1 {
                layer.biases += 1.0;
            }
        }),
        ("an OR that wants two pieces", |k, layer| {
            if k == 2 {
                layer.biases -= 1.0;
            }
        }),
        ("the half-planes on the right", |k, layer| {
            if k == 0 {
                layer.weights.mapv_inplace(|w| -w);
                layer.biases.mapv_inplace(|b| -b);
            }
        }),
        ("normals that are not rotated", |k, layer| {
            if k == 0 {
                for mut row in layer.weights.rows_mut() {
                    (row[0], row[1]) = (row[1], -row[0]);
                }
            }
        }),
    ];
    for (what, mutant) in mutants {
        for (name, polygons) in gallery() {
            let off = errors_off(&changed(&polygons, mutant), total_area(&polygons), 1987);
            assert!(off > 10.0, "{what}, {name}: {off}");
        }
    }
}

#[test]
fn mutant_step_without_its_zero_would_show_on_the_edge() {
    let arrow = [(0, 1), (3, 1), (3, 0), (5, 2), (3, 4), (3, 3), (0, 3)];
    let arrow = vec![arrow.map(|(x, y)| (f64::from(x), f64::from(y))).to_vec()];
    let places = array![[0.0, 1.0], [3.0, 1.0], [1.5, 3.0], [4.0, 1.5], [5.0, 2.001]];
    let answers = |network: &Network| network.forward_batch(&places).unwrap().column(0).to_vec();
    assert_eq!(
        answers(&changed(&arrow, |_, _| ())),
        [1.0, 1.0, 1.0, 1.0, 0.0]
    );
    // Open half-planes, as a step with 0 at 0 makes them: a cut would belong to no piece.
    let open = changed(&arrow, |k, layer| {
        if k == 0 {
            layer.biases -= 1e-9;
        }
    });
    assert_eq!(answers(&open), [0.0; 5]);
}

#[test]
fn mutant_formula_of_the_disc_would_show_beside_what_is_measured() {
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let mut in_disc = Vec::new();
    while in_disc.len() < 100_000 {
        let x: [f64; 2] = [rng.random_range(-1.0..1.0), rng.random_range(-1.0..1.0)];
        if x[0] * x[0] + x[1] * x[1] <= 1.0 {
            in_disc.push(x);
        }
    }
    let samples = Array2::from(in_disc);
    for k in [3, 4, 6, 8, 12, 16, 24, 32] {
        let network = Regions::new(&[regular(k, 1.0)]).unwrap().network().unwrap();
        let missed = 1.0 - network.forward_batch(&samples).unwrap().mean().unwrap();
        let error = (missed * (1.0 - missed) / 1e5).sqrt();
        let share = |turn: f64| 1.0 - turn.sin() / turn;
        let turn = std::f64::consts::TAU / k as f64;
        assert!((missed - share(turn)).abs() < 4.0 * error, "{k}: {missed}");
        // Half of the angle, a slip in the formula.
        assert!((missed - share(turn / 2.0)).abs() > 10.0 * error, "{k}");
        // Half as many sides, as if the error fell like 1/k.
        assert!((missed - share(turn) * 2.0).abs() > 10.0 * error, "{k}");
    }
}

#[test]
fn mutant_bias_would_show_beside_the_collapsed_layers() {
    for seed in 0..5 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let deep: Network = init::uniform(&[3, 6, 5, 4, 2], &[Identity; 4], &mut rng).unwrap();
        let (mut weights, mut bias) = (Array2::eye(3), Array1::zeros(3));
        for layer in deep.layers() {
            weights = layer.weights.dot(&weights);
            bias = layer.weights.dot(&bias) + &layer.biases;
        }
        let samples = Array2::from_shape_simple_fn((1000, 3), || rng.random_range(-1.0..1.0));
        let gap = |bias: &Array1<f64>| {
            let single = Layer::new(weights.clone(), bias.clone(), Identity);
            let single = Network::new(vec![single]).unwrap();
            let gaps =
                deep.forward_batch(&samples).unwrap() - single.forward_batch(&samples).unwrap();
            gaps.fold(0.0, |most: f64, gap| most.max(gap.abs()))
        };
        assert!(gap(&bias) < 1e-12);
        assert!(gap(&deep.layers()[3].biases) > 1.0);
    }
}

/// How many of 20,000 networks compute XOR, with weights as the chapter draws them.
fn lucky(hidden: Activation, seed: u64) -> usize {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let corners = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
    let mut layer = |outputs: usize, f: Activation| {
        let mut draw = || rng.random_range(-1.0..1.0);
        let weights = Array2::from_shape_simple_fn((outputs, 2), &mut draw);
        Layer::new(weights, Array1::from_shape_simple_fn(outputs, &mut draw), f)
    };
    let mut solves = || {
        let network = Network::new(vec![layer(2, hidden), layer(1, Step)]).unwrap();
        network.forward_batch(&corners).unwrap() == array![[0.0], [1.0], [1.0], [0.0]]
    };
    (0..20_000).filter(|_| solves()).count()
}

#[test]
fn steps_find_xor_by_luck_and_sums_never_do() {
    for seed in 0..10 {
        // The page prints about 15.
        let by_luck = lucky(Step, seed);
        assert!((4..40).contains(&by_luck), "seed {seed}: {by_luck}");
        assert_eq!(lucky(Identity, seed), 0, "seed {seed}");
    }
}

#[test]
fn mutant_count_without_thresholds_would_show_in_the_table() {
    for (d, q, l) in [(2, 2, 1), (3, 4, 2)] {
        let sizes = [d, q, l];
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let network: Network = init::uniform(&sizes, &[Step; 2], &mut rng).unwrap();
        assert_eq!(network.parameters(), (d + l + 1) * q + l);
        assert_ne!(network.parameters(), (d + l) * q);
        assert_ne!(network.parameters(), (d + l + 1) * q);
    }
}

#[test]
fn the_sum_changes_alike_wherever_the_common_line_is_crossed() {
    // The proof of the two squares, for neurons of any weights, two of them on the line x1 = 5.
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..200 {
        let mut weights = Array2::from_shape_simple_fn((6, 2), || rng.random_range(-1.0..1.0));
        let mut thresholds = Array1::from_shape_simple_fn(6, || rng.random_range(-4.0..4.0));
        for (h, sign) in [(0, 1.0), (1, -1.0)] {
            (weights[[h, 0]], weights[[h, 1]], thresholds[h]) = (sign, 0.0, 5.0 * sign);
        }
        let sum = Array2::from_shape_simple_fn((1, 6), || rng.random_range(-1.0..1.0));
        let network = Network::new(vec![
            Layer::with_thresholds(weights, &thresholds, Step),
            Layer::new(sum.clone(), array![0.0], Identity),
        ])
        .unwrap();
        let at = |x1: f64, x2: f64| network.forward(&[x1, x2]).unwrap()[0];
        for x2 in [3.0, 7.0] {
            let change = at(5.0 + 1e-9, x2) - at(5.0 - 1e-9, x2);
            assert!((change - (sum[[0, 0]] - sum[[0, 1]])).abs() < 1e-12);
        }
    }
}
