//! The box about a plot in space: its walls, ticks and words, and how all of it fits in a cell of the canvas.

use super::view::{Place, View};
use crate::brush::{Brush, type_style};
use crate::canvas::{Px, TENTHS, tenths};
use crate::error::Result;
use crate::palette::{GRID, INK, THIN};
use crate::scale::Scale;
use crate::text::{self, LABEL, TICK};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, FontTransform};

/// The length of ticks, and the gaps after them and between words, in pixels.
const TICKS: f64 = 4.0;
const GAP: f64 = 3.0;
/// An axis shorter than this points at the eye and has no ticks and no name.
const SEEN: f64 = 20.0;
/// How often the box is fitted: the words about it keep their size, so once is not enough.
const FITS: usize = 4;

/// The box, placed.
pub(super) struct Frame<'a> {
    scales: &'a [Scale; 3],
    labels: [&'a str; 3],
    pub(super) view: View,
}

/// An axis as it is drawn: one edge of the box, its ticks and words.
struct Edge {
    ends: [Place; 2],
    /// Away from the box, on the canvas, of length 1.
    out: (f64, f64),
    ticks: Vec<(f64, String)>,
}

/// A word, its middle at a place on the canvas in pixels.
struct Word {
    text: String,
    middle: (f64, f64),
    size: f64,
    upright: bool,
}

impl Word {
    /// Half its width and height on the canvas.
    fn half(&self) -> (f64, f64) {
        let (wide, high) = (text::width(&self.text, self.size) / 2.0, self.size * 0.5);
        if self.upright {
            (high, wide)
        } else {
            (wide, high)
        }
    }

    fn meets(&self, other: &Word) -> bool {
        let ((a, b), (c, d)) = (self.half(), other.half());
        let (dx, dy) = (
            self.middle.0 - other.middle.0,
            self.middle.1 - other.middle.1,
        );
        dx.abs() < a + c && dy.abs() < b + d
    }

    /// How far it reaches from its middle along a direction.
    fn reach(&self, (x, y): (f64, f64)) -> f64 {
        let (wide, high) = self.half();
        wide * x.abs() + high * y.abs()
    }
}

