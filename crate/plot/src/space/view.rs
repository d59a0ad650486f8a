//! From the box of the axes to the canvas: plotters' projection, turned and placed.

use plotters::coord::ranged3d::ProjectionMatrix;

/// A place in the box of the axes: 0 to 1 along each.
pub(super) type Place = [f64; 3];

/// How the box is seen: along parallel lines, so that equal lengths stay equal.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    matrix: ProjectionMatrix,
    /// The lengths of the box's edges.
    edges: [f64; 3],
}

impl View {
    /// Seen from the side at `azimuth`, counted from the x axis towards the y axis, and from `elevation` above the
    /// floor, both in degrees; the middle of the box lies at the origin.
    pub(super) fn new((azimuth, elevation): (f64, f64), edges: [f64; 3]) -> Self {
        let (a, e) = (azimuth.to_radians(), elevation.to_radians());
        // To the right, down, and out of the canvas.
        let matrix = ProjectionMatrix::from([
            [-a.sin(), a.cos(), 0.0, 0.0],
            [e.sin() * a.cos(), e.sin() * a.sin(), -e.cos(), 0.0],
            [e.cos() * a.cos(), e.cos() * a.sin(), e.sin(), 0.0],
            [0.0, 0.0, 0.0, 1.0],
        ]);
        View { matrix, edges }
    }

    /// The same, larger and with its middle elsewhere.
    pub(super) fn placed(&self, factor: f64, (x, y): (f64, f64)) -> Self {
        let to = ProjectionMatrix::scale(factor) * ProjectionMatrix::shift(x, y, 0.0);
        View {
            matrix: self.matrix * to,
            edges: self.edges,
        }
    }

    /// Where a place lies on the canvas.
    pub(super) fn at(&self, place: Place) -> (f64, f64) {
        let m = self.matrix.as_ref();
        let row = |r: usize| {
            (0..3)
                .map(|i| m[r][i] * (place[i] - 0.5) * self.edges[i])
                .sum::<f64>()
                + m[r][3]
        };
        (row(0), row(1))
    }

    /// The way to the eye, in fractions of the axes.
    pub(super) fn to_eye(self) -> Place {
        let out = self.matrix.as_ref()[2];
        [0, 1, 2].map(|i| out[i] / self.edges[i])
    }

    /// Which end of x, and which of y, is nearer to the eye.
    pub(super) fn near(&self) -> [f64; 2] {
        // Seen from right above, what is lower on the canvas counts as nearer, or else what is to the left.
        let m = self.matrix.as_ref();
        [0, 1].map(|i| match m[2][i] + m[1][i] {
            near if near > 1e-9 => 1.0,
            far if far < -1e-9 => 0.0,
            _ if m[0][i] > 0.0 => 0.0,
            _ => 1.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close((a, b): (f64, f64), (c, d): (f64, f64)) -> bool {
        (a - c).abs() < 1e-12 && (b - d).abs() < 1e-12
    }

    #[test]
    fn from_above_and_from_the_front_the_axes_lie_where_they_should() {
        let above = View::new((-90.0, 90.0), [2.0, 2.0, 2.0]);
        assert!(close(above.at([1.0, 0.5, 0.3]), (1.0, 0.0)));
        assert!(close(above.at([0.5, 1.0, 0.9]), (0.0, -1.0)));
        assert_eq!(above.near(), [0.0, 0.0], "x is drawn below, y to the left");
        let front = View::new((-90.0, 0.0), [2.0, 2.0, 1.0]).placed(10.0, (100.0, 50.0));
        assert!(close(front.at([1.0, 0.7, 0.5]), (110.0, 50.0)));
        assert!(close(front.at([0.5, 0.2, 1.0]), (100.0, 45.0)));
        assert_eq!(front.near()[1], 0.0);
    }
}
