//! What a sitting measured, as it is kept in `results.json`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use downhill::spread::Spread;
use downhill_bench_worker::{Description, Learned, Optimizer, Precision};
use serde::{Deserialize, Serialize};

use crate::machine::Machine;
use crate::plan::{Axis, Setting};

/// One sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// When, in UTC.
    pub date: String,
    /// Whether it was the short one.
    pub quick: bool,
    /// Where.
    pub machine: Machine,
    /// Who took part, ours first.
    pub contestants: Vec<Description>,
    /// Operations a second of one thread, in 32 and in 64 bits.
    pub peak: [f64; 2],
    /// The cells of the table.
    pub table: Vec<Measured>,
    /// The points of the curves.
    pub curves: Vec<Point>,
    /// The library's training loop beside the bare step.
    pub loops: Vec<Looped>,
    /// Learning the digits.
    pub digits: Vec<LearnedBy>,
    /// Memory.
    pub memory: Vec<Held>,
    /// Nanoseconds a step on the banana, round by round.
    pub banana: Vec<f64>,
}

/// One setting, measured for all contestants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
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
    /// Steps of a block.
    pub steps: usize,
    /// Of each contestant, in the order of [`Results::contestants`].
    pub times: Vec<Times>,
}

/// A contestant's rounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// Whose.
    pub name: String,
    /// Nanoseconds a step, round by round.
    pub nanoseconds: Vec<u64>,
    /// The loss to which a block led.
    pub loss: f64,
}

/// A point of a curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What grows along it.
    pub axis: Axis,
    /// How large it is here.
    pub at: usize,
    /// What was measured.
    pub measured: Measured,
}

/// The training loop and the bare step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Looped {
    /// Of which network.
    pub sizes: Vec<usize>,
    /// Samples a step.
    pub batch: usize,
    /// In which precision.
    pub precision: Precision,
    /// Nanoseconds an update of `Training::run`, round by round.
    pub run: Vec<u64>,
    /// Nanoseconds of the bare step, in the same rounds.
    pub bare: Vec<u64>,
}

/// How one contestant learnt the digits once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearnedBy {
    /// Who.
    pub name: String,
    /// Of the split, the weights and the order.
    pub seed: u64,
    /// How it went.
    pub learned: Learned,
}

/// What memory a contestant's process has held, in bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Who.
    pub name: String,
    /// Once it had started.
    pub started: Option<u64>,
    /// After training the largest network of the table in 32 bits.
    pub trained: Option<u64>,
}

impl Results {
    /// Reads a file.
    ///
    /// # Errors
    /// Those of the file, and of what it holds.
    pub fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_str(&text)
            .with_context(|| format!("{} holds something else", file.display()))
    }

    /// Writes it, one measurement a line.
    ///
    /// # Errors
    /// Those of the file.
    pub fn write(&self, file: &Path) -> Result<()> {
        fs::write(file, serde_json::to_string_pretty(self)? + "\n")
            .with_context(|| format!("cannot write {}", file.display()))
    }
}

impl Measured {
    /// What was measured of this setting.
    #[must_use]
    pub fn of(setting: &Setting, steps: usize, times: Vec<Times>) -> Self {
        Self {
            sizes: setting.sizes.clone(),
            batch: setting.batch,
            precision: setting.precision,
            optimizer: setting.optimizer,
            threads: setting.threads,
            steps,
            times,
        }
    }

    /// Our times, and those of the others.
    #[must_use]
    pub fn ours_and_others(&self) -> Option<(&Times, &[Times])> {
        self.times.split_first()
    }

    /// The fastest of the others by its best round, and how many times as long as ours that took: above 1 we are ahead.
    #[must_use]
    pub fn lead(&self) -> Option<(&Times, f64)> {
        let (ours, others) = self.ours_and_others()?;
        let fastest = others.iter().min_by_key(|times| times.best())?;
        Some((fastest, fastest.best() as f64 / ours.best() as f64))
    }

    /// The same ratio round by round: its spread says how far to trust it.
    ///
    /// # Errors
    /// Without rounds.
    pub fn paired(&self, other: &Times) -> Result<Spread> {
        let (ours, _) = self.ours_and_others().context("nobody was measured")?;
        ratios(&other.nanoseconds, &ours.nanoseconds)
    }
}

/// The spread of the ratios of two series, round by round.
///
/// # Errors
/// Without rounds.
pub fn ratios(above: &[u64], below: &[u64]) -> Result<Spread> {
    let ratios: Vec<f64> = above
        .iter()
        .zip(below)
        .map(|(&a, &b)| a as f64 / b as f64)
        .collect();
    Ok(Spread::of(&ratios)?)
}

impl Times {
    /// The shortest round.
    #[must_use]
    pub fn best(&self) -> u64 {
        self.nanoseconds.iter().copied().min().unwrap_or(u64::MAX)
    }

    /// How the rounds are spread.
    ///
    /// # Errors
    /// Without rounds.
    pub fn spread(&self) -> Result<Spread> {
        let rounds: Vec<f64> = self.nanoseconds.iter().map(|&n| n as f64).collect();
        Ok(Spread::of(&rounds)?)
    }
}
