//! Backward passes with a mistake in them, each one that people make: gradients to be caught by
//! [`gradient_check`](crate::calculus::gradient_check). Serves chapter 08.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis};
use rand::Rng;
use rand::seq::SliceRandom;

use super::{Backprop, Network, check};
use crate::check::positive;
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::objective::Objective;

/// A mistake in the pass back.
///
/// ```
/// use downhill::{activation::Activation::Tanh, calculus::gradient_check, data::{Samples, logic}};
/// use downhill::{loss::Loss, network::{Fault, FaultyLoss, init}};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let network = init::xavier(&[2, 3, 1], &[Tanh; 2], &mut ChaCha8Rng::seed_from_u64(0))?;
/// let xor: Samples = logic::xor().into();
/// let error = |fault| {
///     let loss = FaultyLoss::new(&network, &xor, Loss::HalfSquaredError, fault)?;
///     Ok::<f64, downhill::Error>(gradient_check(&loss, &network.parameter_vector())?.largest_error)
/// };
/// assert!(error(None)? < 1e-8);
/// assert!(error(Some(Fault::NoSlope))? > 0.01);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// $\Delta_k = \Delta_{k+1} W_{k+1}$, without $\odot f_k'(Z_k)$.
    NoSlope,
    /// $f_k'(A_k)$ in the place of $f_k'(Z_k)$ in the hidden layers: the slope at what came out.
    SlopeOfOutput,
    /// $W_{k+1}^T$ in the place of $W_{k+1}$ on the way back, where that is square; so no shape complains.
    Transposed,
    /// $\partial E / \partial b_k$ is the last row of $\Delta_k$: overwritten for each sample, not added to.
    LastBias,
    /// The sum over the batch in the place of the mean.
    Sum,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::NoSlope,
        Self::SlopeOfOutput,
        Self::Transposed,
        Self::LastBias,
        Self::Sum,
    ];

    /// The fault of a suspect of chapter 08's hunt, 1 to 4.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for another number.
    pub fn of_suspect(number: usize) -> Result<Self> {
        let suspects = [
            Self::LastBias,
            Self::Transposed,
            Self::Sum,
            Self::SlopeOfOutput,
        ];
        let fault = number.checked_sub(1).and_then(|i| suspects.get(i));
        fault.copied().ok_or(Error::OutOfRange {
            name: "the number of a suspect",
            value: number as f64,
            range: "1 to 4",
        })
    }
}

/// The gradient of a network's loss over a batch as a pass back with this fault computes it, in the order of
/// [`Network::parameter_vector`]. `None` is the pass as it should be, written as chapter 08 writes it.
///
/// # Errors
/// Those of [`Backprop::run`].
pub fn gradient<'a, 'b>(
    network: &Network,
    inputs: impl Into<ArrayView2<'a, f64>>,
    targets: impl Into<ArrayView2<'b, f64>>,
    loss: Loss,
    fault: Option<Fault>,
) -> Result<Array1<f64>> {
    let (inputs, targets) = (inputs.into(), targets.into());
    check(network, inputs, targets, loss)?;
    let layers = network.layers();
    let mut z: Vec<Array2<f64>> = Vec::new();
    let mut a: Vec<Array2<f64>> = vec![inputs.to_owned()];
    for (k, layer) in layers.iter().enumerate() {
        z.push(a[k].dot(&layer.weights.t()) + &layer.biases);
        a.push(layer.activation.values(&z[k]));
    }

    let last = layers.len() - 1;
    let slope = layers[last].activation.derivatives(&z[last]);
    let mut delta = loss.gradient(&a[last + 1], targets)? * slope;
    if fault == Some(Fault::Sum) {
        delta *= inputs.nrows() as f64;
    }
    let mut blocks: Vec<Array1<f64>> = Vec::new();
    for k in (0..=last).rev() {
        blocks.push(match fault {
            Some(Fault::LastBias) => delta.row(delta.nrows() - 1).to_owned(),
            _ => delta.sum_axis(Axis(0)),
        });
        blocks.push(delta.t().dot(&a[k]).into_iter().collect());
        if k > 0 {
            let weights = &layers[k].weights;
            delta = match fault {
                Some(Fault::Transposed) if weights.is_square() => delta.dot(&weights.t()),
                _ => delta.dot(weights),
            };
            let activation = layers[k - 1].activation;
            match fault {
                Some(Fault::NoSlope) => {}
                Some(Fault::SlopeOfOutput) => delta *= &activation.derivatives(&a[k]),
                _ => delta *= &activation.derivatives(&z[k - 1]),
            }
        }
    }
    Ok(blocks.into_iter().rev().flatten().collect())
}

/// The loss of a network over samples, like [`NetworkLoss`](super::NetworkLoss), with the gradient of a pass back that may have a fault.
#[derive(Debug, Clone)]
pub struct FaultyLoss<'a> {
    network: Network,
    samples: &'a Samples,
    loss: Loss,
    fault: Option<Fault>,
}

impl<'a> FaultyLoss<'a> {
    /// The loss of networks with this one's layers.
    ///
    /// # Errors
    /// Those of [`Backprop::run`] for the samples.
    pub fn new(
        network: &Network,
        samples: &'a Samples,
        loss: Loss,
        fault: impl Into<Option<Fault>>,
    ) -> Result<Self> {
        check(
            network,
            samples.inputs().view(),
            samples.targets().view(),
            loss,
        )?;
        Ok(Self {
            network: network.clone(),
            samples,
            loss,
            fault: fault.into(),
        })
    }

