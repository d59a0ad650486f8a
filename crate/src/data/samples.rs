//! Samples: inputs, targets and the features' names, checked once so that no algorithm need check them again.

use std::sync::Arc;

use ndarray::{Array1, Array2, ArrayView2, Axis, s};
use rand::{Rng, seq::SliceRandom};

use super::Targets;
use super::layout::row_by_row;
use crate::check::{all_finite, cast, within};
use crate::number::Float;
use crate::{Error, Result};

/// Samples in a fixed order: inputs, what should come out for each, and names of the features.
///
/// What should come out decides the kind:
///
/// | name | targets | taken by |
/// |---|---|---|
/// | `Samples`, short for `Samples<f64, Array2<f64>>` | a row of numbers a sample | networks |
/// | [`Regression`](super::Regression) | a number a sample | linear regression |
/// | [`TwoClass`](super::TwoClass) | a label a sample, 0 or 1 | the perceptron |
///
/// [`Regression`](super::Regression) and [`TwoClass`](super::TwoClass) turn into the samples of a network by `into()`, or by `try_into()` for
/// a network of `f32`, where a number may be too large. The other way round nothing turns.
///
/// # Shapes
/// Inputs of shape (samples, features), targets with as many rows. Numbers are `f64` or `f32`.
///
/// # Examples
/// ```
/// use downhill::data::{Samples, logic};
/// use downhill::ndarray::array;
/// let xor: Samples = logic::xor().into();
/// assert_eq!((xor.count(), xor.features(), xor.outputs()), (4, 2, 1));
/// assert_eq!(xor.names(), ["x1", "x2"]);
/// let bad = Samples::new(array![[0.0], [1.0]], array![[1.0]]);
/// assert_eq!(bad.unwrap_err().to_string(), "one row of targets a sample: shape [2, 1] does not fit shape [1, 1]");
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Samples<F = f64, T = Array2<F>> {
    inputs: Array2<F>,
    targets: T,
    /// One a feature. Selections and copies share them.
    names: Arc<[String]>,
}

impl<F: Float, T: Targets<F>> Samples<F, T> {
    /// Samples from their inputs and targets; the features are called x1, x2 and so on.
    ///
    /// # Errors
    /// [`Error::Empty`] without samples, features or targets, [`Error::Shape`] unless there is one row
    /// of targets a sample, [`Error::NotFinite`] for a NaN or an infinity, [`Error::Label`] for a label
    /// that is neither 0 nor 1.
    pub fn new(inputs: Array2<F>, targets: T) -> Result<Self> {
        let names = (1..=inputs.ncols()).map(|i| format!("x{i}")).collect();
        Self::checked(inputs, targets, names)
    }

    fn checked(inputs: Array2<F>, targets: T, names: Arc<[String]>) -> Result<Self> {
        if inputs.is_empty() || targets.lengths().contains(&0) {
            return Err(Error::Empty {
                what: "the data set",
            });
        }
        if inputs.nrows() != targets.lengths()[0] {
            return Err(Error::Shape {
                op: T::ONE_A_SAMPLE,
                left: inputs.shape().to_vec(),
                right: targets.lengths().to_vec(),
            });
        }
        all_finite("inputs", &inputs)?;
        targets.check()?;
        Ok(Self {
            inputs: row_by_row(inputs),
            targets: targets.in_order(),
            names,
        })
    }

