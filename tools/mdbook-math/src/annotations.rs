//! The source of each formula, which goes with it for those who copy it or have it read aloud.
//!
//! It is put into the page as text between tags, and text is Markdown: `\,` would become a comma, and `'` a quotation mark.

use std::fmt::Write;

const BEGIN: &str = "<annotation encoding=\"application/x-tex\">";
const END: &str = "</annotation>";

/// The page with the formulas' sources in a form that Markdown leaves alone.
pub(crate) fn kept(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut parts = page.split(BEGIN);
    kept.extend(parts.next());
    for part in parts {
        kept += BEGIN;
        let (source, rest) = part.split_once(END).unwrap_or((part, ""));
        for character in source.chars() {
            match character {
                // What is escaped already.
                '&' | ';' | '#' => kept.push(character),
                mark if mark.is_ascii_punctuation() => {
                    write!(kept, "&#{};", u32::from(mark)).expect("a string takes all");
                }
                other => kept.push(other),
            }
        }
        if part.len() > source.len() {
            kept += END;
        }
        kept += rest;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser, html};

    /// What a browser has of the sources, once Markdown is through with the page.
    fn read(source: &str) -> String {
        let page = format!("Then <span>{BEGIN}{source}{END}</span> and *more*.");
        let mut shown = String::new();
        html::push_html(&mut shown, Parser::new_ext(&kept(&page), Options::all()));
        let (_, rest) = shown.split_once(BEGIN).expect("an annotation");
        rest.split_once(END).expect("its end").0.to_owned()
    }

    #[test]
    fn sources_come_through_markdown_as_they_are() {
        for source in [
            r"x_{k+1} = x_k - \eta\,\nabla f(x_k)",
            r"f'(z) \; \| w \| \{ a \}",
            r"a_1 * b_2 * c~[d](e) `f` -- g...",
            r"\\ \_ \! 1. # x",
        ] {
            assert_eq!(read(source), source);
        }
        assert_eq!(read(r"a &lt; b \,&amp; c"), r"a &lt; b \,&amp; c");
    }

    #[test]
    fn the_rest_of_the_page_is_left_alone() {
        for page in [
            "no *formula* here\\.",
            "",
            BEGIN,
            "<annotation>\\,</annotation>",
        ] {
            assert_eq!(kept(page), page);
        }
        let page = format!("*a* {BEGIN}x{END} _b_ {BEGIN}\\,{END} *c*");
        assert_eq!(
            kept(&page),
            format!("*a* {BEGIN}x{END} _b_ {BEGIN}&#92;&#44;{END} *c*")
        );
    }
}
