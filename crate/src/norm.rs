//! Euclidean norms and sums of products that neither overflow nor vanish on the way: only one that is itself too large is
//! infinite.

use ndarray::ArrayView1;

use crate::elementary::{hypot, log2};
use crate::number::{Float, number};

/// The norm of some numbers, root by root: no square is ever taken.
pub(crate) fn length<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> f64 {
    numbers.into_iter().fold(0.0, |sum, &x| hypot(sum, x))
}

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

/// A power of two that brings numbers near 1 whose squares are too large or too small; 1 for all others, whose digits stay
/// as they are.
pub(crate) fn usual<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> f64 {
    let largest = numbers
        .into_iter()
        .fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest == 0.0 || (1e-140..=1e140).contains(&largest) || !largest.is_finite() {
        return 1.0;
    }
    // Beyond 1022 the power itself would be rounded.
    2.0_f64.powi((-log2(largest).floor()).clamp(-1022.0, 1022.0) as i32)
}

/// The sum of products a·b - c; where it overflows or vanishes on the way, it still has the right sign.
pub(crate) fn side(a: &ArrayView1<f64>, b: &ArrayView1<f64>, c: f64) -> f64 {
    let plain = a.dot(b) - c;
    if plain.is_finite() && plain != 0.0 {
        return plain;
    }
    let [of_a, of_b] = [usual(a), usual(b)];
    // The smaller power first: their product may be too large, or too small, where that with c is not.
    let (first, then) = (of_a.min(of_b), of_a.max(of_b));
    let scaled = (a * of_a).dot(&(b * of_b)) - c * first * then;
    if scaled.is_nan() || scaled == 0.0 {
        return plain;
    }
    let sum = scaled / then / first;
    if sum == 0.0 {
        f64::from_bits(1).copysign(scaled)
    } else {
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::aview1;

    #[test]
    fn a_side_keeps_its_sign_and_its_usual_digits() {
        let of = |a: [f64; 2], b: [f64; 2], c: f64| side(&aview1(&a), &aview1(&b), c);
        assert_eq!(
            of([0.1, 0.2], [0.3, -0.4], 0.5),
            0.1 * 0.3 + 0.2 * -0.4 - 0.5
        );
        assert_eq!(of([1.0, 1.0], [2.0, -1.0], 1.0), 0.0);
        assert!(of([1e-200, 0.0], [-1e-200, 1.0], 0.0) < 0.0);
        assert!(of([-2.0, 3.0], [f64::MAX, f64::MAX], 0.0) > 1e308);
        assert!(of([2.0, -3.0], [f64::MAX, f64::MAX], 0.0) < -1e308);
        assert_eq!(of([-1e300, 1e300], [1e300, 2e300], 5.0), f64::INFINITY);
        // Products that cancel, beside which the 3 is nothing.
        assert!(of([1e200, -1e200], [1e200, 1e200], 3.0).is_nan());
        assert!(of([f64::NAN, 0.0], [1.0, 1.0], 0.0).is_nan());
    }

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
