//! What stands in the box, drawn so that the eye knows what is in front: surfaces from far to near, then what surfaces
//! hide, faint, and what they do not hide.

use super::axes::Axes3d;
use super::facets::facets;
use super::frame::Frame;
use super::item::{Body, Item};
use super::sheet::{Sheet, Sight, sight};
use super::view::Place;
use crate::brush::Brush;
use crate::canvas::{Canvas, Group, MESH, Mark, Paint, Px};
use crate::clip::{Coord, Rect};
use crate::color_scale::ColorScale;
use crate::contours::Contours;
use crate::error::Result;
use crate::palette::{Dash, HALO, SHEET};
use crate::scale::Scale;
use crate::thin;
use plotters::style::{Color, RGBColor};

/// What surfaces hide keeps this share of its ink.
const HIDDEN: f64 = 0.4;
/// The longest piece of a line that is either seen or hidden, in fractions of the box.
const PIECE: f64 = 1.0 / 64.0;
/// A hidden or seen piece shorter than this is a matter of rounding, in tenths.
const SHORT: f64 = 50.0;
/// The radius of points, in tenths.
const RADIUS: i32 = 42;

/// The box with what stands in it.
pub(super) struct Scene<'a> {
    axes: &'a Axes3d,
    scales: &'a [Scale; 3],
    frame: Frame<'a>,
    sheets: Vec<Sheet>,
    /// Has the floor colours?
    filled: bool,
    canvas: &'a Canvas,
    /// Draws on paper, and on colours.
    plain: Brush,
    haloed: Brush,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        axes: &'a Axes3d,
        scales: &'a [Scale; 3],
        frame: Frame<'a>,
        canvas: &'a Canvas,
    ) -> Self {
        let grids = axes.items.iter().filter_map(|item| match &item.body {
            Body::Surface(grid) => Some(grid),
            _ => None,
        });
        Scene {
            sheets: grids.map(|grid| Sheet::of(grid, &scales[2])).collect(),
            filled: axes.items.iter().any(|i| matches!(i.body, Body::Floor(_))),
            plain: Brush::new(canvas),
            haloed: Brush::with_halo(canvas, true),
            axes,
            scales,
            frame,
            canvas,
        }
    }

    /// Draws everything; a mesh has `cells` cells a side.
    pub(super) fn draw(&self, cells: usize) -> Result<()> {
        self.frame.walls(&self.plain)?;
        for item in &self.axes.items {
            if let Body::Floor(contours) = &item.body {
                self.floor(contours)?;
            }
        }
        self.frame.axes(&self.plain)?;
        self.surfaces(cells);
        for hidden in [true, false] {
            self.canvas.veil(if hidden { HIDDEN } else { 1.0 });
            for item in &self.axes.items {
                self.item(item, hidden)?;
            }
        }
        Ok(())
    }

    fn floor(&self, contours: &Contours) -> Result<()> {
        let Some(scale) = &contours.scale else {
            return Ok(());
        };
        let unit = |&(x, y): &Coord| (self.scales[0].fraction(x), self.scales[1].fraction(y));
        let path = |units: &[Coord]| {
            let places = units.iter().map(|&(u, v)| self.frame.tenths([u, v, 0.0]));
            thin::polyline(places.collect())
        };
        for (band, rings) in &contours.areas {
            let rings = rings.iter().map(|ring| {
                let units: Vec<Coord> = ring.iter().map(unit).collect();
                path(&Rect::UNIT.polygon(&units))
            });
            let rings = rings.filter(|ring| ring.len() > 2).collect();
            self.plain.rings(rings, scale.band(*band));
        }
        for ring in contours.lines.iter().flatten() {
            let units: Vec<Coord> = ring.iter().map(unit).collect();
            for piece in Rect::UNIT.polyline(&units) {
                self.plain
                    .pen(path(&piece), HALO.mix(0.5).stroke_width(6))?;
            }
        }
        Ok(())
    }

    fn surfaces(&self, cells: usize) {
        if self.sheets.is_empty() {
            return;
        }
        let z = &self.scales[2];
        let floor = self.axes.items.iter().find_map(|item| match &item.body {
            Body::Floor(contours) => contours.scale.clone(),
            _ => None,
        });
        // Over a coloured floor the same colour means the same height.
        let scale = floor.unwrap_or(ColorScale::Smooth {
            from: z.from,
            to: z.to,
        });
        let surfaces = self
            .axes
            .items
            .iter()
            .filter(|item| matches!(item.body, Body::Surface(_)));
        let inks: Vec<Option<RGBColor>> = surfaces
            .enumerate()
            .map(|(i, item)| (i > 0).then(|| item.ink.color()))
            .collect();
        let (rgb, pen) = (MESH.paint.rgb, MESH);
        self.canvas.push(Mark::Open(Group {
            class: "mesh",
            attributes: vec![
                (
                    "stroke",
                    format!("#{:02x}{:02x}{:02x}", rgb.0, rgb.1, rgb.2),
                ),
                ("stroke-width", (f64::from(pen.width) / 10.0).to_string()),
                ("stroke-opacity", pen.paint.alpha.to_string()),
                ("stroke-linejoin", "round".into()),
            ],
        }));
        for facet in facets(&self.sheets, cells, self.frame.view.near()) {
            let (RGBColor(r, g, b), alpha) = match inks[facet.sheet] {
                Some(color) => (color, SHEET),
                None => (scale.of(z.value(facet.middle)), 1.0),
            };
            let mut corners: Vec<Px> = facet
                .corners
                .iter()
                .map(|&c| self.frame.tenths(c))
                .collect();
            corners.dedup();
            let rgb = (r, g, b);
            self.canvas.push(Mark::Facet(corners, Paint { rgb, alpha }));
        }
        self.canvas.push(Mark::Close);
    }

    fn item(&self, item: &Item, hidden: bool) -> Result<()> {
        let color = item.ink.color();
        match &item.body {
            Body::Surface(_) | Body::Floor(_) => Ok(()),
            Body::Line(points) => {
                for run in self.runs(points) {
                    self.run(&run, hidden, |brush, path| {
                        brush.path(thin::polyline(path), color, item.dash)
                    })?;
                }
                Ok(())
            }
            Body::Points(points) => {
                let mut last = None;
                for place in points.iter().map(|&p| self.place(p)).filter(inside) {
                    let (seen, at) = (self.sight(place), self.frame.tenths(place));
                    if (seen == Sight::Hidden) == hidden && last != Some(at) {
                        self.brush(seen).marker(item.marker, at, RADIUS, color)?;
                        last = Some(at);
                    }
                }
                Ok(())
            }
            Body::Arrow(tail, tip) => {
                let runs = self.runs(&[*tail, *tip]);
                let tip = self.place(*tip);
                let end = self.frame.tenths(tip);
                for run in runs {
                    self.run(&run, hidden, |brush, path| {
                        let pointed = inside(&tip) && path.last() == Some(&end);
                        if pointed {
                            brush.arrow(path[0], end, color)
                        } else {
                            brush.path(thin::polyline(path), color, Dash::Solid)
                        }
                    })?;
                }
                Ok(())
            }
        }
    }

    fn run(
        &self,
        (seen, path): &(Sight, Vec<Px>),
        hidden: bool,
        draw: impl Fn(&Brush, Vec<Px>) -> Result<()>,
    ) -> Result<()> {
        if (*seen == Sight::Hidden) == hidden {
            draw(self.brush(*seen), path.clone())
        } else {
            Ok(())
        }
    }

    fn brush(&self, seen: Sight) -> &Brush {
        match seen {
            Sight::Backed => &self.haloed,
            Sight::Hidden | Sight::Free => &self.plain,
        }
    }

    fn sight(&self, place: Place) -> Sight {
        let to_eye = self.frame.view.to_eye();
        match sight(&self.sheets, place, to_eye) {
            Sight::Free if self.filled && over_floor(place, to_eye) => Sight::Backed,
            seen => seen,
        }
    }

    fn place(&self, point: Place) -> Place {
        [0, 1, 2].map(|i| self.scales[i].fraction(point[i]))
    }

    /// A line cut where it is hidden and where it comes out again, and at the sides of the box.
    fn runs(&self, points: &[Place]) -> Vec<(Sight, Vec<Px>)> {
        let mut runs: Vec<(Sight, Vec<Px>)> = Vec::new();
        let places: Vec<Place> = points.iter().map(|&p| self.place(p)).collect();
        for pair in places.windows(2) {
            let Some((from, to)) = cut(pair[0], pair[1]) else {
                continue;
            };
            let mix = |share: f64| [0, 1, 2].map(|i| from[i] + share * (to[i] - from[i]));
            let length = [0, 1, 2]
                .map(|i| (to[i] - from[i]).powi(2))
                .iter()
                .sum::<f64>()
                .sqrt();
            let pieces = (length / PIECE).ceil().max(1.0);
            for piece in 0..pieces as usize {
                let at = |end: f64| mix((piece as f64 + end) / pieces);
                let seen = self.sight(at(0.5));
                let (start, end) = (self.frame.tenths(at(0.0)), self.frame.tenths(at(1.0)));
                match runs.last_mut() {
                    Some((last, path)) if *last == seen && path.last() == Some(&start) => {
                        path.push(end);
                    }
                    _ => runs.push((seen, vec![start, end])),
                }
            }
        }
        settled(runs)
    }
}

