//! How long the workers' exchange takes.

use std::time::Instant;

use downhill::Result;
use downhill::number::Float;
use downhill::parallel::Workers;

use crate::Progress;

/// Workers with a clock that runs while this one waits for the others or exchanges numbers with them, and that counts the updates.
pub struct Timed<'a, F: Float> {
    workers: &'a mut dyn Workers<F>,
    progress: &'a Progress,
    update: usize,
    updates_a_sum: usize,
}

impl<'a, F: Float> Timed<'a, F> {
    /// A clock for a run that has made some updates, and makes so many between two sums.
    pub fn new(
        workers: &'a mut dyn Workers<F>,
        progress: &'a Progress,
        update: usize,
        updates_a_sum: usize,
    ) -> Self {
        progress.reached(update);
        Self {
            workers,
            progress,
            update,
            updates_a_sum,
        }
    }

    fn time<T>(&mut self, work: impl FnOnce(&mut dyn Workers<F>) -> T) -> T {
        let begin = Instant::now();
        let result = work(self.workers);
        self.progress.exchanged(begin.elapsed());
        result
    }
}

impl<F: Float> Workers<F> for Timed<'_, F> {
    fn count(&self) -> usize {
        self.workers.count()
    }

    fn rank(&self) -> usize {
        self.workers.rank()
    }

    fn exchange(&mut self, with: usize, sent: &[F], received: &mut [F]) -> Result<()> {
        self.time(|workers| workers.exchange(with, sent, received))
    }

    fn sum(&mut self, numbers: &mut [F], scratch: &mut Vec<F>) -> Result<()> {
        self.time(|workers| workers.sum(numbers, scratch))?;
        self.update += self.updates_a_sum;
        self.progress.reached(self.update);
        Ok(())
    }
}
