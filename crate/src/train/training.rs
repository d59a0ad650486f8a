//! The loop that trains a network.

use ndarray::{Array1, ArrayView1};
use rand::{Rng, seq::SliceRandom};

use super::TrainingRun;
use crate::check::positive;
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::network::{Backprop, Network};
use crate::number::{Both, Float, Kernel, as_f64};
use crate::optim::{Lent, Optimizer, Schedule, Stop};

/// How many samples each update looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Batch {
    /// One after the other: S0's *standard* backpropagation.
    Single,
    /// So many, one batch after the other; the last one of an epoch may be smaller.
    Size(usize),
    /// All of them: S0's *accumulated* backpropagation, one update an epoch.
    Full,
}

/// How to train a network: the loss, the rates, how many samples an update looks at, and when to stop.
///
/// Without any limit set it makes 1,000 epochs. Whatever happens, the network is left with finite
/// weights: a run whose numbers overflow ends with that reason.
///
/// # References
/// S0 §4.3, the algorithm and "accumulated BP".
///
/// # Examples
/// XOR, learnt by a network with three hidden neurons:
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Network, init};
/// use downhill::optim::GradientDescent;
/// use downhill::train::{Batch, Training};
/// use downhill::{activation::Activation::{Sigmoid, Tanh}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let xor: Samples = logic::xor().into();
/// let mut rng = ChaCha8Rng::seed_from_u64(1);
/// let mut network: Network = init::xavier(&[2, 3, 1], &[Tanh, Sigmoid], &mut rng)?;
/// let training = Training::new(Loss::HalfSquaredError, 0.5).batch(Batch::Single).target_loss(0.001).max_epochs(10_000);
/// let run = training.run(&mut network, &xor, &mut GradientDescent)?;
/// assert!(run.loss() < 0.001);
/// assert_eq!(run.updates(), 4 * run.epochs());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Training<F: Float = f64> {
    pub(super) loss: Loss,
    schedule: Schedule<F>,
    batch: Batch,
    max_epochs: usize,
    target_loss: Option<F>,
    patience: Option<usize>,
}

impl<F: Float> Training<F> {
    /// Training by a loss with a rate, or a schedule whose step is the update; all samples at once.
    pub fn new(loss: Loss, rate: impl Into<Schedule<F>>) -> Self {
        Self {
            loss,
            schedule: rate.into(),
            batch: Batch::Full,
            max_epochs: 1_000,
            target_loss: None,
            patience: None,
        }
    }

    /// How many samples each update looks at.
    #[must_use]
    pub fn batch(mut self, batch: Batch) -> Self {
        self.batch = batch;
        self
    }

    /// Stop after this many epochs at the latest.
    #[must_use]
    pub fn max_epochs(mut self, limit: usize) -> Self {
        self.max_epochs = limit;
        self
    }

    /// Stop as soon as the loss over all samples is below this.
    #[must_use]
    pub fn target_loss(mut self, loss: F) -> Self {
        self.target_loss = Some(loss);
        self
    }

    /// Stop when the loss has not been lower than its lowest for this many epochs.
    #[must_use]
    pub fn patience(mut self, epochs: usize) -> Self {
        self.patience = Some(epochs);
        self
    }

    /// Trains with the samples in the order given, epoch after epoch. The optimiser forgets what it did before.
    ///
    /// # Errors
    /// [`Error::Shape`] for samples that do not fit the network, the errors of [`Loss::value`] for
    /// targets that do not fit the loss; [`Error::OutOfRange`] for a rate or a target loss that is not
    /// positive, batches of 0 samples, or limits of 0 epochs.
    pub fn run(
        &self,
        network: &mut Network<F>,
        samples: &Samples<F>,
        optimizer: &mut (impl Optimizer<F> + ?Sized),
    ) -> Result<TrainingRun<F>> {
        F::of(&TRAIN)(self, network, samples, &mut Lent(optimizer), &mut |_| false)
    }

    /// Trains with the samples in a new random order every epoch.
    ///
    /// # Errors
    /// As for [`run`](Self::run).
    pub fn run_shuffled(
        &self,
        network: &mut Network<F>,
        samples: &Samples<F>,
        optimizer: &mut (impl Optimizer<F> + ?Sized),
        rng: &mut impl Rng,
    ) -> Result<TrainingRun<F>> {
        F::of(&TRAIN)(self, network, samples, &mut Lent(optimizer), &mut |order| {
            order.shuffle(rng);
            true
        })
    }

    /// The reason to stop with these losses so far, if there is one.
    fn reason(&self, losses: &[F]) -> Option<Stop> {
        let (epochs, loss) = (losses.len() - 1, losses[losses.len() - 1]);
        if !loss.is_finite() {
            return Some(Stop::NotFinite {
                quantity: "the loss",
                steps: epochs,
            });
        }
        if let Some(target) = self.target_loss
            && loss < target
        {
            return Some(Stop::SmallLoss {
                loss: as_f64(loss),
                target: as_f64(target),
            });
        }
        if let Some(patience) = self.patience
            && epochs >= patience
        {
            let (before, recent) = losses.split_at(losses.len() - patience);
            let lowest = |losses: &[F]| losses.iter().copied().fold(F::infinity(), F::min);
            if lowest(recent) >= lowest(before) {
                return Some(Stop::NoProgress {
                    epochs: patience,
                    lowest: as_f64(lowest(before)),
                });
            }
        }
        (epochs >= self.max_epochs).then_some(Stop::EpochLimit {
            limit: self.max_epochs,
        })
    }

