//! The kinds of series that [`Axes`] draw, one method each.

use super::clip::Point;
use super::palette::Dash;
use super::series::{Ink, Shape};
use super::{Axes, check};
use crate::Error;

impl Axes {
    /// Points, each a marker.
    pub fn points(mut self, name: &str, points: &[Point]) -> Self {
        self.note(check::points("points", points));
        self.add(name, Shape::Points(points.to_vec()))
    }

    /// A line from point to point, in the order given.
    pub fn line(mut self, name: &str, points: &[Point]) -> Self {
        self.note(check::points("line", points));
        self.add(name, Shape::Lines(vec![points.to_vec()]))
    }

    /// A line with gaps: each piece is drawn by itself, as for a step function with its jumps.
    pub fn pieces(mut self, name: &str, pieces: &[Vec<Point>]) -> Self {
        if pieces.is_empty() {
            self.note::<()>(Err(Error::Empty { what: "pieces" }));
        }
        for piece in pieces {
            self.note(check::points("pieces", piece));
        }
        self.add(name, Shape::Lines(pieces.to_vec()))
    }

    /// The line `w·x = θ`, that is w₁x₁ + w₂x₂ = θ, cut to the axes.
    ///
    /// With both weights zero there is no such line, and none is drawn.
    pub fn decision_line(mut self, name: &str, weights: [f64; 2], theta: f64) -> Self {
        let [w1, w2] = weights;
        self.note(check::numbers("weights and threshold", &[w1, w2, theta]));
        let earlier = |s: &&super::series::Series| matches!(s.shape, Shape::DecisionLine(..));
        let dash = Dash::of(self.series.iter().filter(earlier).count());
        self.add_neutral(
            name,
            Ink::Neutral,
            dash,
            Shape::DecisionLine((w1, w2), theta),
        )
    }

    /// Tints both sides of `w·x = θ`: the side where `w·x ≥ θ` as class 1, the other as class 0.
    pub fn half_planes(mut self, weights: [f64; 2], theta: f64) -> Self {
        let [w1, w2] = weights;
        self.note(check::numbers("weights and threshold", &[w1, w2, theta]));
        self.add_neutral(
            "",
            Ink::Neutral,
            Dash::Solid,
            Shape::HalfPlanes((w1, w2), theta),
        )
    }

    /// A ring about each point, to single it out.
    pub fn highlight(mut self, name: &str, points: &[Point]) -> Self {
        self.note(check::points("highlight", points));
        self.add_neutral(
            name,
            Ink::Neutral,
            Dash::Solid,
            Shape::Rings(points.to_vec()),
        )
    }

    /// A polygon through its corners, closed and lightly tinted.
    pub fn polygon(mut self, name: &str, corners: &[Point]) -> Self {
        self.note(check::points("polygon", corners));
        self.add(name, Shape::Polygon(corners.to_vec()))
    }

    /// A reference line across, at height `y`.
    pub fn h_line(mut self, name: &str, y: f64) -> Self {
        self.note(check::numbers("h_line", &[y]));
        self.add_neutral(name, Ink::Muted, Dash::Dashed, Shape::Horizontal(y))
    }

    /// A reference line up, at abscissa `x`.
    pub fn v_line(mut self, name: &str, x: f64) -> Self {
        self.note(check::numbers("v_line", &[x]));
        self.add_neutral(name, Ink::Muted, Dash::Dashed, Shape::Vertical(x))
    }

    /// A remark beside a point.
    pub fn text(mut self, at: Point, text: &str) -> Self {
        self.note(check::points("text", &[at]));
        self.add_neutral("", Ink::Neutral, Dash::Solid, Shape::Text(at, text.into()))
    }

    /// Arrows: each from a point, along a vector in the units of the axes.
    pub fn arrows(mut self, name: &str, arrows: &[(Point, [f64; 2])]) -> Self {
        let rows: Vec<[f64; 4]> = arrows
            .iter()
            .map(|&((x, y), [u, v])| [x, y, u, v])
            .collect();
        self.note(check::rows("arrows", &rows));
        let ends = rows.iter().map(|&[x, y, u, v]| ((x, y), (x + u, y + v)));
        self.add(name, Shape::Arrows(ends.collect()))
    }

    /// Gives the last series the colour and marker with this index: 0 those of the first series, or of class 0.
    pub fn color(mut self, index: usize) -> Self {
        if let Some(series) = self.series.last_mut() {
            series.ink = Ink::Data(index);
            series.marker = super::palette::marker(index);
        }
        self
    }

    /// Draws the last series' line unbroken.
    pub fn solid(self) -> Self {
        self.dash(Dash::Solid)
    }

    /// Draws the last series' line dashed.
    pub fn dashed(self) -> Self {
        self.dash(Dash::Dashed)
    }

    fn dash(mut self, dash: Dash) -> Self {
        if let Some(series) = self.series.last_mut() {
            series.dash = dash;
        }
        self
    }
}
