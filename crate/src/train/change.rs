//! What is done to the gradient of a batch before the optimiser sees it: a penalty, a limit to its length.

use ndarray::{Array1, ArrayView1};

use super::{Penalty, Training};
use crate::norm::root;
use crate::number::Float;

/// The changes of a training and the memory for the changed gradient, which is taken once.
pub(super) struct Change<F> {
    penalty: Option<Penalty<F>>,
    clip: Option<F>,
    changed: Array1<F>,
}

impl<F: Float> Change<F> {
    pub(super) fn new(training: &Training<F>, parameters: usize) -> Self {
        let (penalty, clip) = (training.penalty, training.clip);
        let any = penalty.is_some() || clip.is_some();
        Self {
            penalty,
            clip,
            changed: Array1::zeros(if any { parameters } else { 0 }),
        }
    }

    /// The gradient that the optimiser gets, at these parameters.
    pub(super) fn of<'a>(
        &'a mut self,
        gradient: ArrayView1<'a, F>,
        parameters: ArrayView1<'_, F>,
    ) -> ArrayView1<'a, F> {
        if self.changed.is_empty() {
            return gradient;
        }
        self.changed.assign(&gradient);
        if let Some(penalty) = self.penalty {
            penalty.apply(&mut self.changed, parameters);
        }
        if let Some(limit) = self.clip {
            clip(&mut self.changed, limit);
        }
        self.changed.view()
    }
}

/// Shortens a gradient that is longer than the limit; its direction stays.
fn clip<F: Float>(gradient: &mut Array1<F>, limit: F) {
    let squares = gradient.fold(F::zero(), |sum, &g| sum + g * g);
    let norm = root(squares, gradient.iter());
    // An infinite norm has no direction left: the run ends with that reason.
    if norm > limit && norm.is_finite() {
        gradient.mapv_inplace(|g| g / norm * limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clipped(gradient: [f64; 2], limit: f64) -> [f64; 2] {
        let mut gradient = Array1::from_iter(gradient);
        clip(&mut gradient, limit);
        [gradient[0], gradient[1]]
    }

    #[test]
    fn a_long_gradient_becomes_as_long_as_the_limit_and_keeps_its_direction() {
        let close = |found: [f64; 2], right: [f64; 2]| {
            assert!(
                (0..2).all(|i| (found[i] - right[i]).abs() < 1e-14),
                "{found:?}"
            );
        };
        assert_eq!(clipped([3.0, -4.0], 10.0), [3.0, -4.0]);
        close(clipped([3.0, -4.0], 0.5), [0.3, -0.4]);
        close(clipped([3e200, -4e200], 5.0), [3.0, -4.0]);
    }

    #[test]
    fn what_is_not_finite_stays_so() {
        assert!(clipped([f64::NAN, 1.0], 0.1)[0].is_nan());
        assert!(clipped([f64::INFINITY, 1.0], 0.1)[0].is_infinite());
    }
}
