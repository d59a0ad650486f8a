//! What may stand for a point: anything that holds numbers in a row.

use ndarray::{ArrayBase, ArrayView1, Data, Ix1};

/// A point, in whichever form it is at hand: `[1.0, 2.0]`, a slice, a `Vec`, an `Array1` or a view.
///
/// ```
/// use downhill::{ndarray::array, objective::{Banana, Evaluate}};
/// let at = array![1.0, 1.0];
/// assert_eq!(Banana.value(&[1.0, 1.0])?, Banana.value(&at)?);
/// assert_eq!(Banana.value(&vec![1.0, 1.0])?, Banana.value(&at.view())?);
/// # Ok::<(), downhill::Error>(())
/// ```
pub trait Coordinates {
    /// `f32` or `f64`.
    type Elem;

    /// Its coordinates.
    fn coordinates(&self) -> ArrayView1<'_, Self::Elem>;
}

impl<A> Coordinates for [A] {
    type Elem = A;

    fn coordinates(&self) -> ArrayView1<'_, A> {
        self.into()
    }
}

impl<A, const N: usize> Coordinates for [A; N] {
    type Elem = A;

    fn coordinates(&self) -> ArrayView1<'_, A> {
        self[..].into()
    }
}

impl<A> Coordinates for Vec<A> {
    type Elem = A;

    fn coordinates(&self) -> ArrayView1<'_, A> {
        self[..].into()
    }
}

impl<A, S: Data<Elem = A>> Coordinates for ArrayBase<S, Ix1> {
    type Elem = A;

    fn coordinates(&self) -> ArrayView1<'_, A> {
        self.view()
    }
}
