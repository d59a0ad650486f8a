//! How a [`Diagram`] is drawn: where its nodes stand, its edges with their weights, its labels.

use crate::brush::Brush;
use crate::canvas::{Canvas, Px, tenths};
use crate::check;
use crate::clip::{Coord, along};
use crate::diagram::Diagram;
use crate::digits::number;
use crate::error::{Error, Result};
use crate::figure::{Figure, Parts};
use crate::palette::{self, Dash, INK, MUTED};
use crate::text::{self, TICK};
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};

/// Sizes in pixels: the figure's width, a node's radius, and the distance between nodes of a layer.
const WIDTH: f64 = 480.0;
const RADIUS: f64 = 15.0;
/// … of a node that holds a number, and how wide a number it can hold.
const LARGE: f64 = 22.0;
const ROOM: f64 = 40.0;
const APART: f64 = 56.0;
/// … and where layers are small and there is room.
const WIDE_APART: f64 = 76.0;
/// The most nodes of a layer that are drawn; of more, the first and last few.
const MOST: usize = 8;
/// Weights are written on the edges of a gap that has at most this many, and is this wide, or half as wide if
/// all edges come together in one node.
const WRITTEN: usize = 6;
const FREE: f64 = 130.0;

impl Diagram {
    /// Draws the diagram as a figure, as high as its largest layer needs.
    ///
    /// # Errors
    /// No alt text, fewer than two layers, an empty layer, labels or weights whose number does not fit, or a weight
    /// that is not finite.
    pub fn draw(&self) -> Result<Figure> {
        self.errors.report()?;
        check::alt(&self.alt)?;
        if self.sizes.len() < 2 {
            return Err(Error::OutOfRange {
                name: "the number of layers of a diagram",
                value: self.sizes.len() as f64,
                range: "2 or more",
            });
        }
        if self.sizes.contains(&0) {
            return Err(Error::Empty {
                what: "a layer of a diagram",
            });
        }
        let (canvas, size) = sketch(self)?;
        let layers = self.sizes.len() as f64;
        Figure::new(Parts {
            size,
            alt: &self.alt,
            extents: vec![vec![
                0.0,
                layers,
                0.0,
                self.sizes.iter().sum::<usize>() as f64,
            ]],
            marks: canvas.marks(),
        })
    }
}

/// Draws the diagram on a canvas of the size it needs, in pixels.
fn sketch(diagram: &Diagram) -> Result<(Canvas, (f64, f64))> {
    let sizes = diagram.sizes.iter().map(|&size| size.min(MOST));
    let tallest = sizes.max().unwrap_or(1);
    let apart = if tallest <= 3 { WIDE_APART } else { APART };
    let numbers = (0..diagram.sizes.len()).any(|layer| inside(diagram, layer));
    let labels = if diagram.layer_labels.is_empty() {
        12.0
    } else {
        34.0
    };
    let footer = labels + if numbers { 22.0 } else { 0.0 };
    let height = (tallest as f64 * apart + 20.0 + footer).max(140.0);
    let canvas = Canvas::new((WIDTH, height));
    let sketch = Sketch {
        diagram,
        brush: Brush::new(&canvas),
        body: height - footer,
        apart,
        radius: if numbers { LARGE } else { RADIUS },
    };
    sketch.edges()?;
    sketch.strangers()?;
    sketch.nodes()?;
    sketch.layer_labels()?;
    if numbers {
        let at = px((WIDTH / 2.0, height - 14.0));
        sketch.word("numbers in nodes: thresholds θ", at, MUTED)?;
    }
    Ok((canvas, (WIDTH, height)))
}

/// Do the thresholds of a layer stand in its nodes?
fn inside(diagram: &Diagram, layer: usize) -> bool {
    !diagram.thresholds[layer].is_empty() && diagram.node_labels[layer].is_empty()
}

/// A diagram being drawn.
struct Sketch<'a> {
    diagram: &'a Diagram,
    brush: Brush,
    /// The height that nodes may use, in pixels.
    body: f64,
    /// The distance between nodes of a layer.
    apart: f64,
    /// The radius of a node.
    radius: f64,
}

