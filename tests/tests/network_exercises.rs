//! The checks of chapter 03 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

/// The message of a refusal.
fn refusal(verdict: &Verdict) -> String {
    assert!(wrong(verdict), "{verdict}");
    verdict.to_string()
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("03-networks", "parameters", solution).passed());
    assert!(judge!("03-networks", "one-layer", solution).passed());
    assert!(judge!("03-networks", "parity", solution).passed());
    assert!(judge!("03-networks", "dart", solution).passed());
    assert!(judge!("03-networks", "hole", solution).passed());
    assert!(judge!("03-networks", "around", solution).passed());
    assert!(judge!("03-networks", "flat-frame", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("03-networks", "parameters", stub));
    stub(judge!("03-networks", "one-layer", stub));
    stub(judge!("03-networks", "parity", stub));
    stub(judge!("03-networks", "dart", stub));
    stub(judge!("03-networks", "hole", stub));
    stub(judge!("03-networks", "around", stub));
    stub(judge!("03-networks", "flat-frame", stub));
}

// The wrong answers of the page are judged by its doctest. Here are those that it has no room for.

#[test]
fn the_librarys_own_networks_are_refused() {
    let verdict = judge! {"03-networks", "hole",
        #[without(Regions)]
        fn picture_frame() -> Result<Network> {
            Regions::new(&[vec![(0.0, 0.0), (6.0, 0.0), (6.0, 6.0), (0.0, 6.0)]])?.network()
        }
    };
    assert!(refusal(&verdict).contains("Regions"), "{verdict}");
    let verdict = judge! {"03-networks", "parameters",
        #[without(Network, Layer, init)]
        fn parameters(sizes: &[usize]) -> usize {
            let network: Network = init::uniform(sizes, &vec![Sigmoid; sizes.len() - 1], &mut ChaCha8Rng::seed_from_u64(0)).unwrap();
            network.parameters()
        }
    };
    assert!(refusal(&verdict).contains("Network"), "{verdict}");
}

#[test]
fn other_networks_with_the_same_answers_are_right() {
    // Whole numbers as thresholds: at least 1, at least 2, and so on.
    assert!(judge! {"03-networks", "parity",
        fn parity(n: usize) -> Result<Network> {
            let at_least = Array1::from_shape_fn(n, |k| k as f64 + 1.0);
            let output = Array2::from_shape_fn((1, n), |(_, k)| if k % 2 == 0 { 1.0 } else { -1.0 });
            Network::new(vec![
                Layer::with_thresholds(Array2::ones((n, n)), &at_least, Step),
                Layer::with_thresholds(output, &array![1.0], Step),
            ])
        }
    }
    .passed());
    // Outer conditions that weigh more still.
    assert!(judge! {"03-networks", "flat-frame",
        fn flat_frame() -> Result<Network> {
            let directions = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]];
            let thresholds = array![0.0, -6.0, 0.0, -6.0, 2.0, -4.0, 2.0, -4.0];
            Network::new(vec![
                Layer::with_thresholds(Array2::from_shape_fn((8, 2), |(h, i)| directions[h % 4][i]), &thresholds, Step),
                Layer::with_thresholds(array![[5.0, 5.0, 5.0, 5.0, -1.0, -1.0, -1.0, -1.0]], &array![16.5], Step),
            ])
        }
    }
    .passed());
}

#[test]
fn one_neuron_is_no_parity() {
    let verdict = judge! {"03-networks", "parity",
        fn parity(n: usize) -> Result<Network> {
            Network::new(vec![Layer::with_thresholds(Array2::ones((1, n)), &array![0.5], Step)])
        }
    };
    assert!(
        refusal(&verdict).contains("the sizes of parity(1)"),
        "{verdict}"
    );
}
