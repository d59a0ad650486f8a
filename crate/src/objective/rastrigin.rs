//! Rastrigin's function: a bowl covered with regular dents.

use std::f64::consts::TAU;

use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1, Zip};

use super::{Minimum, Objective};
use crate::check::not_negative;
use crate::elementary::{cos, sin};
use crate::error::{Error, Result};
use crate::number::for_both_precisions;

/// Rastrigin's function of any number of variables: a bowl with a dent at every lattice point.
/// There are about $10^n$ minima in the usual cube, and only the one at the origin is the lowest.
///
/// $$f(x) = A n + \sum_{i=1}^{n} \left( x_i^2 - A \cos 2 \pi x_i \right)$$
///
/// $A$, usually 10, says how deep the dents are: see [`dents`](Self::dents).
///
/// It is usually searched for $-5.12 \le x_i \le 5.12$. Only the global minimum, of value 0, is
/// listed.
///
/// # References
/// L. A. Rastrigin, *Systems of Extremal Control*, Nauka, 1974 (two variables).
/// H. Mühlenbein, M. Schomisch and J. Born, "The parallel genetic algorithm as function optimizer",
/// *Parallel Computing* 17 (1991), 619–632,
/// [doi:10.1016/S0167-8191(05)80052-3](https://doi.org/10.1016/S0167-8191%2805%2980052-3).
///
/// # Examples
/// ```
/// use downhill::objective::{Evaluate, Rastrigin};
/// let rastrigin = Rastrigin::new(3)?;
/// assert_eq!(rastrigin.value(&[0.0, 0.0, 0.0])?, 0.0);
/// assert!((rastrigin.value(&[1.0, 0.0, 0.0])? - 1.0).abs() < 1e-12);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rastrigin {
    dim: usize,
    depth: f64,
}

impl Rastrigin {
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
        Ok(Self { dim, depth: 10.0 })
    }

    /// The same function with dents of another depth $A$. Below about 1/20 there are none left but that at the origin.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a depth that is negative or not finite.
    ///
    /// ```
    /// use downhill::objective::{Evaluate, Rastrigin};
    /// let shallow = Rastrigin::new(1)?.dents(1.0)?;
    /// assert!((shallow.value(&[0.5])? - 2.25).abs() < 1e-12);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn dents(self, depth: f64) -> Result<Self> {
        let depth = not_negative("the depth of the dents", depth)?;
        Ok(Self { depth, ..self })
    }
}

for_both_precisions! { A:
impl Objective<A> for Rastrigin {
    fn name(&self) -> &str {
        "Rastrigin"
    }

    fn dim(&self) -> usize {
        self.dim
    }

    #[inline(never)]
    fn value_at(&self, at: ArrayView1<A>) -> A {
        let (tau, depth) = (TAU as A, self.depth as A);
        // A - A cos is summed as one term, so that the value at the origin is 0.
        at.fold(0.0, |sum, &x| {
            sum + x * x + depth * (1.0 - cos(tau * x))
        })
    }

    #[inline(never)]
    fn gradient_at(&self, at: ArrayView1<A>, gradient: ArrayViewMut1<A>) {
        let (slope, tau) = ((self.depth * TAU) as A, TAU as A);
        Zip::from(gradient)
            .and(at)
            .for_each(|g, &x| *g = x + x + slope * sin(tau * x));
    }

    fn hessian_at(&self, at: ArrayView1<A>) -> Option<Array2<A>> {
        let (bend, tau) = ((self.depth * TAU * TAU) as A, TAU as A);
        let diagonal: Array1<A> = at.mapv(|x| 2.0 + bend * cos(tau * x));
        Some(Array2::from_diag(&diagonal))
    }

    fn minima(&self) -> Vec<Minimum<A>> {
        vec![Minimum::global(&vec![0.0; self.dim], 0.0)]
    }
}
}
