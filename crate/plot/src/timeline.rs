//! [`Timeline`]: dated events down the page, beside the spans of time they fall in.

use crate::brush::{Brush, RADIUS};
use crate::canvas::{Canvas, tenths};
use crate::check;
use crate::clip::Coord;
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::figure::Parts;
use crate::legend::Legend;
use crate::palette::{BAR, Dash, GRID, INK, MUTED, Marker};
use crate::scale::Scale;
use crate::series::{Ink, Series, Shape};
use crate::text::{self, TICK};
use crate::with::With;
use plotters::style::text_anchor::{HPos, VPos};

/// Width of the figure, height of a line of text, and the least distance between the middles of
/// two events of one line, in pixels.
const WIDTH: f64 = 520.0;
const LINE: f64 = 17.0;
const ROW: f64 = 24.0;
/// Where the years end, the spans begin, the axis stands, and the words begin.
const YEARS: f64 = 46.0;
const SPANS: f64 = 54.0;
const AXIS: f64 = 74.0;
const WORDS: f64 = 112.0;

/// Events by year, time running down the page, each joined to its place on the axis of years.
///
/// ```
/// use downhill_plot::Timeline;
///
/// let figure = Timeline::new("The first wave, from 1943 to 1969, with its first and its last event")
///     .span("first wave", 1943.0, 1969.0)
///     .event(1943.0, "1943", "McCulloch and Pitts: a neuron as a formula")
///     .event(1969.0, "1969", "Minsky and Papert: what one layer cannot do")
///     .draw()?;
/// assert!(figure.svg().contains("a neuron as a formula"));
/// # Ok::<(), downhill_plot::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a call answers with a new one"]
pub struct Timeline {
    alt: String,
    spans: Vec<(String, f64, f64)>,
    events: Vec<(f64, String, String)>,
}

impl Timeline {
    /// An empty timeline with its alt text.
    pub fn new(alt: impl Into<String>) -> Self {
        Timeline {
            alt: alt.into(),
            spans: Vec::new(),
            events: Vec::new(),
        }
    }

    /// A span of years, marked beside the axis and named in the legend.
    pub fn span(&self, name: &str, from: f64, to: f64) -> Self {
        self.with(|timeline| timeline.spans.push((name.into(), from, to)))
    }

    /// Something that happened at a moment in years, with the date as it is written.
    pub fn event(&self, year: f64, date: &str, what: &str) -> Self {
        self.with(|timeline| timeline.events.push((year, date.into(), what.into())))
    }

    /// Draws the timeline as a figure, as high as its events need.
    ///
    /// # Errors
    /// No alt text, no events, a year that is not a number, or a span that ends before it begins.
    pub fn draw(&self) -> Result<Figure> {
        check::alt(&self.alt)?;
        if self.events.is_empty() {
            return Err(Error::Empty {
                what: "the events of a timeline",
            });
        }
        for (_, from, to) in &self.spans {
            check::range("span", *from, *to)?;
        }
        let mut events = self.events.clone();
        let years: Vec<f64> = events.iter().map(|event| event.0).collect();
        check::numbers("year", &years)?;
        events.sort_by(|a, b| a.0.total_cmp(&b.0));

        let spans: Vec<Series> = self.spans.iter().enumerate().map(span).collect();
        let legend = Legend::of(spans.iter(), WIDTH);
        let wrapped: Vec<Vec<String>> = events
            .iter()
            .map(|(_, date, what)| wrap(date, what))
            .collect();
        let heights: Vec<f64> = wrapped
            .iter()
            .map(|lines| lines.len() as f64 * LINE + ROW - LINE)
            .collect();
        let body = heights.iter().sum::<f64>() + ROW;
        let size = (WIDTH, body + legend.height());
        let canvas = Canvas::new(size);
        let scale = self.scale(&years);
        let place = |year: f64| 10.0 + scale.fraction(year) * (body - 20.0);

        let plot = Plot {
            brush: Brush::new(&canvas),
            place: &place,
        };
        plot.axis(&scale, (body / 50.0) as usize)?;
        for (series, (_, from, to)) in spans.iter().zip(&self.spans) {
            plot.span(series, *from, *to)?;
        }
        let wanted: Vec<f64> = events.iter().map(|event| place(event.0)).collect();
        let rows = spread(&wanted, &heights, body);
        for (i, (year, date, _)) in events.iter().enumerate() {
            plot.event(*year, rows[i], date, &wrapped[i])?;
        }
        legend.draw(&canvas, (0.0, body))?;
        Figure::new(Parts {
            size,
            alt: &self.alt,
            extents: vec![vec![scale.from, scale.to, 0.0, events.len() as f64]],
            marks: canvas.marks(),
        })
    }

    /// The years shown: from the first to the last, and a little more.
    fn scale(&self, years: &[f64]) -> Scale {
        let ends = self.spans.iter().flat_map(|(_, from, to)| [*from, *to]);
        let all: Vec<f64> = years.iter().copied().chain(ends).collect();
        let first = all.iter().copied().fold(f64::INFINITY, f64::min);
        let last = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let margin = ((last - first) * 0.02).max(0.5);
        Scale {
            from: first - margin,
            to: last + margin,
            log: false,
            ticks: None,
        }
    }
}

