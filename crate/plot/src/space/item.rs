//! One thing in the box of a plot in space, and what it is.

use super::view::Place;
use crate::contours::Contours;
use crate::field::Grid;
use crate::palette::{Dash, Marker};
use crate::series::Ink;

/// One thing in the box, and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) ink: Ink,
    pub(super) marker: Marker,
    pub(super) dash: Dash,
    pub(super) body: Body,
}

/// What it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    Surface(Grid),
    Line(Vec<Place>),
    Points(Vec<Place>),
    /// From its tail to its tip.
    Arrow(Place, Place),
    Floor(Contours),
}
