//! How to train a network: what is chosen beforehand.

use crate::check::positive;
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::number::{Float, as_f64};
use crate::optim::{Optimizer, Schedule, Stop, plain};

use super::{Penalty, Sampling};

/// How many samples each update looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Batch {
    /// One after the other: S0's *standard* backpropagation.
    Single,
    /// So many, one batch after the other; the last one of an epoch may be smaller. More than there are samples is an error.
    Size(usize),
    /// All of them: S0's *accumulated* backpropagation, one update an epoch.
    Full,
}

impl Batch {
    /// How many of so many samples are one batch.
    pub(super) fn size(self, samples: usize) -> Result<usize> {
        match self {
            Self::Single => Ok(1),
            Self::Full => Ok(samples),
            Self::Size(size) if (1..=samples).contains(&size) => Ok(size),
            Self::Size(size) => Err(Error::Batch { size, samples }),
        }
    }
}

/// Which loss of the training set a run records after each epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Losses {
    /// The mean of what the batches lost as they came by, each with the weights of that moment. It costs
    /// nothing and lags behind: the first batches of an epoch were judged before the epoch taught anything.
    ///
    /// With all samples in one batch nothing lags: what is recorded is the loss after the epoch, which
    /// the next epoch computes anyway.
    #[default]
    Running,
    /// The loss over all samples with the weights after the epoch. It costs one more pass forward over the
    /// data an epoch, unless all samples are one batch.
    Whole,
}

/// How to train a network: the loss, the optimiser and its rates, how many samples an update looks at, and when to stop.
///
/// | setting | default |
/// |---|---|
/// | [`optimizer`](Self::optimizer) | [`GradientDescent`](crate::optim::GradientDescent) |
/// | [`batch`](Self::batch) | `Batch::Full` |
/// | [`sampling`](Self::sampling) | `Sampling::WithoutReplacement` |
/// | [`measure`](Self::measure) | `Losses::Running` |
/// | [`max_epochs`](Self::max_epochs) | 1,000 |
/// | [`target_loss`](Self::target_loss), [`patience`](Self::patience) | none |
/// | [`penalty`](Self::penalty), [`clip`](Self::clip) | none |
///
/// Whatever happens, the network is left with finite
/// weights: a run whose numbers overflow ends with that reason. If an update overflowed, they are those after the
/// last whole epoch.
///
/// # References
/// S0 §4.3, the algorithm and "accumulated BP".
///
/// # Examples
/// XOR, learnt by a network with three hidden neurons:
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Network, init};
/// use downhill::train::{Batch, Training};
/// use downhill::{activation::Activation::{Sigmoid, Tanh}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let xor: Samples = logic::xor().into();
/// let mut rng = ChaCha8Rng::seed_from_u64(1);
/// let mut network: Network = init::xavier(&[2, 3, 1], &[Tanh, Sigmoid], &mut rng)?;
/// let training = Training::new(Loss::HalfSquaredError, 0.5).batch(Batch::Single).target_loss(0.001).max_epochs(10_000);
/// let run = training.run(&mut network, &xor)?;
/// assert!(run.loss() < 0.001);
/// assert_eq!(run.updates(), 4 * run.epochs());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Training<F: Float = f64> {
    pub(super) loss: Loss,
    pub(super) optimizer: Box<dyn Optimizer<F>>,
    pub(super) schedule: Schedule<F>,
    pub(super) batch: Batch,
    pub(super) sampling: Sampling,
    pub(super) losses: Losses,
    pub(super) max_epochs: usize,
    target_loss: Option<F>,
    patience: Option<usize>,
    pub(super) penalty: Option<Penalty<F>>,
    pub(super) clip: Option<F>,
    pub(super) restore_best: bool,
}

impl<F: Float> Training<F> {
    /// Training by a loss with a rate, or a schedule whose step is the update; all samples at once.
    pub fn new(loss: Loss, rate: impl Into<Schedule<F>>) -> Self {
        Self {
            loss,
            optimizer: plain(),
            schedule: rate.into(),
            batch: Batch::Full,
            sampling: Sampling::default(),
            losses: Losses::default(),
            max_epochs: 1_000,
            target_loss: None,
            patience: None,
            penalty: None,
            clip: None,
            restore_best: false,
        }
    }

    /// The optimiser that turns gradients into steps. Every run begins with one that remembers nothing.
    #[must_use]
    pub fn optimizer(mut self, optimizer: impl Optimizer<F>) -> Self {
        self.optimizer = optimizer.boxed();
        self
    }

    /// How many samples each update looks at.
    #[must_use]
    pub fn batch(mut self, batch: Batch) -> Self {
        self.batch = batch;
        self
    }

