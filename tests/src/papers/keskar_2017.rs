//! Small and large batches, sharpness and test error: chapter 15.

use std::error::Error;
use std::sync::OnceLock;

use downhill::activation::Activation::{Identity, Tanh};
use downhill::data::digits;
use downhill::landscape::{box_sharpness, sharpness};
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, NetworkLoss};
use downhill::objective::Evaluate;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Losses, Recipe, Training, Trial, accuracy};

use super::finding::{Finding, Line, Measured, Scale, Verdict};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn recipe(batch: Batch, rate: f64) -> Recipe {
    let architecture = Architecture::new(&[64, 32, 10], &[Tanh, Identity], Initializer::Xavier);
    let training = Training::new(LOSS, rate)
        .batch(batch)
        .measure(Losses::Whole)
        .max_epochs(4_000)
        .target_loss(0.01);
    Recipe::new(architecture, training)
}

/// For both alike. The last is the largest, of a grid by factors of 3, at which both come down.
const RATES: [f64; 3] = [0.1, 0.3, 0.9];

/// For each rate how many times sharper a network is after training with all samples at once, by the largest eigenvalue and by the
/// box, and how many points of test accuracy it has lost: nine lists, one number a seed in each.
fn compare(scale: Scale) -> Measured {
    let seeds = match scale {
        Scale::Small => 10..13,
        Scale::Whole => 10..20,
    };
    let seeded = |seed| ChaCha8Rng::seed_from_u64(seed);
    let (training, _) = digits()?.samples()?.split(0.2, &mut seeded(0))?;
    let (_, rest) = digits()?.samples()?.split(0.4, &mut seeded(0))?;
    let (_, test) = rest.split(0.5, &mut seeded(1))?;
    let look = |trial: &Trial| -> Result<[f64; 3], Box<dyn Error>> {
        let at = trial.network.parameter_vector();
        let surface = NetworkLoss::new(&trial.network, &training, LOSS)?;
        if surface.value(&at)? > 0.0101 {
            return Err("training has not come down".into());
        }
        Ok([
            sharpness(&surface, &at, &mut seeded(0))?.value,
            box_sharpness(&surface, &at, 1e-3, &mut seeded(0))?,
            accuracy(&trial.network, &test, LOSS)?,
        ])
    };
    let all = |batch, rate| -> Result<Vec<[f64; 3]>, Box<dyn Error>> {
        let trials = recipe(batch, rate).trials(&training, seeds.clone())?;
        trials.iter().map(look).collect()
    };
    let mut lines = vec![Vec::new(); 9];
    for (k, rate) in RATES.into_iter().enumerate() {
        let [small, large] = [all(Batch::Size(8), rate)?, all(Batch::Full, rate)?];
        for (small, large) in small.iter().zip(&large) {
            lines[k].push(large[0] / small[0]);
            lines[3 + k].push(large[1] / small[1]);
            lines[6 + k].push(100.0 * (small[2] - large[2]));
        }
    }
    Ok(lines)
}

/// The three findings come of one computation: this takes the lines of one of them.
fn part(index: usize, scale: Scale) -> Measured {
    static FOUND: [OnceLock<Result<Vec<Vec<f64>>, String>>; 2] = [const { OnceLock::new() }; 2];
    let found = FOUND[usize::from(scale == Scale::Whole)]
        .get_or_init(|| compare(scale).map_err(|error| error.to_string()));
    Ok(found.clone()?[3 * index..3 * index + 3].to_vec())
}

const PAPER: &str = "N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy and P. T. P. Tang, \"On large-batch training for deep learning: generalization gap and sharp minima\", ICLR 2017, [arXiv:1609.04836](https://arxiv.org/abs/1609.04836)";

const fn line(what: &'static str, reports: &'static str, band: [f64; 2], decimals: usize) -> Line {
    Line {
        what,
        reports,
        band,
        decimals,
    }
}

const SAME: &str = "the same, both at the rate 0.3";
const LARGEST: &str = "the same, both at the rate 0.9";

pub(super) fn findings() -> Vec<Finding> {
    const SHARPER: &str = "more than 1: \"large-batch methods tend to converge to sharp minimizers\", and sharpness is \"best characterized by the magnitude of the eigenvalues\"; no number";
    const EIGENVALUE: &[Line] = &[
        line(
            "how many times larger the largest eigenvalue is after training with all samples at once than with batches of 8, both at the rate 0.1",
            SHARPER,
            [1.0, 1e9],
            1,
        ),
        line(SAME, "more than 1", [1.0, 1e9], 1),
        line(LARGEST, "more than 1", [1.0, 1e9], 1),
    ];
    const TIMES: &str = "8.7 to 223, six networks";
    const BOX: &[Line] = &[
        line(
            "how many times as far the loss rises in a box of ε = 0.001, both at the rate 0.1",
            TIMES,
            [8.7, 223.0],
            2,
        ),
        line(SAME, TIMES, [8.7, 223.0], 2),
        line(LARGEST, TIMES, [8.7, 223.0], 2),
    ];
    const POINTS: &str = "0.22 to 5.27, six networks";
    const ACCURACY: &[Line] = &[
        line(
            "how many points of test accuracy large batches lose, both at the rate 0.1",
            POINTS,
            [1.0, 5.3],
            2,
        ),
        line(SAME, POINTS, [1.0, 5.3], 2),
        line(LARGEST, POINTS, [1.0, 5.3], 2),
    ];
    let finding = |id, place, lines, verdict, guessed, measure| Finding {
        id,
        paper: PAPER,
        place,
        lines,
        verdict,
        guessed,
        measure,
    };
    vec![
        finding(
            "Keskar-2017-sharper",
            "abstract and §2.2.2",
            EIGENVALUE,
            Verdict::Reproduced,
            "Theirs are six deep networks, Adam, batches of 256 against a tenth of the data, trained until the loss ceases to improve. Here: 359 digits, 64-32-10, tanh, plain descent; batches of 8 against all; ten seeds, each trained to the training loss 0.01. At the rate 2.7 not all come down. Ratios are taken seed by seed",
            |scale| part(0, scale),
        ),
        finding(
            "Keskar-2017-box",
            "table 3",
            BOX,
            Verdict::NotReproduced {
                because: "about so small a network the box is too small: the loss rises in it by less than a thousandth, of which the slope that is left at the training loss 0.01 makes as much as the curvature does, and batches of 8 leave more slope. Theirs are networks of about a million weights, trained until the loss ceases to improve",
            },
            "As above. Their maximum is sought by ten iterations of L-BFGS-B, ours from corner to corner",
            |scale| part(1, scale),
        ),
        finding(
            "Keskar-2017-accuracy",
            "table 2",
            ACCURACY,
            Verdict::NotReproduced {
                because: "the test set has 539 images, and about 6 of a hundred are misread, so its standard error is one point; a drop as small as their 0.22 on MNIST would be one image. What is seen is less than that, in both directions. A drop of several points, as in five of their six networks, does not occur on a task this easy",
            },
            "As above. Less than one point, the standard error of the test set, counts as not seen",
            |scale| part(2, scale),
        ),
    ]
}