/// A span as an entry of the legend.
fn span((index, (name, ..)): (usize, &(String, f64, f64))) -> Series {
    Series {
        name: name.clone(),
        ink: Ink::Data(index),
        marker: Marker::Circle,
        dash: Dash::Solid,
        shape: Shape::Bars(Vec::new()),
    }
}

/// The words of an event in lines; the first one also holds the date.
fn wrap(date: &str, what: &str) -> Vec<String> {
    let room = WIDTH - WORDS - 10.0 - date_width(date);
    let mut lines = text::wrap(what, TICK, room);
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn date_width(date: &str) -> f64 {
    text::width(date, TICK) + 8.0
}

/// Middles for boxes of these heights: in order, without overlap, as near as can be to where they are wanted.
///
/// Neighbours that would overlap are joined to a block about the mean of what they want (pool adjacent violators).
fn spread(wanted: &[f64], heights: &[f64], room: f64) -> Vec<f64> {
    // A block: its first box, its height, and the sum over its boxes of where its top should be.
    let mut blocks: Vec<(usize, f64, f64)> = Vec::new();
    let top = |&(first, height, sum): &(usize, f64, f64), next: usize| {
        (sum / (next - first) as f64).clamp(0.0, (room - height).max(0.0))
    };
    for (i, (&wanted, &height)) in wanted.iter().zip(heights).enumerate() {
        let mut block = (i, height, wanted - height / 2.0);
        while let Some(before) = blocks.last() {
            if top(before, block.0) + before.1 <= top(&block, i + 1) {
                break;
            }
            // Tops wanted by the lower boxes, seen from the top of the joined block.
            let shift = before.1 * (i + 1 - block.0) as f64;
            block = (before.0, before.1 + block.1, before.2 + block.2 - shift);
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut middles = Vec::with_capacity(wanted.len());
    for (b, block) in blocks.iter().enumerate() {
        let next = blocks.get(b + 1).map_or(wanted.len(), |block| block.0);
        let mut y = top(block, next);
        for height in &heights[block.0..next] {
            middles.push(y + height / 2.0);
            y += height;
        }
    }
    middles
}

/// What is drawn with: a brush, and where a year lies.
struct Plot<'a, P: Fn(f64) -> f64> {
    brush: Brush,
    place: &'a P,
}

impl<P: Fn(f64) -> f64> Plot<'_, P> {
    fn axis(&self, scale: &Scale, most: usize) -> Result<()> {
        for (year, text) in scale.labels(most.max(3)) {
            let y = tenths((self.place)(year));
            let at = (tenths(YEARS), y);
            self.brush
                .text(&text, at, TICK, INK, (HPos::Right, VPos::Center))?;
            let ends = vec![(tenths(YEARS + 4.0), y), (tenths(AXIS), y)];
            self.brush.thin(ends, GRID)?;
        }
        let ends = [scale.from, scale.to].map(|year| (tenths(AXIS), tenths((self.place)(year))));
        self.brush.thin(ends.to_vec(), INK)
    }

    fn span(&self, series: &Series, from: f64, to: f64) -> Result<()> {
        let corner = |x: f64, year: f64| -> Coord { (x, (self.place)(year)) };
        let right = AXIS - 4.0;
        let corners = [
            corner(SPANS, from),
            corner(right, from),
            corner(right, to),
            corner(SPANS, to),
        ];
        let corners = corners.map(|(x, y)| (tenths(x), tenths(y)));
        self.brush
            .polygon(corners.to_vec(), series.ink.color(), BAR)
    }

    fn event(&self, year: f64, row: f64, date: &str, lines: &[String]) -> Result<()> {
        let (at, row) = (tenths((self.place)(year)), row);
        let first = row - (lines.len() - 1) as f64 * LINE / 2.0;
        let leader = vec![
            (tenths(AXIS), at),
            (tenths(AXIS + 8.0), at),
            (tenths(WORDS - 10.0), tenths(first)),
            (tenths(WORDS - 4.0), tenths(first)),
        ];
        self.brush.thin(leader, MUTED)?;
        self.brush
            .marker(Marker::Circle, (tenths(AXIS), at), RADIUS, INK)?;
        self.brush
            .bold(date, (tenths(WORDS), tenths(first)), TICK, INK)?;
        for (i, line) in lines.iter().enumerate() {
            let at = (
                tenths(WORDS + date_width(date)),
                tenths(first + i as f64 * LINE),
            );
            self.brush
                .text(line, at, TICK, INK, (HPos::Left, VPos::Center))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_spread_in_order_without_overlap() {
        let middles = spread(&[10.0, 50.0, 51.0, 52.0, 100.0], &[20.0; 5], 110.0);
        assert_eq!(middles, [10.0, 31.0, 51.0, 71.0, 100.0]);
        for pair in middles.windows(2) {
            assert!(pair[1] - pair[0] >= 20.0 - 1e-9, "{middles:?}");
        }
    }

    #[test]
    fn bad_years_and_spans_are_named() {
        let timeline = Timeline::new("a");
        assert!(matches!(timeline.draw(), Err(Error::Empty { .. })));
        let event = timeline.event(f64::NAN, "?", "when");
        assert!(matches!(
            event.draw(),
            Err(Error::NotFinite { name: "year", .. })
        ));
        let span = Timeline::new("a")
            .event(1943.0, "1943", "x")
            .span("w", 1969.0, 1943.0);
        assert!(matches!(
            span.draw(),
            Err(Error::OutOfRange { value: 1943.0, .. })
        ));
    }
}
