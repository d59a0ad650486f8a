//! From samples with a label or a number each to those of a network with one output.

use super::samples::one_output;
use super::{Labels, Regression, Samples, TwoClass};
use crate::{Error, Result};

impl From<TwoClass> for Samples {
    /// One target a sample: its label, 0 or 1.
    fn from(samples: TwoClass) -> Self {
        one_output(samples, |Labels(labels)| labels)
    }
}

impl From<Regression> for Samples {
    /// One target a sample: the number to be predicted.
    fn from(samples: Regression) -> Self {
        one_output(samples, |targets| targets)
    }
}

impl TryFrom<TwoClass> for Samples<f32> {
    type Error = Error;

    /// One target a sample: its label, 0 or 1. Fails for an input that is too large for `f32`.
    fn try_from(samples: TwoClass) -> Result<Self> {
        Samples::<f64>::from(samples).cast()
    }
}

impl TryFrom<Regression> for Samples<f32> {
    type Error = Error;

    /// One target a sample: the number to be predicted. Fails for a number that is too large for `f32`.
    fn try_from(samples: Regression) -> Result<Self> {
        Samples::<f64>::from(samples).cast()
    }
}
