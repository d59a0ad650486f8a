//! Annealing on a row of states, exactly.

use ndarray::{Array1, Array2};

use super::metropolis;
use super::space::at_least_one;
use crate::check::{all_finite, not_negative};
use crate::error::{Error, Result};
use crate::optim::Schedule;

/// Where simulated annealing is on a row of states, as probabilities: no chance, no runs.
///
/// Each step proposes one of the two neighbours, each with probability one half (at an end, half of the proposals lead nowhere), and
/// accepts it by [`metropolis`]. So the probabilities $p_k$ after $k$ steps follow from those before by one product with
/// a matrix of three diagonals, $p_{k+1} = p_k P(T_k)$.
///
/// `heights` has one value a state; the walk begins in state `start`. The answer has shape (`after.len()`, states): a row for each
/// number of steps in `after`, which must ascend.
///
/// # Errors
/// [`Error::Empty`] for no states, [`Error::NotFinite`] for a height; [`Error::OutOfRange`] for a start that is none of
/// them, numbers of steps that do not ascend, or a temperature below 0.
///
/// # Examples
/// Two valleys, and a walk so cold that it stays in the one where it begins:
/// ```
/// use downhill::search::chain;
/// let heights = [0.0, 1.0, 0.5];
/// let cold = chain(&heights, 2, 0.01, &[1_000])?;
/// assert!(cold[[0, 2]] > 0.999);
/// let warm = chain(&heights, 2, 0.3, &[1_000])?;
/// assert!(warm[[0, 0]] > warm[[0, 2]]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn chain(
    heights: &[f64],
    start: usize,
    temperature: impl Into<Schedule>,
    after: &[usize],
) -> Result<Array2<f64>> {
    evolve(heights, start, &temperature.into(), after)
}

fn evolve(
    heights: &[f64],
    start: usize,
    temperature: &Schedule,
    after: &[usize],
) -> Result<Array2<f64>> {
    let states = heights.len();
    if states == 0 {
        return Err(Error::Empty {
            what: "the row of states",
        });
    }
    all_finite("the heights", &ndarray::aview1(heights))?;
    let out = |name, value: usize, range| Error::OutOfRange {
        name,
        value: value as f64,
        range,
    };
    if start >= states {
        return Err(out(
            "the state to begin in",
            start,
            "less than their number",
        ));
    }
    if let Some(pair) = after.windows(2).find(|pair| pair[0] >= pair[1]) {
        return Err(out(
            "the next number of steps",
            pair[1],
            "more than the one before",
        ));
    }
    at_least_one("the list of numbers of steps", after.len())?;
    let mut now = Array1::zeros(states);
    now[start] = 1.0;
    let mut rows = Array2::zeros((after.len(), states));
    let mut steps = 0;
    for (mut row, &until) in rows.rows_mut().into_iter().zip(after) {
        while steps < until {
            let temperature = not_negative("the temperature", temperature.rate(steps))?;
            let mut next = now.clone();
            for state in 1..states {
                // What crosses from one state to the next, and back.
                let rise = heights[state] - heights[state - 1];
                let up = 0.5 * now[state - 1] * metropolis(rise, temperature);
                let down = 0.5 * now[state] * metropolis(-rise, temperature);
                next[state] += up - down;
                next[state - 1] += down - up;
            }
            now = next;
            steps += 1;
        }
        row.assign(&now);
    }
    Ok(rows)
}
