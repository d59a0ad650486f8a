//! Cuts the exercises, their checks and their wrong answers out of the book's pages, so that a test can hand a check
//! other answers than the book's: see `judge!` in the library of this package. The pages are read as the book's own
//! tool reads them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use mdbook_notebook::page::Page;

fn main() -> Result<(), Box<dyn Error>> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed={}", pages.display());
    for entry in fs::read_dir(pages)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "md") {
            let folder = out.join(file.file_stem().expect("a file has a stem"));
            fs::create_dir_all(&folder)?;
            let page = Page::read(&file.to_string_lossy(), &fs::read_to_string(&file)?)?;
            for (file, code) in pieces(&page) {
                fs::write(folder.join(file), code)?;
            }
        }
    }
    Ok(())
}

/// `check-NAME.rs` is a block, `solution-NAME.rs`, `stub-NAME.rs` and `wrong-ID.rs` are items, and `uses.rs` is
/// what the page's first cell brings into scope.
fn pieces(page: &Page) -> Vec<(String, String)> {
    let mut pieces = vec![("uses.rs".to_owned(), uses(page))];
    for exercise in page.exercises() {
        let name = exercise.name;
        let source = &exercise.cell.source;
        pieces.push((format!("solution-{name}.rs"), source.code()));
        pieces.push((format!("stub-{name}.rs"), source.learner()));
        for check in &exercise.checks {
            let block = format!("{{\n{}\n}}\n", check.source.code());
            pieces.push((format!("check-{name}.rs"), block));
        }
        for wrong in &exercise.wrong {
            pieces.push((format!("{}.rs", wrong.id), wrong.source.code()));
        }
    }
    pieces
}

/// The `use` lines of the first cell.
fn uses(page: &Page) -> String {
    let cell = page.cells.first().map(|cell| cell.source.code());
    let cell = cell.unwrap_or_default();
    let lines = cell.lines().filter(|line| line.starts_with("use "));
    lines.map(|line| format!("{line}\n")).collect()
}
