//! Frames that a reader steps through: one SVG in which each frame is a group.

use crate::axes::Axes;
use crate::canvas::{Canvas, Group, Mark};
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::figure::extent;
use crate::layout::Layout;
use crate::legend::Legend;
use crate::series::Series;
use crate::single::{SIZE, ordered};
use crate::stage::Stage;
use crate::text::{self, TITLE};
use crate::{check, svg};

/// How long a frame is shown when the figure plays by itself, and the last one, in seconds.
const FRAME: f64 = 1.2;
const LAST: f64 = 3.6;

impl Figure {
    /// Several frames on the same axes, for a process seen step by step.
    ///
    /// The ranges hold all frames; size, labels and logarithmic axes are those of the first. What all
    /// frames share is drawn once. A frame is a `<g class="frame" data-label="…">`, labelled with its title, or
    /// else its alt text, which is also in `data-alt`.
    ///
    /// Shown as an image, the figure plays its frames in a loop. Where motion is not wanted, or styles are
    /// switched off, it stands still at the last frame. A page that steps through the frames itself gives the
    /// root the class `stepped`, or drops its style sheet: then nothing moves, and the page sets each frame's `display`.
    ///
    /// ```
    /// use downhill_plot::{Axes, Figure};
    ///
    /// let frames: Vec<Axes> = (0..3)
    ///     .map(|step| {
    ///         Axes::new(format!("the line x₁ + x₂ = {step}"))
    ///             .title(format!("step {step}"))
    ///             .x_range(0.0, 2.0)
    ///             .y_range(0.0, 2.0)
    ///             .points("data", &[(0.5, 0.5), (1.5, 1.5)])
    ///             .decision_line("boundary", [1.0, 1.0], f64::from(step))
    ///     })
    ///     .collect();
    /// let figure = Figure::animation("a line that moves up and to the right", &frames)?;
    /// assert_eq!(figure.svg().matches("data-label=\"step ").count(), 3);
    /// # Ok::<(), downhill_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Axes::draw`] for any frame, and for no frames.
    pub fn animation(alt: &str, frames: &[Axes]) -> Result<Figure> {
        check::alt(alt)?;
        let Some(first) = frames.first() else {
            return Err(Error::Empty { what: "frames" });
        };
        frames.iter().try_for_each(|frame| frame.errors.report())?;
        let size = first.size.unwrap_or(SIZE);
        let canvas = Canvas::new(size);
        let (mut stage, legend) = common_axes(first, frames, &canvas)?;
        let stacks: Vec<Vec<&Series>> = frames.iter().map(|f| ordered(&f.series)).collect();
        let (below, above) = shared(&stacks);
        let same_title = frames.iter().all(|frame| frame.title == first.title);

        stage.mesh(first)?;
        for series in &stacks[0][..below] {
            stage.series(series)?;
        }
        if same_title {
            stage.title(&first.title)?;
        }
        let backdrop = canvas.marks();
        let mut still = backdrop.clone();
        for (i, (frame, stack)) in frames.iter().zip(&stacks).enumerate() {
            let before = canvas.marks().len();
            canvas.push(Mark::Open(group(frame, i, frames.len())));
            for series in &stack[below..stack.len() - above] {
                stage.series(series)?;
            }
            if !same_title {
                stage.title(&frame.title)?;
            }
            canvas.push(Mark::Close);
            if i + 1 == frames.len() {
                still.extend_from_slice(&canvas.marks()[before..]);
            }
        }
        let before = canvas.marks().len();
        for series in &stacks[0][stacks[0].len() - above..] {
            stage.series(series)?;
        }
        legend.draw(&canvas, (0.0, size.1 - legend.height()))?;
        still.extend_from_slice(&canvas.marks()[before..]);

        let body = svg::body(&canvas.marks())?;
        // Styles reach every figure of a page: the class tells this one's from the others'.
        let class = format!("downhill-{:08x}", hash(&body));
        let style = style(&class, frames.len());
        let root = svg::Root {
            size,
            alt,
            extent: &extent(&[stage.extent().to_vec()]),
            animation: Some((&class, &style)),
        };
        Figure::of(svg::document(&root, &body), alt, size, still)
    }
}

