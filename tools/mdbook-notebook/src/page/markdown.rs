//! The Markdown parser that mdBook uses, with its options.

use pulldown_cmark::{Options, Parser};

/// The Markdown dialect of mdBook, as far as it decides where things are.
pub fn markdown(text: &str) -> Parser<'_> {
    Parser::new_ext(
        text,
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM,
    )
}
