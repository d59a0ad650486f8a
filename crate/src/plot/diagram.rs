//! [`Diagram`]: a layered network as nodes and edges, drawn from its sizes or from the network itself.

use super::brush::{Brush, Px};
use super::canvas::{Canvas, tenths};
use super::clip::{Point, along};
use super::figure::Parts;
use super::palette::{self, Dash, INK, MUTED};
use super::scale::number;
use super::text::{self, TICK};
use super::{Figure, check};
use crate::network::Network;
use crate::{Error, Result};
use ndarray::{Array2, NdFloat};
use plotters::style::text_anchor::{HPos, VPos};

/// Sizes in pixels: the figure's width, a node's radius, and the distance between nodes of a layer.
const WIDTH: f64 = 480.0;
const RADIUS: f64 = 15.0;
const APART: f64 = 54.0;
/// … and where layers are small and there is room.
const WIDE_APART: f64 = 76.0;
/// The most nodes of a layer that are drawn; of more, the first and last few.
const MOST: usize = 8;
/// Weights are written on the edges of a gap that has at most this many.
const WRITTEN: usize = 6;

/// A network of layers: a circle for each node, a line for each connection, signals running to the right.
///
/// With weights, blue unbroken lines are positive and vermilion dashed ones negative, thicker where the weight is
/// larger. Of a layer of more than eight nodes, the first and the last few are drawn.
///
/// ```
/// use downhill::plot::Diagram;
///
/// let figure = Diagram::layers("two inputs, three hidden nodes, one output", &[2, 3, 1])
///     .node_labels(0, &["x₁", "x₂"])
///     .layer_labels(&["inputs", "hidden", "output"])
///     .draw()?;
/// assert!(figure.svg().contains("hidden"));
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    alt: String,
    sizes: Vec<usize>,
    /// One matrix a gap between layers, of shape (to, from).
    weights: Vec<Option<Array2<f64>>>,
    node_labels: Vec<Vec<String>>,
    layer_labels: Vec<String>,
    under: Vec<Vec<String>>,
    strangers: Vec<[(usize, usize); 2]>,
    error: Option<Error>,
}

impl Diagram {
    /// A diagram of fully connected layers of these sizes, the inputs first.
    pub fn layers(alt: impl Into<String>, sizes: &[usize]) -> Self {
        Diagram {
            alt: alt.into(),
            sizes: sizes.to_vec(),
            weights: vec![None; sizes.len().saturating_sub(1)],
            node_labels: vec![Vec::new(); sizes.len()],
            layer_labels: Vec::new(),
            under: vec![Vec::new(); sizes.len()],
            strangers: Vec::new(),
            error: None,
        }
    }

    /// The diagram of a network, with its weights, and each neuron's threshold θ (the negative of its bias) below it.
    pub fn of<F: NdFloat>(alt: impl Into<String>, network: &Network<F>) -> Self {
        let as_f64 = |value: F| value.to_f64().unwrap_or(f64::NAN);
        let mut diagram = Diagram::layers(alt, &network.sizes());
        for (i, layer) in network.layers().iter().enumerate() {
            diagram = diagram.weights(i, &layer.weights.mapv(as_f64));
            let thresholds = layer.thresholds().mapv(as_f64);
            diagram.under[i + 1] = thresholds
                .iter()
                .map(|&t| format!("θ = {}", short(t + 0.0)))
                .collect();
        }
        diagram
    }

    /// The weights from layer `gap` to the next, of shape (next layer, layer `gap`).
    pub fn weights(mut self, gap: usize, weights: &Array2<f64>) -> Self {
        let shape = match self.sizes.get(gap..gap + 2) {
            Some(&[from, to]) => [to, from],
            _ => [0, 0],
        };
        if weights.shape() != shape {
            self.note(Error::Shape {
                op: "the weights of a diagram",
                left: weights.shape().to_vec(),
                right: shape.to_vec(),
            });
            return self;
        }
        if let Err(error) = crate::check::all_finite("weights", weights) {
            self.note(error);
        }
        self.weights[gap] = Some(weights.clone());
        self
    }

    /// Names written in the nodes of a layer, from the top.
    pub fn node_labels(mut self, layer: usize, labels: &[&str]) -> Self {
        match self.sizes.get(layer) {
            Some(&size) if size == labels.len() => {
                self.node_labels[layer] = labels.iter().map(ToString::to_string).collect();
            }
            size => self.note(Error::Shape {
                op: "the node labels of a diagram",
                left: vec![labels.len()],
                right: size.into_iter().copied().collect(),
            }),
        }
        self
    }

    /// Names written below the layers, from the inputs on.
    pub fn layer_labels(mut self, labels: &[&str]) -> Self {
        if labels.len() != self.sizes.len() {
            self.note(Error::Shape {
                op: "the layer labels of a diagram",
                left: vec![labels.len()],
                right: vec![self.sizes.len()],
            });
        }
        self.layer_labels = labels.iter().map(ToString::to_string).collect();
        self
    }

