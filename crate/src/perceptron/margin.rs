//! The convergence theorem: radius, margin, and the most mistakes that they allow.

use super::Perceptron;
use crate::check::finite;
use crate::data::TwoClass;
use crate::norm::{root, usual};
use crate::{Error, Result};

/// The radius $R$ of the samples: the length of the longest augmented input $(x, -1)$.
/// An update moves the weights by at most $\eta R$.
///
/// ```
/// use downhill::{data::logic, perceptron::radius};
///
/// assert_eq!(radius(&logic::and()), 3.0_f64.sqrt());
/// ```
#[must_use]
pub fn radius(samples: &TwoClass) -> f64 {
    let lengths = samples
        .augmented()
        .map_axis(ndarray::Axis(1), |x| root(x.dot(&x), x.iter()));
    lengths.fold(0.0_f64, |largest, &length| largest.max(length))
}

impl Perceptron {
    /// The margin $\gamma$ of this perceptron on the samples: the distance from its hyperplane to
    /// the nearest of them, negative if that one lies on the wrong side.
    ///
    /// With the signs $s_i = 2 y_i - 1$ and augmented vectors,
    ///
    /// $$ \gamma = \min_i \frac{s_i \, w \cdot x_i}{\|w\|} $$
    ///
    /// The threshold counts as a weight here, in $w$ as in $\|w\|$, and $x$ has its $-1$: this is the
    /// margin that the convergence theorem needs, a little smaller than the distance in the
    /// space of the inputs alone.
    ///
    /// # Errors
    /// [`Error::Shape`] unless the samples have one feature a weight, [`Error::OutOfRange`] if
    /// all weights are 0, for then there is no hyperplane; [`Error::NotFinite`] for a margin that overflows.
    ///
    /// ```
    /// use downhill::{data::logic, perceptron::Perceptron};
    ///
    /// let or = Perceptron::new(&[2.0, 2.0], 1.0)?;
    /// assert_eq!(or.margin(&logic::or())?, 1.0 / 3.0);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn margin(&self, samples: &TwoClass) -> Result<f64> {
        self.fits(samples)?;
        // By a power of two, which changes no digit: products that would overflow or vanish do not.
        let weights = &self.augmented * usual(&self.augmented);
        let length = root(weights.dot(&weights), weights.iter());
        if length == 0.0 {
            return Err(Error::OutOfRange {
                name: "length of the weights",
                value: length,
                range: "positive",
            });
        }
        let sides = samples.augmented().dot(&weights);
        let signed = sides.iter().zip(samples.labels());
        let nearest = signed.fold(f64::INFINITY, |nearest, (side, label)| {
            match (2.0 * label - 1.0) * side {
                side if side.is_nan() => side, // `min` would pass it over
                _ if nearest.is_nan() => nearest,
                side => nearest.min(side),
            }
        });
        finite("the margin", nearest / length)
    }
}

/// The most mistakes that a perceptron can make on the samples before all are right, by the
/// convergence theorem with this separator.
///
/// $$ k \le \left( \frac{R}{\gamma} \right)^2 $$
///
/// with the [`radius`] $R$ and the separator's [`margin`](Perceptron::margin) $\gamma$. It holds
/// from weights 0, for any rate and any order of visits. The wider the separator's margin, the
/// tighter the bound; the widest is found by [`separability`](super::separability).
///
/// # Errors
/// As [`Perceptron::margin`]; also [`Error::OutOfRange`] unless the margin is positive, and [`Error::NotFinite`] for a
/// bound that overflows.
///
/// # References
/// A. B. J. Novikoff, "On convergence proofs on perceptrons", *Proceedings of the Symposium on the
/// Mathematical Theory of Automata* 12 (1962), 615–622.
///
/// ```
/// use downhill::data::logic;
/// use downhill::perceptron::{Perceptron, mistake_bound};
///
/// let bound = mistake_bound(&logic::or(), &Perceptron::new(&[2.0, 2.0], 1.0)?)?;
/// assert!((bound - 27.0).abs() < 1e-12);
///
/// let run = Perceptron::zeros(2)?.train(&logic::or(), 1.0, 1_000)?;
/// assert!(run.mistakes() as f64 <= bound);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn mistake_bound(samples: &TwoClass, separator: &Perceptron) -> Result<f64> {
    let margin = separator.margin(samples)?;
    if margin <= 0.0 {
        return Err(Error::OutOfRange {
            name: "margin of the separator",
            value: margin,
            range: "positive",
        });
    }
    finite("the bound", (radius(samples) / margin).powi(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::logic;

    #[test]
    fn a_sample_on_the_line_leaves_no_margin() {
        // The perceptron that S0's worked example ends with: (1, 1) lies on its line.
        let learnt = Perceptron::new(&[1.0, 2.0], 3.0).unwrap();
        assert_eq!(learnt.mistakes(&logic::and()).unwrap(), 0);
        assert_eq!(learnt.margin(&logic::and()).unwrap(), 0.0);
        let error = mistake_bound(&logic::and(), &learnt).unwrap_err();
        assert_eq!(
            error.to_string(),
            "margin of the separator is 0; it must be positive"
        );
    }

    #[test]
    fn the_margin_is_negative_where_a_sample_is_wrong() {
        let or = Perceptron::new(&[1.0, 1.0], 0.5).unwrap();
        assert!(or.margin(&logic::or()).unwrap() > 0.0);
        assert!(or.margin(&logic::and()).unwrap() < 0.0);
    }

    #[test]
    fn scaling_the_weights_changes_no_margin() {
        let margin = |scale: f64| {
            let separator = Perceptron::new(&[2.0 * scale, 2.0 * scale], 3.0 * scale).unwrap();
            separator.margin(&logic::and()).unwrap()
        };
        assert!((margin(1.0) - 17.0_f64.powf(-0.5)).abs() < 1e-15);
        assert!((margin(1.0) - margin(40.0)).abs() < 1e-15);
    }

    #[test]
    fn no_weights_have_no_margin() {
        let error = Perceptron::zeros(2).unwrap().margin(&logic::and());
        assert!(matches!(error, Err(Error::OutOfRange { value: 0.0, .. })));
    }
}
