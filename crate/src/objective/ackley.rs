//! Ackley's function: a nearly flat outer region, dented, with one deep funnel.

use std::f64::consts::{E, TAU};

use ndarray::{ArrayView1, ArrayViewMut1, Zip};

use super::{Minimum, Objective};
use crate::elementary::{cos, exp, exp_m1, sin};
use crate::error::{Error, Result};
use crate::number::{Float, for_both_precisions, number};

/// Ackley's function of any number of variables: many dents on a plain and a funnel in its middle.
/// The funnel ends in a point, where the function has a minimum but no gradient.
///
/// $$f(x) = 20 + e - 20 e^{-0.2 r} - e^{c}, \quad r = \sqrt{\tfrac1n \sum x_i^2}, \quad
/// c = \tfrac1n \sum \cos 2 \pi x_i$$
///
/// It is usually searched for $-32.8 \le x_i \le 32.8$. At the minimum, the origin, of value 0, the
/// surface is the tip of a cone; 0 is given as the gradient there. Only this minimum is listed, and
/// no Hessian is given.
///
/// # References
/// D. H. Ackley, *A Connectionist Machine for Genetic Hillclimbing*, Kluwer, 1987,
/// [doi:10.1007/978-1-4613-1997-9](https://doi.org/10.1007/978-1-4613-1997-9) (two variables).
/// T. Bäck, *Evolutionary Algorithms in Theory and Practice*, Oxford University Press, 1996 (any
/// number).
///
/// # Examples
/// ```
/// use downhill::objective::{Ackley, Evaluate};
/// let ackley = Ackley::new(2)?;
/// assert!(ackley.value(&[0.0, 0.0])?.abs() < 1e-14);
/// assert!(ackley.value(&[30.0, 30.0])? > 19.0);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ackley {
    dim: usize,
}

impl Ackley {
    /// The function of `dim` variables.
    ///
    /// # Errors
    /// [`Error::Empty`] for none.
    pub fn new(dim: usize) -> Result<Self> {
        if dim == 0 {
            return Err(Error::Empty {
                what: "the list of variables",
            });
        }
        Ok(Self { dim })
    }

    /// $r$ and $c$.
    fn means<A: Float>(self, at: &ArrayView1<A>) -> (A, A) {
        let (n, tau) = (number::<A>(self.dim as f64), number::<A>(TAU));
        let squares = at.fold(A::zero(), |sum, &x| sum + x * x);
        let cosines = at.fold(A::zero(), |sum, &x| sum + cos(tau * x));
        ((squares / n).sqrt(), cosines / n)
    }
}

for_both_precisions! { A:
impl Objective<A> for Ackley {
    fn name(&self) -> &str {
        "Ackley"
    }

    fn dim(&self) -> usize {
        self.dim
    }

    #[inline(never)]
    fn value_at(&self, at: ArrayView1<A>) -> A {
        let (r, c) = self.means(&at);
        // 20 - 20 exp(-0.2 r) + e - exp(c), both differences without cancellation near 0.
        -20.0 * exp_m1(-0.2 * r)
            - E as A * exp_m1(c - 1.0)
    }

    #[inline(never)]
    fn gradient_at(&self, at: ArrayView1<A>, gradient: ArrayViewMut1<A>) {
        let (n, tau) = (self.dim as A, TAU as A);
        let (r, c) = self.means(&at);
        let funnel = if r > 0.0 {
            4.0 * exp(-0.2 * r) / (n * r)
        } else {
            0.0
        };
        let dents = tau * exp(c) / n;
        Zip::from(gradient)
            .and(at)
            .for_each(|g, &x| *g = funnel * x + dents * sin(tau * x));
    }

    fn minima(&self) -> Vec<Minimum<A>> {
        vec![Minimum::global(&vec![0.0; self.dim], 0.0)]
    }
}
}