/// The runs without those that are too short to mean anything.
fn settled(runs: Vec<(Sight, Vec<Px>)>) -> Vec<(Sight, Vec<Px>)> {
    let length = |path: &[Px]| -> f64 {
        let steps = path.windows(2);
        steps
            .map(|p| f64::from(p[1].0 - p[0].0).hypot(f64::from(p[1].1 - p[0].1)))
            .sum()
    };
    let mut kept: Vec<(Sight, Vec<Px>)> = Vec::new();
    for (seen, path) in runs {
        match kept.last_mut() {
            Some((last, before))
                if before.last() == path.first() && (*last == seen || length(&path) < SHORT) =>
            {
                before.extend(&path[1..]);
            }
            _ => kept.push((seen, path)),
        }
    }
    kept
}

/// Is the floor behind a place?
fn over_floor(place: Place, to_eye: Place) -> bool {
    let far = if place[2] > 1e-9 {
        place[2] / to_eye[2]
    } else {
        0.0
    };
    let foot = [0, 1].map(|i| place[i] - far * to_eye[i]);
    foot.iter().all(|part| (0.0..=1.0).contains(part))
}

fn inside(place: &Place) -> bool {
    place.iter().all(|part| (-1e-9..=1.0 + 1e-9).contains(part))
}

/// The part of a segment in the box (Liang and Barsky, 1984).
fn cut(from: Place, to: Place) -> Option<(Place, Place)> {
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for i in 0..3 {
        let step = to[i] - from[i];
        if step == 0.0 {
            if !(0.0..=1.0).contains(&from[i]) {
                return None;
            }
            continue;
        }
        let (a, b) = (-from[i] / step, (1.0 - from[i]) / step);
        start = start.max(a.min(b));
        end = end.min(a.max(b));
    }
    let at = |share: f64| [0, 1, 2].map(|i| from[i] + share * (to[i] - from[i]));
    let whole =
        |share: f64, exact: f64, place: Place| if share == exact { place } else { at(share) };
    (start <= end).then(|| (whole(start, 0.0, from), whole(end, 1.0, to)))
}
