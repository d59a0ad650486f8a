//! Networks whose hidden layers are added to what they read: residual connections, as small as they can be and still be
//! trained. Serves chapter 09.

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView2, Axis};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::backprop::times_slope;
use super::{Architecture, Network, check};
use crate::check::positive;
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::threads::in_parallel;

/// What a pass leaves behind, layer by layer.
struct Pass {
    /// $Z_k$.
    z: Vec<Array2<f64>>,
    /// $f_k(Z_k)$, before what the path brings is added.
    f: Vec<Array2<f64>>,
    /// $A_k$, with the inputs before them.
    a: Vec<Array2<f64>>,
}

/// A network in which every hidden layer that is as wide as the one before it has a path around it.
///
/// $$a_k = a_{k-1} + f_k(W_k a_{k-1} + b_k), \qquad \delta_{k-1} \text{ gets } W_k^T \delta_k + \partial E / \partial a_k$$
///
/// The first layer changes the width, and the last one answers: both are as in a plain network.
///
/// # References
/// K. He, X. Zhang, S. Ren and J. Sun, "Deep residual learning for image recognition", *CVPR 2016*, 770–778,
/// [doi:10.1109/CVPR.2016.90](https://doi.org/10.1109/CVPR.2016.90). Their blocks hold two layers of weights each, and normalise; these hold one, and do not.
///
/// # Examples
/// ```
/// use downhill::activation::Activation::{Identity, Sigmoid};
/// use downhill::{ndarray::array, network::{Layer, Network, residual::Residual}};
/// let plain = Network::new(vec![
///     Layer::new(array![[1.0]], array![0.0], Identity),
///     Layer::new(array![[0.0]], array![0.0], Sigmoid),
///     Layer::new(array![[1.0]], array![0.0], Identity),
/// ])?;
/// assert_eq!(plain.forward(&[3.0])?[0], 0.5);
/// assert_eq!(Residual::new(plain).forward(&array![[3.0]])?[[0, 0]], 3.5);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Residual {
    layers: Network,
}

impl Residual {
    /// The layers of this network, with a path around every hidden one that is as wide as the one before it.
    #[must_use]
    pub fn new(layers: Network) -> Self {
        Self { layers }
    }

    /// Its layers, without the paths.
    #[must_use]
    pub fn layers(&self) -> &Network {
        &self.layers
    }

    fn has_path(&self, layer: usize) -> bool {
        let layers = self.layers.layers();
        let hidden = 1..layers.len() - 1;
        hidden.contains(&layer) && layers[layer].weights.is_square()
    }

    fn pass(&self, inputs: ArrayView2<f64>) -> Pass {
        let (mut zs, mut fs, mut a) = (Vec::new(), Vec::new(), vec![inputs.to_owned()]);
        for (k, layer) in self.layers.layers().iter().enumerate() {
            let z = a[k].dot(&layer.weights.t()) + &layer.biases;
            let mut f = z.clone();
            layer.activation.apply(&mut f);
            a.push(if self.has_path(k) {
                &f + &a[k]
            } else {
                f.clone()
            });
            zs.push(z);
            fs.push(f);
        }
        Pass { z: zs, f: fs, a }
    }

