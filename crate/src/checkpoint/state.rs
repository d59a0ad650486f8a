//! All that a training run needs to go on, in a file.

use std::path::Path;

use ndarray::Array1;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::file::{Reader, Writer};
use super::pieces::{one, put_optimizer, remembering, stop_from_numbers, stop_to_numbers};
use super::weights;
use crate::error::{Error, Result};
use crate::file_fault::Fault;
use crate::network::Network;
use crate::number::Float;
use crate::optim::Optimizer;
use crate::train::TrainingRun;

/// A training run at its end, ready to go on: the network, the run with its losses and with what its optimiser
/// remembers, and the generator that puts the samples in order.
///
/// The file holds the weights as [`Network::save`] writes them, and beside them tensors whose names begin with
/// `run.`, `optimizer.` and `generator.`: the losses, the order of the samples, the optimiser's vectors by name, and
/// seed, stream and position of the generator. Another library may read all of it.
///
/// # Examples
/// Half of a training today, half tomorrow:
/// ```
/// use downhill::checkpoint::Checkpoint;
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Network, init};
/// use downhill::optim::Momentum;
/// use downhill::train::{Batch, Training};
/// use downhill::{activation::Activation::{Sigmoid, Tanh}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// # let folder = std::env::temp_dir().join("downhill-doctest-checkpoint");
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("xor.safetensors");
///
/// let xor: Samples = logic::xor().into();
/// let mut rng = ChaCha8Rng::seed_from_u64(1);
/// let mut network: Network = init::xavier(&[2, 3, 1], &[Tanh, Sigmoid], &mut rng)?;
/// let optimizer = Momentum::new(0.9)?;
/// let training = Training::new(Loss::HalfSquaredError, 0.5).optimizer(optimizer.clone()).batch(Batch::Size(3));
/// let run = training.clone().max_epochs(50).run_shuffled(&mut network, &xor, &mut rng)?;
/// Checkpoint::new(&network, &run).generator(&rng).save(&path)?;
///
/// let Checkpoint { mut network, run, generator } = Checkpoint::load(&path, optimizer)?;
/// let mut rng = generator.unwrap();
/// let run = training.max_epochs(100).on(&xor).resume(&run).run_shuffled(&mut network, &mut rng)?;
/// assert_eq!((run.epochs(), run.updates()), (100, 200));
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint<F: Float = f64> {
    /// The network as the run left it.
    pub network: Network<F>,
    /// The run.
    pub run: TrainingRun<F>,
    /// The generator as the run left it, if the samples were put in random order.
    pub generator: Option<ChaCha8Rng>,
}

impl<F: Float> Checkpoint<F> {
    /// What a run has reached.
    pub fn new(network: &Network<F>, run: &TrainingRun<F>) -> Self {
        Self {
            network: network.clone(),
            run: run.clone(),
            generator: None,
        }
    }

    /// With the generator that put the samples in order.
    #[must_use]
    pub fn generator(mut self, generator: &ChaCha8Rng) -> Self {
        self.generator = Some(generator.clone());
        self
    }

