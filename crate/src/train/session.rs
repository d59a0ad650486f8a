//! The loop that trains a network, and who takes part in it.

use rand::Rng;

use super::change::Change;
use super::record::Record;
use super::shuffled::Shuffled;
use super::{Sampling, Training, TrainingRun};
use crate::check::{is_finite, same_shape};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::network::{Backprop, Network, check};
use crate::number::{Both, Float, Kernel, number};
use crate::optim::{Moment, Observer, Source, Stop, Watchers};

impl<F: Float> Training<F> {
    /// Trains with the samples in the order given, epoch after epoch.
    ///
    /// # Errors
    /// [`Error::Shape`] for samples that do not fit the network, the errors of [`Loss::value`](crate::loss::Loss::value) for
    /// targets that do not fit the loss; [`Error::OutOfRange`] for a rate or a target loss that is not
    /// positive, or limits of 0 epochs; [`Error::Batch`] for batches of no samples, or of more than there are;
    /// [`Error::NotRandom`] if they should be drawn with replacement.
    pub fn run(&self, network: &mut Network<F>, samples: &Samples<F>) -> Result<TrainingRun<F>> {
        self.on(samples).run(network)
    }

    /// Trains with the samples in a new random order every epoch, or as [`sampling`](Self::sampling) says.
    ///
    /// # Errors
    /// As for [`run`](Self::run), but for [`Error::NotRandom`].
    pub fn run_shuffled(
        &self,
        network: &mut Network<F>,
        samples: &Samples<F>,
        rng: &mut impl Rng,
    ) -> Result<TrainingRun<F>> {
        self.on(samples).run_shuffled(network, rng)
    }

    /// A training with these samples that has a validation set, is to be watched, or is to go on from where
    /// another one ended: see [`Session`].
    pub fn on<'a>(&'a self, samples: &'a Samples<F>) -> Session<'a, F> {
        Session::new(self, samples)
    }
}

/// A training with its samples, and with what else takes part in it: a validation set, observers, an earlier
/// run to go on from. Made by [`Training::on`].
///
/// # Examples
/// Two parts of the digits: one to learn from, one to say when to stop.
/// ```
/// use downhill::data::digits;
/// use downhill::network::{Network, init};
/// use downhill::optim::{History, Momentum};
/// use downhill::train::{Batch, Training};
/// use downhill::{activation::Activation::{Identity, Relu}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let mut rng = ChaCha8Rng::seed_from_u64(1);
/// let (training_set, validation_set) = digits()?.samples()?.split(0.8, &mut rng)?;
/// let mut network: Network = init::he(&[64, 16, 10], &[Relu, Identity], &mut rng)?;
/// let mut history = History::default();
/// let run = Training::new(Loss::SoftmaxCrossEntropy, 0.05)
///     .optimizer(Momentum::new(0.9)?)
///     .batch(Batch::Size(64))
///     .max_epochs(20)
///     .patience(3)
///     .restore_best()
///     .on(&training_set)
///     .validation(&validation_set)
///     .observe(&mut history)
///     .run_shuffled(&mut network, &mut rng)?;
/// assert_eq!(run.validation_losses().len(), run.epochs() + 1);
/// assert!(run.accuracies()[run.restored().unwrap()] > 0.9);
/// # Ok::<(), downhill::Error>(())
/// ```
#[must_use]
pub struct Session<'a, F: Float = f64> {
    training: &'a Training<F>,
    samples: &'a Samples<F>,
    validation: Option<&'a Samples<F>>,
    watchers: Watchers<'a, F>,
    earlier: Option<&'a TrainingRun<F>>,
    accurate: Option<f64>,
}

impl<'a, F: Float> Session<'a, F> {
    fn new(training: &'a Training<F>, samples: &'a Samples<F>) -> Self {
        Self {
            training,
            samples,
            validation: None,
            watchers: Watchers::none(),
            earlier: None,
            accurate: None,
        }
    }

