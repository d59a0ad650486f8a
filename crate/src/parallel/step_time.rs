//! How long an update takes, as a function of workers, batch and parameters: measured, fitted, and carried on to more workers.

use ndarray::{Array1, Array2, ArrayView1};

use crate::check::positive;
use crate::error::{Error, Result};
use crate::linalg::Qr;

/// What one setting took in a sitting of measurements.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// How many workers, $p$.
    pub workers: usize,
    /// Numbers in the gradient, $n$.
    pub parameters: usize,
    /// Bytes a number.
    pub bytes: usize,
    /// Samples an update, on all workers together, $B$.
    pub batch: usize,
    /// Parts of the batch.
    pub parts: usize,
    /// Whether the sum was the engine's own.
    pub engine: bool,
    /// Seconds an update: the median of the rounds.
    pub seconds: f64,
    /// Of these, seconds in which the first worker waited for the others or exchanged numbers with them.
    pub exchange: f64,
    /// The least and the greatest of the rounds.
    pub range: (f64, f64),
}

/// The sitting that chapter 18 shows: up to four processes on a machine of two cores, which did nothing else. `scaling/sitting.py` measures one anew.
///
/// # Errors
/// [`Error::Data`] if the file built into the library is damaged.
///
/// ```
/// use downhill::parallel::sitting;
/// let rows = sitting()?;
/// assert!(rows.iter().any(|row| row.workers == 2 && row.batch == 2048));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn sitting() -> Result<Vec<Measured>> {
    let text = include_str!("../../data/scaling.csv");
    let rows = text.lines().enumerate().skip(1);
    rows.map(|(line, row)| {
        let damaged = |reason: String| Error::Data {
            name: "scaling",
            line: line + 1,
            reason,
        };
        let number = |cell: &str| {
            let number = cell.parse::<f64>();
            number.map_err(|fault| damaged(format!("{cell}: {fault}")))
        };
        let numbers = row.split(',').map(number).collect::<Result<Vec<f64>>>()?;
        let Ok(row) = <[f64; 10]>::try_from(numbers) else {
            return Err(damaged("there must be ten numbers".to_owned()));
        };
        let [workers, parameters, bytes, batch, parts, engine, ..] =
            row.map(|count| count as usize);
        let [.., seconds, exchange, least, greatest] = row.map(|ms| ms / 1e3);
        Ok(Measured {
            workers,
            parameters,
            bytes,
            batch,
            parts,
            engine: engine != 0,
            seconds,
            exchange,
            range: (least, greatest),
        })
    })
    .collect()
}

/// A model of the seconds that an update takes, with $p$ workers, $n$ parameters and a batch of $B$ samples.
///
/// $$T(p, B, n) = t_0 + t_1 \frac{B}{p} + t_2 \frac{B}{p} n + t_3 n + \mathbf{1}_{p > 1} \Bigl( \alpha \cdot 2 \log_2 p +
///   \beta \cdot \frac{2(p - 1)}{p} n s \Bigr)$$
///
/// with $s$ bytes a number. The first four terms are work, the last two the exchange: $2 \log_2 p$ messages one after the other, and the bytes that each worker sends.
///
/// The model is that of R. W. Hockney for a message, latency and bytes: "The communication challenge for MPP: Intel Paragon and Meiko CS-2",
/// *Parallel Computing* 20 (1994), 389–398, [doi:10.1016/S0167-8191(06)80021-9](https://doi.org/10.1016/S0167-8191(06)80021-9).
///
/// # Examples
/// ```
/// use downhill::parallel::{StepTime, sitting};
/// let model = StepTime::fit(&sitting()?)?;
/// // With a network of 10 Gbit/s and 30 µs a message:
/// let cluster = model.network(30e-6, 1.25e9)?;
/// let [one, thousand] = [1, 1000].map(|p| cluster.seconds(p, 65_536, 400_000, 4));
/// assert!(thousand < one && thousand > one / 1000.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepTime {
    /// $t_0$, $t_1$, $t_2$ and $t_3$: seconds an update, a sample, a sample and parameter, a parameter.
    pub work: [f64; 4],
    /// $\alpha$: seconds a message.
    pub message: f64,
    /// $\beta$: seconds a byte.
    pub byte: f64,
}

impl StepTime {
    /// Fits the model to measurements in fixed order and with more than one part: the work to those of one worker, the exchange to those of two. All errors count relative to what was measured. No
    /// coefficient is negative: one that would be is 0, and the others are fitted without it.
    ///
    /// # Errors
    /// [`Error::Empty`] without measurements of one worker or of two; [`Error::Singular`] if they have too few different settings;
    /// [`Error::OutOfRange`] for a time that is not positive.
    pub fn fit(measured: &[Measured]) -> Result<Self> {
        let rows = |workers| {
            let fits =
                move |row: &&Measured| row.workers == workers && !row.engine && row.parts > 1;
            measured.iter().filter(fits)
        };
        let fit = |what, rows: Vec<([f64; 4], f64)>, columns: usize| {
            if rows.is_empty() {
                return Err(Error::Empty { what });
            }
            not_negative_fit(&rows, columns)
        };
        let of_work = rows(1).map(|row| {
            (
                work_terms(row.workers, row.batch, row.parameters),
                row.seconds,
            )
        });
        let work = fit("the measurements of one worker", of_work.collect(), 4)?;
        let of_exchange = rows(2).map(|row| {
            let [messages, bytes] = exchange_terms(row.workers, row.parameters, row.bytes);
            ([messages, bytes, 0.0, 0.0], row.exchange)
        });
        let [message, byte, ..] = fit("the measurements of two workers", of_exchange.collect(), 2)?;
        Ok(Self {
            work,
            message,
            byte,
        })
    }

