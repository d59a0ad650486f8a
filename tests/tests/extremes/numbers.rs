//! Activations, neurons, objectives, levels, comparisons.

use downhill::activation::{Activation, relu, sigmoid, step};
use downhill::exercise::{expect_close, expect_each_close, expect_nan};
use downhill::ndarray::array;
use downhill::neuron::{LeakyIntegrateAndFire, McCullochPitts};
use downhill::objective::{Banana, Evaluate, FromFn, Himmelblau, Minimum, Quadratic};
use downhill::plot::levels;
use downhill::spread::Spread;

use super::shared::*;
use super::{Row, row};

/// The number itself, or none where it is not finite.
fn itself(x: f64) -> Vec<f64> {
    vec![if x.is_finite() { x } else { NAN }]
}

pub(super) fn rows() -> Vec<Row> {
    [activations(), neurons(), others()]
        .into_iter()
        .flatten()
        .collect()
}

fn activations() -> Vec<Row> {
    let line = |x: f64| if x.is_nan() { NAN } else { x.max(0.0) };
    let jump = |x: f64| match x {
        x if x.is_nan() => NAN,
        x => f64::from(u8::from(x >= 0.0)),
    };
    let logistic = |x: f64| 1.0 / (1.0 + (-x).exp());
    let bend = move |x: f64| logistic(x) * logistic(-x);
    let values = move |x: f64| vec![jump(x), logistic(x), x.tanh(), line(x), x];
    let derivatives = move |x: f64| {
        let nan = |value: f64| if x.is_nan() { NAN } else { value };
        let corner = nan(f64::from(u8::from(x > 0.0)));
        let level = if x == 0.0 { NAN } else { nan(0.0) };
        vec![level, bend(x), 4.0 * bend(2.0 * x), corner, nan(1.0)]
    };
    let all = Activation::ALL;
    vec![
        row(
            "step, sigmoid, relu",
            |x| Ok(vec![step(x), sigmoid(x), relu(x)]),
            move |x| vec![jump(x), logistic(x), line(x)],
        ),
        row(
            "Activation::value",
            move |x| Ok(all.map(|f| f.value(x)).to_vec()),
            values,
        ),
        row(
            "Activation::derivative",
            move |x| Ok(all.map(|f| f.derivative(x)).to_vec()),
            derivatives,
        ),
        row(
            "Activation::values",
            move |x| Ok(all.map(|f| f.values(&array![x])[0]).to_vec()),
            values,
        ),
        row(
            "Activation::derivatives",
            move |x| Ok(all.map(|f| f.derivatives(&array![x])[0]).to_vec()),
            derivatives,
        ),
    ]
}

/// The firing rate of the usual cell, in Hz, under a current.
fn spikes_of_current(x: f64) -> Vec<f64> {
    let rise = if x > 1.5 {
        10.0 * (1.5 / (x - 1.5)).ln_1p()
    } else {
        f64::INFINITY
    };
    vec![if (10.0 * x).is_finite() {
        1000.0 / (2.0 + rise)
    } else {
        NAN
    }]
}

