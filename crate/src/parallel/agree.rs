//! Whether all workers have the same numbers.

use std::hash::{DefaultHasher, Hasher};

use super::Workers;
use crate::error::{Error, Result};
use crate::number::{Float, number};

/// Fails unless these bits are the same on all workers, to the last bit. Sent are four numbers a round: a digest.
pub(super) fn agree<F: Float>(
    workers: &mut dyn Workers<F>,
    what: &'static str,
    bits: impl IntoIterator<Item = u64>,
) -> Result<()> {
    let mut hasher = DefaultHasher::new();
    bits.into_iter().for_each(|bits| hasher.write_u64(bits));
    let digest = hasher.finish();
    // Sixteen bits a number, which every precision holds.
    let own: [F; 4] = [0, 16, 32, 48].map(|low| number((digest >> low & 0xffff) as f64));
    let (count, rank) = (workers.count(), workers.rank());
    let mut differs = None;
    // Every worker is reached by such steps: if no two neighbours differ, no two do.
    for distance in (0..count.trailing_zeros()).map(|round| 1 << round) {
        let mut other = own;
        workers.exchange(rank ^ distance, &own, &mut other)?;
        if other != own {
            differs.get_or_insert(rank ^ distance);
        }
    }
    match differs {
        None => Ok(()),
        Some(with) => Err(Error::Disagreement { what, rank, with }),
    }
}
