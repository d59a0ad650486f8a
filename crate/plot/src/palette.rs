//! The colours, marker shapes and dash patterns of all figures.
//!
//! Neutral parts are drawn in exactly three values (and the paper in a fourth), which a page with a dark theme may remap.
//! Data colours come from Okabe and Ito's set for colour-blind readers, some of them darkened until
//! every one has a contrast of at least 3:1 on white and on a near-black ground.
//!
//! Source: Okabe and Ito, *Color Universal Design*, 2008.

use plotters::style::{Color, Palette, PaletteColor, RGBColor};

/// Text and axes, and lines that belong to no series.
pub(crate) const INK: RGBColor = RGBColor(0x24, 0x29, 0x2f);
/// Reference lines and remarks.
pub(crate) const MUTED: RGBColor = RGBColor(0x6e, 0x77, 0x81);
/// The grid.
pub(crate) const GRID: RGBColor = RGBColor(0xd0, 0xd7, 0xde);

/// What parts a line or a marker from the colours that it lies on.
pub(crate) const HALO: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// Neutral lines and words within a halo, which a dark page must not make light.
pub(crate) const WITHIN: RGBColor = RGBColor(0x1b, 0x1f, 0x24);

/// Colours of series and of classes, in the order in which they are given out.
struct Data;

impl Palette for Data {
    const COLORS: &'static [(u8, u8, u8)] = &[
        (0x00, 0x72, 0xb2), // blue
        (0xd5, 0x5e, 0x00), // vermilion
        (0x00, 0x9e, 0x73), // bluish green
        (0xc2, 0x69, 0x9d), // reddish purple, darkened
        (0xa6, 0x7c, 0x00), // orange, darkened
        (0x3d, 0x8f, 0xc4), // sky blue, darkened
    ];
}

/// The width of axes, in tenths of a pixel.
pub(crate) const THIN: u32 = 10;

/// How strongly regions and half-planes are tinted.
pub(crate) const TINT: f64 = 0.18;
/// How solid surfaces of one colour are.
pub(crate) const SHEET: f64 = 0.5;
/// How solid bars are.
pub(crate) const BAR: f64 = 0.85;

/// The shape of a series' markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Plus,
}

/// How a line is broken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Dash {
    #[default]
    Solid,
    Dashed,
    Dotted,
    Mixed,
}

impl Dash {
    /// Lengths of strokes and gaps, in pixels.
    pub(crate) fn pattern(self) -> &'static [u32] {
        match self {
            Dash::Solid => &[],
            Dash::Dashed => &[7, 4],
            Dash::Dotted => &[2, 3],
            Dash::Mixed => &[8, 3, 2, 3],
        }
    }

    /// The pattern of the line series with this index.
    pub(crate) fn of(index: usize) -> Self {
        [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::Mixed][index % 4]
    }
}

/// The colour of the series, or class, with this index.
pub(crate) fn color(index: usize) -> RGBColor {
    let (r, g, b) = PaletteColor::<Data>::pick(index).rgb();
    RGBColor(r, g, b)
}

/// The marker of the series, or class, with this index.
pub(crate) fn marker(index: usize) -> Marker {
    use Marker::{Circle, Cross, Diamond, Plus, Square, Triangle};
    [Circle, Square, Triangle, Diamond, Cross, Plus][index % 6]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_data_color_reads_on_light_and_on_dark() {
        let (white, dark) = (RGBColor(0xff, 0xff, 0xff), RGBColor(0x0d, 0x11, 0x17));
        for &(r, g, b) in Data::COLORS {
            let color = RGBColor(r, g, b);
            for ground in [white, dark] {
                let contrast = contrast(color, ground);
                assert!(contrast >= 3.0, "{color:?} on {ground:?}: {contrast:.2}");
            }
        }
    }
}
