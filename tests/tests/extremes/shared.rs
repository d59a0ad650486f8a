//! What the rows of several subjects share.

use downhill::Result;
use downhill::activation::Activation::Identity;
use downhill::data::{Labels, Regression, TwoClass};
use downhill::ndarray::array;
use downhill::network::{Layer, Network};
use downhill::prelude::{ChaCha8Rng, SeedableRng};

pub(super) const NAN: f64 = f64::NAN;

pub(super) fn draw() -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(3)
}

pub(super) fn yes(passed: bool) -> f64 {
    f64::from(u8::from(passed))
}

pub(super) fn finite(x: f64, value: f64) -> f64 {
    if x.is_finite() { value } else { NAN }
}

/// -1, 0 or 1; none of what has no sign.
pub(super) fn sign(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        NAN
    } else {
        x.signum()
    }
}

/// One layer, y = w x + b.
pub(super) fn affine(w: f64, b: f64) -> Result<Network> {
    Network::new(vec![Layer::new(array![[w]], array![b], Identity)])
}

pub(super) fn pair(x: f64) -> Result<Regression> {
    Regression::new(array![[0.0], [x]], array![0.0, 1.0])
}

pub(super) fn two(x: f64) -> Result<TwoClass> {
    TwoClass::new(array![[-x], [x]], Labels(array![0.0, 1.0]))
}