    /// The outputs for a batch, one sample a row.
    ///
    /// # Errors
    /// Those of [`Network::forward_batch`].
    pub fn forward<'a>(&self, inputs: impl Into<ArrayView2<'a, f64>>) -> Result<Array2<f64>> {
        let inputs = inputs.into();
        self.layers.forward_batch(inputs)?;
        Ok(self.pass(inputs).a.pop().expect("at least the inputs"))
    }

    /// The loss over a batch, and its gradient in the order of [`Network::parameter_vector`].
    ///
    /// # Errors
    /// Those of [`Backprop::run`](super::Backprop::run).
    pub fn gradient<'a, 'b>(
        &self,
        inputs: impl Into<ArrayView2<'a, f64>>,
        targets: impl Into<ArrayView2<'b, f64>>,
        loss: Loss,
    ) -> Result<(f64, Array1<f64>)> {
        let (inputs, targets) = (inputs.into(), targets.into());
        check(&self.layers, inputs, targets, loss)?;
        let Pass { z, f, a } = self.pass(inputs);
        let outputs = &a[z.len()];
        let value = loss.value(outputs, targets)?;
        let mut arriving = loss.gradient(outputs, targets)?;
        let mut blocks: Vec<Array1<f64>> = Vec::new();
        for (k, layer) in self.layers.layers().iter().enumerate().rev() {
            let mut delta = arriving.clone();
            times_slope(layer.activation, delta.view_mut(), z[k].view(), f[k].view());
            blocks.push(delta.sum_axis(Axis(0)));
            blocks.push(delta.t().dot(&a[k]).into_iter().collect());
            let through = delta.dot(&layer.weights);
            arriving = if self.has_path(k) {
                arriving + through
            } else {
                through
            };
        }
        Ok((value, blocks.into_iter().rev().flatten().collect()))
    }

    /// Trains by mini-batches at a constant rate, each epoch in another order; the last batch is as small as it comes.
    /// Returns the mean of the batches' losses in each epoch.
    ///
    /// # Errors
    /// Those of [`gradient`](Self::gradient); [`Error::OutOfRange`] for a rate or a batch that is not positive;
    /// [`Error::NotFinite`] where a weight overflows.
    pub fn train(
        &mut self,
        samples: &Samples,
        loss: Loss,
        (rate, batch, epochs): (f64, usize, usize),
        rng: &mut impl Rng,
    ) -> Result<Vec<f64>> {
        positive("learning rate", rate)?;
        positive("batch size", batch as f64)?;
        let mut order: Vec<usize> = (0..samples.count()).collect();
        let mut losses = Vec::new();
        for _ in 0..epochs {
            order.shuffle(rng);
            let mut sum = 0.0;
            for rows in order.chunks(batch) {
                let part = samples.rows(rows)?;
                let (value, gradient) = self.gradient(part.inputs(), part.targets(), loss)?;
                let moved = self.layers.parameter_vector() - rate * &gradient;
                self.layers.set_parameter_vector(&moved)?;
                sum += value * rows.len() as f64;
            }
            losses.push(sum / samples.count() as f64);
        }
        Ok(losses)
    }

    /// What training is worth, from several starts: the share of the second samples that networks of this architecture get right after
    /// learning from the first, one for each seed; `None` where training overflowed. Each seed draws the initial weights and orders
    /// that it draws for [`Recipe::trials`](crate::train::Recipe::trials). Several are trained at a time, one a core; the digits are those of one after the other.
    ///
    /// # Errors
    /// Those of [`train`](Self::train) but for overflow, and of [`accuracy`](Self::accuracy).
    ///
    /// ```
    /// use downhill::{activation::Activation::Tanh, data::digits, loss::Loss};
    /// use downhill::network::{Architecture, Initializer, residual::Residual};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let (few, rest) = digits()?.samples()?.split(0.3, &mut ChaCha8Rng::seed_from_u64(0))?;
    /// let architecture = Architecture::stack([64, 10], 4, 16, Tanh, Initializer::Xavier);
    /// let right = Residual::trials(&architecture, [&few, &rest], Loss::SoftmaxCrossEntropy, (0.05, 16, 10), 0..2)?;
    /// assert!(right.iter().all(|right| right.unwrap() > 0.8));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn trials(
        architecture: &Architecture,
        [training, test]: [&Samples; 2],
        loss: Loss,
        settings: (f64, usize, usize),
        seeds: Range<u64>,
    ) -> Result<Vec<Option<f64>>> {
        in_parallel(seeds, |seed| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let mut network = Self::new(architecture.draw(&mut rng)?);
            match network.train(training, loss, settings, &mut rng) {
                Ok(_) => network.accuracy(test).map(Some),
                Err(Error::NotFinite { .. }) => Ok(None),
                Err(other) => Err(other),
            }
        })
    }

    /// The share of samples whose largest output is that of their class.
    ///
    /// # Errors
    /// As [`forward`](Self::forward), and [`Error::Shape`] if targets and outputs differ in number.
    pub fn accuracy(&self, samples: &Samples) -> Result<f64> {
        let outputs = self.forward(samples.inputs())?;
        if outputs.dim() != samples.targets().dim() {
            return Err(Error::Shape {
                op: "targets for the outputs",
                left: samples.targets().shape().to_vec(),
                right: outputs.shape().to_vec(),
            });
        }
        let largest = |row: ndarray::ArrayView1<f64>| {
            (0..row.len()).max_by(|&i, &j| row[i].total_cmp(&row[j]))
        };
        let pairs = outputs.rows().into_iter().zip(samples.targets().rows());
        let right = pairs.filter(|(said, wanted)| largest(*said) == largest(*wanted));
        Ok(right.count() as f64 / samples.count() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation::{Identity, Sigmoid, Tanh};
    use crate::data::logic;
    use crate::network::{Initializer, Layer, init};
    use ndarray::array;

    fn seeded() -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(3)
    }

    #[test]
    fn the_gradient_agrees_with_differences() {
        let activations = [Tanh, Sigmoid, Tanh, Identity];
        let plain: Network = init::uniform(&[2, 3, 3, 3, 1], &activations, &mut seeded()).unwrap();
        let samples: Samples = logic::xor().into();
        let (x, y) = (samples.inputs(), samples.targets());
        let loss = Loss::MeanSquaredError;
        let at = plain.parameter_vector();
        let (_, gradient) = Residual::new(plain.clone()).gradient(x, y, loss).unwrap();
        for i in 0..at.len() {
            let value = |step: f64| {
                let (mut moved, mut network) = (at.clone(), plain.clone());
                moved[i] += step;
                network.set_parameter_vector(&moved).unwrap();
                Residual::new(network).gradient(x, y, loss).unwrap().0
            };
            let slope = (value(1e-5) - value(-1e-5)) / 2e-5;
            assert!(
                (slope - gradient[i]).abs() < 1e-9,
                "{i}: {slope} {}",
                gradient[i]
            );
        }
        // The gradient of the plain network is another one: without the paths this would fail.
        let mut pass = crate::network::Backprop::new();
        pass.run(&plain, x, y, loss).unwrap();
        assert!((pass.gradient().to_owned() - gradient)[0].abs() > 1e-3);
    }

    #[test]
    fn no_path_leads_around_first_and_last_layers_or_another_width() {
        let plain: Network = init::uniform(&[2, 2, 3, 3, 3], &[Tanh; 4], &mut seeded()).unwrap();
        let residual = Residual::new(plain);
        let paths: Vec<bool> = (0..4).map(|k| residual.has_path(k)).collect();
        assert_eq!(paths, [false, false, true, false]);
    }

    #[test]
    fn trials_are_those_of_one_seed_after_the_other_and_tell_overflow_from_a_guess() {
        let samples = Samples::from(logic::xor());
        let of = |start| {
            let architecture = Architecture::stack([2, 1], 3, 4, Tanh, start);
            let settings = (0.2, 2, 3);
            let both = [&samples, &samples];
            Residual::trials(&architecture, both, Loss::MeanSquaredError, settings, 4..9)
        };
        let found = of(Initializer::Xavier).unwrap();
        for (seed, found) in (4..9).zip(&found) {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let architecture = Architecture::stack([2, 1], 3, 4, Tanh, Initializer::Xavier);
            let mut network = Residual::new(architecture.draw(&mut rng).unwrap());
            network
                .train(&samples, Loss::MeanSquaredError, (0.2, 2, 3), &mut rng)
                .unwrap();
            assert_eq!(*found, Some(network.accuracy(&samples).unwrap()));
        }
        assert_eq!(of(Initializer::Normal(1e200)).unwrap(), [None; 5]);
        assert!(of(Initializer::Normal(-1.0)).is_err());
    }

    #[test]
    fn it_learns_xor_and_refuses_a_rate_of_nothing() {
        let activations = [Tanh, Tanh, Sigmoid];
        let plain: Network = init::xavier(&[2, 4, 4, 1], &activations, &mut seeded()).unwrap();
        let (mut residual, samples) = (Residual::new(plain), Samples::from(logic::xor()));
        let mut train = |rate| {
            let settings = (rate, 1, 2000);
            residual.train(&samples, Loss::HalfSquaredError, settings, &mut seeded())
        };
        assert!(train(0.0).is_err() && train(f64::NAN).is_err());
        let losses = train(0.5).unwrap();
        assert_eq!(losses.len(), 2000);
        assert!(losses[1999] < 0.01, "{}", losses[1999]);
        let one = Residual::new(
            Network::new(vec![Layer::new(
                array![[1.0], [2.0]],
                array![0.0, 0.0],
                Identity,
            )])
            .unwrap(),
        );
        let two = Samples::new(array![[1.0], [-1.0]], array![[0.0, 1.0], [0.0, 1.0]]).unwrap();
        assert_eq!(one.accuracy(&two).unwrap(), 0.5);
    }
}
