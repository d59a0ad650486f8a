//! The kinds of series for measured quantities: bars, histograms, error bars, bands.

use crate::axes::Axes;
use crate::check;
use crate::clip::Coord;
use crate::error::{Error, Result};
use crate::limits;
use crate::palette::Dash;
use crate::series::{Ink, Shape};
use crate::with::With;

/// The share of the room between neighbouring bars that they fill.
const FULL: f64 = 0.8;
/// Places that differ by no more, as a share of their size, are one.
const ALIKE: f64 = 1e-9;
/// The least room for bars, as a share of all of it: thinner ones would vanish.
const SEEN: f64 = 2e-3;

impl Axes {
    /// Bars from zero to each height, centred at each x.
    ///
    /// Several series of bars over the same x stand side by side if they are given in one call to
    /// [`bar_groups`](Axes::bar_groups).
    pub fn bars(&self, name: &str, bars: &[Coord]) -> Self {
        self.bar_groups(&[(name, bars.to_vec())])
    }

    /// Several series of bars, side by side about each x: each a name, and its bars as `(x, height)`.
    pub fn bar_groups(&self, groups: &[(&str, Vec<Coord>)]) -> Self {
        let xs = groups.iter().flat_map(|(_, bars)| bars).map(|p| p.0);
        let room = room(xs.filter(|x| x.is_finite()).collect()) * FULL;
        let wide = room / groups.len() as f64;
        self.with(|axes| {
            for (i, (name, bars)) in groups.iter().enumerate() {
                axes.errors.note(check::points("bars", bars));
                let shift = i as f64 * wide - room / 2.0;
                let bar = |&(x, height): &Coord| (x + shift, x + shift + wide, height);
                axes.add(name, Shape::Bars(bars.iter().map(bar).collect()));
            }
        })
    }

    /// How many of the values fall in each of `bins` intervals of equal width between the least and the greatest.
    pub fn histogram(&self, name: &str, values: &[f64], bins: usize) -> Self {
        self.with(|axes| {
            if let Some(bars) = axes.errors.note(counts(values, bins)) {
                axes.add(name, Shape::Bars(bars));
            }
        })
    }

    /// Points with the interval about each, as `(x, low, middle, high)`: for a spread over seeds.
    ///
    /// Where bars of the same name were drawn before, each interval stands on the bar nearest to its x.
    pub fn error_bars(&self, name: &str, bars: &[(f64, f64, f64, f64)]) -> Self {
        let mut rows: Vec<[f64; 4]> = bars
            .iter()
            .map(|&(x, low, y, high)| [x, low, y, high])
            .collect();
        let checked = check::rows("error bars", &rows);
        let under = self.series.iter().find_map(|series| match &series.shape {
            Shape::Bars(under) if series.name == name => Some(under),
            _ => None,
        });
        let Some(under) = under else {
            return self.with_series(name, checked, Shape::Intervals(rows));
        };
        for row in &mut rows {
            let distance = |x: f64| (x - row[0]).abs();
            let middles = under
                .iter()
                .map(|&(left, right, _)| f64::midpoint(left, right));
            let nearest = middles.min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
            row[0] = nearest.unwrap_or(row[0]);
        }
        let shape = Shape::Intervals(rows);
        self.with_neutral(name, Ink::Neutral, Dash::Solid, checked, shape)
    }

    /// The area between two curves, as `(x, low, high)`: for a spread along a curve. Without a name it has
    /// the colour of the series that comes next.
    pub fn band(&self, name: &str, band: &[(f64, f64, f64)]) -> Self {
        let rows: Vec<[f64; 3]> = band.iter().map(|&(x, low, high)| [x, low, high]).collect();
        self.with_series(name, check::rows("band", &rows), Shape::Band(rows))
    }
}

/// The least distance between places that are not one place to rounding, but no less than can be seen; 1 for a single place.
fn room(mut xs: Vec<f64>) -> f64 {
    xs.sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (xs.first(), xs.last()) else {
        return 1.0;
    };
    let one_place = ALIKE * low.abs().max(high.abs());
    let gaps = xs.windows(2).map(|pair| pair[1] - pair[0]);
    let gap = gaps
        .filter(|&gap| gap > one_place)
        .fold(f64::INFINITY, f64::min);
    if gap.is_finite() {
        gap.max((high - low) * SEEN)
    } else {
        (one_place * 10.0).max(1.0)
    }
}

