//! Figures: drawn from computed data, shown in a notebook and on the page as SVG, each with an alt text.
//!
//! Build [`Axes`], or [`Axes3d`] for a plot in space, add series, and [`draw`](Axes::draw): the result is a [`Figure`],
//! which displays itself. [`Figure::panels`] puts several side by side. Every chapter uses it. plotters places and draws everything, onto a canvas of our own: its SVG backend knows
//! whole pixels only, needs several times the bytes, and its text needs the fonts of the machine.
//!
//! Neutral parts are drawn in `#24292f` (text and axes), `#6e7781` (remarks), `#d0d7de` (grid) on a
//! `<rect class="paper" fill="#ffffff"/>`, so that a page with a dark theme can remap these; data colours read on both grounds.
//! Heights are coloured by a map that is even to the eye; what is drawn on it has a light halo, and neutral
//! parts in such a halo stay dark on every page.

mod animation;
mod axes;
mod axis;
mod brush;
mod canvas;
mod check;
mod clip;
mod color_scale;
mod colormap;
mod contours;
mod decision_regions;
mod diagram;
mod directions;
mod error;
mod field;
mod fields;
mod figure;
mod functions;
mod heat_map;
mod inking;
mod intervals;
mod kinds;
mod layout;
mod legend;
pub mod levels;
mod measured;
mod numbers;
mod palette;
mod panels;
#[cfg(feature = "png")]
mod png;
mod png_file;
mod raster;
mod scale;
mod series;
mod single;
mod sketch;
mod space;
mod stage;
mod svg;
mod text;
mod thin;
mod timeline;
mod with;

pub use axes::Axes;
pub use diagram::{Diagram, Layered};
pub use error::{Error, Result};
pub use figure::Figure;
pub use intervals::Interval;
pub use panels::Panel;
pub use plotters;
pub use space::Axes3d;
pub use timeline::Timeline;