    fn at(&self, parameters: ArrayView1<f64>) -> Network {
        let mut network = self.network.clone();
        network.assign(parameters);
        network
    }
}

impl Objective for FaultyLoss<'_> {
    fn name(&self) -> &str {
        "loss of a network, with a gradient to be checked"
    }

    fn dim(&self) -> usize {
        self.network.parameters()
    }

    fn value_at(&self, at: ArrayView1<f64>) -> f64 {
        let (inputs, targets) = (self.samples.inputs(), self.samples.targets());
        Backprop::new()
            .loss(&self.at(at), inputs, targets, self.loss)
            .unwrap_or(f64::NAN)
    }

    fn gradient_at(&self, at: ArrayView1<f64>, mut to: ArrayViewMut1<f64>) {
        let (inputs, targets) = (self.samples.inputs(), self.samples.targets());
        match gradient(&self.at(at), inputs, targets, self.loss, self.fault) {
            Ok(gradient) => to.assign(&gradient),
            Err(_) => to.fill(f64::NAN),
        }
    }
}

/// Trains by mini-batches with a gradient that may have a fault: each epoch in another order, the last batch as small as it comes.
///
/// # Errors
/// Those of [`gradient`]; [`Error::OutOfRange`] for a rate or a batch that is not positive.
pub fn train(
    network: &mut Network,
    samples: &Samples,
    loss: Loss,
    fault: impl Into<Option<Fault>>,
    (rate, batch, epochs): (f64, usize, usize),
    rng: &mut impl Rng,
) -> Result<()> {
    positive("learning rate", rate)?;
    positive("batch size", batch as f64)?;
    let fault = fault.into();
    let mut pass = Backprop::new();
    let mut order: Vec<usize> = (0..samples.count()).collect();
    for _ in 0..epochs {
        order.shuffle(rng);
        for rows in order.chunks(batch) {
            let few = samples.rows(rows)?;
            let mut parameters = network.parameter_vector();
            if fault.is_some() {
                let gradient = gradient(network, few.inputs(), few.targets(), loss, fault)?;
                parameters.scaled_add(-rate, &gradient);
            } else {
                pass.run(network, few.inputs(), few.targets(), loss)?;
                parameters.scaled_add(-rate, &pass.gradient());
            }
            network.set_parameter_vector(parameters.view())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation::{Identity, Sigmoid};
    use crate::calculus::gradient_check;
    use crate::data::encode;
    use crate::network::{NetworkLoss, init};
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn case() -> (Network, Samples) {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        let network =
            init::normal(&[3, 4, 4, 4], &[Sigmoid, Sigmoid, Identity], 1.0, &mut rng).unwrap();
        let x = Array2::from_shape_fn((6, 3), |(i, j)| ((i * 5 + j * 3) % 7) as f64 / 3.5 - 1.0);
        let y = encode::classes(&[0, 3, 1, 1, 2, 0], 4).unwrap();
        (network, Samples::new(x, y).unwrap())
    }

    #[test]
    fn without_a_fault_it_is_backpropagation() {
        let (network, samples) = case();
        let at = network.parameter_vector();
        for loss in Loss::ALL {
            let own = NetworkLoss::new(&network, &samples, loss).unwrap();
            let as_written = FaultyLoss::new(&network, &samples, loss, None).unwrap();
            let mut gradients = [Array1::zeros(at.len()), Array1::zeros(at.len())];
            own.gradient_at(at.view(), gradients[0].view_mut());
            as_written.gradient_at(at.view(), gradients[1].view_mut());
            let apart = (&gradients[0] - &gradients[1]).mapv(f64::abs);
            assert!(apart.iter().all(|&d| d < 1e-14), "{loss:?}: {apart}");
            assert_eq!(own.value_at(at.view()), as_written.value_at(at.view()));
        }
    }

    #[test]
    fn each_fault_is_found_and_is_no_other() {
        let (network, samples) = case();
        let at = network.parameter_vector();
        let mut seen: Vec<Array1<f64>> = Vec::new();
        for fault in Fault::ALL {
            let loss =
                FaultyLoss::new(&network, &samples, Loss::SoftmaxCrossEntropy, fault).unwrap();
            let check = gradient_check(&loss, &at).unwrap();
            assert!(
                check.largest_error > 0.1,
                "{fault:?}: {}",
                check.largest_error
            );
            assert!(
                seen.iter()
                    .all(|other| (other - &check.analytic).mapv(f64::abs).sum() > 1e-3)
            );
            seen.push(check.analytic);
        }
    }

    #[test]
    fn suspects_are_four() {
        assert_eq!(Fault::of_suspect(3), Ok(Fault::Sum));
        for number in [0, 5] {
            assert!(
                Fault::of_suspect(number)
                    .unwrap_err()
                    .to_string()
                    .contains("1 to 4")
            );
        }
    }

    #[test]
    fn training_with_it_goes_down_and_refuses_what_it_must() {
        let (network, samples) = case();
        let loss = Loss::SoftmaxCrossEntropy;
        let value = |network: &Network| {
            Backprop::new()
                .loss(network, samples.inputs(), samples.targets(), loss)
                .unwrap()
        };
        let mut trained = network.clone();
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        train(&mut trained, &samples, loss, None, (0.5, 4, 200), &mut rng).unwrap();
        assert!(value(&trained) < 0.5 * value(&network));
        assert!(train(&mut trained, &samples, loss, None, (0.0, 4, 1), &mut rng).is_err());
        assert!(train(&mut trained, &samples, loss, None, (0.1, 0, 1), &mut rng).is_err());
    }
}
