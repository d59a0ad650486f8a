//! What varies from seed to seed, drawn: medians with the band in which all runs lie.

use super::Axes;
use crate::spread::Spread;

impl Axes {
    /// A curve of medians with the band from the least to the greatest, both in the data colour with this
    /// index: `(x, spread)` from left to right.
    ///
    /// ```
    /// use downhill::{plot::Axes, spread::Spread};
    ///
    /// let runs = [vec![1.0, 0.5, 0.1], vec![1.2, 0.6, 0.3], vec![0.9, 0.5, 0.2]];
    /// let curve: Vec<(f64, Spread)> = (0..).map(f64::from).zip(Spread::across(&runs)?).collect();
    /// let figure = Axes::new("three losses that fall").spreads("loss", 0, &curve).draw()?;
    /// assert!(figure.svg().contains("loss"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn spreads(&self, name: &str, color: usize, curve: &[(f64, Spread)]) -> Self {
        let band: Vec<(f64, f64, f64)> = curve
            .iter()
            .map(|(x, spread)| (*x, spread.least, spread.greatest))
            .collect();
        let medians: Vec<(f64, f64)> = curve
            .iter()
            .map(|(x, spread)| (*x, spread.median))
            .collect();
        self.band("", &band)
            .color(color)
            .line(name, &medians)
            .color(color)
            .solid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_of_spreads_is_its_band_and_its_medians() {
        let curve = [
            (1.0, Spread::of(&[1.0, 2.0, 6.0]).unwrap()),
            (2.0, Spread::of(&[0.5, 1.0, 2.0]).unwrap()),
        ];
        let axes = Axes::new("two points").x_range(0.0, 3.0).y_range(0.0, 7.0);
        let drawn = axes.spreads("runs", 1, &curve).draw().unwrap();
        let by_hand = axes
            .band("", &[(1.0, 1.0, 6.0), (2.0, 0.5, 2.0)])
            .color(1)
            .line("runs", &[(1.0, 2.0), (2.0, 1.0)])
            .color(1)
            .solid();
        assert_eq!(drawn.svg(), by_hand.draw().unwrap().svg());
    }

    #[test]
    fn a_place_that_is_no_number_is_refused() {
        let spread = Spread::of(&[1.0, 2.0]).unwrap();
        let figure = Axes::new("nowhere").spreads("runs", 0, &[(f64::NAN, spread)]);
        assert!(figure.draw().is_err());
    }
}
