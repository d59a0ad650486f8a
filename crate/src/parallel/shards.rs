//! The samples in parts, of which a worker holds its own.

use std::ops::Range;

use ndarray::ArrayView2;
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::Workers;
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::number::Float;

/// The parts of a training set that one worker holds.
///
/// There are $S$ parts, equally large, whatever the number $p$ of workers: worker $r$ holds those from $r S / p$ up to
/// $(r + 1) S / p$. So a number of workers that fits $S$, a power of two, is a power of two itself and at most $S$.
///
/// # Examples
/// ```
/// use downhill::data::digits;
/// use downhill::parallel::{Alone, Shards};
/// let shards = Shards::deal(&digits()?.samples()?, 8, &Alone)?;
/// assert_eq!((shards.parts(), shards.count()), (8, 224)); // 1797 = 8 · 224 + 5
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Shards<F = f64> {
    parts: usize,
    first: usize,
    own: Vec<Samples<F>>,
}

impl<F: Float> Shards<F> {
    /// Deals the samples like cards: part $s$ gets those whose number leaves the remainder $s$ by division by $S$. Those left over in the last
    /// round, fewer than $S$, are not used. The worker keeps its own parts only.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the number of parts is a power of two and a multiple of the number of workers;
    /// [`Error::Empty`] if there are fewer samples than parts.
    pub fn deal(samples: &Samples<F>, parts: usize, workers: &dyn Workers<F>) -> Result<Self> {
        Self::load(parts, workers, |part| {
            let rows: Vec<usize> = (part..samples.count()).step_by(parts).collect();
            samples.rows(&rows[..samples.count() / parts])
        })
    }

    /// Loads the parts of this worker, and no others, one after the other: the closure is given the number of a part.
    ///
    /// # Errors
    /// As for [`deal`](Self::deal), those of the closure, and [`Error::Shape`] unless all parts are equally large.
    ///
    /// ```
    /// use downhill::data::{Samples, logic};
    /// use downhill::parallel::{Alone, Shards};
    /// let xor: Samples = logic::xor().into();
    /// // As if each row stood in a file of its own.
    /// let shards = Shards::load(4, &Alone, |part| xor.rows(&[part]))?;
    /// assert_eq!(shards.count(), 1);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn load(
        parts: usize,
        workers: &dyn Workers<F>,
        mut load: impl FnMut(usize) -> Result<Samples<F>>,
    ) -> Result<Self> {
        let own = held(parts, workers)?;
        let first = own.start;
        let own = own.map(&mut load).collect::<Result<Vec<_>>>()?;
        let count = own[0].count();
        match own.iter().find(|part| part.count() != count) {
            None => Ok(Self { parts, first, own }),
            Some(other) => Err(Error::Shape {
                op: "the samples of one part and those of another",
                left: vec![other.count()],
                right: vec![count],
            }),
        }
    }

    /// How many parts there are, $S$, on all workers together.
    pub fn parts(&self) -> usize {
        self.parts
    }

    /// How many samples each part has.
    pub fn count(&self) -> usize {
        self.own[0].count()
    }

    /// The parts that this worker holds.
    pub(super) fn own(&self) -> &[Samples<F>] {
        &self.own
    }
}

/// The numbers of the parts that a worker holds.
fn held<F: Float>(parts: usize, workers: &dyn Workers<F>) -> Result<Range<usize>> {
    let out = |name, value: usize, range| {
        let value = value as f64;
        Err(Error::OutOfRange { name, value, range })
    };
    if !parts.is_power_of_two() {
        return out("the number of parts", parts, "a power of two");
    }
    let count = workers.count();
    if count == 0 || !parts.is_multiple_of(count) {
        let range = "a power of two, and at most the number of parts";
        return out("the number of workers", count, range);
    }
    let each = parts / count;
    let first = workers.rank() * each;
    Ok(first..first + each)
}

/// One part of the training set, epoch after epoch in another order. Which order is a function of seed, part and epoch: a run that
/// goes on needs no generator of the earlier one.
pub(super) struct Draw<'a, F> {
    own: &'a Samples<F>,
    copy: Samples<F>,
    order: Vec<usize>,
    seed: u64,
    /// Of the part, and how far apart those of its epochs are.
    streams: (usize, usize),
    epoch: Option<usize>,
}

impl<'a, F: Float> Draw<'a, F> {
    /// The draws of each part that a worker holds.
    pub(super) fn of(shards: &'a Shards<F>, seed: u64) -> Vec<Self> {
        let own = shards.own.iter().enumerate();
        own.map(|(i, own)| Self {
            own,
            copy: own.clone(),
            order: Vec::new(),
            seed,
            streams: (shards.first + i, shards.parts),
            epoch: None,
        })
        .collect()
    }

    /// The part's share of the batch of an update. What does not fill a batch at the end of an epoch is left out in that epoch.
    pub(super) fn batch(
        &mut self,
        update: usize,
        size: usize,
    ) -> (ArrayView2<'_, F>, ArrayView2<'_, F>) {
        let steps = self.own.count() / size;
        let (epoch, step) = (update / steps, update % steps);
        if self.epoch != Some(epoch) {
            let (part, parts) = self.streams;
            let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
            // Stream 0 is whoever's draws the first weights.
            rng.set_stream((1 + epoch * parts + part) as u64);
            self.order.clear();
            self.order.extend(0..self.own.count());
            self.order.shuffle(&mut rng);
            self.own.copy_in_order(&self.order, &mut self.copy);
            self.epoch = Some(epoch);
        }
        self.copy.batch(step * size, (step + 1) * size)
    }
}
