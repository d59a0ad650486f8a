//! Activation functions and their derivatives: what a neuron does with the sum that reaches it.
//! Serves chapter 01, and every network after it.

use std::fmt;

use crate::elementary::{each, exp, tanh};
use crate::number::Float;
use ndarray::{Array, ArrayBase, Data, DataMut, Dimension};

/// The activation function of a neuron, chosen by name.
/// Neurons, networks and figures all take one of these, so that changing it changes nothing else.
///
/// | variant | $f(z)$ | $f^\prime(z)$ | range |
/// |---|---|---|---|
/// | `Step` | 1 if $z \ge 0$, else 0 | 0; none at $z = 0$ | {0, 1} |
/// | `Sigmoid` | $1 / (1 + e^{-z})$ | $f(z) (1 - f(z))$ | (0, 1) |
/// | `Tanh` | $(e^z - e^{-z}) / (e^z + e^{-z})$ | $1 - f(z)^2$ | (-1, 1) |
/// | `Relu` | $\max(0, z)$ | 1 if $z > 0$, else 0 | $[0, \infty)$ |
/// | `Identity` | $z$ | 1 | all numbers |
///
/// Both [`value`](Self::value) and [`derivative`](Self::derivative) take the pre-activation $z$,
/// in `f32` or `f64`. Nothing overflows for any finite $z$, and a NaN that goes in comes out.
///
/// # References
/// S0 §4.1. W. S. McCulloch and W. Pitts, "A logical calculus of the ideas immanent in nervous
/// activity", *Bulletin of Mathematical Biophysics* 5 (1943), 115–133,
/// [doi:10.1007/BF02478259](https://doi.org/10.1007/BF02478259) (the step).
/// V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines",
/// ICML 2010 (ReLU).
///
/// # Examples
/// ```
/// use downhill::activation::Activation;
/// assert_eq!(Activation::Step.value(0.0), 1.0);
/// assert_eq!(Activation::Sigmoid.value(0.0_f32), 0.5);
/// assert_eq!(Activation::Sigmoid.derivative(0.0), 0.25);
/// assert_eq!(Activation::Relu.value(-3.0), 0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Activation {
    /// 1 from the threshold on, 0 below it.
    Step,
    /// The logistic function, which squashes the line into (0, 1).
    Sigmoid,
    /// The hyperbolic tangent, which squashes the line into (-1, 1).
    Tanh,
    /// The rectified linear unit: what is positive passes, the rest is 0.
    Relu,
    /// No activation function at all: the sum itself, as an output layer needs it to answer with
    /// any number.
    Identity,
}

