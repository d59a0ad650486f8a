//! How each kind of series is drawn on a stage.

use crate::brush::RADIUS;
use crate::canvas::TENTHS;
use crate::clip::{Coord, half_plane, scaled};
use crate::error::Result;
use crate::palette::{self, BAR, Dash, TINT};
use crate::series::{Series, Shape};
use crate::stage::Stage;

impl Stage<'_> {
    /// Draws one series.
    pub(crate) fn series(&self, series: &Series) -> Result<()> {
        let color = series.ink.color();
        match &series.shape {
            Shape::Points(points) => {
                let mut last = None;
                for &point in points.iter().filter(|&&p| self.shows(p)) {
                    let at = self.px(point);
                    if last != Some(at) {
                        self.brush.marker(series.marker, at, self.radius, color)?;
                        last = Some(at);
                    }
                }
            }
            Shape::Rings(points) => {
                for &point in points.iter().filter(|&&p| self.shows(p)) {
                    self.brush.ring(self.px(point), color)?;
                }
            }
            Shape::Lines(lines) => {
                for line in lines {
                    self.line(line, color, series.dash)?;
                }
            }
            Shape::Polygon(corners) => {
                self.area(corners, color, TINT)?;
                let closed: Vec<Coord> = corners.iter().chain(corners.first()).copied().collect();
                self.line(&closed, color, series.dash)?;
            }
            Shape::DecisionLine(weights, theta) => {
                if *weights != (0.0, 0.0)
                    && let Some((p, q)) = self.range().line(*weights, *theta)
                {
                    self.line(&self.fine(p, q), color, series.dash)?;
                }
            }
            Shape::HalfPlanes(weights, theta) => {
                let corners = self.range().corners();
                let (weights, theta) = scaled(*weights, *theta);
                let (w1, w2) = weights;
                let upper = half_plane(&corners, weights, theta);
                let lower = if weights == (0.0, 0.0) && theta <= 0.0 {
                    Vec::new() // w·x = 0 ≥ θ everywhere: the whole plane is class 1
                } else {
                    half_plane(&corners, (-w1, -w2), -theta)
                };
                self.area(&lower, palette::color(0), TINT)?;
                self.area(&upper, palette::color(1), TINT)?;
            }
            Shape::DecisionRegions(regions) => {
                for (class, polygon) in &regions.polygons {
                    self.area(polygon, palette::color(*class), TINT)?;
                }
            }
            Shape::Horizontal(y) => {
                let ends = [(self.scales.0.from, *y), (self.scales.0.to, *y)];
                self.line(&ends, color, series.dash)?;
            }
            Shape::Vertical(x) => {
                let ends = [(*x, self.scales.1.from), (*x, self.scales.1.to)];
                self.line(&ends, color, series.dash)?;
            }
            Shape::Bars(bars) => {
                let base = if self.scales.1.log {
                    self.scales.1.from
                } else {
                    0.0
                };
                for &(left, right, height) in bars {
                    // Half a pixel less on both sides parts neighbours.
                    let inset = 0.5 * TENTHS * (self.scales.0.to - self.scales.0.from)
                        / f64::from(self.px_width());
                    let inset = inset.min((right - left) / 4.0);
                    let (left, right) = (left + inset, right - inset);
                    let corners = [(left, base), (right, base), (right, height), (left, height)];
                    self.area(&corners, color, BAR)?;
                }
            }
            Shape::Intervals(intervals) => {
                for &[x, low, middle, high] in intervals {
                    if let Some((p, q)) = self.unit_segment((x, low), (x, high)) {
                        self.brush.interval(self.px(p), self.px(q), color)?;
                    }
                    if self.shows((x, middle)) {
                        self.brush
                            .marker(series.marker, self.px((x, middle)), RADIUS, color)?;
                    }
                }
            }
            Shape::Band(band) => {
                let low = band.iter().map(|&[x, low, _]| (x, low));
                let high = band.iter().rev().map(|&[x, _, high]| (x, high));
                self.area(&low.chain(high).collect::<Vec<_>>(), color, TINT)?;
            }
            Shape::Text(at, text) => self.remark(*at, text, color)?,
            Shape::Arrows(arrows) => {
                for &(tail, tip) in arrows {
                    let Some((p, q)) = self.unit_segment(tail, tip) else {
                        continue;
                    };
                    if q == tip {
                        self.brush.arrow(self.px(p), self.px(q), color)?;
                    } else {
                        self.line(&[p, q], color, Dash::Solid)?;
                    }
                }
            }
            Shape::Directions(field) => self.directions(field, color)?,
            Shape::Contours(contours) => self.contours(contours, color)?,
            Shape::HeatMap(map) => self.heat_map(map)?,
            Shape::Matrix(matrix) => self.matrix(matrix)?,
            Shape::Ramp | Shape::Sheet => {}
        }
        Ok(())
    }
}
