//! A list of marks as a PNG image, for places that take no SVG.
//!
//! Text is drawn with a font of our own, cut down to what figures use, so that no machine's fonts matter.

use crate::canvas::{Anchor, Label, MESH, Mark, Paint, Pen, TENTHS};
use crate::error::{Error, Result};
use crate::png_file;
use crate::raster::Raster;
use tiny_skia::{
    FillRule, FilterQuality, LineCap, LineJoin, Path, PathBuilder, Pixmap, PixmapPaint, Stroke,
    StrokeDash, Transform,
};
use ttf_parser::{Face, OutlineBuilder};

/// Pixels of the image for each pixel of the figure, for sharp screens and for print.
const SCALE: f32 = 2.0;

/// DejaVu Sans, cut down; see `assets/fonts`.
static FONT: &[u8] = include_bytes!("../assets/fonts/DejaVuSans-subset.ttf");

/// The image, on white paper.
pub(crate) fn write((width, height): (f64, f64), marks: &[Mark]) -> Result<Vec<u8>> {
    let pixels = |length: f64| (length * f64::from(SCALE)).ceil() as u32;
    let mut image = Pixmap::new(pixels(width), pixels(height)).ok_or(Error::OutOfRange {
        name: "the width of an image in pixels",
        value: width,
        range: "positive, and small enough for the memory",
    })?;
    image.fill(tiny_skia::Color::WHITE);
    let face = Face::parse(FONT, 0).map_err(|error| Error::Drawing {
        message: error.to_string(),
    })?;
    let mut painter = Painter {
        image,
        face,
        transform: Transform::from_scale(SCALE / TENTHS as f32, SCALE / TENTHS as f32),
    };
    for mark in marks {
        painter.mark(mark);
    }
    encode(&painter.image)
}

struct Painter {
    image: Pixmap,
    face: Face<'static>,
    /// From tenths of a pixel to pixels of the image.
    transform: Transform,
}

impl Painter {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line(points, pen) => self.stroke(polyline(points, false).as_ref(), pen),
            Mark::Area(points, paint) => self.fill(polyline(points, true).as_ref(), paint),
            Mark::Rings(rings, paint) => {
                let mut outlines = PathBuilder::new();
                for ring in rings.iter().filter_map(|ring| polyline(ring, true)) {
                    outlines.push_path(&ring);
                }
                if let Some(path) = outlines.finish() {
                    let (paint, rule) = (self::paint(paint), FillRule::EvenOdd);
                    self.image
                        .fill_path(&path, &paint, rule, self.transform, None);
                }
            }
            Mark::Image { at, size, raster } => self.picture(raster, *at, *size),
            Mark::Facet(points, paint) => {
                let path = polyline(points, true);
                self.fill(path.as_ref(), paint);
                self.stroke(path.as_ref(), &MESH);
            }
            Mark::Dot((x, y), radius, paint) => {
                let disc = PathBuilder::from_circle(*x as f32, *y as f32, *radius as f32);
                self.fill(disc.as_ref(), paint);
            }
            Mark::Ring((x, y), radius, pen) => {
                let circle = PathBuilder::from_circle(*x as f32, *y as f32, *radius as f32);
                self.stroke(circle.as_ref(), pen);
            }
            Mark::Text(label) => self.text(label),
            Mark::Open(_) | Mark::Close => {}
        }
    }

    fn fill(&mut self, path: Option<&Path>, color: &Paint) {
        if let Some(path) = path {
            let (paint, rule) = (paint(color), FillRule::Winding);
            self.image
                .fill_path(path, &paint, rule, self.transform, None);
        }
    }

    fn stroke(&mut self, path: Option<&Path>, pen: &Pen) {
        let mut dashes: Vec<f32> = pen
            .dash
            .pattern()
            .iter()
            .map(|&n| n as f32 * TENTHS as f32)
            .collect();
        if dashes.len() % 2 == 1 {
            dashes.extend_from_within(..);
        }
        let stroke = Stroke {
            width: pen.width as f32,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            dash: StrokeDash::new(dashes, 0.0),
            ..Stroke::default()
        };
        if let Some(path) = path {
            let paint = paint(&pen.paint);
            self.image
                .stroke_path(path, &paint, &stroke, self.transform, None);
        }
    }

    fn picture(&mut self, raster: &Raster, at: (i32, i32), size: (i32, i32)) {
        let Some(mut picture) = Pixmap::new(raster.wide as u32, raster.high as u32) else {
            return;
        };
        // Pixels are opaque or empty: so they are what they are multiplied by their opacity.
        for (to, from) in picture.data_mut().chunks_mut(4).zip(raster.colors()) {
            to.copy_from_slice(&from);
        }
        let place = Transform::from_scale(
            size.0 as f32 / raster.wide as f32,
            size.1 as f32 / raster.high as f32,
        )
        .post_translate(at.0 as f32, at.1 as f32)
        .post_concat(self.transform);
        let paint = PixmapPaint {
            quality: FilterQuality::Bilinear,
            ..PixmapPaint::default()
        };
        self.image
            .draw_pixmap(0, 0, picture.as_ref(), &paint, place, None);
    }

    fn text(&mut self, label: &Label) {
        let scale = label.size as f32 / f32::from(self.face.units_per_em());
        let start = match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -0.5,
            Anchor::End => -1.0,
        } * advance(&self.face, &label.text);
        let mut glyphs = Outline {
            path: PathBuilder::new(),
            x: start,
        };
        for c in label.text.chars() {
            let glyph = self.face.glyph_index(c).unwrap_or_default();
            self.face.outline_glyph(glyph, &mut glyphs);
            glyphs.x += f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0));
        }
        let Some(mut path) = glyphs.path.finish() else {
            return;
        };
        let (x, y) = (label.at.0 as f32, label.at.1 as f32);
        let mut place =
            Transform::from_scale(scale, -scale).post_translate(0.0, label.baseline as f32);
        if label.upright {
            place = place.post_rotate(-90.0);
        }
        let Some(placed) = path.clone().transform(place.post_translate(x, y)) else {
            return;
        };
        path = placed;
        if label.rim {
            let pen = Pen {
                paint: Paint {
                    rgb: (0xff, 0xff, 0xff),
                    alpha: label.paint.alpha,
                },
                width: 30,
                dash: crate::palette::Dash::Solid,
            };
            self.stroke(Some(&path), &pen);
        }
        self.fill(Some(&path), &label.paint);
        if label.bold {
            // One face serves for both weights: a bold letter is one with a rim.
            let pen = Pen {
                paint: label.paint,
                width: (label.size / 18) as u32,
                dash: crate::palette::Dash::Solid,
            };
            self.stroke(Some(&path), &pen);
        }
    }
}

