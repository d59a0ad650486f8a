//! How often a network is right.

use ndarray::{ArrayView1, ArrayView2};

use crate::check::all_finite;
use crate::data::Samples;
use crate::error::Result;
use crate::loss::Loss;
use crate::network::Network;
use crate::number::{Float, number};

/// The fraction of samples whose class the network names.
///
/// With several outputs, the class is the one whose output is largest. With one, it is 1 if the output is
/// at least a half; for [`Loss::BinaryCrossEntropy`], whose outputs are logits, if it is at least 0.
///
/// # Errors
/// Those of [`Network::forward_batch`] for samples that do not fit, [`Error::Shape`](crate::Error::Shape)
/// unless the targets do, [`Error::NotFinite`](crate::Error::NotFinite) for an output that is a NaN or infinite and
/// so names no class.
///
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::network::{Layer, Network};
/// use downhill::{activation::Activation::Step, loss::Loss, ndarray::array, train::accuracy};
/// let or = Network::new(vec![Layer::with_thresholds(array![[1.0, 1.0]], &array![0.5], Step)])?;
/// let xor: Samples = logic::xor().into();
/// assert_eq!(accuracy(&or, &xor, Loss::HalfSquaredError)?, 0.75);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn accuracy<F: Float>(network: &Network<F>, samples: &Samples<F>, loss: Loss) -> Result<f64> {
    let outputs = network.forward_batch(samples.inputs())?;
    all_finite("outputs", &outputs)?;
    loss.check(outputs.shape(), &samples.targets().view())?;
    Ok(right(&outputs.view(), &samples.targets().view(), loss))
}

/// The fraction of outputs that name the class of their target; NaN if an output is a NaN, which names none.
pub(super) fn right<F: Float>(
    outputs: &ArrayView2<'_, F>,
    targets: &ArrayView2<'_, F>,
    loss: Loss,
) -> f64 {
    if outputs.iter().any(|output| output.is_nan()) {
        return f64::NAN;
    }
    let border: F = match loss {
        Loss::BinaryCrossEntropy => F::zero(),
        _ => number(0.5),
    };
    let half: F = number(0.5);
    let right = outputs.rows().into_iter().zip(targets.rows());
    let right = right.filter(|(output, target)| match output.len() {
        1 => (output[0] >= border) == (target[0] >= half),
        _ => largest(output) == largest(target),
    });
    right.count() as f64 / targets.nrows() as f64
}

/// Where the largest entry stands; the first of equal ones.
fn largest<F: Float>(row: &ArrayView1<'_, F>) -> usize {
    let mut best = 0;
    for (i, value) in row.iter().enumerate() {
        if *value > row[best] {
            best = i;
        }
    }
    best
}
