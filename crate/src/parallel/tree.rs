//! The sum of vectors that come one after the other, as a binary tree.

use std::mem::swap;

use super::fixed_order::ADD;
use crate::number::Float;

/// Sums the first and the second, the third and the fourth, then these two sums, and so on. It keeps one vector a level of
/// the tree, and takes no memory after the first sum.
pub(super) struct Tree<F> {
    came: usize,
    /// Next to be filled in by [`push`](Self::push).
    new: Vec<F>,
    /// The sum of $2^k$ vectors at place $k$.
    sums: Vec<Vec<F>>,
}

impl<F: Float> Tree<F> {
    pub(super) fn new() -> Self {
        Self {
            came: 0,
            new: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// Takes the next vector, in pieces.
    pub(super) fn push<'a>(&mut self, pieces: impl IntoIterator<Item = &'a [F]>) {
        self.new.clear();
        pieces
            .into_iter()
            .for_each(|piece| self.new.extend_from_slice(piece));
        let mut level = 0;
        while self.came >> level & 1 == 1 {
            // Two numbers have the same sum in both orders.
            F::of(&ADD)(&mut self.new, &self.sums[level]);
            level += 1;
        }
        if level == self.sums.len() {
            self.sums.push(Vec::new());
        }
        swap(&mut self.new, &mut self.sums[level]);
        self.came += 1;
    }

    /// The sum of all that came, a power of two of them, and forgets them.
    pub(super) fn sum(&mut self) -> &mut [F] {
        let level = self.came.trailing_zeros() as usize;
        debug_assert!(self.came.is_power_of_two(), "{} vectors", self.came);
        self.came = 0;
        &mut self.sums[level]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sums_pairs_of_pairs() {
        let mut tree = Tree::new();
        // Left to right, 1 would be lost beside 1e16 each time.
        for number in [1e16, -1e16, 1.0, 1.0] {
            tree.push([&[number] as &[f64], &[1.0]]);
        }
        assert_eq!(tree.sum(), [2.0, 4.0]);
        for number in [1e16, 1.0, -1e16, 1.0] {
            tree.push([&[number] as &[f64], &[]]);
        }
        assert_eq!(tree.sum(), [0.0]);
        tree.push([&[7.0] as &[f64]]);
        assert_eq!(tree.sum(), [7.0]);
    }
}
