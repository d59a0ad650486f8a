//! Euclidean norms that neither overflow nor vanish on the way: only a length that is itself too large is infinite.

use crate::elementary::log2;
use crate::number::{Float, number};

/// The root of a sum of squares that was taken plainly; taken once more, of scaled numbers, if a square was too
/// large or too small for it. A NaN among the numbers makes it NaN.
///
/// The scale is a power of two, so that a norm of usual size has the digits of the plain sum.
pub(crate) fn root<'a, A: Float>(squares: A, numbers: impl Iterator<Item = &'a A> + Clone) -> A {
    // From here on up, squares that were rounded to 0 are too small to change the sum.
    let safe = A::min_positive_value() / (A::epsilon() * A::epsilon());
    if squares.is_nan() || (squares.is_finite() && squares >= safe) {
        return squares.sqrt();
    }
    let largest = numbers.clone().fold(A::zero(), |most, x| most.max(x.abs()));
    if largest == A::zero() || largest.is_infinite() {
        return largest;
    }
    // Kept off the ends, where the power itself, or one over it, would be rounded.
    let [least, most] = [A::min_positive_value(), A::max_value() / number(4.0)];
    let exponent = log2(largest.min(most).max(least)).floor();
    let power = number::<A>(2.0).powi(exponent.to_i32().unwrap_or(0));
    let sum = numbers.fold(A::zero(), |sum, &x| sum + (x / power) * (x / power));
    sum.sqrt() * power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norm<A: Float>(numbers: &[A]) -> A {
        root(
            numbers.iter().fold(A::zero(), |sum, &x| sum + x * x),
            numbers.iter(),
        )
    }

    #[test]
    fn norms_of_any_size_have_the_digits_of_one_of_usual_size() {
        let usual = [3.0, -4.0, 1.0 / 3.0];
        let expected = norm(&usual);
        assert_eq!(expected, (25.0 + (1.0 / 3.0) * (1.0 / 3.0_f64)).sqrt());
        for exponent in [-1000, -600, -480, 480, 600, 1020] {
            let power = 2.0_f64.powi(exponent);
            assert_eq!(norm(&usual.map(|x| x * power)), expected * power);
        }
        assert_eq!(norm(&[3e38_f32, 0.0]), 3e38);
        assert_eq!(norm(&[3e-44_f32, 0.0]), 3e-44);
        assert_eq!(norm(&[f64::from_bits(1)]), f64::from_bits(1));
        assert_eq!(norm(&[0.0, -0.0]), 0.0);
    }

    #[test]
    fn what_is_not_finite_stays_so() {
        assert!(norm(&[1.0, f64::NAN]).is_nan());
        assert!(norm(&[f64::INFINITY, f64::NAN]).is_nan());
        assert_eq!(norm(&[f64::NEG_INFINITY, 1.0]), f64::INFINITY);
        assert_eq!(norm(&[f64::MAX, f64::MAX]), f64::INFINITY);
    }
}
