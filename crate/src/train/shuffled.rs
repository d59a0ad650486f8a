//! The samples of a training run, epoch after epoch in another order.

use crate::data::Samples;
use crate::number::Float;

/// The samples in the order of an epoch: a copy, if that is not their own.
pub(super) struct Shuffled<'a, F: Float> {
    own: &'a Samples<F>,
    copy: Option<Samples<F>>,
}

impl<'a, F: Float> Shuffled<'a, F> {
    pub(super) fn new(own: &'a Samples<F>, order: &[usize]) -> Self {
        let mut shuffled = Self { own, copy: None };
        if !order.is_sorted_by(|a, b| a < b) {
            shuffled.reorder(order);
        }
        shuffled
    }

    pub(super) fn reorder(&mut self, order: &[usize]) {
        let copy = self.copy.get_or_insert_with(|| self.own.clone());
        self.own.copy_in_order(order, copy);
    }

    pub(super) fn samples(&self) -> &Samples<F> {
        self.copy.as_ref().unwrap_or(self.own)
    }
}
