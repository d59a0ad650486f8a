//! What keeps polygons from being a region.

use crate::error::Error;

/// Why polygons are refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PolygonError {
    /// There is no polygon.
    #[error("the list of polygons is empty")]
    NoPolygons,
    /// A polygon that is not simple.
    #[error("polygon {polygon}, corner {corner}: {fault}")]
    Corner {
        /// Which polygon, counted from 0.
        polygon: usize,
        /// Which of its corners, counted from 0.
        corner: usize,
        /// What is wrong there.
        fault: CornerFault,
    },
}

/// What keeps a list of corners from being a simple polygon, at the corner where it shows.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CornerFault {
    /// The list ends too early.
    #[error("missing; there are {count} corners, and a polygon has 3 or more")]
    TooFew {
        /// How many corners there are.
        count: usize,
    },
    /// A coordinate that cannot be worked with.
    #[error("({x}, {y}); every coordinate must be finite and at most 1e100 in size")]
    Coordinate {
        /// The first coordinate.
        x: f64,
        /// The second.
        y: f64,
    },
    /// A corner met before.
    #[error("the same point as corner {first}; the outline may meet a point only once")]
    Repeated {
        /// Where it was met.
        first: usize,
    },
    /// All corners on one line.
    #[error("on one line with all the others; the polygon has no area")]
    OneLine,
    /// An edge that crosses or touches another, or runs back along it.
    #[error(
        "the edge from here meets the edge from corner {edge}; edges may meet only in the corner they share"
    )]
    Crossing {
        /// The corner at which the other edge begins.
        edge: usize,
    },
}

impl From<PolygonError> for Error {
    fn from(error: PolygonError) -> Self {
        match error {
            PolygonError::NoPolygons => Self::Empty {
                what: "the list of polygons",
            },
            PolygonError::Corner {
                polygon,
                corner,
                fault,
            } => Self::Corner {
                polygon,
                corner,
                fault: fault.to_string(),
            },
        }
    }
}
