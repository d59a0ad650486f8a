//! The loss of a network as a function of its parameters: the landscape on which training walks.

use std::borrow::Cow;
use std::cell::RefCell;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1};

use super::curvature::{hessian, hessian_times};
use super::layer::Layers;
use super::{Backprop, Network};
use crate::data::Samples;
use crate::error::Result;
use crate::loss::Loss;
use crate::number::Float;
use crate::objective::Objective;

/// The loss over a training set, as a function of all weights and biases of a network. So whatever
/// goes down the banana trains a network, and whatever measures the banana measures a network's
/// landscape.
///
/// A point is a [`Network::parameter_vector`]. The gradient is backpropagation's. The Hessian is exact as well, from backpropagation
/// differentiated once more; it takes two passes a parameter. At a corner of ReLU, where there is none, it is that of one side.
///
/// # Examples
/// Accumulated backpropagation is gradient descent on this function:
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Network, NetworkLoss, init};
/// use downhill::{activation::Activation::Sigmoid, loss::Loss, optim::Descent};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let and: Samples = logic::and().into();
/// let start: Network = init::uniform(&[2, 1], &[Sigmoid], &mut ChaCha8Rng::seed_from_u64(1))?;
/// let landscape = NetworkLoss::new(&start, &and, Loss::HalfSquaredError)?;
/// let run = Descent::new(1.0).steps(500).run(&landscape, &start.parameter_vector())?;
/// assert!(run.value() < 0.02);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct NetworkLoss<'a, F = f64> {
    samples: &'a Samples<F>,
    loss: Loss,
    work: RefCell<(Network<F>, Backprop<F>)>,
}

impl<'a, F: Float> NetworkLoss<'a, F> {
    /// The loss of networks with this one's layers, over these samples.
    ///
    /// # Errors
    /// Those of [`Backprop::run`] for the samples.
    pub fn new(network: &Network<F>, samples: &'a Samples<F>, loss: Loss) -> Result<Self> {
        let mut pass = Backprop::new();
        pass.loss(network, samples.inputs(), samples.targets(), loss)?;
        Ok(Self {
            samples,
            loss,
            work: RefCell::new((network.clone(), pass)),
        })
    }

    /// Runs there and back with these parameters; infinite ones give whatever comes of them.
    fn run(&self, at: ArrayView1<'_, F>, gradient: Option<ArrayViewMut1<'_, F>>) -> F {
        let (network, pass) = &mut *self.work.borrow_mut();
        let at = at.to_slice().map_or_else(|| at.to_vec().into(), Cow::from);
        let batch = self.samples.batch(0, self.samples.count());
        let layers = network
            .with(&at)
            .expect("one number a parameter, as has been checked");
        match gradient {
            None => pass.loss_checked(layers, batch, self.loss),
            Some(mut gradient) => {
                let value = pass.run_checked(layers, batch, self.loss);
                gradient.assign(&pass.gradient());
                value
            }
        }
    }
}

impl<F: Float> NetworkLoss<'_, F> {
    /// What `compute` makes of a pass there and back at this point.
    fn after_a_pass<T>(
        &self,
        at: ArrayView1<'_, F>,
        compute: impl FnOnce(Layers<'_, F>, &Backprop<F>, (ArrayView2<'_, F>, ArrayView2<'_, F>)) -> T,
    ) -> T {
        let (network, pass) = &mut *self.work.borrow_mut();
        let at = at.to_vec();
        let layers = network
            .with(&at)
            .expect("one number a parameter, as has been checked");
        let batch = self.samples.batch(0, self.samples.count());
        pass.run_checked(layers, batch, self.loss);
        compute(layers, pass, batch)
    }
}

impl<F: Float> Objective<F> for NetworkLoss<'_, F> {
    fn name(&self) -> &str {
        "loss of a network"
    }

    fn dim(&self) -> usize {
        self.work.borrow().0.parameters()
    }

    fn value_at(&self, at: ArrayView1<F>) -> F {
        self.run(at, None)
    }

    fn gradient_at(&self, at: ArrayView1<F>, gradient: ArrayViewMut1<F>) {
        self.run(at, Some(gradient));
    }

    fn hessian_at(&self, at: ArrayView1<F>) -> Option<Array2<F>> {
        Some(self.after_a_pass(at, |layers, pass, batch| {
            hessian(layers, pass, batch, self.loss)
        }))
    }

    fn hessian_product_at(&self, at: ArrayView1<F>, vector: ArrayView1<F>) -> Option<Array1<F>> {
        let vector = vector.to_vec();
        Some(self.after_a_pass(at, |layers, pass, batch| {
            hessian_times(layers, pass, batch, self.loss, &vector).into()
        }))
    }
}
