//! How much the gradient of a batch differs from that of all samples: chapter 12.

use ndarray::{Array1, ArrayView1};
use rand::Rng;

use super::{Batch, Sampling};
use crate::check::{all_finite, finite};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::network::{Backprop, Network};

/// The gradients of a network's single samples around their mean, at the weights that the network has.
///
/// The gradient $g$ of the loss over all $N$ samples is the mean of those of the single samples, $g_i$. Their variance is a number,
/// the mean of the squared distances over all parameters together:
///
/// $$\sigma^2 = \frac1N \sum_{i=1}^N \lVert g_i - g \rVert^2$$
///
/// A batch of $B$ samples drawn at random has the mean of their gradients, $g_B$. On average over all batches it is $g$, and
///
/// $$\mathbb{E} \lVert g_B - g \rVert^2 = \begin{cases}
///   \dfrac{\sigma^2}{B} & \text{drawn with replacement} \cr\cr
///   \dfrac{\sigma^2}{B} \cdot \dfrac{N - B}{N - 1} & \text{without}
/// \end{cases}$$
///
/// # References
/// The second line is that of sampling from a finite population: W. G. Cochran, *Sampling Techniques*, 3rd edition, Wiley 1977, theorem 2.2. S4
/// §5.2 says in words that the variance of a single sample is large.
///
/// # Examples
/// ```
/// use downhill::data::digits;
/// use downhill::network::{Network, init};
/// use downhill::train::{Batch, GradientNoise, Sampling};
/// use downhill::{activation::Activation::{Identity, Relu}, loss::Loss};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let (samples, mut rng) = (digits()?.samples()?, ChaCha8Rng::seed_from_u64(1));
/// let network: Network = init::he(&[64, 16, 10], &[Relu, Identity], &mut rng)?;
/// let noise = GradientNoise::at(&network, &samples, Loss::SoftmaxCrossEntropy)?;
/// let measured = noise.measured(Batch::Size(64), Sampling::WithReplacement, 200, &mut rng)?;
/// assert!((measured / (noise.variance() / 64.0) - 1.0).abs() < 0.1);
/// assert!(noise.measured(Batch::Full, Sampling::WithoutReplacement, 1, &mut rng)? < 1e-25);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct GradientNoise<'a> {
    network: &'a Network,
    samples: &'a Samples,
    loss: Loss,
    mean: Array1<f64>,
    variance: f64,
}

impl<'a> GradientNoise<'a> {
    /// Computes the gradients of all single samples, and of all together.
    ///
    /// # Errors
    /// Those of [`Backprop::run`], and [`Error::NotFinite`] if a gradient or the variance overflows.
    pub fn at(network: &'a Network, samples: &'a Samples, loss: Loss) -> Result<Self> {
        let mut pass = Backprop::new();
        pass.run(network, samples.inputs(), samples.targets(), loss)?;
        let mean = pass.gradient().to_owned();
        all_finite("the gradient", &mean)?;
        let mut noise = Self {
            network,
            samples,
            loss,
            mean,
            variance: 0.0,
        };
        let mut sum = 0.0;
        for sample in 0..samples.count() {
            sum += noise.squared_distance(&mut pass, (sample, sample + 1), samples);
        }
        noise.variance = finite("the variance of the gradient", sum / samples.count() as f64)?;
        Ok(noise)
    }

