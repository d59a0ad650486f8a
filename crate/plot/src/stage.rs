//! One plot on its canvas: plotters' axes, and every kind of series drawn on them.

use crate::axes::Axes;
use crate::brush::{Brush, Px, RADIUS, drawn, type_style};
use crate::canvas::{Canvas, TENTHS, tenths};
use crate::clip::{Point, Rect, half_plane};
use crate::error::Result;
use crate::layout::Layout;
use crate::palette::{self, BAR, Dash, GRID, INK, THIN, TINT, stroke};
use crate::scale::Scale;
use crate::series::{Series, Shape};
use crate::text::{self, LABEL, TICK, TITLE};
use crate::thin;
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, RGBColor};

/// A plot's axes, ready to be drawn on.
pub(crate) struct Stage<'a> {
    pub(crate) brush: Brush,
    chart: ChartContext<'a, Canvas, Cartesian2d<Scale, Scale>>,
    pub(crate) scales: (Scale, Scale),
    ticks: (usize, usize),
    /// The radius of points, in tenths.
    radius: i32,
    /// The cell on the canvas: x, y, width, height in pixels.
    cell: [f64; 4],
}

impl Stage<'_> {
    /// Sets up axes in a cell of the canvas.
    pub(crate) fn new(
        canvas: &Canvas,
        cell: [f64; 4],
        scales: (Scale, Scale),
        layout: &Layout,
    ) -> Result<Self> {
        let brush = Brush::with_halo(canvas, layout.filled);
        let [x, y, width, height] = cell;
        let area = brush
            .root
            .clone()
            .shrink((tenths(x), tenths(y)), (tenths(width), tenths(height)));
        let (x_scale, y_scale) = scales.clone();
        let [top, right, bottom, left] = layout.margin;
        let chart = drawn(
            ChartBuilder::on(&area)
                .margin_top(tenths(top))
                .margin_right(tenths(right))
                .margin_bottom(tenths(bottom))
                .margin_left(tenths(left))
                .y_label_area_size(tenths(layout.labels.0))
                .x_label_area_size(tenths(layout.labels.1))
                .build_cartesian_2d(x_scale, y_scale),
        )?;
        Ok(Stage {
            brush,
            chart,
            scales,
            ticks: layout.ticks,
            radius: layout.radius,
            cell,
        })
    }

    /// Draws grid, axes, ticks and their labels.
    pub(crate) fn mesh(&mut self, axes: &Axes) -> Result<()> {
        let (x_scale, y_scale) = self.scales.clone();
        let (x_ticks, y_ticks) = self.ticks;
        let name = |labels: Vec<(f64, String)>| {
            move |value: &f64| {
                let named = labels.iter().find(|(at, _)| at == value);
                named.map(|(_, text)| text.clone()).unwrap_or_default()
            }
        };
        let x_name = name(x_scale.labels(x_ticks));
        let y_name = name(y_scale.labels(y_ticks));
        let mut mesh = self.chart.configure_mesh();
        mesh.x_labels(x_ticks)
            .y_labels(y_ticks)
            .max_light_lines(0)
            .bold_line_style(stroke(GRID, THIN))
            .axis_style(stroke(INK, THIN))
            .set_all_tick_mark_size(tenths(4.0))
            .label_style(type_style(TICK, FontStyle::Normal, INK))
            .axis_desc_style(type_style(LABEL, FontStyle::Normal, INK))
            .x_label_formatter(&x_name)
            .y_label_formatter(&y_name);
        if !axes.x.label.is_empty() {
            mesh.x_desc(axes.x.label.clone());
        }
        if !axes.y.label.is_empty() {
            mesh.y_desc(axes.y.label.clone());
        }
        drawn(mesh.draw())
    }

    /// Writes the title over the middle of the axes, or as near to it as the cell allows.
    pub(crate) fn title(&self, title: &str) -> Result<()> {
        let [x, y, width, _] = self.cell;
        let lines = text::wrap(title, TITLE, width - 16.0);
        let style = type_style(TITLE, FontStyle::Bold, INK).pos(Pos::new(HPos::Center, VPos::Top));
        let [left, right] = [self.scales.0.from, self.scales.0.to]
            .map(|x| f64::from(self.px((x, self.scales.1.from)).0) / TENTHS);
        for (i, line) in lines.iter().enumerate() {
            let half = text::width(line, TITLE) / 2.0 + 4.0;
            let highest = (x + width - half).max(x + half);
            let middle = f64::midpoint(left, right).clamp(x + half, highest);
            let top = y + 6.0 + i as f64 * TITLE * 1.35;
            let at = (tenths(middle), tenths(top));
            drawn(self.brush.root.draw_text(line, &style, at))?;
        }
        Ok(())
    }

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
                let closed: Vec<Point> = corners.iter().chain(corners.first()).copied().collect();
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
                let (w1, w2) = *weights;
                let upper = half_plane(&corners, *weights, *theta);
                let lower = if *weights == (0.0, 0.0) && *theta <= 0.0 {
                    Vec::new() // w·x = 0 ≥ θ everywhere: the whole plane is class 1
                } else {
                    half_plane(&corners, (-w1, -w2), -theta)
                };
                self.area(&lower, palette::color(0), TINT)?;
                self.area(&upper, palette::color(1), TINT)?;
            }
            Shape::Regions(regions) => {
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
            Shape::Ramp | Shape::Sheet => {}
        }
        Ok(())
    }

    /// The ranges: x0, x1, y0, y1.
    pub(crate) fn extent(&self) -> [f64; 4] {
        let (x, y) = &self.scales;
        [x.from, x.to, y.from, y.to]
    }

    fn range(&self) -> Rect {
        let [x0, x1, y0, y1] = self.extent();
        Rect {
            x: (x0, x1),
            y: (y0, y1),
        }
    }

    /// Where a value lies on the canvas.
    pub(crate) fn px(&self, point: Point) -> Px {
        self.chart.backend_coord(&point)
    }

    /// The width of the axes, in tenths.
    fn px_width(&self) -> i32 {
        let at = |x: f64| self.px((x, self.scales.1.from)).0;
        at(self.scales.0.to) - at(self.scales.0.from)
    }

    fn shows(&self, point: Point) -> bool {
        Rect::UNIT.contains(self.unit(point))
    }

    /// The point as fractions of the axes.
    pub(crate) fn unit(&self, (x, y): Point) -> Point {
        (self.scales.0.fraction(x), self.scales.1.fraction(y))
    }

    pub(crate) fn value(&self, (u, v): Point) -> Point {
        (self.scales.0.value(u), self.scales.1.value(v))
    }

    /// The visible part of a segment; an end that is visible stays what it was.
    fn unit_segment(&self, p: Point, q: Point) -> Option<(Point, Point)> {
        let (u, v) = (self.unit(p), self.unit(q));
        let (start, end) = Rect::UNIT.segment(u, v)?;
        let keep = |cut: Point, unit: Point, value: Point| {
            if cut == unit { value } else { self.value(cut) }
        };
        Some((keep(start, u, p), keep(end, v, q)))
    }

    /// A straight line of values, with points between where an axis is logarithmic and bends it.
    fn fine(&self, p: Point, q: Point) -> Vec<Point> {
        let pieces = if self.scales.0.log || self.scales.1.log {
            200
        } else {
            1
        };
        let at = |i: i32| {
            let t = f64::from(i) / f64::from(pieces);
            (p.0 + t * (q.0 - p.0), p.1 + t * (q.1 - p.1))
        };
        (0..=pieces).map(at).collect()
    }

    fn line(&self, points: &[Point], color: RGBColor, dash: Dash) -> Result<()> {
        let units: Vec<Point> = points.iter().map(|&p| self.unit(p)).collect();
        for piece in Rect::UNIT.polyline(&units) {
            let path: Vec<Px> = piece.iter().map(|&p| self.px(self.value(p))).collect();
            self.brush.path(thin::polyline(path), color, dash)?;
        }
        Ok(())
    }

    fn area(&self, corners: &[Point], color: RGBColor, alpha: f64) -> Result<()> {
        let units: Vec<Point> = corners.iter().map(|&p| self.unit(p)).collect();
        let inside = Rect::UNIT.polygon(&units);
        let path: Vec<Px> = inside.iter().map(|&p| self.px(self.value(p))).collect();
        self.brush.polygon(thin::polyline(path), color, alpha)
    }

    /// Words beside a point, on the side where there is room.
    fn remark(&self, at: Point, words: &str, color: RGBColor) -> Result<()> {
        if !self.shows(at) {
            return Ok(());
        }
        let (x, y) = self.px(at);
        let wide = tenths(text::width(words, TICK));
        let right = self.px((self.scales.0.to, self.scales.1.from)).0;
        let (side, shift) = if x + wide + 80 > right {
            (HPos::Right, -80)
        } else {
            (HPos::Left, 80)
        };
        let top = self.px((self.scales.0.from, self.scales.1.to)).1;
        let up = if y - top < 200 { 90 } else { -90 };
        let at = (x + shift, y + up);
        self.brush
            .text(words, at, TICK, color, (side, VPos::Center))
    }
}
