//! The learning-rate range test: one short run through all rates, to see which of them learn.

use rand_chacha::ChaCha8Rng;

use super::Training;
use super::change::Change;
use crate::check::{is_finite, positive};
use crate::data::Samples;
use crate::elementary::powf;
use crate::error::{Error, Result};
use crate::network::{Backprop, Network, check};
use crate::optim::Schedule;

/// Of the loss that has been smoothed so far, this share is kept at each update.
const KEPT: f64 = 0.9;
/// A smoothed loss this many times the lowest ends the test.
const BLOWN_UP: f64 = 4.0;

/// What a range test saw: the loss while the rate grew from update to update. Made by [`Training::range_test`].
#[derive(Debug, Clone, PartialEq)]
pub struct RangeTest {
    rates: Vec<f64>,
    losses: Vec<f64>,
    smoothed: Vec<f64>,
    blown_up: bool,
}

impl Training {
    /// A range test: so many updates with rates that grow by the same factor each time, from a rate far too small to one far
    /// too large. Batches and optimiser are those of this training, its own schedule does not matter; the
    /// network is left as it was.
    ///
    /// The loss of each batch is that before its update. It is smoothed as a running mean which keeps nine tenths at each update,
    /// divided by $1 - 0.9^k$ so that it does not begin at 0. The test ends early when the smoothed loss is four
    /// times its lowest, or infinite.
    ///
    /// # Errors
    /// Those of [`run_shuffled`](Self::run_shuffled); [`Error::OutOfRange`] for fewer than 2 updates;
    /// [`Error::Interval`] unless the rates go from a positive number to a larger one.
    ///
    /// # References
    /// L. N. Smith, "Cyclical learning rates for training neural networks", WACV 2017, 464–472,
    /// [arXiv:1506.01186](https://arxiv.org/abs/1506.01186), §3.3. There the rate grows linearly and accuracy is watched; the
    /// form with equal factors and a smoothed loss is that of the library fastai.
    ///
    /// # Examples
    /// ```
    /// use downhill::data::digits;
    /// use downhill::network::{Network, init};
    /// use downhill::train::{Batch, Training};
    /// use downhill::{activation::Activation::{Identity, Relu}, loss::Loss};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let (samples, mut rng) = (digits()?.samples()?, ChaCha8Rng::seed_from_u64(1));
    /// let network: Network = init::he(&[64, 16, 10], &[Relu, Identity], &mut rng)?;
    /// let training = Training::new(Loss::SoftmaxCrossEntropy, 0.1).batch(Batch::Size(32));
    /// let test = training.range_test(&network, &samples, (1e-4, 100.0), 200, &mut rng)?;
    /// assert!(test.blown_up());
    /// assert!(test.suggestion() < test.lowest());
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn range_test(
        &self,
        network: &Network,
        samples: &Samples,
        (from, to): (f64, f64),
        updates: usize,
        rng: &mut ChaCha8Rng,
    ) -> Result<RangeTest> {
        let size = self.check(samples)?;
        positive("the first rate", from)?;
        if !(to > from && to.is_finite()) {
            let name = "the rates of the range test";
            return Err(Error::Interval { name, from, to });
        }
        if updates < 2 {
            return Err(Error::OutOfRange {
                name: "the number of updates of the range test",
                value: updates as f64,
                range: "2 or more",
            });
        }
        check(
            network,
            samples.inputs().view(),
            samples.targets().view(),
            self.loss,
        )?;
        let factor = powf(to / from, 1.0 / (updates - 1) as f64);
        let rates = Schedule::Exponential {
            initial: from,
            factor,
            floor: 0.0,
        };
        let mut parameters = network.parameter_vector();
        let mut optimizer = self.optimizer.clone();
        optimizer.reset();
        let mut pass = Backprop::new();
        let mut order: Vec<usize> = (0..samples.count()).collect();
        let mut shuffled = samples.clone();
        let mut change = Change::new(self, parameters.len());
        let mut begin = samples.count();
        let mut test = RangeTest {
            rates: Vec::new(),
            losses: Vec::new(),
            smoothed: Vec::new(),
            blown_up: false,
        };
        for update in 0..updates {
            if begin >= samples.count() {
                self.sampling.reorder(&mut order, rng);
                samples.copy_in_order(&order, &mut shuffled);
                begin = 0;
            }
            let end = samples.count().min(begin + size);
            let batch = shuffled.batch(begin, end);
            begin = end;
            let at = parameters.as_slice().expect("a vector of its own");
            let loss = pass.run_checked(network.with(at)?, batch, self.loss);
            let rate = rates.rate(update);
            if test.saw(rate, loss) {
                break;
            }
            let gradient = change.of(pass.gradient(), parameters.view());
            optimizer.step(parameters.view_mut(), gradient, rate)?;
            if !is_finite(&parameters) {
                test.blown_up = true;
                break;
            }
        }
        Ok(test)
    }
}

impl RangeTest {
    /// Takes down the loss before an update; true if it has blown up.
    fn saw(&mut self, rate: f64, loss: f64) -> bool {
        if !loss.is_finite() {
            self.blown_up = true;
            return true;
        }
        self.rates.push(rate);
        self.losses.push(loss);
        // The mean with weights 1, 0.9, 0.9², … from the newest back.
        let (mut sum, mut weights, mut weight) = (0.0, 0.0, 1.0);
        for loss in self.losses.iter().rev().take(200) {
            sum += weight * loss;
            weights += weight;
            weight *= KEPT;
        }
        let smoothed = sum / weights;
        let lowest = self.smoothed.iter().copied().fold(f64::INFINITY, f64::min);
        self.smoothed.push(smoothed);
        self.blown_up = smoothed > BLOWN_UP * lowest;
        self.blown_up
    }

    /// The rates of the updates.
    pub fn rates(&self) -> &[f64] {
        &self.rates
    }

    /// The loss of each batch, before its update.
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// The smoothed loss against the rate, in the form in which figures take a line.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        let rates = self.rates.iter().copied();
        rates.zip(self.smoothed.iter().copied()).collect()
    }

    /// Whether the loss blew up before the last rate.
    pub fn blown_up(&self) -> bool {
        self.blown_up
    }

    /// The rate at which the smoothed loss was lowest: by then it is too large already.
    pub fn lowest(&self) -> f64 {
        let pairs = self.rates.iter().zip(&self.smoothed);
        let least = pairs.min_by(|a, b| a.1.total_cmp(b.1));
        least.map_or(f64::NAN, |(&rate, _)| rate)
    }

    /// A tenth of the rate at which the loss was lowest: the rate that the test recommends.
    pub fn suggestion(&self) -> f64 {
        self.lowest() / 10.0
    }

    /// The test as a figure: the loss of each batch as a point, the smoothed loss as a line, both up to twice the first loss, and
    /// the recommended rate as a vertical line.
    #[cfg(feature = "plot")]
    pub fn axes(&self, alt: &str) -> crate::plot::Axes {
        let points = self.rates.iter().copied().zip(self.losses.iter().copied());
        let points: Vec<(f64, f64)> = points.collect();
        // What blows up would press all else flat.
        let first = self.smoothed.first().copied().unwrap_or(1.0);
        crate::plot::Axes::new(alt)
            .log_x()
            .x_label("rate")
            .y_label("loss of a batch")
            .y_range(0.0, 2.0 * first)
            .points("batch", &points)
            .color(4)
            .line("smoothed", &self.curve())
            .color(0)
            .solid()
            .v_line("recommended", self.suggestion())
            .dashed()
    }
}
