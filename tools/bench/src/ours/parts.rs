//! A problem of the bench in the library's words: its network, its batch, its optimiser.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::encode;
use downhill::ndarray::{Array1, Array2};
use downhill::network::{Layer, Network};
use downhill::number::Float;
use downhill::optim::{Adam, GradientDescent, Optimizer};
use downhill_bench_worker::{Optimizer as Rule, Problem};

/// How many steps the run on the banana makes that is measured.
pub const BANANA_STEPS: usize = 199_078;

/// `value` in the precision of `F`.
pub(super) fn number<F: Float>(value: f64) -> F {
    F::from(value).expect("a float takes every f64")
}

fn array<F: Float>(numbers: &[f64], rows: usize) -> Array2<F> {
    let columns = numbers.len() / rows;
    let numbers = numbers.iter().map(|&x| number(x)).collect();
    Array2::from_shape_vec((rows, columns), numbers).expect("rows of one length")
}

/// The network of a problem, with its initial weights.
///
/// # Errors
/// Those of [`Network::new`].
pub fn network<F: Float>(problem: &Problem) -> downhill::Result<Network<F>> {
    let last = problem.layers.len() - 1;
    let layers = problem
        .layers
        .iter()
        .enumerate()
        .map(|(k, (weights, biases))| {
            let activation = if k == last { Identity } else { Relu };
            let biases: Vec<F> = biases.iter().map(|&b| number(b)).collect();
            Layer::new(
                array(weights, biases.len()),
                Array1::from(biases),
                activation,
            )
        });
    Network::new(layers.collect())
}

/// Inputs, and the classes as one-hot rows.
pub(super) fn batch<F: Float>(problem: &Problem) -> downhill::Result<(Array2<F>, Array2<F>)> {
    let outputs = problem.sizes[problem.sizes.len() - 1];
    let targets = encode::classes(&problem.classes, outputs)?;
    Ok((
        array(&problem.inputs, problem.batch()),
        targets.mapv(number),
    ))
}

pub(super) fn optimizer<F: Float>(rule: Rule) -> downhill::Result<Box<dyn Optimizer<F>>>
where
    GradientDescent: Optimizer<F>,
    Adam<F>: Optimizer<F>,
{
    Ok(match rule {
        Rule::Sgd => Box::new(GradientDescent),
        Rule::Adam => Box::new(Adam::new(number(0.9), number(0.999), number(1e-8))?),
    })
}
