//! Left turn, right turn or straight on, decided without rounding.
//!
//! Whether a polygon is simple and where it may be cut depends only on such turns. One sign that
//! rounding got wrong would be enough to find no cut at all, so the sign is computed exactly.

use std::cmp::Ordering;

use super::point::Point;

/// Coordinates up to this size are allowed: their products cannot overflow.
pub(super) const LARGEST_COORDINATE: f64 = 1e100;

/// The turn at `b` on the way from `a` over `b` to `c`: `Greater` to the left, `Less` to the
/// right, `Equal` straight on or back.
///
/// It is the sign of twice the signed area of the triangle, a sum of six products. Each product
/// is split into two floats without error, and the twelve are added without error.
///
/// # References
/// J. R. Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric
/// predicates", *Discrete & Computational Geometry* 18 (1997), 305–363,
/// [doi:10.1007/PL00009321](https://doi.org/10.1007/PL00009321) (two-product, grow-expansion).
pub(super) fn orientation(a: Point, b: Point, c: Point) -> Ordering {
    let products = [
        (a.0, b.1),
        (-a.1, b.0),
        (b.0, c.1),
        (-b.1, c.0),
        (c.0, a.1),
        (-c.1, a.0),
    ];
    let mut expansion = [0.0; 12];
    for (term, (x, y)) in products.into_iter().enumerate() {
        let product = x * y;
        let error = x.mul_add(y, -product);
        grow(&mut expansion[..2 * term + 1], error);
        grow(&mut expansion[..2 * term + 2], product);
    }
    // Components grow in size and do not overlap: the last that is not zero decides.
    let sum = expansion.iter().rev().find(|&&component| component != 0.0);
    sum.map_or(Ordering::Equal, |sum| sum.total_cmp(&0.0))
}

/// Adds `value` to an expansion whose last place is still free, without rounding.
fn grow(expansion: &mut [f64], value: f64) {
    let (last, components) = expansion.split_last_mut().expect("a free last place");
    let mut carry = value;
    for component in components {
        let sum = carry + *component;
        let part = sum - carry;
        *component = (carry - (sum - part)) + (*component - part);
        carry = sum;
    }
    *last = carry;
}

/// Whether `p`, known to lie on the line through `a` and `b`, lies between them or on one of them.
fn between(p: Point, a: Point, b: Point) -> bool {
    let within = |p: f64, a: f64, b: f64| a.min(b) <= p && p <= a.max(b);
    within(p.0, a.0, b.0) && within(p.1, a.1, b.1)
}

/// Whether the closed segments `ab` and `cd` have a point in common.
pub(super) fn segments_meet(a: Point, b: Point, c: Point, d: Point) -> bool {
    let (from_c, from_d) = (orientation(a, b, c), orientation(a, b, d));
    let (from_a, from_b) = (orientation(c, d, a), orientation(c, d, b));
    if [from_a, from_b, from_c, from_d] == [Ordering::Equal; 4] {
        between(a, c, d) || between(b, c, d) || between(c, a, b) || between(d, a, b)
    } else {
        from_c != from_d && from_a != from_b
    }
}

/// Whether the way from `a` over `b` to `c` turns back on itself at `b`.
pub(super) fn turns_back(a: Point, b: Point, c: Point) -> bool {
    orientation(a, b, c) == Ordering::Equal && (between(c, a, b) || between(a, b, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_smaller_than_rounding_is_seen() {
        // Kettner et al., "Classroom examples of robustness problems": naive arithmetic calls
        // many of these collinear or turns them the wrong way.
        let ulp = f64::EPSILON / 2.0;
        let (b, c) = ((12.0, 12.0), (24.0, 24.0));
        for i in 0..64_u32 {
            for j in 0..64_u32 {
                let a = (0.5 + f64::from(i) * ulp, 0.5 + f64::from(j) * ulp);
                // Above the diagonal, the way up along it has the point on its left.
                assert_eq!(orientation(b, c, a), j.cmp(&i), "{a:?}");
                assert_eq!(orientation(c, b, a), i.cmp(&j), "{a:?}");
            }
        }
    }

    #[test]
    fn segments_meet_only_where_they_have_a_common_point() {
        let (o, e, n, ne) = ((0.0, 0.0), (2.0, 0.0), (0.0, 2.0), (2.0, 2.0));
        assert!(segments_meet(o, ne, e, n));
        assert!(!segments_meet(o, e, n, ne));
        assert!(segments_meet(o, e, (1.0, 0.0), n), "an end on the other");
        assert!(segments_meet(o, e, (1.0, 0.0), (5.0, 0.0)), "overlap");
        assert!(!segments_meet(o, e, (3.0, 0.0), (5.0, 0.0)), "same line");
        assert!(
            !segments_meet(o, e, (3.0, 0.0), (5.0, 7.0)),
            "line hit outside"
        );
    }

    #[test]
    fn turning_back_is_told_from_going_straight_on() {
        assert!(turns_back((0.0, 0.0), (2.0, 0.0), (1.0, 0.0)));
        assert!(turns_back((0.0, 0.0), (2.0, 0.0), (-1.0, 0.0)));
        assert!(!turns_back((0.0, 0.0), (2.0, 0.0), (3.0, 0.0)));
        assert!(!turns_back((0.0, 0.0), (2.0, 0.0), (1.0, 1.0)));
    }
}
