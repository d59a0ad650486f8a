//! Simple polygons: checked, and cut into convex pieces.

use std::cmp::Ordering;

use super::fault::{CornerFault, PolygonError};
use super::orientation::{LARGEST_COORDINATE, orientation, segments_meet, turns_back};
use super::point::Point;

/// Cuts a simple polygon into convex pieces along diagonals, from corner to corner.
/// Together they cover the polygon and overlap only in the diagonals.
///
/// The corners may go round either way; the pieces go round anticlockwise. Corners in the middle
/// of a straight side are dropped. The first corner is not repeated at the end. A convex polygon
/// comes back in one piece. Every piece begins with the earliest of its corners.
///
/// An ear is a triangle of three corners in a row that lies in the polygon and has no other corner in it. Meisters proved that a
/// polygon with more than three corners has at least two. So ears are clipped until a triangle remains. Then every
/// diagonal is removed whose two pieces are convex together; by Hertel and Mehlhorn no cut into convex pieces has fewer
/// than a quarter of the pieces found. It need not be the best: chapter 03's arrow comes in three pieces, and two would do.
///
/// All decisions rest on whether three points turn left or right. Rounding could leave a polygon without an ear, so that sign is
/// computed exactly, as Shewchuk showed.
///
/// # Errors
/// [`PolygonError::Corner`], which names the corner: fewer than three corners, a coordinate that is
/// not finite or larger than $10^{100}$, a corner met twice, edges that cross or touch, or all
/// corners on one line. The polygon is called number 0.
///
/// # References
/// G. H. Meisters, "Polygons have ears", *American Mathematical Monthly* 82 (1975), 648–651,
/// [doi:10.2307/2319703](https://doi.org/10.2307/2319703) (every simple polygon with more than
/// three corners has two ears that do not overlap). S. Hertel and K. Mehlhorn, "Fast
/// triangulation of simple polygons", FCT 1983, LNCS 158, 207–218,
/// [doi:10.1007/3-540-12689-9_105](https://doi.org/10.1007/3-540-12689-9_105) (removing
/// diagonals). J. R. Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric predicates",
/// *Discrete & Computational Geometry* 18 (1997), 305–363, [doi:10.1007/PL00009321](https://doi.org/10.1007/PL00009321).
///
/// # Examples
/// ```
/// use downhill::network::regions::convex_pieces;
/// let square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)];
/// assert_eq!(convex_pieces(&square)?, [square]);
/// // With its notch, the arrowhead is not convex.
/// let arrowhead = [(0.0, 0.0), (2.0, 1.0), (4.0, 0.0), (2.0, 4.0)];
/// assert_eq!(convex_pieces(&arrowhead)?.len(), 2);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn convex_pieces(corners: &[Point]) -> Result<Vec<Vec<Point>>, PolygonError> {
    pieces_of(0, corners)
}

/// [`convex_pieces`] of the polygon that errors call `polygon`.
pub(super) fn pieces_of(
    polygon: usize,
    corners: &[Point],
) -> Result<Vec<Vec<Point>>, PolygonError> {
    validate(polygon, corners)?;
    let ring = anticlockwise(corners);
    let mut pieces = triangles(corners, ring);
    merge(corners, &mut pieces);
    for piece in &mut pieces {
        let first = (0..piece.len()).min_by_key(|&i| piece[i]);
        piece.rotate_left(first.unwrap_or(0));
    }
    let points = |piece: Vec<usize>| piece.into_iter().map(|corner| corners[corner]).collect();
    Ok(pieces.into_iter().map(points).collect())
}

/// Fails at the first corner where the polygon is not simple.
fn validate(polygon: usize, corners: &[Point]) -> Result<(), PolygonError> {
    let count = corners.len();
    let at = |corner: usize, fault: CornerFault| {
        Err(PolygonError::Corner {
            polygon,
            corner,
            fault,
        })
    };
    if count < 3 {
        return at(count, CornerFault::TooFew { count });
    }
    for (corner, &(x, y)) in corners.iter().enumerate() {
        // Written so that NaN fails too.
        if !(x.abs() <= LARGEST_COORDINATE && y.abs() <= LARGEST_COORDINATE) {
            return at(corner, CornerFault::Coordinate { x, y });
        }
        if let Some(first) = corners[..corner].iter().position(|&p| p == (x, y)) {
            return at(corner, CornerFault::Repeated { first });
        }
    }
    let on_first_line =
        |&corner: &Point| orientation(corners[0], corners[1], corner) == Ordering::Equal;
    if corners.iter().all(on_first_line) {
        return at(count - 1, CornerFault::OneLine);
    }
    let next = |corner: usize| (corner + 1) % count;
    for first in 0..count {
        let (a, b) = (corners[first], corners[next(first)]);
        if turns_back(a, b, corners[next(next(first))]) {
            let edge = next(first);
            return at(edge, CornerFault::Crossing { edge: first });
        }
        for edge in first + 2..count {
            // The last edge ends where the first begins.
            let neighbours = next(edge) == first;
            if !neighbours && segments_meet(a, b, corners[edge], corners[next(edge)]) {
                return at(edge, CornerFault::Crossing { edge: first });
            }
        }
    }
    Ok(())
}

