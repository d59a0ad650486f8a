//! What is asked for on the command line.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

/// What is learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// The library's handwritten digits, 8 × 8.
    Digits,
    /// Fashion-MNIST, as `make fashion-mnist` puts it there.
    Fashion,
    /// Random samples of the shape of Fashion-MNIST's: 784 inputs, 10 classes. To measure time.
    Shape,
}

/// In which order gradients are summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One that does not depend on the number of workers.
    Fixed,
    /// The MPI library's choice.
    Engine,
}

/// The numbers in which the network computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// `f32`.
    Single,
    /// `f64`.
    Double,
}

/// How a run is to be.
#[derive(Debug, Clone)]
pub struct Options {
    /// `--data digits`, `--data fashion`, `--data shape`.
    pub data: Data,
    /// `--folder`: where Fashion-MNIST's four files are.
    pub folder: PathBuf,
    /// `--samples`: how many there are of random ones.
    pub samples: usize,
    /// `--hidden`: neurons of the hidden layer.
    pub hidden: usize,
    /// `--batch`: samples an update, on all workers together.
    pub batch: usize,
    /// `--parts`: parts of the batch, a power of two.
    pub parts: usize,
    /// `--local-steps`: updates between two sums.
    pub local_steps: usize,
    /// `--epochs`.
    pub epochs: usize,
    /// `--rate`.
    pub rate: f64,
    /// `--momentum`.
    pub momentum: f64,
    /// `--seed`: of weights and order.
    pub seed: u64,
    /// `--order fixed`, `--order engine`.
    pub order: Order,
    /// `--precision single`, `--precision double`.
    pub precision: Precision,
    /// `--checkpoint`: the file.
    pub checkpoint: Option<PathBuf>,
    /// `--every`: updates between two checkpoints.
    pub every: usize,
    /// `--resume`: go on from the checkpoint, if there is one.
    pub resume: bool,
    /// `--report`: updates between two lines of the record.
    pub report: usize,
    /// `--patience`: how many seconds to wait for another worker.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            data: Data::Digits,
            folder: "data/fashion-mnist".into(),
            samples: 8192,
            hidden: 64,
            batch: 64,
            parts: 8,
            local_steps: 1,
            epochs: 20,
            rate: 0.05,
            momentum: 0.9,
            seed: 0,
            order: Order::Fixed,
            precision: Precision::Double,
            checkpoint: None,
            every: 100,
            resume: false,
            report: 100,
            patience: Duration::from_secs(5),
        }
    }
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// With the option that is not known or the value that is none of its own.
    pub fn parse(mut parser: Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(arg) = parser.next()? {
            let Arg::Long(name) = arg else {
                bail!(arg.unexpected());
            };
            let name = name.to_owned();
            if name == "resume" {
                options.resume = true;
                continue;
            }
            let value = parser.value()?.string()?;
            options
                .set(&name, &value)
                .with_context(|| format!("--{name} {value}"))?;
        }
        if options.resume && options.checkpoint.is_none() {
            bail!("--resume needs to know which --checkpoint");
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<()> {
        match name {
            "data" => {
                self.data = one_of(
                    value,
                    [
                        ("digits", Data::Digits),
                        ("fashion", Data::Fashion),
                        ("shape", Data::Shape),
                    ],
                )?;
            }
            "folder" => self.folder = value.into(),
            "samples" => self.samples = number(value)?,
            "hidden" => self.hidden = number(value)?,
            "batch" => self.batch = number(value)?,
            "parts" => self.parts = number(value)?,
            "local-steps" => self.local_steps = number(value)?,
            "epochs" => self.epochs = number(value)?,
            "rate" => self.rate = number(value)?,
            "momentum" => self.momentum = number(value)?,
            "seed" => self.seed = number(value)?,
            "order" => {
                self.order = one_of(value, [("fixed", Order::Fixed), ("engine", Order::Engine)])?;
            }
            "precision" => {
                let known = [("single", Precision::Single), ("double", Precision::Double)];
                self.precision = one_of(value, known)?;
            }
            "checkpoint" => self.checkpoint = Some(value.into()),
            "every" => self.every = number(value)?,
            "report" => self.report = number(value)?,
            "patience" => {
                let seconds = number(value)?;
                self.patience = Duration::try_from_secs_f64(seconds)?;
            }
            _ => bail!("there is no such option"),
        }
        Ok(())
    }
}

fn number<T: FromStr>(text: &str) -> Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().context("not such a number")
}

fn one_of<T: Copy, const N: usize>(text: &str, known: [(&str, T); N]) -> Result<T> {
    match known.iter().find(|(name, _)| *name == text) {
        Some(&(_, value)) => Ok(value),
        None => bail!("it must be one of {:?}", known.map(|(name, _)| name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn options_are_read_and_what_is_wrong_is_named() {
        let options =
            parse("--batch 256 --order engine --patience 0.5 --checkpoint a --resume").unwrap();
        assert_eq!(
            (options.batch, options.order, options.resume),
            (256, Order::Engine, true)
        );
        assert_eq!(options.patience, Duration::from_millis(500));
        let message = |line| format!("{:#}", parse(line).unwrap_err());
        assert_eq!(
            message("--batch many"),
            "--batch many: not such a number: invalid digit found in string"
        );
        assert_eq!(
            message("--order any"),
            r#"--order any: it must be one of ["fixed", "engine"]"#
        );
        assert_eq!(
            message("--threads 2"),
            "--threads 2: there is no such option"
        );
        assert_eq!(
            message("--resume"),
            "--resume needs to know which --checkpoint"
        );
    }
}
