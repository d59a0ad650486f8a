//! The scale of an axis, linear or logarithmic: where a value lies, where the ticks are, what they say.

use crate::digits::{number, power_texts, step_texts};
use crate::limits;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use std::ops::Range;

/// The largest fraction of an axis; and how far from its start something is placed, in tenths of a pixel.
const FAR: f64 = 1e100;
const BEYOND: i32 = 10_000_000;

/// One axis: its range, whether it is logarithmic, and ticks that were asked for by name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) log: bool,
    pub(crate) ticks: Option<Vec<(f64, String)>>,
}

impl Scale {
    /// A scale with ticks of its own choice, its ends moved apart where they are too close to each other.
    pub(crate) fn new(from: f64, to: f64, log: bool) -> Self {
        let (from, to) = if log && to.log10() - from.log10() < 1e-8 {
            limits::powers(from.log10(), to.log10())
        } else if log {
            (from, to)
        } else {
            limits::even(from, to)
        };
        Scale {
            from,
            to,
            log,
            ticks: None,
        }
    }

    /// An even scale with ticks of its own choice.
    pub(crate) fn linear(from: f64, to: f64) -> Self {
        Scale::new(from, to, false)
    }

    /// How far along the axis a value lies: 0 at its start, 1 at its end.
    pub(crate) fn fraction(&self, value: f64) -> f64 {
        let fraction = if self.log {
            (value.log10() - self.from.log10()) / (self.to.log10() - self.from.log10())
        } else {
            (value - self.from) / (self.to - self.from)
        };
        // Far out it stays a number, for what is cut at the edges.
        fraction.clamp(-FAR, FAR)
    }

    /// The value at a fraction of the axis: the inverse of [`Scale::fraction`].
    pub(crate) fn value(&self, fraction: f64) -> f64 {
        if self.log {
            let (from, to) = (self.from.log10(), self.to.log10());
            10f64.powf(from + fraction * (to - from))
        } else {
            self.from + fraction * (self.to - self.from)
        }
    }

    /// Tick positions, at most `most` of them (never fewer than two are tried for).
    fn positions(&self, most: usize) -> Vec<f64> {
        match &self.ticks {
            Some(ticks) => self.inside(ticks).map(|(at, _)| *at).collect(),
            None if self.log => self.powers(most),
            None => steps(self.from, self.to, most),
        }
    }

    fn inside<'a>(&'a self, ticks: &'a [(f64, String)]) -> impl Iterator<Item = &'a (f64, String)> {
        let on_axis = |at: f64| (-1e-9..=1.0 + 1e-9).contains(&self.fraction(at));
        ticks.iter().filter(move |(at, _)| on_axis(*at))
    }

    /// Powers of ten in the range; where there are fewer than three, also their multiples 2 and 5, or,
    /// in less than a decade, even steps.
    fn powers(&self, most: usize) -> Vec<f64> {
        let (low, high) = (self.from.log10(), self.to.log10());
        let (first, last) = ((low - 1e-9).ceil() as i32, (high + 1e-9).floor() as i32);
        let decades = (last - first + 1).max(0) as usize;
        if decades >= 3 {
            let every = decades.div_ceil(most.max(2));
            return (first..=last).step_by(every).map(ten_to_the).collect();
        }
        let inside = |v: &f64| (low - 1e-9..=high + 1e-9).contains(&v.log10());
        let fine: Vec<f64> = (first - 1..=last)
            .flat_map(|e| [1.0, 2.0, 5.0].map(|m| m * ten_to_the(e)))
            .filter(inside)
            .collect();
        if fine.len() >= 2 {
            fine
        } else {
            steps(self.from, self.to, most)
        }
    }