fn neurons() -> Vec<Row> {
    let plain = |weights: &[f64], threshold: f64| {
        McCullochPitts::new(weights, threshold, Activation::Identity)
    };
    let cell = LeakyIntegrateAndFire::default;
    vec![
        row(
            "McCullochPitts::new, McCullochPitts::pre_activation, McCullochPitts::output",
            move |x| {
                let neuron = plain(&[x, 1.0], x)?;
                Ok(vec![
                    neuron.pre_activation(&[3.0, 1.0])?,
                    neuron.output(&[3.0, 1.0])?,
                ])
            },
            |x| vec![2.0 * x + 1.0; 2],
        ),
        row(
            "McCullochPitts::pre_activation, McCullochPitts::output, McCullochPitts::outputs",
            move |x| {
                let neuron = plain(&[2.0, 1.0], 1.0)?;
                let inputs = [x, 0.0];
                let many = neuron.outputs(&array![[x, 0.0]])?[0];
                Ok(vec![
                    neuron.pre_activation(&inputs)?,
                    neuron.output(&inputs)?,
                    many,
                ])
            },
            |x| vec![2.0 * x - 1.0; 3],
        ),
        row(
            "McCullochPitts::error, McCullochPitts::error_gradient",
            move |x| {
                let neuron = plain(&[1.0], 0.0)?;
                let inputs = array![[x]];
                let slope = neuron.error_gradient(&inputs, &[0.5])?;
                Ok(vec![neuron.error(&inputs, &[0.5])?, slope[1]])
            },
            |x| vec![0.5 * (x - 0.5) * (x - 0.5), 0.5 - x],
        ),
        row(
            "McCullochPitts::error, McCullochPitts::error_gradient",
            move |x| {
                let neuron = plain(&[1.0], 0.0)?;
                let inputs = array![[2.0]];
                let slope = neuron.error_gradient(&inputs, &[x])?;
                Ok(vec![neuron.error(&inputs, &[x])?, slope[1]])
            },
            |x| vec![0.5 * (2.0 - x) * (2.0 - x), x - 2.0],
        ),
        row(
            "LeakyIntegrateAndFire::rate_by_euler",
            move |x| Ok(vec![cell().rate_by_euler(x, 0.1)?]),
            spikes_of_current,
        )
        .to(0.1),
        row(
            "LeakyIntegrateAndFire::rate_by_euler",
            move |x| Ok(vec![cell().rate_by_euler(3.0, x)?]),
            |x| {
                vec![if x > 0.0 && x < 10.0 {
                    1000.0 / (2.0 + 10.0 * 2_f64.ln())
                } else {
                    NAN
                }]
            },
        )
        .to(0.1),
        row(
            "LeakyIntegrateAndFire::firing_rate",
            move |x| Ok(vec![cell().firing_rate(x)?]),
            spikes_of_current,
        ),
        row(
            "LeakyIntegrateAndFire::simulate",
            move |x| Ok(vec![cell().simulate(&[x], 1.0)?.spikes.len() as f64]),
            |x| {
                vec![if x < 15.0 {
                    0.0
                } else if x < 1e300 {
                    1.0
                } else {
                    NAN
                }]
            },
        ),
        row(
            "LeakyIntegrateAndFire::simulate",
            move |x| Ok(vec![cell().simulate(&[1.0; 3], x)?.spikes.len() as f64]),
            |x| vec![if x > 0.0 { 0.0 } else { NAN }],
        ),
        row(
            "LeakyIntegrateAndFire::simulate",
            move |x| {
                let own = LeakyIntegrateAndFire {
                    refractory: x,
                    ..cell()
                };
                Ok(vec![own.simulate(&[2.0; 2], 1.0)?.spikes.len() as f64])
            },
            |x| vec![if x >= 0.0 { 0.0 } else { NAN }],
        ),
        row(
            "LeakyIntegrateAndFire::firing_rate",
            move |x| {
                let own = LeakyIntegrateAndFire {
                    time_constant: x,
                    ..cell()
                };
                Ok(vec![own.firing_rate(3.0)?])
            },
            |x| {
                vec![if x > 0.0 && x.is_finite() {
                    1000.0 / (2.0 + x * 2_f64.ln())
                } else {
                    NAN
                }]
            },
        ),
    ]
}

/// After how many steps a gradient is short enough whose parts shrink by these factors, by taking them.
fn taken(gradient: [f64; 2], factors: [f64; 2], tolerance: f64) -> f64 {
    let left = |k: i32| (gradient[0] * factors[0].powi(k)).hypot(gradient[1] * factors[1].powi(k));
    let first = (0..20_000).find(|&k| left(k) < tolerance);
    first.map_or(NAN, |k| f64::from(k + 1))
}

