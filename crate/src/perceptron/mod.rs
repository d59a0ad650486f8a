//! The perceptron: one neuron with a step, and the rule by which it learns. Serves chapter 02.
//!
//! A [`Perceptron`] learns from [`TwoClass`] samples by [`train`](Perceptron::train), which returns
//! a [`PerceptronRun`]: every visit, every update, and why it stopped. [`separability`] tells beforehand
//! whether it can succeed, [`mistake_bound`] how many mistakes it may make on the way.

mod margin;
mod nearest;
#[cfg(feature = "plot")]
mod portrait;
mod run;
mod separability;
mod training;

pub use margin::{mistake_bound, radius};
pub use run::{PerceptronRun, PerceptronStop, Visit};
pub use separability::{Separability, separability};

use std::fmt;

use ndarray::{Array1, ArrayView1, aview1, s};

use crate::activation::Activation;
use crate::check::all_finite;
use crate::data::TwoClass;
use crate::neuron::McCullochPitts;
use crate::norm::side;
use crate::{Error, Result};

/// A perceptron: inputs, a weight each, a threshold, and a step. It says on which side of a
/// hyperplane a point lies.
///
/// $$ \hat y = f(w \cdot x - \theta), \qquad f(z) = 1 \text{ if } z \ge 0, \text{ else } 0 $$
///
/// The threshold $\theta$ is kept as one more weight, that of a constant input $-1$ (S0 §4.2), so
/// that $w \cdot x - \theta$ is one product of the *augmented* vectors $(w, \theta)$ and $(x, -1)$
/// and the learning rule treats all weights alike. A point on the hyperplane belongs to class 1.
///
/// # References
/// S0 §4.2. F. Rosenblatt, "The perceptron: a probabilistic model for information storage and
/// organization in the brain", *Psychological Review* 65 (1958), 386–408,
/// [doi:10.1037/h0042519](https://doi.org/10.1037/h0042519).
///
/// ```
/// use downhill::data::logic;
/// use downhill::perceptron::Perceptron;
///
/// let and = Perceptron::new(&[1.0, 1.0], 1.5)?;
/// assert_eq!(and.output(&[1.0, 1.0])?, 1.0);
/// assert_eq!(and.output(&[1.0, 0.0])?, 0.0);
/// assert_eq!(and.mistakes(&logic::and())?, 0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Perceptron {
    /// The weights, the threshold last.
    augmented: Array1<f64>,
}

impl Perceptron {
    /// A perceptron with weights set by hand.
    ///
    /// # Errors
    /// [`Error::Empty`] without weights, [`Error::NotFinite`] if a weight or the threshold is a
    /// NaN or infinite.
    pub fn new(weights: &[f64], threshold: f64) -> Result<Self> {
        Self::from_augmented([weights, &[threshold]].concat())
    }

