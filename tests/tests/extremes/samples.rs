//! Data and perceptrons.

use downhill::data::{
    Csv, Labels, Regression, Samples, TwoClass, logic, noisy_curve, noisy_line, separable,
    uniform_places,
};
use downhill::ndarray::{Array2, array};
use downhill::perceptron::{
    Perceptron, PerceptronStop, Separability, mistake_bound, radius, separability,
};

use super::figures::sound;
use super::shared::*;
use super::{Row, row};

/// 1 for a perceptron that has learnt, 0 for one that never will.
fn learnt(stop: PerceptronStop) -> f64 {
    match stop {
        PerceptronStop::AllRight { .. } => 1.0,
        PerceptronStop::Cycle { .. } => 0.0,
        _ => NAN,
    }
}

pub(super) fn rows() -> Vec<Row> {
    [data(), perceptrons()].into_iter().flatten().collect()
}

fn data() -> Vec<Row> {
    vec![
        row(
            "Perceptron::in_augmented_space",
            |x| {
                let plane = |weights: &[f64; 2],
                             threshold,
                             samples: &TwoClass|
                 -> Result<_, Box<dyn std::error::Error>> {
                    let view = Perceptron::new(weights, threshold)?;
                    Ok(sound(&view.in_augmented_space("alt", samples)?.draw()?))
                };
                let far = TwoClass::new(array![[x, 0.0], [1.0, 1.0]], Labels(array![0.0, 1.0]))?;
                Ok([
                    plane(&[x, 1.0], 1.0, &logic::and())?,
                    plane(&[1.0, 1.0], x, &logic::and())?,
                    plane(&[1.0, 1.0], 1.0, &far)?,
                ]
                .concat())
            },
            |_| vec![],
        ),
        row(
            "Separability::meeting",
            |x| {
                let corners = array![[0.0, 0.0], [x, 0.0], [0.0, x], [x, x]];
                let samples = TwoClass::new(corners, Labels(array![0.0, 1.0, 1.0, 0.0]))?;
                let proof = separability(&logic::xor());
                Ok(sound(&proof.meeting("alt", &samples, ["0", "1"])?.draw()?))
            },
            |_| vec![],
        ),
        row(
            "Samples::new, Samples::with_inputs, Samples::named",
            |x| {
                let samples = Samples::new(array![[x]], array![[x]])?;
                let other = samples.with_inputs(array![[x]])?.named(&["a"])?;
                Ok(vec![samples.inputs()[[0, 0]], other.targets()[[0, 0]]])
            },
            |x| vec![x, x],
        ),
        row(
            "Samples::new",
            |x| {
                Ok(vec![
                    Samples::new(array![[x]], array![[0.0]])?
                        .cast::<f32>()?
                        .inputs()[[0, 0]]
                    .into(),
                ])
            },
            |x| vec![f64::from(x as f32)],
        ),
        row(
            "Samples::split",
            |x| {
                let samples = Samples::new(Array2::<f64>::ones((100, 1)), Array2::ones((100, 1)))?;
                Ok(vec![samples.split(x, &mut draw())?.0.count() as f64])
            },
            |x| {
                vec![if x > 0.0 && x < 1.0 {
                    (100.0 * x).round().max(1.0)
                } else {
                    NAN
                }]
            },
        ),
        row(
            "Samples::from_csv_reader",
            |x| {
                let text = format!("a,b\n{x},{x:e}\n");
                let read = Regression::from_csv_reader(text.as_bytes(), &Csv::new())?;
                Ok(vec![read.inputs()[[0, 0]], read.targets()[0]])
            },
            |x| vec![x, x],
        ),
        row(
            "noisy_line",
            |x| {
                Ok(noisy_line(x, x, 0.0, &[1.0], &mut draw())?
                    .targets()
                    .to_vec())
            },
            |x| vec![2.0 * x],
        ),
        row(
            "noisy_line",
            |x| {
                Ok(noisy_line(2.0, 1.0, 0.0, &[x], &mut draw())?
                    .targets()
                    .to_vec())
            },
            |x| vec![2.0 * x + 1.0],
        ),
        row(
            "noisy_line",
            |x| {
                let [one, other] =
                    [1.0, x].map(|noise| noisy_line(0.0, 0.0, noise, &[1.0], &mut draw()));
                Ok(vec![other?.targets()[0] / one?.targets()[0]])
            },
            |x| vec![if x >= 0.0 { x } else { NAN }],
        )
        .to(0.5),
        row(
            "noisy_curve",
            |x| {
                Ok(
                    noisy_curve(move |t| t + x, x.abs(), &[0.0, 0.0], &mut draw())?
                        .inputs()
                        .column(0)
                        .to_vec(),
                )
            },
            |x| vec![finite(x, 0.0); 2],
        ),
        row(
            "noisy_curve",
            |x| {
                Ok(noisy_curve(|t| 2.0 * t, 0.0, &[x], &mut draw())?
                    .targets()
                    .column(0)
                    .to_vec())
            },
            |x| vec![2.0 * x],
        ),
        row(
            "uniform_places",
            |x| {
                Ok(vec![yes(uniform_places(0.0, x, 5, &mut draw())?
                    .iter()
                    .all(|p| (0.0..=x).contains(p)))])
            },
            |x| vec![if x > 0.0 && x.is_finite() { 1.0 } else { NAN }],
        ),
        row(
            "uniform_places",
            |x| {
                Ok(vec![yes(uniform_places(x, 1.0, 5, &mut draw())?
                    .iter()
                    .all(|p| (x..=1.0).contains(p)))])
            },
            |x| vec![if x < 1.0 && x.is_finite() { 1.0 } else { NAN }],
        ),
        row(
            "separable",
            |x| {
                let gap = x / 2.0;
                let cloud = separable(20, 2, gap, &mut draw())?;
                let sides = cloud.samples.augmented().dot(&cloud.teacher);
                Ok(vec![yes(sides
                    .iter()
                    .all(|side| side.abs() >= gap - 1e-12))])
            },
            |x| vec![if x > 0.0 && x <= 1.0 { 1.0 } else { NAN }],
        ),
        row(
            "TwoClass::points",
            |x| Ok(vec![two(1.0)?.points(x).len() as f64]),
            |x| vec![yes(x == 0.0 || x == 1.0)],
        ),
    ]
}

