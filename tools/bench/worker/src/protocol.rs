//! What the bench asks of a contestant, and what it answers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The precision in which a network is trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// 32 bits.
    F32,
    /// 64 bits.
    F64,
}

/// The rule that turns a gradient into a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Optimizer {
    /// The rate times the gradient, without momentum.
    Sgd,
    /// Adam with 0.9, 0.999 and 1e-8, without weight decay.
    Adam,
}

/// One training step to be measured: ReLU in all layers but the last, softmax and cross-entropy after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Initial weights and the batch: see [`Problem`](crate::Problem).
    pub file: PathBuf,
    /// The number of inputs, then the neurons of each layer.
    pub sizes: Vec<usize>,
    /// Samples a step.
    pub batch: usize,
    /// In which precision.
    pub precision: Precision,
    /// By which rule.
    pub optimizer: Optimizer,
    /// The learning rate.
    pub rate: f64,
}

/// Learn the digits until this share of the test set is right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digits {
    /// Initial weights and the training set, as of a [`Cell`] whose batch is the whole set.
    pub training: PathBuf,
    /// The test set, in the same form; its weights are not looked at.
    pub test: PathBuf,
    /// The number of inputs, then the neurons of each layer.
    pub sizes: Vec<usize>,
    /// Samples of the training set.
    pub samples: usize,
    /// Samples of the test set.
    pub tests: usize,
    /// Samples a step.
    pub batch: usize,
    /// Adam's rate.
    pub rate: f64,
    /// The share of the test set that is to be right.
    pub accuracy: f64,
    /// Give up after this many epochs.
    pub epochs: usize,
    /// Of the order in which the samples come.
    pub seed: u64,
}

/// One line to a contestant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "lowercase")]
pub enum Request {
    /// Say who you are.
    Describe,
    /// Read a problem, take memory, make a step or two. Not timed.
    Prepare(Cell),
    /// From the initial weights make one step, then so many by the clock.
    Measure {
        /// How many steps.
        steps: usize,
    },
    /// The most memory that the process has held so far.
    Memory,
    /// Train until the digits are read well.
    Digits(Digits),
    /// By the clock: so many epochs of batches of the prepared problem, by the library's own loop.
    Run {
        /// Batches an epoch: the prepared one, as often.
        batches: usize,
        /// How many epochs.
        epochs: usize,
    },
    /// The same work as of `Run`, step by step without the loop.
    Bare {
        /// Batches an epoch.
        batches: usize,
        /// How many epochs.
        epochs: usize,
    },
    /// The most fused multiplications and additions a second that one thread makes in registers.
    Peak {
        /// In which precision.
        precision: Precision,
    },
    /// The descent on the banana, its path not kept.
    Banana,
}

/// Who a contestant is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Description {
    /// As it is called in tables.
    pub name: String,
    /// Of the library that is measured.
    pub version: String,
    /// What multiplies its matrices, as far as it can tell, and on how many threads.
    pub products: String,
}

/// What a block of steps took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Seconds a step.
    pub seconds: f64,
    /// The loss that the last step began with.
    pub loss: f64,
}

/// What memory a process has held, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The most so far; none where the system does not tell.
    pub peak: Option<u64>,
}

/// How the digits were learnt.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// In training; judging is not counted.
    pub seconds: f64,
    /// How many epochs it took.
    pub epochs: usize,
    /// The share of the test set that was right in the end.
    pub accuracy: f64,
}

/// One line from a contestant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// To `Describe`.
    Description(Description),
    /// To `Prepare`.
    Ready,
    /// To `Measure`, `Run`, `Bare` and `Banana`.
    Block(Block),
    /// To `Memory`.
    Memory(Memory),
    /// To `Digits`.
    Learned(Learned),
    /// To `Peak`: operations a second, a multiplication and an addition being two.
    Peak(f64),
    /// What went wrong.
    Error(String),
}
