//! Losses: how wrong a network's outputs are, as one number that training makes small.
//! Serves chapters 07 and 08, and every chapter that trains a network.

use std::fmt;

use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut2, Zip};

use crate::activation::sigmoid;
use crate::check::all_finite;
use crate::elementary::{each, exp, ln, ln_1p};
use crate::error::{Error, Result};
use crate::number::{Float, as_f64, number};

/// How wrong the outputs for a batch of samples are, chosen by name.
///
/// With $B$ samples, $l$ outputs each, output $\hat y$ and target $y$:
///
/// | variant | $E$ | $\partial E / \partial \hat y$ |
/// |---|---|---|
/// | `HalfSquaredError` | $\frac{1}{2B} \sum (\hat y - y)^2$ | $(\hat y - y) / B$ |
/// | `MeanSquaredError` | $\frac{1}{Bl} \sum (\hat y - y)^2$ | $2 (\hat y - y) / Bl$ |
/// | `BinaryCrossEntropy` | $-\frac{1}{Bl} \sum [y \ln p + (1 - y) \ln (1 - p)]$, $p = \operatorname{sigmoid}(\hat y)$ | $(p - y) / Bl$ |
/// | `SoftmaxCrossEntropy` | $-\frac{1}{B} \sum y \ln p$, $p = \operatorname{softmax}(\hat y)$ | $(p - y) / B$ |
///
/// The half squared error is S0's $E_k$, averaged over the samples as its accumulated error is; S0
/// calls it mean squared error. The two cross-entropies take *logits*: the output layer has no
/// activation, and the loss itself applies sigmoid or softmax. In this form neither
/// overflows on the way, however large a logit is: a loss is infinite only where it is itself too large for
/// the precision. The gradient is a mere difference.
///
/// PyTorch's `MSELoss`, `BCEWithLogitsLoss` and `CrossEntropyLoss` are the last three, as they are by default.
///
/// # References
/// S0 §4.3. I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016, §6.2.2.
///
/// # Examples
/// ```
/// use downhill::{loss::Loss, ndarray::array};
/// let (outputs, targets) = (array![[0.8, 0.4]], array![[1.0, 0.0]]);
/// let error: f64 = Loss::HalfSquaredError.value(&outputs, &targets)?;
/// assert!((error - 0.1).abs() < 1e-15); // (0.2² + 0.4²) / 2
/// let certain: f64 = Loss::SoftmaxCrossEntropy.value(&array![[1000.0, 0.0]], &targets)?;
/// assert_eq!(certain, 0.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Half the sum of squares of each sample: S0's choice.
    HalfSquaredError,
    /// The mean square over samples and outputs.
    MeanSquaredError,
    /// For outputs that are logits of one yes or no each.
    BinaryCrossEntropy,
    /// For outputs that are logits of classes that exclude each other.
    SoftmaxCrossEntropy,
}

