//! From a region of the plane to a network that recognises it: half-planes, AND, OR.
//! Serves the design question of chapter 03.

mod fault;
mod orientation;
mod point;
mod polygon;
mod shapes;

use ndarray::{Array1, Array2};

use super::{Layer, Network};
use crate::activation::Activation;
use crate::error::Result;

pub use fault::{CornerFault, PolygonError};
pub use point::Point;
pub use polygon::convex_pieces;
pub use shapes::{area, gallery, regular};

/// All points on one side of a line, the line included: those with
/// $w_1 x_1 + w_2 x_2 \ge \theta$.
///
/// It is what one threshold neuron with two inputs recognises, for a step that is 1 at 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HalfPlane {
    /// The weights $(w_1, w_2)$. They point into the half-plane.
    pub weights: [f64; 2],
    /// The threshold $\theta$.
    pub threshold: f64,
}

impl HalfPlane {
    /// Whether the point is in it.
    ///
    /// ```
    /// use downhill::network::regions::HalfPlane;
    /// let right = HalfPlane { weights: [1.0, 0.0], threshold: 2.0 };
    /// assert!(right.contains((3.0, -1.0)) && right.contains((2.0, 5.0)));
    /// assert!(!right.contains((1.9, 0.0)));
    /// ```
    pub fn contains(&self, point: Point) -> bool {
        let excess = self.excess(point);
        if excess.is_nan() {
            // Two sums that overflowed; halves of halves do not.
            let part = |x: f64| x / 4.0;
            let smaller = Self {
                weights: self.weights,
                threshold: part(self.threshold),
            };
            return smaller.excess((part(point.0), part(point.1))) >= 0.0;
        }
        excess >= 0.0
    }

    fn excess(&self, (x1, x2): Point) -> f64 {
        self.weights[0] * x1 + self.weights[1] * x2 - self.threshold
    }

    fn left_of(from: Point, to: Point) -> Self {
        let weights = [from.1 - to.1, to.0 - from.0];
        Self {
            weights,
            threshold: weights[0] * from.0 + weights[1] * from.1 + 0.0,
        }
    }

    /// Subtracted from 0 rather than negated, so that no weight is shown as -0.
    fn opposite(self) -> Self {
        Self {
            weights: self.weights.map(|weight| 0.0 - weight),
            threshold: 0.0 - self.threshold,
        }
    }
}

/// The lines on which edges lie: one for each edge, and one for all edges along the same line.
///
/// The two half-planes of an edge have exactly opposite numbers. So of two pieces on either side
/// of a diagonal, at least one contains any point near it, however the sums are rounded.
#[derive(Default)]
struct Lines {
    edges: Vec<((Point, Point), HalfPlane)>,
}

impl Lines {
    /// The half-plane on the left as one walks from one point to another.
    fn left_of(&mut self, from: Point, to: Point) -> HalfPlane {
        let new = HalfPlane::left_of(from, to);
        let line = self.line(if to < from { (to, from) } else { (from, to) });
        let same_way = line.weights[0] * new.weights[0] + line.weights[1] * new.weights[1] > 0.0;
        if same_way { line } else { line.opposite() }
    }

    fn line(&mut self, edge: (Point, Point)) -> HalfPlane {
        if let Some((_, line)) = self.edges.iter().find(|(known, _)| *known == edge) {
            return *line;
        }
        let along = |line: &HalfPlane| line.excess(edge.0) == 0.0 && line.excess(edge.1) == 0.0;
        let known = self.edges.iter().map(|(_, line)| *line).find(along);
        let line = known.unwrap_or_else(|| HalfPlane::left_of(edge.0, edge.1));
        self.edges.push((edge, line));
        line
    }
}

/// One convex piece of a region: the points that all its half-planes have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its corners, anticlockwise.
    pub corners: Vec<Point>,
    /// Its half-planes, as places in [`Regions::half_planes`].
    pub half_planes: Vec<usize>,
}

