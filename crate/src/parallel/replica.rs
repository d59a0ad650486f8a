//! One worker's share of the work between two sums.

use ndarray::{Array1, ArrayView1};

use super::shards::Draw;
use super::tree::Tree;
use super::{DataParallel, ParallelRun};
use crate::error::Result;
use crate::network::{Backprop, Network};
use crate::number::Float;
use crate::optim::Optimizer;

/// The memory that a worker needs for its parts.
pub(super) struct Share<'a, F: Float> {
    settings: &'a DataParallel<F>,
    draws: Vec<Draw<'a, F>>,
    /// How many samples of each part an update looks at.
    each: usize,
    pass: Backprop<F>,
    /// One a part, if each learns by itself for some steps.
    replicas: Vec<(Array1<F>, Box<dyn Optimizer<F>>)>,
}

impl<'a, F: Float> Share<'a, F> {
    pub(super) fn new(settings: &'a DataParallel<F>, draws: Vec<Draw<'a, F>>, each: usize) -> Self {
        Self {
            settings,
            draws,
            each,
            pass: Backprop::new(),
            replicas: Vec::new(),
        }
    }

    /// Puts into the tree, for each part, the gradient over its share of the batch, and the loss behind it.
    pub(super) fn gradients(
        &mut self,
        tree: &mut Tree<F>,
        network: &Network<F>,
        run: &ParallelRun<F>,
    ) -> Result<()> {
        let parameters = run.parameters.as_slice().expect("a vector of its own");
        for draw in &mut self.draws {
            let batch = draw.batch(run.updates(), self.each);
            let layers = network.with(parameters)?;
            let loss = self.pass.run_checked(layers, batch, self.settings.loss);
            let gradient = self.pass.gradient();
            let gradient = gradient.as_slice().expect("a vector of its own");
            tree.push([gradient, &[loss]]);
        }
        Ok(())
    }

    /// Lets a replica a part make its steps from the run's parameters. Puts into the tree what each has reached: parameters,
    /// the optimiser's memory, and the loss before each step.
    pub(super) fn local_steps(
        &mut self,
        tree: &mut Tree<F>,
        network: &Network<F>,
        run: &ParallelRun<F>,
        steps: usize,
    ) -> Result<()> {
        let start = || (run.parameters.clone(), run.optimizer.clone());
        self.replicas.resize_with(self.draws.len(), start);
        let mut losses = vec![F::zero(); steps];
        for ((parameters, optimizer), draw) in self.replicas.iter_mut().zip(&mut self.draws) {
            parameters.assign(&run.parameters);
            for (name, numbers) in run.optimizer.memory() {
                optimizer.remember(name, numbers)?;
            }
            for (step, loss) in losses.iter_mut().enumerate() {
                let update = run.updates() + step;
                let batch = draw.batch(update, self.each);
                let at = parameters.as_slice().expect("a vector of its own");
                *loss = self
                    .pass
                    .run_checked(network.with(at)?, batch, self.settings.loss);
                let rate = self.settings.schedule.rate(update);
                optimizer.step(parameters.view_mut(), self.pass.gradient(), rate)?;
            }
            let memory = optimizer.memory();
            let pieces = [parameters.view()].into_iter();
            let pieces = pieces.chain(memory.iter().map(|(_, numbers)| numbers.view()));
            let pieces: Vec<ArrayView1<'_, F>> = pieces.collect();
            let pieces = pieces
                .iter()
                .map(|piece| piece.as_slice().expect("a vector of its own"));
            tree.push(pieces.chain([&losses[..]]));
        }
        Ok(())
    }

    /// Takes the mean of what [`local_steps`](Self::local_steps) has reached: parameters and memory for the run, and the losses.
    pub(super) fn take<'b>(&self, mean: &'b [F], run: &mut ParallelRun<F>) -> Result<&'b [F]> {
        let (parameters, mut rest) = mean.split_at(run.parameters.len());
        run.parameters.assign(&ArrayView1::from(parameters));
        for (name, numbers) in self.replicas[0].1.memory() {
            let (own, behind) = rest.split_at(numbers.len());
            run.optimizer.remember(name, ArrayView1::from(own))?;
            rest = behind;
        }
        Ok(rest)
    }
}
