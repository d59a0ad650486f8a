//! Numbers of any precision: constants of formulas, written once for `f32` and `f64`, and the loops
//! of networks and descents that must be compiled for both of them here.

use ndarray::{ArrayView1, ArrayView2, NdFloat};

use crate::data::Samples;
use crate::error::Result;
use crate::loss::Loss;
use crate::network::backprop::{Backprop, backward, forward};
use crate::network::{Layer, Network};
use crate::objective::Objective;
use crate::optim::{Descent, Optimizer, Run};
use crate::train::training::train;
use crate::train::{Training, TrainingRun};

/// `value` in the precision of `A`, rounded if need be.
pub(crate) fn number<A: NdFloat>(value: f64) -> A {
    A::from(value).unwrap_or_else(A::nan)
}

/// `value` as an `f64`, exactly: `f32` and `f64` are the only floats that ndarray knows.
pub(crate) fn as_f64<A: NdFloat>(value: A) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// The precision in which a network or a descent computes: `f32` or `f64`.
///
/// Generic code is compiled where it is used, and a notebook's cells are compiled without any
/// optimisation. So the loops of a network, of its training and of a descent are methods of this trait: they are
/// compiled as part of the library, once for each precision.
pub trait Float: NdFloat + sealed::Sealed {
    #[doc(hidden)]
    fn forward(work: &mut Backprop<Self>, layers: &[Layer<Self>], inputs: ArrayView2<'_, Self>);

    #[doc(hidden)]
    fn descend(
        descent: &Descent<Self>,
        optimizer: &mut dyn Optimizer<Self>,
        objective: &dyn Objective<Self>,
        start: ArrayView1<'_, Self>,
    ) -> Result<Run<Self>>;

    #[doc(hidden)]
    fn backward(
        work: &mut Backprop<Self>,
        layers: &[Layer<Self>],
        inputs: ArrayView2<'_, Self>,
        targets: ArrayView2<'_, Self>,
        loss: Loss,
    ) -> Self;

    #[doc(hidden)]
    fn train(
        training: &Training<Self>,
        network: &mut Network<Self>,
        samples: &Samples<Self>,
        optimizer: &mut dyn Optimizer<Self>,
        reorder: &mut dyn FnMut(&mut [usize]) -> bool,
    ) -> Result<TrainingRun<Self>>;
}

macro_rules! float {
    ($number:ty) => {
        impl Float for $number {
            #[inline(never)]
            fn forward(
                work: &mut Backprop<Self>,
                layers: &[Layer<Self>],
                inputs: ArrayView2<'_, Self>,
            ) {
                forward(work, layers, inputs);
            }

            #[inline(never)]
            fn descend(
                descent: &Descent<Self>,
                optimizer: &mut dyn Optimizer<Self>,
                objective: &dyn Objective<Self>,
                start: ArrayView1<'_, Self>,
            ) -> Result<Run<Self>> {
                descent.walk(optimizer, objective, start)
            }

            #[inline(never)]
            fn backward(
                work: &mut Backprop<Self>,
                layers: &[Layer<Self>],
                inputs: ArrayView2<'_, Self>,
                targets: ArrayView2<'_, Self>,
                loss: Loss,
            ) -> Self {
                backward(work, layers, inputs, targets, loss)
            }

            #[inline(never)]
            fn train(
                training: &Training<Self>,
                network: &mut Network<Self>,
                samples: &Samples<Self>,
                optimizer: &mut dyn Optimizer<Self>,
                reorder: &mut dyn FnMut(&mut [usize]) -> bool,
            ) -> Result<TrainingRun<Self>> {
                train(training, network, samples, optimizer, reorder)
            }
        }

        impl sealed::Sealed for $number {}
    };
}

float!(f32);
float!(f64);

mod sealed {
    pub trait Sealed {}
}
