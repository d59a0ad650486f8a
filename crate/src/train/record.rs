//! What a training run writes down after each epoch.

use ndarray::{Array2, s};

use super::accuracy::right;
use super::{Losses, Training, TrainingRun};
use crate::data::Samples;
use crate::error::Result;
use crate::network::{Backprop, Network, check};
use crate::number::{Float, number};

/// So many samples go forward at once: what a pass computes on its way then stays in the caches.
const AT_ONCE: usize = 256;

/// What is written down after each epoch, and the memory that it takes.
pub(super) struct Record<'a, F: Float> {
    training: &'a Training<F>,
    samples: &'a Samples<F>,
    /// Whether the mean over an epoch's batches will do.
    running: bool,
    pass: Backprop<F>,
    /// What the samples of this epoch have lost so far; of one batch, the loss.
    pub(super) batches: F,
    /// The outputs in the samples' own order.
    outputs: Array2<F>,
    validation_outputs: Array2<F>,
}

impl<'a, F: Float> Record<'a, F> {
    pub(super) fn new(training: &'a Training<F>, samples: &'a Samples<F>, size: usize) -> Self {
        Self {
            training,
            samples,
            running: training.losses == Losses::Running && size < samples.count(),
            pass: Backprop::new(),
            batches: F::zero(),
            outputs: Array2::zeros((0, 0)),
            validation_outputs: Array2::zeros((0, 0)),
        }
    }

    /// The loss of the training set: from a pass of all samples that has been made, or as the settings say.
    pub(super) fn training_loss(
        &mut self,
        run: &mut TrainingRun<F>,
        network: &Network<F>,
        passed: Option<&Backprop<F>>,
    ) -> Result<()> {
        let loss = self.training.loss;
        let targets = self.samples.targets();
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
            None => {
                all_outputs(&mut self.pass, network, self.samples, &mut self.outputs);
                loss.of(&self.outputs.view(), &targets.view())
            }
        });
        Ok(())
    }

    /// The loss and the accuracy of the validation set, and the best weights so far.
    pub(super) fn validation(
        &mut self,
        run: &mut TrainingRun<F>,
        network: &Network<F>,
        samples: Option<&Samples<F>>,
    ) -> Result<()> {
        if let Some(samples) = samples {
            let (inputs, targets, loss) = (
                samples.inputs().view(),
                samples.targets().view(),
                self.training.loss,
            );
            check(network, inputs, targets, loss)?;
            all_outputs(
                &mut self.pass,
                network,
                samples,
                &mut self.validation_outputs,
            );
            let outputs = self.validation_outputs.view();
            run.validation_losses.push(loss.of(&outputs, &targets));
            run.accuracies.push(right(&outputs, &targets, loss));
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

/// The outputs for all samples.
fn all_outputs<F: Float>(
    pass: &mut Backprop<F>,
    network: &Network<F>,
    samples: &Samples<F>,
    outputs: &mut Array2<F>,
) {
    if outputs.dim() != samples.targets().dim() {
        *outputs = Array2::zeros(samples.targets().dim());
    }
    for from in (0..samples.count()).step_by(AT_ONCE) {
        let to = samples.count().min(from + AT_ONCE);
        let (inputs, _) = samples.batch(from, to);
        let part = pass.outputs_checked(network.own(), inputs);
        outputs.slice_mut(s![from..to, ..]).assign(&part);
    }
}
