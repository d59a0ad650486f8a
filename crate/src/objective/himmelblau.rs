//! Himmelblau's function: four minima, all equally deep.

use ndarray::{Array2, ArrayView1, ArrayViewMut1, array};

use super::{Minimum, Objective};
use crate::number::{Float, for_both_precisions, number};

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
fn terms<A: Float>(x: A, y: A) -> (A, A) {
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
        gradient[0] = 4.0 * x * p + 2.0 * q;
        gradient[1] = 2.0 * p + 4.0 * y * q;
    }

    fn hessian_at(&self, at: ArrayView1<A>) -> Option<Array2<A>> {
        let (x, y) = (at[0], at[1]);
        let mixed = 4.0 * (x + y);
        Some(array![
            [12.0 * x * x + 4.0 * y - 42.0, mixed],
            [mixed, 12.0 * y * y + 4.0 * x - 26.0]
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