impl Loss {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::HalfSquaredError,
        Self::MeanSquaredError,
        Self::BinaryCrossEntropy,
        Self::SoftmaxCrossEntropy,
    ];

    /// The loss of outputs of shape (samples, outputs) against targets of the same shape.
    ///
    /// # Errors
    /// [`Error::Empty`] for an empty batch, [`Error::Shape`] unless the shapes agree,
    /// [`Error::NotFinite`] for a NaN or an infinity. [`Error::OutOfRange`] for a target of a
    /// cross-entropy that is no probability, for rows of the softmax's targets that do not sum to 1,
    /// and for softmax with fewer than two outputs.
    pub fn value<'a, 'b, A: Float>(
        self,
        outputs: impl Into<ArrayView2<'a, A>>,
        targets: impl Into<ArrayView2<'b, A>>,
    ) -> Result<A> {
        let (outputs, targets) = (outputs.into(), targets.into());
        all_finite("outputs", &outputs)?;
        self.check(outputs.shape(), &targets)?;
        Ok(self.of(&outputs, &targets))
    }

    /// The gradient with respect to the outputs, of the outputs' shape.
    ///
    /// # Errors
    /// As for [`value`](Self::value).
    ///
    /// ```
    /// use downhill::{loss::Loss, ndarray::array};
    /// let gradient = Loss::SoftmaxCrossEntropy.gradient(&array![[0.0, 0.0]], &array![[1.0, 0.0]])?;
    /// assert_eq!(gradient, array![[-0.5, 0.5]]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn gradient<'a, 'b, A: Float>(
        self,
        outputs: impl Into<ArrayView2<'a, A>>,
        targets: impl Into<ArrayView2<'b, A>>,
    ) -> Result<Array2<A>> {
        let (outputs, targets) = (outputs.into(), targets.into());
        all_finite("outputs", &outputs)?;
        self.check(outputs.shape(), &targets)?;
        let mut gradient = Array2::zeros(outputs.dim());
        self.gradient_into(&outputs, &targets, gradient.view_mut());
        Ok(gradient)
    }

    /// Checks targets for outputs of a shape.
    pub(crate) fn check<A: Float>(
        self,
        outputs: &[usize],
        targets: &ArrayView2<'_, A>,
    ) -> Result<()> {
        if outputs != targets.shape() {
            return Err(Error::Shape {
                op: "targets for the outputs",
                left: targets.shape().to_vec(),
                right: outputs.to_vec(),
            });
        }
        if targets.is_empty() {
            return Err(Error::Empty { what: "the batch" });
        }
        all_finite("targets", targets)?;
        if matches!(self, Self::BinaryCrossEntropy | Self::SoftmaxCrossEntropy)
            && let Some(&value) = targets.iter().find(|&&y| y < A::zero() || y > A::one())
        {
            return Err(Error::OutOfRange {
                name: "a target of cross-entropy",
                value: as_f64(value),
                range: "from 0 to 1",
            });
        }
        if self == Self::SoftmaxCrossEntropy {
            if targets.ncols() < 2 {
                return Err(Error::OutOfRange {
                    name: "the number of softmax outputs",
                    value: 1.0,
                    range: "2 or more",
                });
            }
            for row in targets.rows() {
                let sum = row.iter().fold(0.0, |sum, &y| sum + as_f64(y));
                if (sum - 1.0).abs() > 1e-5 {
                    return Err(Error::OutOfRange {
                        name: "the sum of a sample's targets for softmax",
                        value: sum,
                        range: "1",
                    });
                }
            }
        }
        Ok(())
    }

    /// The loss, of what has been checked.
    pub(crate) fn of<A: Float>(
        self,
        outputs: &ArrayView2<'_, A>,
        targets: &ArrayView2<'_, A>,
    ) -> A {
        let [samples, all] = sizes(outputs);
        let mean = |term: fn(A, A) -> A, divisor: A| {
            let mut total = A::zero();
            let pairs = || Zip::from(outputs).and(targets);
            pairs().for_each(|&output, &target| total += term(output, target));
            if total.is_infinite() {
                // The sum may be too large where the mean is not.
                let mut mean = A::zero();
                pairs().for_each(|&output, &target| mean += term(output, target) / divisor);
                return mean;
            }
            total / divisor
        };
        let square = |output: A, target: A| (output - target) * (output - target);
        match self {
            Self::HalfSquaredError => mean(square, samples + samples),
            Self::MeanSquaredError => mean(square, all),
            Self::BinaryCrossEntropy => {
                // ln(1 + e^z) - z y, with the exponent never positive.
                mean(|z, y| z.max(A::zero()) - z * y + ln_1p(exp(-z.abs())), all)
            }
            Self::SoftmaxCrossEntropy => {
                let (mut behind, mut logs) = (A::zero(), A::zero());
                for (z, y) in outputs.rows().into_iter().zip(targets.rows()) {
                    let largest = largest(z.iter());
                    let powers = z.fold(A::zero(), |sum, &z| sum + exp(z - largest));
                    for (&z, &y) in z.iter().zip(y) {
                        behind += share(y, largest - z);
                    }
                    logs += sum(y.iter()) * ln(powers);
                }
                (behind + logs) / samples
            }
        }
    }

    /// [`of`](Self::of) and [`gradient_into`](Self::gradient_into) at once: softmax takes its powers only once.
    pub(crate) fn with_gradient<A: Float>(
        self,
        outputs: &ArrayView2<'_, A>,
        targets: &ArrayView2<'_, A>,
        gradient: ArrayViewMut2<'_, A>,
    ) -> A {
        if self == Self::SoftmaxCrossEntropy {
            return softmax_cross_entropy(outputs, targets, gradient);
        }
        self.gradient_into(outputs, targets, gradient);
        self.of(outputs, targets)
    }

    /// The gradient with respect to the outputs, of what has been checked.
    pub(crate) fn gradient_into<A: Float>(
        self,
        outputs: &ArrayView2<'_, A>,
        targets: &ArrayView2<'_, A>,
        mut gradient: ArrayViewMut2<'_, A>,
    ) {
        let [samples, all] = sizes(outputs);
        match self {
            Self::HalfSquaredError => difference(outputs, targets, samples, gradient),
            Self::MeanSquaredError => difference(outputs, targets, all / number(2.0), gradient),
            Self::BinaryCrossEntropy => Zip::from(&mut gradient)
                .and(outputs)
                .and(targets)
                .for_each(|g, &z, &y| *g = (sigmoid(z) - y) / all),
            Self::SoftmaxCrossEntropy => {
                softmax_cross_entropy(outputs, targets, gradient);
            }
        }
    }
}

