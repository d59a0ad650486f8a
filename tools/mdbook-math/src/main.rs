//! Typesets the book's mathematics while it is built, for the chapters and their pages: the library of mdbook-katex.
//!
//! Its own program is compiled against another mdBook than the one that calls it, and warns of that at every build. Here the
//! workspace's lock file decides, and nothing has to be installed.

mod annotations;

use std::io;
use std::process::ExitCode;

use mdbook_katex::preprocess::KatexProcessor;
use mdbook_preprocessor::book::BookItem;
use mdbook_preprocessor::errors::Result;
use mdbook_preprocessor::{Preprocessor as _, parse_input};

fn main() -> Result<ExitCode> {
    // mdbook-katex reports a formula that it cannot read in its log only, and leaves it as it is.
    mdbook_katex::init_tracing();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [verb, renderer] = &arguments[..]
        && verb == "supports"
    {
        let supported = KatexProcessor.supports_renderer(renderer)?;
        return Ok(ExitCode::from(u8::from(!supported)));
    }
    let (context, book) = parse_input(io::stdin())?;
    let mut book = KatexProcessor.run(&context, book)?;
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item {
            chapter.content = annotations::kept(&chapter.content);
        }
    });
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(ExitCode::SUCCESS)
}
