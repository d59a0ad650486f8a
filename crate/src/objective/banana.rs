//! Rosenbrock's banana: a curved valley, easy to find and slow to follow.

use ndarray::{Array2, ArrayView1, ArrayViewMut1, array};

use super::{Minimum, Objective};
use crate::number::for_both_precisions;

/// The banana, Rosenbrock's function of two variables: steep walls and a flat, curved floor.
/// Descent falls into the valley at once and then creeps along it.
///
/// $$f(x, y) = (1 - x)^2 + 100 (y - x^2)^2$$
/// $$\nabla f = \left( 2(x - 1) - 400 x (y - x^2), \enspace 200 (y - x^2) \right)$$
///
/// Its one minimum, of value 0, is at (1, 1); S1 §4 at one place says (0, 0). On the valley's floor
/// $y = x^2$ the gradient is $(2(x - 1), 0)$.
///
/// # References
/// S1 §4, eq. 4.2 and 4.3. H. H. Rosenbrock, "An automatic method for finding the greatest or least
/// value of a function", *The Computer Journal* 3 (1960), 175–184,
/// [doi:10.1093/comjnl/3.3.175](https://doi.org/10.1093/comjnl/3.3.175).
///
/// # Examples
/// ```
/// use downhill::{ndarray::array, objective::{Banana, Evaluate}};
/// assert_eq!(Banana.value(&[0.0, 0.0])?, 1.0);
/// assert_eq!(Banana.gradient(&[-2.0, 4.0])?, array![-6.0, 0.0]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Banana;

for_both_precisions! { A:
impl Objective<A> for Banana {
    fn name(&self) -> &str {
        "banana"
    }

    fn dim(&self) -> usize {
        2
    }

    #[inline(never)]
    fn value_at(&self, at: ArrayView1<A>) -> A {
        let (x, y) = (at[0], at[1]);
        let (short, off) = (1.0 - x, y - x * x);
        short * short + 100.0 * off * off
    }

    #[inline(never)]
    fn gradient_at(&self, at: ArrayView1<A>, mut gradient: ArrayViewMut1<A>) {
        let (x, y) = (at[0], at[1]);
        let off = y - x * x;
        gradient[0] = 2.0 * (x - 1.0) - 400.0 * x * off;
        gradient[1] = 200.0 * off;
    }

    fn hessian_at(&self, at: ArrayView1<A>) -> Option<Array2<A>> {
        let (x, y) = (at[0], at[1]);
        let mixed = -400.0 * x;
        let xx = 1200.0 * x * x - 400.0 * y + 2.0;
        Some(array![[xx, mixed], [mixed, 200.0]])
    }

    fn minima(&self) -> Vec<Minimum<A>> {
        vec![Minimum::global(&[1.0, 1.0], 0.0)]
    }
}
}
