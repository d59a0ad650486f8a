//! Quotations with a meaning of their own: `> [!QUESTION] NAME` and `> [!SOURCE] ROW`.

use std::ops::Range;

use super::markdown::markdown;
use super::naming::Mistakes;
use super::parts::{Callout, Choice, Question, SourceNote};
use super::quoted::on_one_line;
use crate::{fence, info};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Reads a quotation. `None`: it is an ordinary one. Mistakes come with the offset they are at.
pub(super) fn read(text: &str, range: Range<usize>) -> Option<Result<Callout, Mistakes>> {
    let quote = &text[range.clone()];
    let first = quote.lines().next()?;
    let marker = first.trim_start().strip_prefix('>')?.trim_start();
    let body = range.start + quote.find('\n').map_or(quote.len(), |at| at + 1)..range.end;
    let at = range.start;
    let sentence = move |message: String| vec![(at, message)];
    if let Some(name) = marker.strip_prefix("[!QUESTION]") {
        return Some(question(text, name.trim(), range, body).map(Callout::Question));
    }
    let row = marker.strip_prefix("[!SOURCE]")?;
    Some(
        note(text, row, range, body)
            .map(Callout::Source)
            .map_err(sentence),
    )
}

fn note(
    text: &str,
    line: &str,
    range: Range<usize>,
    body: Range<usize>,
) -> Result<SourceNote, String> {
    let (mut rows, mut title) = (Vec::new(), None);
    for info::Attribute { key, value } in info::attributes(line)? {
        match (key.as_str(), value) {
            ("title", Some(value)) => title = Some(value),
            (_, None) => rows.push(key),
            _ => return Err(format!("unknown attribute `{key}` (known: title=\"…\")")),
        }
    }
    if on_one_line(&text[body.clone()]).is_empty() {
        return Err("this source note says nothing".to_owned());
    }
    Ok(SourceNote {
        rows,
        title,
        body,
        range,
        line: 0,
    })
}

fn question(
    text: &str,
    name: &str,
    range: Range<usize>,
    body: Range<usize>,
) -> Result<Question, Mistakes> {
    let mut mistakes = Vec::new();
    let at = range.start;
    if !fence::is_name(name) {
        mistakes.push((at, fence::not_a_name(name)));
    }
    let (list, choices) = choices(text, &range);
    let Some(list) = list else {
        let message = "a question ends in its choices: a list of `- [ ]` and one `- [x]`";
        mistakes.push((at, message.to_owned()));
        return Err(mistakes);
    };
    let asked = body.start..list.start.max(body.start);
    if on_one_line(&text[asked.clone()]).is_empty() {
        mistakes.push((at, "this question asks nothing".to_owned()));
    }
    if !on_one_line(&text[list.end..range.end]).is_empty() {
        mistakes.push((
            at,
            "a question ends with its choices: nothing follows them".to_owned(),
        ));
    }
    match choices.iter().filter(|choice| choice.right).count() {
        1 => {}
        n => mistakes.push((
            at,
            format!("{n} choices are marked right with `[x]`, and one must be"),
        )),
    }
    if !(2..=26).contains(&choices.len()) {
        mistakes.push((at, "a question has 2 to 26 choices".to_owned()));
    }
    for (index, choice) in choices.iter().enumerate() {
        if !choice.right && choice.reason.is_none() {
            let message = "a wrong choice says why it is wrong, in a list of one item below it";
            mistakes.push((choice.text.start, message.to_owned()));
        }
        let same = |other: &Choice| text[other.text.clone()] == text[choice.text.clone()];
        if choices[..index]
            .iter()
            .any(|other| same(other) || other.value == choice.value)
        {
            mistakes.push((
                choice.text.start,
                format!("the choice `{}` is given twice", choice.value),
            ));
        }
    }
    if mistakes.is_empty() {
        Ok(Question {
            name: name.to_owned(),
            asked,
            choices,
            range,
            line: 0,
        })
    } else {
        Err(mistakes)
    }
}

/// The last list of a quotation that has boxes to tick, and its items.
fn choices(text: &str, range: &Range<usize>) -> (Option<Range<usize>>, Vec<Choice>) {
    let quote = &text[range.clone()];
    let place = |inner: Range<usize>| range.start + inner.start..range.start + inner.end;
    let (mut list, mut choices) = (None, Vec::<Choice>::new());
    let mut depth = 0;
    // Whether the walk is in the line of a choice, and what it has seen there.
    let mut in_choice = false;
    let mut code: Option<bool> = None;
    for (event, inner) in markdown(quote).into_offset_iter() {
        let here = place(inner);
        match &event {
            Event::Start(Tag::List(_)) if depth == 1 => {
                list = Some(here.clone());
                choices.clear();
            }
            Event::Start(Tag::Item) if depth == 2 => {
                choices.push(Choice {
                    letter: char::from(b'a' + u8::try_from(choices.len().min(25)).unwrap_or(25)),
                    right: false,
                    value: String::new(),
                    text: here.end..here.end,
                    reason: None,
                });
                in_choice = true;
                code = None;
            }
            Event::TaskListMarker(ticked) if in_choice => {
                if let Some(choice) = choices.last_mut() {
                    choice.right = *ticked;
                    choice.text = here.end..here.end;
                }
            }
            Event::Start(tag) if in_choice && is_block(tag) && !matches!(tag, Tag::Paragraph) => {
                in_choice = false;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) if in_choice => in_choice = false,
            _ if in_choice => {
                if let Some(choice) = choices.last_mut().filter(|c| c.text.start <= here.start) {
                    choice.text.end = choice.text.end.max(here.end);
                    value(&event, &mut choice.value, &mut code);
                }
            }
            _ => {}
        }
        match event {
            // What follows the line of a choice is its reason.
            Event::Start(tag) => {
                if depth >= 3
                    && !in_choice
                    && is_block(&tag)
                    && let Some(choice) = choices.last_mut()
                {
                    let start = text[..here.start].rfind('\n').map_or(0, |at| at + 1);
                    let reason = choice.reason.get_or_insert(start..here.end);
                    reason.end = reason.end.max(here.end);
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    let ticked = choices
        .iter()
        .all(|choice| choice.text.start < choice.text.end);
    (list.filter(|_| ticked && !choices.is_empty()), choices)
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::List(_)
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Table(_)
            | Tag::Heading { .. }
    )
}

/// What a cell must compute for a choice: the code that it begins with, or all of its text.
fn value(event: &Event<'_>, value: &mut String, code: &mut Option<bool>) {
    match event {
        Event::Code(text) if code.is_none() && value.trim().is_empty() => {
            *code = Some(true);
            *value = text.to_string();
        }
        _ if *code == Some(true) => {}
        Event::Code(text) | Event::Text(text) => {
            if !text.trim().is_empty() {
                *code = Some(false);
            }
            value.push_str(if value.is_empty() {
                text.trim_start()
            } else {
                text
            });
        }
        Event::SoftBreak | Event::HardBreak => value.push(' '),
        _ => {}
    }
}
