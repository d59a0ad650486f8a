//! How the samples of an epoch are drawn from the training set.

use rand::{Rng, RngExt, seq::SliceRandom};

/// How the batches of an epoch are drawn from the training set. An epoch is always as many draws as there are samples.
///
/// # References
/// S2 §1.6.2 and S4 §5.3 draw a batch at random each time; what training code does is mostly the other. L. Bottou, "Curiously fast
/// convergence of some stochastic gradient descent algorithms", 2009, compares the two.
///
/// # Examples
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Architecture, Initializer};
/// use downhill::train::{Batch, Recipe, Sampling, Training};
/// use downhill::{activation::Activation::Tanh, loss::Loss};
/// let xor: Samples = logic::xor().into();
/// let architecture = Architecture::stack([2, 1], 1, 8, Tanh, Initializer::Xavier);
/// let training = Training::new(Loss::MeanSquaredError, 0.1).batch(Batch::Single).max_epochs(500);
/// let drawn = training.clone().sampling(Sampling::WithReplacement);
/// let [one, other] = [training, drawn].map(|training| Recipe::new(architecture.clone(), training).trial(&xor, 1));
/// let [one, other] = [one?.run, other?.run];
/// assert_eq!(one.updates(), other.updates());
/// assert_ne!(one.loss(), other.loss());
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sampling {
    /// The samples come in a new random order, each of them once an epoch.
    #[default]
    WithoutReplacement,
    /// Each sample is drawn from all of them: in an epoch some come twice or more often, and others, about
    /// $1/e$ or 37 % of them, not at all.
    WithReplacement,
}

impl Sampling {
    /// Puts the numbers of the samples of an epoch into `order`, which holds those of an earlier one.
    pub(super) fn reorder(self, order: &mut [usize], rng: &mut impl Rng) {
        match self {
            Self::WithoutReplacement => order.shuffle(rng),
            Self::WithReplacement => {
                let count = order.len();
                order.fill_with(|| rng.random_range(0..count));
            }
        }
    }

    /// Draws the numbers of one batch of so many samples to the front of `order`, and answers with them. `order` holds each number once,
    /// or what this has left of it.
    pub(super) fn batch<'a>(
        self,
        order: &'a mut [usize],
        size: usize,
        rng: &mut impl Rng,
    ) -> &'a [usize] {
        match self {
            Self::WithoutReplacement => order.partial_shuffle(rng, size).0,
            Self::WithReplacement => {
                let count = order.len();
                order[..size].fill_with(|| rng.random_range(0..count));
                &order[..size]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn epoch(sampling: Sampling) -> Vec<usize> {
        let mut order: Vec<usize> = (0..10_000).collect();
        sampling.reorder(&mut order, &mut ChaCha8Rng::seed_from_u64(1));
        order.sort_unstable();
        order.dedup();
        order
    }

    #[test]
    fn without_replacement_each_sample_comes_once_and_with_it_one_in_e_never() {
        assert_eq!(epoch(Sampling::WithoutReplacement).len(), 10_000);
        let seen = epoch(Sampling::WithReplacement).len() as f64 / 10_000.0;
        assert!((seen - (1.0 - (-1.0_f64).exp())).abs() < 0.015, "{seen}");
    }

    #[test]
    fn a_batch_has_as_many_samples_as_asked_for_and_of_all_parts() {
        let rng = &mut ChaCha8Rng::seed_from_u64(2);
        for sampling in [Sampling::WithoutReplacement, Sampling::WithReplacement] {
            let mut order: Vec<usize> = (0..20).collect();
            let mut times = [0; 20];
            for _ in 0..2_000 {
                let batch = sampling.batch(&mut order, 5, rng);
                assert_eq!(batch.len(), 5);
                batch.iter().for_each(|&sample| times[sample] += 1);
            }
            assert!(times.iter().all(|&n| (400..600).contains(&n)), "{times:?}");
        }
    }
}
