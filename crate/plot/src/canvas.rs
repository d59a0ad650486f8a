//! What a figure is made of: a list of marks, recorded by a plotters backend.
//!
//! Lengths are in tenths of a pixel, so that plotters, which counts in whole units, places points to a
//! tenth. The list is then written out as SVG, or painted as PNG.

use crate::palette::Dash;
use crate::raster::Raster;
use plotters::style::FontTransform;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

/// Tenths of a pixel in a pixel.
pub(crate) const TENTHS: f64 = 10.0;

/// A place on the canvas, in tenths of a pixel.
pub(crate) type Px = BackendCoord;

/// Pixels as tenths.
pub(crate) fn tenths(pixels: f64) -> i32 {
    (pixels * TENTHS).round() as i32
}

/// A colour with its opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Paint {
    pub(crate) rgb: (u8, u8, u8),
    pub(crate) alpha: f64,
}

/// How a line is drawn; its width in tenths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    pub(crate) paint: Paint,
    pub(crate) width: u32,
    pub(crate) dash: Dash,
}

/// A line of text; `baseline` says how far its baseline lies below the point, in tenths.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) at: Px,
    pub(crate) baseline: i32,
    pub(crate) anchor: Anchor,
    pub(crate) size: i32,
    pub(crate) bold: bool,
    pub(crate) upright: bool,
    /// Has it a light rim, to stand on colours?
    pub(crate) rim: bool,
    pub(crate) paint: Paint,
    pub(crate) text: String,
}

/// Which end of a text sits at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    Line(Vec<Px>, Pen),
    Area(Vec<Px>, Paint),
    /// The points that lie inside an odd number of rings.
    Rings(Vec<Vec<Px>>, Paint),
    /// A picture, stretched to a box: its upper left corner, width and height.
    Image {
        at: Px,
        size: Px,
        raster: Arc<Raster>,
    },
    /// An area of a [`MESH`], with its edge.
    Facet(Vec<Px>, Paint),
    Dot(Px, u32, Paint),
    Ring(Px, u32, Pen),
    Text(Label),
    Open(Group),
    Close,
}

/// The pen for the edges of facets, whose group has the class `mesh`.
pub(crate) const MESH: Pen = Pen {
    paint: Paint {
        rgb: (0xff, 0xff, 0xff),
        alpha: 0.45,
    },
    width: 5,
    dash: Dash::Solid,
};

/// A named group of marks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) class: &'static str,
    /// Further attributes and their values, not yet escaped.
    pub(crate) attributes: Vec<(&'static str, String)>,
}

/// A canvas that remembers what was drawn on it; clones share the memory.
#[derive(Debug, Clone)]
pub(crate) struct Canvas {
    size: (u32, u32),
    marks: Rc<RefCell<Vec<Mark>>>,
    dash: Rc<Cell<Dash>>,
    veil: Rc<Cell<f64>>,
    rim: Rc<Cell<bool>>,
}

impl Canvas {
    /// An empty canvas; its size in pixels.
    pub(crate) fn new((width, height): (f64, f64)) -> Self {
        Canvas {
            size: (tenths(width) as u32, tenths(height) as u32),
            marks: Rc::default(),
            dash: Rc::default(),
            veil: Rc::new(Cell::new(1.0)),
            rim: Rc::default(),
        }
    }

    /// Lines from now on have this pattern.
    pub(crate) fn dash(&self, dash: Dash) {
        self.dash.set(dash);
    }

    /// Everything from now on has this share of its opacity.
    pub(crate) fn veil(&self, share: f64) {
        self.veil.set(share);
    }

    /// Has text from now on a light rim?
    pub(crate) fn rim(&self, rim: bool) {
        self.rim.set(rim);
    }

    pub(crate) fn push(&self, mark: Mark) {
        self.marks.borrow_mut().push(mark);
    }

    /// Everything drawn so far.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.marks.borrow().clone()
    }

    fn pen(&self, style: &impl BackendStyle) -> Pen {
        Pen {
            paint: self.paint(style.color()),
            width: style.stroke_width(),
            dash: self.dash.get(),
        }
    }

    fn paint(&self, color: BackendColor) -> Paint {
        Paint {
            rgb: color.rgb,
            alpha: color.alpha * self.veil.get(),
        }
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): Px, color: BackendColor) -> Drawn {
        let corners = vec![(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
        self.push(Mark::Area(corners, self.paint(color)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, a: Px, b: Px, style: &S) -> Drawn {
        self.draw_path([a, b], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): Px,
        (x1, y1): Px,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
        if fill {
            self.fill_polygon(corners, style)
        } else {
            self.draw_path(corners.into_iter().chain([(x0, y0)]), style)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = Px>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let pen = self.pen(style);
        let mut points: Vec<Px> = path.into_iter().collect();
        points.dedup();
        if points.len() > 1 && pen.paint.alpha > 0.0 && pen.width > 0 {
            self.push(Mark::Line(points, pen));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: Px,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.push(if fill {
            Mark::Dot(center, radius, self.paint(style.color()))
        } else {
            Mark::Ring(center, radius, self.pen(style))
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = Px>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let mut corners: Vec<Px> = corners.into_iter().collect();
        corners.dedup();
        if corners.len() > 2 && style.color().alpha > 0.0 {
            self.push(Mark::Area(corners, self.paint(style.color())));
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: Px) -> Drawn {
        let size = style.size();
        // Shares of the type's size: how far the baseline is below its top, middle and bottom.
        let baseline = match style.anchor().v_pos {
            VPos::Top => 0.78,
            VPos::Center => 0.35,
            VPos::Bottom => -0.22,
        };
        self.push(Mark::Text(Label {
            at,
            baseline: (baseline * size).round() as i32,
            anchor: match style.anchor().h_pos {
                HPos::Left => Anchor::Start,
                HPos::Center => Anchor::Middle,
                HPos::Right => Anchor::End,
            },
            size: size.round() as i32,
            bold: style.style().as_str() == "bold",
            upright: matches!(style.transform(), FontTransform::Rotate270),
            rim: self.rim.get(),
            paint: self.paint(style.color()),
            text: text.into(),
        }));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = crate::text::width(text, style.size());
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}
