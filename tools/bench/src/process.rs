//! A contestant as a process: a line in, a line out.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use downhill_bench_worker::{
    Answer, Block, Cell, Description, Digits, Learned, Memory, Precision, Request,
};

/// Whoever answers requests. Processes do; tests put others in their place.
pub trait Ask {
    /// One request, one answer.
    ///
    /// # Errors
    /// What went wrong on the way, or what the other side reports.
    fn ask(&mut self, request: &Request) -> Result<Answer>;

    /// Reads a problem.
    ///
    /// # Errors
    /// As for [`ask`](Self::ask), and if the answer is another.
    fn prepare(&mut self, cell: &Cell) -> Result<()> {
        match self.ask(&Request::Prepare(cell.clone()))? {
            Answer::Ready => Ok(()),
            other => bail!("unexpected answer {other:?}"),
        }
    }

    /// The priority that the system gives it, where Linux tells: 0 is the usual one, 19 the lowest.
    fn priority(&self) -> Option<i64> {
        None
    }

    /// A block of steps, `Run`, `Bare` or `Banana`.
    ///
    /// # Errors
    /// As for [`prepare`](Self::prepare).
    fn block(&mut self, request: &Request) -> Result<Block> {
        match self.ask(request)? {
            Answer::Block(block) => Ok(block),
            other => bail!("unexpected answer {other:?}"),
        }
    }

    /// Who it is.
    ///
    /// # Errors
    /// As for [`prepare`](Self::prepare).
    fn describe(&mut self) -> Result<Description> {
        match self.ask(&Request::Describe)? {
            Answer::Description(description) => Ok(description),
            other => bail!("unexpected answer {other:?}"),
        }
    }

    /// What memory it has held.
    ///
    /// # Errors
    /// As for [`prepare`](Self::prepare).
    fn memory(&mut self) -> Result<Memory> {
        match self.ask(&Request::Memory)? {
            Answer::Memory(memory) => Ok(memory),
            other => bail!("unexpected answer {other:?}"),
        }
    }

    /// Learns the digits.
    ///
    /// # Errors
    /// As for [`prepare`](Self::prepare).
    fn digits(&mut self, digits: &Digits) -> Result<Learned> {
        match self.ask(&Request::Digits(digits.clone()))? {
            Answer::Learned(learned) => Ok(learned),
            other => bail!("unexpected answer {other:?}"),
        }
    }

    /// Operations a second at best.
    ///
    /// # Errors
    /// As for [`prepare`](Self::prepare).
    fn peak(&mut self, precision: Precision) -> Result<f64> {
        match self.ask(&Request::Peak { precision })? {
            Answer::Peak(peak) => Ok(peak),
            other => bail!("unexpected answer {other:?}"),
        }
    }
}

/// How a contestant is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The program and its arguments.
    pub command: Vec<String>,
}

/// Variables by which libraries take their number of threads.
const THREADS: [&str; 6] = [
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "RAYON_NUM_THREADS",
];

/// Variables by which a machine may make OpenBLAS take kernels made for older processors.
const OLD_KERNELS: [&str; 2] = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"];

/// A running contestant. It ends with this value.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    /// Starts it with so many threads.
    ///
    /// # Errors
    /// If there is no such program.
    pub fn start(program: &Program, threads: usize) -> Result<Self> {
        let [name, arguments @ ..] = program.command.as_slice() else {
            bail!("a program without a name");
        };
        let mut command = Command::new(name);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        for variable in THREADS {
            command.env(variable, threads.to_string());
        }
        for variable in OLD_KERNELS {
            command.env_remove(variable);
        }
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self {
            name: program.command.join(" "),
            input: child.stdin.take().context("its input")?,
            output: BufReader::new(child.stdout.take().context("its output")?),
            child,
        })
    }
}

impl Ask for Process {
    fn priority(&self) -> Option<i64> {
        let status = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // After the name in brackets, which may hold spaces, the priority is the seventeenth word.
        status
            .rsplit(')')
            .next()?
            .split_whitespace()
            .nth(16)?
            .parse()
            .ok()
    }

    fn ask(&mut self, request: &Request) -> Result<Answer> {
        writeln!(self.input, "{}", serde_json::to_string(request)?)
            .and_then(|()| self.input.flush())
            .with_context(|| format!("{} takes no requests any more", self.name))?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer = serde_json::from_str(&line)
            .with_context(|| format!("{} answers {line:?}", self.name))?;
        match answer {
            Answer::Error(message) => bail!("{}: {message}", self.name),
            answer => Ok(answer),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing is lost if it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
