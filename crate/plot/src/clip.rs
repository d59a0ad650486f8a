//! Cutting lines and polygons to a box, before any pixel is computed.
//!
//! A diverging run has points at 10³⁰⁰, which no drawing survives; what leaves this module lies in the box.

/// The coordinates of a point, or of a vector, in the plane.
pub(crate) type Coord = (f64, f64);

/// A closed axis-parallel box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: (f64, f64),
    pub(crate) y: (f64, f64),
}

impl Rect {
    pub(crate) const UNIT: Rect = Rect {
        x: (0.0, 1.0),
        y: (0.0, 1.0),
    };

    /// Is the point in the box? A hair's breadth of rounding is allowed.
    pub(crate) fn contains(&self, (x, y): Coord) -> bool {
        let slack = |(from, to): (f64, f64)| (to - from) * 1e-9;
        let (sx, sy) = (slack(self.x), slack(self.y));
        (self.x.0 - sx..=self.x.1 + sx).contains(&x) && (self.y.0 - sy..=self.y.1 + sy).contains(&y)
    }

    /// The part of the segment from `p` to `q` inside the box, as parameters along it
    /// (Liang and Barsky, 1984); `None` if it misses.
    fn parameters(&self, p: Coord, q: Coord, (mut from, mut to): (f64, f64)) -> Option<(f64, f64)> {
        let step = (q.0 - p.0, q.1 - p.1);
        for (start, step, (low, high)) in [(p.0, step.0, self.x), (p.1, step.1, self.y)] {
            if step == 0.0 {
                if start < low || start > high {
                    return None;
                }
                continue;
            }
            let (a, b) = ((low - start) / step, (high - start) / step);
            from = from.max(a.min(b));
            to = to.min(a.max(b));
        }
        (from <= to).then_some((from, to))
    }

    /// The part of the segment inside the box.
    pub(crate) fn segment(&self, p: Coord, q: Coord) -> Option<(Coord, Coord)> {
        let (from, to) = self.parameters(p, q, (0.0, 1.0))?;
        let end = |t: f64, exact: Coord, at: f64| {
            if t == at {
                return exact;
            }
            // On the way from far out, rounding is larger than the box.
            let (x, y) = along(p, q, t);
            (x.clamp(self.x.0, self.x.1), y.clamp(self.y.0, self.y.1))
        };
        Some((end(from, p, 0.0), end(to, q, 1.0)))
    }

    /// The pieces of a polyline inside the box.
    pub(crate) fn polyline(&self, points: &[Coord]) -> Vec<Vec<Coord>> {
        let mut pieces: Vec<Vec<Coord>> = Vec::new();
        for pair in points.windows(2) {
            let Some((p, q)) = self.segment(pair[0], pair[1]) else {
                continue;
            };
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&p) => piece.push(q),
                _ => pieces.push(vec![p, q]),
            }
        }
        pieces
    }

    /// The part of a polygon inside the box (Sutherland and Hodgman, 1974).
    pub(crate) fn polygon(&self, points: &[Coord]) -> Vec<Coord> {
        let mut polygon = points.to_vec();
        for (normal, offset) in [
            ((1.0, 0.0), self.x.0),
            ((-1.0, 0.0), -self.x.1),
            ((0.0, 1.0), self.y.0),
            ((0.0, -1.0), -self.y.1),
        ] {
            polygon = half_plane(&polygon, normal, offset);
        }
        polygon
    }

    /// Where the line `normal · x = offset` enters and leaves the box.
    pub(crate) fn line(&self, normal: Coord, offset: f64) -> Option<(Coord, Coord)> {
        let (normal, offset) = scaled(normal, offset);
        let square = normal.0 * normal.0 + normal.1 * normal.1;
        let foot = (normal.0 * offset / square, normal.1 * offset / square);
        let ahead = (foot.0 - normal.1, foot.1 + normal.0);
        let everywhere = (f64::NEG_INFINITY, f64::INFINITY);
        let (from, to) = self.parameters(foot, ahead, everywhere)?;
        let on_box = |p: Coord| {
            let x = p.0.clamp(self.x.0, self.x.1);
            (x, p.1.clamp(self.y.0, self.y.1))
        };
        Some((
            on_box(along(foot, ahead, from)),
            on_box(along(foot, ahead, to)),
        ))
    }

    /// The corners, counter-clockwise from the lower left.
    pub(crate) fn corners(&self) -> [Coord; 4] {
        let ((x0, x1), (y0, y1)) = (self.x, self.y);
        [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    }
}