fn perceptrons() -> Vec<Row> {
    let of = |x: f64, y: f64| {
        if x.is_nan() || x.is_infinite() {
            NAN
        } else {
            y
        }
    };
    let side = |x: f64| yes(x >= 0.0);
    vec![
        row(
            "Perceptron::new, Perceptron::from_augmented, Perceptron::output",
            |x| {
                let [one, other] = [
                    Perceptron::new(&[x, 1.0], 0.0)?,
                    Perceptron::from_augmented(array![x, 1.0, 0.0])?,
                ];
                Ok(vec![one.output(&[3.0, 0.0])?, other.output(&[3.0, 0.0])?])
            },
            move |x| vec![of(x, side(x)); 2],
        ),
        row(
            "Perceptron::output, Perceptron::outputs, Perceptron::mistakes",
            |x| {
                let neuron = Perceptron::new(&[1e-200], 0.0)?;
                let samples = two(x)?;
                Ok(vec![
                    neuron.output(&[x])?,
                    neuron.outputs(&samples)?[1],
                    neuron.mistakes(&samples)? as f64,
                ])
            },
            move |x| {
                let (low, high) = (side(-x), side(x));
                vec![of(x, high), of(x, high), of(x, low + 1.0 - high)]
            },
        ),
        row(
            "Perceptron::output, Perceptron::outputs",
            |x| {
                // The two products overflow, each alone or both; the second is the greater.
                let neuron = Perceptron::new(&[-2.0, 3.0], 0.0)?;
                let samples = TwoClass::new(array![[x, x]], Labels(array![1.0]))?;
                Ok(vec![neuron.output(&[x, x])?, neuron.outputs(&samples)?[0]])
            },
            move |x| vec![of(x, side(x)); 2],
        ),
        row(
            "Perceptron::margin",
            |x| Ok(vec![Perceptron::new(&[x], 0.0)?.margin(&two(2.0)?)?]),
            |x| {
                vec![if x == 0.0 || !x.is_finite() {
                    NAN
                } else {
                    2.0 * x.signum()
                }]
            },
        ),
        row(
            "Perceptron::margin, radius",
            |x| {
                let samples = two(x)?;
                Ok(vec![
                    Perceptron::new(&[1e-200], 0.0)?.margin(&samples)?,
                    radius(&samples),
                ])
            },
            |x| vec![finite(x, x), finite(x, x.hypot(1.0))],
        ),
        row(
            "mistake_bound",
            |x| {
                Ok(vec![mistake_bound(
                    &two(x)?,
                    &Perceptron::new(&[1.0], 0.0)?,
                )?])
            },
            |x| vec![if x > 0.0 { 1.0 + 1.0 / x / x } else { NAN }],
        ),
        row(
            "separability",
            |x| {
                Ok(vec![match separability(&two(x)?) {
                    Separability::Separable { .. } => 1.0,
                    Separability::NotSeparable { .. } => 0.0,
                    _ => NAN,
                }])
            },
            |x| vec![finite(x, yes(x != 0.0))],
        ),
        row(
            "Perceptron::train, Perceptron::train_shuffled",
            |x| {
                let samples = TwoClass::new(
                    array![[0.3, 0.7], [0.9, 0.1], [0.2, 0.1]],
                    Labels(array![1.0, 1.0, 0.0]),
                )?;
                let start = Perceptron::zeros(2)?;
                let runs = [
                    start.train(&samples, x, 500)?,
                    start.train_shuffled(&samples, x, 500, &mut draw())?,
                ];
                Ok(runs.map(|run| learnt(run.stop())).to_vec())
            },
            |x| vec![if x > 0.0 && x.is_finite() { 1.0 } else { NAN }; 2],
        ),
        row(
            "Perceptron::train",
            |x| {
                let run = Perceptron::zeros(1)?.train(&two(x)?, 1.0, 100)?;
                Ok(vec![learnt(run.stop())])
            },
            |x| vec![if !x.is_finite() { NAN } else { yes(x != 0.0) }],
        ),
        row(
            "Perceptron::portrait",
            |x| {
                let samples = TwoClass::new(array![[-x, 0.0], [x, 1.0]], Labels(array![0.0, 1.0]))?;
                Ok(super::figures::sound(
                    &Perceptron::new(&[x, 1.0], 0.5)?
                        .portrait("alt", &samples)?
                        .draw()?,
                ))
            },
            |_| vec![],
        ),
    ]
}
