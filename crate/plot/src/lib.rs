//! Figures: drawn from computed data, shown in a notebook and on the page as SVG, each with an alt text.
//!
//! | to show | build |
//! |---|---|
//! | points, lines, bars, classes of the plane, contours, heat maps, fields of arrows | [`Axes`] |
//! | surfaces, paths and vectors in space | [`Axes3d`] |
//! | several of these side by side, or frames one after the other | [`Figure::panels`], [`Figure::animation`] |
//! | a layered network | [`Diagram`] |
//! | dated events | [`Timeline`] |
//!
//! Start with the alt text, add what there is to see, and `draw`: the result is a [`Figure`], which displays itself in a
//! notebook and saves itself as SVG or PNG. Bad input is reported by `draw`, as an [`Error`] that carries the value.
//! The library `downhill` re-exports this crate as `downhill::plot`; every chapter uses it.
//!
//! ```
//! use downhill_plot::Axes;
//!
//! let parabola: Vec<(f64, f64)> = (-10..=10).map(|i| f64::from(i) / 5.0).map(|x| (x, x * x)).collect();
//! let figure = Axes::new("a parabola with its lowest point at the origin")
//!     .x_label("x")
//!     .y_label("x²")
//!     .line("x²", &parabola)
//!     .points("minimum", &[(0.0, 0.0)])
//!     .draw()?;
//! assert!(figure.svg().contains("minimum"));
//! # Ok::<(), downhill_plot::Error>(())
//! ```
//!
//! # What is plotters' and what is not
//! From [`plotters`] come the chart with its coordinates, grid, axes, ticks and labels, the projection of space, the elements
//! that marks are made of, the styles of lines, fills and type, the palette's turns, the colour map *viridis*, and the
//! interface of a drawing backend, through which all of it reaches the canvas.
//!
//! That canvas is our own: plotters' SVG backend knows whole pixels only, needs several times the bytes, and its text needs
//! the fonts of the machine. Ours as well are the scales, which choose the ticks and write their numbers; layout, legends and colour scales; cutting
//! and thinning of lines; decision regions; what hides what in space; and diagrams and timelines. The crate `contour`
//! finds level sets, `tiny-skia` paints PNG images.
//!
//! # Colours
//! Neutral parts are drawn in `#24292f` (text and axes), `#6e7781` (remarks), `#d0d7de` (grid) on a
//! `<rect class="paper" fill="#ffffff"/>`, so that a page with a dark theme can remap these; data colours read on both grounds.
//! Heights are coloured by a map that is even to the eye; what is drawn on it has a light halo, and neutral
//! parts in such a halo stay dark on every page.

mod animation;
mod arrows;
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
mod digits;
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
mod limits;
mod matrix;
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
mod tabular;
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
pub use space::Axes3d;
pub use timeline::Timeline;