    /// The same samples with these names for the features.
    ///
    /// # Errors
    /// [`Error::Shape`] unless there is one name a feature.
    ///
    /// ```
    /// use downhill::data::logic;
    /// let and = logic::and().named(&["rain", "wind"])?;
    /// assert_eq!(and.names(), ["rain", "wind"]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn named<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self> {
        if names.len() != self.features() {
            return Err(Error::Shape {
                op: "one name a feature",
                left: vec![self.features()],
                right: vec![names.len()],
            });
        }
        self.names = names.iter().map(|name| name.as_ref().to_owned()).collect();
        Ok(self)
    }

    /// The same samples with other numbers in the place of the inputs, such as standardised ones. Targets
    /// and names stay.
    ///
    /// # Errors
    /// [`Error::Shape`] for inputs of another shape, [`Error::NotFinite`].
    pub fn with_inputs(&self, inputs: Array2<F>) -> Result<Self> {
        if inputs.dim() != self.inputs.dim() {
            return Err(Error::Shape {
                op: "inputs in the place of others",
                left: inputs.shape().to_vec(),
                right: self.inputs.shape().to_vec(),
            });
        }
        Self::checked(inputs, self.targets.clone(), self.names.clone())
    }

    /// The inputs, one row a sample.
    #[must_use]
    pub fn inputs(&self) -> &Array2<F> {
        &self.inputs
    }

    /// The targets, one or one row a sample.
    #[must_use]
    pub fn targets(&self) -> &T {
        &self.targets
    }

    /// Names of the features, one a column of the inputs.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many samples there are; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inputs.nrows()
    }

    /// How many numbers a sample has; at least one.
    #[must_use]
    pub fn features(&self) -> usize {
        self.inputs.ncols()
    }

    /// The same samples in another order, or a selection of them: row `i` of the answer is row
    /// `order[i]` of these. Two parts of a shuffled order are a training set and a test set.
    ///
    /// # Errors
    /// [`Error::Empty`] if nothing is selected, [`Error::OutOfRange`] for a row that is not there.
    ///
    /// ```
    /// use downhill::{data::Regression, ndarray::array};
    ///
    /// let samples = Regression::new(array![[0.0], [1.0], [2.0]], array![2.0, 3.2, 4.4])?;
    /// assert_eq!(samples.rows(&[2, 0])?.targets(), array![4.4, 2.0]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn rows(&self, order: &[usize]) -> Result<Self> {
        within("row", order, self.count(), "the number of a sample")?;
        Self::checked(
            self.inputs.select(Axis(0), order),
            self.targets.of_samples(order),
            self.names.clone(),
        )
    }

    /// The same samples with these features only, for a picture in the plane.
    ///
    /// # Errors
    /// [`Error::Empty`] if nothing is selected, [`Error::OutOfRange`] for a column that is not
    /// there.
    ///
    /// ```
    /// use downhill::data::diabetes;
    ///
    /// let two = diabetes()?.columns(&[2, 0])?;
    /// assert_eq!(two.names(), ["body mass index", "age (years)"]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn columns(&self, columns: &[usize]) -> Result<Self> {
        within(
            "column",
            columns,
            self.features(),
            "the number of a feature",
        )?;
        let names = columns.iter().map(|&column| self.names[column].clone());
        Self::checked(
            self.inputs.select(Axis(1), columns),
            self.targets.clone(),
            names.collect(),
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

    /// The same samples in another precision, each number rounded to the nearest; one that is too small
    /// for it becomes 0.
    ///
    /// # Errors
    /// [`Error::TooLarge`] for a number that is too large for it, with its place.
    pub fn cast<G: Float>(&self) -> Result<Samples<G, T::In<G>>> {
        Ok(Samples {
            inputs: cast("inputs", &self.inputs)?,
            targets: self.targets.in_precision()?,
            names: self.names.clone(),
        })
    }
}

