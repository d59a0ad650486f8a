//! What an optimiser remembers of earlier steps.

use ndarray::{Array1, ArrayView1};

use super::optimizer::unknown;
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
    /// The vector, if a step has been made.
    pub(super) fn get(&self) -> Option<&Array1<A>> {
        self.vector.as_ref()
    }

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

/// The root of a mean or a sum of squares; NaN if a square was too large for a number, lest a steep place look level.
#[inline(always)]
pub(super) fn length<A: Float>(squares: A) -> A {
    let root = squares.sqrt();
    if root.is_infinite() { A::nan() } else { root }
}

/// Those of an optimiser's vectors that there are, in the form in which they are given out.
pub(super) fn named<'a, A: Float>(
    all: &[(&'static str, &'a Memory<A>)],
) -> Vec<(&'static str, ArrayView1<'a, A>)> {
    let known = |&(name, memory): &(&'static str, &'a Memory<A>)| {
        memory.vector.as_ref().map(|vector| (name, vector.view()))
    };
    all.iter().filter_map(known).collect()
}

/// Puts numbers that were given out back to where they belong.
///
/// # Errors
/// [`Error::Unknown`] for a name that is none of `all`.
pub(super) fn put_back<A: Float>(
    optimizer: &str,
    all: &mut [(&'static str, &mut Memory<A>)],
    name: &str,
    numbers: ArrayView1<A>,
) -> Result<()> {
    match all.iter_mut().find(|(known, _)| *known == name) {
        Some((_, memory)) => {
            memory.vector = Some(numbers.to_owned());
            Ok(())
        }
        None => {
            let known: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
            Err(unknown(optimizer, name, &known))
        }
    }
}
