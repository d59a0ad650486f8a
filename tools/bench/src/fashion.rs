//! Fashion-MNIST as its paper trains it, here and by scikit-learn's `MLPClassifier`: seconds an epoch, in turns.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Samples, fashion_mnist};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, Network};
use downhill::optim::Adam;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::regression::Standardizer;
use downhill::spread::Spread;
use downhill::train::{Batch, Penalty, Training, accuracy};
use serde::{Deserialize, Serialize};

use crate::machine::{Machine, today};

/// The paper's hidden layers.
pub const HIDDEN: [&[usize]; 4] = [&[100], &[100, 10], &[10, 10], &[10]];
const LOSS: Loss = Loss::SoftmaxCrossEntropy;
const BATCH: usize = 200;
const RATE: f32 = 0.001;
const ALPHA: f32 = 1e-4;

/// One sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fashion {
    /// When, in UTC.
    pub date: String,
    /// Where.
    pub machine: Machine,
    /// scikit-learn's version.
    pub version: String,
    /// Epochs of a round.
    pub epochs: usize,
    /// Each of the networks.
    pub networks: Vec<Timed>,
}

/// The rounds of one network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timed {
    /// Neurons of its hidden layers.
    pub hidden: Vec<usize>,
    /// Seconds an epoch, round by round, of Downhill and of scikit-learn.
    pub seconds: [Vec<f64>; 2],
    /// The share of test images that is right after a round, likewise.
    pub accuracy: [Vec<f64>; 2],
}

/// What scikit-learn's side answers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Ready { version: String },
    Trained { seconds: f64, accuracy: f64 },
}

impl Fashion {
    /// Measures: in every round each network is trained by both, from new weights, by turns one or the other first.
    ///
    /// # Errors
    /// If the files of `data` or the `command` that starts scikit-learn's side are missing.
    pub fn measure(data: &Path, command: &str, rounds: usize, epochs: usize) -> Result<Self> {
        let words: Vec<&str> = command.split(' ').collect();
        let [program, arguments @ ..] = words.as_slice() else {
            bail!("a command without a program");
        };
        let mut theirs = Command::new(program)
            .args(arguments)
            .arg(data)
            .env("OMP_NUM_THREADS", "1")
            .env("OPENBLAS_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        let mut input = theirs.stdin.take().context("its input")?;
        let mut output = BufReader::new(theirs.stdout.take().context("its output")?).lines();
        let mut answer = || -> Result<Answer> {
            let line = output.next().context("scikit-learn's side has ended")??;
            Ok(serde_json::from_str(&line)?)
        };
        let Answer::Ready { version } = answer()? else {
            bail!("scikit-learn's side is not ready");
        };
        let [training, test] = images(data)?;
        let mut machine = Machine::here();
        let mut networks: Vec<Timed> = HIDDEN.map(Timed::new).into();
        for round in 0..rounds {
            for network in &mut networks {
                for who in [round % 2, 1 - round % 2] {
                    let (seconds, right) = if who == 0 {
                        train(&training, &test, &network.hidden, epochs, round as u64)?
                    } else {
                        let hidden = &network.hidden;
                        let request = serde_json::json!({"hidden": hidden, "epochs": epochs, "batch": BATCH, "rate": RATE, "alpha": ALPHA, "seed": round});
                        writeln!(input, "{request}")?;
                        match answer()? {
                            Answer::Trained { seconds, accuracy } => (seconds, accuracy),
                            Answer::Ready { .. } => bail!("an answer to nothing"),
                        }
                    };
                    network.seconds[who].push(seconds / epochs as f64);
                    network.accuracy[who].push(right);
                }
            }
            eprintln!("round {} of {rounds}", round + 1);
        }
        drop(input);
        theirs.wait()?;
        machine.load[1] = crate::machine::load();
        Ok(Self {
            date: today(),
            machine,
            version,
            epochs,
            networks,
        })
    }

    /// What [`write`](Self::write) has kept.
    ///
    /// # Errors
    /// If the file is missing or not such a sitting.
    pub fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// Keeps it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        fs::write(file, serde_json::to_string_pretty(self)? + "\n")
            .with_context(|| format!("cannot write {}", file.display()))
    }

    /// As the book shows it.
    ///
    /// # Errors
    /// If a network has no rounds.
    pub fn table(&self) -> Result<String> {
        let mut text = "| hidden layers | Downhill, s an epoch | scikit-learn | times as long | right after the round |\n|---|---:|---:|---:|---:|\n".to_owned();
        for network in &self.networks {
            let hidden: Vec<String> = network.hidden.iter().map(ToString::to_string).collect();
            let [ours, theirs] = [
                Spread::of(&network.seconds[0])?,
                Spread::of(&network.seconds[1])?,
            ];
            let pairs = network.seconds[0].iter().zip(&network.seconds[1]);
            let ratios = Spread::of(
                &pairs
                    .map(|(ours, theirs)| theirs / ours)
                    .collect::<Vec<_>>(),
            )?;
            let right = network.accuracy.each_ref().map(|all| Spread::of(all));
            let [one, other] = right;
            text += &format!(
                "| {} | {:.3} | {:.3} | {:.1} ({:.1} to {:.1}) | {:.1} %, {:.1} % |\n",
                hidden.join(", "),
                ours.median,
                theirs.median,
                ratios.median,
                ratios.least,
                ratios.greatest,
                100.0 * one?.median,
                100.0 * other?.median,
            );
        }
        let [rounds, date] = [
            self.networks[0].seconds[0].len().to_string(),
            self.date.clone(),
        ];
        text += &format!(
            "\n{} epochs a round, {rounds} rounds in turns on {date}, one thread each; scikit-learn {}. Medians; of the ratios also the least and the greatest. {}.\n",
            self.epochs, self.version, self.machine.processor
        );
        Ok(text)
    }
}

impl Timed {
    fn new(hidden: &[usize]) -> Self {
        Self {
            hidden: hidden.to_vec(),
            seconds: Default::default(),
            accuracy: Default::default(),
        }
    }
}

/// Both parts, every pixel with mean 0 and deviation 1 over the training set.
fn images(data: &Path) -> Result<[Samples<f32>; 2]> {
    let [training, test] = fashion_mnist(data)?;
    let training = training.samples::<f64>(10)?;
    let standard = Standardizer::fit(training.inputs())?;
    let test = standard.apply_to(&test.samples(10)?)?.cast()?;
    Ok([standard.apply_to(&training)?.cast()?, test])
}

/// Seconds of so many epochs from new weights, and the share of the test set that is then right; judging is not timed.
fn train(
    training: &Samples<f32>,
    test: &Samples<f32>,
    hidden: &[usize],
    epochs: usize,
    seed: u64,
) -> Result<(f64, f64)> {
    let sizes = [&[784], hidden, &[10]].concat();
    let mut activations = vec![Relu; hidden.len()];
    activations.push(Identity);
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let start = Instant::now();
    let architecture = Architecture::new(&sizes, &activations, Initializer::Xavier);
    let mut network: Network<f32> = architecture.draw(rng)?.cast()?;
    // scikit-learn divides its penalty by the samples of a batch.
    Training::new(LOSS, RATE)
        .optimizer(Adam::default())
        .batch(Batch::Size(BATCH))
        .penalty(Penalty::with_decay(ALPHA / 200.0)?.lambda())
        .max_epochs(epochs)
        .on(training)
        .run_shuffled(&mut network, rng)?;
    let seconds = start.elapsed().as_secs_f64();
    Ok((seconds, accuracy(&network, test, LOSS)?))
}
