//! Workers that are threads of this process.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Workers;
use crate::error::{Error, Result};
use crate::number::Float;

/// One of several threads that work together: see [`on_threads`].
#[derive(Debug)]
pub struct Threads<F> {
    rank: usize,
    to: Vec<Sender<Vec<F>>>,
    from: Vec<Receiver<Vec<F>>>,
}

impl<F: Float> Workers<F> for Threads<F> {
    fn count(&self) -> usize {
        self.to.len()
    }

    fn rank(&self) -> usize {
        self.rank
    }

    fn exchange(&mut self, with: usize, sent: &[F], received: &mut [F]) -> Result<()> {
        let lost = || Error::Lost {
            worker: with,
            reason: "its thread has ended".to_owned(),
        };
        let (Some(to), Some(from)) = (self.to.get(with), self.from.get(with)) else {
            return Err(Error::OutOfRange {
                name: "the worker to exchange numbers with",
                value: with as f64,
                range: "one of those there are",
            });
        };
        to.send(sent.to_vec()).map_err(|_| lost())?;
        let numbers = from.recv().map_err(|_| lost())?;
        if numbers.len() != received.len() {
            return Err(Error::Shape {
                op: "numbers received from another worker and the room for them",
                left: vec![numbers.len()],
                right: vec![received.len()],
            });
        }
        received.copy_from_slice(&numbers);
        Ok(())
    }
}

/// Runs the work on so many threads, each of which is a worker, and answers with what each of them did, in their order.
///
/// # Errors
/// [`Error::OutOfRange`] for no threads; the first error of a thread that is not the loss of another, or else the first.
///
/// # Panics
/// If the work does.
///
/// # Examples
/// ```
/// use downhill::parallel::{Workers, on_threads};
/// let ranks = on_threads(2, |workers| {
///     let mut other = [0.0];
///     workers.exchange(1 - workers.rank(), &[workers.rank() as f64], &mut other)?;
///     Ok((workers.rank(), other[0]))
/// })?;
/// assert_eq!(ranks, [(0, 1.0), (1, 0.0)]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn on_threads<F: Float, T: Send>(
    count: usize,
    work: impl Fn(&mut Threads<F>) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    if count == 0 {
        return Err(Error::OutOfRange {
            name: "the number of threads",
            value: 0.0,
            range: "1 or more",
        });
    }
    // A channel from each to each; every worker's stand in the order of the workers at their other ends.
    let mut ends: Vec<Vec<_>> = Vec::new();
    for _ in 0..count {
        ends.push((0..count).map(|_| channel()).collect());
    }
    let mut from: Vec<Vec<Receiver<Vec<F>>>> = (0..count).map(|_| Vec::new()).collect();
    let mut workers = Vec::new();
    for (rank, channels) in ends.into_iter().enumerate() {
        let mut to = Vec::new();
        for (other, (sender, receiver)) in channels.into_iter().enumerate() {
            to.push(sender);
            from[other].push(receiver);
        }
        workers.push((rank, to));
    }
    let workers = workers.into_iter().zip(from);
    let workers = workers.map(|((rank, to), from)| Threads { rank, to, from });
    let work = &work;
    let mut results: Vec<Result<T>> = thread::scope(|scope| {
        let threads: Vec<_> = workers
            .map(|mut worker| scope.spawn(move || work(&mut worker)))
            .collect();
        threads
            .into_iter()
            .map(|thread| match thread.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    let cause =
        |result: &Result<T>| matches!(result, Err(error) if !matches!(error, Error::Lost { .. }));
    let first = results.iter().position(cause);
    if let Some(first) = first {
        results.swap(0, first);
    }
    results.into_iter().collect()
}