    /// Checks what was asked for; answers with the number of samples a batch.
    fn check(&self, samples: &Samples<F>) -> Result<usize> {
        positive("learning rate", self.schedule.rate(0))?;
        if let Some(target) = self.target_loss {
            positive("the target loss", target)?;
        }
        let size = match self.batch {
            Batch::Single => 1,
            Batch::Size(size) => size,
            Batch::Full => samples.count(),
        };
        for (name, value) in [
            ("the number of samples a batch", size),
            ("the limit of epochs", self.max_epochs),
            ("the patience in epochs", self.patience.unwrap_or(1)),
        ] {
            if value == 0 {
                return Err(Error::OutOfRange {
                    name,
                    value: 0.0,
                    range: "1 or more",
                });
            }
        }
        Ok(size)
    }
}

static TRAIN: Both<Train> = Both {
    single: train,
    double: train,
};

struct Train;

impl Kernel for Train {
    type Of<F: Float> = fn(
        &Training<F>,
        &mut Network<F>,
        &Samples<F>,
        &mut dyn Optimizer<F>,
        &mut dyn FnMut(&mut [usize]) -> bool,
    ) -> Result<TrainingRun<F>>;
}

/// The whole training. `reorder` may change the order in which the samples come, and says whether it did.
fn train<F: Float>(
    training: &Training<F>,
    network: &mut Network<F>,
    samples: &Samples<F>,
    optimizer: &mut dyn Optimizer<F>,
    reorder: &mut dyn FnMut(&mut [usize]) -> bool,
) -> Result<TrainingRun<F>> {
    let size = training.check(samples)?;
    optimizer.reset();
    let mut learner = Learner::new(training, network);
    let mut losses = vec![learner.whole_loss(samples)?];
    let mut order: Vec<usize> = (0..samples.count()).collect();
    let mut shuffled = samples.clone();
    let stop = loop {
        if let Some(stop) = training.reason(&losses) {
            break stop;
        }
        if reorder(&mut order) {
            samples.copy_in_order(&order, &mut shuffled);
        }
        if let Some(stop) = learner.epoch(&shuffled, size, optimizer)? {
            break stop;
        }
        losses.push(learner.whole_loss(samples)?);
    };
    Ok(TrainingRun {
        losses,
        updates: learner.updates,
        stop,
    })
}

/// A network in training, with all memory that a step needs.
struct Learner<'a, F: Float> {
    training: &'a Training<F>,
    network: &'a mut Network<F>,
    pass: Backprop<F>,
    whole: Backprop<F>,
    parameters: Array1<F>,
    updates: usize,
}

impl<'a, F: Float> Learner<'a, F> {
    fn new(training: &'a Training<F>, network: &'a mut Network<F>) -> Self {
        Self {
            training,
            parameters: network.parameter_vector(),
            network,
            pass: Backprop::new(),
            whole: Backprop::new(),
            updates: 0,
        }
    }

    /// The loss over all samples.
    fn whole_loss(&mut self, samples: &Samples<F>) -> Result<F> {
        let (inputs, targets) = (samples.inputs(), samples.targets());
        self.whole
            .loss(self.network, inputs, targets, self.training.loss)
    }

    /// One update a batch, until all samples have been seen; the reason to stop if a number overflows.
    fn epoch(
        &mut self,
        samples: &Samples<F>,
        size: usize,
        optimizer: &mut dyn Optimizer<F>,
    ) -> Result<Option<Stop>> {
        for from in (0..samples.count()).step_by(size) {
            let to = samples.count().min(from + size);
            let stop = self.step(samples.batch(from, to), optimizer)?;
            if stop.is_some() {
                return Ok(stop);
            }
        }
        Ok(None)
    }

    fn step(
        &mut self,
        (inputs, targets): (ndarray::ArrayView2<'_, F>, ndarray::ArrayView2<'_, F>),
        optimizer: &mut dyn Optimizer<F>,
    ) -> Result<Option<Stop>> {
        let overflow = |quantity, steps| Ok(Some(Stop::NotFinite { quantity, steps }));
        let loss = self
            .pass
            .run(self.network, inputs, targets, self.training.loss)?;
        if !loss.is_finite() {
            return overflow("the loss", self.updates);
        }
        if !finite(self.pass.gradient()) {
            return overflow("the gradient", self.updates);
        }
        let rate = self.training.schedule.rate(self.updates);
        optimizer.step(self.parameters.view_mut(), self.pass.gradient(), rate)?;
        if !finite(self.parameters.view()) {
            return overflow("a weight", self.updates);
        }
        self.network.assign(self.parameters.view());
        self.updates += 1;
        Ok(None)
    }
}

fn finite<F: Float>(vector: ArrayView1<'_, F>) -> bool {
    vector.iter().all(|x| x.is_finite())
}
