//! What an optimiser remembers of earlier steps.

use ndarray::Array1;

use crate::error::{Error, Result};
use crate::number::Float;

/// A vector as long as the parameters, zero before the first step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Memory<A> {
    vector: Option<Array1<A>>,
}

impl<A> Default for Memory<A> {
    fn default() -> Self {
        Self { vector: None }
    }
}

impl<A: Float> Memory<A> {
    /// The vector, of length `len`; zeros if this is the first step.
    pub(super) fn of_length(&mut self, len: usize) -> Result<&mut Array1<A>> {
        let vector = self.vector.get_or_insert_with(|| Array1::zeros(len));
        if vector.len() == len {
            Ok(vector)
        } else {
            Err(Error::Shape {
                op: "a step, parameters and those of the steps before",
                left: vec![len],
                right: vec![vector.len()],
            })
        }
    }
}
