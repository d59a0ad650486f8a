//! What every kind of checkpoint holds: the memory of an optimiser, a reason to stop.

use ndarray::ArrayView1;

use super::file::{Reader, Writer};
use crate::error::Result;
use crate::file_fault::Fault;
use crate::number::Float;
use crate::optim::{Optimizer, Stop};

/// Writes the optimiser's name and what it remembers.
pub(super) fn put_optimizer<F: Float>(writer: &mut Writer, optimizer: &dyn Optimizer<F>) {
    writer.say("optimizer", optimizer.name().to_owned());
    for (name, numbers) in optimizer.memory() {
        let name = format!("optimizer.{name}");
        writer.floats(&name, &[numbers.len()], numbers);
    }
}

/// The one number of a tensor.
pub(super) fn one<T: Copy>(reader: &Reader, name: &str, numbers: &[T]) -> Result<T> {
    reader.fits(name, &[numbers.len()], &[1])?;
    Ok(numbers[0])
}

/// The optimiser with what the file says that it remembers.
pub(super) fn remembering<F: Float>(
    reader: &Reader,
    optimizer: &dyn Optimizer<F>,
) -> Result<Box<dyn Optimizer<F>>> {
    let found = reader.said("optimizer")?;
    if found != optimizer.name() {
        return reader.fail(Fault::Value {
            key: "optimizer",
            found: found.to_owned(),
            needed: optimizer.name().to_owned(),
        });
    }
    let mut optimizer = optimizer.boxed();
    optimizer.reset();
    for tensor in reader.names() {
        if let Some(name) = tensor.strip_prefix("optimizer.") {
            let numbers = reader.floats::<F>(tensor)?.1;
            if optimizer
                .remember(name, ArrayView1::from(&numbers))
                .is_err()
            {
                let tensor = tensor.to_owned();
                return reader.fail(Fault::Unknown { tensor });
            }
        }
    }
    Ok(optimizer)
}

/// What can be said to be not finite.
const QUANTITIES: [&str; 5] = [
    "the loss",
    "the gradient",
    "a weight",
    "the next point",
    "a number",
];

/// A reason to stop as three numbers: which one, and its two fields.
pub(super) fn stop_to_numbers(stop: Stop) -> [f64; 3] {
    match stop {
        Stop::SmallGradient { norm, tolerance } => [0.0, norm, tolerance],
        Stop::StepLimit { limit } => [1.0, limit as f64, 0.0],
        Stop::SmallLoss { loss, target } => [2.0, loss, target],
        Stop::NoProgress { epochs, lowest } => [3.0, epochs as f64, lowest],
        Stop::EpochLimit { limit } => [4.0, limit as f64, 0.0],
        Stop::Asked { steps } => [5.0, steps as f64, 0.0],
        Stop::NotFinite { quantity, steps } => {
            let known = QUANTITIES.iter().position(|known| *known == quantity);
            let which = known.unwrap_or(QUANTITIES.len() - 1);
            [6.0, which as f64, steps as f64]
        }
    }
}

pub(super) fn stop_from_numbers(reader: &Reader) -> Result<Stop> {
    const STOP: &str = "run.stop";
    let (shape, numbers) = reader.get::<f64>(STOP)?;
    reader.fits(STOP, &shape, &[3])?;
    let (first, second) = (numbers[1], numbers[2]);
    let count = |number: f64| number as usize;
    Ok(match numbers[0] {
        0.0 => Stop::SmallGradient {
            norm: first,
            tolerance: second,
        },
        1.0 => Stop::StepLimit {
            limit: count(first),
        },
        2.0 => Stop::SmallLoss {
            loss: first,
            target: second,
        },
        3.0 => Stop::NoProgress {
            epochs: count(first),
            lowest: second,
        },
        4.0 => Stop::EpochLimit {
            limit: count(first),
        },
        5.0 => Stop::Asked {
            steps: count(first),
        },
        6.0 => Stop::NotFinite {
            quantity: QUANTITIES[count(first).min(QUANTITIES.len() - 1)],
            steps: count(second),
        },
        other => {
            return reader.fail(Fault::Value {
                key: "reason to stop",
                found: other.to_string(),
                needed: "one of the seven that are known, 0 to 6".to_owned(),
            });
        }
    })
}