    /// Writes the file. It is written beside its place and then takes it: whatever happens meanwhile, under this
    /// name there is either the old file or the new one, whole.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let mut writer = Writer::default();
        weights::put(&mut writer, &self.network);
        let run = &self.run;
        put_optimizer(&mut writer, &*run.optimizer);
        for (name, numbers) in [
            ("run.parameters", run.parameters.as_slice().unwrap_or(&[])),
            ("run.losses", &run.losses),
            ("run.validation_losses", &run.validation_losses),
        ] {
            writer.floats(name, &[numbers.len()], numbers);
        }
        writer.floats("run.accuracies", &[run.accuracies.len()], &run.accuracies);
        let counts = |number: usize| number as u64;
        let order = run.order.iter().copied().map(counts);
        writer.put("run.order", &[run.order.len()], order);
        writer.put("run.updates", &[1], [counts(run.updates)]);
        writer.put("run.reordered", &[1], [u64::from(run.reordered)]);
        writer.put("run.stop", &[3], stop_to_numbers(run.stop));
        if let Some(epoch) = run.restored {
            writer.put("run.restored", &[1], [counts(epoch)]);
        }
        if let Some((epoch, parameters)) = &run.best {
            writer.put("run.best_epoch", &[1], [counts(*epoch)]);
            writer.floats("run.best_parameters", parameters.shape(), parameters);
        }
        if let Some(generator) = &self.generator {
            writer.put("generator.seed", &[32], generator.get_seed());
            writer.put("generator.stream", &[1], [generator.get_stream()]);
            // 68 bits, the lower 64 first.
            let position = generator.get_word_pos();
            let halves = [position as u64, (position >> 64) as u64];
            writer.put("generator.word_position", &[2], halves);
        }
        writer.write(path.as_ref())
    }

    /// Reads the file. The optimiser is to be the one that the run had, with the settings that it had: the file
    /// knows its name, and what it remembers.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] if the file cannot be read, or with the name of what differs: another optimiser, another precision, a tensor that is missing or has another shape.
    pub fn load(path: impl AsRef<Path>, optimizer: impl Optimizer<F>) -> Result<Self> {
        let reader = Reader::open(path.as_ref())?;
        let network: Network<F> = weights::take(&reader)?;
        let optimizer = remembering(&reader, &optimizer)?;
        let vector = |name: &str| Ok::<_, Error>(reader.floats::<F>(name)?.1);
        let parameters = |name: &str| {
            let (shape, numbers) = reader.floats(name)?;
            reader.fits(name, &shape, &[network.parameters()])?;
            Ok::<_, Error>(Array1::from_vec(numbers))
        };
        let counts = |name: &str| {
            let numbers = reader.get::<u64>(name)?.1;
            Ok::<Vec<usize>, Error>(numbers.iter().map(|&number| number as usize).collect())
        };
        let count = |name: &str| one(&reader, name, &counts(name)?);
        let there = |name: &str| reader.names().any(|there| there == name);

        let best = if there("run.best_epoch") {
            Some((count("run.best_epoch")?, parameters("run.best_parameters")?))
        } else {
            None
        };
        let restored = if there("run.restored") {
            Some(count("run.restored")?)
        } else {
            None
        };
        let run = TrainingRun {
            losses: vector("run.losses")?,
            validation_losses: vector("run.validation_losses")?,
            accuracies: reader.get("run.accuracies")?.1,
            updates: count("run.updates")?,
            stop: stop_from_numbers(&reader)?,
            parameters: parameters("run.parameters")?,
            best,
            restored,
            optimizer,
            order: counts("run.order")?,
            reordered: count("run.reordered")? != 0,
        };
        sound(&reader, &run)?;
        Ok(Self {
            network,
            run,
            generator: generator(&reader)?,
        })
    }
}

/// Fails if what the file says of the run does not go together, so that the run could not go on.
fn sound<F: Float>(reader: &Reader, run: &TrainingRun<F>) -> Result<()> {
    let epochs = run.losses.len();
    let validation = if run.validation_losses.is_empty() {
        0
    } else {
        epochs
    };
    reader.fits("run.losses", &[epochs], &[epochs.max(1)])?;
    for (name, found) in [
        ("run.validation_losses", run.validation_losses.len()),
        ("run.accuracies", run.accuracies.len()),
    ] {
        reader.fits(name, &[found], &[validation])?;
    }
    let mut sorted = run.order.clone();
    sorted.sort_unstable();
    if sorted.iter().copied().eq(0..sorted.len()) {
        return Ok(());
    }
    reader.fail(Fault::Value {
        key: "order of the samples",
        found: format!("{:?}", run.order),
        needed: "each of them once".to_owned(),
    })
}

fn generator(reader: &Reader) -> Result<Option<ChaCha8Rng>> {
    const SEED: &str = "generator.seed";
    if !reader.names().any(|name| name == SEED) {
        return Ok(None);
    }
    let (shape, seed) = reader.get::<u8>(SEED)?;
    reader.fits(SEED, &shape, &[32])?;
    let mut generator = ChaCha8Rng::from_seed(seed.try_into().expect("32 bytes"));
    const STREAM: &str = "generator.stream";
    generator.set_stream(one(reader, STREAM, &reader.get(STREAM)?.1)?);
    const POSITION: &str = "generator.word_position";
    let (shape, halves) = reader.get::<u64>(POSITION)?;
    reader.fits(POSITION, &shape, &[2])?;
    generator.set_word_pos(u128::from(halves[0]) | u128::from(halves[1]) << 64);
    Ok(Some(generator))
}