    /// Samples that are not learnt from. Their loss and the accuracy on them are recorded before the first
    /// epoch and after each, and [`Training::patience`] watches the loss.
    pub fn validation(mut self, samples: &'a Samples<F>) -> Self {
        self.validation = Some(samples);
        self
    }

    /// Lets somebody watch: a [`History`](crate::optim::History), a closure, or an observer of your own.
    pub fn observe(mut self, observer: &'a mut dyn Observer<F>) -> Self {
        self.watchers.add(observer);
        self
    }

    /// Calls a closure after every n-th epoch.
    pub fn every(mut self, n: usize, look: impl FnMut(&mut Moment<'_, F>) + 'a) -> Self {
        self.watchers.every(n, look);
        self
    }

    /// Calls a closure whenever the loss is lower than ever before in this session: the loss of the
    /// validation set if there is one.
    pub fn at_best(mut self, look: impl FnMut(&mut Moment<'_, F>) + 'a) -> Self {
        self.watchers.at_best(look);
        self
    }

    /// Stops as soon as the [`accuracy`](super::accuracy) on the validation set is at least this. Without a validation set it never is.
    pub fn until_accuracy(mut self, accuracy: f64) -> Self {
        self.accurate = Some(accuracy);
        self
    }

    /// Goes on from where this run ended: with its weights, with what its optimiser remembers, with the
    /// order of the samples, and with its losses, so that epochs and updates are counted on. With the
    /// generator of the earlier run, as that run left it, the result is that of one uninterrupted run, to
    /// the last bit.
    pub fn resume(mut self, run: &'a TrainingRun<F>) -> Self {
        self.earlier = Some(run);
        self
    }

    /// Trains with the samples in the order given, epoch after epoch.
    ///
    /// # Errors
    /// As for [`Training::run`]. Of a run to be resumed, [`Error::Shape`] if its weights do not fit the
    /// network, if its samples were not as many, or if it had a validation set and this has none, or the other way round.
    pub fn run(self, network: &mut Network<F>) -> Result<TrainingRun<F>> {
        if self.training.sampling == Sampling::WithReplacement {
            return Err(Error::NotRandom);
        }
        F::of(&TRAIN)(self, network, &mut |_| false)
    }

    /// Trains with the samples in a new random order every epoch, or as [`Training::sampling`] says.
    ///
    /// # Errors
    /// As for [`run`](Self::run), but for [`Error::NotRandom`].
    pub fn run_shuffled(
        self,
        network: &mut Network<F>,
        rng: &mut impl Rng,
    ) -> Result<TrainingRun<F>> {
        let sampling = self.training.sampling;
        F::of(&TRAIN)(self, network, &mut |order| {
            sampling.reorder(order, rng);
            true
        })
    }

    /// What the run begins with: nothing done yet, or what the earlier one left.
    fn begin(&self, network: &mut Network<F>) -> Result<TrainingRun<F>> {
        let Some(earlier) = self.earlier else {
            let mut optimizer = self.training.optimizer.clone();
            optimizer.reset();
            return Ok(TrainingRun::new(network, self.samples.count(), optimizer));
        };
        same_shape(
            "the order of the samples of the earlier run and these samples",
            &[earlier.order.len()],
            &[self.samples.count()],
        )?;
        same_shape(
            "the losses of the validation set of the earlier run and those of the training set",
            &[earlier.validation_losses.len()],
            &[self.validation.map_or(0, |_| earlier.losses.len())],
        )?;
        network.set_parameter_vector(&earlier.parameters)?;
        Ok(TrainingRun {
            restored: None,
            best: earlier.best.clone().filter(|_| self.training.restore_best),
            ..earlier.clone()
        })
    }
}

/// The training loop, for both precisions.
static TRAIN: Both<Train> = Both {
    single: train,
    double: train,
};

struct Train;

impl Kernel for Train {
    type Of<F: Float> = fn(
        Session<'_, F>,
        &mut Network<F>,
        &mut dyn FnMut(&mut [usize]) -> bool,
    ) -> Result<TrainingRun<F>>;
}

/// The whole training. `reorder` may change the order in which the samples come, and says whether it did.
fn train<F: Float>(
    mut session: Session<'_, F>,
    network: &mut Network<F>,
    reorder: &mut dyn FnMut(&mut [usize]) -> bool,
) -> Result<TrainingRun<F>> {
    let (training, samples) = (session.training, session.samples);
    let size = training.check(samples)?;
    let mut run = session.begin(network)?;
    check(
        network,
        samples.inputs().view(),
        samples.targets().view(),
        training.loss,
    )?;
    let mut record = Record::new(training, samples, size);
    let mut pass = Backprop::new();
    let mut change = Change::new(training, run.parameters.len());
    let mut shuffled = Shuffled::new(samples, &run.order);
    let mut epochs = run.losses.len().saturating_sub(1);
    run.stop = 'run: loop {
        // With all samples in one batch, the next update computes the loss after this epoch on its way.
        let all = training.sampling == Sampling::WithoutReplacement && size == samples.count();
        let one_batch = all && epochs < training.max_epochs;
        if one_batch {
            if !run.reordered && reorder(&mut run.order) {
                shuffled.reorder(&run.order);
                run.reordered = true;
            }
            let batch = shuffled.samples().batch(0, samples.count());
            let layers = network.with(slice(&run))?;
            record.batches = pass.run_checked(layers, batch, training.loss);
        }
        if run.losses.len() <= epochs {
            let passed = one_batch.then_some(&pass);
            record.training_loss(&mut run, network, passed)?;
            record.validation(&mut run, network, session.validation)?;
            let now = (epochs, training.max_epochs);
            let loss = Source::Known(run.loss());
            let validation = run.validation_losses.last().copied();
            let parameters = run.parameters.view();
            if epochs > 0 && session.watchers.look(now, loss, validation, parameters) {
                break Stop::Asked { steps: epochs };
            }
            let accuracy = run.accuracies.last();
            if accuracy
                .zip(session.accurate)
                .is_some_and(|(&now, needed)| now >= needed)
            {
                break Stop::Asked { steps: epochs };
            }
        }
        if let Some(stop) = training.reason(&run.losses, run.watched()) {
            break stop;
        }
        if !run.reordered && reorder(&mut run.order) {
            shuffled.reorder(&run.order);
        }
        run.reordered = false;
        record.batches = F::zero();
        for from in (0..samples.count()).step_by(size) {
            let to = samples.count().min(from + size);
            if !one_batch {
                let batch = shuffled.samples().batch(from, to);
                let layers = network.with(slice(&run))?;
                let loss = pass.run_checked(layers, batch, training.loss);
                record.batches += loss * number((to - from) as f64);
                if !loss.is_finite() {
                    break 'run overflow("the loss", run.updates);
                }
            }
            let gradient = change.of(pass.gradient(), run.parameters.view());
            let rate = training.schedule.rate(run.updates);
            run.optimizer
                .step(run.parameters.view_mut(), gradient, rate)?;
            if !is_finite(&run.parameters) {
                let gradient = is_finite(&gradient);
                let quantity = if gradient { "a weight" } else { "the gradient" };
                // The network still has the weights after the last whole epoch.
                run.parameters = network.parameter_vector();
                break 'run overflow(quantity, run.updates);
            }
            run.updates += 1;
        }
        network.assign(run.parameters.view());
        epochs += 1;
    };
    network.assign(run.parameters.view());
    if training.sampling == Sampling::WithReplacement {
        // What was drawn last has no say in what is drawn next: a run goes on from each sample once.
        run.order = (0..samples.count()).collect();
    }
    if let Some((epoch, best)) = &run.best {
        network.assign(best.view());
        run.restored = Some(*epoch);
    }
    Ok(run)
}

fn overflow(quantity: &'static str, steps: usize) -> Stop {
    Stop::NotFinite { quantity, steps }
}

fn slice<F: Float>(run: &TrainingRun<F>) -> &[F] {
    run.parameters.as_slice().expect("a vector of its own")
}
