//! What nearly every cell uses: `use downhill::prelude::*;`.

pub use ndarray::{Array1, Array2, array};
pub use rand::SeedableRng;
pub use rand_chacha::ChaCha8Rng;

pub use crate::activation::Activation;
#[cfg(feature = "csv")]
pub use crate::data::Csv;
pub use crate::data::{Labels, Samples, TwoClass, logic};
pub use crate::exercise::{OrSlip, check, expect, expect_close, without};
pub use crate::loss::Loss;
pub use crate::network::{Backprop, Layer, Network, init};
pub use crate::neuron::{LeakyIntegrateAndFire, McCullochPitts};
pub use crate::optim::GradientDescent;
pub use crate::perceptron::Perceptron;
#[cfg(feature = "plot")]
pub use crate::plot::{Axes, Axes3d, Diagram, Figure, Panel, Timeline};
pub use crate::table::Table;
pub use crate::train::{Batch, Losses, Training, TrainingRun};
pub use crate::{Error, Result};
