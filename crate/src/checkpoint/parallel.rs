//! All that a training by several workers needs to go on, in a file.

use std::path::Path;

use ndarray::Array1;

use super::file::{Reader, Writer};
use super::pieces::{one, put_optimizer, remembering, stop_from_numbers, stop_to_numbers};
use super::weights;
use crate::error::Result;
use crate::network::Network;
use crate::number::Float;
use crate::optim::Optimizer;
use crate::parallel::ParallelRun;

/// A training by several workers, ready to go on with as many of them or with another number: the network, and the run
/// with its losses and with what its optimiser remembers. It is the same on all workers, so one of them writes it.
///
/// The file is like that of a [`Checkpoint`](super::Checkpoint). The order of the samples needs no place in it: it follows from
/// the seed.
///
/// # Examples
/// ```
/// use downhill::checkpoint::ParallelCheckpoint;
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Network, init};
/// use downhill::optim::Momentum;
/// use downhill::parallel::{Alone, DataParallel, Shards};
/// use downhill::{activation::Activation::{Sigmoid, Tanh}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// # let folder = std::env::temp_dir().join("downhill-doctest-parallel");
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("xor.safetensors");
/// let xor: Samples = logic::xor().into();
/// let shards = Shards::deal(&xor, 4, &Alone)?;
/// let optimizer = Momentum::new(0.9)?;
/// let to = |epochs| DataParallel::new(Loss::HalfSquaredError, 0.1).optimizer(optimizer.clone()).batch(4).epochs(epochs);
/// let start: Network = init::xavier(&[2, 3, 1], &[Tanh, Sigmoid], &mut ChaCha8Rng::seed_from_u64(1))?;
///
/// let mut network = start.clone();
/// let half = to(50).run(&mut network, &shards, &mut Alone)?;
/// ParallelCheckpoint::new(&network, &half)?.save(&path)?;
///
/// let ParallelCheckpoint { mut network, run } = ParallelCheckpoint::load(&path, optimizer.clone())?;
/// let rest = to(100).on(&shards, &mut Alone).resume(&run).run(&mut network)?;
/// assert_eq!(rest, to(100).run(&mut start.clone(), &shards, &mut Alone)?);
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelCheckpoint<F: Float = f64> {
    /// The network, with the weights that the run has reached.
    pub network: Network<F>,
    /// The run.
    pub run: ParallelRun<F>,
}

impl<F: Float> ParallelCheckpoint<F> {
    /// What a run has reached, of a network with these layers.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape) if the run's weights are not as many as the network's.
    pub fn new(network: &Network<F>, run: &ParallelRun<F>) -> Result<Self> {
        let mut network = network.clone();
        network.set_parameter_vector(&run.parameters)?;
        let run = run.clone();
        Ok(Self { network, run })
    }

    /// Writes the file, whole or not at all: whatever happens meanwhile, under this name there is either the old
    /// file or the new one.
    ///
    /// # Errors
    /// [`Error::Checkpoint`](crate::Error::Checkpoint) if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let mut writer = Writer::default();
        weights::put(&mut writer, &self.network);
        let run = &self.run;
        put_optimizer(&mut writer, &*run.optimizer);
        writer.floats("run.losses", &[run.losses.len()], &run.losses);
        for (name, count) in counts(run) {
            writer.put(name, &[1], [count]);
        }
        writer.put("run.stop", &[3], stop_to_numbers(run.stop));
        writer.write(path.as_ref())
    }

    /// Reads the file. The optimiser is to be the one that the run had, with the settings that it had.
    ///
    /// # Errors
    /// As for [`Checkpoint::load`](super::Checkpoint::load).
    pub fn load(path: impl AsRef<Path>, optimizer: impl Optimizer<F>) -> Result<Self> {
        let reader = Reader::open(path.as_ref())?;
        let network: Network<F> = weights::take(&reader)?;
        let parameters: Array1<F> = network.parameter_vector();
        let mut run = ParallelRun {
            parts: 0,
            batch: 0,
            local_steps: 0,
            seed: 0,
            parameters,
            optimizer: remembering(&reader, &optimizer)?,
            losses: reader.floats("run.losses")?.1,
            stop: stop_from_numbers(&reader)?,
        };
        let count = |name| one(&reader, name, &reader.get::<u64>(name)?.1);
        run.parts = count(PARTS)? as usize;
        run.batch = count(BATCH)? as usize;
        run.local_steps = count(LOCAL_STEPS)? as usize;
        run.seed = count(SEED)?;
        Ok(Self { network, run })
    }
}

const PARTS: &str = "run.parts";
const BATCH: &str = "run.batch";
const LOCAL_STEPS: &str = "run.local_steps";
const SEED: &str = "run.seed";

fn counts<F: Float>(run: &ParallelRun<F>) -> [(&'static str, u64); 4] {
    [
        (PARTS, run.parts as u64),
        (BATCH, run.batch as u64),
        (LOCAL_STEPS, run.local_steps as u64),
        (SEED, run.seed),
    ]
}
