//! Measuring in turns: round after round each contestant makes one block of the same steps, so that whatever else the
//! machine does meets all of them alike.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use downhill_bench_worker::{Block, Cell, Request};

use crate::fair;
use crate::process::Ask;

/// What the rounds of one contestant took.
#[derive(Debug, Clone, PartialEq)]
pub struct Turns {
    /// Seconds a step, round by round.
    pub seconds: Vec<f64>,
    /// The loss after the last round's steps.
    pub loss: f64,
}

/// How often each contestant has its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounds {
    /// Turns of each.
    pub count: usize,
    /// Before each turn nobody works for so long.
    pub rest: Duration,
}

impl Rounds {
    /// So many rounds of contestants with so many threads. The idle threads of OpenMP and of OpenBLAS go on turning for
    /// some hundredths of a second before they sleep, and would take a core from the next contestant.
    #[must_use]
    pub fn of(count: usize, threads: usize) -> Self {
        let rest = if threads > 1 { 80 } else { 0 };
        Self {
            count,
            rest: Duration::from_millis(rest),
        }
    }
}

/// Holds the contestants' losses to the first one's after few steps; then lets each in turn make a block of steps, as often
/// as there are rounds, and holds their losses again. Every round begins with another contestant.
///
/// # Errors
/// What a contestant reports, or [`fair::same`].
pub fn take<A: Ask>(
    contestants: &mut [(String, A)],
    cell: &Cell,
    Rounds { count, rest }: Rounds,
    steps: usize,
) -> Result<Vec<Turns>> {
    let what = format!(
        "{:?}, batch {}, {:?}, {:?}",
        cell.sizes, cell.batch, cell.precision, cell.optimizer
    );
    for (name, contestant) in &mut *contestants {
        contestant
            .prepare(cell)
            .with_context(|| format!("{name} on {what}"))?;
    }
    let mut close = Vec::with_capacity(contestants.len());
    for (name, contestant) in &mut *contestants {
        let steps = fair::CLOSE;
        let Block { loss, .. } = contestant.block(&Request::Measure { steps })?;
        close.push((name.as_str(), loss));
    }
    let tolerance = fair::tolerance(cell.precision, cell.optimizer);
    fair::same(&close, tolerance, &what)?;
    let mut turns = vec![
        Turns {
            seconds: Vec::with_capacity(count),
            loss: f64::NAN
        };
        contestants.len()
    ];
    for round in 0..count {
        for place in 0..contestants.len() {
            let who = (round + place) % contestants.len();
            thread::sleep(rest);
            let Block { seconds, loss } = contestants[who].1.block(&Request::Measure { steps })?;
            turns[who].seconds.push(seconds);
            turns[who].loss = loss;
        }
        let priorities: Vec<(&str, Option<i64>)> = contestants
            .iter()
            .map(|(name, contestant)| (name.as_str(), contestant.priority()))
            .collect();
        fair::equals(&priorities)?;
        let losses: Vec<(&str, f64)> = contestants
            .iter()
            .zip(&turns)
            .map(|((name, _), turns)| (name.as_str(), turns.loss))
            .collect();
        let tolerance = fair::tolerance_of_blocks(cell.precision, cell.optimizer);
        fair::same(&losses, tolerance, &what)?;
    }
    Ok(turns)
}

/// How many steps make a block about this long, for one who needs so many seconds a step.
#[must_use]
pub fn steps_for(block: Duration, seconds: f64) -> usize {
    ((block.as_secs_f64() / seconds).round() as usize).clamp(3, 200)
}
