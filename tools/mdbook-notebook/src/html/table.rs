//! A table that a cell displayed as HTML, made safe to stand in a page.
//!
//! Only what makes a table of texts is let through, and each element only where it belongs, so that a browser reads the
//! markup as it is written: cells in rows, rows in a table or one of its parts. Text stands in cells and in the caption.

use std::fmt::Write as _;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::escape::escape;

/// What may stand in what; in an element that is not here stands text.
const INSIDE: [(&str, &[&str]); 5] = [
    ("table", &["caption", "thead", "tbody", "tfoot", "tr"]),
    ("thead", &["tr"]),
    ("tbody", &["tr"]),
    ("tfoot", &["tr"]),
    ("tr", &["th", "td"]),
];

/// Elements that only look different: they go, and their text stays.
const INLINE: [&str; 12] = [
    "a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "var",
];

/// A table that may stand in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clean {
    /// The element, on one line.
    pub(super) markup: String,
    /// The caption's text.
    pub(super) caption: String,
}

/// Makes a table safe. `None` if this is no table, not well-formed, or a table without a cell.
pub(super) fn clean(html: &str) -> Option<Clean> {
    let mut reader = Reader::from_str(html.trim());
    let mut cleaner = Cleaner::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if !cleaner.open(&tag)? => {
                reader.read_to_end(tag.name()).ok()?;
            }
            // An empty element of the table has an end tag in HTML; any other goes.
            Event::Empty(tag) if cleaner.open(&tag)? => cleaner.close()?,
            Event::End(_) => cleaner.close()?,
            Event::Text(text) => cleaner.text(&text.xml10_content())?,
            Event::CData(text) => cleaner.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let text = match reference.resolve_char_ref().ok()? {
                    Some(c) => c.to_string(),
                    None if &*reference == "nbsp" => "\u{a0}".to_owned(),
                    None => resolve_predefined_entity(&reference)?.to_owned(),
                };
                cleaner.text(&text)?;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let whole = cleaner.open.is_empty() && cleaner.cells > 0;
    whole.then_some(Clean {
        markup: cleaner.markup,
        caption: cleaner.caption.trim().to_owned(),
    })
}

#[derive(Default)]
struct Cleaner {
    markup: String,
    caption: String,
    /// The elements that are open, from the outside in. `None` stands for one of which only the text is kept.
    open: Vec<Option<&'static str>>,
    cells: usize,
}

impl Cleaner {
    /// Writes a start tag, if the element may stay. `None` if this is no table at all.
    fn open(&mut self, tag: &BytesStart<'_>) -> Option<bool> {
        let name = tag.name().as_ref().to_ascii_lowercase();
        let name = name.as_str();
        let known = match self.innermost() {
            None if self.markup.is_empty() && name == "table" => Some("table"),
            // Something beside the table.
            None => return None,
            Some(parent) => match INSIDE.iter().find(|(element, _)| *element == parent) {
                Some((_, children)) => children.iter().copied().find(|child| *child == name),
                None if INLINE.contains(&name) => {
                    self.open.push(None);
                    return Some(true);
                }
                None => None,
            },
        };
        let Some(known) = known else {
            return Some(false);
        };
        let _ = write!(self.markup, "<{known}");
        for attribute in tag.html_attributes() {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            let key = attribute.key.as_ref().to_ascii_lowercase();
            if let Some((key, value)) = kept(known, &key, &value) {
                let _ = write!(self.markup, " {key}=\"{value}\"");
            }
        }
        self.markup.push('>');
        self.cells += usize::from(is_cell(known));
        self.open.push(Some(known));
        Some(true)
    }

    fn close(&mut self) -> Option<()> {
        if let Some(element) = self.open.pop()? {
            let _ = write!(self.markup, "</{element}>");
        }
        Some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        match self.innermost() {
            Some(element) if is_cell(element) => self.markup += &escape(text),
            Some("caption") => {
                self.markup += &escape(text);
                self.caption += text;
            }
            Some(_) => {}
            // Text beside the table would be lost without a word.
            None => return text.trim().is_empty().then_some(()),
        }
        Some(())
    }

    /// The innermost element of the table.
    fn innermost(&self) -> Option<&'static str> {
        self.open.iter().rev().find_map(|element| *element)
    }
}

fn is_cell(element: &str) -> bool {
    matches!(element, "th" | "td")
}

/// An attribute as it may stay: what a cell is the heading of, how far it reaches, and on which side its text stands.
fn kept(element: &str, key: &str, value: &str) -> Option<(&'static str, String)> {
    if !is_cell(element) {
        return None;
    }
    let value = value.trim().to_ascii_lowercase();
    let side = |value: &str| {
        let sides = ["left", "right", "center", "start", "end"];
        let side = sides.into_iter().find(|side| *side == value.trim())?;
        Some(("style", format!("text-align:{side}")))
    };
    match key {
        "scope" => {
            let scopes = ["row", "col", "rowgroup", "colgroup"];
            scopes.contains(&value.as_str()).then_some(("scope", value))
        }
        "colspan" | "rowspan" => {
            let key = if key == "colspan" {
                "colspan"
            } else {
                "rowspan"
            };
            let span: u16 = value.parse().ok()?;
            (1..=1000).contains(&span).then(|| (key, span.to_string()))
        }
        "align" => side(&value),
        "style" => {
            let (property, value) = value.trim_end_matches(';').split_once(':')?;
            (property.trim() == "text-align").then(|| side(value))?
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
