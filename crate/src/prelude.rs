//! What nearly every cell uses: `use downhill::prelude::*;`.

pub use crate::activation::Activation;
pub use crate::network::{Layer, Network};
pub use crate::neuron::{LeakyIntegrateAndFire, McCullochPitts};
#[cfg(feature = "plot")]
pub use crate::plot::{Axes, Figure};
pub use crate::{Error, Result};