/// The turn at place `i` of a ring of corner numbers.
fn turn(corners: &[Point], ring: &[usize], i: usize) -> Ordering {
    let (before, at, after) = around(ring, i);
    orientation(corners[before], corners[at], corners[after])
}

/// The corner numbers before, at and after place `i` of a ring.
fn around(ring: &[usize], i: usize) -> (usize, usize, usize) {
    let count = ring.len();
    (
        ring[(i + count - 1) % count],
        ring[i],
        ring[(i + 1) % count],
    )
}

/// The corner numbers in anticlockwise order, without those in the middle of a straight side.
fn anticlockwise(corners: &[Point]) -> Vec<usize> {
    let all: Vec<usize> = (0..corners.len()).collect();
    let mut ring: Vec<usize> = (0..corners.len())
        .filter(|&i| turn(corners, &all, i) != Ordering::Equal)
        .collect();
    // The lowest corner, the leftmost of them, is convex: it turns as the polygon does.
    let lowest = (0..ring.len())
        .min_by(|&i, &j| {
            let (p, q) = (corners[ring[i]], corners[ring[j]]);
            p.1.total_cmp(&q.1).then(p.0.total_cmp(&q.0))
        })
        .expect("a polygon that encloses an area has corners");
    if turn(corners, &ring, lowest) == Ordering::Less {
        ring.reverse();
    }
    ring
}

/// Clips ears until only triangles remain.
fn triangles(corners: &[Point], mut ring: Vec<usize>) -> Vec<Vec<usize>> {
    let mut triangles = Vec::with_capacity(ring.len());
    while ring.len() > 3 {
        let ear = (0..ring.len())
            .find(|&i| is_ear(corners, &ring, i))
            .expect("a simple polygon has two ears");
        let (before, tip, after) = around(&ring, ear);
        triangles.push(vec![before, tip, after]);
        ring.remove(ear);
    }
    triangles.push(ring);
    triangles
}

/// Whether the corner at place `i` can be cut off along the diagonal between its neighbours.
fn is_ear(corners: &[Point], ring: &[usize], i: usize) -> bool {
    if turn(corners, ring, i) != Ordering::Greater {
        return false;
    }
    let (before, tip, after) = around(ring, i);
    let [a, b, c] = [before, tip, after].map(|corner| corners[corner]);
    let outside = |p: Point| {
        [(a, b), (b, c), (c, a)]
            .into_iter()
            .any(|(from, to)| orientation(from, to, p) == Ordering::Less)
    };
    ring.iter()
        .filter(|&&corner| corner != before && corner != tip && corner != after)
        .all(|&corner| outside(corners[corner]))
}

/// Removes diagonals as long as what they divide is convex together.
fn merge(corners: &[Point], pieces: &mut Vec<Vec<usize>>) {
    let mut first = 0;
    while first < pieces.len() {
        match partner(corners, pieces, first) {
            Some((second, joined)) => {
                pieces[first] = joined;
                pieces.remove(second);
            }
            None => first += 1,
        }
    }
}

/// A later piece that is convex together with piece `first`, and the two joined.
fn partner(corners: &[Point], pieces: &[Vec<usize>], first: usize) -> Option<(usize, Vec<usize>)> {
    let later = pieces.iter().enumerate().skip(first + 1);
    later
        .filter_map(|(second, piece)| Some((second, join(&pieces[first], piece)?)))
        .find(|(_, joined)| (0..joined.len()).all(|i| turn(corners, joined, i) != Ordering::Less))
}

/// Two rings joined along the edge they share, if they share one.
fn join(left: &[usize], right: &[usize]) -> Option<Vec<usize>> {
    let (left_at, right_at) = (0..left.len()).find_map(|i| {
        let (_, from, to) = around(left, i);
        // The neighbour runs along the same edge the other way.
        let j = (0..right.len()).find(|&j| {
            let (_, from_right, to_right) = around(right, j);
            (from_right, to_right) == (to, from)
        })?;
        Some((i, j))
    })?;
    let along = |ring: &[usize], start: usize, count: usize| -> Vec<usize> {
        (0..count)
            .map(|step| ring[(start + step) % ring.len()])
            .collect()
    };
    let mut joined = along(left, left_at + 1, left.len());
    joined.extend(along(right, right_at + 2, right.len() - 2));
    Some(joined)
}
