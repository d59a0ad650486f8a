//! The noise of batches, and epochs to an accuracy.

use downhill::activation::Activation::Sigmoid;
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::{Architecture, Initializer};
use downhill::train::{Batch, GradientNoise, Recipe, Sampling, Training};

use super::shared::*;
use super::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    // Two samples at the places -x and x, for the line 0x + 0 and the target 0.75: each has the residual -0.75, so the gradients are
    // (±0.75x, -0.75) and lie 0.75x from their mean.
    let noise = |x: f64| {
        let samples = Samples::new(array![[-x], [x]], array![[0.75], [0.75]])?;
        let at = affine(0.0, 0.0)?;
        let noise = GradientNoise::at(&at, &samples, Loss::HalfSquaredError)?;
        let single = noise.measured(Batch::Single, Sampling::WithReplacement, 3, &mut draw())?;
        Ok(vec![noise.variance(), single])
    };
    let epochs = |accuracy: f64, x: f64| {
        let plain = Architecture::new(&[1, 2], &[Sigmoid], Initializer::He);
        let training = Training::new(Loss::HalfSquaredError, 0.5).max_epochs(2);
        let samples = Samples::new(array![[x], [x]], Array2::ones((2, 2)))?;
        Recipe::new(plain, training).epochs_to(accuracy, &samples, &samples, 0..3)
    };
    vec![
        row("GradientNoise::at", noise, |x| {
            vec![finite(x, 0.75 * 0.75 * x * x); 2]
        }),
        row(
            "Recipe::epochs_to, Session::until_accuracy",
            move |x| {
                Ok(vec![
                    epochs(x, 1.0)?.len() as f64,
                    epochs(0.5, x)?.len() as f64,
                ])
            },
            |x| {
                let share = x > 0.0 && x <= 1.0;
                vec![if share { 3.0 } else { NAN }, finite(x, 3.0)]
            },
        ),
    ]
}
