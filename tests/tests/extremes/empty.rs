//! Questions about nothing.

use downhill::Result;
use downhill::activation::Activation::Identity;
use downhill::calculus::{Affine, Difference, gradient, hessian};
use downhill::data::{Csv, Regression, Samples, encode, noisy_line, uniform_places};
use downhill::linalg::{Eigen, Qr};
use downhill::loss::{Loss, softmax};
use downhill::ndarray::{Array1, Array2};
use downhill::network::regions::{Regions, convex_pieces};
use downhill::network::{Network, init};
use downhill::neuron::McCullochPitts;
use downhill::objective::Quadratic;
use downhill::perceptron::Perceptron;
use downhill::regression::{Linear, Standardizer};
use downhill::spread::Spread;

use super::Answer;
use super::shared::*;

type Ask = Box<dyn FnOnce() -> Answer>;

/// Questions about nothing.
pub(super) fn rows() -> Vec<(&'static str, Ask)> {
    fn ask(names: &'static str, ask: impl FnOnce() -> Answer + 'static) -> (&'static str, Ask) {
        (names, Box::new(ask))
    }
    let none = Array1::<f64>::zeros(0);
    let nothing = Array2::<f64>::zeros((0, 0));
    let wide = Array2::<f64>::zeros((0, 2));
    let high = Array2::<f64>::zeros((2, 0));
    let mut all: Vec<(&'static str, Ask)> = Vec::new();
    for matrix in [nothing, wide, high] {
        let m = move || matrix.clone();
        let (a, b, c, d, e, f, g) = (
            m.clone(),
            m.clone(),
            m.clone(),
            m.clone(),
            m.clone(),
            m.clone(),
            m.clone(),
        );
        all.extend([
            ask("Samples::new", move || {
                Ok(vec![Samples::new(a(), a())?.count() as f64])
            }),
            ask("Qr::new", move || {
                Ok(Qr::new(&b())?.solve(&Array1::zeros(b().nrows()))?.to_vec())
            }),
            ask("Eigen::new", move || {
                Ok(Eigen::new(&c())?.values().to_vec())
            }),
            ask("Standardizer::fit", move || {
                Ok(Standardizer::fit(&d())?.means().to_vec())
            }),
            ask("softmax", move || {
                Ok(softmax(&e()).into_raw_vec_and_offset().0)
            }),
            ask("Loss::value", move || {
                Ok(Loss::ALL
                    .map(|loss| loss.value(&f(), &f()))
                    .into_iter()
                    .collect::<Result<Vec<f64>>>()?)
            }),
            ask("Network::forward_batch", move || {
                Ok(affine(1.0, 0.0)?
                    .forward_batch(&g())?
                    .into_raw_vec_and_offset()
                    .0)
            }),
        ]);
    }
    let n = none.clone();
    all.extend([
        ask("Affine::new", move || {
            Ok(vec![Affine::new(&n, 1.0)?.value(&none)?])
        }),
        ask("Spread::of", || Ok(vec![Spread::of(&[])?.median])),
        ask("Spread::across", || {
            Ok(vec![Spread::across(&[])?.len() as f64 + NAN])
        }),
        ask("McCullochPitts::new", || {
            Ok(vec![McCullochPitts::new(&[], 0.0, Identity)?.output(&[])?])
        }),
        ask("Perceptron::new", || {
            Ok(vec![Perceptron::new(&[], 0.0)?.output(&[])?])
        }),
        ask("Linear::new", || {
            Ok(vec![Linear::new(&[0.0; 0], 0.0)?.intercept()])
        }),
        ask("Quadratic::diagonal", || {
            Ok(vec![Quadratic::diagonal(&[])?.condition_number()?])
        }),
        ask("gradient, hessian", || {
            let sum = |p: downhill::ndarray::ArrayView1<f64>| p.sum();
            let at = [0.0; 0];
            gradient(sum, &at, Difference::Central)?;
            Ok(hessian(sum, &at, Difference::Central)?
                .value
                .into_raw_vec_and_offset()
                .0)
        }),
        ask("Network::new", || {
            Ok(Network::<f64>::new(vec![])?.forward(&[])?.to_vec())
        }),
        ask("Regions::new", || {
            Ok(vec![Regions::new(&[vec![]])?.pieces().len() as f64])
        }),
        ask("convex_pieces", || {
            Ok(vec![convex_pieces(&[])?.len() as f64])
        }),
        ask("encode", || Ok(encode::ordered::<u8>(&[], &[])?.to_vec())),
        ask("noisy_line", || {
            Ok(noisy_line(1.0, 0.0, 0.0, &[0.0; 0], &mut draw())?
                .targets()
                .to_vec())
        }),
        ask("uniform_places", || {
            Ok(uniform_places(0.0, 1.0, 0, &mut draw())?.to_vec())
        }),
        ask("from_csv_reader", || {
            Ok(Regression::from_csv_reader(&b""[..], &Csv::new())?
                .targets()
                .to_vec())
        }),
        ask("init::normal", || {
            Ok(init::normal::<f64>(&[], &[], 1.0, &mut draw())?
                .parameter_vector()
                .to_vec())
        }),
    ]);
    all
}