/// The same line with a normal of usual size, whose square neither overflows nor vanishes; by a power of two, which
/// changes no digit.
pub(crate) fn scaled((a, b): Coord, offset: f64) -> (Coord, f64) {
    let largest = a.abs().max(b.abs());
    if (1e-100..1e100).contains(&largest) || largest == 0.0 {
        return ((a, b), offset);
    }
    let power = (-largest.log2().floor()).clamp(-1022.0, 1022.0) as i32;
    let scale = 2f64.powi(power);
    ((a * scale, b * scale), offset * scale)
}

/// The part of a polygon where `normal · x ≥ offset`.
pub(crate) fn half_plane(polygon: &[Coord], normal: Coord, offset: f64) -> Vec<Coord> {
    let excess = |p: Coord| normal.0 * p.0 + normal.1 * p.1 - offset;
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    for (i, &q) in polygon.iter().enumerate() {
        let p = polygon[(i + polygon.len() - 1) % polygon.len()];
        let (before, here) = (excess(p), excess(q));
        if (before < 0.0) != (here < 0.0) {
            kept.push(along(p, q, before / (before - here)));
        }
        if here >= 0.0 {
            kept.push(q);
        }
    }
    kept
}

/// The point at parameter `t` on the way from `p` to `q`.
pub(crate) fn along(p: Coord, q: Coord, t: f64) -> Coord {
    (p.0 + t * (q.0 - p.0), p.1 + t * (q.1 - p.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect {
        x: (-1.0, 3.0),
        y: (0.0, 2.0),
    };

    #[test]
    fn a_line_ends_on_the_box() {
        assert_eq!(BOX.line((1.0, 0.0), 2.0), Some(((2.0, 0.0), (2.0, 2.0))));
        assert_eq!(BOX.line((0.0, 2.0), 1.0), Some(((3.0, 0.5), (-1.0, 0.5))));
        // x + y = 2 from (2, 0) to (0, 2)
        assert_eq!(BOX.line((1.0, 1.0), 2.0), Some(((2.0, 0.0), (0.0, 2.0))));
        assert_eq!(BOX.line((1.0, 0.0), 3.5), None);
    }

    #[test]
    fn a_polyline_that_leaves_comes_back_in_pieces() {
        let pieces = BOX.polyline(&[(0.0, 1.0), (1.0, 1.0), (1.0, 5.0), (2.0, 5.0), (2.0, 1.0)]);
        assert_eq!(
            pieces,
            [
                vec![(0.0, 1.0), (1.0, 1.0), (1.0, 2.0)],
                vec![(2.0, 2.0), (2.0, 1.0)]
            ]
        );
        assert!(BOX.polyline(&[(5.0, 5.0), (1e300, 5.0)]).is_empty());
    }

    #[test]
    fn half_planes_share_the_box() {
        let above = half_plane(&BOX.corners(), (0.0, 1.0), 0.5);
        assert_eq!(above, [(-1.0, 0.5), (3.0, 0.5), (3.0, 2.0), (-1.0, 2.0)]);
        let square = [(-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0)];
        assert_eq!(BOX.polygon(&square).len(), 4);
        assert!(BOX.polygon(&square).iter().all(|&p| BOX.contains(p)));
    }
}
