//! The step of chapter 07, number by number, against decimals worked out by `data/backprop_by_hand.py`
//! without the library.

use downhill::ndarray::{Array1, array};
use downhill_tests::network_by_hand;

fn reference(name: &str) -> Vec<f64> {
    let lines = include_str!("../data/backprop_by_hand.csv").lines();
    let numbers: Vec<&str> = lines
        .map(|line| line.split(',').collect::<Vec<&str>>())
        .find(|line| line[0] == name)
        .unwrap_or_else(|| panic!("no line {name}"));
    numbers[1..].iter().map(|n| n.parse().unwrap()).collect()
}

fn assert_close<'a>(name: &str, found: impl IntoIterator<Item = &'a f64>) {
    let found: Vec<f64> = found.into_iter().copied().collect();
    let expected = reference(name);
    assert_eq!(found.len(), expected.len(), "{name}");
    for (a, b) in found.iter().zip(&expected) {
        assert!((a - b).abs() < 1e-15, "{name}: {a} is not {b}");
    }
}

#[test]
fn every_number_of_the_step_is_the_one_worked_out_by_hand() {
    let mut network = network_by_hand();
    let (x, y): (Array1<f64>, Array1<f64>) = (array![1.0, 0.5], array![0.0]);
    let step = network.step(&x, &y, 0.5).unwrap();
    assert_close("alpha", &step.alpha);
    assert_close("b", &step.b);
    assert_close("beta", &step.beta);
    assert_close("y_hat", &step.y_hat);
    assert_close("error", [&step.error]);
    assert_close("g", &step.g);
    assert_close("e", &step.e);
    assert_close("delta_w", &step.delta_w);
    assert_close("delta_theta", &step.delta_theta);
    assert_close("delta_v", &step.delta_v);
    assert_close("delta_gamma", &step.delta_gamma);
    assert_close("w", &network.w);
    assert_close("theta", &network.theta);
    assert_close("v", &network.v);
    assert_close("gamma", &network.gamma);
    let after = network.step(&x, &y, 0.5).unwrap();
    assert_close("error_after", [&after.error]);
    assert!(after.error < step.error);
}
