//! One plot on its canvas: plotters' axes, and every kind of series drawn on them.

use crate::axes::Axes;
use crate::brush::{Brush, drawn, type_style};
use crate::canvas::{Canvas, Px, TENTHS, tenths};
use crate::clip::{Coord, Rect};
use crate::error::Result;
use crate::layout::Layout;
use crate::palette::{Dash, GRID, INK, THIN};
use crate::scale::Scale;
use crate::text::{self, LABEL, TICK, TITLE};
use crate::thin;
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, RGBColor};

/// A plot's axes, ready to be drawn on.
pub(crate) struct Stage<'a> {
    pub(crate) brush: Brush,
    chart: ChartContext<'a, Canvas, Cartesian2d<Scale, Scale>>,
    pub(crate) scales: (Scale, Scale),
    ticks: (usize, usize),
    /// The radius of points, in tenths.
    pub(crate) radius: i32,
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
            .bold_line_style(GRID.stroke_width(THIN))
            .axis_style(INK.stroke_width(THIN))
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

    /// The ranges: x0, x1, y0, y1.
    pub(crate) fn extent(&self) -> [f64; 4] {
        let (x, y) = &self.scales;
        [x.from, x.to, y.from, y.to]
    }

    pub(crate) fn range(&self) -> Rect {
        let [x0, x1, y0, y1] = self.extent();
        Rect {
            x: (x0, x1),
            y: (y0, y1),
        }
    }

    /// Where a value lies on the canvas.
    pub(crate) fn px(&self, point: Coord) -> Px {
        self.chart.backend_coord(&point)
    }

    /// The width of the axes, in tenths.
    pub(crate) fn px_width(&self) -> i32 {
        let at = |x: f64| self.px((x, self.scales.1.from)).0;
        at(self.scales.0.to) - at(self.scales.0.from)
    }

    pub(crate) fn shows(&self, point: Coord) -> bool {
        Rect::UNIT.contains(self.unit(point))
    }

    /// The point as fractions of the axes.
    pub(crate) fn unit(&self, (x, y): Coord) -> Coord {
        (self.scales.0.fraction(x), self.scales.1.fraction(y))
    }

    pub(crate) fn value(&self, (u, v): Coord) -> Coord {
        (self.scales.0.value(u), self.scales.1.value(v))
    }

    /// The visible part of a segment; an end that is visible stays what it was.
    pub(crate) fn unit_segment(&self, p: Coord, q: Coord) -> Option<(Coord, Coord)> {
        let (u, v) = (self.unit(p), self.unit(q));
        let (start, end) = Rect::UNIT.segment(u, v)?;
        let keep = |cut: Coord, unit: Coord, value: Coord| {
            if cut == unit { value } else { self.value(cut) }
        };
        Some((keep(start, u, p), keep(end, v, q)))
    }

    /// A straight line of values, with points between where an axis is logarithmic and bends it.
    pub(crate) fn fine(&self, p: Coord, q: Coord) -> Vec<Coord> {
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

    pub(crate) fn line(&self, points: &[Coord], color: RGBColor, dash: Dash) -> Result<()> {
        let units: Vec<Coord> = points.iter().map(|&p| self.unit(p)).collect();
        for piece in Rect::UNIT.polyline(&units) {
            let path: Vec<Px> = piece.iter().map(|&p| self.px(self.value(p))).collect();
            self.brush.path(thin::polyline(path), color, dash)?;
        }
        Ok(())
    }

    pub(crate) fn area(&self, corners: &[Coord], color: RGBColor, alpha: f64) -> Result<()> {
        let units: Vec<Coord> = corners.iter().map(|&p| self.unit(p)).collect();
        let inside = Rect::UNIT.polygon(&units);
        let path: Vec<Px> = inside.iter().map(|&p| self.px(self.value(p))).collect();
        self.brush.polygon(thin::polyline(path), color, alpha)
    }

    /// Words beside a point, on the side where there is room.
    pub(crate) fn remark(&self, at: Coord, words: &str, color: RGBColor) -> Result<()> {
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
