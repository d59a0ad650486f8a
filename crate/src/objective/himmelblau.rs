//! Himmelblau's function: four minima, all equally deep.

use ndarray::{Array2, ArrayView1, ArrayViewMut1, NdFloat, array};

use super::{Minimum, Objective};
use crate::number::number;

/// Himmelblau's function: four minima of the same value 0, in four valleys.
/// Where a descent begins decides in which of them it ends.
///
/// $$f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2$$
///
/// # References
/// D. M. Himmelblau, *Applied Nonlinear Programming*, McGraw-Hill, 1972.
///
/// # Examples
/// ```
/// use downhill::objective::{Evaluate, Himmelblau};
/// assert_eq!(Himmelblau.value(&[3.0, 2.0])?, 0.0);
/// assert_eq!(Himmelblau.value(&[0.0, 0.0])?, 170.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Himmelblau;

/// The two terms before they are squared.
fn terms<A: NdFloat>(x: A, y: A) -> (A, A) {
    (x * x + y - number(11.0), x + y * y - number(7.0))
}

for_both_precisions! { A:
impl Objective<A> for Himmelblau {
    fn name(&self) -> &str {
        "Himmelblau"
    }

    fn dim(&self) -> usize {
        2
    }

    #[inline(never)]
    fn value_at(&self, at: ArrayView1<A>) -> A {
        let (p, q) = terms(at[0], at[1]);
        p * p + q * q
    }

    #[inline(never)]
    fn gradient_at(&self, at: ArrayView1<A>, mut gradient: ArrayViewMut1<A>) {
        let (x, y) = (at[0], at[1]);
        let (p, q) = terms(x, y);
        let (two, four) = (number::<A>(2.0), number::<A>(4.0));
        gradient[0] = four * x * p + two * q;
        gradient[1] = two * p + four * y * q;
    }

    fn hessian_at(&self, at: ArrayView1<A>) -> Option<Array2<A>> {
        let (x, y) = (at[0], at[1]);
        let (four, twelve) = (number::<A>(4.0), number::<A>(12.0));
        let mixed = four * (x + y);
        Some(array![
            [twelve * x * x + four * y - number::<A>(42.0), mixed],
            [mixed, twelve * y * y + four * x - number::<A>(26.0)]
        ])
    }

    fn minima(&self) -> Vec<Minimum<A>> {
        vec![
            Minimum::global(&[3.0, 2.0], 0.0),
            Minimum::global(&[-2.805118086952745, 3.131312518250573], 0.0),
            Minimum::global(&[-3.779310253377747, -3.283185991286169], 0.0),
            Minimum::global(&[3.584428340330492, -1.848126526964404], 0.0),
        ]
    }
}
}
