//! Linear regression two ways: at once, by least squares, and step by step, by descent on the squared
//! loss. With what decides how fast descent is: standardising and the condition number. Serves
//! chapter 06.

mod condition;
mod cost;
mod draws;
mod fastest_steps;
mod least_squares;
mod linear;
mod loss;
mod standardizer;

pub use condition::Condition;
pub use cost::Cost;
pub use draws::descents;
pub use fastest_steps::fastest_steps;
pub use least_squares::{least_squares, normal_equations};
pub use linear::Linear;
pub use loss::SquaredLoss;
pub use standardizer::Standardizer;