/// How wide a text is, in the units of the face.
fn advance(face: &Face, text: &str) -> f32 {
    let glyph = |c| face.glyph_index(c).unwrap_or_default();
    let advances = text
        .chars()
        .map(|c| face.glyph_hor_advance(glyph(c)).unwrap_or(0));
    advances.map(f32::from).sum()
}

fn paint(color: &Paint) -> tiny_skia::Paint<'static> {
    let (r, g, b) = color.rgb;
    let mut paint = tiny_skia::Paint::default();
    paint.set_color_rgba8(r, g, b, (color.alpha * 255.0).round() as u8);
    paint
}

fn polyline(points: &[(i32, i32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (i, &(x, y)) in points.iter().enumerate() {
        if i == 0 {
            path.move_to(x as f32, y as f32);
        } else {
            path.line_to(x as f32, y as f32);
        }
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// Collects the outlines of glyphs, each moved to where it stands in its line.
struct Outline {
    path: PathBuilder,
    x: f32,
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, y1, self.x + x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let start = self.x;
        self.path
            .cubic_to(start + x1, y1, start + x2, y2, start + x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

/// The file, with the pixels as red, green and blue.
fn encode(image: &Pixmap) -> Result<Vec<u8>> {
    let rows = image.pixels().chunks(image.width() as usize);
    let bytes = rows.flat_map(|row| {
        // Filter 0: the bytes as they are.
        std::iter::once(0).chain(row.iter().flat_map(|p| [p.red(), p.green(), p.blue()]))
    });
    let size = (image.width() as usize, image.height() as usize);
    png_file::file(size, png_file::RGB, &[], &bytes.collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Axes;
    use crate::text::width;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    #[test]
    fn widths_are_no_less_than_the_font_has() {
        let face = Face::parse(FONT, 0).unwrap();
        for c in ('\u{20}'..'\u{7f}').chain("αβγδηθλμσωΔΘΩ∇∂∑′₀₁₂ⱼ⁻¹²³·−×±≤≥→…".chars())
        {
            let text = c.to_string();
            let em = advance(&face, &text) / f32::from(face.units_per_em());
            assert!(face.glyph_index(c).is_some(), "{c:?} is not in the font");
            assert!(
                width(&text, 1.0) >= f64::from(em) - 0.005,
                "{c:?} is {em} em wide"
            );
        }
    }

    #[test]
    fn an_image_holds_the_figure_at_twice_its_size() {
        let axes = Axes::new("a point")
            .size(200, 150)
            .points("", &[(0.0, 0.0)]);
        let figure = axes.draw().unwrap();
        let file = write(figure.size, &figure.still).unwrap();
        assert_eq!(file[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(file[16..24], [0, 0, 1, 144, 0, 0, 1, 44]);
        let at = file.windows(4).position(|w| w == b"IDAT").unwrap();
        let length = u32::from_be_bytes(file[at - 4..at].try_into().unwrap()) as usize;
        let mut pixels = Vec::new();
        ZlibDecoder::new(&file[at + 4..at + 4 + length])
            .read_to_end(&mut pixels)
            .unwrap();
        assert_eq!(pixels.len(), 300 * (1 + 3 * 400));
        assert_eq!(pixels[1..4], [255; 3], "the corner is paper");
        let blue = pixels
            .chunks(1201)
            .flat_map(|row| row[1..].chunks(3))
            .filter(|p| **p == [0, 0x72, 0xb2]);
        let disc = std::f64::consts::PI * 9.0 * 9.0; // radius 4.5, twice as large
        assert!((blue.count() as f64 - disc).abs() < 40.0);
        assert_eq!(file, write(figure.size, &figure.still).unwrap());
    }
}
