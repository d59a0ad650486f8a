//! What a run says while it goes on: one JSON object a line.

use serde::{Deserialize, Serialize};

/// A line of what a run prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// Every worker, at the beginning.
    Worker {
        /// Which one, from 0.
        rank: usize,
        /// Of how many.
        workers: usize,
        /// The number of its process.
        process: u32,
    },
    /// The work, once.
    Work {
        /// Samples in the training set.
        samples: usize,
        /// Numbers in the gradient.
        parameters: usize,
        /// Bytes a number.
        bytes: usize,
        /// Samples an update, on all workers together.
        batch: usize,
        /// Parts of the batch.
        parts: usize,
        /// Updates between two sums.
        local_steps: usize,
        /// `fixed` or `engine`.
        order: String,
    },
    /// How far it is.
    Update {
        /// Updates so far.
        update: usize,
        /// The mean loss over the last batch.
        loss: f64,
        /// Since the beginning.
        seconds: f64,
        /// Of these, seconds in which the first worker waited for the others or exchanged numbers with them.
        exchange: f64,
    },
    /// A checkpoint is on the disk.
    Checkpoint {
        /// Updates so far.
        update: usize,
        /// The file.
        path: String,
    },
    /// The run is over.
    End {
        /// Updates in all.
        updates: usize,
        /// Why it ended.
        stop: String,
        /// The mean loss over the last batch.
        loss: f64,
        /// The share of the held-out samples that the network knows.
        accuracy: f64,
        /// From the first update of this run to the last.
        seconds: f64,
        /// Of these, in exchange.
        exchange: f64,
    },
}

impl Record {
    /// Prints the line.
    pub fn print(&self) {
        println!(
            "{}",
            serde_json::to_string(self).expect("names and numbers")
        );
    }
}
