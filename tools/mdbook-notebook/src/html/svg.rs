//! An SVG that a cell printed, made safe to stand in a page.
//!
//! Inside a page an SVG is part of the page: it could run scripts, load files, restyle the text around it. So only
//! elements and attributes that draw are let through, references stay inside the figure, and ids get a prefix, since
//! two figures of one page may use the same ones.

use std::fmt::Write as _;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::escape::escape;

/// Elements that draw, or that what draws refers to.
const DRAWING: [&str; 24] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "image",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
];

/// Properties that a `style` attribute may set: those that are attributes of drawing, too.
const STYLES: [&str; 9] = [
    "fill",
    "stroke",
    "opacity",
    "font",
    "text-anchor",
    "dominant-baseline",
    "stop-",
    "marker",
    "paint-order",
];

/// The class of the frame that is shown where nothing steps through them.
pub(super) const LAST_FRAME: &str = "notebook-last";

/// An SVG that may stand in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clean {
    /// The element, on one line.
    pub(super) markup: String,
    /// How many frames it has.
    pub(super) frames: usize,
}

/// Makes an SVG safe. `None` if it is not well-formed, or no SVG.
pub(super) fn clean(svg: &str, prefix: &str, alt: &str) -> Option<Clean> {
    let mut reader = Reader::from_str(svg);
    let mut cleaner = Cleaner {
        prefix,
        alt,
        out: String::with_capacity(svg.len()),
        frames: Vec::new(),
    };
    let mut depth = 0_usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                if cleaner.open(&tag, depth, false)? {
                    depth += 1;
                } else {
                    reader.read_to_end(tag.name()).ok()?;
                }
            }
            Event::Empty(tag) => {
                cleaner.open(&tag, depth, true)?;
            }
            Event::End(tag) => {
                let _ = write!(cleaner.out, "</{}>", tag.name().as_ref());
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    break;
                }
            }
            Event::Text(text) if depth > 0 => cleaner.out += &escape(&text.xml10_content()),
            Event::CData(text) if depth > 0 => cleaner.out += &escape(&text.xml10_content()),
            Event::GeneralRef(reference) if depth > 0 => {
                let text = match reference.resolve_char_ref().ok()? {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&reference)?.to_owned(),
                };
                cleaner.out += &escape(&text);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
    if let Some(last) = cleaner.frames.last() {
        cleaner.out.insert_str(*last, &format!("{LAST_FRAME} "));
    }
    Some(Clean {
        markup: cleaner.out,
        frames: cleaner.frames.len(),
    })
}

struct Cleaner<'a> {
    prefix: &'a str,
    alt: &'a str,
    out: String,
    /// Where the classes of each frame begin in `out`.
    frames: Vec<usize>,
}

impl Cleaner<'_> {
    /// Writes a start tag, if the element may stay. `None` if this is no SVG at all.
    fn open(&mut self, tag: &BytesStart<'_>, depth: usize, empty: bool) -> Option<bool> {
        let name = tag.name();
        let name = name.as_ref();
        if depth == 0 && (name != "svg" || empty) {
            return None;
        }
        if !DRAWING.contains(&name) {
            return Some(false);
        }
        let _ = write!(self.out, "<{name}");
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            let root = depth == 0
                && ["role", "aria-label", "aria-hidden"].contains(&attribute.key.as_ref());
            if root {
                continue;
            }
            if let Some((key, value)) = self.attribute(name, &attribute, &value) {
                let _ = write!(self.out, " {key}=\"");
                if name == "g"
                    && key == "class"
                    && value.split_whitespace().any(|class| class == "frame")
                {
                    self.frames.push(self.out.len());
                }
                let _ = write!(self.out, "{}\"", escape(&value));
            }
        }
        if depth == 0 {
            let _ = write!(
                self.out,
                " role=\"img\" aria-label=\"{}\"",
                escape(self.alt)
            );
        }
        self.out.push_str(if empty { "/>" } else { ">" });
        Some(true)
    }

    /// The attribute as it may stay.
    fn attribute(
        &self,
        element: &str,
        attribute: &Attribute<'_>,
        value: &str,
    ) -> Option<(String, String)> {
        let key = attribute.key.as_ref();
        let lower = key.to_ascii_lowercase();
        let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        match lower.as_str() {
            "id" => Some((lower, format!("{}{value}", self.prefix))),
            "href" | "xlink:href" => {
                let target = match value.strip_prefix('#') {
                    Some(id) => format!("#{}{id}", self.prefix),
                    None if element == "image" && is_raster(value) => value.to_owned(),
                    None => return None,
                };
                Some(("href".to_owned(), target))
            }
            "style" => {
                let kept: Vec<String> = value
                    .split(';')
                    .filter_map(|declaration| self.declaration(declaration))
                    .collect();
                (!kept.is_empty()).then(|| (lower, kept.join(";")))
            }
            "xml:space" => Some((lower, value.to_owned())),
            _ if !plain || lower.starts_with("on") || lower == "xmlns" || lower == "tabindex" => {
                None
            }
            _ if lower.starts_with("data-") || lower.starts_with("aria-") || lower == "class" => {
                Some((lower, value.to_owned()))
            }
            _ => Some((key.to_owned(), self.local_references(value)?)),
        }
    }

    fn declaration(&self, declaration: &str) -> Option<String> {
        let (property, value) = declaration.split_once(':')?;
        let property = property.trim().to_ascii_lowercase();
        let known = STYLES.iter().any(|known| property.starts_with(known));
        let value = self.local_references(value.trim())?;
        known.then(|| format!("{property}:{value}"))
    }

    /// `url(#id)` with the prefix; `None` if the value refers to anything outside the figure.
    fn local_references(&self, value: &str) -> Option<String> {
        let lower = value.to_ascii_lowercase();
        // Other ways to name a file, or to spell `url` so that only a browser reads it.
        let hidden = [
            "image-set(",
            "image(",
            "cross-fade(",
            "src(",
            "\\",
            "@",
            "{",
        ];
        if hidden.iter().any(|way| lower.contains(way)) {
            return None;
        }
        let quotes = ['"', '\'', ' '];
        let mut rest = value;
        let mut local = String::new();
        while let Some(at) = rest.to_ascii_lowercase().find("url(") {
            let target = rest[at + 4..]
                .trim_start_matches(quotes)
                .strip_prefix('#')?;
            let (id, after) = target.split_at(target.find([')', '"', '\'', ' '])?);
            let _ = write!(local, "{}url(#{}{id})", &rest[..at], self.prefix);
            rest = after.trim_start_matches(quotes).strip_prefix(')')?;
        }
        local.push_str(rest);
        Some(local)
    }
}

/// A picture inside the picture, in a form that cannot hold a script.
fn is_raster(href: &str) -> bool {
    let kinds = ["png", "jpeg", "gif", "webp"];
    let mut kinds = kinds
        .iter()
        .map(|kind| format!("data:image/{kind};base64,"));
    kinds.any(|start| href.starts_with(&start))
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
