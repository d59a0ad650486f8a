//! What a training run leaves behind.

use std::fmt;

use ndarray::Array1;

use crate::network::Network;
use crate::number::{Float, as_f64};
use crate::optim::{Optimizer, Stop, same_state};

/// What came of a training run, beside the network that it trained: how it went, why it ended, and all that
/// it takes to go on ([`Session::resume`](super::Session::resume)).
#[derive(Debug, Clone)]
pub struct TrainingRun<F: Float = f64> {
    pub(crate) losses: Vec<F>,
    pub(crate) validation_losses: Vec<F>,
    pub(crate) accuracies: Vec<f64>,
    pub(crate) updates: usize,
    pub(crate) stop: Stop,
    /// The weights that were reached, whichever the network was given at the end.
    pub(crate) parameters: Array1<F>,
    /// The epoch with the lowest loss and the weights after it, if they are to be restored.
    pub(crate) best: Option<(usize, Array1<F>)>,
    pub(crate) restored: Option<usize>,
    /// With what it remembers.
    pub(crate) optimizer: Box<dyn Optimizer<F>>,
    /// The order in which the samples came last.
    pub(crate) order: Vec<usize>,
    /// Whether this is the order of an epoch that did not come to an end.
    pub(crate) reordered: bool,
}

impl<F: Float> PartialEq for TrainingRun<F> {
    fn eq(&self, other: &Self) -> bool {
        self.losses == other.losses
            && self.validation_losses == other.validation_losses
            && self.accuracies == other.accuracies
            && (self.updates, self.stop) == (other.updates, other.stop)
            && (&self.parameters, &self.best) == (&other.parameters, &other.best)
            && (self.restored, &self.order, self.reordered)
                == (other.restored, &other.order, other.reordered)
            && same_state(&*self.optimizer, &*other.optimizer)
    }
}

impl<F: Float> TrainingRun<F> {
    /// Nothing done yet.
    pub(super) fn new(
        network: &Network<F>,
        samples: usize,
        optimizer: Box<dyn Optimizer<F>>,
    ) -> Self {
        Self {
            losses: Vec::new(),
            validation_losses: Vec::new(),
            accuracies: Vec::new(),
            updates: 0,
            stop: Stop::EpochLimit { limit: 0 },
            parameters: network.parameter_vector(),
            best: None,
            restored: None,
            optimizer,
            order: (0..samples).collect(),
            reordered: false,
        }
    }

    /// The loss of the training set: before the first epoch, then after each, as
    /// [`Losses`](super::Losses) says.
    pub fn losses(&self) -> &[F] {
        &self.losses
    }

    /// The last of the losses.
    pub fn loss(&self) -> F {
        self.losses[self.losses.len() - 1]
    }

    /// The loss of the validation set: before the first epoch, then after each. Empty without one.
    pub fn validation_losses(&self) -> &[F] {
        &self.validation_losses
    }

    /// The [`accuracy`](super::accuracy) on the validation set: before the first epoch, then after each. Empty
    /// without one; of use only where outputs name classes.
    pub fn accuracies(&self) -> &[f64] {
        &self.accuracies
    }

    /// How often the whole training set was gone through, S0's rounds.
    pub fn epochs(&self) -> usize {
        self.losses.len() - 1
    }

    /// After how many epochs the loss was below this for the first time; `None` if it never was. Losses are measured as
    /// [`Losses`](super::Losses) says.
    ///
    /// ```
    /// use downhill::{data::{Samples, logic}, loss::Loss, network::init, train::Training};
    /// use downhill::{activation::Activation::Sigmoid, rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let mut network = init::xavier(&[2, 4, 1], &[Sigmoid; 2], &mut ChaCha8Rng::seed_from_u64(0))?;
    /// let xor: Samples = logic::xor().into();
    /// let run = Training::new(Loss::HalfSquaredError, 8.0).max_epochs(1_000).run(&mut network, &xor)?;
    /// let arrived = run.epochs_below(0.01).expect("it learns");
    /// assert!(run.losses()[arrived] < 0.01 && run.losses()[arrived - 1] >= 0.01);
    /// assert_eq!(run.epochs_below(0.0), None);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn epochs_below(&self, loss: F) -> Option<usize> {
        self.losses.iter().position(|&reached| reached < loss)
    }

    /// How often the parameters were changed.
    pub fn updates(&self) -> usize {
        self.updates
    }

    /// Why it ended.
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// The epoch whose weights the network was given at the end, if
    /// [`restore_best`](super::Training::restore_best) was asked for; 0 are those of the start.
    pub fn restored(&self) -> Option<usize> {
        self.restored
    }

    /// The loss against the epoch, in the form in which figures take a line.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        curve(&self.losses)
    }

    /// The loss of the validation set against the epoch.
    pub fn validation_curve(&self) -> Vec<(f64, f64)> {
        curve(&self.validation_losses)
    }

    /// The losses by which one tells whether the network gets better.
    pub(super) fn watched(&self) -> &[F] {
        if self.validation_losses.is_empty() {
            &self.losses
        } else {
            &self.validation_losses
        }
    }
}

fn curve<F: Float>(losses: &[F]) -> Vec<(f64, f64)> {
    let losses = losses.iter().enumerate();
    losses
        .map(|(epoch, &loss)| (epoch as f64, as_f64(loss)))
        .collect()
}

impl<F: Float> fmt::Display for TrainingRun<F> {
    /// Epochs, updates, losses, and the reason. A precision such as `{:.4}` rounds the losses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = f.precision();
        let text = |loss: F| match precision {
            Some(digits) => format!("{loss:.digits$}"),
            None => loss.to_string(),
        };
        let (epochs, updates) = (self.epochs(), self.updates);
        let loss = text(self.loss());
        write!(f, "{epochs} epochs, {updates} updates, loss {loss}")?;
        if let Some(&validation) = self.validation_losses.last() {
            write!(f, ", validation loss {}", text(validation))?;
        }
        write!(f, "\n{}", self.stop)?;
        match self.restored {
            Some(epoch) => write!(f, "\nthe weights are those after epoch {epoch}, the best"),
            None => Ok(()),
        }
    }
}
