//! What a choice of step costs as a rule: the errors of a difference quotient, over many points.

use crate::error::{Error, Result};
use crate::number::{Float, as_f64, number};
use crate::numeric::{Difference, error_against_step};
use crate::spread::Spread;

/// The error of a difference quotient against the step, as its median over many points: at a single one the error
/// jumps about, since rounding is erratic.
///
/// Each of `places` is first rounded to the precision of `A`, and `slope` is asked for the derivative there.
///
/// Returns (step, median of |quotient - slope|) for each of `steps`.
///
/// # Errors
/// [`Error::Empty`] for no places; those of [`error_against_step`].
///
/// # References
/// S1 §3, eq. 3.9. W. H. Press et al., *Numerical Recipes*, 3rd ed., Cambridge University Press, 2007, §5.7.
///
/// # Examples
/// ```
/// use downhill::calculus::{Difference, median_errors};
/// let places = [0.5, 0.7, 0.9, 1.1];
/// let errors = median_errors(f64::sin, f64::cos, &places, &[1e-2, 1e-3, 1e-13], Difference::Central)?;
/// // A tenth of the step, a hundredth of the truncation error; at last rounding rules.
/// assert!((errors[0].1 / errors[1].1 - 100.0).abs() < 1.0 && errors[2].1 > errors[1].1);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn median_errors<A: Float>(
    f: impl Fn(A) -> A,
    slope: impl Fn(f64) -> f64,
    places: &[f64],
    steps: &[A],
    difference: Difference,
) -> Result<Vec<(f64, f64)>> {
    if places.is_empty() {
        return Err(Error::Empty {
            what: "the list of places",
        });
    }
    let mut errors: Vec<Vec<f64>> = Vec::new();
    for &place in places {
        let at: A = number(place);
        let sweep = error_against_step(&f, at, slope(as_f64(at)), steps, difference)?;
        errors.push(sweep.iter().map(|(_, error)| *error).collect());
    }
    let medians = Spread::across(&errors)?;
    let steps = steps.iter().map(|&step| as_f64(step));
    Ok(steps
        .zip(medians)
        .map(|(step, of)| (step, of.median))
        .collect())
}