fn others() -> Vec<Row> {
    let yes = |passed: bool| f64::from(u8::from(passed));
    vec![
        row(
            "Spread::of",
            |x| {
                let spread = Spread::of(&[x, 0.0])?;
                Ok(vec![spread.least, spread.median, spread.greatest])
            },
            |x| vec![x.min(0.0), x / 2.0, x.max(0.0)],
        )
        .to(1.0),
        row(
            "Spread::across",
            |x| {
                Ok(vec![
                    Spread::across(&[vec![x, 1.0], vec![x, 3.0]])?[0].median,
                ])
            },
            itself,
        ),
        row(
            "Minimum::global, Minimum::local",
            |x| {
                let [one, two] = [
                    Minimum::<f64>::global(&[x], x),
                    Minimum::<f64>::local(&[x], x),
                ];
                Ok(vec![one.at[0], one.value, two.at[0], two.value])
            },
            |x| vec![x; 4],
        ),
        row(
            "Quadratic::new",
            |x| {
                let bowl = Quadratic::new(array![[x, 0.0], [0.0, 1.0]], array![x, 0.0], x)?;
                Ok(vec![bowl.value(&[1.0, 0.0])?])
            },
            |x| vec![if x.abs() > 1e308 { NAN } else { 2.5 * x }],
        )
        .to(0.6),
        row(
            "Quadratic::diagonal",
            |x| {
                let bowl = Quadratic::diagonal(&[x, 1.0])?;
                Ok(vec![bowl.condition_number()?, bowl.largest_stable_rate()?])
            },
            |x| match x > 0.0 && x.is_finite() {
                true => vec![x.max(1.0) / x.min(1.0), 2.0 / x.max(1.0)],
                false => vec![NAN; 2],
            },
        ),
        row(
            "Quadratic::steps_to",
            |x| {
                Ok(vec![
                    Quadratic::bowl()
                        .steps_to(&[x, x], 1.0, 1e-4)?
                        .map_or(NAN, |steps| steps as f64),
                ])
            },
            |x| vec![taken([x, 0.2 * x], [0.0, 0.8], 1e-4)],
        ),
        row(
            "Quadratic::steps_to",
            |x| {
                Ok(vec![
                    Quadratic::bowl()
                        .steps_to(&[-6.0, -6.0], x, 1e-4)?
                        .map_or(NAN, |steps| steps as f64),
                ])
            },
            |x| {
                vec![if x > 0.0 {
                    taken([6.0, 1.2], [(1.0 - x).abs(), (1.0 - 0.2 * x).abs()], 1e-4)
                } else {
                    NAN
                }]
            },
        ),
        row(
            "Quadratic::steps_to",
            |x| {
                Ok(vec![
                    Quadratic::bowl()
                        .steps_to(&[-6.0, -6.0], 0.5, x)?
                        .map_or(NAN, |steps| steps as f64),
                ])
            },
            |x| {
                vec![if x.is_finite() {
                    taken([6.0, 1.2], [0.5, 0.9], x)
                } else {
                    NAN
                }]
            },
        )
        .to(1e-2),
        row(
            "FromFn::new",
            |x| {
                let line = FromFn::new("line", 1, move |p| x * p[0])?;
                Ok(vec![line.value(&[2.0])?, line.gradient(&[2.0])?[0]])
            },
            |x| vec![2.0 * x, x],
        )
        .to(1e-3)
        .off(|_| 1e-9),
        row(
            "Banana::value, Himmelblau::value",
            |x| Ok(vec![Banana.value(&[x, x])?, Himmelblau.value(&[x, x])?]),
            |x| {
                let banana = (1.0 - x) * (1.0 - x) + 100.0 * (x - x * x) * (x - x * x);
                let (one, two) = (x * x + x - 11.0, x + x * x - 7.0);
                vec![banana, one * one + two * two]
            },
        ),
        row(
            "linear",
            |x| Ok(levels::linear(0.0, x, 3)?),
            |x| {
                if x > 0.0 && x.is_finite() {
                    vec![0.0, x / 2.0, x]
                } else {
                    vec![NAN; 3]
                }
            },
        ),
        row(
            "linear",
            |x| Ok(levels::linear(x, 1e3, 3)?),
            |x| {
                if x < 1e3 && x.is_finite() {
                    vec![x, x / 2.0 + 5e2, 1e3]
                } else {
                    vec![NAN; 3]
                }
            },
        ),
        row(
            "logarithmic",
            |x| Ok(levels::logarithmic(x, 1e3, 3)?),
            |x| {
                if x > 0.0 && x < 1e3 {
                    vec![x, (x * 1e300).sqrt() * 1e-150 * 1e3_f64.sqrt(), 1e3]
                } else {
                    vec![NAN; 3]
                }
            },
        )
        .to(1e-2),
        row(
            "expect_close",
            move |x| Ok(vec![yes(expect_close("", x, 0.75, 1e-9).is_ok())]),
            move |x| vec![yes(x == 0.75)],
        ),
        row(
            "expect_close",
            move |x| Ok(vec![yes(expect_close("", 0.75, x, 1e-9).is_ok())]),
            move |x| vec![yes(x == 0.75)],
        ),
        row(
            "expect_close",
            move |x| Ok(vec![yes(expect_close("", 1.0, 2.0, x).is_ok())]),
            move |x| vec![yes(x.is_finite() && x >= 1.0)],
        ),
        row(
            "expect_each_close",
            move |x| {
                Ok(vec![yes(expect_each_close(
                    "",
                    |i: f64| i,
                    [(1.0, 1.0), (2.0, 4.0)],
                    x,
                )
                .is_ok())])
            },
            move |x| vec![yes(x.is_finite() && x >= 2.0)],
        ),
        row(
            "expect_nan",
            move |x| Ok(vec![yes(expect_nan("", x).is_ok())]),
            move |x| vec![yes(x.is_nan())],
        ),
    ]
}
