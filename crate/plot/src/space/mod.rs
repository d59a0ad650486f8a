//! [`Axes3d`]: a plot in space, for surfaces over two variables and for vectors.

mod axes;
mod drawing;
mod facets;
mod frame;
mod item;
mod kinds;
mod scene;
mod sheet;
mod view;

pub use axes::Axes3d;
