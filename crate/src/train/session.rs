//! The loop that trains a network, and who takes part in it.

use ndarray::{Array2, ArrayView1};
use rand::{Rng, seq::SliceRandom};

use super::accuracy::right;
use super::{Losses, Training, TrainingRun};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::network::{Backprop, Network};
use crate::number::{Both, Float, Kernel, number};
use crate::optim::{Moment, Observer, Source, Stop, Watchers};

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
}

impl<'a, F: Float> Session<'a, F> {
    pub(super) fn new(training: &'a Training<F>, samples: &'a Samples<F>) -> Self {
        Self {
            training,
            samples,
            validation: None,
            watchers: Watchers::none(),
            earlier: None,
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
    /// network or its samples were not as many; [`Error::OutOfRange`] if it had a validation set and this
    /// has none, or the other way round.
    pub fn run(self, network: &mut Network<F>) -> Result<TrainingRun<F>> {
        F::of(&TRAIN)(self, network, &mut |_| false)
    }

    /// Trains with the samples in a new random order every epoch.
    ///
    /// # Errors
    /// As for [`run`](Self::run).
    pub fn run_shuffled(
        self,
        network: &mut Network<F>,
        rng: &mut impl Rng,
    ) -> Result<TrainingRun<F>> {
        F::of(&TRAIN)(self, network, &mut |order| {
            order.shuffle(rng);
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
        for (op, left, right) in [
            (
                "the order of the samples of the earlier run and these samples",
                earlier.order.len(),
                self.samples.count(),
            ),
            (
                "the losses of the validation set of the earlier run and those of the training set",
                earlier.validation_losses.len(),
                self.validation.map_or(0, |_| earlier.losses.len()),
            ),
        ] {
            if left != right {
                let (left, right) = (vec![left], vec![right]);
                return Err(Error::Shape { op, left, right });
            }
        }
        network.set_parameter_vector(&earlier.parameters)?;
        Ok(TrainingRun {
            restored: None,
            best: earlier.best.clone().filter(|_| self.training.restore_best),
            ..earlier.clone()
        })
    }
}

/// The training loop, for both precisions.
pub(super) static TRAIN: Both<Train> = Both {
    single: train,
    double: train,
};

pub(super) struct Train;

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
    let mut record = Record::new(training, samples, size);
    let mut pass = Backprop::new();
    let mut shuffled = samples.clone();
    samples.copy_in_order(&run.order, &mut shuffled);
    let mut epochs = run.losses.len().saturating_sub(1);
    run.stop = 'run: loop {
        // With all samples in one batch, the next update computes the loss after this epoch on its way.
        let one_batch = size >= samples.count() && epochs < training.max_epochs;
        if one_batch {
            if !run.reordered && reorder(&mut run.order) {
                samples.copy_in_order(&run.order, &mut shuffled);
                run.reordered = true;
            }
            let (inputs, targets) = (shuffled.inputs(), shuffled.targets());
            record.batches = pass.run(network, inputs, targets, training.loss)?;
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
        }
        if let Some(stop) = training.reason(&run.losses, run.watched()) {
            break stop;
        }
        if !run.reordered && reorder(&mut run.order) {
            samples.copy_in_order(&run.order, &mut shuffled);
        }
        run.reordered = false;
        record.batches = F::zero();
        for from in (0..samples.count()).step_by(size) {
            let to = samples.count().min(from + size);
            if !one_batch {
                let (inputs, targets) = shuffled.batch(from, to);
                let loss = pass.run(network, inputs, targets, training.loss)?;
                record.batches += loss * number((to - from) as f64);
                if !loss.is_finite() {
                    break 'run overflow("the loss", run.updates);
                }
            }
            let gradient = pass.gradient();
            if !finite(gradient) {
                break 'run overflow("the gradient", run.updates);
            }
            let rate = training.schedule.rate(run.updates);
            run.optimizer
                .step(run.parameters.view_mut(), gradient, rate)?;
            if !finite(run.parameters.view()) {
                // The network still has the last finite weights.
                run.parameters = network.parameter_vector();
                break 'run overflow("a weight", run.updates);
            }
            network.assign(run.parameters.view());
            run.updates += 1;
        }
        epochs += 1;
    };
    if let Some((epoch, best)) = &run.best {
        network.assign(best.view());
        run.restored = Some(*epoch);
    }
    Ok(run)
}

fn overflow(quantity: &'static str, steps: usize) -> Stop {
    Stop::NotFinite { quantity, steps }
}

fn finite<F: Float>(vector: ArrayView1<'_, F>) -> bool {
    // No early end, so that it is a loop for vector instructions.
    vector.fold(true, |finite, x| finite & x.is_finite())
}

/// What is written down after each epoch, and the memory that it takes.
struct Record<'a, F: Float> {
    training: &'a Training<F>,
    samples: &'a Samples<F>,
    /// Whether the mean over an epoch's batches will do.
    running: bool,
    pass: Backprop<F>,
    /// What the samples of this epoch have lost so far; of one batch, the loss.
    batches: F,
    /// The outputs in the samples' own order.
    outputs: Array2<F>,
}

impl<'a, F: Float> Record<'a, F> {
    fn new(training: &'a Training<F>, samples: &'a Samples<F>, size: usize) -> Self {
        Self {
            training,
            samples,
            running: training.losses == Losses::Running && size < samples.count(),
            pass: Backprop::new(),
            batches: F::zero(),
            outputs: Array2::zeros((0, 0)),
        }
    }

    /// The loss of the training set: from a pass of all samples that has been made, or as the settings say.
    fn training_loss(
        &mut self,
        run: &mut TrainingRun<F>,
        network: &Network<F>,
        passed: Option<&Backprop<F>>,
    ) -> Result<()> {
        let loss = self.training.loss;
        let (inputs, targets) = (self.samples.inputs(), self.samples.targets());
        let running = self.running && !run.losses.is_empty();
        run.losses.push(match passed {
            Some(_) if run.order.is_sorted() => self.batches,
            Some(pass) => {
                // Summed in the samples' own order: the same digits as by a pass of its own.
                let outputs = pass.output(network.depth() - 1);
                if self.outputs.is_empty() {
                    self.outputs = outputs.to_owned();
                }
                for (output, &row) in outputs.rows().into_iter().zip(&run.order) {
                    self.outputs.row_mut(row).assign(&output);
                }
                loss.of(&self.outputs.view(), &targets.view())
            }
            None if running => self.batches / number(self.samples.count() as f64),
            None => self.pass.loss(network, inputs, targets, loss)?,
        });
        Ok(())
    }

    /// The loss and the accuracy of the validation set, and the best weights so far.
    fn validation(
        &mut self,
        run: &mut TrainingRun<F>,
        network: &Network<F>,
        samples: Option<&Samples<F>>,
    ) -> Result<()> {
        if let Some(samples) = samples {
            let (inputs, targets) = (samples.inputs(), samples.targets());
            let loss = self
                .pass
                .loss(network, inputs, targets, self.training.loss)?;
            run.validation_losses.push(loss);
            let outputs = self.pass.output(network.depth() - 1);
            run.accuracies
                .push(right(&outputs, &targets.view(), self.training.loss));
        }
        if self.training.restore_best {
            let watched = run.watched();
            let (newest, before) = watched.split_last().expect("a loss has been recorded");
            if before.iter().all(|earlier| newest < earlier) {
                let epoch = before.len();
                run.best = Some((epoch, run.parameters.clone()));
            }
        }
        Ok(())
    }
}
