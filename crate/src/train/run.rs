//! What a training run leaves behind.

use crate::optim::Stop;

/// What came of a training run, beside the network that it trained.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingRun<F = f64> {
    pub(super) losses: Vec<F>,
    pub(super) updates: usize,
    pub(super) stop: Stop,
}

impl<F: Copy + Into<f64>> TrainingRun<F> {
    /// The loss over all samples: before the first epoch, then after each.
    pub fn losses(&self) -> &[F] {
        &self.losses
    }

    /// The loss at the end.
    pub fn loss(&self) -> F {
        self.losses[self.losses.len() - 1]
    }

    /// How often the whole training set was gone through, S0's rounds.
    pub fn epochs(&self) -> usize {
        self.losses.len() - 1
    }

    /// How often the parameters were changed.
    pub fn updates(&self) -> usize {
        self.updates
    }

    /// Why it ended.
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// The loss against the epoch, in the form in which figures take a line.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        let losses = self.losses.iter().enumerate();
        losses
            .map(|(epoch, &loss)| (epoch as f64, loss.into()))
            .collect()
    }
}
