//! The checks of chapter 03 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("03-networks", "parameters", solution).passed());
    assert!(judge!("03-networks", "parity", solution).passed());
    assert!(judge!("03-networks", "dart", solution).passed());
    assert!(judge!("03-networks", "hole", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("03-networks", "parameters", stub));
    stub(judge!("03-networks", "parity", stub));
    stub(judge!("03-networks", "dart", stub));
    stub(judge!("03-networks", "hole", stub));
}

#[test]
fn counts_without_thresholds_or_for_one_hidden_layer_only_are_wrong() {
    assert!(wrong(&judge! {"03-networks", "parameters",
        fn parameters(sizes: &[usize]) -> usize { sizes.windows(2).map(|pair| pair[0] * pair[1]).sum() }
    }));
    // A threshold for each input too.
    assert!(wrong(&judge! {"03-networks", "parameters",
        fn parameters(sizes: &[usize]) -> usize { sizes.windows(2).map(|pair| pair[0] * pair[1]).sum::<usize>() + sizes.iter().sum::<usize>() }
    }));
    // S0's formula, whatever the depth.
    assert!(wrong(&judge! {"03-networks", "parameters",
        fn parameters(sizes: &[usize]) -> usize {
            let (d, q, l) = (sizes[0], sizes[1], sizes[sizes.len() - 1]);
            if sizes.len() == 2 { (d + 1) * l } else { (d + l + 1) * q + l }
        }
    }));
}

#[test]
fn parity_by_one_neuron_or_for_two_inputs_only_is_wrong() {
    // At least one is OR.
    assert!(wrong(&judge! {"03-networks", "parity",
        fn parity(n: usize) -> Result<Network> {
            Network::new(vec![Layer::with_thresholds(Array2::ones((1, n)), &array![0.5], Step)])
        }
    }));
    // XOR for all sizes: what comes after the second input is not counted.
    assert!(wrong(&judge! {"03-networks", "parity",
        fn parity(n: usize) -> Result<Network> {
            let thresholds = Array1::from_shape_fn(n, |k| k as f64 + 0.5);
            let output = Array2::from_shape_fn((1, n), |(_, k)| [1.0, -1.0, 0.0][k.min(2)]);
            Network::new(vec![
                Layer::with_thresholds(Array2::ones((n, n)), &thresholds, Step),
                Layer::with_thresholds(output, &array![0.5], Step),
            ])
        }
    }));
    // Even instead of odd.
    assert!(wrong(&judge! {"03-networks", "parity",
        fn parity(n: usize) -> Result<Network> {
            let thresholds = Array1::from_shape_fn(n, |k| k as f64 + 0.5);
            let output = Array2::from_shape_fn((1, n), |(_, k)| if k % 2 == 0 { -1.0 } else { 1.0 });
            Network::new(vec![
                Layer::with_thresholds(Array2::ones((n, n)), &thresholds, Step),
                Layer::with_thresholds(output, &array![-0.5], Step),
            ])
        }
    }));
    // The right sums through another activation.
    assert!(wrong(&judge! {"03-networks", "parity",
        fn parity(n: usize) -> Result<Network> {
            let thresholds = Array1::from_shape_fn(n, |k| k as f64 + 0.5);
            let output = Array2::from_shape_fn((1, n), |(_, k)| if k % 2 == 0 { 1.0 } else { -1.0 });
            Network::new(vec![
                Layer::with_thresholds(Array2::ones((n, n)), &thresholds, Step),
                Layer::with_thresholds(output, &array![0.0], Identity),
            ])
        }
    }));
}

#[test]
fn a_dart_without_its_notch_or_with_two_hidden_layers_is_wrong() {
    // All four sides needed: the middle of the dart alone.
    assert!(wrong(&judge! {"03-networks", "dart",
        fn dart() -> Result<Network> {
            let sides = array![[2.0, -1.0], [-2.0, -1.0], [-1.0, 2.0], [1.0, 2.0]];
            Network::new(vec![
                Layer::with_thresholds(sides, &array![0.0, -8.0, 0.0, 4.0], Step),
                Layer::with_thresholds(array![[1.0, 1.0, 1.0, 1.0]], &array![3.5], Step),
            ])
        }
    }));
    // Any three of four: regions outside the long sides come in.
    assert!(wrong(&judge! {"03-networks", "dart",
        fn dart() -> Result<Network> {
            let sides = array![[2.0, -1.0], [-2.0, -1.0], [-1.0, 2.0], [1.0, 2.0]];
            Network::new(vec![
                Layer::with_thresholds(sides, &array![0.0, -8.0, 0.0, 4.0], Step),
                Layer::with_thresholds(array![[1.0, 1.0, 1.0, 1.0]], &array![2.5], Step),
            ])
        }
    }));
    // The library's own network has one layer more.
    assert!(wrong(&judge! {"03-networks", "dart",
        fn dart() -> Result<Network> {
            Regions::new(&[vec![(0.0, 0.0), (2.0, 1.0), (4.0, 0.0), (2.0, 4.0)]])?.network()
        }
    }));
    // A threshold with the wrong sign is refused with the point at which it shows.
    let verdict = judge! {"03-networks", "dart",
        fn dart() -> Result<Network> {
            let sides = array![[2.0, -1.0], [-2.0, -1.0], [-1.0, 2.0], [1.0, 2.0]];
            Network::new(vec![
                Layer::with_thresholds(sides, &array![0.0, 8.0, 0.0, 4.0], Step),
                Layer::with_thresholds(array![[2.0, 2.0, 1.0, 1.0]], &array![4.5], Step),
            ])
        }
    };
    assert!(verdict.to_string().contains("the output at ("), "{verdict}");
}

#[test]
fn a_frame_without_its_hole_or_inside_out_is_wrong() {
    assert!(wrong(&judge! {"03-networks", "hole",
        fn picture_frame() -> Result<Network> {
            Regions::new(&[
                vec![(0.0, 0.0), (6.0, 0.0), (6.0, 6.0), (0.0, 6.0)],
                vec![(2.0, 2.0), (4.0, 2.0), (4.0, 4.0), (2.0, 4.0)],
            ])?.network()
        }
    }));
    assert!(wrong(&judge! {"03-networks", "hole",
        fn picture_frame() -> Result<Network> {
            let network = Regions::new(&[
                vec![(0.0, 0.0), (6.0, 0.0), (6.0, 6.0), (0.0, 6.0)],
                vec![(2.0, 2.0), (4.0, 2.0), (4.0, 4.0), (2.0, 4.0)],
            ])?.network()?;
            let mut layers = network.layers().to_vec();
            layers[2] = Layer::with_thresholds(array![[-1.0, 1.0]], &array![0.5], Step);
            Network::new(layers)
        }
    }));
    // Errors of the library are told, not thrown.
    let verdict = judge! {"03-networks", "hole",
        fn picture_frame() -> Result<Network> { Network::new(vec![]) }
    };
    assert!(
        verdict.to_string().contains("the list of layers is empty"),
        "{verdict}"
    );
}
