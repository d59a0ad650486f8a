//! The loop in which several workers train, and who looks on.

use ndarray::ArrayView1;

use super::agree::agree;
use super::replica::Share;
use super::shards::Draw;
use super::tree::Tree;
use super::{DataParallel, ParallelRun, Shards, Workers};
use crate::check::{is_finite, same_shape};
use crate::error::Result;
use crate::network::{Network, check};
use crate::number::{Both, Float, Kernel, as_f64, number};
use crate::optim::Stop;

/// Whoever looks on.
type Look<'a, F> = Box<dyn FnMut(&ParallelRun<F>) -> Result<()> + 'a>;

impl<F: Float> DataParallel<F> {
    /// Trains. Every worker calls this, with the same network and with its own parts.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) for samples that do not fit the network, the errors of [`Loss::value`](crate::loss::Loss::value) for targets that do not fit the
    /// loss; [`Error::OutOfRange`](crate::Error::OutOfRange) for a rate that is not positive, for a batch that is not a multiple of the number of parts or larger than
    /// the training set, and for no epochs or no local steps; [`Error::Disagreement`](crate::Error::Disagreement) if the workers do not begin with the same weights and settings, and
    /// the errors of the workers.
    pub fn run(
        &self,
        network: &mut Network<F>,
        shards: &Shards<F>,
        workers: &mut dyn Workers<F>,
    ) -> Result<ParallelRun<F>> {
        self.on(shards, workers).run(network)
    }

    /// A training by these workers that is to be watched, or to go on from where another one ended.
    pub fn on<'a>(
        &'a self,
        shards: &'a Shards<F>,
        workers: &'a mut dyn Workers<F>,
    ) -> ParallelSession<'a, F> {
        ParallelSession::new(self, shards, workers)
    }
}

/// A training by several workers with what else takes part in it. Made by [`DataParallel::on`].
///
/// # Examples
/// A run that is interrupted and goes on is the uninterrupted one, to the last bit, even with fewer workers:
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Network, init};
/// use downhill::parallel::{Alone, DataParallel, Shards, on_threads};
/// use downhill::{activation::Activation::{Sigmoid, Tanh}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let xor: Samples = logic::xor().into();
/// let start: Network = init::xavier(&[2, 3, 1], &[Tanh, Sigmoid], &mut ChaCha8Rng::seed_from_u64(1))?;
/// let to = |epochs| DataParallel::new(Loss::HalfSquaredError, 0.5).batch(4).epochs(epochs);
///
/// let first = on_threads(4, |workers| {
///     to(30).run(&mut start.clone(), &Shards::deal(&xor, 4, workers)?, workers)
/// })?;
/// let shards = Shards::deal(&xor, 4, &Alone)?;
/// let mut network = start.clone();
/// let rest = to(100).on(&shards, &mut Alone).resume(&first[0]).run(&mut network)?;
/// let whole = to(100).run(&mut start.clone(), &shards, &mut Alone)?;
/// assert_eq!(rest, whole);
/// # Ok::<(), downhill::Error>(())
/// ```
#[must_use]
pub struct ParallelSession<'a, F: Float = f64> {
    settings: &'a DataParallel<F>,
    shards: &'a Shards<F>,
    workers: &'a mut dyn Workers<F>,
    earlier: Option<&'a ParallelRun<F>>,
    looks: Vec<(usize, Look<'a, F>)>,
}

impl<'a, F: Float> ParallelSession<'a, F> {
    pub(super) fn new(
        settings: &'a DataParallel<F>,
        shards: &'a Shards<F>,
        workers: &'a mut dyn Workers<F>,
    ) -> Self {
        Self {
            settings,
            shards,
            workers,
            earlier: None,
            looks: Vec::new(),
        }
    }

    /// Goes on from where this run ended, with its weights and with what its optimiser remembers. The result is that of one
    /// uninterrupted run, to the last bit, whatever the number of workers then and now. With local steps that holds if the run ended where replicas were averaged anyway.
    pub fn resume(mut self, run: &'a ParallelRun<F>) -> Self {
        self.earlier = Some(run);
        self
    }

    /// Calls a closure on every worker after each n-th update, and once more at the end; with local steps, at the first average from there on. Before that the workers make sure that
    /// their parameters are equal to the last bit. An error of the closure ends the run.
    pub fn every(mut self, n: usize, look: impl FnMut(&ParallelRun<F>) -> Result<()> + 'a) -> Self {
        self.looks.push((n.max(1), Box::new(look)));
        self
    }

    /// Trains. The network is left with the weights that were reached, all of them finite.
    ///
    /// # Errors
    /// Those of [`DataParallel::run`]; of an earlier run, [`Error::Shape`](crate::Error::Shape) if its weights do not fit the network, or if it had other
    /// parts, another batch, other local steps or another seed; and the errors of those who look on.
    pub fn run(self, network: &mut Network<F>) -> Result<ParallelRun<F>> {
        F::of(&TRAIN)(self, network)
    }

