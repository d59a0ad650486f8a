//! What can be drawn on axes: the data of each kind of series, and how far it reaches.

use crate::clip::Coord;
use crate::contours::Contours;
use crate::decision_regions::DecisionRegions;
use crate::directions::Directions;
use crate::heat_map::HeatMap;
use crate::matrix::Matrix;
use crate::palette::{self, Dash};
use plotters::style::RGBColor;

/// One drawn thing and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series {
    /// Its entry in the legend; empty for none.
    pub(crate) name: String,
    pub(crate) ink: Ink,
    pub(crate) marker: palette::Marker,
    pub(crate) dash: Dash,
    pub(crate) shape: Shape,
}

/// Where a series' colour comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The data colour with this index.
    Data(usize),
    /// The colour of text and axes.
    Neutral,
    /// The colour of remarks.
    Muted,
}

impl Ink {
    pub(crate) fn color(self) -> RGBColor {
        match self {
            Ink::Data(index) => palette::color(index),
            Ink::Neutral => palette::INK,
            Ink::Muted => palette::MUTED,
        }
    }
}

/// The data of a series, in the units of the axes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Markers.
    Points(Vec<Coord>),
    /// Rings about points.
    Rings(Vec<Coord>),
    /// Polylines, with gaps between them.
    Lines(Vec<Vec<Coord>>),
    /// A closed outline, tinted inside.
    Polygon(Vec<Coord>),
    /// The line w·x = θ.
    DecisionLine(Coord, f64),
    /// Both sides of w·x = θ, tinted as classes 0 and 1.
    HalfPlanes(Coord, f64),
    /// A classifier's regions, tinted by class.
    DecisionRegions(DecisionRegions),
    /// A line across, at a height.
    Horizontal(f64),
    /// A line up, at an abscissa.
    Vertical(f64),
    /// Bars of a width from a base: left edge, right edge, height.
    Bars(Vec<(f64, f64, f64)>),
    /// Vertical intervals with a middle: x, low, middle, high.
    Intervals(Vec<[f64; 4]>),
    /// The area between two curves: x, low, high.
    Band(Vec<[f64; 3]>),
    /// A remark beside a point.
    Text(Coord, String),
    /// Arrows: tail and tip.
    Arrows(Vec<(Coord, Coord)>),
    /// Arrows of one length.
    Directions(Directions),
    /// Level sets.
    Contours(Contours),
    /// A colour for each point.
    HeatMap(HeatMap),
    /// A colour and a number for each cell.
    Matrix(Matrix),
    /// For the legend of a plot in space: a surface that is coloured by its height, and one of one colour.
    Ramp,
    Sheet,
}

/// The order of drawing: areas lie on what fills the axes and under lines, lines under markers, words on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Field,
    Area,
    Line,
    Ring,
    Marker,
    Word,
}

impl Series {
    pub(crate) fn layer(&self) -> Layer {
        match self.shape {
            Shape::HalfPlanes(..) | Shape::DecisionRegions(_) | Shape::Band(_) | Shape::Bars(_) => {
                Layer::Area
            }
            Shape::Contours(_)
            | Shape::HeatMap(_)
            | Shape::Matrix(_)
            | Shape::Ramp
            | Shape::Sheet => Layer::Field,
            Shape::Lines(_)
            | Shape::Polygon(_)
            | Shape::DecisionLine(..)
            | Shape::Horizontal(_)
            | Shape::Vertical(_)
            | Shape::Directions(_)
            | Shape::Arrows(_) => Layer::Line,
            Shape::Rings(_) => Layer::Ring,
            Shape::Points(_) | Shape::Intervals(_) => Layer::Marker,
            Shape::Text(..) => Layer::Word,
        }
    }

    /// Every point that the axes should show; a coordinate that says nothing is NaN.
    pub(crate) fn reach(&self) -> Vec<Coord> {
        const ANY: f64 = f64::NAN;
        match &self.shape {
            Shape::Points(points) | Shape::Rings(points) | Shape::Polygon(points) => points.clone(),
            Shape::Lines(lines) => lines.concat(),
            Shape::DecisionLine(..)
            | Shape::HalfPlanes(..)
            | Shape::DecisionRegions(_)
            | Shape::Directions(_)
            | Shape::Contours(_)
            | Shape::HeatMap(_)
            | Shape::Ramp
            | Shape::Sheet => Vec::new(),
            Shape::Matrix(matrix) => matrix.corners().to_vec(),
            Shape::Horizontal(y) => vec![(ANY, *y)],
            Shape::Vertical(x) => vec![(*x, ANY)],
            Shape::Bars(bars) => bars
                .iter()
                .flat_map(|&(left, right, height)| [(left, height), (right, height)])
                .collect(),
            Shape::Intervals(intervals) => intervals
                .iter()
                .flat_map(|&[x, low, _, high]| [(x, low), (x, high)])
                .collect(),
            Shape::Band(band) => band
                .iter()
                .flat_map(|&[x, low, high]| [(x, low), (x, high)])
                .collect(),
            Shape::Text(at, _) => vec![*at],
            Shape::Arrows(arrows) => arrows.iter().flat_map(|&(a, b)| [a, b]).collect(),
        }
    }
}
