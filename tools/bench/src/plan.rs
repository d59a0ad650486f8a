//! What is measured.

use std::time::Duration;

use downhill_bench_worker::{Optimizer, Precision};

/// A network, its batch, and how it is trained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The number of inputs, then the neurons of each layer.
    pub sizes: Vec<usize>,
    /// Samples a step.
    pub batch: usize,
    /// In which precision.
    pub precision: Precision,
    /// By which rule.
    pub optimizer: Optimizer,
    /// On how many threads.
    pub threads: usize,
}

/// The three networks of the table, with their batches.
pub const NETWORKS: [([usize; 3], usize); 3] = [
    ([64, 32, 10], 32),
    ([784, 128, 10], 64),
    ([784, 512, 10], 128),
];

/// The share of the test set at which a network reads the digits.
pub const ACCURACY: f64 = 0.95;

/// How much is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Rounds of a cell of the table.
    pub rounds: usize,
    /// Rounds of a point of a curve.
    pub rounds_of_curves: usize,
    /// How long a block of the fastest is.
    pub block: Duration,
    /// Neurons in the hidden layer of 784-?-10, batch 64.
    pub widths: Vec<usize>,
    /// Hidden layers of 128 neurons each, from 784 to 10, batch 64.
    pub depths: Vec<usize>,
    /// Batches of 784-128-10.
    pub batches: Vec<usize>,
    /// How often the digits are learnt.
    pub seeds: u64,
}

impl Plan {
    /// Some minutes.
    #[must_use]
    pub fn full() -> Self {
        Self {
            rounds: 15,
            rounds_of_curves: 7,
            block: Duration::from_millis(12),
            widths: vec![16, 32, 64, 128, 256, 512, 1024],
            depths: vec![1, 2, 3, 4, 6, 8],
            batches: vec![1, 4, 16, 64, 256, 1024],
            seeds: 10,
        }
    }

    /// About a minute.
    #[must_use]
    pub fn quick() -> Self {
        Self {
            rounds: 4,
            rounds_of_curves: 2,
            block: Duration::from_millis(6),
            widths: vec![16, 128, 512],
            depths: vec![1, 4],
            batches: vec![1, 16, 256],
            seeds: 2,
        }
    }

    /// The cells of the table: each network in both precisions by both rules on one thread, and the largest on two.
    #[must_use]
    pub fn table(&self) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (threads, networks) in [(1, &NETWORKS[..]), (2, &NETWORKS[2..])] {
            for &(sizes, batch) in networks {
                for optimizer in [Optimizer::Sgd, Optimizer::Adam] {
                    for precision in [Precision::F32, Precision::F64] {
                        settings.push(Setting {
                            sizes: sizes.to_vec(),
                            batch,
                            precision,
                            optimizer,
                            threads,
                        });
                    }
                }
            }
        }
        settings
    }

    /// The points of the curves, each with what it is a point of.
    #[must_use]
    pub fn curves(&self) -> Vec<(Axis, usize, Setting)> {
        let setting = |sizes, batch| Setting {
            sizes,
            batch,
            precision: Precision::F32,
            optimizer: Optimizer::Sgd,
            threads: 1,
        };
        let widths = self
            .widths
            .iter()
            .map(|&w| (Axis::Width, w, setting(vec![784, w, 10], 64)));
        let depths = self.depths.iter().map(|&d| {
            let sizes = [vec![784], vec![128; d], vec![10]].concat();
            (Axis::Depth, d, setting(sizes, 64))
        });
        let batches = self
            .batches
            .iter()
            .map(|&b| (Axis::Batch, b, setting(vec![784, 128, 10], b)));
        widths.chain(depths).chain(batches).collect()
    }
}

/// What grows along a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// Neurons in the hidden layer.
    Width,
    /// Hidden layers.
    Depth,
    /// Samples a step.
    Batch,
}

/// Multiplications and additions of one step's matrix products: forward, the gradient of the weights, and the way back
/// through all layers but the first.
#[must_use]
pub fn operations(sizes: &[usize], batch: usize) -> f64 {
    let products = sizes.windows(2).enumerate().map(|(k, pair)| {
        let product = 2.0 * (batch * pair[0] * pair[1]) as f64;
        if k == 0 { 2.0 * product } else { 3.0 * product }
    });
    products.sum()
}
