//! What should come out for each sample: a number, a label, or a row of numbers.

use std::fmt::Debug;

use ndarray::{Array1, Array2, ArrayView2, Axis};

use super::layout::row_by_row;
use crate::check::{all_finite, cast};
use crate::number::Float;
use crate::{Error, Result};

/// Labels, 0 or 1 each. Makes samples of two classes of numbers that would else be predicted.
///
/// ```
/// use downhill::{data::{Labels, Samples}, ndarray::array};
///
/// let samples = Samples::new(array![[0.0, 0.5], [1.0, 2.0]], Labels(array![0.0, 1.0]))?;
/// assert_eq!(samples.labels(), array![0.0, 1.0]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Labels<F = f64>(
    /// One number a sample. [`Samples::new`](super::Samples::new) checks that they are 0 or 1.
    pub Array1<F>,
);

/// What a sample's target may be: `Array2` for a row of numbers a sample, `Array1` for a number, [`Labels`]
/// for a label. There are no others.
pub trait Targets<F>: Clone + Debug + PartialEq + sealed::Sealed {
    /// The same in another precision.
    type In<G: Float>: Targets<G>;

    /// What a data set is told that has too many or too few.
    #[doc(hidden)]
    const ONE_A_SAMPLE: &'static str;

    /// Samples first.
    #[doc(hidden)]
    fn lengths(&self) -> &[usize];

    /// Whether a number may be one of these targets.
    #[doc(hidden)]
    fn takes(number: F) -> bool;

    /// Targets from a table, one row a sample; nothing if these have one number a sample and the table has more.
    #[doc(hidden)]
    fn from_table(table: Array2<F>) -> Option<Self>;

    /// Whether each number is allowed.
    #[doc(hidden)]
    fn check(&self) -> Result<()>;

    /// Those of these samples.
    #[doc(hidden)]
    fn of_samples(&self, rows: &[usize]) -> Self;

    /// One row a sample, one column a number that should come out.
    #[doc(hidden)]
    fn as_columns(&self) -> ArrayView2<'_, F>;

    /// The same numbers, sample after sample in memory.
    #[doc(hidden)]
    fn in_order(self) -> Self;

    /// The same numbers in another precision.
    #[doc(hidden)]
    fn in_precision<G: Float>(&self) -> Result<Self::In<G>>;
}

impl<F: Float> Targets<F> for Array2<F> {
    type In<G: Float> = Array2<G>;

    const ONE_A_SAMPLE: &'static str = "one row of targets a sample";

    fn lengths(&self) -> &[usize] {
        self.shape()
    }

    fn takes(number: F) -> bool {
        number.is_finite()
    }

    fn from_table(table: Array2<F>) -> Option<Self> {
        Some(table)
    }

    fn check(&self) -> Result<()> {
        all_finite("targets", self)
    }

    fn of_samples(&self, rows: &[usize]) -> Self {
        self.select(Axis(0), rows)
    }

    fn as_columns(&self) -> ArrayView2<'_, F> {
        self.view()
    }

    fn in_order(self) -> Self {
        row_by_row(self)
    }

    fn in_precision<G: Float>(&self) -> Result<Array2<G>> {
        cast("targets", self)
    }
}

impl<F: Float> Targets<F> for Array1<F> {
    type In<G: Float> = Array1<G>;

    const ONE_A_SAMPLE: &'static str = "one target a sample";

    fn lengths(&self) -> &[usize] {
        self.shape()
    }

    fn takes(number: F) -> bool {
        number.is_finite()
    }

    fn from_table(table: Array2<F>) -> Option<Self> {
        (table.ncols() == 1).then(|| table.column(0).to_owned())
    }

    fn check(&self) -> Result<()> {
        all_finite("targets", self)
    }

    fn of_samples(&self, rows: &[usize]) -> Self {
        self.select(Axis(0), rows)
    }

    fn as_columns(&self) -> ArrayView2<'_, F> {
        self.view().insert_axis(Axis(1))
    }

    fn in_order(self) -> Self {
        self.into_iter().collect()
    }

    fn in_precision<G: Float>(&self) -> Result<Array1<G>> {
        cast("targets", self)
    }
}

impl<F: Float> Targets<F> for Labels<F> {
    type In<G: Float> = Labels<G>;

    const ONE_A_SAMPLE: &'static str = "one label a sample";

    fn lengths(&self) -> &[usize] {
        self.0.shape()
    }

    fn takes(number: F) -> bool {
        number == F::zero() || number == F::one()
    }

    fn from_table(table: Array2<F>) -> Option<Self> {
        Array1::from_table(table).map(Self)
    }

    fn check(&self) -> Result<()> {
        // A NaN lands here too.
        let wrong = |&(_, &label): &(usize, &F)| !Self::takes(label);
        match self.0.indexed_iter().find(wrong) {
            None => Ok(()),
            Some((index, &value)) => Err(Error::Label {
                index,
                value: crate::number::as_f64(value),
                allowed: "0 or 1",
            }),
        }
    }

    fn of_samples(&self, rows: &[usize]) -> Self {
        Self(self.0.select(Axis(0), rows))
    }

    fn as_columns(&self) -> ArrayView2<'_, F> {
        self.0.as_columns()
    }

    fn in_order(self) -> Self {
        Self(self.0.in_order())
    }

    fn in_precision<G: Float>(&self) -> Result<Labels<G>> {
        self.0.in_precision().map(Labels)
    }
}

mod sealed {
    pub trait Sealed {}

    impl<F> Sealed for ndarray::Array2<F> {}
    impl<F> Sealed for ndarray::Array1<F> {}
    impl<F> Sealed for super::Labels<F> {}
}
