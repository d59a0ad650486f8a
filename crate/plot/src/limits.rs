//! The limits of every scale, decided in one place: finite, apart, and with floats enough between them for ticks.

/// The largest size of a number that can be drawn: with margins, and as the sum of two, it stays finite.
pub(crate) const MOST: f64 = 1e300;
/// The least number on a logarithmic axis.
pub(crate) const LEAST: f64 = 1e-300;
/// The least length of an even scale, as a share of its numbers' size: shorter ones have too few floats for ticks.
const NARROW: f64 = 1e-12;
/// The least length of a logarithmic scale, in powers of ten.
const NARROW_POWERS: f64 = 1e-8;
/// The margin at each end, as a share of the length.
const MARGIN: f64 = 0.05;

/// Two ends of an even scale, moved apart if they are too close and back if they are too far out.
pub(crate) fn even(from: f64, to: f64) -> (f64, f64) {
    let edge = 2.0 * MOST;
    let (from, to) = (from.clamp(-edge, edge), to.clamp(-edge, edge));
    let least = (from.abs().max(to.abs()) * NARROW).max(LEAST);
    apart((from, to), least)
}

/// The same for the logarithms of the ends of a logarithmic scale; answers with the ends.
pub(crate) fn powers(from: f64, to: f64) -> (f64, f64) {
    let edge = MOST.log10() + 5.0;
    let (from, to) = (from.clamp(-edge, edge), to.clamp(-edge, edge));
    let (from, to) = apart((from, to), NARROW_POWERS);
    (10f64.powf(from), 10f64.powf(to))
}

fn apart((from, to): (f64, f64), least: f64) -> (f64, f64) {
    if to - from >= least {
        return (from, to);
    }
    let middle = f64::midpoint(from, to);
    (middle - least / 2.0, middle + least / 2.0)
}

/// The reach of numbers with a margin of 5 % at both ends, but none where bars stand on zero. A single value
/// gets half a unit, or a tenth of itself, on both sides.
pub(crate) fn with_margins((low, high): (f64, f64), from_zero: bool) -> (f64, f64) {
    let margin = if high > low {
        (high - low) * MARGIN
    } else {
        (low.abs() * 0.1).max(0.5)
    };
    let stands = from_zero && low == 0.0;
    let hangs = from_zero && high == 0.0 && low < 0.0;
    (
        if stands { 0.0 } else { low - margin },
        if hangs { 0.0 } else { high + margin },
    )
}