impl<'a> Frame<'a> {
    /// Fits the box and its words into the room from one corner to the other, in pixels.
    pub(super) fn fit(
        scales: &'a [Scale; 3],
        labels: [&'a str; 3],
        view: View,
        [left, top, right, bottom]: [f64; 4],
    ) -> Self {
        let (wide, high) = ((right - left).max(40.0), (bottom - top).max(40.0));
        let (mut factor, mut middle) = (tenths(wide.min(high) / 3.0), (0.0, 0.0));
        let mut frame = Frame {
            scales,
            labels,
            view,
        };
        for _ in 0..FITS {
            frame.view = view.placed(f64::from(factor), middle);
            let (inner, outer) = (frame.corners(), frame.reach());
            let share = |room: f64, i: usize| {
                let (inner, outer) = (inner[i + 2] - inner[i], outer[i + 2] - outer[i]);
                (room - (outer - inner)).max(20.0) / inner.max(1e-9)
            };
            factor = (f64::from(factor) * share(wide, 0).min(share(high, 1))).round() as i32;
            frame.view = view.placed(f64::from(factor), middle);
            let outer = frame.reach();
            let shift = |i: usize, from: f64, to: f64| {
                (f64::midpoint(from, to) - f64::midpoint(outer[i], outer[i + 2])) * TENTHS
            };
            middle.0 += shift(0, left, right);
            middle.1 += shift(1, top, bottom);
            frame.view = view.placed(f64::from(factor), middle);
        }
        frame
    }

    /// A place in pixels.
    fn px(&self, place: Place) -> (f64, f64) {
        let (x, y) = self.view.at(place);
        (x / TENTHS, y / TENTHS)
    }

    /// The least and the greatest coordinates of the box on the canvas: x, y, x, y.
    fn corners(&self) -> [f64; 4] {
        let corner = |n: u8| [n & 1, n >> 1 & 1, n >> 2].map(f64::from);
        bounds((0..8).map(|n| {
            let (x, y) = self.px(corner(n));
            [x, y, x, y]
        }))
    }

    /// The same with all words.
    fn reach(&self) -> [f64; 4] {
        let words = self.words().into_iter().map(|word| {
            let ((x, y), (w, h)) = (word.middle, word.half());
            [x - w, y - h, x + w, y + h]
        });
        bounds(words.chain([self.corners()]))
    }

    /// The three edges with ticks: x and y along the floor on the near side, z on the left.
    fn edges(&self) -> [Edge; 3] {
        let [x, y] = self.view.near();
        let base = [[0.0, y, 0.0], [x, 0.0, 0.0]];
        let uprights = [[x, 1.0 - y, 0.0], [1.0 - x, y, 0.0]];
        let [a, b] = uprights.map(|foot| self.px(foot).0);
        let left = if a <= b { uprights[0] } else { uprights[1] };
        let edge = |axis: usize, foot: Place| {
            let mut head = foot;
            head[axis] = 1.0;
            let mut inside = [
                f64::midpoint(foot[0], head[0]),
                f64::midpoint(foot[1], head[1]),
                0.0,
            ];
            let from = inside;
            inside[1 - axis.min(1)] = 0.5;
            let out = if axis == 2 {
                (-1.0, 0.0)
            } else {
                let (p, q) = (self.px(inside), self.px(from));
                // Seen along the floor this has no length: then down.
                let (dx, dy) = (q.0 - p.0, (q.1 - p.1).max(0.0) + 1e-3);
                let length = dx.hypot(dy);
                (dx / length, dy / length)
            };
            let ends = [foot, head];
            let ticks = self.ticks(axis, ends);
            Edge { ends, out, ticks }
        };
        [edge(0, base[0]), edge(1, base[1]), edge(2, left)]
    }

    /// As many ticks as stand free of each other along an edge.
    fn ticks(&self, axis: usize, [from, to]: [Place; 2]) -> Vec<(f64, String)> {
        let (a, b) = (self.px(from), self.px(to));
        let (dx, dy) = ((b.0 - a.0).abs(), (b.1 - a.1).abs());
        if dx.max(dy) < SEEN {
            return Vec::new();
        }
        let free = |ticks: &Vec<(f64, String)>| {
            ticks.windows(2).all(|pair| {
                let part =
                    self.scales[axis].fraction(pair[1].0) - self.scales[axis].fraction(pair[0].0);
                let wide = pair.iter().map(|(_, label)| text::width(label, TICK));
                let wide = wide.sum::<f64>() / 2.0;
                part * dx > wide + 5.0 || part * dy > TICK + 3.0
            })
        };
        let most = |n: usize| self.scales[axis].labels(n);
        (2..=6).rev().map(most).find(free).unwrap_or_default()
    }

    fn along(&self, axis: usize, edge: &Edge, value: f64) -> Place {
        let mut place = edge.ends[0];
        place[axis] = self.scales[axis].fraction(value);
        place
    }

    fn words(&self) -> Vec<Word> {
        let mut words = Vec::new();
        for (axis, edge) in self.edges().iter().enumerate() {
            let beside = |place: Place, word: &Word, gap: f64| {
                let ((x, y), far) = (self.px(place), gap + word.reach(edge.out));
                (x + far * edge.out.0, y + far * edge.out.1)
            };
            let mut widest = 0.0_f64;
            for (value, label) in &edge.ticks {
                let mut word = Word {
                    text: label.clone(),
                    middle: (0.0, 0.0),
                    size: TICK,
                    upright: false,
                };
                word.middle = beside(self.along(axis, edge, *value), &word, TICKS + GAP);
                // Where the height's axis stands on the end of another, a number makes way for the other's.
                while axis == 2 && words.iter().any(|other: &Word| other.meets(&word)) {
                    word.middle.1 -= 1.0;
                }
                widest = widest.max(2.0 * word.reach(edge.out));
                words.push(word);
            }
            if !self.labels[axis].is_empty() && !edge.ticks.is_empty() {
                let mut word = Word {
                    text: self.labels[axis].into(),
                    middle: (0.0, 0.0),
                    size: LABEL,
                    // A word of a few letters reads better as it stands.
                    upright: axis == 2 && self.labels[axis].chars().count() > 3,
                };
                let [p, q] = edge.ends;
                let half = [0, 1, 2].map(|i| f64::midpoint(p[i], q[i]));
                word.middle = beside(half, &word, TICKS + 3.0 * GAP + widest);
                words.push(word);
            }
        }
        words
    }

    /// Draws the walls behind everything, with the grid on them.
    pub(super) fn walls(&self, brush: &Brush) -> Result<()> {
        let [x, y] = self.view.near().map(|near| 1.0 - near);
        let edges = self.edges();
        let line = |from: Place, to: Place| {
            let path = [from, to].map(|place| self.tenths(place));
            brush.pen(path.to_vec(), GRID.stroke_width(THIN))
        };
        for (axis, edge) in edges.iter().enumerate() {
            for (value, _) in &edge.ticks {
                let at = self.scales[axis].fraction(*value);
                match axis {
                    0 => {
                        line([at, 0.0, 0.0], [at, 1.0, 0.0])?;
                        line([at, y, 0.0], [at, y, 1.0])?;
                    }
                    1 => {
                        line([0.0, at, 0.0], [1.0, at, 0.0])?;
                        line([x, at, 0.0], [x, at, 1.0])?;
                    }
                    _ => {
                        line([0.0, y, at], [1.0, y, at])?;
                        line([x, 0.0, at], [x, 1.0, at])?;
                    }
                }
            }
        }
        // The outlines of the two walls; the floor's other edges are axes.
        for wall in [
            [[0.0, y, 0.0], [1.0, y, 0.0], [1.0, y, 1.0], [0.0, y, 1.0]],
            [[x, 0.0, 0.0], [x, 1.0, 0.0], [x, 1.0, 1.0], [x, 0.0, 1.0]],
        ] {
            for (i, &corner) in wall.iter().enumerate() {
                line(corner, wall[(i + 1) % 4])?;
            }
        }
        Ok(())
    }

    /// Draws the axes with their ticks and words.
    pub(super) fn axes(&self, brush: &Brush) -> Result<()> {
        for (axis, edge) in self.edges().iter().enumerate() {
            let path = edge.ends.map(|place| self.tenths(place));
            brush.pen(path.to_vec(), INK.stroke_width(THIN))?;
            for (value, _) in &edge.ticks {
                let (x, y) = self.px(self.along(axis, edge, *value));
                let end = (x + TICKS * edge.out.0, y + TICKS * edge.out.1);
                let path = [(x, y), end].map(|(x, y)| (tenths(x), tenths(y)));
                brush.pen(path.to_vec(), INK.stroke_width(THIN))?;
            }
        }
        let middle = (HPos::Center, VPos::Center);
        for word in self.words() {
            let at = (tenths(word.middle.0), tenths(word.middle.1));
            if word.upright {
                let style = type_style(word.size, FontStyle::Normal, INK)
                    .pos(Pos::new(middle.0, middle.1))
                    .transform(FontTransform::Rotate270);
                brush.styled(&word.text, &style, at)?;
            } else {
                brush.text(&word.text, at, word.size, INK, middle)?;
            }
        }
        Ok(())
    }

    /// A place on the canvas.
    pub(super) fn tenths(&self, place: Place) -> Px {
        let (x, y) = self.view.at(place);
        (x.round() as i32, y.round() as i32)
    }
}

/// The box about boxes.
fn bounds(boxes: impl Iterator<Item = [f64; 4]>) -> [f64; 4] {
    let none = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    boxes.fold(none, |a, b| {
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            a[2].max(b[2]),
            a[3].max(b[3]),
        ]
    })
}