/// The bars of a histogram: left edge, right edge, count.
fn counts(values: &[f64], bins: usize) -> Result<Vec<(f64, f64, f64)>> {
    check::numbers("histogram", values)?;
    if values.is_empty() {
        return Err(Error::Empty { what: "histogram" });
    }
    if !(1..=1000).contains(&bins) {
        return Err(Error::OutOfRange {
            name: "the number of bins",
            value: bins as f64,
            range: "from 1 to 1000",
        });
    }
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // All values alike: one unit, or a tenth of them, so that bars have a width.
    let (low, high) = if high > low {
        limits::even(low, high)
    } else {
        limits::with_margins((low, high), false)
    };
    let width = (high - low) / bins as f64;
    let mut counts = vec![0.0; bins];
    for value in values {
        let bin = ((value - low) / width) as usize;
        counts[bin.min(bins - 1)] += 1.0;
    }
    let edge = |i: usize| low + i as f64 * width;
    let bars = counts.iter().enumerate();
    Ok(bars
        .map(|(i, &count)| (edge(i), edge(i + 1), count))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_every_value_once() {
        let bars = counts(&[0.0, 0.1, 0.5, 0.99, 1.0], 2).unwrap();
        assert_eq!(bars, [(0.0, 0.5, 2.0), (0.5, 1.0, 3.0)]);
        let alike = counts(&[3.0; 7], 4).unwrap();
        assert_eq!(alike.iter().map(|b| b.2).sum::<f64>(), 7.0);
        assert!(matches!(
            counts(&[1.0], 0),
            Err(Error::OutOfRange { value: 0.0, .. })
        ));
        assert!(matches!(
            counts(&[1.0, f64::NAN], 3),
            Err(Error::NotFinite { .. })
        ));
    }

    #[test]
    fn places_that_differ_by_rounding_are_one() {
        let widths = |xs: &[f64]| -> Vec<f64> {
            let bars: Vec<Coord> = xs.iter().map(|&x| (x, 1.0)).collect();
            match &Axes::new("a").bars("", &bars).series[0].shape {
                Shape::Bars(bars) => bars.iter().map(|bar| bar.1 - bar.0).collect(),
                _ => unreachable!(),
            }
        };
        for xs in [
            &[0.1 + 0.2, 0.3, 0.4][..],
            &[1e9, 1e9 + 1e-7, 1e9 + 3.0],
            &[-1.0, -1.0 - f64::EPSILON, 2.0],
            &[1e-300, 0.0, 1.0],
            &[5.0, 5.0 + 1e-15],
            &[1e300, 1e300],
        ] {
            let span = xs.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b))
                - xs.iter().fold(f64::INFINITY, |a, &b| a.min(b));
            for width in widths(xs) {
                assert!(width > 1e-3 * span && width > 0.0, "{xs:?}: {width}");
            }
        }
    }

    #[test]
    fn groups_share_the_room_between_them() {
        let axes = Axes::new("a").bar_groups(&[
            ("a", vec![(0.0, 1.0), (1.0, 2.0)]),
            ("b", vec![(0.0, 3.0), (1.0, 4.0)]),
        ]);
        let edges = |i: usize| match &axes.series[i].shape {
            Shape::Bars(bars) => (bars[0].0, bars[0].1),
            _ => unreachable!(),
        };
        assert_eq!(edges(0), (-0.4, 0.0));
        let spread = axes.clone().error_bars("b", &[(1.0, 3.5, 4.0, 4.5)]);
        let Shape::Intervals(intervals) = &spread.series[2].shape else {
            unreachable!()
        };
        assert_eq!(intervals[0], [1.2, 3.5, 4.0, 4.5]);
        assert_eq!(edges(1), (0.0, 0.4));
    }

    #[test]
    fn an_unnamed_band_has_the_color_of_the_next_series() {
        let line = [(0.0, 1.0), (1.0, 1.0)];
        let axes = Axes::new("a")
            .band("", &[(0.0, 0.0, 2.0)])
            .line("first", &line)
            .band("", &[(0.0, 0.0, 2.0)])
            .line("second", &line)
            .band("named", &[(0.0, 0.0, 2.0)]);
        let inks: Vec<Ink> = axes.series.iter().map(|s| s.ink).collect();
        assert_eq!(inks, [0, 0, 1, 1, 2].map(Ink::Data));
        let dashes: Vec<Dash> = axes.series.iter().map(|s| s.dash).collect();
        assert_eq!(dashes[1..4], [Dash::of(0), Dash::Solid, Dash::of(1)]);
    }
}