    /// What to write at each tick.
    pub(crate) fn labels(&self, most: usize) -> Vec<(f64, String)> {
        if let Some(ticks) = &self.ticks {
            return self.inside(ticks).cloned().collect();
        }
        let positions = self.positions(most);
        let texts: Vec<String> = if self.log {
            power_texts(&positions).unwrap_or_else(|| step_texts(&positions))
        } else {
            step_texts(&positions)
        };
        positions.into_iter().zip(texts).collect()
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let length = f64::from(to - from);
        let beyond = f64::from(BEYOND);
        from + (self.fraction(*value) * length)
            .round()
            .clamp(-beyond, beyond) as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        match hint.max_num_points() {
            0 => Vec::new(), // plotters asks so when it wants no minor lines
            most => self.positions(most),
        }
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

impl ValueFormatter<f64> for Scale {
    fn format(value: &f64) -> String {
        number(*value)
    }
}

fn ten_to_the(exponent: i32) -> f64 {
    // Parsed, not multiplied: 10⁻³ must be the double nearest to 0.001.
    format!("1e{exponent}").parse().unwrap_or(f64::NAN)
}

/// Multiples of 1, 2 or 5 times a power of ten inside the range, at most `most` of them; of 4 or else 2.5 where
/// the others give fewer than three.
fn steps(from: f64, to: f64, most: usize) -> Vec<f64> {
    let [usual, by_four, by_quarters] =
        [&[1.0, 2.0, 5.0][..], &[4.0], &[2.5]].map(|multiples| finest(from, to, most, multiples));
    if usual.len() >= 3 {
        usual
    } else if by_four.len() >= 3 {
        by_four
    } else if by_quarters.len() >= 3 {
        by_quarters
    } else {
        usual
    }
}

/// The ticks of the smallest such step that gives no more than `most`.
fn finest(from: f64, to: f64, most: usize, multiples: &[f64]) -> Vec<f64> {
    let (low, high) = (from.min(to), from.max(to));
    let most = most.max(2) as f64;
    let rough = ((high - low) / most).log10().floor() as i32;
    for exponent in rough..=rough + 2 {
        for multiple in multiples {
            // Computed as a quotient where the step is below 1, so that 3 × 0.1 is 0.3.
            let at = |n: f64| {
                if exponent < 0 {
                    n * multiple / ten_to_the(-exponent)
                } else {
                    n * multiple * ten_to_the(exponent)
                }
            };
            let step = at(1.0);
            let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
            if last - first < most {
                let ticks = (last - first + 1.0).max(0.0) as usize;
                return (0..ticks).map(|i| at(first + i as f64) + 0.0).collect();
            }
        }
    }
    vec![low, high]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(from: f64, to: f64) -> Scale {
        Scale::linear(from, to)
    }

    fn texts(scale: &Scale, most: usize) -> Vec<String> {
        scale.labels(most).into_iter().map(|(_, t)| t).collect()
    }

    #[test]
    fn linear_ticks_are_round_and_exact() {
        assert_eq!(linear(-0.5, 1.5).positions(5), [-0.5, 0.0, 0.5, 1.0, 1.5]);
        assert_eq!(
            texts(&linear(-0.5, 1.5), 5),
            ["−0.5", "0.0", "0.5", "1.0", "1.5"]
        );
        assert_eq!(linear(0.0, 0.4).positions(5), [0.0, 0.1, 0.2, 0.3, 0.4]);
        assert_eq!(
            texts(&linear(0.0, 200_000.0), 5),
            ["0", "50000", "100000", "150000", "200000"]
        );
        assert_eq!(
            texts(&linear(0.0, 4e6), 5),
            ["0", "10⁶", "2·10⁶", "3·10⁶", "4·10⁶"]
        );
        assert_eq!(
            texts(&linear(0.0, 2e6), 5),
            ["0", "0.5·10⁶", "1.0·10⁶", "1.5·10⁶", "2.0·10⁶"]
        );
        assert_eq!(
            texts(&linear(1.7e9, 1.7e9 + 3_000.0), 4),
            ["1700000000", "1700001000", "1700002000", "1700003000"]
        );
        assert_eq!(
            texts(&linear(1.0, 1.000_002), 3),
            ["1.000000", "1.000001", "1.000002"]
        );
        assert_eq!(
            texts(&linear(1.7e200, 1.7e200 + 2e191), 3),
            ["1.700000000·10²⁰⁰", "1.700000001·10²⁰⁰"]
        );
        assert_eq!(texts(&linear(-4.2, 4.2), 3), ["−4", "0", "4"]);
        assert_eq!(linear(7.1, 7.4).positions(2).len(), 2);
    }

    #[test]
    fn never_more_ticks_than_asked() {
        for most in 2..12 {
            for (from, to) in [
                (0.0, 1.0),
                (-3.7, 12.9),
                (1e-9, 3e-9),
                (-1e30, 1e30),
                (0.1, 0.7),
            ] {
                let n = linear(from, to).positions(most).len();
                assert!(
                    (1..=most).contains(&n),
                    "{n} ticks for {from}..{to}, {most}"
                );
            }
        }
    }

    #[test]
    fn logarithmic_ticks_are_powers_of_ten() {
        let log = |from, to| Scale {
            from,
            to,
            log: true,
            ticks: None,
        };
        assert_eq!(
            texts(&log(1e-4, 1.0), 9),
            ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]
        );
        assert_eq!(texts(&log(0.001, 1.0), 9), ["0.001", "0.01", "0.1", "1"]);
        assert_eq!(texts(&log(1.0, 1e4), 3), ["10⁰", "10²", "10⁴"]);
        assert_eq!(
            texts(&log(0.01, 100.0), 9),
            ["0.01", "0.1", "1", "10", "100"]
        );
        assert_eq!(texts(&log(2e8, 3e8), 3), ["2.0·10⁸", "2.5·10⁸", "3.0·10⁸"]);
        assert_eq!(log(1e-12, 1.0).positions(5), [1e-12, 1e-9, 1e-6, 1e-3, 1.0]);
        assert_eq!(log(1.0, 20.0).positions(5), [1.0, 2.0, 5.0, 10.0, 20.0]);
        assert_eq!(log(3.0, 4.0).positions(3).len(), 3);
    }

    #[test]
    fn value_inverts_fraction() {
        for log in [false, true] {
            let scale = Scale {
                from: 0.5,
                to: 80.0,
                log,
                ticks: None,
            };
            assert_eq!(scale.fraction(0.5), 0.0);
            assert!((scale.value(scale.fraction(7.0)) - 7.0).abs() < 1e-12);
            assert_eq!(scale.map(&80.0, (100, 500)), 500);
            assert_eq!(scale.map(&0.5, (100, 500)), 100);
        }
    }
}
