//! What a parallel run leaves behind.

use ndarray::Array1;

use crate::number::Float;
use crate::optim::{Optimizer, Stop, same_state};

/// What came of a training by several workers: the same on all of them, to the last bit. It is all that it takes to go on, with
/// as many workers or another number of them ([`ParallelSession::resume`](super::ParallelSession::resume)).
#[derive(Debug, Clone)]
pub struct ParallelRun<F: Float = f64> {
    pub(crate) parts: usize,
    pub(crate) batch: usize,
    pub(crate) local_steps: usize,
    pub(crate) seed: u64,
    pub(crate) parameters: Array1<F>,
    /// With what it remembers.
    pub(crate) optimizer: Box<dyn Optimizer<F>>,
    pub(crate) losses: Vec<F>,
    pub(crate) stop: Stop,
}

impl<F: Float> PartialEq for ParallelRun<F> {
    fn eq(&self, other: &Self) -> bool {
        self.settings() == other.settings()
            && self.parameters == other.parameters
            && (&self.losses, self.stop) == (&other.losses, other.stop)
            && same_state(&*self.optimizer, &*other.optimizer)
    }
}

impl<F: Float> ParallelRun<F> {
    /// The weights that were reached, in the order of [`Network::parameter_vector`](crate::network::Network::parameter_vector).
    pub fn parameters(&self) -> &Array1<F> {
        &self.parameters
    }

    /// How often the parameters were changed; with local steps, those of each replica.
    pub fn updates(&self) -> usize {
        self.losses.len()
    }

    /// The mean loss over the batch of each update, with the parameters before it.
    pub fn losses(&self) -> &[F] {
        &self.losses
    }

    /// Why it ended.
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// What must be the same in a run that goes on.
    pub(super) fn settings(&self) -> [usize; 4] {
        let seed = self.seed as usize;
        [self.parts, self.batch, self.local_steps, seed]
    }
}