/// Axes that hold every frame, and the legend of all their series.
fn common_axes<'a>(first: &Axes, frames: &[Axes], canvas: &Canvas) -> Result<(Stage<'a>, Legend)> {
    let size = first.size.unwrap_or(SIZE);
    let mut all = first.clone();
    all.series = frames.iter().flat_map(|f| f.series.clone()).collect();
    let widest = |range: fn(&Axes) -> Option<(f64, f64)>| {
        let ranges = frames.iter().filter_map(range);
        ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    all.x.range = widest(|frame| frame.x.range);
    all.y.range = widest(|frame| frame.y.range);
    let (x, y) = all.scales()?;
    let legend = Legend::of(all.series.iter(), size.0);
    let lines = |frame: &Axes| text::wrap(&frame.title, TITLE, size.0 - 16.0).len();
    let title_lines = frames.iter().map(lines).max().unwrap_or(0);
    let layout = Layout::of(&all, (&x, &y), size, (legend.height(), title_lines));
    let stage = Stage::new(canvas, [0.0, 0.0, size.0, size.1], (x, y), &layout)?;
    Ok((stage, legend))
}

/// How many series all frames share at the bottom of their stacks, and how many more at the top.
fn shared(stacks: &[Vec<&Series>]) -> (usize, usize) {
    let shortest = stacks.iter().map(Vec::len).min().unwrap_or(0);
    let bottom = |i: &usize| stacks.iter().all(|stack| stack[*i] == stacks[0][*i]);
    let below = (0..shortest).take_while(bottom).count();
    let from_top = |stack: &Vec<&Series>, i: usize| stack[stack.len() - 1 - i].clone();
    let top = |i: &usize| {
        let first = from_top(&stacks[0], *i);
        stacks.iter().all(|stack| from_top(stack, *i) == first)
    };
    let above = (0..shortest - below).take_while(top).count();
    (below, above)
}

fn group(frame: &Axes, i: usize, of: usize) -> Group {
    let label = if frame.title.is_empty() {
        &frame.alt
    } else {
        &frame.title
    };
    let last = i + 1 == of;
    let wait = FRAME * (of - 1) as f64 + LAST - FRAME * i as f64;
    let mut attributes = vec![
        ("data-label", label.clone()),
        ("data-alt", frame.alt.clone()),
        ("style", format!("animation-delay:-{wait:.1}s")),
    ];
    if !last {
        attributes.push(("display", "none".into()));
    }
    Group {
        class: if last { "frame last" } else { "frame" },
        attributes,
    }
}

/// Every frame has its turn of a loop; the last one's is longer.
fn style(class: &str, frames: usize) -> String {
    let turn = FRAME * (frames - 1) as f64 + LAST;
    let (one, last) = (100.0 * FRAME / turn, 100.0 * LAST / turn);
    format!(
        "@media (prefers-reduced-motion:no-preference){{\
         .{class}:not(.stepped) .frame{{display:inline;visibility:hidden;animation:{class} {turn:.1}s step-end infinite}}\
         .{class}:not(.stepped) .last{{visibility:visible;animation-name:{class}-last}}}}\
         @keyframes {class}{{0%{{visibility:visible}}{one:.3}%,to{{visibility:hidden}}}}\
         @keyframes {class}-last{{0%{{visibility:visible}}{last:.3}%,to{{visibility:hidden}}}}"
    )
}

/// FNV-1a, folded to 32 bits: the same for the same content on every machine.
fn hash(content: &str) -> u32 {
    let hash = content
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    (hash ^ (hash >> 32)) as u32
}