impl Activation {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Step,
        Self::Sigmoid,
        Self::Tanh,
        Self::Relu,
        Self::Identity,
    ];

    /// The four that bend or break the line, in the order in which S0 §4.1 and chapter 01 meet
    /// them.
    pub const NONLINEAR: [Self; 4] = [Self::Step, Self::Sigmoid, Self::Tanh, Self::Relu];

    /// The output $f(z)$ at the pre-activation $z$.
    #[inline]
    pub fn value<A: Float>(self, z: A) -> A {
        match self {
            Self::Step => step(z),
            Self::Sigmoid => sigmoid(z),
            Self::Tanh => tanh(z),
            Self::Relu => relu(z),
            Self::Identity => z,
        }
    }

    /// The derivative $f^\prime(z)$ at the pre-activation $z$, the factor by which backpropagation
    /// multiplies.
    ///
    /// At $z = 0$ two of the functions have no derivative. ReLU has a corner there: any number
    /// from 0 to 1 is a subgradient, and 0 is returned, as is usual. The step has a jump there,
    /// which no number describes: NaN is returned.
    ///
    /// ```
    /// use downhill::activation::Activation;
    /// assert_eq!(Activation::Relu.derivative(0.0), 0.0);
    /// assert_eq!(Activation::Step.derivative(1e-9), 0.0);
    /// assert!(Activation::Step.derivative(0.0_f64).is_nan());
    /// ```
    #[inline]
    pub fn derivative<A: Float>(self, z: A) -> A {
        match self {
            Self::Step => {
                if z < A::zero() || z > A::zero() {
                    A::zero()
                } else {
                    A::nan()
                }
            }
            Self::Sigmoid => sigmoid_derivative(z),
            // tanh(z) = 2 sigmoid(2z) - 1, hence the two factors of 2.
            Self::Tanh => {
                let two = A::one() + A::one();
                two * two * sigmoid_derivative(two * z)
            }
            Self::Relu => {
                if z.is_nan() {
                    z
                } else if z > A::zero() {
                    A::one()
                } else {
                    A::zero()
                }
            }
            Self::Identity => {
                if z.is_nan() {
                    z
                } else {
                    A::one()
                }
            }
        }
    }

    /// [`value`](Self::value) at every entry of an array of any shape.
    ///
    /// ```
    /// use downhill::{activation::Activation, ndarray::array};
    /// assert_eq!(Activation::Step.values(&array![[-1.0, 0.0], [2.0, -0.5]]), array![[0.0, 1.0], [1.0, 0.0]]);
    /// ```
    pub fn values<A: Float, S: Data<Elem = A>, D: Dimension>(
        self,
        z: &ArrayBase<S, D>,
    ) -> Array<A, D> {
        z.mapv(|z| self.value(z))
    }

    /// [`value`](Self::value) at every entry, in its place.
    pub(crate) fn apply<A: Float, S: DataMut<Elem = A>, D: Dimension>(
        self,
        z: &mut ArrayBase<S, D>,
    ) {
        let Some(numbers) = z.as_slice_memory_order_mut() else {
            return z.mapv_inplace(|z| self.value(z));
        };
        // Which it is must be known before the loop, or the loop has no vectors.
        match self {
            Self::Step => each(numbers, step),
            Self::Sigmoid => each(numbers, sigmoid),
            Self::Tanh => each(numbers, tanh),
            Self::Relu => each(numbers, relu),
            Self::Identity => {}
        }
    }

    /// [`derivative`](Self::derivative) at every entry of an array of any shape.
    ///
    /// ```
    /// use downhill::{activation::Activation, ndarray::array};
    /// assert_eq!(Activation::Relu.derivatives(&array![-1.0, 2.0]), array![0.0, 1.0]);
    /// ```
    pub fn derivatives<A: Float, S: Data<Elem = A>, D: Dimension>(
        self,
        z: &ArrayBase<S, D>,
    ) -> Array<A, D> {
        z.mapv(|z| self.derivative(z))
    }
}

impl fmt::Display for Activation {
    /// The name by which the field calls it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Step => "step",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "ReLU",
            Self::Identity => "identity",
        })
    }
}

/// The step function: 1 if $z \ge 0$, else 0. S0 writes it `sgn`, although it is never -1.
///
/// The threshold itself counts as reached, `step(0) = 1`, as S0's worked examples need.
///
/// ```
/// use downhill::activation::step;
/// assert_eq!((step(-0.1), step(0.0), step(0.1)), (0.0, 1.0, 1.0));
/// ```
#[inline]
pub fn step<A: Float>(z: A) -> A {
    if z.is_nan() {
        z
    } else if z >= A::zero() {
        A::one()
    } else {
        A::zero()
    }
}

/// The sigmoid (logistic) function $1 / (1 + e^{-z})$.
///
/// Only exponentials of negative numbers are taken, so that nothing overflows and the left tail
/// keeps its relative accuracy.
///
/// ```
/// use downhill::activation::sigmoid;
/// assert_eq!((sigmoid(-1000.0), sigmoid(0.0), sigmoid(1000.0)), (0.0, 0.5, 1.0));
/// ```
#[inline]
pub fn sigmoid<A: Float>(z: A) -> A {
    let e = exp(-z.abs());
    let tail = if z < A::zero() { e } else { A::one() };
    tail / (A::one() + e)
}

/// The rectified linear unit $\max(0, z)$.
///
/// ```
/// use downhill::activation::relu;
/// assert_eq!((relu(-2.0), relu(2.0)), (0.0, 2.0));
/// ```
#[inline]
pub fn relu<A: Float>(z: A) -> A {
    // `max` would turn a NaN into 0.
    if z <= A::zero() { A::zero() } else { z }
}

/// $e / (1 + e)^2$ with $e = e^{-|z|}$: equal to $f (1 - f)$, without the cancellation in
/// $1 - f$ that loses the right tail.
fn sigmoid_derivative<A: Float>(z: A) -> A {
    let e = exp(-z.abs());
    let sum = A::one() + e;
    e / (sum * sum)
}
