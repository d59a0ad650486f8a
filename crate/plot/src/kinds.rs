//! The kinds of series that [`Axes`] draw, one method each.

use crate::axes::Axes;
use crate::check;
use crate::clip::Coord;
use crate::error::{Error, Result};
use crate::palette::{self, Dash};
use crate::series::{Ink, Series, Shape};
use crate::with::With;

impl Axes {
    /// Points, each a marker.
    pub fn points(&self, name: &str, points: &[Coord]) -> Self {
        let shape = Shape::Points(points.to_vec());
        self.with_series(name, check::points("points", points), shape)
    }

    /// A line from point to point, in the order given.
    pub fn line(&self, name: &str, points: &[Coord]) -> Self {
        let shape = Shape::Lines(vec![points.to_vec()]);
        self.with_series(name, check::points("line", points), shape)
    }

    /// Several lines, each with its name, in the order given.
    ///
    /// ```
    /// use downhill_plot::Axes;
    ///
    /// let curves = [("x", vec![(0.0, 0.0), (2.0, 2.0)]), ("x²", vec![(0.0, 0.0), (1.0, 1.0), (2.0, 4.0)])];
    /// assert!(Axes::new("a line and a parabola").lines(&curves).draw()?.svg().contains("x²"));
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    pub fn lines<N: AsRef<str>>(&self, lines: &[(N, Vec<Coord>)]) -> Self {
        let each = |axes: Self, (name, points): &(N, Vec<Coord>)| axes.line(name.as_ref(), points);
        lines.iter().fold(self.clone(), each)
    }

    /// A line with gaps: each piece is drawn by itself, as for a step function with its jumps.
    pub fn pieces(&self, name: &str, pieces: &[Vec<Coord>]) -> Self {
        let checked = if pieces.is_empty() {
            Err(Error::Empty { what: "pieces" })
        } else {
            let mut pieces = pieces.iter();
            pieces.try_for_each(|piece| check::points("pieces", piece))
        };
        self.with_series(name, checked, Shape::Lines(pieces.to_vec()))
    }

    /// The line `w·x = θ`, that is w₁x₁ + w₂x₂ = θ, cut to the axes.
    ///
    /// With both weights zero there is no such line, and none is drawn.
    pub fn decision_line(&self, name: &str, weights: [f64; 2], theta: f64) -> Self {
        let [w1, w2] = weights;
        let earlier = |s: &&Series| matches!(s.shape, Shape::DecisionLine(..));
        let dash = Dash::of(self.series.iter().filter(earlier).count());
        let checked = check::numbers("weights and threshold", &[w1, w2, theta]);
        let shape = Shape::DecisionLine((w1, w2), theta);
        self.with_neutral(name, Ink::Neutral, dash, checked, shape)
    }

    /// Tints both sides of `w·x = θ`: the side where `w·x ≥ θ` as class 1, the other as class 0.
    pub fn half_planes(&self, weights: [f64; 2], theta: f64) -> Self {
        let [w1, w2] = weights;
        let checked = check::numbers("weights and threshold", &[w1, w2, theta]);
        let shape = Shape::HalfPlanes((w1, w2), theta);
        self.with_neutral("", Ink::Neutral, Dash::Solid, checked, shape)
    }

    /// A ring about each point, to single it out.
    pub fn highlight(&self, name: &str, points: &[Coord]) -> Self {
        let checked = check::points("highlight", points);
        let shape = Shape::Rings(points.to_vec());
        self.with_neutral(name, Ink::Neutral, Dash::Solid, checked, shape)
    }

    /// A polygon through its corners, closed and lightly tinted.
    pub fn polygon(&self, name: &str, corners: &[Coord]) -> Self {
        let shape = Shape::Polygon(corners.to_vec());
        self.with_series(name, check::points("polygon", corners), shape)
    }

    /// A reference line across, at height `y`.
    pub fn h_line(&self, name: &str, y: f64) -> Self {
        let checked = check::numbers("h_line", &[y]);
        self.with_neutral(
            name,
            Ink::Muted,
            Dash::Dashed,
            checked,
            Shape::Horizontal(y),
        )
    }

    /// A reference line up, at abscissa `x`.
    pub fn v_line(&self, name: &str, x: f64) -> Self {
        let checked = check::numbers("v_line", &[x]);
        self.with_neutral(name, Ink::Muted, Dash::Dashed, checked, Shape::Vertical(x))
    }

    /// A remark beside a point.
    pub fn text(&self, at: Coord, text: &str) -> Self {
        let checked = check::points("text", &[at]);
        let shape = Shape::Text(at, text.into());
        self.with_neutral("", Ink::Neutral, Dash::Solid, checked, shape)
    }

    /// Arrows: each from a point, along a vector in the units of the axes.
    pub fn arrows(&self, name: &str, arrows: &[(Coord, [f64; 2])]) -> Self {
        let rows = arrows.iter().map(|&((x, y), [u, v])| [x, y, u, v]);
        let rows: Vec<[f64; 4]> = rows.collect();
        let ends = rows.iter().map(|&[x, y, u, v]| ((x, y), (x + u, y + v)));
        let shape = Shape::Arrows(ends.collect());
        self.with_series(name, check::rows("arrows", &rows), shape)
    }

    /// Gives the last series the colour and marker with this index: 0 those of the first series, or of class 0.
    pub fn color(&self, index: usize) -> Self {
        self.last(|series| {
            series.ink = Ink::Data(index);
            series.marker = palette::marker(index);
        })
    }

    /// Draws the last series' line unbroken.
    pub fn solid(&self) -> Self {
        self.last(|series| series.dash = Dash::Solid)
    }

    /// Draws the last series' line dashed.
    pub fn dashed(&self) -> Self {
        self.last(|series| series.dash = Dash::Dashed)
    }

    /// The same with a change to the last series.
    fn last(&self, change: impl FnOnce(&mut Series)) -> Self {
        self.with(|axes| {
            axes.series.last_mut().map(change);
        })
    }

    /// The same with one more series in a data colour.
    pub(crate) fn with_series(&self, name: &str, checked: Result<()>, shape: Shape) -> Self {
        self.with(|axes| {
            axes.errors.note(checked);
            axes.add(name, shape);
        })
    }

    /// … or in a neutral one.
    pub(crate) fn with_neutral(
        &self,
        name: &str,
        ink: Ink,
        dash: Dash,
        checked: Result<()>,
        shape: Shape,
    ) -> Self {
        self.with(|axes| {
            axes.errors.note(checked);
            axes.add_neutral(name, ink, dash, shape);
        })
    }
}
