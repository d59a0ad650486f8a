//! [`Figure`]: a finished drawing, which shows itself in a notebook and saves itself to a file.

use crate::canvas::Mark;
use crate::error::{Error, Result};
use crate::{check, svg};
use std::path::Path;

/// No figure is larger, so that notebooks stay small.
const MOST_BYTES: usize = 200_000;

/// A finished figure with its alt text.
///
/// As the last expression of a notebook cell it displays itself, as SVG with the alt text as description. The same
/// calls give the same bytes. The root element's `data-extent` holds the ranges of the axes, `x0 x1 y0 y1`,
/// and `z0 z1` in space, one set a panel, separated by `;`.
///
/// ```
/// use downhill_plot::Axes;
///
/// let figure = Axes::new("a rising line").line("y = x", &[(0.0, 0.0), (1.0, 1.0)]).draw()?;
/// assert_eq!(figure.alt(), "a rising line");
/// assert!(figure.svg().starts_with("<svg"));
/// # Ok::<(), downhill_plot::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Figure {
    svg: String,
    alt: String,
    pub(crate) size: (f64, f64),
    pub(crate) still: Vec<Mark>,
}

/// What a figure is built from.
pub(crate) struct Parts<'a> {
    pub(crate) size: (f64, f64),
    pub(crate) alt: &'a str,
    /// Ranges of each panel: x0, x1, y0, y1, and z0, z1 in space.
    pub(crate) extents: Vec<Vec<f64>>,
    pub(crate) marks: Vec<Mark>,
}

impl Figure {
    /// A figure that stands still.
    pub(crate) fn new(parts: Parts) -> Result<Self> {
        check::alt(parts.alt)?;
        let root = svg::Root {
            size: parts.size,
            alt: parts.alt,
            extent: &extent(&parts.extents),
            animation: None,
        };
        let svg = svg::document(&root, &svg::body(&parts.marks)?);
        Figure::of(svg, parts.alt, parts.size, parts.marks)
    }

    /// A figure from its document, and the marks that it shows when it stands still.
    pub(crate) fn of(svg: String, alt: &str, size: (f64, f64), still: Vec<Mark>) -> Result<Self> {
        if svg.len() > MOST_BYTES {
            return Err(Error::OutOfRange {
                name: "the size of a figure in bytes",
                value: svg.len() as f64,
                range: "at most 200,000; draw fewer points",
            });
        }
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Figure {
            svg,
            alt,
            size,
            still,
        })
    }

    /// The figure as an SVG document.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The description for those who do not see the figure.
    pub fn alt(&self) -> &str {
        &self.alt
    }

    /// Shows the figure under a notebook's cell; the kernel calls this.
    pub fn evcxr_display(&self) {
        println!("{}", self.messages());
    }

    /// What the kernel reads: one message a mime type.
    fn messages(&self) -> String {
        let message = |mime: &str, content: &str| {
            format!("EVCXR_BEGIN_CONTENT {mime}\n{content}\nEVCXR_END_CONTENT")
        };
        let image = message("image/svg+xml", &self.svg);
        format!("{image}\n{}", message("text/plain", &self.alt))
    }

    /// Writes the figure to a file: as SVG, or as PNG at twice its size, by the ending of the name.
    ///
    /// An animation is written as PNG with its last frame. PNG needs the cargo feature `png`, which the library
    /// `downhill` has by default.
    ///
    /// # Errors
    /// [`Error::FileType`] for another ending, [`Error::File`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let bytes = match ending.to_str() {
            Some("svg") => self.svg.clone().into_bytes(),
            #[cfg(feature = "png")]
            Some("png") => crate::png::write(self.size, &self.still)?,
            _ => {
                return Err(Error::FileType {
                    path: path.display().to_string(),
                    allowed: if cfg!(feature = "png") {
                        ".svg or .png"
                    } else {
                        ".svg (.png needs the cargo feature png)"
                    },
                });
            }
        };
        std::fs::write(path, bytes).map_err(|error| Error::File {
            path: path.display().to_string(),
            reason: error.to_string(),
        })
    }
}

impl std::fmt::Debug for Figure {
    /// The alt text and the size: the drawing itself would fill pages.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Figure")
            .field("alt", &self.alt)
            .field("size", &self.size)
            .field("bytes", &self.svg.len())
            .finish()
    }
}

/// The ranges as the checker of notebooks reads them, to six significant digits.
pub(crate) fn extent(extents: &[Vec<f64>]) -> String {
    let number = |v: &f64| {
        let rounded: f64 = format!("{v:.5e}").parse().unwrap_or(*v);
        rounded.to_string()
    };
    let panel = |panel: &Vec<f64>| panel.iter().map(number).collect::<Vec<_>>().join(" ");
    extents.iter().map(panel).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Axes;

    #[test]
    fn the_kernel_reads_both_mime_types() {
        let figure = Axes::new("two\npoints")
            .points("", &[(0.0, 0.0), (1.0, 2.0)])
            .draw()
            .unwrap();
        let messages = figure.messages();
        let lines: Vec<&str> = messages.lines().collect();
        assert_eq!(lines[0], "EVCXR_BEGIN_CONTENT image/svg+xml");
        assert_eq!(lines[1], figure.svg());
        assert_eq!(lines[2], "EVCXR_END_CONTENT");
        assert_eq!(
            lines[3..],
            [
                "EVCXR_BEGIN_CONTENT text/plain",
                "two points",
                "EVCXR_END_CONTENT"
            ]
        );
    }

    #[test]
    fn extents_have_six_digits() {
        assert_eq!(
            extent(&[vec![-0.5, 1.5, 0.1 + 0.2, 1e-7], vec![0.0; 4]]),
            "-0.5 1.5 0.3 0.0000001;0 0 0 0"
        );
    }
}