/// A region made of polygons, taken apart for a network: convex pieces, and the half-planes
/// that bound them. [`network`](Self::network) puts the network together.
///
/// | layer | neurons | each fires when | weights | threshold |
/// |---|---|---|---|---|
/// | 1 | one a half-plane | the point is in its half-plane | the normal | the line's |
/// | 2 | one a convex piece | all $n$ half-planes of its piece fire (AND) | 1 from each of them, else 0 | $n - 1/2$ |
/// | 3 | one | a piece fires (OR) | 1 | $1/2$ |
///
/// A region of a single convex piece needs no third layer. Half-planes that two pieces share are
/// one neuron.
///
/// The region is closed: points on its edge, and on the diagonals inside, belong to it. On
/// diagonals that holds for every floating-point number. On outer edges it holds exactly when
/// $w_1 x_1 + w_2 x_2$ and $\theta$ are computed exactly, as for corners and points with small
/// whole coordinates; otherwise a point on the edge falls on a side as rounding has it.
///
/// # Errors
/// [`PolygonError::NoPolygons`], and [`PolygonError::Corner`] naming the polygon and the corner
/// where one is not simple: see [`convex_pieces`].
///
/// # References
/// S0 §4.2, design question. R. P. Lippmann, "An introduction to computing with neural nets",
/// *IEEE ASSP Magazine* 4 (1987), no. 2, 4–22,
/// [doi:10.1109/MASSP.1987.1165576](https://doi.org/10.1109/MASSP.1987.1165576).
///
/// # Examples
/// ```
/// use downhill::network::regions::Regions;
/// let arrowhead = vec![(0.0, 0.0), (2.0, 1.0), (4.0, 0.0), (2.0, 4.0)];
/// let regions = Regions::new(&[arrowhead])?;
/// assert_eq!(regions.pieces().len(), 2);
/// let network = regions.network()?;
/// assert_eq!(network.sizes(), [2, 6, 2, 1]);
/// assert_eq!(network.forward(&[2.0, 2.0])?[0], 1.0);
/// assert_eq!(network.forward(&[2.0, 0.5])?[0], 0.0); // in the notch
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    pieces: Vec<Piece>,
    half_planes: Vec<HalfPlane>,
}

impl Regions {
    /// Takes the union of simple polygons apart. They may overlap; the corners of each go round
    /// either way, and the first is not repeated at the end.
    ///
    /// # Errors
    /// See [`Regions`].
    pub fn new(polygons: &[Vec<Point>]) -> Result<Self, PolygonError> {
        if polygons.is_empty() {
            return Err(PolygonError::NoPolygons);
        }
        let mut regions = Self {
            pieces: Vec::new(),
            half_planes: Vec::new(),
        };
        let mut lines = Lines::default();
        for (number, corners) in polygons.iter().enumerate() {
            for piece in polygon::pieces_of(number, corners)? {
                regions.push(piece, &mut lines);
            }
        }
        Ok(regions)
    }

    fn push(&mut self, corners: Vec<Point>, lines: &mut Lines) {
        let mut half_planes = Vec::with_capacity(corners.len());
        for (i, &from) in corners.iter().enumerate() {
            let half_plane = lines.left_of(from, corners[(i + 1) % corners.len()]);
            let place = self.place(half_plane);
            if !half_planes.contains(&place) {
                half_planes.push(place);
            }
        }
        self.pieces.push(Piece {
            corners,
            half_planes,
        });
    }

    fn place(&mut self, half_plane: HalfPlane) -> usize {
        let known = self.half_planes.iter().position(|old| *old == half_plane);
        known.unwrap_or_else(|| {
            self.half_planes.push(half_plane);
            self.half_planes.len() - 1
        })
    }

    /// The convex pieces, polygon by polygon.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The different half-planes that bound the pieces.
    pub fn half_planes(&self) -> &[HalfPlane] {
        &self.half_planes
    }

    /// The threshold network with two inputs and one output, 1 in the region and 0 outside.
    ///
    /// # Errors
    /// [`Error::Layer`](crate::Error::Layer) if a weight is not finite, which no accepted corner leads to.
    pub fn network(&self) -> Result<Network<f64>> {
        let mut layers = vec![self.half_plane_layer(), self.and_layer()];
        if self.pieces.len() > 1 {
            layers.push(self.or_layer());
        }
        Network::new(layers)
    }

    fn half_plane_layer(&self) -> Layer<f64> {
        let planes = &self.half_planes;
        let weights = Array2::from_shape_fn((planes.len(), 2), |(h, i)| planes[h].weights[i]);
        let thresholds = planes.iter().map(|plane| plane.threshold).collect();
        Layer::with_thresholds(weights, &thresholds, Activation::Step)
    }

    fn and_layer(&self) -> Layer<f64> {
        let mut weights = Array2::zeros((self.pieces.len(), self.half_planes.len()));
        for (j, piece) in self.pieces.iter().enumerate() {
            for &h in &piece.half_planes {
                weights[(j, h)] = 1.0;
            }
        }
        let thresholds = weights.map_axis(ndarray::Axis(1), |row| row.sum() - 0.5);
        Layer::with_thresholds(weights, &thresholds, Activation::Step)
    }

    fn or_layer(&self) -> Layer<f64> {
        let weights = Array2::ones((1, self.pieces.len()));
        Layer::with_thresholds(weights, &Array1::from_elem(1, 0.5), Activation::Step)
    }
}