    /// A perceptron from its augmented weights: the threshold comes last.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn from_augmented(weights: impl Into<Array1<f64>>) -> Result<Self> {
        let augmented = weights.into();
        if augmented.len() < 2 {
            return Err(Error::Empty { what: "weights" });
        }
        all_finite("weights", &augmented)?;
        Ok(Self { augmented })
    }

    /// A perceptron with `inputs` weights and a threshold, all 0: the usual start of learning.
    ///
    /// # Errors
    /// [`Error::Empty`] without inputs.
    pub fn zeros(inputs: usize) -> Result<Self> {
        Self::from_augmented(Array1::zeros(inputs + 1))
    }

    /// The weights, without the threshold.
    #[must_use]
    pub fn weights(&self) -> ArrayView1<'_, f64> {
        self.augmented.slice(s![..-1])
    }

    /// The threshold $\theta$.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.augmented[self.augmented.len() - 1]
    }

    /// The weights with the threshold as the last.
    #[must_use]
    pub fn augmented(&self) -> ArrayView1<'_, f64> {
        self.augmented.view()
    }

    /// The output for one input vector, 0 or 1, also where products are too large or too small for a number.
    ///
    /// # Errors
    /// [`Error::Shape`] unless there is one input a weight, [`Error::NotFinite`] if an input is a
    /// NaN or infinite.
    pub fn output(&self, inputs: &[f64]) -> Result<f64> {
        McCullochPitts::from(self).pre_activation(inputs)?;
        let sum = side(&self.weights(), &aview1(inputs), self.threshold());
        Ok(Activation::Step.value(sum))
    }

    /// The outputs for all samples, in their order.
    ///
    /// # Errors
    /// [`Error::Shape`] unless the samples have one feature a weight.
    pub fn outputs(&self, samples: &TwoClass) -> Result<Array1<f64>> {
        self.fits(samples)?;
        let augmented = samples.augmented();
        let mut sides = augmented.dot(&self.augmented);
        for (sum, x) in sides.iter_mut().zip(augmented.rows()) {
            if !sum.is_normal() {
                *sum = side(&self.augmented(), &x, 0.0);
            }
        }
        Ok(Activation::Step.values(&sides))
    }

    /// How many of the samples get the wrong output.
    ///
    /// # Errors
    /// As [`outputs`](Self::outputs).
    pub fn mistakes(&self, samples: &TwoClass) -> Result<usize> {
        let outputs = self.outputs(samples)?;
        Ok(outputs
            .iter()
            .zip(samples.labels())
            .filter(|(output, label)| output != label)
            .count())
    }

    fn fits(&self, samples: &TwoClass) -> Result<()> {
        if samples.features() == self.weights().len() {
            return Ok(());
        }
        Err(Error::Shape {
            op: "samples · weights",
            left: samples.inputs().shape().to_vec(),
            right: vec![self.weights().len()],
        })
    }
}

/// The neuron that a perceptron's output layer is made of.
impl From<&Perceptron> for McCullochPitts {
    fn from(perceptron: &Perceptron) -> Self {
        let weights = perceptron.weights().to_vec();
        Self::new(&weights, perceptron.threshold(), Activation::Step)
            .expect("a perceptron has weights, and they are finite")
    }
}

/// `weights [1, 1], threshold 1.5`, with as many digits as the precision asks for.
impl fmt::Display for Perceptron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (weights, threshold) = (self.weights(), self.threshold());
        match f.precision() {
            Some(digits) => write!(
                f,
                "weights {weights:.digits$}, threshold {threshold:.digits$}"
            ),
            None => write!(f, "weights {weights}, threshold {threshold}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Labels;
    use ndarray::array;

    #[test]
    fn weights_are_checked_where_they_come_in() {
        assert_eq!(
            Perceptron::new(&[], 1.0),
            Err(Error::Empty { what: "weights" })
        );
        assert_eq!(Perceptron::zeros(0), Err(Error::Empty { what: "weights" }));
        let error = Perceptron::new(&[1.0], f64::NAN).unwrap_err();
        assert_eq!(
            error.to_string(),
            "weights at [1] is NaN; every value must be finite"
        );
    }

    #[test]
    fn inputs_are_checked_against_the_weights() {
        let and = Perceptron::new(&[1.0, 1.0], 1.5).unwrap();
        assert!(matches!(and.output(&[1.0]), Err(Error::Shape { .. })));
        assert!(matches!(
            and.output(&[1.0, f64::INFINITY]),
            Err(Error::NotFinite { .. })
        ));
        let one_feature = TwoClass::new(array![[1.0]], Labels(array![1.0])).unwrap();
        assert_eq!(
            and.mistakes(&one_feature).unwrap_err().to_string(),
            "samples · weights: shape [1, 1] does not fit shape [2]"
        );
    }

    #[test]
    fn a_perceptron_shows_as_many_digits_as_asked() {
        let third = Perceptron::new(&[1.0 / 3.0, 1.0], 0.5).unwrap();
        assert_eq!(
            format!("{third:.2}"),
            "weights [0.33, 1.00], threshold 0.50"
        );
        let plain = Perceptron::new(&[1.0, 1.0], 1.5).unwrap();
        assert_eq!(plain.to_string(), "weights [1, 1], threshold 1.5");
    }
}