    /// How the samples of an epoch are drawn. With replacement they can only be drawn at random:
    /// [`run_shuffled`](Self::run_shuffled), not [`run`](Self::run).
    #[must_use]
    pub fn sampling(mut self, sampling: Sampling) -> Self {
        self.sampling = sampling;
        self
    }

    /// Which loss of the training set is recorded, and looked at by [`target_loss`](Self::target_loss).
    #[must_use]
    pub fn measure(mut self, losses: Losses) -> Self {
        self.losses = losses;
        self
    }

    /// Stop after this many epochs at the latest.
    #[must_use]
    pub fn max_epochs(mut self, limit: usize) -> Self {
        self.max_epochs = limit;
        self
    }

    /// Stop as soon as the recorded loss of the training set is below this.
    #[must_use]
    pub fn target_loss(mut self, loss: F) -> Self {
        self.target_loss = Some(loss);
        self
    }

    /// Stop when the loss has not been lower than its lowest for this many epochs: the loss of the
    /// validation set if there is one, else that of the training set.
    #[must_use]
    pub fn patience(mut self, epochs: usize) -> Self {
        self.patience = Some(epochs);
        self
    }

    /// At the end, give the network the weights of the epoch whose loss was lowest: the loss of the
    /// validation set if there is one, else that of the training set. [`TrainingRun::restored`](super::TrainingRun::restored) says which.
    #[must_use]
    pub fn restore_best(mut self) -> Self {
        self.restore_best = true;
        self
    }

    /// Descend on S0's regularised objective with the balance $\lambda$ in the place of the loss alone: see [`Penalty`]. What a run records and
    /// what targets and patience look at stays the loss itself, so that runs with different $\lambda$ compare.
    ///
    /// A $\lambda$ outside (0, 1) is an error of the run.
    ///
    /// ```
    /// use downhill::data::{Samples, logic};
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Recipe, Training};
    /// use downhill::{activation::Activation::Tanh, loss::Loss};
    /// let xor: Samples = logic::xor().into();
    /// let architecture = Architecture::stack([2, 1], 1, 8, Tanh, Initializer::Xavier);
    /// let training = Training::new(Loss::MeanSquaredError, 0.2).max_epochs(2_000);
    /// let size = |training: Training| -> downhill::Result<f64> {
    ///     let trial = Recipe::new(architecture.clone(), training).trial(&xor, 1)?;
    ///     Ok(trial.network.parameter_vector().map(|w| w * w).sum())
    /// };
    /// assert!(size(training.clone().penalty(0.99))? < size(training)?);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn penalty(mut self, lambda: F) -> Self {
        self.penalty = Some(Penalty::of(lambda));
        self
    }

    /// Shorten every gradient $g$ that is longer than this limit $c$ to that length, in its own direction, before the
    /// optimiser sees it; with a [`penalty`](Self::penalty), the gradient of the whole objective.
    ///
    /// $$g \leftarrow g \cdot \min\Bigl(1, \frac{c}{\lVert g \rVert}\Bigr)$$
    ///
    /// A limit that is not positive is an error of the run.
    ///
    /// # References
    /// R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", *ICML* 2013,
    /// [arXiv:1211.5063](https://arxiv.org/abs/1211.5063), algorithm 1.
    ///
    /// ```
    /// use downhill::data::{Samples, logic};
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Recipe, Training};
    /// use downhill::{activation::Activation::Tanh, loss::Loss};
    /// let xor: Samples = logic::xor().into();
    /// let architecture = Architecture::stack([2, 1], 1, 8, Tanh, Initializer::Xavier);
    /// let training = Training::new(Loss::MeanSquaredError, 0.2).clip(0.05).max_epochs(1);
    /// let trial = Recipe::new(architecture, training).trial(&xor, 1)?;
    /// let step = trial.network.parameter_vector() - trial.start.parameter_vector();
    /// assert!((step.map(|x| x * x).sum().sqrt() - 0.2 * 0.05).abs() < 1e-12);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn clip(mut self, norm: F) -> Self {
        self.clip = Some(norm);
        self
    }

    /// The reason to stop with these losses so far, and those that patience watches, if there is one.
    pub(super) fn reason(&self, losses: &[F], watched: &[F]) -> Option<Stop> {
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
            let (before, recent) = watched.split_at(watched.len() - patience);
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
    pub(super) fn check(&self, samples: &Samples<F>) -> Result<usize> {
        self.schedule.check()?;
        positive("learning rate", self.schedule.rate(0))?;
        if let Some(target) = self.target_loss {
            positive("the target loss", target)?;
        }
        if let Some(penalty) = self.penalty {
            penalty.check()?;
        }
        if let Some(limit) = self.clip {
            positive("the limit of the gradient's norm", limit)?;
        }
        let size = self.batch.size(samples.count())?;
        for (name, value) in [
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
