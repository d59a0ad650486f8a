//! A list of marks as compact SVG: neighbouring marks of one style share an element, coordinates
//! are relative and have one decimal.

use crate::canvas::{Anchor, Label, Mark, Paint, Pen};
use crate::error::Result;
use crate::png_file;
use crate::raster::Raster;
use std::fmt::Write;

/// What the root element says about the figure.
pub(crate) struct Root<'a> {
    /// Width and height in pixels.
    pub(crate) size: (f64, f64),
    pub(crate) alt: &'a str,
    /// The axes' ranges, `x0 x1 y0 y1` a panel, panels joined by `;`.
    pub(crate) extent: &'a str,
    /// The root's class and the style sheet of an animation.
    pub(crate) animation: Option<(&'a str, &'a str)>,
}

/// The document about a [`body`].
pub(crate) fn document(root: &Root, body: &str) -> String {
    let (width, height) = root.size;
    let (alt, extent) = (escape(root.alt), root.extent);
    let (class, style) = root
        .animation
        .map_or_else(Default::default, |(class, style)| {
            (
                format!(" class=\"{class}\""),
                format!("<style>{style}</style>"),
            )
        });
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{class} viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" style=\"max-width:100%;height:auto\" role=\"img\" aria-label=\"{alt}\" \
         data-extent=\"{extent}\" font-family=\"sans-serif\">{style}\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{body}</svg>"
    )
}

/// The marks as elements.
pub(crate) fn body(marks: &[Mark]) -> Result<String> {
    let mut svg = String::new();
    let mut path = Path::default();
    for mark in marks {
        match mark {
            Mark::Line(points, pen) => {
                path.style(&mut svg, &stroke(pen));
                path.polyline(points);
            }
            Mark::Area(points, paint) => {
                path.style(&mut svg, &fill(paint));
                path.polyline(points);
                path.d.push('z');
            }
            Mark::Rings(rings, paint) => {
                path.flush(&mut svg);
                path.style(&mut svg, &format!("{} fill-rule=\"evenodd\"", fill(paint)));
                for ring in rings {
                    path.polyline(ring);
                    path.d.push('z');
                }
                path.flush(&mut svg);
            }
            Mark::Image { at, size, raster } => {
                path.flush(&mut svg);
                image(&mut svg, *at, *size, raster)?;
            }
            Mark::Facet(points, paint) => {
                // Its edge is that of the group.
                path.style(&mut svg, &fill(paint));
                path.polyline(points);
                path.d.push('z');
            }
            Mark::Dot((x, y), radius, paint) => {
                // A line of no length with round ends: a disc in eleven bytes.
                let pen = Pen {
                    paint: *paint,
                    width: 2 * radius,
                    dash: crate::palette::Dash::Solid,
                };
                path.style(
                    &mut svg,
                    &format!("{} stroke-linecap=\"round\"", stroke(&pen)),
                );
                path.move_to((*x, *y));
                path.d.push_str("h0");
            }
            Mark::Ring(center, radius, pen) => {
                path.style(&mut svg, &stroke(pen));
                path.circle(*center, *radius as i32);
            }
            Mark::Text(label) => {
                path.flush(&mut svg);
                text(&mut svg, label);
            }
            Mark::Open(group) => {
                path.flush(&mut svg);
                let _ = write!(svg, "<g class=\"{}\"", group.class);
                for (name, value) in &group.attributes {
                    let _ = write!(svg, " {name}=\"{}\"", escape(value));
                }
                svg.push('>');
            }
            Mark::Close => {
                path.flush(&mut svg);
                svg.push_str("</g>");
            }
        }
    }
    path.flush(&mut svg);
    Ok(svg)
}

fn image(svg: &mut String, at: (i32, i32), size: (i32, i32), raster: &Raster) -> Result<()> {
    let [x, y, width, height] = [at.0, at.1, size.0, size.1].map(decimal);
    let file = png_file::base64(&raster.png()?);
    let _ = write!(
        svg,
        "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
         preserveAspectRatio=\"none\" href=\"data:image/png;base64,{file}\"/>"
    );
    Ok(())
}

/// The path being written, and where its pen is.
#[derive(Default)]
struct Path {
    style: String,
    d: String,
    at: (i32, i32),
}

