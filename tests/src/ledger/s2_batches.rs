//! The claims of S2 §1.6.2 on stochastic descent; those on adaptive rates are chapter 14's.

use downhill::activation::Activation::Relu;
use downhill::ndarray::Array1;
use downhill::network::{Architecture, Backprop, Initializer};
use downhill::rand::SeedableRng;
use downhill::rand::seq::SliceRandom;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::Batch;

use super::claim::{Claim, definition, holds};
use super::s3_batches::{ALL, LOSS, SIXTEEN, epochs, parts};

const DESCENT: &str = "S2 §1.6.2";

pub(super) fn claims() -> Vec<Claim> {
    vec![
        definition(
            "S2-1.6.2-01",
            DESCENT,
            "*Stochastic* descent looks at a small part of the training data in each iteration, called a mini-batch, of $B \\ll N$ samples. (S3 §1.3 and S4 §5.2 use the word for a single sample; both uses are common)",
        ),
        holds(
            "S2-1.6.2-02",
            DESCENT,
            "That makes computing more efficient. 1,024 digits: whether batches of 16 need less than a fifth of the gradients that all at once need to 95 % of the validation set, rates tuned.",
            true,
            0.0,
            || {
                let [training, validation, _] = parts()?;
                let small = epochs(&training, &validation, Batch::Size(16), SIXTEEN)?;
                let all = epochs(&training, &validation, Batch::Full, ALL)?;
                Ok((5.0 * small < all).into())
            },
        ),
        holds(
            "S2-1.6.2-03",
            DESCENT,
            "The loss of a random mini-batch may stand for that of all data. Distance between the mean gradient of 4,000 batches of 16 digits and the gradient of all, as a share of the latter's length.",
            0,
            0.05,
            || {
                let [training, ..] = parts()?;
                let rng = &mut ChaCha8Rng::seed_from_u64(1);
                let architecture = Architecture::stack([64, 10], 1, 32, Relu, Initializer::He);
                let network = architecture.draw(rng)?;
                let mut pass = Backprop::new();
                pass.run(&network, training.inputs(), training.targets(), LOSS)?;
                let whole = pass.gradient().to_owned();
                let mut mean = Array1::zeros(whole.len());
                let mut order: Vec<usize> = (0..training.count()).collect();
                for _ in 0..4_000 {
                    let batch = training.rows(order.partial_shuffle(rng, 16).0)?;
                    pass.run(&network, batch.inputs(), batch.targets(), LOSS)?;
                    mean += &pass.gradient();
                }
                let off = mean / 4_000.0 - &whole;
                Ok((off.dot(&off) / whole.dot(&whole)).sqrt().into())
            },
        ),
    ]
}
