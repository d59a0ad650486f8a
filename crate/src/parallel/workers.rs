//! What training needs of those who share its work.

use super::fixed_order::{ADD, halves};
use crate::error::{Error, Result};
use crate::number::Float;

/// Those who train one network together, seen by one of them. All of them run the same program, and whenever one
/// exchanges numbers or sums them, all do.
///
/// An implementation says how many there are, which of them this is, and how two of them exchange numbers; the sum over
/// all comes with that. It may bring a sum of its own, which is then what [`DataParallel`](super::DataParallel) uses: the numbers of a
/// run may then depend on how many workers there are, by rounding.
///
/// # Examples
/// Four threads, each with a number of its own:
/// ```
/// use downhill::parallel::{Workers, on_threads};
/// let sums = on_threads(4, |workers| {
///     let mut numbers = [10_f64.powi(workers.rank() as i32)];
///     workers.sum(&mut numbers, &mut Vec::new())?;
///     Ok(numbers[0])
/// })?;
/// assert_eq!(sums, [1111.0; 4]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub trait Workers<F: Float = f64> {
    /// How many there are, $p$.
    fn count(&self) -> usize;

    /// Which of them this is, from 0 to $p - 1$.
    fn rank(&self) -> usize;

    /// Sends numbers to another worker and takes as many from it as there is room for; that one does the same.
    ///
    /// # Errors
    /// [`Error::Lost`] if the other one does not answer, [`Error::Shape`] if it sends more numbers or fewer.
    fn exchange(&mut self, with: usize, sent: &[F], received: &mut [F]) -> Result<()>;

    /// Puts in the place of every worker's numbers their sum over all workers, entry by entry. `scratch` is memory that later
    /// sums use again.
    ///
    /// The sum is a binary tree: workers 0 and 1, 2 and 3, and so on, then the pairs, until one number is left. In the
    /// first half of the rounds each pair shares the work, and every worker ends with $1/p$ of the sums; in the second half
    /// they hand them on. So each worker sends $2 (p - 1) / p$ times its numbers in $2 \log_2 p$ messages, as few bytes as a sum over all can do with.
    ///
    /// # Errors
    /// Those of [`exchange`](Self::exchange); [`Error::OutOfRange`] unless $p$ is a power of two.
    ///
    /// # References
    /// R. Thakur, R. Rabenseifner and W. Gropp, "Optimization of collective communication operations in MPICH", *International Journal of
    /// High Performance Computing Applications* 19 (2005), 49–66, [doi:10.1177/1094342005051521](https://doi.org/10.1177/1094342005051521).
    fn sum(&mut self, numbers: &mut [F], scratch: &mut Vec<F>) -> Result<()> {
        let (count, rank) = (self.count(), self.rank());
        if !count.is_power_of_two() {
            return Err(Error::OutOfRange {
                name: "the number of workers of a sum in fixed order",
                value: count as f64,
                range: "a power of two",
            });
        }
        let rounds = || (0..count.trailing_zeros()).map(|round| 1 << round);
        scratch.resize(numbers.len().div_ceil(2), F::zero());
        // In each round the partner has the same range: it differs in a bit that has had no say yet.
        let mut ranges = vec![(0, numbers.len())];
        for distance in rounds() {
            let range = ranges[ranges.len() - 1];
            let (kept, sent, own) = halves(numbers, range, rank & distance != 0);
            let received = &mut scratch[..kept.len()];
            self.exchange(rank ^ distance, sent, received)?;
            // IEEE addition knows no left and right: two numbers give the same digits in both orders.
            F::of(&ADD)(kept, received);
            ranges.push(own);
        }
        ranges.pop();
        for (distance, range) in rounds().rev().zip(ranges.into_iter().rev()) {
            let (own, missing, _) = halves(numbers, range, rank & distance != 0);
            self.exchange(rank ^ distance, own, missing)?;
        }
        Ok(())
    }
}

/// The only worker: whatever it sums is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Alone;

impl<F: Float> Workers<F> for Alone {
    fn count(&self) -> usize {
        1
    }

    fn rank(&self) -> usize {
        0
    }

    fn exchange(&mut self, with: usize, _sent: &[F], _received: &mut [F]) -> Result<()> {
        Err(Error::OutOfRange {
            name: "the worker to exchange numbers with",
            value: with as f64,
            range: "another one; there is only this",
        })
    }
}
