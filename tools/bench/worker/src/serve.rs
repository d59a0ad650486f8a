//! The loop of a contestant: a request in, an answer out; and the clock.

use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Instant;
use std::{error, fs, io};

use crate::{Answer, Block, Cell, Description, Memory, Problem, Request};

/// A training that goes on step by step.
pub trait Steps {
    /// Back to the initial weights, and to an optimiser that remembers nothing.
    fn reset(&mut self);

    /// Forward, loss, gradient, update.
    fn step(&mut self);

    /// The loss that the last step began with.
    fn loss(&self) -> f64;
}

/// Someone who can train.
pub trait Contestant {
    /// Who it is.
    fn describe(&self) -> Description;

    /// A training of this problem.
    ///
    /// # Errors
    /// What the library reports.
    fn prepare(
        &self,
        cell: &Cell,
        problem: Problem,
    ) -> Result<Box<dyn Steps>, Box<dyn error::Error>>;

    /// Answers a request that is not for everyone.
    ///
    /// # Errors
    /// What the library reports, or that it cannot do this.
    fn other(&self, request: &Request) -> Result<Answer, Box<dyn error::Error>> {
        Err(format!("{} does not know {request:?}", self.describe().name).into())
    }
}

/// Answers requests until standard input ends.
///
/// # Errors
/// Those of standard input and output.
pub fn serve(contestant: &dyn Contestant) -> io::Result<()> {
    let mut training = None;
    for line in io::stdin().lock().lines() {
        let answer = answer(contestant, &mut training, &line?)
            .unwrap_or_else(|error| Answer::Error(error.to_string()));
        let mut out = io::stdout().lock();
        writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        out.flush()?;
    }
    Ok(())
}

fn answer(
    contestant: &dyn Contestant,
    training: &mut Option<Box<dyn Steps>>,
    line: &str,
) -> Result<Answer, Box<dyn error::Error>> {
    Ok(match serde_json::from_str(line)? {
        Request::Describe => Answer::Description(contestant.describe()),
        Request::Prepare(cell) => {
            *training = None; // its memory is free before more is taken
            let problem = Problem::read(&cell.file, &cell.sizes, cell.batch)?;
            let mut steps = contestant.prepare(&cell, problem)?;
            steps.step();
            steps.step();
            *training = Some(steps);
            Answer::Ready
        }
        Request::Measure { steps } => {
            let training = training.as_mut().ok_or("nothing is prepared")?;
            Answer::Block(block(training.as_mut(), steps))
        }
        Request::Memory => Answer::Memory(Memory {
            peak: peak_memory(),
        }),
        request => contestant.other(&request)?,
    })
}

/// From the initial weights one step, then so many by the clock.
pub fn block(training: &mut dyn Steps, steps: usize) -> Block {
    training.reset();
    training.step();
    let start = Instant::now();
    for _ in 0..steps {
        black_box(&mut *training).step();
    }
    let seconds = start.elapsed().as_secs_f64() / steps as f64;
    Block {
        seconds,
        loss: training.loss(),
    }
}

/// The most memory that this process has held in RAM, where Linux tells it.
pub fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(1024 * kibibytes)
}