impl<F: Float> Samples<F> {
    /// How many numbers should come out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.targets.ncols()
    }

    /// A stretch of the samples, as views.
    pub(crate) fn batch(&self, from: usize, to: usize) -> (ArrayView2<'_, F>, ArrayView2<'_, F>) {
        let rows = s![from..to, ..];
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

/// A column of targets for a network with one output.
pub(super) fn one_output<T>(samples: Samples<f64, T>, targets: fn(T) -> Array1<f64>) -> Samples {
    Samples {
        inputs: samples.inputs,
        targets: targets(samples.targets).insert_axis(Axis(1)),
        names: samples.names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Labels, Regression};
    use ndarray::array;

    #[test]
    fn rows_and_columns_are_selected_in_the_order_asked_for_with_their_names() {
        let inputs = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
        let samples = Samples::new(inputs, Labels(array![0.0, 1.0])).unwrap();
        let turned = samples.rows(&[1, 0]).unwrap();
        assert_eq!(turned.inputs().row(0), array![4.0, 5.0, 6.0]);
        assert_eq!(turned.labels(), &array![1.0, 0.0]);
        let picked = samples.columns(&[2, 0]).unwrap();
        assert_eq!(picked.inputs(), &array![[3.0, 1.0], [6.0, 4.0]]);
        assert_eq!(picked.names(), ["x3", "x1"]);
        assert!(matches!(samples.rows(&[]), Err(Error::Empty { .. })));
        assert_eq!(
            samples.rows(&[2]).unwrap_err().to_string(),
            "row is 2; it must be the number of a sample"
        );
        assert!(matches!(
            samples.columns(&[3]),
            Err(Error::OutOfRange { value: 3.0, .. })
        ));
    }

    #[test]
    fn names_are_one_a_feature_and_stay_with_the_samples() {
        let samples = Regression::new(array![[1.0, 2.0], [3.0, 5.0]], array![0.0, 1.0])
            .unwrap()
            .named(&["a", "b"])
            .unwrap();
        let scaled = samples.with_inputs(samples.inputs() * 2.0).unwrap();
        let network: Samples = scaled.rows(&[1]).unwrap().into();
        assert_eq!(network.cast::<f32>().unwrap().names(), ["a", "b"]);
        assert_eq!(
            samples.clone().named(&["a"]).unwrap_err().to_string(),
            "one name a feature: shape [2] does not fit shape [1]"
        );
        assert!(samples.with_inputs(array![[1.0], [2.0]]).is_err());
        assert!(
            samples
                .with_inputs(array![[1.0, 2.0], [3.0, f64::NAN]])
                .is_err()
        );
    }

    #[test]
    fn a_number_too_large_for_the_precision_is_named_with_its_place() {
        let message = |samples: Regression| {
            Samples::<f32>::try_from(samples.clone())
                .map(|_| ())
                .unwrap_err()
                .to_string()
        };
        let large = array![[1.0, 0.5], [1e300, 2.0]];
        assert_eq!(
            message(Regression::new(large, array![1.0, 2.0]).unwrap()),
            "inputs at [1, 0] is 1e300; it is too large for f32"
        );
        // Rounds up to an infinity, though it is less than one unit above the greatest f32.
        let edge = 3.402_823_6e38;
        assert_eq!(
            message(Regression::new(array![[1.0]], array![edge]).unwrap()),
            "targets at [0, 0] is 3.4028236e38; it is too large for f32"
        );
        let largest = f64::from(f32::MAX);
        let fits = Regression::new(array![[largest]], array![1e-300]).unwrap();
        let fits: Samples<f32> = fits.try_into().unwrap();
        assert_eq!(
            (fits.inputs()[[0, 0]], fits.targets()[[0, 0]]),
            (f32::MAX, 0.0)
        );
    }

    #[test]
    fn arrays_of_any_layout_become_rows_in_memory() {
        let inputs = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
        let targets = array![[0.0, 1.0], [2.0, 3.0]];
        let backwards = s![..;-1, ..];
        let samples = Samples::new(
            inputs.slice(backwards).to_owned(),
            targets.clone().reversed_axes(),
        )
        .unwrap();
        assert!(samples.inputs().is_standard_layout() && samples.targets().is_standard_layout());
        assert_eq!(samples.inputs(), inputs.slice(backwards));
        assert_eq!(samples.targets(), targets.t());
        let line = array![1.0, 2.0];
        let last_first = line.slice(s![..;-1]).to_owned();
        let one = Regression::new(inputs.clone(), last_first).unwrap();
        assert_eq!(one.targets().as_slice(), Some(&[2.0, 1.0][..]));
    }
}
