//! What a network of two inputs says all over a square. Serves chapter 07.

use super::Network;
use crate::error::{Error, Result};
use crate::plot::{Axes, levels};

impl Network {
    /// A map of the first output over the square from `low` to `high` in both inputs: eleven levels from 0 to 1. The description is the alternative
    /// text, and stands over the map as its title.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there are two inputs.
    ///
    /// ```
    /// use downhill::activation::Activation::Sigmoid;
    /// use downhill::{ndarray::array, network::{Layer, Network}};
    /// let slope = Network::new(vec![Layer::new(array![[4.0, 0.0]], array![-2.0], Sigmoid)])?;
    /// let figure = slope.output_map("a slope", (0.0, 1.0))?.points("an input", &[(0.5, 0.5)]).draw()?;
    /// assert!(figure.svg().contains("a slope"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn output_map(&self, description: &str, (low, high): (f64, f64)) -> Result<Axes> {
        if self.inputs() != 2 {
            return Err(Error::OutOfRange {
                name: "inputs",
                value: self.inputs() as f64,
                range: "2, to be drawn",
            });
        }
        let output =
            |x1: f64, x2: f64| self.forward(&[x1, x2]).map_or(f64::NAN, |output| output[0]);
        Ok(Axes::new(description)
            .title(description)
            .x_label("x₁")
            .y_label("x₂")
            .x_range(low, high)
            .y_range(low, high)
            .contours(&levels::linear(0.0, 1.0, 11)?, output))
    }
}
