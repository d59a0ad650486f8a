//! What a Markdown parser's events say, put together.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, TagEnd};

pub(super) fn code_text<'a>(
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> String {
    let mut body = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) => body.push_str(&text),
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    body
}

pub(super) fn inline_text<'a>(
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> String {
    let mut shown = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
            Event::SoftBreak | Event::HardBreak => shown.push(' '),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    shown
}

/// Where lines of a paragraph begin that were meant to open a fence: Markdown takes three backticks for text if another
/// one follows in the line, as in a quoted value.
pub(super) fn broken_openings(paragraph: &str) -> impl Iterator<Item = usize> {
    let starts = std::iter::once(0).chain(paragraph.match_indices('\n').map(|(at, _)| at + 1));
    starts.filter(|start| {
        let line = paragraph[*start..].lines().next().unwrap_or_default();
        let info = line.trim_start().strip_prefix("```");
        info.is_some_and(|info| info.trim_start().starts_with("rust") && !info.contains("```"))
    })
}

pub(super) fn is_closed(fence: &str) -> bool {
    let mut lines = fence.lines();
    let opening = lines.next().unwrap_or_default().trim_start();
    let mark = opening.chars().next().unwrap_or('`');
    let length = opening.chars().take_while(|c| *c == mark).count();
    lines.last().is_some_and(|last| {
        let last = last.trim();
        last.len() >= length && last.chars().all(|c| c == mark)
    })
}

pub(super) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
