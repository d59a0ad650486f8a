//! S0 §4.2, its second part: multi-layer feed-forward networks.

use std::error::Error;

use downhill::activation::Activation::{Sigmoid, Step};
use downhill::ndarray::array;
use downhill::network::regions::Regions;
use downhill::network::topology::Topology;
use downhill::network::{Layer, Network, init};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

use super::claim::{Claim, Value, Verdict};

const SOURCE: &str = "S0 §4.2";

pub(super) fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "S0-4.2-34",
            source: SOURCE,
            says: "Two layers of working neurons can do XOR: the outputs on (0,0), (1,0), (0,1), (1,1)",
            verdict: Verdict::Reproduced {
                expected: [0, 1, 1, 0].into(),
                tolerance: 0.0,
                computed: xor,
            },
        },
        Claim {
            id: "S0-4.2-35",
            source: SOURCE,
            says: "A two-layer perceptron for XOR, drawn with its weights",
            verdict: Verdict::CannotBeChecked {
                because: "the drawing is lost in our copy, and its weights with it; chapter 03 sets weights of its own",
            },
        },
        Claim {
            id: "S0-4.2-36",
            source: SOURCE,
            says: "Hidden and output neurons have an activation function, input neurons only take in",
            verdict: Verdict::CannotBeChecked {
                because: "it is a definition; chapter 03 shows that hidden neurons without activation add nothing",
            },
        },
        Claim {
            id: "S0-4.2-37",
            source: SOURCE,
            says: "Each neuron is connected to all of the next layer, to none of its own, past none: the connections of a 3-4-3-2 network to the next layer, within a layer, and elsewhere",
            verdict: Verdict::Computed {
                held: [3 * 4 + 4 * 3 + 3 * 2, 0, 0].into(),
                tolerance: 0.0,
                computed: connections,
                because: "the sizes are ours; a layer's neurons times those of the next, three times, and nothing else",
            },
        },
        Claim {
            id: "S0-4.2-38",
            source: SOURCE,
            says: "A two-layer network is one with a single hidden layer: working layers and hidden layers of a 3-4-2 network",
            verdict: Verdict::Reproduced {
                expected: [2, 1].into(),
                tolerance: 0.0,
                computed: || {
                    let network = network(&[3, 4, 2])?;
                    Ok([network.depth(), network.hidden_layers()].into())
                },
            },
        },
        Claim {
            id: "S0-4.2-39",
            source: SOURCE,
            says: "A network with any hidden layer is called multi-layer",
            verdict: Verdict::CannotBeChecked {
                because: "it is a definition",
            },
        },
        Claim {
            id: "S0-4.2-40",
            source: SOURCE,
            says: "Feed-forward means that the connections form no cycle: whether an order of evaluation exists for a 3-4-3-2 network, and whether one is left with a connection back",
            verdict: Verdict::Computed {
                held: [true, false].into(),
                tolerance: 0.0,
                computed: orders,
                because: "the sizes are ours, and so is the connection, from an output to a hidden neuron",
            },
        },
        Claim {
            id: "S0-4.2-41",
            source: SOURCE,
            says: "Feed-forward does not mean that signals cannot be sent back through the network",
            verdict: Verdict::CannotBeChecked {
                because: "it is shown by doing it: backpropagation, chapter 07",
            },
        },
        Claim {
            id: "S0-4.2-42",
            source: SOURCE,
            says: "A multi-layer perceptron with one output can tell the inside of the drawn region from the outside",
            verdict: Verdict::CannotBeChecked {
                because: "the drawn region and its answer are lost in our copy; the next row takes another",
            },
        },
        Claim {
            id: "S0-4.2-43",
            source: SOURCE,
            says: "The same for a region of our own, an arrow: how many of 10,000 random points a network with one output gets wrong",
            verdict: Verdict::Computed {
                held: 0.into(),
                tolerance: 0.0,
                computed: arrow,
                because: "the source says that it can be done, and draws a region that is lost in our copy; the arrow is ours",
            },
        },
    ]
}

fn network(sizes: &[usize]) -> downhill::Result<Network> {
    let activations = vec![Sigmoid; sizes.len() - 1];
    init::uniform(sizes, &activations, &mut ChaCha8Rng::seed_from_u64(1))
}

fn xor() -> Result<Value, Box<dyn Error>> {
    let network = Network::new(vec![
        Layer::with_thresholds(array![[1.0, 1.0], [1.0, 1.0]], &array![0.5, 1.5], Step),
        Layer::with_thresholds(array![[1.0, -1.0]], &array![0.5], Step),
    ])?;
    let outputs = network.forward_batch(&[[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])?;
    Ok(outputs.column(0).to_vec().into())
}

fn connections() -> Result<Value, Box<dyn Error>> {
    let layer_of = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3];
    let topology = Topology::of(&network(&[3, 4, 3, 2])?);
    let [mut next, mut within, mut elsewhere] = [0; 3];
    let connected = topology
        .connections()
        .indexed_iter()
        .filter(|(_, connected)| **connected);
    for ((from, to), _) in connected {
        match (layer_of[from], layer_of[to]) {
            (from, to) if to == from + 1 => next += 1,
            (from, to) if to == from => within += 1,
            _ => elsewhere += 1,
        }
    }
    Ok([next, within, elsewhere].into())
}

fn orders() -> Result<Value, Box<dyn Error>> {
    let mut topology = Topology::of(&network(&[3, 4, 3, 2])?);
    let forward = topology.evaluation_order().is_some();
    topology.connect(topology.neurons() - 1, 3)?;
    let back = topology.evaluation_order().is_some();
    Ok([forward, back].into())
}

fn arrow() -> Result<Value, Box<dyn Error>> {
    let corners = [(0, 1), (3, 1), (3, 0), (5, 2), (3, 4), (3, 3), (0, 3)];
    let corners = corners.map(|(x, y)| (f64::from(x), f64::from(y))).to_vec();
    let network = Regions::new(&[corners])?.network()?;
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut wrong = 0;
    for _ in 0..10_000 {
        let (x, y) = (rng.random_range(-1.0..6.0), rng.random_range(-1.0..5.0_f64));
        let above_the_middle = (y - 2.0).abs();
        let shaft = (0.0..=3.0).contains(&x) && above_the_middle <= 1.0;
        let head = x >= 3.0 && above_the_middle <= 5.0 - x;
        wrong += i32::from((network.forward(&[x, y])?[0] == 1.0) != (shaft || head));
    }
    Ok(wrong.into())
}
