//! The kinds of series that [`Axes`] draw, one method each.

use crate::axes::Axes;
use crate::check;
use crate::clip::Point;
use crate::error::Error;
use crate::palette::Dash;
use crate::series::{Ink, Shape};

impl Axes {
    /// Points, each a marker.
    pub fn points(&self, name: &str, points: &[Point]) -> Self {
        let mut axes = self.clone();
        axes.note(check::points("points", points));
        axes.add(name, Shape::Points(points.to_vec()))
    }

    /// A line from point to point, in the order given.
    pub fn line(&self, name: &str, points: &[Point]) -> Self {
        let mut axes = self.clone();
        axes.note(check::points("line", points));
        axes.add(name, Shape::Lines(vec![points.to_vec()]))
    }

    /// A line with gaps: each piece is drawn by itself, as for a step function with its jumps.
    pub fn pieces(&self, name: &str, pieces: &[Vec<Point>]) -> Self {
        let mut axes = self.clone();
        if pieces.is_empty() {
            axes.note::<()>(Err(Error::Empty { what: "pieces" }));
        }
        for piece in pieces {
            axes.note(check::points("pieces", piece));
        }
        axes.add(name, Shape::Lines(pieces.to_vec()))
    }

    /// The line `w·x = θ`, that is w₁x₁ + w₂x₂ = θ, cut to the axes.
    ///
    /// With both weights zero there is no such line, and none is drawn.
    pub fn decision_line(&self, name: &str, weights: [f64; 2], theta: f64) -> Self {
        let mut axes = self.clone();
        let [w1, w2] = weights;
        axes.note(check::numbers("weights and threshold", &[w1, w2, theta]));
        let earlier = |s: &&crate::series::Series| matches!(s.shape, Shape::DecisionLine(..));
        let dash = Dash::of(axes.series.iter().filter(earlier).count());
        axes.add_neutral(
            name,
            Ink::Neutral,
            dash,
            Shape::DecisionLine((w1, w2), theta),
        )
    }

    /// Tints both sides of `w·x = θ`: the side where `w·x ≥ θ` as class 1, the other as class 0.
    pub fn half_planes(&self, weights: [f64; 2], theta: f64) -> Self {
        let mut axes = self.clone();
        let [w1, w2] = weights;
        axes.note(check::numbers("weights and threshold", &[w1, w2, theta]));
        axes.add_neutral(
            "",
            Ink::Neutral,
            Dash::Solid,
            Shape::HalfPlanes((w1, w2), theta),
        )
    }

    /// A ring about each point, to single it out.
    pub fn highlight(&self, name: &str, points: &[Point]) -> Self {
        let mut axes = self.clone();
        axes.note(check::points("highlight", points));
        axes.add_neutral(
            name,
            Ink::Neutral,
            Dash::Solid,
            Shape::Rings(points.to_vec()),
        )
    }

    /// A polygon through its corners, closed and lightly tinted.
    pub fn polygon(&self, name: &str, corners: &[Point]) -> Self {
        let mut axes = self.clone();
        axes.note(check::points("polygon", corners));
        axes.add(name, Shape::Polygon(corners.to_vec()))
    }

    /// A reference line across, at height `y`.
    pub fn h_line(&self, name: &str, y: f64) -> Self {
        let mut axes = self.clone();
        axes.note(check::numbers("h_line", &[y]));
        axes.add_neutral(name, Ink::Muted, Dash::Dashed, Shape::Horizontal(y))
    }

    /// A reference line up, at abscissa `x`.
    pub fn v_line(&self, name: &str, x: f64) -> Self {
        let mut axes = self.clone();
        axes.note(check::numbers("v_line", &[x]));
        axes.add_neutral(name, Ink::Muted, Dash::Dashed, Shape::Vertical(x))
    }

    /// A remark beside a point.
    pub fn text(&self, at: Point, text: &str) -> Self {
        let mut axes = self.clone();
        axes.note(check::points("text", &[at]));
        axes.add_neutral("", Ink::Neutral, Dash::Solid, Shape::Text(at, text.into()))
    }

    /// Arrows: each from a point, along a vector in the units of the axes.
    pub fn arrows(&self, name: &str, arrows: &[(Point, [f64; 2])]) -> Self {
        let mut axes = self.clone();
        let rows: Vec<[f64; 4]> = arrows
            .iter()
            .map(|&((x, y), [u, v])| [x, y, u, v])
            .collect();
        axes.note(check::rows("arrows", &rows));
        let ends = rows.iter().map(|&[x, y, u, v]| ((x, y), (x + u, y + v)));
        axes.add(name, Shape::Arrows(ends.collect()))
    }

    /// Gives the last series the colour and marker with this index: 0 those of the first series, or of class 0.
    pub fn color(&self, index: usize) -> Self {
        let mut axes = self.clone();
        if let Some(series) = axes.series.last_mut() {
            series.ink = Ink::Data(index);
            series.marker = crate::palette::marker(index);
        }
        axes
    }

    /// Draws the last series' line unbroken.
    pub fn solid(&self) -> Self {
        self.clone().dash(Dash::Solid)
    }

    /// Draws the last series' line dashed.
    pub fn dashed(&self) -> Self {
        self.clone().dash(Dash::Dashed)
    }

    fn dash(mut self, dash: Dash) -> Self {
        if let Some(series) = self.series.last_mut() {
            series.dash = dash;
        }
        self
    }
}