impl fmt::Display for Loss {
    /// The name by which the field calls it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::HalfSquaredError => "half squared error",
            Self::MeanSquaredError => "mean squared error",
            Self::BinaryCrossEntropy => "binary cross-entropy",
            Self::SoftmaxCrossEntropy => "softmax cross-entropy",
        })
    }
}

/// The softmax of each row: positive numbers that sum to 1, in the ratios of $e^z$.
///
/// $$p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}$$
///
/// The largest logit of a row is taken off first, which changes nothing but keeps the powers finite.
///
/// # References
/// S0 §4.3 (its exercise). J. S. Bridle, "Probabilistic interpretation of feedforward classification
/// network outputs", *Neurocomputing*, Springer, 1990, 227–236,
/// [doi:10.1007/978-3-642-76153-9_28](https://doi.org/10.1007/978-3-642-76153-9_28).
///
/// # Examples
/// ```
/// use downhill::{loss::softmax, ndarray::array};
/// assert_eq!(softmax(&array![[7.0, 7.0], [1000.0, 0.0]]), array![[0.5, 0.5], [1.0, 0.0]]);
/// ```
pub fn softmax<'a, A: Float>(logits: impl Into<ArrayView2<'a, A>>) -> Array2<A> {
    let logits = logits.into();
    let mut probabilities = Array2::zeros(logits.dim());
    softmax_into(&logits, probabilities.view_mut());
    probabilities
}

fn softmax_into<A: Float>(logits: &ArrayView2<'_, A>, mut probabilities: ArrayViewMut2<'_, A>) {
    powers_into(logits, &mut probabilities, |_, _| {});
    for mut row in probabilities.rows_mut() {
        let sum = sum(row.iter());
        row.mapv_inplace(|power| power / sum);
    }
}

/// The loss, and its gradient $(p - y) / B$.
fn softmax_cross_entropy<A: Float>(
    outputs: &ArrayView2<'_, A>,
    targets: &ArrayView2<'_, A>,
    mut gradient: ArrayViewMut2<'_, A>,
) -> A {
    let [samples, _] = sizes(outputs);
    let (mut behind, mut logs) = (A::zero(), A::zero());
    powers_into(outputs, &mut gradient, |sample, row| {
        for (&z, &y) in row.iter().zip(targets.row(sample)) {
            behind += share(y, -z);
        }
    });
    let one = A::one();
    for (mut powers, y) in gradient.rows_mut().into_iter().zip(targets.rows()) {
        let all = sum(powers.iter());
        logs += sum(y.iter()) * ln(all);
        let (per_power, per_sample) = (one / all, one / samples);
        for (power, &y) in powers.iter_mut().zip(y) {
            *power = (*power * per_power - y) * per_sample;
        }
    }
    (behind + logs) / samples
}

/// The powers $e^{z - \max z}$ of each row. `look` is shown each row's number and its $z - \max z$.
fn powers_into<A: Float>(
    z: &ArrayView2<'_, A>,
    powers: &mut ArrayViewMut2<'_, A>,
    mut look: impl FnMut(usize, ArrayView1<'_, A>),
) {
    powers.assign(z);
    for (sample, mut row) in powers.rows_mut().into_iter().enumerate() {
        let largest = largest(row.iter());
        row.mapv_inplace(|z| z - largest);
        look(sample, row.view());
    }
    match powers.as_slice_memory_order_mut() {
        Some(numbers) => each(numbers, exp),
        None => powers.mapv_inplace(exp),
    }
}

fn largest<'a, A: Float>(numbers: impl Iterator<Item = &'a A>) -> A {
    numbers.fold(A::neg_infinity(), |a, &b| if b > a { b } else { a })
}

/// From the first to the last.
fn sum<'a, A: Float>(numbers: impl Iterator<Item = &'a A>) -> A {
    numbers.fold(A::zero(), |sum, &number| sum + number)
}

/// What a class adds to the cross-entropy: its target times $-\ln p$, and nothing where the target is 0, though $p$ may
/// be so small that its logarithm is infinite.
fn share<A: Float>(target: A, surprise: A) -> A {
    if target == A::zero() {
        A::zero()
    } else {
        target * surprise
    }
}

fn difference<A: Float>(
    outputs: &ArrayView2<'_, A>,
    targets: &ArrayView2<'_, A>,
    divisor: A,
    gradient: ArrayViewMut2<'_, A>,
) {
    Zip::from(gradient)
        .and(outputs)
        .and(targets)
        .for_each(|g, &output, &target| *g = (output - target) / divisor);
}

/// The number of samples, and the number of outputs of all of them.
fn sizes<A: Float>(outputs: &ArrayView2<'_, A>) -> [A; 2] {
    [outputs.nrows(), outputs.len()].map(|size| number(size as f64))
}
