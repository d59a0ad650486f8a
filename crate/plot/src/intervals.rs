//! What varies from seed to seed, drawn: medians with the band in which all runs lie.

use crate::axes::Axes;

/// What several runs gave at one place: an interval with its middle.
///
/// `downhill::spread::Spread` converts into one, from the least to the greatest with the median as the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The value in the middle.
    pub middle: f64,
    /// The upper end.
    pub high: f64,
}

impl Axes {
    /// A curve of middles, as medians, with the band that the intervals about them make, both in the data colour with
    /// this index: `(x, interval)` from left to right.
    ///
    /// ```
    /// use downhill_plot::{Axes, Interval};
    ///
    /// let loss = |low, middle, high| Interval { low, middle, high };
    /// let curve = [(0.0, loss(0.9, 1.0, 1.2)), (1.0, loss(0.5, 0.5, 0.6)), (2.0, loss(0.1, 0.2, 0.3))];
    /// let figure = Axes::new("losses of three runs that fall").spreads("loss", 0, &curve).draw()?;
    /// assert!(figure.svg().contains("loss"));
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn spreads<I>(&self, name: &str, color: usize, curve: &[(f64, I)]) -> Self
    where
        I: Copy + Into<Interval>,
    {
        let intervals = || curve.iter().map(|&(x, interval)| (x, interval.into()));
        let band: Vec<(f64, f64, f64)> = intervals()
            .map(|(x, Interval { low, high, .. })| (x, low, high))
            .collect();
        let medians: Vec<(f64, f64)> = intervals().map(|(x, one)| (x, one.middle)).collect();
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

    fn interval(low: f64, middle: f64, high: f64) -> Interval {
        Interval { low, middle, high }
    }

    #[test]
    fn a_curve_of_spreads_is_its_band_and_its_medians() {
        let curve = [
            (1.0, interval(1.0, 2.0, 6.0)),
            (2.0, interval(0.5, 1.0, 2.0)),
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
        let runs = [(f64::NAN, interval(1.0, 1.5, 2.0))];
        let figure = Axes::new("nowhere").spreads("runs", 0, &runs);
        assert!(figure.draw().is_err());
    }
}