    /// $g$, the gradient over all samples, in the order of [`Network::parameter_vector`].
    pub fn mean(&self) -> ArrayView1<'_, f64> {
        self.mean.view()
    }

    /// $\sigma^2$, the variance of the gradient of a single sample.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// The mean of $\lVert g_B - g \rVert^2$ over so many batches, drawn anew for each.
    ///
    /// # Errors
    /// [`Error::Batch`] for batches of no samples, or of more than there are; [`Error::OutOfRange`] for no draws;
    /// [`Error::NotFinite`] if the gradient of a batch overflows.
    pub fn measured(
        &self,
        batch: Batch,
        sampling: Sampling,
        draws: usize,
        rng: &mut impl Rng,
    ) -> Result<f64> {
        let size = batch.size(self.samples.count())?;
        if draws == 0 {
            return Err(Error::OutOfRange {
                name: "the number of batches to draw",
                value: 0.0,
                range: "1 or more",
            });
        }
        let mut order: Vec<usize> = (0..self.samples.count()).collect();
        let mut pass = Backprop::new();
        let mut sum = 0.0;
        for _ in 0..draws {
            let drawn = self.samples.rows(sampling.batch(&mut order, size, rng))?;
            sum += self.squared_distance(&mut pass, (0, size), &drawn);
        }
        finite("the variance of the gradient", sum / draws as f64)
    }

    /// Of the gradient of a stretch of some samples from the mean.
    fn squared_distance(
        &self,
        pass: &mut Backprop,
        (from, to): (usize, usize),
        samples: &Samples,
    ) -> f64 {
        pass.run_checked(self.network.own(), samples.batch(from, to), self.loss);
        let gradient = pass.gradient();
        let pairs = gradient.iter().zip(&self.mean);
        pairs.map(|(g, mean)| (g - mean) * (g - mean)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation::Identity;
    use crate::network::Layer;
    use ndarray::array;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// y = w x with w = 0: the gradients of the single samples, by (y - t) x, are 1, 2 and 6, and their bias's 1, 1 and 2.
    fn three() -> (Network, Samples) {
        let network = Network::new(vec![Layer::new(array![[0.0]], array![0.0], Identity)]);
        let samples = Samples::new(array![[1.0], [2.0], [3.0]], array![[-1.0], [-1.0], [-2.0]]);
        (network.unwrap(), samples.unwrap())
    }

    const LOSS: Loss = Loss::HalfSquaredError;

    #[test]
    fn mean_and_variance_are_those_of_the_single_gradients() {
        let (network, samples) = three();
        let noise = GradientNoise::at(&network, &samples, LOSS).unwrap();
        assert!((noise.mean()[0] - 3.0).abs() < 1e-14);
        assert!((noise.mean()[1] - 4.0 / 3.0).abs() < 1e-14);
        // (4 + 1 + 9) / 3, and (1/9 + 1/9 + 4/9) / 3
        assert!((noise.variance() - (14.0 / 3.0 + 2.0 / 9.0)).abs() < 1e-13);
    }

    #[test]
    fn a_pair_without_replacement_has_half_of_half_the_variance() {
        let (network, samples) = three();
        let noise = GradientNoise::at(&network, &samples, LOSS).unwrap();
        let rng = &mut ChaCha8Rng::seed_from_u64(1);
        let mut ratio = |sampling| {
            let measured = noise.measured(Batch::Size(2), sampling, 20_000, rng);
            measured.unwrap() / noise.variance()
        };
        // (3 - 2) / (3 - 1) of what it is with replacement.
        let [with, without] = [Sampling::WithReplacement, Sampling::WithoutReplacement];
        let (with, without) = (ratio(with), ratio(without));
        assert!((with - 0.5).abs() < 0.02, "{with}");
        assert!((without - 0.25).abs() < 0.01, "{without}");
    }

    #[test]
    fn bad_input_is_refused() {
        let (network, samples) = three();
        let noise = GradientNoise::at(&network, &samples, LOSS).unwrap();
        let rng = &mut ChaCha8Rng::seed_from_u64(1);
        let mut fails = |size, draws| {
            let measured = noise.measured(Batch::Size(size), Sampling::default(), draws, rng);
            measured.unwrap_err().to_string()
        };
        assert_eq!(
            fails(4, 1),
            "a batch of 4 samples from 3; it must have from 1 to 3"
        );
        assert_eq!(
            fails(2, 0),
            "the number of batches to draw is 0; it must be 1 or more"
        );
        let large = Samples::new(array![[1e200]], array![[-1e200]]).unwrap();
        let overflown = GradientNoise::at(&network, &large, LOSS).unwrap_err();
        assert!(matches!(overflown, Error::NotFinite { .. }));
    }
}