impl Path {
    /// Go on in this style: in the same element if it is the same.
    fn style(&mut self, svg: &mut String, style: &str) {
        if self.style != style {
            self.flush(svg);
            self.style = style.into();
        }
    }

    fn flush(&mut self, svg: &mut String) {
        if !self.d.is_empty() {
            let _ = write!(svg, "<path {} d=\"{}\"/>", self.style, self.d);
        }
        *self = Path::default();
    }

    fn move_to(&mut self, (x, y): (i32, i32)) {
        self.d.push('M');
        push_numbers(&mut self.d, &[x, y]);
        self.at = (x, y);
    }

    fn polyline(&mut self, points: &[(i32, i32)]) {
        let Some((&first, rest)) = points.split_first() else {
            return;
        };
        self.move_to(first);
        for &(x, y) in rest {
            match (x - self.at.0, y - self.at.1) {
                (dx, 0) => {
                    self.d.push('h');
                    push_numbers(&mut self.d, &[dx]);
                }
                (0, dy) => {
                    self.d.push('v');
                    push_numbers(&mut self.d, &[dy]);
                }
                (dx, dy) => {
                    self.d.push('l');
                    push_numbers(&mut self.d, &[dx, dy]);
                }
            }
            self.at = (x, y);
        }
    }

    fn circle(&mut self, (x, y): (i32, i32), r: i32) {
        self.move_to((x - r, y));
        for way in [2 * r, -2 * r] {
            self.d.push('a');
            push_numbers(&mut self.d, &[r, r]);
            self.d.push_str(" 0 1 0 ");
            push_numbers(&mut self.d, &[way, 0]);
        }
        self.d.push('z');
    }
}

fn stroke(pen: &Pen) -> String {
    let mut style = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
        hex(&pen.paint),
        decimal(pen.width as i32)
    );
    opacity(&mut style, "stroke", &pen.paint);
    if let [lengths @ .., last] = pen.dash.pattern() {
        style.push_str(" stroke-dasharray=\"");
        for length in lengths {
            let _ = write!(style, "{length} ");
        }
        let _ = write!(style, "{last}\"");
    }
    style
}

fn fill(paint: &Paint) -> String {
    let mut style = format!("fill=\"{}\"", hex(paint));
    opacity(&mut style, "fill", paint);
    style
}

fn opacity(style: &mut String, what: &str, paint: &Paint) {
    if paint.alpha < 1.0 {
        let _ = write!(style, " {what}-opacity=\"{}\"", paint.alpha);
    }
}

fn text(svg: &mut String, label: &Label) {
    let (x, y) = label.at;
    let turn = if label.upright {
        format!(" transform=\"rotate(-90 {} {})\"", decimal(x), decimal(y))
    } else {
        String::new()
    };
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let rim = if label.rim {
        " stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
    } else {
        ""
    };
    let weight = if label.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let _ = write!(
        svg,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight}{turn}{rim} {}>{}</text>",
        decimal(x),
        decimal(y + label.baseline),
        decimal(label.size),
        fill(&label.paint),
        escape(&label.text)
    );
}

fn hex(paint: &Paint) -> String {
    let (r, g, b) = paint.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Tenths as a decimal number, without a needless zero.
fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, part) => format!("{sign}.{part}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// Numbers of a path: a space only where the next one could not begin otherwise.
fn push_numbers(d: &mut String, tenths: &[i32]) {
    for (i, &n) in tenths.iter().enumerate() {
        let text = decimal(n);
        if i > 0 && !text.starts_with('-') {
            d.push(' ');
        }
        d.push_str(&text);
    }
}

/// Text made safe inside an element or a quoted attribute; control characters, which XML forbids, become spaces.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_short() {
        for (tenths, text) in [
            (0, "0"),
            (5, ".5"),
            (-5, "-.5"),
            (120, "12"),
            (-123, "-12.3"),
        ] {
            assert_eq!(decimal(tenths), text);
        }
        let mut d = String::new();
        push_numbers(&mut d, &[10, -5, 7]);
        assert_eq!(d, "1-.5 .7");
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escape("a<b> & \"c\"\n"), "a&lt;b&gt; &amp; &quot;c&quot; ");
    }
}
