//! The same training many times, each time from other first weights.

use std::ops::Range;

use ndarray::Array2;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

#[cfg(feature = "stats")]
use super::accuracy;
use super::{Session, Training, TrainingRun};
use crate::data::Samples;
use crate::error::{Error, Result};
#[cfg(feature = "stats")]
use crate::loss::Loss;
use crate::network::{Architecture, Network};
use crate::norm::root;
#[cfg(feature = "stats")]
use crate::spread::Spread;
use crate::threads::in_parallel;

/// The architecture of a network and how it is trained: all that one trial needs but its samples and its seed.
///
/// The samples come in a new random order every epoch, unless told [otherwise](Recipe::in_order). Optimiser and rates are those of the training, whichever
/// they are. Several trials run at a time, one a core; the digits are those of one after the other.
///
/// # Examples
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Architecture, Initializer};
/// use downhill::optim::Momentum;
/// use downhill::train::{Recipe, Training};
/// use downhill::{activation::Activation::Tanh, loss::Loss};
/// let architecture = Architecture::stack([2, 1], 1, 4, Tanh, Initializer::Xavier);
/// let training = Training::new(Loss::MeanSquaredError, 0.2).optimizer(Momentum::new(0.9)?).max_epochs(2_000).target_loss(0.01);
/// let xor: Samples = logic::xor().into();
/// let trials = Recipe::new(architecture, training).trials(&xor, 0..10)?;
/// let learnt = trials.iter().filter(|trial| trial.run.stop().converged()).count();
/// assert!(learnt >= 8);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Recipe {
    pub(super) architecture: Architecture,
    pub(super) training: Training,
    pub(super) in_order: bool,
}

/// A network before and after training, and the run between.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// With its first weights.
    pub start: Network,
    /// As training left it.
    pub network: Network,
    /// How training went.
    pub run: TrainingRun,
}

impl Recipe {
    /// This training of networks of this architecture.
    pub fn new(architecture: Architecture, training: Training) -> Self {
        Self {
            architecture,
            training,
            in_order: false,
        }
    }