impl Sketch<'_> {
    /// The nodes of a layer that are drawn, with their rows; between them may be a gap.
    fn shown(&self, layer: usize) -> Vec<(usize, usize)> {
        let size = self.diagram.sizes[layer];
        if size <= MOST {
            return (0..size).map(|node| (node, node)).collect();
        }
        // One row is left out for the dots; the last two nodes close the layer.
        let first = (0..MOST - 3).map(|node| (node, node));
        first
            .chain([(size - 2, MOST - 2), (size - 1, MOST - 1)])
            .collect()
    }

    fn at(&self, layer: usize, row: usize) -> Coord {
        let rows = self.diagram.sizes[layer].min(MOST) as f64;
        let gaps = (self.diagram.sizes.len() - 1) as f64;
        let margin = 52.0;
        let x = margin + (WIDTH - 2.0 * margin) * layer as f64 / gaps;
        (
            x,
            self.body / 2.0 + (row as f64 - (rows - 1.0) / 2.0) * self.apart,
        )
    }

    /// Where a node is drawn; one that is left out has its place at the dots.
    fn node(&self, (layer, node): (usize, usize)) -> Coord {
        let shown = self.shown(layer);
        let row = shown
            .iter()
            .find(|&&(n, _)| n == node)
            .map_or(MOST - 3, |&(_, row)| row);
        self.at(layer, row)
    }

    fn edges(&self) -> Result<()> {
        for gap in 0..self.diagram.sizes.len() - 1 {
            let weights = self.diagram.weights[gap].as_ref();
            let largest = weights.map_or(0.0, |w| w.iter().fold(0.0_f64, |m, v| m.max(v.abs())));
            let (from, to) = (self.shown(gap), self.shown(gap + 1));
            let wide = self.at(gap + 1, 0).0 - self.at(gap, 0).0 - 2.0 * self.radius;
            let need = if to.len() == 1 { FREE / 2.0 } else { FREE };
            let written = from.len() * to.len() <= WRITTEN && wide >= need;
            for &(j, row) in &to {
                for &(i, from_row) in &from {
                    let ends = self.between(self.at(gap, from_row), self.at(gap + 1, row));
                    let Some(weights) = weights else {
                        self.brush.thin(ends.map(px).to_vec(), MUTED)?;
                        continue;
                    };
                    let weight = weights[[j, i]];
                    let width = 8.0 + 20.0 * weight.abs() / largest;
                    if written {
                        self.written(ends, weight, width, from_row)?;
                    } else if weight != 0.0 {
                        self.edge(ends, weight, width)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The line between two nodes, from rim to rim.
    fn between(&self, a: Coord, b: Coord) -> [Coord; 2] {
        let share = (self.radius + 1.0) / (b.0 - a.0).hypot(b.1 - a.1);
        [along(a, b, share), along(a, b, 1.0 - share)]
    }

    /// An edge coloured by the sign of its weight; its width in tenths.
    fn edge(&self, ends: [Coord; 2], weight: f64, width: f64) -> Result<()> {
        let (color, dash) = if weight > 0.0 {
            (palette::color(0), Dash::Solid)
        } else {
            (palette::color(1), Dash::Dashed)
        };
        self.brush
            .wide(ends.map(px).to_vec(), color, dash, width as u32)
    }

    /// An edge with its weight in a gap of the line; edges from neighbouring nodes carry theirs at different places.
    fn written(&self, [start, end]: [Coord; 2], weight: f64, width: f64, row: usize) -> Result<()> {
        if weight == 0.0 {
            return Ok(());
        }
        let middle = along(start, end, if row.is_multiple_of(2) { 0.28 } else { 0.42 });
        let text = short(weight);
        // Half the gap: as long as the line runs through the box of the text.
        let (wide, high) = (text::width(&text, TICK) / 2.0 + 3.0, TICK / 2.0 + 2.0);
        let (dx, dy) = (end.0 - start.0, end.1 - start.1);
        let share = (wide / dx.abs()).min(high / dy.abs());
        let cut = |sign: f64| (middle.0 + sign * share * dx, middle.1 + sign * share * dy);
        self.edge([start, cut(-1.0)], weight, width)?;
        self.edge([cut(1.0), end], weight, width)?;
        self.word(&text, px(middle), INK)
    }

    /// Connections that layers do not have, bent and with an arrow.
    fn strangers(&self) -> Result<()> {
        for &[from, to] in &self.diagram.strangers {
            let (start, end) = (self.node(from), self.node(to));
            let (dx, dy) = (end.0 - start.0, end.1 - start.1);
            // Bent to the left of its way; a node's connection to itself goes round above it.
            let bend = if from == to {
                [
                    (start.0 - 38.0, start.1 - 50.0),
                    (start.0 + 38.0, start.1 - 50.0),
                ]
            } else {
                let off = if dx == 0.0 {
                    (46.0 * dy.signum(), 0.0)
                } else {
                    (dy * 0.35, -0.35 * dx.abs().max(dy.abs()))
                };
                let side = |t: f64| (start.0 + t * dx + off.0, start.1 + t * dy + off.1);
                [side(0.25), side(0.75)]
            };
            self.brush.curve(
                [start, bend[0], bend[1], end],
                self.radius,
                palette::color(1),
            )?;
        }
        Ok(())
    }

    fn nodes(&self) -> Result<()> {
        for layer in 0..self.diagram.sizes.len() {
            for (node, row) in self.shown(layer) {
                let (x, y) = self.at(layer, row);
                let at = px((x, y));
                self.brush.circle(at, tenths(self.radius), INK, 15)?;
                let label = self.diagram.node_labels[layer].get(node);
                let threshold = self.diagram.thresholds[layer].get(node);
                match (label, threshold) {
                    (None, None) => {}
                    (None, Some(&threshold)) => self.word(&shorter(threshold + 0.0), at, INK)?,
                    (Some(label), None) => self.word(label, at, INK)?,
                    (Some(label), Some(&threshold)) => {
                        self.word(label, at, INK)?;
                        let below = px((x, y + self.radius + 3.0 + TICK / 2.0));
                        self.word(&format!("θ = {}", short(threshold + 0.0)), below, INK)?;
                    }
                }
            }
            if self.diagram.sizes[layer] > MOST {
                let dots = px(self.at(layer, MOST - 3));
                let middle = (HPos::Center, VPos::Center);
                self.brush.text("⋮", dots, 20.0, INK, middle)?;
            }
        }
        Ok(())
    }

    fn layer_labels(&self) -> Result<()> {
        for (layer, label) in self.diagram.layer_labels.iter().enumerate() {
            let size = self.diagram.sizes[layer];
            let text = if size > MOST {
                format!("{label} ({size})")
            } else {
                label.clone()
            };
            let half = text::width(&text, TICK) / 2.0;
            let (x, _) = self.at(layer, 0);
            let x = x.clamp(half + 4.0, (WIDTH - half - 4.0).max(half + 4.0));
            self.word(&text, px((x, self.body + 8.0 + TICK / 2.0)), INK)?;
        }
        Ok(())
    }

    /// A word about a place.
    fn word(&self, text: &str, at: Px, color: RGBColor) -> Result<()> {
        self.brush
            .text(text, at, TICK, color, (HPos::Center, VPos::Center))
    }
}

/// A number to three significant digits: more would run into its neighbours.
fn short(value: f64) -> String {
    number(format!("{value:.2e}").parse().unwrap_or(value))
}

/// … or to two, where three would not fit in a node.
fn shorter(value: f64) -> String {
    let text = short(value);
    if text::width(&text, TICK) <= ROOM {
        text
    } else {
        number(format!("{value:.1e}").parse().unwrap_or(value))
    }
}

fn px((x, y): Coord) -> Px {
    (tenths(x), tenths(y))
}
