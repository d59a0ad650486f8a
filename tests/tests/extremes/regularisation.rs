//! Penalties, clipping, wrong labels, three-way splits.

use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::data::{Samples, mislabel};
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::{Architecture, Initializer, Layer, Network};
use downhill::train::{Penalty, Recipe, Split, Training};
use downhill::{Result, ndarray::Axis};

use super::shared::*;
use super::{Row, row};

/// The weight after one step, of a network whose weight and bias have the gradient 1.
fn weight(training: &Training) -> Result<f64> {
    let layer = Layer::new(array![[1.0]], array![0.0], Identity);
    let mut network = Network::new(vec![layer])?;
    let samples = Samples::new(array![[1.0]], array![[0.0]])?;
    training.run(&mut network, &samples)?;
    Ok(network.layers()[0].weights[[0, 0]])
}

fn step() -> Training {
    Training::new(Loss::HalfSquaredError, 0.5).max_epochs(1)
}

fn recipe() -> Recipe {
    let plain = Architecture::new(&[1, 1], &[Sigmoid], Initializer::He);
    Recipe::new(plain, step())
}

pub(super) fn rows() -> Vec<Row> {
    let share = |x: f64| x > 0.0 && x < 1.0;
    let only = move |x: f64, value: f64| vec![if share(x) { value } else { NAN }];
    vec![
        row(
            "Split::random, Split::stratified",
            |x| {
                let samples = Samples::new(Array2::<f64>::ones((100, 1)), Array2::ones((100, 1)))?;
                let shares = [x / 2.0, 0.25];
                let [one, other] = [
                    Split::random(&samples, shares, &mut draw())?,
                    Split::stratified(&samples, shares, &mut draw())?,
                ];
                let whole = |split: &Split| {
                    split.training.count() + split.validation.count() + split.test.count()
                };
                Ok(vec![whole(&one) as f64, whole(&other) as f64])
            },
            move |x| [only(x, 100.0), only(x, 100.0)].concat(),
        ),
        row(
            "mislabel",
            |x| {
                let samples = Samples::new(
                    Array2::zeros((8, 1)),
                    array![[1.0, 0.0]]
                        .broadcast((8, 2))
                        .expect("rows")
                        .to_owned(),
                )?;
                let noisy = mislabel(&samples, x, &mut draw())?;
                Ok(vec![noisy.targets().sum_axis(Axis(0))[1]])
            },
            |x| {
                vec![if (0.0..=1.0).contains(&x) {
                    (8.0 * x).round()
                } else {
                    NAN
                }]
            },
        ),
        row(
            "Penalty::new",
            |x| Ok(vec![Penalty::new(x)?.lambda()]),
            move |x| only(x, x),
        ),
        row(
            "Penalty::with_decay",
            |x| Ok(vec![Penalty::with_decay(x)?.decay()]),
            |x| vec![if x > 0.0 && x.is_finite() { x } else { NAN }],
        ),
        row(
            "Penalty::objective",
            |x| {
                Ok(vec![
                    Penalty::new(0.75)?.objective(x, array![x, 0.0].view()),
                ])
            },
            |x| vec![0.75 * x + 0.25 * x * x],
        ),
        row(
            "Training::penalty",
            |x| Ok(vec![weight(&step().penalty(x))?]),
            move |x| only(x, 1.0 - 0.5 * (x + 2.0 * (1.0 - x))),
        ),
        row(
            "Training::clip",
            |x| Ok(vec![weight(&step().clip(x))?]),
            |x| {
                vec![if x > 0.0 && x.is_finite() {
                    1.0 - 0.5 * (x / 2_f64.sqrt()).min(1.0)
                } else {
                    NAN
                }]
            },
        ),
        row(
            "Recipe::with_penalty, Recipe::search_penalties",
            |x| {
                let samples = Samples::new(array![[0.0], [1.0]], array![[0.0], [1.0]])?;
                let trial = recipe().with_penalty(x).trial(&samples, 0)?;
                let search = recipe().search_penalties(&samples, &[x], 2, 0..1)?;
                Ok(vec![
                    yes(trial.run.loss().is_finite()),
                    search.best().lambda,
                ])
            },
            move |x| [only(x, 1.0), only(x, x)].concat(),
        ),
        row(
            "Recipe::validated_trials",
            |x| {
                let samples = Samples::new(array![[x], [-x]], array![[0.0], [1.0]])?;
                Ok(vec![
                    recipe().validated_trials(&samples, &samples, 0..2)?.len() as f64,
                ])
            },
            |x| vec![finite(x, 2.0)],
        ),
    ]
}