    /// Calls those who want to look after an update between `from` and now.
    fn show(&mut self, run: &ParallelRun<F>, from: usize, end: bool) -> Result<()> {
        let due = |n: usize| end || run.updates() / n > from / n;
        if self.looks.iter().any(|&(n, _)| due(n)) {
            agree(self.workers, "weights", bits(run))?;
        }
        for (n, look) in &mut self.looks {
            if due(*n) {
                look(run)?;
            }
        }
        Ok(())
    }

    /// What the run begins with.
    fn begin(&self, network: &Network<F>) -> Result<ParallelRun<F>> {
        let settings = self.settings;
        let mut run = ParallelRun {
            parts: self.shards.parts(),
            batch: settings.batch,
            local_steps: settings.local_steps,
            seed: settings.seed,
            parameters: network.parameter_vector(),
            optimizer: settings.optimizer.clone(),
            losses: Vec::new(),
            stop: Stop::EpochLimit {
                limit: settings.epochs,
            },
        };
        run.optimizer.reset();
        let Some(earlier) = self.earlier else {
            return Ok(run);
        };
        same_shape(
            "parts, batch, local steps and seed of the earlier run and of this one",
            &earlier.settings(),
            &run.settings(),
        )?;
        same_shape(
            "the weights of the earlier run and those of the network",
            &[earlier.parameters.len()],
            &[run.parameters.len()],
        )?;
        Ok(ParallelRun {
            stop: run.stop,
            ..earlier.clone()
        })
    }
}

static TRAIN: Both<Train> = Both {
    single: train,
    double: train,
};

struct Train;

impl Kernel for Train {
    type Of<F: Float> = fn(ParallelSession<'_, F>, &mut Network<F>) -> Result<ParallelRun<F>>;
}

fn train<F: Float>(
    mut session: ParallelSession<'_, F>,
    network: &mut Network<F>,
) -> Result<ParallelRun<F>> {
    let (settings, shards) = (session.settings, session.shards);
    let updates = settings.updates(shards)?;
    for part in shards.own() {
        let (inputs, targets) = (part.inputs().view(), part.targets().view());
        check(network, inputs, targets, settings.loss)?;
    }
    let mut run = session.begin(network)?;
    let agreed = [shards.count(), updates, run.updates()];
    let agreed = agreed.into_iter().chain(run.settings());
    agree(session.workers, "settings", agreed.map(|n| n as u64))?;
    agree(session.workers, "initial weights", bits(&run))?;

    let each = settings.batch / shards.parts();
    let part: F = F::one() / number(shards.parts() as f64);
    let mut share = Share::new(settings, Draw::of(shards, settings.seed), each);
    let (mut tree, mut scratch) = (Tree::new(), Vec::new());
    let mut before = run.parameters.clone();
    while run.updates() < updates {
        let from = run.updates();
        // The replicas meet after every so many updates, counted from the first of all, and at the end.
        let meet = (from / settings.local_steps + 1).saturating_mul(settings.local_steps);
        let steps = meet.min(updates) - from;
        let local = settings.local_steps > 1;
        if local {
            share.local_steps(&mut tree, network, &run, steps)?;
        } else {
            share.gradients(&mut tree, network, &run)?;
        }
        let mean = tree.sum();
        session.workers.sum(mean, &mut scratch)?;
        // Exact: the number of parts is a power of two.
        mean.iter_mut().for_each(|sum| *sum *= part);
        before.assign(&run.parameters);
        let losses = if local {
            share.take(mean, &mut run)?
        } else {
            let (gradient, losses) = mean.split_at(run.parameters.len());
            if losses[0].is_finite() {
                let rate = settings.schedule.rate(from);
                let gradient = ArrayView1::from(gradient);
                run.optimizer
                    .step(run.parameters.view_mut(), gradient, rate)?;
            }
            losses
        };
        let lost = losses.iter().position(|loss| !loss.is_finite());
        if lost.is_some() || !is_finite(&run.parameters) {
            let quantity = if lost.is_some() {
                "the loss"
            } else {
                "a weight"
            };
            let steps = from + lost.unwrap_or(steps);
            run.stop = Stop::NotFinite { quantity, steps };
            run.parameters.assign(&before);
            break;
        }
        run.losses.extend_from_slice(losses);
        session.show(&run, from, run.updates() == updates)?;
    }
    network.assign(run.parameters.view());
    Ok(run)
}

/// The weights that were reached, bit by bit.
fn bits<F: Float>(run: &ParallelRun<F>) -> impl Iterator<Item = u64> {
    let parameters = run.parameters.iter();
    parameters.map(|&parameter| as_f64(parameter).to_bits())
}
