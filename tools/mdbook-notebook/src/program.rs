//! The program: what it is called with, and what it answers.

use std::io::{Read, Write};

use anyhow::{Error, Result};
use mdbook_preprocessor::{Preprocessor as _, parse_input};
use mdbook_renderer::{RenderContext, Renderer as _};

use crate::plugin::{NotebookPreprocessor, NotebookRenderer};

/// How the program is called.
const USAGE: &str = "usage: mdbook-notebook render | preprocess | preprocess supports RENDERER\n\
    mdBook calls it as book.toml says; see the README of mdbook-notebook.";

/// Runs one of the roles. The exit code is the answer to mdBook: 0 for yes and for success.
///
/// # Errors
/// Whatever keeps the role from its work, in words for the book's writer.
pub fn run(arguments: &[String], input: impl Read, output: impl Write) -> Result<u8> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["render"] => {
            NotebookRenderer.render(&RenderContext::from_json(input)?)?;
            Ok(0)
        }
        ["preprocess"] => {
            let (context, book) = parse_input(input)?;
            serde_json::to_writer(output, &NotebookPreprocessor.run(&context, book)?)?;
            Ok(0)
        }
        ["preprocess", "supports", renderer] => {
            let supported = NotebookPreprocessor.supports_renderer(renderer)?;
            Ok(u8::from(!supported))
        }
        _ => Err(Error::msg(USAGE)),
    }
}
