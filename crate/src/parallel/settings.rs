//! How several workers train a network: what is chosen beforehand.

use super::Shards;
use crate::check::positive;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::number::Float;
use crate::optim::{Optimizer, Schedule, plain};

/// How several workers train one network: the loss, the optimiser and its rates, and how the work is shared.
///
/// | setting | default |
/// |---|---|
/// | [`optimizer`](Self::optimizer) | [`GradientDescent`](crate::optim::GradientDescent) |
/// | [`batch`](Self::batch) | 64 samples an update, on all workers together |
/// | [`local_steps`](Self::local_steps) | 1: the gradients of every update are averaged |
/// | [`epochs`](Self::epochs) | 10 |
/// | [`seed`](Self::seed) | 0 |
///
/// A batch of $B$ samples has $B / S$ of each of the $S$ parts of the training set. With $g_s$ the mean gradient over those of part $s$, the gradient of the
/// batch is
///
/// $$g = \frac{1}{S} \sum_{s=1}^S g_s$$
///
/// and every worker makes the same step with it. The sum is the binary tree of [`Workers::sum`](super::Workers::sum), of which each worker computes the
/// branch of its own parts, so that the run has the same digits with 1, 2, 4, …, $S$ workers.
///
/// # References
/// J. Dean et al., "Large scale distributed deep networks", *NeurIPS* 2012, for training of one network by many machines; P. Goyal et al., "Accurate,
/// large minibatch SGD: training ImageNet in 1 hour", 2017, [arXiv:1706.02677](https://arxiv.org/abs/1706.02677), §3, for the form with a sum over all.
///
/// # Examples
/// The same digits, with one worker and with four:
/// ```
/// use downhill::data::digits;
/// use downhill::network::{Network, init};
/// use downhill::optim::Momentum;
/// use downhill::parallel::{Alone, DataParallel, Shards, on_threads};
/// use downhill::{activation::Activation::{Identity, Relu}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let samples = digits()?.samples()?;
/// let start: Network = init::he(&[64, 16, 10], &[Relu, Identity], &mut ChaCha8Rng::seed_from_u64(1))?;
/// let training = DataParallel::new(Loss::SoftmaxCrossEntropy, 0.05).optimizer(Momentum::new(0.9)?).epochs(2);
///
/// let mut network = start.clone();
/// let alone = training.run(&mut network, &Shards::deal(&samples, 8, &Alone)?, &mut Alone)?;
/// let together = on_threads(4, |workers| {
///     let shards = Shards::deal(&samples, 8, workers)?;
///     training.run(&mut start.clone(), &shards, workers)
/// })?;
/// assert_eq!(together, vec![alone; 4]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct DataParallel<F: Float = f64> {
    pub(super) loss: Loss,
    pub(super) schedule: Schedule<F>,
    pub(super) optimizer: Box<dyn Optimizer<F>>,
    pub(super) batch: usize,
    pub(super) local_steps: usize,
    pub(super) epochs: usize,
    pub(super) seed: u64,
}

impl<F: Float> DataParallel<F> {
    /// Training by a loss with a rate, or a schedule whose step is the update.
    pub fn new(loss: Loss, rate: impl Into<Schedule<F>>) -> Self {
        Self {
            loss,
            schedule: rate.into(),
            optimizer: plain(),
            batch: 64,
            local_steps: 1,
            epochs: 10,
            seed: 0,
        }
    }

    /// The optimiser that turns gradients into steps. Every run begins with one that remembers nothing.
    #[must_use]
    pub fn optimizer(mut self, optimizer: impl Optimizer<F>) -> Self {
        self.optimizer = optimizer.boxed();
        self
    }

    /// How many samples an update looks at, on all workers together: a multiple of the number of parts.
    #[must_use]
    pub fn batch(mut self, samples: usize) -> Self {
        self.batch = samples;
        self
    }

    /// Local SGD: each part is learnt from by a replica of the network with parameters and an optimiser of its own. After so
    /// many updates of each, the replicas' parameters, and what their optimisers remember, are averaged. With 1, gradients are averaged instead.
    ///
    /// # References
    /// S. U. Stich, "Local SGD converges fast and communicates little", *ICLR* 2019, [arXiv:1805.09767](https://arxiv.org/abs/1805.09767); H. Yu, R. Jin and S.
    /// Yang, "On the linear speedup analysis of communication efficient momentum SGD for distributed non-convex optimization", *ICML* 2019,
    /// [arXiv:1905.03817](https://arxiv.org/abs/1905.03817), which averages the optimiser's memory as well.
    #[must_use]
    pub fn local_steps(mut self, updates: usize) -> Self {
        self.local_steps = updates;
        self
    }

    /// How often the training set is gone through.
    #[must_use]
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.epochs = epochs;
        self
    }

    /// What the order of the samples is drawn from: the same on all workers.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many updates an epoch has.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the batch is a multiple of the number of parts and fits into the training set.
    pub fn updates_per_epoch(&self, shards: &Shards<F>) -> Result<usize> {
        let each = self.batch / shards.parts();
        if each == 0 || !self.batch.is_multiple_of(shards.parts()) || each > shards.count() {
            return Err(Error::OutOfRange {
                name: "the number of samples a batch",
                value: self.batch as f64,
                range: "a multiple of the number of parts, and at most the training set",
            });
        }
        Ok(shards.count() / each)
    }

    /// How many updates the whole training has.
    pub(super) fn updates(&self, shards: &Shards<F>) -> Result<usize> {
        self.schedule.check()?;
        positive("learning rate", self.schedule.rate(0))?;
        for (name, value) in [
            ("the number of epochs", self.epochs),
            ("the number of local steps", self.local_steps),
        ] {
            if value == 0 {
                return Err(Error::OutOfRange {
                    name,
                    value: 0.0,
                    range: "1 or more",
                });
            }
        }
        Ok(self.epochs.saturating_mul(self.updates_per_epoch(shards)?))
    }
}
