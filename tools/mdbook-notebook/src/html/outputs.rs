//! The outputs of one cell as HTML.

use serde_json::Value;

use super::escape::{escape, terminal};
use super::{svg, table};
use crate::fence::Role;
use crate::labels::Labels;
use crate::notebook::joined;

/// Pictures that a page shows as `<img>`.
const RASTERS: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// What the outputs of one cell may be long together, before they are escaped. A figure has a tenth of it.
const CELL_BYTES: usize = 256 * 1024;

/// Where outputs stand and what they are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// Every word that a reader sees.
    pub(super) labels: &'a Labels,
    /// A prefix for ids, different for every cell of the book.
    pub(super) prefix: &'a str,
    /// The caption: its number and its Markdown.
    pub(super) caption: Option<(&'a str, &'a str)>,
}

/// One or more outputs as a block of the page.
enum Shown {
    Text { class: &'static str, text: String },
    Figure { markup: String, frames: usize },
    Table(table::Clean),
    Unsupported,
    TooLarge,
}

/// A cell's outputs for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rendered {
    /// Markdown that holds HTML blocks.
    pub(super) markup: String,
    /// Whether a figure is stepped through.
    pub(super) stepped: bool,
    /// Whether something is left out because there is too much of it.
    pub(super) cut: bool,
}

/// Renders a cell's outputs.
pub(super) fn render(outputs: &[Value], role: &Role, frame: Frame<'_>) -> Rendered {
    let mut shown = Vec::new();
    for output in outputs {
        match output["output_type"].as_str() {
            Some("stream") => {
                let class = if output["name"] == "stderr" {
                    "notebook-stderr"
                } else {
                    "notebook-stdout"
                };
                let text = joined(&output["text"]);
                match shown.last_mut() {
                    Some(Shown::Text {
                        class: before,
                        text: all,
                    }) if *before == class => all.push_str(&text),
                    _ => shown.push(Shown::Text { class, text }),
                }
            }
            Some("error") => shown.push(error(output)),
            Some("execute_result" | "display_data") => {
                let index = shown.len();
                shown.extend(display(&output["data"], role, frame, index));
            }
            _ => {}
        }
    }
    let cut = bound(&mut shown, frame.labels);
    let figures = shown
        .iter()
        .filter(|one| matches!(one, Shown::Figure { .. }))
        .count();
    let mut stepped = false;
    let mut left = figures;
    let mut blocks = Vec::new();
    for one in &shown {
        match one {
            Shown::Text { class, text } => {
                let text = text.trim_end_matches('\n');
                if !text.is_empty() {
                    blocks.push(pre(class, text, frame.labels));
                }
            }
            Shown::Figure { markup, frames } => {
                left -= 1;
                // A caption speaks of the last figure, the one it stands under.
                let caption = frame.caption.filter(|_| left == 0);
                stepped |= *frames > 1;
                blocks.push(figure(markup, *frames, caption, frame.labels));
            }
            Shown::Table(table) => blocks.push(region(table, frame.labels)),
            Shown::Unsupported => blocks.push(note(&frame.labels.unsupported)),
            Shown::TooLarge => blocks.push(note(&frame.labels.too_large)),
        }
    }
    if let Some(caption) = frame.caption.filter(|_| figures == 0) {
        blocks.push(figure("", 0, Some(caption), frame.labels));
    }
    Rendered {
        markup: blocks.join("\n\n"),
        stepped,
        cut,
    }
}

/// Cuts text and leaves out what is drawn where the cell's outputs together are too long for a page; says whether it did.
fn bound(shown: &mut [Shown], labels: &Labels) -> bool {
    let mut room = CELL_BYTES;
    let mut cut = false;
    for one in shown {
        let size = match one {
            Shown::Text { text, .. } => {
                *text = terminal(text);
                cut |= shorten(text, room, labels);
                text.len()
            }
            Shown::Figure { markup, .. } => markup.len(),
            Shown::Table(table) => table.markup.len(),
            Shown::Unsupported | Shown::TooLarge => 0,
        };
        if size > room && !matches!(one, Shown::Text { .. }) {
            *one = Shown::TooLarge;
        } else {
            room = room.saturating_sub(size);
        }
        cut |= matches!(one, Shown::TooLarge);
    }
    cut
}

/// Cuts a text after the last line that has room, and says how much is missing.
fn shorten(text: &mut String, room: usize, labels: &Labels) -> bool {
    if text.len() <= room {
        return false;
    }
    let whole = (0..=room).rev().find(|at| text.is_char_boundary(*at));
    let fits = &text[..whole.unwrap_or_default()];
    let kept = fits.rfind('\n').map_or(fits.len(), |end| end + 1);
    let left = (text.len() - kept).to_string();
    text.truncate(kept);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&labels.cut.replace("{left}", &left));
    true
}

