//! Networks.

use downhill::Result;
use downhill::activation::Activation::{Identity, Sigmoid};
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::array;
use downhill::network::bumps::{bump, bump_in_plane, staircase};
use downhill::network::by_hand::ByHand;
use downhill::network::faults::{FaultyLoss, train};
use downhill::network::flow::{Flows, flow};
use downhill::network::regions::{HalfPlane, Regions, area, convex_pieces, regular};
use downhill::network::residual::Residual;
use downhill::network::topology::Topology;
use downhill::network::{
    Architecture, Backprop, Distance, Initializer, Layer, Network, NetworkLoss, init,
};
use downhill::objective::Evaluate;
use downhill::plot::Figure;
use downhill::train::{Approximation, Thresholds, Training, accuracy, folds, refit_output};

use super::figures::sound;
use super::shared::*;
use super::{Row, row};

/// Two layers, y = x.
fn hidden() -> Result<Network> {
    let layer = || Layer::new(array![[1.0]], array![0.0], Identity);
    Network::new(vec![layer(), layer()])
}

pub(super) fn rows() -> Vec<Row> {
    let samples = || Samples::new(array![[1.0]], array![[0.0]]);
    let loss = Loss::HalfSquaredError;
    let triangle = |x: f64| vec![(0.0, 0.0), (x, 0.0), (0.0, x)];
    vec![
        row(
            "Network::output_map",
            |x| {
                let network = Network::new(vec![Layer::new(array![[x, 1.0]], array![x], Sigmoid)])?;
                Ok([
                    sound(&network.output_map("alt", (0.0, 1.0))?.draw()?),
                    sound(&network.output_map("alt", (0.0, x))?.draw()?),
                ]
                .concat())
            },
            |_| vec![],
        ),
        row(
            "area, regular",
            move |x| {
                let square = regular(4, x);
                Ok(vec![
                    square[0].0,
                    square[0].1,
                    square[1].1,
                    area(&triangle(x)),
                ])
            },
            |x| vec![x, 0.0 * x, x, x * x / 2.0],
        ),
        row(
            "Residual::trials",
            move |x| {
                let plain = Architecture::new(&[1, 2, 2, 1], &[Sigmoid; 3], Initializer::He);
                let samples = samples()?;
                let found = Residual::trials(&plain, [&samples, &samples], loss, (x, 1, 1), 0..2)?;
                Ok(vec![yes(found
                    .iter()
                    .flatten()
                    .all(|right| (0.0..=1.0).contains(right)))])
            },
            |x| vec![if x > 0.0 && x.is_finite() { 1.0 } else { NAN }],
        ),
        row(
            "Layer::new, Layer::with_thresholds, Network::new, Network::forward",
            |x| {
                let [one, other] = [
                    Layer::new(array![[x]], array![x], Identity),
                    Layer::with_thresholds(array![[x]], &array![-x], Identity),
                ];
                Ok(vec![
                    Network::new(vec![one])?.forward(&[2.0])?[0],
                    Network::new(vec![other])?.forward(&[2.0])?[0],
                ])
            },
            |x| vec![3.0 * x; 2],
        ),
        row(
            "Network::forward, Network::forward_layers, Network::forward_batch",
            |x| {
                let network = affine(2.0, 1.0)?;
                let layers = network.forward_layers(&[x])?;
                Ok(vec![
                    network.forward(&[x])?[0],
                    layers[layers.len() - 1][0],
                    network.forward_batch(&array![[x]])?[[0, 0]],
                ])
            },
            |x| vec![2.0 * x + 1.0; 3],
        ),
        row(
            "Network::set_parameter_vector",
            |x| {
                let mut network = affine(2.0, 1.0)?;
                network.set_parameter_vector(&[x, 0.5])?;
                Ok(network.parameter_vector().to_vec())
            },
            |x| vec![x, 0.5],
        ),
        row(
            "Backprop::run, Backprop::run_at, Backprop::loss",
            move |x| {
                let network = affine(1.0, 0.0)?;
                let (inputs, targets) = (array![[x]], array![[0.0]]);
                let mut pass = Backprop::new();
                let value = pass.run(&network, &inputs, &targets, loss)?;
                let slope = pass.gradient()[1];
                let at = pass.run_at(&network, &[1.0, 0.0], &inputs, &targets, loss)?;
                Ok(vec![
                    value,
                    at,
                    pass.loss(&network, &inputs, &targets, loss)?,
                    slope,
                ])
            },
            |x| vec![0.5 * x * x, 0.5 * x * x, 0.5 * x * x, x],
        ),
        row(
            "Backprop::run_at",
            move |x| {
                let mut pass = Backprop::new();
                let value = pass.run_at(
                    &affine(1.0, 0.0)?,
                    &[x, 0.0],
                    &array![[1.0]],
                    &array![[0.0]],
                    loss,
                )?;
                Ok(vec![value, pass.gradient()[0]])
            },
            |x| vec![0.5 * x * x, x],
        ),
        row(
            "NetworkLoss::new",
            move |x| {
                let samples = Samples::new(array![[x]], array![[0.0]])?;
                let surface = NetworkLoss::new(&affine(1.0, 0.0)?, &samples, loss)?;
                Ok(vec![surface.value(&[1.0, 0.0])?])
            },
            |x| vec![0.5 * x * x],
        ),
        row(
            "ByHand::step",
            |x| {
                let net = init::normal(&[1, 1, 1], &[Sigmoid; 2], 1.0, &mut draw())?;
                let mut hand = ByHand::of(&net)?;
                let before = hand.network()?.parameter_vector();
                hand.step(&[1.0], &[0.5], x)?;
                // Steps are proportional to the rate, as long as it does not swallow the weights.
                let moved = &hand.network()?.parameter_vector() - &before;
                let mut again = ByHand::of(&net)?;
                again.step(&[1.0], &[0.5], 1.0)?;
                let one = &again.network()?.parameter_vector() - &before;
                Ok(vec![moved[0] / one[0]])
            },
            |x| vec![if x > 0.0 { x } else { NAN }],
        )
        .to(1.0),
        row(
            "ByHand::step",
            |x| {
                let mut hand =
                    ByHand::of(&init::normal(&[1, 1, 1], &[Sigmoid; 2], 1.0, &mut draw())?)?;
                hand.step(&[x], &[x], 0.1)?;
                Ok(vec![yes(hand
                    .network()?
                    .parameter_vector()
                    .iter()
                    .all(|w| w.is_finite()))])
            },
            |x| vec![finite(x, 1.0)],
        ),
        row(
            "ByHand::frames",
            |x| {
                let net = init::normal(&[2, 2, 1], &[Sigmoid; 2], 1.0, &mut draw())?;
                let frames = ByHand::of(&net)?.frames(&[x, 1.0], &[0.5], 0.1)?;
                Ok(sound(&Figure::animation("alt", &frames)?))
            },
            |_| vec![],
        ),
        row(
            "Residual::gradient, Residual::train, Residual::forward, Residual::accuracy",
            move |x| {
                let plain = init::normal(&[1, 2, 2, 1], &[Sigmoid; 3], 1.0, &mut draw())?;
                let mut residual = Residual::new(plain);
                let samples = Samples::new(array![[x]], array![[0.5]])?;
                let (error, slopes) =
                    residual.gradient(samples.inputs(), samples.targets(), loss)?;
                residual.train(&samples, loss, (0.1, 1, 1), &mut draw())?;
                let after = residual.forward(samples.inputs())?;
                let right = residual.accuracy(&samples)?;
                let all = slopes.iter().chain(&after).chain([&error, &right]);
                Ok(vec![yes(all.into_iter().all(|v| v.is_finite()))])
            },
            |x| vec![finite(x, 1.0)],
        ),
        row(
            "Residual::train",
            move |x| {
                let plain = init::normal(&[1, 2, 2, 1], &[Sigmoid; 3], 1.0, &mut draw())?;
                let before = plain.parameter_vector();
                let mut residual = Residual::new(plain);
                let samples = Samples::new(array![[0.3]], array![[0.5]])?;
                residual.train(&samples, loss, (x, 1, 1), &mut draw())?;
                let slope = Residual::new(init::normal(
                    &[1, 2, 2, 1],
                    &[Sigmoid; 3],
                    1.0,
                    &mut draw(),
                )?)
                .gradient(samples.inputs(), samples.targets(), loss)?;
                let moved = &residual.layers().parameter_vector() - &before;
                Ok(vec![moved[0] / -slope.1[0]])
            },
            |x| vec![if x > 0.0 { x } else { NAN }],
        )
        .to(1.0),
        row(
            "staircase",
            |x| {
                let network = staircase(|_| 0.5, (0.0, x), 4, 10.0)?;
                Ok(vec![network.forward(&[x / 2.0])?[0]])
            },
            |x| vec![if x > 0.0 { finite(x, 0.5) } else { NAN }],
        ),
        row(
            "staircase",
            |x| {
                Ok(vec![
                    staircase(|t| t, (0.0, 1.0), 2, x)?.forward(&[0.5])?[0],
                ])
            },
            |x| vec![if x > 0.0 { finite(x, 0.5) } else { NAN }],
        ),
        row(
            "staircase",
            |x| {
                Ok(vec![
                    staircase(move |_| x, (0.0, 1.0), 2, 3.0)?.forward(&[0.5])?[0],
                ])
            },
            |x| vec![x],
        ),
        row(
            "bump",
            |x| Ok(vec![bump(0.0, x, 3.0, 1e3 / x)?.forward(&[x / 2.0])?[0]]),
            |x| vec![if x > 0.0 { finite(x, 3.0) } else { NAN }],
        ),
        row(
            "bump",
            |x| Ok(vec![bump(0.0, 1.0, x, 1e3)?.forward(&[0.5])?[0]]),
            |x| vec![x],
        ),
        row(
            "bump",
            |x| Ok(vec![bump(0.0, 1.0, 2.0, x)?.forward(&[0.0])?[0]]),
            |x| {
                let logistic = |z: f64| 1.0 / (1.0 + (-z).exp());
                vec![if x > 0.0 {
                    finite(x, 2.0 * (0.5 - logistic(-x)))
                } else {
                    NAN
                }]
            },
        )
        .to(1e-3),
        row(
            "Distance::between",
            |x| {
                Ok(vec![
                    Distance::between(&affine(0.0, 0.0)?, move |_| x, (0.0, 1.0), 3)?.maximum,
                ])
            },
            |x| vec![x.abs()],
        ),
        row(
            "Distance::between",
            |x| {
                Ok(vec![
                    Distance::between(&affine(1.0, 0.0)?, |_| 0.0, (0.0, x), 3)?.maximum,
                ])
            },
            |x| vec![if x > 0.0 { x } else { NAN }],
        ),
        row(
            "flow, Flows::of, Flows::by_layer",
            move |x| {
                let samples = Samples::new(array![[x], [-x]], array![[0.0], [0.0]])?;
                let plain = Architecture::new(&[1, 1], &[Identity], Initializer::Normal(1.0));
                let flows = Flows::of(&plain, &samples, loss, 0..2)?;
                Ok(vec![
                    flow(&affine(1.0, 0.0)?, &samples, loss)?[0].signal,
                    yes(flows.by_layer(|layer| layer.slope)?[0].1.median == 1.0),
                ])
            },
            |x| vec![x.abs(), finite(x, 1.0)],
        ),
        row(
            "normal, scaled",
            |x| {
                let one: Network = init::normal(&[1, 1], &[Identity], 1.0, &mut draw())?;
                let more: [Network; 2] = [
                    init::normal(&[1, 1], &[Identity], x, &mut draw())?,
                    init::scaled(&[1, 1], &[Identity], x, &mut draw())?,
                ];
                Ok(more
                    .map(|net| net.layers()[0].weights[[0, 0]] / one.layers()[0].weights[[0, 0]])
                    .to_vec())
            },
            |x| vec![if x > 0.0 { x } else { NAN }; 2],
        )
        .to(1.0),
        row(
            "HalfPlane::contains",
            |x| {
                let plane = HalfPlane {
                    weights: [-2.0, 3.0],
                    threshold: 0.0,
                };
                Ok(vec![yes(plane.contains((x, x)))])
            },
            |x| vec![yes(x >= 0.0 && x.is_finite())],
        ),
        row(
            "HalfPlane::contains",
            |x| {
                let plane = HalfPlane {
                    weights: [x, x],
                    threshold: 0.0,
                };
                Ok(vec![yes(plane.contains((-2.0, 3.0)))])
            },
            |x| vec![yes(x >= 0.0 && x.is_finite())],
        ),
        row(
            "Regions::new, convex_pieces",
            move |x| {
                let pieces = convex_pieces(&triangle(x))?.len();
                let inside = Regions::new(&[triangle(x)])?
                    .network()?
                    .forward(&[x / 4.0, x / 4.0])?[0];
                Ok(vec![pieces as f64, inside])
            },
            |x| vec![if x == 0.0 { NAN } else { finite(x, 1.0) }; 2],
        ),
        row(
            "Topology::of",
            |x| Ok(vec![Topology::of(&affine(x, 0.0)?).neurons() as f64]),
            |x| vec![finite(x, 2.0)],
        ),
        row(
            "accuracy",
            move |x| {
                let samples = Samples::new(array![[x]], array![[1.0]])?;
                Ok(vec![accuracy(&affine(1.0, 0.0)?, &samples, loss)?])
            },
            |x| vec![finite(x, yes(x >= 0.5))],
        ),
        row(
            "FaultyLoss::new, gradient, train",
            move |x| {
                let samples = Samples::new(array![[x]], array![[0.0]])?;
                let mut network = affine(1.0, 0.0)?;
                let surface = FaultyLoss::new(&network, &samples, loss, None)?;
                let slope = surface.gradient(&[1.0, 0.0])?[1];
                train(&mut network, &samples, loss, None, (0.5, 1, 1), &mut draw())?;
                Ok(vec![slope, network.parameter_vector()[1]])
            },
            |x| vec![x, -0.5 * x],
        ),
        row(
            "train",
            move |x| {
                let (mut network, samples) = (affine(1.0, 0.0)?, samples()?);
                train(&mut network, &samples, loss, None, (x, 1, 1), &mut draw())?;
                Ok(vec![network.parameter_vector()[1]])
            },
            |x| vec![if x > 0.0 { -x } else { NAN }],
        ),
        row(
            "bump_in_plane",
            |x| {
                let network = bump_in_plane((0.0, x), (0.0, 1.0), 100.0 / x.min(1.0))?;
                Ok(vec![network.forward(&[x / 2.0, 0.5])?[0]])
            },
            |x| vec![if x > 0.0 { finite(x, 1.0) } else { NAN }],
        ),
        row(
            "Approximation::of, Approximation::by_descent",
            |x| {
                let line = Approximation::of(|t| t)?;
                let settings = Training::new(Loss::MeanSquaredError, 0.1).max_epochs(1);
                Ok(vec![
                    line.by_descent(Thresholds::AtZero, 2, &settings, &[x], 0..1)?
                        .0,
                ])
            },
            |x| vec![if x > 0.0 { finite(x, x) } else { NAN }],
        ),
        row(
            "folds",
            |x| {
                let samples = Samples::new(array![[x], [1.0]], array![[0.0], [0.0]])?;
                Ok(vec![folds(&samples, 2, &mut draw())?.len() as f64])
            },
            |x| vec![finite(x, 2.0)],
        ),
        row(
            "refit_output",
            |x| {
                let samples = Samples::new(array![[0.0], [1.0]], array![[0.0], [x]])?;
                Ok(vec![
                    refit_output(&hidden()?, &samples)?.forward(&[1.0])?[0],
                ])
            },
            |x| vec![x],
        )
        .to(1e-6),
        row(
            "accuracy",
            move |x| Ok(vec![accuracy(&affine(x, 0.0)?, &samples()?, loss)?]),
            |x| vec![finite(x, yes(x < 0.5))],
        ),
    ]
}
