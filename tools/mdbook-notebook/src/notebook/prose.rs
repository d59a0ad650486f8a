//! Markdown for Jupyter: what only mdBook understands is put into words that Jupyter shows too.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{BlockQuoteKind, Event, LinkType, Tag};

use super::library::Library;
use crate::config::{Settings, plain};
use crate::labels::Labels;
use crate::page::{Page, Question, SourceNote, markdown, on_one_line, slashed, unquoted};
use crate::rows;

/// A piece of the page to be replaced.
pub(super) type Edit = (Range<usize>, String);

/// All that a page's Markdown needs before Jupyter shows it, in order.
pub(super) fn edits(page: &Page, library: &Library<'_>, labels: &Labels) -> Vec<Edit> {
    let mut edits = Vec::new();
    for heading in &page.headings {
        if let Some(attributes) = &heading.attributes {
            let kept = page.text[..attributes.start].trim_end().len();
            edits.push((kept..attributes.end, String::new()));
        }
    }
    for listing in &page.listings {
        edits.push((listing.info.clone(), "rust".to_owned()));
        edits.extend(hidden_lines(&page.text, &listing.range));
    }
    let parser = markdown(&page.text);
    for (_, definition) in parser.reference_definitions().iter() {
        let at = find_last(&page.text, &definition.span, &definition.dest);
        edits.extend(link(page, library, at, &definition.dest));
    }
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(
                Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type: LinkType::Inline,
                    dest_url,
                    ..
                },
            ) => {
                let opening = page.text[range.clone()].rfind("](").unwrap_or_default();
                let at = find_last(&page.text, &(range.start + opening..range.end), &dest_url);
                edits.extend(link(page, library, at, &dest_url));
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                edits.extend(callout(&page.text, &range, kind, labels));
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

/// A piece of the text with its edits made.
pub(super) fn apply(text: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let mut result = String::new();
    let mut from = range.start;
    for (place, replacement) in edits {
        if place.start >= from && place.end <= range.end {
            result.push_str(&text[from..place.start]);
            result.push_str(replacement);
            from = place.end;
        }
    }
    result.push_str(&text[from..range.end]);
    result
}

/// A caption as a paragraph. All of it is slanted, unless it has emphasis or maths of its own, which would end the slant.
pub(super) fn caption(figure: &str, number: &str, text: &str) -> String {
    if text.contains(['*', '_', '$', '`', '[']) {
        format!("*{figure} {number}.* {text}")
    } else {
        format!("*{figure} {number}. {text}*")
    }
}

/// A question with its choices by letter.
pub(super) fn question(
    page: &Page,
    question: &Question,
    edits: &[Edit],
    labels: &Labels,
) -> String {
    let text = |range: &Range<usize>| apply(&page.text, range.clone(), edits);
    let mut shown = format!(
        "**{}.** {}\n",
        labels.question,
        unquoted(&text(&question.asked))
    );
    for choice in &question.choices {
        let _ = write!(
            shown,
            "\n- **{}** {}",
            choice.letter,
            on_one_line(&text(&choice.text))
        );
    }
    shown
}

/// A source note as a quotation.
pub(super) fn note(
    page: &Page,
    note: &SourceNote,
    edits: &[Edit],
    library: &Library<'_>,
    settings: &Settings,
) -> String {
    let labels = settings.labels();
    let mut text = format!("**{}**", labels.source);
    if let Some(title) = &note.title {
        let _ = write!(text, ": {title}");
    }
    let _ = write!(
        text,
        "\n\n{}",
        unquoted(&apply(&page.text, note.body.clone(), edits))
    );
    if !note.rows.is_empty() {
        // The links are written here, so they are not among the page's edits.
        let links = rows::links(page, note, settings.source_link());
        let mut links = Page::read(&page.name(), &links).unwrap_or_else(|_| page.clone());
        links.path.clone_from(&page.path);
        let edits = self::edits(&links, library, labels);
        let links = apply(&links.text, 0..links.text.len(), &edits);
        let _ = write!(text, "\n\n{}: {links}", labels.rows);
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

fn find_last(text: &str, range: &Range<usize>, dest: &str) -> Option<Range<usize>> {
    if dest.is_empty() {
        return None;
    }
    let at = range.start + text[range.clone()].rfind(dest)?;
    Some(at..at + dest.len())
}

fn link(page: &Page, library: &Library<'_>, at: Option<Range<usize>>, dest: &str) -> Option<Edit> {
    let target = retarget(page, library, dest)?;
    (target != dest).then_some((at?, target))
}

/// Where a link of the page leads from its notebook. `None` leaves it as it is.
fn retarget(page: &Page, library: &Library<'_>, dest: &str) -> Option<String> {
    let (path, fragment) = match dest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (dest, None),
    };
    if path.is_empty() {
        let heading = jupyter_anchor(&page.headings, fragment?)?;
        return Some(format!("#{heading}"));
    }
    if path.starts_with('/') || path.contains(':') {
        return None;
    }
    let here = page.path.parent().unwrap_or(Path::new(""));
    let target = plain(&here.join(decoded(path)));
    // mdBook makes an index of a README.
    let index = target.with_file_name("index.md");
    let is_readme = target
        .file_name()
        .is_some_and(|name| name.eq_ignore_ascii_case("README.md"));
    let renamed = (is_readme && !library.notebooks.contains_key(&target)).then_some(&index);
    if let Some(headings) = library.notebooks.get(renamed.unwrap_or(&target)) {
        let notebook = match renamed {
            Some(_) => Path::new(path).with_file_name("index.ipynb"),
            None => Path::new(path).with_extension("ipynb"),
        };
        let anchor = fragment.and_then(|fragment| jupyter_anchor(headings, fragment));
        let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
        return Some(slashed(&notebook) + &anchor);
    }
    let file = plain(&library.source.join(&target));
    if !file.exists() {
        return None;
    }
    let from = plain(&library.directory.join(here));
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    Some(encoded(&slashed(&relative(&from, &file))) + &fragment)
}

/// A path as a link has it: without the characters that would end the link there, or mean others.
fn encoded(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            ' ' | '%' | '#' | '?' | '(' | ')' | '<' | '>' | '"' | '\\' => {
                let _ = write!(link, "%{:02X}", u32::from(character));
            }
            other => link.push(other),
        }
    }
    link
}