/// A remark of the page about itself.
pub(super) fn note(text: &str) -> String {
    format!(
        "<div class=\"notebook-note\" role=\"note\">{}</div>",
        escape(text)
    )
}

fn pre(class: &str, text: &str, labels: &Labels) -> String {
    // A scrolling box is reached by keyboard only if it can be focused, and then it needs a name.
    format!(
        "<div class=\"notebook-output {class}\"><pre tabindex=\"0\" role=\"group\" aria-label=\"{}\"><samp>{}</samp></pre></div>",
        escape(&labels.output),
        escape(text)
    )
}

/// A table that scrolls in its own box where it is wider than the page; its name is its caption.
fn region(table: &table::Clean, labels: &Labels) -> String {
    let name = match table.caption.as_str() {
        "" => &labels.output,
        caption => caption,
    };
    format!(
        "<div class=\"notebook-output notebook-table\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</div>",
        escape(name),
        table.markup
    )
}

fn error(output: &Value) -> Shown {
    let trace: Vec<&str> = output["traceback"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let text = if trace.is_empty() {
        let part = |key: &str| output[key].as_str().unwrap_or_default().to_owned();
        format!("{}: {}", part("ename"), part("evalue"))
    } else {
        trace.join("\n")
    };
    Shown::Text {
        class: "notebook-error",
        text,
    }
}

/// The richest form that a page can show safely.
fn display(data: &Value, role: &Role, frame: Frame<'_>, index: usize) -> Option<Shown> {
    let plain = data.get("text/plain").map(joined);
    let alt = plain
        .clone()
        .or_else(|| frame.caption.map(|(_, text)| text.to_owned()));
    let alt = alt.unwrap_or_else(|| frame.labels.figure.clone());
    let alt = alt.trim();
    if let Some(svg) = data.get("image/svg+xml").map(joined) {
        // Before its nodes are made.
        if svg.len() > CELL_BYTES {
            return Some(Shown::TooLarge);
        }
        let prefix = format!("{}{index}-", frame.prefix);
        return Some(match svg::clean(&svg, &prefix, alt) {
            Some(clean) => Shown::Figure {
                markup: clean.markup,
                frames: clean.frames,
            },
            None => Shown::Unsupported,
        });
    }
    for mime in RASTERS {
        if let Some(image) = data.get(mime).map(joined) {
            let image: String = image.split_whitespace().collect();
            let sound = image
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c));
            let markup = format!(
                "<img src=\"data:{mime};base64,{image}\" alt=\"{}\">",
                escape(alt)
            );
            return Some(if sound {
                Shown::Figure { markup, frames: 0 }
            } else {
                Shown::Unsupported
            });
        }
    }
    let html = data.get("text/html").map(joined);
    if let Some(table) = html.and_then(|html| table::clean(&html)) {
        return Some(Shown::Table(table));
    }
    match plain {
        // A check's bare number is its score, for the grader.
        Some(score)
            if matches!(role, Role::Check { .. }) && score.trim().parse::<f64>().is_ok() =>
        {
            None
        }
        Some(text) => Some(Shown::Text {
            class: "notebook-result",
            text,
        }),
        None => Some(Shown::Unsupported),
    }
}

fn figure(markup: &str, frames: usize, caption: Option<(&str, &str)>, labels: &Labels) -> String {
    let mut attributes = String::new();
    if let Some((number, _)) = caption {
        attributes += &format!(" id=\"figure-{}\"", number.replace('.', "-"));
    }
    if frames > 1 {
        let words = [
            ("previous", &labels.previous),
            ("next", &labels.next),
            ("play", &labels.play),
            ("pause", &labels.pause),
            ("slider", &labels.slider),
            ("position", &labels.position),
        ];
        for (key, word) in words {
            attributes += &format!(" data-{key}=\"{}\"", escape(word));
        }
    }
    let class = if frames > 1 {
        "notebook-figure notebook-steps"
    } else {
        "notebook-figure"
    };
    let body = format!("<figure class=\"{class}\"{attributes}>{markup}");
    match caption {
        // The caption stays Markdown: it may hold code and formulas.
        Some((number, text)) => format!(
            "{body}<figcaption>\n\n**{} {number}.** {text}\n\n</figcaption></figure>",
            labels.figure
        ),
        None => body + "</figure>",
    }
}

#[cfg(test)]
#[path = "outputs_tests.rs"]
mod tests;
