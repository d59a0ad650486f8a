//! Who is connected to whom: a network as a directed graph, its weights left out.
//! Serves chapter 03, where it shows what "feed-forward" rules out.

use ndarray::{Array2, s};

use crate::number::Float;

use super::Network;
use crate::error::{Error, Result};

/// The connections among neurons, as a directed graph.
///
/// Neurons are numbered from 0: the inputs first, then layer by layer to the outputs. A
/// connection counts whatever its weight, even 0.
///
/// # References
/// S0 §4.2. A. B. Kahn, "Topological sorting of large networks", *Communications of the ACM* 5
/// (1962), 558–562, [doi:10.1145/368996.369025](https://doi.org/10.1145/368996.369025).
///
/// # Examples
/// ```
/// use downhill::{activation::Activation::Step, network::{Network, init, topology::Topology}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let network: Network = init::uniform(&[2, 2, 1], &[Step, Step], &mut ChaCha8Rng::seed_from_u64(0))?;
/// let mut topology = Topology::of(&network);
/// assert_eq!(topology.evaluation_order(), Some(vec![0, 1, 2, 3, 4]));
/// topology.connect(4, 2)?; // from the output back to a hidden neuron
/// assert_eq!(topology.evaluation_order(), None);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topology {
    connections: Array2<bool>,
}

impl Topology {
    /// The connections of a network.
    pub fn of<F: Float>(network: &Network<F>) -> Self {
        let sizes = network.sizes();
        let neurons = sizes.iter().sum();
        let mut connections = Array2::from_elem((neurons, neurons), false);
        let mut first = 0;
        for pair in sizes.windows(2) {
            let next = first + pair[0];
            let mut block = connections.slice_mut(s![first..next, next..next + pair[1]]);
            block.fill(true);
            first = next;
        }
        Self { connections }
    }

    /// Row $i$, column $j$: whether neuron $i$ sends its output to neuron $j$. The adjacency
    /// matrix of the graph.
    pub fn connections(&self) -> &Array2<bool> {
        &self.connections
    }

    /// How many neurons there are, inputs among them.
    pub fn neurons(&self) -> usize {
        self.connections.nrows()
    }

    /// Adds a connection, also one that no feed-forward network has.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a number that no neuron has.
    pub fn connect(&mut self, from: usize, to: usize) -> Result<()> {
        for (name, neuron) in [("from", from), ("to", to)] {
            if neuron >= self.neurons() {
                return Err(Error::OutOfRange {
                    name,
                    value: neuron as f64,
                    range: "less than the number of neurons",
                });
            }
        }
        self.connections[(from, to)] = true;
        Ok(())
    }

    /// An order in which every neuron comes after all that send to it, so that one pass
    /// computes every output; `None` if there is none, which is so exactly when connections form
    /// a cycle.
    pub fn evaluation_order(&self) -> Option<Vec<usize>> {
        let senders = |to: usize| self.connections.column(to).iter().filter(|&&c| c).count();
        let mut waiting_for: Vec<usize> = (0..self.neurons()).map(senders).collect();
        let mut order: Vec<usize> = (0..self.neurons())
            .filter(|&neuron| waiting_for[neuron] == 0)
            .collect();
        let mut done = 0;
        while done < order.len() {
            for (to, _) in self
                .connections
                .row(order[done])
                .iter()
                .enumerate()
                .filter(|(_, c)| **c)
            {
                waiting_for[to] -= 1;
                if waiting_for[to] == 0 {
                    order.push(to);
                }
            }
            done += 1;
        }
        (order.len() == self.neurons()).then_some(order)
    }
}
