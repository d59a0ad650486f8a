//! The check that all contestants computed the same: after the same number of steps from the same weights, all must
//! stand at the same loss.

use anyhow::{Result, bail};
use downhill_bench_worker::{Optimizer, Precision};

/// How far two losses may be apart, as a part of the larger one. Below a hundredth, as a part of a hundredth.
///
/// Rounding differs, since the order of summation does. With Adam there is more: scikit-learn adds $\varepsilon$ before the
/// correction of $\sqrt{v}$, others after it.
#[must_use]
pub fn tolerance(precision: Precision, optimizer: Optimizer) -> f64 {
    match (precision, optimizer) {
        (Precision::F32, Optimizer::Sgd) => 1e-4,
        (Precision::F64, Optimizer::Sgd) => 1e-9,
        (_, Optimizer::Adam) => 2e-3,
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