    /// The same work over a network with so many seconds a message and so many bytes a second.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless both are positive and finite.
    pub fn network(self, latency: f64, bandwidth: f64) -> Result<Self> {
        Ok(Self {
            message: positive("the latency of the network", latency)?,
            byte: 1.0 / positive("the bandwidth of the network", bandwidth)?,
            ..self
        })
    }

    /// The seconds of work of an update.
    pub fn work(&self, workers: usize, batch: usize, parameters: usize) -> f64 {
        dot(&self.work, &work_terms(workers.max(1), batch, parameters))
    }

    /// The seconds of exchange of an update, with numbers of so many bytes.
    pub fn exchange(&self, workers: usize, parameters: usize, bytes: usize) -> f64 {
        let [messages, sent] = exchange_terms(workers.max(1), parameters, bytes);
        self.message * messages + self.byte * sent
    }

    /// The seconds of an update.
    pub fn seconds(&self, workers: usize, batch: usize, parameters: usize, bytes: usize) -> f64 {
        self.work(workers, batch, parameters) + self.exchange(workers, parameters, bytes)
    }
}

fn work_terms(workers: usize, batch: usize, parameters: usize) -> [f64; 4] {
    let (share, parameters) = (batch as f64 / workers as f64, parameters as f64);
    [1.0, share, share * parameters, parameters]
}

/// Messages of one worker, one after the other, and bytes that it sends.
fn exchange_terms(workers: usize, parameters: usize, bytes: usize) -> [f64; 2] {
    let count = workers as f64;
    let sent = 2.0 * (count - 1.0) / count * (parameters * bytes) as f64;
    [2.0 * f64::from(rounds(workers)), sent]
}

/// $\lceil \log_2 p \rceil$, in whole numbers: the system's logarithm may differ from one machine to the next.
fn rounds(workers: usize) -> u32 {
    workers
        .checked_next_power_of_two()
        .map_or(usize::BITS, usize::trailing_zeros)
}

fn dot(left: &[f64; 4], right: &[f64; 4]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// The coefficients of the first columns that make the sum of squared relative errors least, none of them negative.
fn not_negative_fit(rows: &[([f64; 4], f64)], columns: usize) -> Result<[f64; 4]> {
    for &(_, seconds) in rows {
        positive("a measured time", seconds)?;
    }
    let mut used: Vec<usize> = (0..columns).collect();
    loop {
        let matrix = Array2::from_shape_fn((rows.len(), used.len()), |(i, j)| {
            rows[i].0[used[j]] / rows[i].1
        });
        // Columns of very different size, each in its own unit.
        let sizes: Array1<f64> = matrix
            .columns()
            .into_iter()
            .map(|column: ArrayView1<'_, f64>| column.dot(&column).sqrt())
            .collect();
        let found = Qr::new(&(matrix / &sizes))?.solve(&Array1::ones(rows.len()))? / &sizes;
        let worst = (0..used.len()).min_by(|&a, &b| {
            let weight = |k: usize| found[k] * sizes[k];
            weight(a).total_cmp(&weight(b))
        });
        match worst.filter(|&k| found[k] < 0.0) {
            Some(k) => {
                used.remove(k);
            }
            None => {
                let mut coefficients = [0.0; 4];
                for (&column, &value) in used.iter().zip(&found) {
                    coefficients[column] = value;
                }
                return Ok(coefficients);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_made_the_measurements_is_found() {
        let truth = StepTime {
            work: [2e-5, 1e-7, 3e-11, 2e-9],
            message: 4e-6,
            byte: 2e-10,
        };
        let mut rows = Vec::new();
        for workers in [1, 2] {
            for parameters in [1_000, 30_000, 400_000] {
                for batch in [64, 512, 2048] {
                    let seconds = truth.seconds(workers, batch, parameters, 4);
                    let exchange = truth.exchange(workers, parameters, 4);
                    rows.push(Measured {
                        workers,
                        parameters,
                        bytes: 4,
                        batch,
                        parts: 8,
                        engine: false,
                        seconds,
                        exchange,
                        range: (seconds, seconds),
                    });
                }
            }
        }
        let found = StepTime::fit(&rows).unwrap();
        let pairs = found.work.iter().zip(&truth.work);
        assert!(
            pairs.clone().all(|(a, b)| (a / b - 1.0).abs() < 1e-6),
            "{found:?}"
        );
        assert!((found.message / truth.message - 1.0).abs() < 1e-9);
        assert!((found.byte / truth.byte - 1.0).abs() < 1e-9);
        // A work that falls with the parameters cannot be; the rest is fitted without.
        for row in &mut rows {
            row.seconds -= 4e-9 * row.parameters as f64 * f64::from(u8::from(row.batch > 64));
        }
        assert!(StepTime::fit(&rows).unwrap().work.iter().all(|&t| t >= 0.0));
        rows.retain(|row| row.workers == 1);
        let what = "the measurements of two workers";
        assert_eq!(StepTime::fit(&rows), Err(Error::Empty { what }));
    }

    #[test]
    fn two_workers_send_the_vector_once_and_many_twice() {
        assert_eq!(exchange_terms(1, 100, 4), [0.0, 0.0]);
        assert_eq!(exchange_terms(2, 100, 4), [2.0, 400.0]);
        assert_eq!(exchange_terms(8, 100, 4), [6.0, 700.0]);
        assert_eq!(exchange_terms(1000, 1000, 4), [20.0, 7992.0]);
    }
}
