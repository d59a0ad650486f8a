//! A dip in a plain: flat nearly everywhere.

use ndarray::{Array2, ArrayView1, ArrayViewMut1, array};

use super::{Minimum, Objective};
use crate::elementary::{exp, exp_m1};
use crate::number::{Float, for_both_precisions};

/// A plain with one dip in it: far from the dip the gradient all but vanishes, and nothing is near.
/// A small gradient stops descent there, and tells nothing about a minimum.
///
/// $$f(x, y) = 1 - e^{-(x^2 + y^2)/2}, \qquad \nabla f = e^{-(x^2 + y^2)/2} \thinspace (x, y)$$
///
/// At distance $r$ from the minimum at the origin the gradient's norm is $r e^{-r^2/2}$: 0.61 at
/// most, at $r = 1$, and under $10^{-4}$ from $r = 4.7$ on.
///
/// # References
/// S1 §4 (the walker who stands on level ground half-way up).
///
/// # Examples
/// ```
/// use downhill::objective::{Evaluate, Plateau};
/// let gradient = Plateau.gradient(&[5.0, 0.0])?;
/// assert!(gradient[0] < 1e-4 && Plateau.value(&[5.0, 0.0])? > 0.99);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plateau;

/// $e^{-r^2/2}$.
fn bell<A: Float>(x: A, y: A) -> A {
    exp(-(x * x + y * y) / (A::one() + A::one()))
}

for_both_precisions! { A:
impl Objective<A> for Plateau {
    fn name(&self) -> &str {
        "plateau"
    }

    fn dim(&self) -> usize {
        2
    }

    #[inline(never)]
    fn value_at(&self, at: ArrayView1<A>) -> A {
        let (x, y) = (at[0], at[1]);
        // 1 - e^z without the cancellation near z = 0.
        -exp_m1(-(x * x + y * y) / 2.0)
    }

    #[inline(never)]
    fn gradient_at(&self, at: ArrayView1<A>, mut gradient: ArrayViewMut1<A>) {
        let (x, y) = (at[0], at[1]);
        let bell = bell(x, y);
        gradient[0] = bell * x;
        gradient[1] = bell * y;
    }

    fn hessian_at(&self, at: ArrayView1<A>) -> Option<Array2<A>> {
        let (x, y) = (at[0], at[1]);
        let bell = bell(x, y);
        let mixed = -bell * x * y;
        Some(array![
            [bell * (1.0 - x * x), mixed],
            [mixed, bell * (1.0 - y * y)]
        ])
    }

    fn minima(&self) -> Vec<Minimum<A>> {
        vec![Minimum::global(&[0.0, 0.0], 0.0)]
    }
}
}
