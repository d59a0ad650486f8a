//! The six-hump camel: six minima of three depths.

use ndarray::{Array2, ArrayView1, ArrayViewMut1, array};

use super::{Minimum, Objective};
use crate::number::for_both_precisions;

/// The six-hump camel: six minima in pairs, of which only one pair is the lowest.
/// Every valley looks like the right one to a descent that ends in it.
///
/// $$f(x, y) = \left(4 - 2.1 x^2 + x^4 / 3\right) x^2 + x y + \left(4 y^2 - 4\right) y^2$$
///
/// It does not change when $(x, y)$ becomes $(-x, -y)$.
///
/// # References
/// L. C. W. Dixon and G. P. Szegö, "The global optimization problem: an introduction", in *Towards
/// Global Optimisation 2*, North-Holland, 1978, 1–15.
///
/// # Examples
/// ```
/// use downhill::objective::{Minimum, Objective, SixHumpCamel};
/// let minima: Vec<Minimum> = SixHumpCamel.minima();
/// assert_eq!((minima.len(), minima.iter().filter(|m| m.global).count()), (6, 2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SixHumpCamel;

for_both_precisions! { A:
impl Objective<A> for SixHumpCamel {
    fn name(&self) -> &str {
        "six-hump camel"
    }

    fn dim(&self) -> usize {
        2
    }

    #[inline(never)]
    fn value_at(&self, at: ArrayView1<A>) -> A {
        let (x, y) = (at[0], at[1]);
        let (xx, yy) = (x * x, y * y);
        (4.0 - 2.1 * xx + xx * xx / 3.0) * xx
            + x * y
            + (4.0 * yy - 4.0) * yy
    }

    #[inline(never)]
    fn gradient_at(&self, at: ArrayView1<A>, mut gradient: ArrayViewMut1<A>) {
        let (x, y) = (at[0], at[1]);
        let (xx, yy) = (x * x, y * y);
        gradient[0] = (8.0 - 8.4 * xx + 2.0 * xx * xx) * x + y;
        gradient[1] = x + (16.0 * yy - 8.0) * y;
    }

    fn hessian_at(&self, at: ArrayView1<A>) -> Option<Array2<A>> {
        let (xx, yy) = (at[0] * at[0], at[1] * at[1]);
        Some(array![
            [8.0 - 25.2 * xx + 10.0 * xx * xx, 1.0],
            [1.0, 48.0 * yy - 8.0]
        ])
    }

    fn minima(&self) -> Vec<Minimum<A>> {
        let pair = |x: f64, y: f64, value: f64, global: bool| {
            [[x, y], [-x, -y]].map(|at| Minimum {
                global,
                ..Minimum::global(&at, value)
            })
        };
        [
            pair(
                0.08984201310031806,
                -0.7126564030207396,
                -1.031628453489877,
                true,
            ),
            pair(
                1.703606714969981,
                -0.7960835686726251,
                -0.2154638243837184,
                false,
            ),
            pair(
                1.607104752920197,
                0.5686514548841314,
                2.104250310311258,
                false,
            ),
        ]
        .concat()
    }
}
}