/// A link's path as the disk has it: `%20` is a space.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| first == b'%');
        let byte = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Jupyter's name for a heading: its text with `-` for spaces.
fn jupyter_anchor(headings: &[crate::page::Heading], fragment: &str) -> Option<String> {
    let heading = headings.iter().find(|heading| heading.anchor == fragment)?;
    Some(heading.text.replace(' ', "-"))
}

fn relative(from: &Path, to: &Path) -> PathBuf {
    let from: Vec<Component<'_>> = from.components().collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| Component::ParentDir);
    up.chain(to[shared..].iter().copied()).collect()
}

/// `> [!NOTE]` becomes a quotation with a title.
fn callout(
    text: &str,
    range: &Range<usize>,
    kind: BlockQuoteKind,
    labels: &Labels,
) -> Option<Edit> {
    let title = match kind {
        BlockQuoteKind::Note => &labels.note,
        BlockQuoteKind::Tip => &labels.tip,
        BlockQuoteKind::Important => &labels.important,
        BlockQuoteKind::Warning => &labels.warning,
        BlockQuoteKind::Caution => &labels.caution,
    };
    let first = text[range.clone()].lines().next()?;
    let marker = first.find("[!")?;
    // In a list the quotation is indented by more than its own mark.
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..range.start].chars();
    let indent: String = before.map(|c| if c == '>' { '>' } else { ' ' }).collect();
    let prefix = format!("{indent}{}", first[..marker].trim_end());
    let start = range.start + marker;
    let end = range.start + first.trim_end().len();
    Some((start..end, format!("**{title}**\n{prefix}")))
}

/// Lines that rustdoc and mdBook hide, cut out of a listing, and `##` made the `#` that it stands for. In a quotation its mark
/// stands before them.
fn hidden_lines(text: &str, listing: &Range<usize>) -> Vec<Edit> {
    let mut at = listing.start;
    let mut hidden = Vec::new();
    for line in text[listing.clone()].split_inclusive('\n') {
        let code = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if code == "#" || code.starts_with("# ") {
            hidden.push((at..at + line.len(), String::new()));
        } else if code.starts_with("##") {
            let mark = at + line.find('#').unwrap_or(0);
            hidden.push((mark..mark + 1, String::new()));
        }
        at += line.len();
    }
    hidden
}
