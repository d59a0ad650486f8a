//! Basins of attraction: where descent ends, by where it starts.

use ndarray::Array2;

use super::{Descent, Keep};
use crate::check::finite;
use crate::error::{Error, Result};
use crate::objective::{Minimum, Objective};

/// How near, in distance, an end must be to a minimum to count as having reached it.
const REACH: f64 = 0.05;

/// For each start of a grid over a rectangle, the minimum in which descent ended.
///
/// Made by [`basins`].
#[derive(Debug, Clone, PartialEq)]
pub struct Basins {
    x: (f64, f64),
    y: (f64, f64),
    minima: Vec<Minimum>,
    /// Shape (rows, columns), row 0 at the smallest y.
    ends: Array2<Option<usize>>,
}

/// Descends from every point of a grid and tells in which of the known minima each descent ended.
///
/// The grid has `side` by `side` starts, from corner to corner of the rectangle `x` by `y`. A descent
/// that ends farther than 0.05 from every known minimum belongs to none: it stopped on a plateau or
/// a saddle, ran out of steps, or diverged.
///
/// # Errors
/// [`Error::Shape`] unless there are two variables, [`Error::Empty`] for a side of 0,
/// [`Error::NotFinite`] or [`Error::Interval`] for a range that is not one, and those of
/// [`Descent::run`].
///
/// # Examples
/// ```
/// use downhill::objective::Himmelblau;
/// use downhill::optim::{Descent, basins};
/// let basins = basins(&Himmelblau, &Descent::new(0.005), (-5.0, 5.0), (-5.0, 5.0), 11)?;
/// // The corner (5, 5) leads to the first minimum, (3, 2).
/// assert_eq!(basins.end_of(5.0, 5.0), Some(0));
/// assert_eq!(basins.shares().iter().sum::<usize>(), 121);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn basins(
    objective: &dyn Objective,
    descent: &Descent,
    x: (f64, f64),
    y: (f64, f64),
    side: usize,
) -> Result<Basins> {
    for (name, (from, to)) in [("the range of x", x), ("the range of y", y)] {
        finite(name, from)?;
        finite(name, to)?;
        if from >= to {
            return Err(Error::Interval { name, from, to });
        }
    }
    if side == 0 {
        return Err(Error::Empty {
            what: "the grid of starts",
        });
    }
    let descent = descent.clone().keep(Keep::Ends);
    let minima = objective.minima();
    let mut ends = Array2::from_elem((side, side), None);
    for ((row, column), end) in ends.indexed_iter_mut() {
        let start = [place(x, column, side), place(y, row, side)];
        let run = descent.run(objective, &start)?;
        *end = minima.iter().position(|minimum| {
            let off = &minimum.at - run.end();
            off.dot(&off).sqrt() < REACH
        });
    }
    Ok(Basins { x, y, minima, ends })
}

/// The k-th of `side` places from one end of the range to the other.
fn place(range: (f64, f64), k: usize, side: usize) -> f64 {
    let share = if side > 1 {
        k as f64 / (side - 1) as f64
    } else {
        0.5
    };
    range.0 + share * (range.1 - range.0)
}

impl Basins {
    /// The minima, in the order in which basins are numbered.
    pub fn minima(&self) -> &[Minimum] {
        &self.minima
    }

    /// For each start the number of the minimum reached, of shape (rows, columns); row 0 has the
    /// smallest y.
    pub fn ends(&self) -> &Array2<Option<usize>> {
        &self.ends
    }

    /// The number of the minimum reached from the start nearest to (x, y), which may lie outside the grid; none of a NaN.
    pub fn end_of(&self, x: f64, y: f64) -> Option<usize> {
        if x.is_nan() || y.is_nan() {
            return None;
        }
        let (rows, columns) = self.ends.dim();
        let nearest = |(from, to): (f64, f64), at: f64, side: usize| {
            let share = ((at - from) / (to - from)).clamp(0.0, 1.0);
            (share * (side - 1) as f64).round() as usize
        };
        self.ends[[nearest(self.y, y, rows), nearest(self.x, x, columns)]]
    }

    /// How many starts lead to each minimum, and last, how many lead to none.
    pub fn shares(&self) -> Vec<usize> {
        let mut shares = vec![0; self.minima.len() + 1];
        for end in &self.ends {
            shares[end.unwrap_or(self.minima.len())] += 1;
        }
        shares
    }
}
