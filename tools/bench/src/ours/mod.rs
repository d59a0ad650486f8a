//! Our own contestant: the training step, written with the library's public names as a reader would write it.

mod alone;
mod digits;
mod parts;

use std::cell::RefCell;
use std::error::Error;

use downhill::linalg::set_threads;
use downhill::loss::Loss;
use downhill::ndarray::{Array1, Array2};
use downhill::network::{Backprop, Network};
use downhill::number::Float;
use downhill::optim::{Adam, GradientDescent, Optimizer};
use downhill_bench_worker::{
    Answer, Cell, Contestant, Description, Precision, Problem, Request, Steps,
};

use crate::peak;

pub use parts::{BANANA_STEPS, network};
use parts::{batch, number, optimizer};

/// The library.
#[derive(Debug, Default)]
pub struct Ours {
    threads: usize,
    /// The problem that was prepared last, for what only we can do with it.
    prepared: RefCell<Option<(Cell, Problem)>>,
}

impl Ours {
    /// The library on as many threads as the variable says by which others take theirs.
    #[must_use]
    pub fn from_environment() -> Self {
        let threads = std::env::var("OMP_NUM_THREADS").ok();
        let threads = threads.and_then(|text| text.parse().ok()).unwrap_or(1);
        set_threads(threads);
        Self {
            threads,
            ..Self::default()
        }
    }
}

/// The bare step: forward and back at a vector of parameters, and the optimiser's step.
struct Training<F: Float> {
    /// With the initial weights; the step moves the vector beside it.
    network: Network<F>,
    parameters: Array1<F>,
    pass: Backprop<F>,
    optimizer: Box<dyn Optimizer<F>>,
    rate: F,
    inputs: Array2<F>,
    targets: Array2<F>,
    loss: F,
}

impl<F: Float> Training<F>
where
    GradientDescent: Optimizer<F>,
    Adam<F>: Optimizer<F>,
{
    fn new(cell: &Cell, problem: &Problem) -> downhill::Result<Self> {
        let network = network(problem)?;
        let (inputs, targets) = batch(problem)?;
        Ok(Self {
            parameters: network.parameter_vector(),
            network,
            pass: Backprop::new(),
            optimizer: optimizer(cell.optimizer)?,
            rate: number(cell.rate),
            inputs,
            targets,
            loss: F::nan(),
        })
    }

    fn try_step(&mut self) -> downhill::Result<()> {
        let loss = Loss::SoftmaxCrossEntropy;
        let now = self.parameters.as_slice().expect("one piece");
        let (inputs, targets) = (&self.inputs, &self.targets);
        self.loss = self
            .pass
            .run_at(&self.network, now, inputs, targets, loss)?;
        let parameters = self.parameters.view_mut();
        self.optimizer
            .step(parameters, self.pass.gradient(), self.rate)
    }
}

impl<F: Float> Steps for Training<F>
where
    GradientDescent: Optimizer<F>,
    Adam<F>: Optimizer<F>,
{
    fn reset(&mut self) {
        self.parameters = self.network.parameter_vector();
        self.optimizer.reset();
    }

    fn step(&mut self) {
        self.try_step().expect("what was prepared fits");
    }

    fn loss(&self) -> f64 {
        self.loss.to_f64().expect("a float")
    }
}

impl Contestant for Ours {
    fn describe(&self) -> Description {
        Description {
            name: "ours".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            products: format!("its own, {} thread(s)", self.threads.max(1)),
        }
    }

    fn prepare(&self, cell: &Cell, problem: Problem) -> Result<Box<dyn Steps>, Box<dyn Error>> {
        let steps: Box<dyn Steps> = match cell.precision {
            Precision::F32 => Box::new(Training::<f32>::new(cell, &problem)?),
            Precision::F64 => Box::new(Training::<f64>::new(cell, &problem)?),
        };
        *self.prepared.borrow_mut() = Some((cell.clone(), problem));
        Ok(steps)
    }

    fn other(&self, request: &Request) -> Result<Answer, Box<dyn Error>> {
        let in_batches = |batches, epochs, bare| -> Result<Answer, Box<dyn Error>> {
            let prepared = self.prepared.borrow();
            let (cell, problem) = prepared.as_ref().ok_or("nothing is prepared")?;
            Ok(Answer::Block(match cell.precision {
                Precision::F32 => alone::epochs::<f32>(cell, problem, batches, epochs, bare)?,
                Precision::F64 => alone::epochs::<f64>(cell, problem, batches, epochs, bare)?,
            }))
        };
        match request {
            &Request::Run { batches, epochs } => in_batches(batches, epochs, false),
            &Request::Bare { batches, epochs } => in_batches(batches, epochs, true),
            Request::Peak {
                precision: Precision::F32,
            } => Ok(Answer::Peak(peak::single())),
            Request::Peak {
                precision: Precision::F64,
            } => Ok(Answer::Peak(peak::double())),
            Request::Banana => Ok(Answer::Block(alone::banana()?)),
            Request::Digits(digits) => Ok(Answer::Learned(digits::learn(digits)?)),
            other => Err(format!("{other:?} is not for us").into()),
        }
    }
}
