//! The program that mdBook calls. See the library's documentation.

use std::io::{stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match mdbook_notebook::run(&arguments, stdin().lock(), stdout().lock()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("mdbook-notebook: {error:#}");
            ExitCode::FAILURE
        }
    }
}
