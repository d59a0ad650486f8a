//! Samples with a row of targets each, checked once so that no algorithm need check them again.

use ndarray::{Array2, ArrayView2, Axis};
use rand::{Rng, seq::SliceRandom};

use super::{Regression, TwoClass};
use crate::check::{all_finite, within};
use crate::number::{Float, number};
use crate::{Error, Result};

/// Samples with a row of targets each, in a fixed order. The form in which a network takes its
/// training set.
///
/// # Shapes
/// Inputs of shape (samples, features), targets of shape (samples, outputs). Numbers are `f64` or `f32`.
///
/// # Examples
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::ndarray::array;
/// let xor: Samples = logic::xor().into();
/// assert_eq!((xor.count(), xor.features(), xor.outputs()), (4, 2, 1));
/// let bad = Samples::new(array![[0.0], [1.0]], array![[1.0]]);
/// assert_eq!(bad.unwrap_err().to_string(), "one row of targets a sample: shape [2, 1] does not fit shape [1, 1]");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Samples<F = f64> {
    inputs: Array2<F>,
    targets: Array2<F>,
}

impl<F: Float> Samples<F> {
    /// Samples from their inputs and targets.
    ///
    /// # Errors
    /// [`Error::Empty`] without samples, features or targets, [`Error::Shape`] unless there is one row
    /// of targets a sample, [`Error::NotFinite`] for a NaN or an infinity.
    pub fn new(inputs: Array2<F>, targets: Array2<F>) -> Result<Self> {
        if inputs.is_empty() || targets.is_empty() {
            return Err(Error::Empty {
                what: "the data set",
            });
        }
        if inputs.nrows() != targets.nrows() {
            return Err(Error::Shape {
                op: "one row of targets a sample",
                left: inputs.shape().to_vec(),
                right: targets.shape().to_vec(),
            });
        }
        all_finite("inputs", &inputs)?;
        all_finite("targets", &targets)?;
        Ok(Self {
            inputs: row_by_row(inputs),
            targets: row_by_row(targets),
        })
    }

    /// The inputs, one row a sample.
    #[must_use]
    pub fn inputs(&self) -> &Array2<F> {
        &self.inputs
    }

    /// The targets, one row a sample.
    #[must_use]
    pub fn targets(&self) -> &Array2<F> {
        &self.targets
    }

    /// How many samples there are; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inputs.nrows()
    }

    /// How many numbers go in.
    #[must_use]
    pub fn features(&self) -> usize {
        self.inputs.ncols()
    }

    /// How many numbers should come out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.targets.ncols()
    }

    /// A selection of the samples: row `i` of the answer is row `order[i]` of these.
    ///
    /// # Errors
    /// [`Error::Empty`] if nothing is selected, [`Error::OutOfRange`] for a row that is not there.
    pub fn rows(&self, order: &[usize]) -> Result<Self> {
        within("row", order, self.count(), "the number of a sample")?;
        Self::new(
            self.inputs.select(Axis(0), order),
            self.targets.select(Axis(0), order),
        )
    }

    /// Two parts of these samples, drawn at random: the first with this fraction of them, rounded, the second
    /// with the rest. Neither is empty.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a fraction that is not between 0 and 1, or for a single sample.
    ///
    /// ```
    /// use downhill::{data::{Samples, logic}, rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let xor: Samples = logic::xor().into();
    /// let (three, one) = xor.split(0.75, &mut ChaCha8Rng::seed_from_u64(1))?;
    /// assert_eq!((three.count(), one.count()), (3, 1));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn split(&self, fraction: f64, rng: &mut impl Rng) -> Result<(Self, Self)> {
        for (name, value, valid, range) in [
            (
                "the fraction of the first part",
                fraction,
                fraction > 0.0 && fraction < 1.0,
                "between 0 and 1",
            ),
            (
                "the number of samples to split",
                self.count() as f64,
                self.count() > 1,
                "2 or more",
            ),
        ] {
            if !valid {
                return Err(Error::OutOfRange { name, value, range });
            }
        }
        let mut order: Vec<usize> = (0..self.count()).collect();
        order.shuffle(rng);
        let first = (fraction * self.count() as f64).round() as usize;
        let (first, second) = order.split_at(first.clamp(1, self.count() - 1));
        Ok((self.rows(first)?, self.rows(second)?))
    }

    /// The same samples in another precision, each number rounded to the nearest.
    ///
    /// # Errors
    /// [`Error::NotFinite`] for a number that is too large for it.
    pub fn cast<G: Float>(&self) -> Result<Samples<G>> {
        let cast = |numbers: &Array2<F>| numbers.mapv(|x| G::from(x).unwrap_or_else(G::nan));
        Samples::new(cast(&self.inputs), cast(&self.targets))
    }

    /// A stretch of the samples, as views.
    pub(crate) fn batch(&self, from: usize, to: usize) -> (ArrayView2<'_, F>, ArrayView2<'_, F>) {
        let rows = ndarray::s![from..to, ..];
        (self.inputs.slice(rows), self.targets.slice(rows))
    }

    /// Fills a buffer of as many samples with these, in another order.
    pub(crate) fn copy_in_order(&self, order: &[usize], buffer: &mut Self) {
        for (i, &row) in order.iter().enumerate() {
            buffer.inputs.row_mut(i).assign(&self.inputs.row(row));
            buffer.targets.row_mut(i).assign(&self.targets.row(row));
        }
    }
}

/// The same numbers, row after row in memory, so that a batch is one piece of it.
fn row_by_row<F: Float>(numbers: Array2<F>) -> Array2<F> {
    if numbers.is_standard_layout() {
        numbers
    } else {
        numbers.as_standard_layout().into_owned()
    }
}

impl<F: Float> From<TwoClass> for Samples<F> {
    /// One target a sample: its label, 0 or 1.
    fn from(samples: TwoClass) -> Self {
        Self {
            inputs: samples.inputs().mapv(number),
            targets: samples.labels().mapv(number).insert_axis(Axis(1)),
        }
    }
}

impl<F: Float> From<Regression> for Samples<F> {
    /// One target a sample: the number to be predicted.
    fn from(samples: Regression) -> Self {
        Self {
            inputs: samples.inputs().mapv(number),
            targets: samples.targets().mapv(number).insert_axis(Axis(1)),
        }
    }
}