    /// The same recipe without shuffling: every epoch takes the samples as they come, as S0's algorithm does.
    ///
    /// ```
    /// use downhill::{activation::Activation::Sigmoid, data::{Samples, logic}, loss::Loss};
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Batch, Recipe, Training};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let architecture = Architecture::new(&[2, 2, 1], &[Sigmoid; 2], Initializer::Uniform);
    /// let training = Training::new(Loss::HalfSquaredError, 2.0).batch(Batch::Single).max_epochs(100);
    /// let xor: Samples = logic::xor().into();
    /// let trial = Recipe::new(architecture.clone(), training.clone()).in_order().trial(&xor, 3)?;
    /// let mut network = architecture.draw(&mut ChaCha8Rng::seed_from_u64(3))?;
    /// training.run(&mut network, &xor)?;
    /// assert_eq!(trial.network, network);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.in_order = true;
        self
    }

    /// Draws a network from this seed and trains it. The same generator then puts the samples in order.
    ///
    /// # Errors
    /// Those of [`Architecture::draw`] and [`Training::run_shuffled`].
    pub fn trial(&self, samples: &Samples, seed: u64) -> Result<Trial> {
        self.trial_with(samples, &mut ChaCha8Rng::seed_from_u64(seed))
    }

    /// Draws a network from this generator and trains it; the generator goes on to put the samples in order.
    ///
    /// # Errors
    /// As for [`trial`](Self::trial).
    pub fn trial_with(&self, samples: &Samples, rng: &mut ChaCha8Rng) -> Result<Trial> {
        self.trial_on(self.training.on(samples), rng)
    }

    fn trial_on(&self, session: Session<'_>, rng: &mut ChaCha8Rng) -> Result<Trial> {
        let start = self.architecture.draw(rng)?;
        let mut network = start.clone();
        let run = if self.in_order {
            session.run(&mut network)?
        } else {
            session.run_shuffled(&mut network, rng)?
        };
        Ok(Trial {
            start,
            network,
            run,
        })
    }

    /// One trial for each of these seeds, with a validation set that patience watches and by which the best weights are chosen, if the
    /// training asks for them. The seeds draw the same networks and orders as for [`trials`](Self::trials).
    ///
    /// # Errors
    /// As for [`trial`](Self::trial), and [`Error::Shape`](crate::Error::Shape) if the validation set does not fit.
    ///
    /// ```
    /// use downhill::data::digits;
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Recipe, Training};
    /// use downhill::{activation::Activation::Tanh, loss::Loss};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let (few, rest) = digits()?.samples()?.split(0.05, &mut ChaCha8Rng::seed_from_u64(0))?;
    /// let architecture = Architecture::stack([64, 10], 1, 16, Tanh, Initializer::Xavier);
    /// let training = Training::new(Loss::SoftmaxCrossEntropy, 1.0).max_epochs(1_000).patience(20).restore_best();
    /// let trials = Recipe::new(architecture, training).validated_trials(&few, &rest, 0..2)?;
    /// assert!(trials.iter().all(|trial| trial.run.epochs() == trial.run.restored().unwrap() + 20));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn validated_trials(
        &self,
        samples: &Samples,
        validation: &Samples,
        seeds: Range<u64>,
    ) -> Result<Vec<Trial>> {
        let trial = |seed: u64| {
            let session = self.training.on(samples).validation(validation);
            self.trial_on(session, &mut ChaCha8Rng::seed_from_u64(seed))
        };
        in_parallel(seeds, trial)
    }

    /// For each of these seeds, after how many epochs the [`accuracy`](super::accuracy) on the validation set is at least this for the first
    /// time; `None` if it was not within the limit of epochs. Training ends there. The seeds draw the same networks and orders as for
    /// [`trials`](Self::trials).
    ///
    /// # Errors
    /// As for [`validated_trials`](Self::validated_trials), and [`Error::OutOfRange`] for an accuracy that is not above 0 and
    /// at most 1.
    ///
    /// ```
    /// use downhill::data::digits;
    /// use downhill::network::{Architecture, Initializer};
    /// use downhill::train::{Batch, Recipe, Training};
    /// use downhill::{activation::Activation::Relu, loss::Loss};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let (training, validation) = digits()?.samples()?.split(0.5, &mut ChaCha8Rng::seed_from_u64(0))?;
    /// let architecture = Architecture::stack([64, 10], 1, 32, Relu, Initializer::He);
    /// let epochs = |batch: usize| {
    ///     let training_of = Training::new(Loss::SoftmaxCrossEntropy, 0.25).batch(Batch::Size(batch)).max_epochs(100);
    ///     Recipe::new(architecture.clone(), training_of).epochs_to(0.9, &training, &validation, 0..3)
    /// };
    /// assert!(epochs(8)?.iter().zip(epochs(64)?).all(|(small, large)| small < &large));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn epochs_to(
        &self,
        accuracy: f64,
        samples: &Samples,
        validation: &Samples,
        seeds: Range<u64>,
    ) -> Result<Vec<Option<usize>>> {
        if !(accuracy > 0.0 && accuracy <= 1.0) {
            return Err(Error::OutOfRange {
                name: "the accuracy to be reached",
                value: accuracy,
                range: "above 0 and at most 1",
            });
        }
        let epochs = |seed: u64| {
            let session = self.training.on(samples).validation(validation);
            let rng = &mut ChaCha8Rng::seed_from_u64(seed);
            let run = self.trial_on(session.until_accuracy(accuracy), rng)?.run;
            let reached = run
                .accuracies()
                .last()
                .is_some_and(|&last| last >= accuracy);
            Ok(reached.then_some(run.epochs()))
        };
        in_parallel(seeds, epochs)
    }

    /// One trial for each of these seeds.
    ///
    /// # Errors
    /// As for [`trial`](Self::trial).
    pub fn trials(&self, samples: &Samples, seeds: Range<u64>) -> Result<Vec<Trial>> {
        in_parallel(seeds, |seed| self.trial(samples, seed))
    }
}

impl Trial {
    /// The loss after each epoch over several trials that made equally many: a curve with its spread, in
    /// the form in which figures take it.
    ///
    /// # Errors
    /// [`Error::Empty`](crate::Error::Empty) without trials, [`Error::Shape`](crate::Error::Shape) if one stopped
    /// earlier than another, [`Error::NotFinite`](crate::Error::NotFinite) if a loss overflowed.
    #[cfg(feature = "stats")]
    pub fn losses(trials: &[Self]) -> Result<Vec<(f64, Spread)>> {
        let losses = trials.iter().map(|trial| trial.run.losses().to_vec());
        let spreads = Spread::across(&losses.collect::<Vec<Vec<f64>>>())?;
        Ok((0..).map(f64::from).zip(spreads).collect())
    }

    /// The spread of [`accuracy`] over several trials.
    ///
    /// # Errors
    /// [`Error::Empty`](crate::Error::Empty) without trials, and those of [`accuracy`].
    #[cfg(feature = "stats")]
    pub fn accuracies(trials: &[Self], samples: &Samples, loss: Loss) -> Result<Spread> {
        let of_trial = |trial: &Self| accuracy(&trial.network, samples, loss);
        Spread::of(&trials.iter().map(of_trial).collect::<Result<Vec<f64>>>()?)
    }

    /// How far each layer's weights went, as a fraction of the length they had at first.
    ///
    /// $$\frac{\lVert W_k - W_k^0 \rVert}{\lVert W_k^0 \rVert}$$
    pub fn moved(&self) -> Vec<f64> {
        let layers = self.start.layers().iter().zip(self.network.layers());
        let norm =
            |weights: &Array2<f64>| root(weights.fold(0.0, |sum, x| sum + x * x), weights.iter());
        layers
            .map(|(start, end)| norm(&(&end.weights - &start.weights)) / norm(&start.weights))
            .collect()
    }
}