    /// A connection that layers do not have: within a layer, past a layer, or back. Nodes are `(layer, node)`.
    pub fn stray(mut self, from: (usize, usize), to: (usize, usize)) -> Self {
        for (layer, node) in [from, to] {
            if self.sizes.get(layer).is_none_or(|&size| node >= size) {
                self.note(Error::Shape {
                    op: "a connection of a diagram",
                    left: vec![layer, node],
                    right: self.sizes.clone(),
                });
                return self;
            }
        }
        self.strangers.push([from, to]);
        self
    }

    /// Draws the diagram as a figure, as high as its largest layer needs.
    ///
    /// # Errors
    /// No alt text, fewer than two layers, an empty layer, labels or weights whose number does not fit, or a weight
    /// that is not finite.
    pub fn draw(&self) -> Result<Figure> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
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
        let tallest = self
            .sizes
            .iter()
            .map(|&size| size.min(MOST))
            .max()
            .unwrap_or(1);
        let apart = if tallest <= 3 { WIDE_APART } else { APART };
        let footer = if self.layer_labels.is_empty() {
            12.0
        } else {
            34.0
        };
        let height = (tallest as f64 * apart + 20.0 + footer).max(140.0);
        let canvas = Canvas::new((WIDTH, height));
        let sketch = Sketch {
            diagram: self,
            brush: Brush::new(&canvas),
            body: height - footer,
            apart,
        };
        sketch.edges()?;
        sketch.strangers()?;
        sketch.nodes()?;
        let layers = self.sizes.len() as f64;
        Figure::new(Parts {
            size: (WIDTH, height),
            alt: &self.alt,
            extents: vec![[0.0, layers, 0.0, self.sizes.iter().sum::<usize>() as f64]],
            marks: canvas.marks(),
        })
    }

    fn note(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

/// A diagram being drawn.
struct Sketch<'a> {
    diagram: &'a Diagram,
    brush: Brush,
    /// The height that nodes may use, in pixels.
    body: f64,
    /// The distance between nodes of a layer.
    apart: f64,
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

    fn at(&self, layer: usize, row: usize) -> Point {
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
    fn node(&self, (layer, node): (usize, usize)) -> Point {
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
            let written = from.len() * to.len() <= WRITTEN;
            for &(j, row) in &to {
                for &(i, from_row) in &from {
                    let ends = between(self.at(gap, from_row), self.at(gap + 1, row));
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

    /// An edge coloured by the sign of its weight; its width in tenths.
    fn edge(&self, ends: [Point; 2], weight: f64, width: f64) -> Result<()> {
        let (color, dash) = if weight > 0.0 {
            (palette::color(0), Dash::Solid)
        } else {
            (palette::color(1), Dash::Dashed)
        };
        self.brush
            .wide(ends.map(px).to_vec(), color, dash, width as u32)
    }

    /// An edge with its weight in a gap of the line; edges from neighbouring nodes carry theirs at different places.
    fn written(&self, [start, end]: [Point; 2], weight: f64, width: f64, row: usize) -> Result<()> {
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
        self.brush
            .text(&text, px(middle), TICK, INK, (HPos::Center, VPos::Center))
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
            self.brush
                .curve([start, bend[0], bend[1], end], RADIUS, palette::color(1))?;
        }
        Ok(())
    }

    fn nodes(&self) -> Result<()> {
        for (layer, &size) in self.diagram.sizes.iter().enumerate() {
            for (node, row) in self.shown(layer) {
                let (x, y) = self.at(layer, row);
                let at = px((x, y));
                self.brush.circle(at, tenths(RADIUS), INK, 15)?;
                if let Some(label) = self.diagram.node_labels[layer].get(node) {
                    self.brush
                        .text(label, at, TICK, INK, (HPos::Center, VPos::Center))?;
                }
                if let Some(under) = self.diagram.under[layer].get(node) {
                    let below = px((x, y + RADIUS + 3.0));
                    self.brush
                        .text(under, below, TICK, INK, (HPos::Center, VPos::Top))?;
                }
            }
            let (x, _) = self.at(layer, 0);
            if size > MOST {
                let dots = px(self.at(layer, MOST - 3));
                self.brush
                    .text("⋮", dots, 20.0, INK, (HPos::Center, VPos::Center))?;
            }
            if let Some(label) = self.diagram.layer_labels.get(layer) {
                let text = if size > MOST {
                    format!("{label} ({size})")
                } else {
                    label.clone()
                };
                let half = text::width(&text, TICK) / 2.0;
                let x = x.clamp(half + 4.0, WIDTH - half - 4.0);
                let at = px((x, self.body + 8.0));
                self.brush
                    .text(&text, at, TICK, INK, (HPos::Center, VPos::Top))?;
            }
        }
        Ok(())
    }
}

/// A number to three significant digits: more would run into its neighbours.
fn short(value: f64) -> String {
    number(format!("{value:.2e}").parse().unwrap_or(value))
}

/// The line between two nodes, from rim to rim.
fn between(a: Point, b: Point) -> [Point; 2] {
    let share = (RADIUS + 1.0) / (b.0 - a.0).hypot(b.1 - a.1);
    [along(a, b, share), along(a, b, 1.0 - share)]
}

fn px((x, y): Point) -> Px {
    (tenths(x), tenths(y))
}
