//! What is measured of the library alone: its training loop beside the bare step, and a descent on the banana.

use std::time::Instant;

use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::{Array2, Axis, concatenate, s};
use downhill::network::Backprop;
use downhill::number::Float;
use downhill::objective::Banana;
use downhill::optim::{Adam, Descent, GradientDescent, Keep, Optimizer, Schedule};
use downhill::train::{Batch, Training};
use downhill_bench_worker::{Block, Cell, Problem};

use super::parts::{BANANA_STEPS, batch, network, number, optimizer};

/// So many epochs over samples that are the problem's batch several times: by the library's loop, or step by step.
pub(super) fn epochs<F: Float>(
    cell: &Cell,
    problem: &Problem,
    batches: usize,
    epochs: usize,
    bare: bool,
) -> downhill::Result<Block>
where
    GradientDescent: Optimizer<F>,
    Adam<F>: Optimizer<F>,
{
    let (inputs, targets) = batch::<F>(problem)?;
    let size = inputs.nrows();
    let several = |part: &Array2<F>| concatenate(Axis(0), &vec![part.view(); batches]);
    let samples = Samples::new(
        several(&inputs).expect("one width"),
        several(&targets).expect("one width"),
    )?;
    let mut network = network(problem)?;
    let mut rule = optimizer(cell.optimizer)?;
    let (rate, loss) = (number(cell.rate), Loss::SoftmaxCrossEntropy);
    let updates = (batches * epochs) as f64;
    if bare {
        let mut parameters = network.parameter_vector();
        let mut pass = Backprop::new();
        let mut last = F::nan();
        let start = Instant::now();
        for _ in 0..epochs {
            for from in (0..samples.count()).step_by(size) {
                let rows = s![from..from + size, ..];
                let (x, y) = (samples.inputs().slice(rows), samples.targets().slice(rows));
                let now = parameters.as_slice().expect("one piece");
                last = pass.run_at(&network, now, x, y, loss)?;
                rule.step(parameters.view_mut(), pass.gradient(), rate)?;
            }
        }
        let seconds = start.elapsed().as_secs_f64() / updates;
        let loss = last.to_f64().expect("a float");
        return Ok(Block { seconds, loss });
    }
    let training = Training::new(loss, Schedule::Constant(rate))
        .optimizer(rule)
        .batch(Batch::Size(size))
        .max_epochs(epochs);
    let start = Instant::now();
    let run = training.run(&mut network, &samples)?;
    let seconds = start.elapsed().as_secs_f64() / updates;
    assert_eq!(run.updates(), batches * epochs, "every update was made");
    let loss = run.loss().to_f64().expect("a float");
    Ok(Block { seconds, loss })
}

/// S1's slowest run on the banana, its path not kept: seconds a step, and the value where it ends.
pub(super) fn banana() -> downhill::Result<Block> {
    let descent = Descent::new(0.0001).keep(Keep::Ends);
    let start = Instant::now();
    let run = descent.run(&Banana, &[-1.9, -0.9])?;
    let seconds = start.elapsed().as_secs_f64() / run.steps() as f64;
    assert_eq!(run.steps(), BANANA_STEPS, "the run of chapter 05");
    Ok(Block {
        seconds,
        loss: run.value(),
    })
}
