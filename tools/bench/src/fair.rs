//! The check that all contestants computed the same: after the same number of steps from the same weights, all must
//! stand at the same loss, closely after few steps, and roughly after a block of many.

use anyhow::{Result, bail};
use downhill_bench_worker::{Optimizer, Precision};

/// Steps after which losses are held closely to one another, before anything is timed.
pub const CLOSE: usize = 5;

/// How far two losses may be apart after [`CLOSE`] steps, as a part of the larger one. Below a hundredth, as a part of a
/// hundredth.
///
/// Rounding differs, since the order of summation does. With Adam there is more: scikit-learn adds $\varepsilon$ before the
/// correction of $\sqrt{v}$, others after it.
#[must_use]
pub fn tolerance(precision: Precision, optimizer: Optimizer) -> f64 {
    match (precision, optimizer) {
        (Precision::F32, Optimizer::Sgd) => 1e-5,
        (Precision::F64, Optimizer::Sgd) => 1e-9,
        (_, Optimizer::Adam) => 2e-3,
    }
}

/// The same after a block of steps, however long. In f32 a neuron whose sum comes within rounding of 0 is awake for one
/// contestant and asleep for another, and from there on they part: in 200 steps of 784-16-10, or in 20 with six hidden layers,
/// NumPy in f32 comes to stand 8 and 5 parts in 10,000 from itself in f64.
#[must_use]
pub fn tolerance_of_blocks(precision: Precision, optimizer: Optimizer) -> f64 {
    match precision {
        Precision::F32 => 1e-2,
        Precision::F64 => tolerance(precision, optimizer),
    }
}

/// Holds every loss to the first one.
///
/// # Errors
/// The name of the contestant that stands elsewhere, with both losses; also if a loss is not finite.
pub fn same(losses: &[(&str, f64)], tolerance: f64, what: &str) -> Result<()> {
    let Some(&(judge, expected)) = losses.first() else {
        return Ok(());
    };
    for &(name, loss) in losses {
        let scale = loss.abs().max(expected.abs()).max(0.01);
        let apart = (loss - expected).abs();
        if apart.is_nan() || apart > tolerance * scale {
            bail!(
                "{name} does not compute what {judge} computes: after the same steps of {what} its loss is {loss}, \
                 not {expected} (tolerance {tolerance:e})"
            );
        }
    }
    Ok(())
}

/// Refuses contestants of different priorities: on a busy machine the favoured one would seem faster.
///
/// # Errors
/// The names of two whose priorities differ.
pub fn equals(priorities: &[(&str, Option<i64>)]) -> Result<()> {
    let Some(&(first, expected)) = priorities.first() else {
        return Ok(());
    };
    for &(name, priority) in priorities {
        if priority != expected {
            bail!(
                "{name} runs with priority {priority:?} and {first} with {expected:?}: measure them alike"
            );
        }
    }
    Ok(())
}
