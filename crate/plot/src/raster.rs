//! Dense pictures of a quantity: one byte a pixel, and the PNG file that a figure carries them in.

use crate::colormap;
use crate::error::Result;
use crate::field::Grid;
use crate::png_file;
use plotters::style::RGBColor;

/// Colours of a picture; one more, the first, shows nothing.
const COLORS: usize = 255;

/// Rows of pixels from above, each the number of a colour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Raster {
    pub(crate) wide: usize,
    pub(crate) high: usize,
    pixels: Vec<u8>,
}

impl Raster {
    /// The values of a grid, each in the colour of its share, from dark at 0 to light at 1; holes stay empty.
    pub(crate) fn of(grid: &Grid, share: impl Fn(f64) -> f64) -> Self {
        let (wide, high) = grid.nodes();
        let pixel = |i: usize, j: usize| match grid.value(i, high - 1 - j) {
            value if value.is_finite() => 1 + (share(value) * (COLORS - 1) as f64).round() as u8,
            _ => 0,
        };
        let rows = (0..high).flat_map(|j| (0..wide).map(move |i| (i, j)));
        let pixels = rows.map(|(i, j)| pixel(i, j)).collect();
        Raster { wide, high, pixels }
    }

    /// All colours, the light ones above.
    pub(crate) fn ramp() -> Self {
        Raster {
            wide: 1,
            high: COLORS,
            pixels: (1..=COLORS).rev().map(|color| color as u8).collect(),
        }
    }

    /// Red, green, blue and opacity of each pixel.
    #[cfg(any(feature = "png", test))]
    pub(crate) fn colors(&self) -> impl Iterator<Item = [u8; 4]> + '_ {
        let table = table();
        self.pixels.iter().map(move |&pixel| match pixel {
            0 => [0; 4],
            color => {
                let RGBColor(r, g, b) = table[usize::from(color) - 1];
                [r, g, b, 255]
            }
        })
    }

    /// The picture as a PNG file.
    pub(crate) fn png(&self) -> Result<Vec<u8>> {
        let colors = table().into_iter().flat_map(|RGBColor(r, g, b)| [r, g, b]);
        let palette: Vec<u8> = [0; 3].into_iter().chain(colors).collect();
        // Filter 2, the difference to the row above: small numbers, which pack well.
        let mut bytes = Vec::with_capacity(self.high * (self.wide + 1));
        let mut above = vec![0; self.wide];
        for row in self.pixels.chunks(self.wide) {
            bytes.push(2);
            bytes.extend(row.iter().zip(&above).map(|(&a, &b)| a.wrapping_sub(b)));
            above.copy_from_slice(row);
        }
        let tables: &[(&[u8; 4], &[u8])] = &[(b"PLTE", &palette), (b"tRNS", &[0])];
        png_file::file((self.wide, self.high), png_file::INDEXED, tables, &bytes)
    }
}

fn table() -> Vec<RGBColor> {
    let last = (COLORS - 1) as f64;
    let color = |i: usize| colormap::color(i as f64 / last);
    (0..COLORS).map(color).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::Rect;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    #[test]
    fn rows_come_from_above_and_holes_are_empty() {
        let value = |x: f64, y: f64| if x > 0.9 { f64::NAN } else { y };
        let grid = Grid::of(value, Rect::UNIT, (2, 1)).unwrap();
        let raster = Raster::of(&grid, |value| value);
        assert_eq!((raster.wide, raster.high), (3, 2));
        assert_eq!(raster.pixels, [255, 255, 0, 1, 1, 0]);
        let file = raster.png().unwrap();
        assert_eq!(file[16..24], [0, 0, 0, 3, 0, 0, 0, 2], "width and height");
        let at = file.windows(4).position(|w| w == b"IDAT").unwrap();
        let mut rows = Vec::new();
        ZlibDecoder::new(&file[at + 4..])
            .read_to_end(&mut rows)
            .unwrap();
        assert_eq!(rows[..4], [2, 255, 255, 0]);
        let below: Vec<u8> = (1..4).map(|i| rows[i].wrapping_add(rows[4 + i])).collect();
        assert_eq!(
            below,
            [1, 1, 0],
            "the second row, as a difference to the first"
        );
        let colors: Vec<[u8; 4]> = raster.colors().collect();
        assert_eq!(colors[2], [0; 4]);
        assert_eq!(colors[3], [68, 1, 84, 255], "the darkest colour of viridis");
    }
}
