//! Cuts the exercises and their checks out of the book's pages, so that a test can hand a check
//! other answers than the book's: see `judge!` in the library of this package.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed={}", pages.display());
    for entry in fs::read_dir(pages)? {
        let page = entry?.path();
        if page.extension().is_some_and(|extension| extension == "md") {
            let folder = out.join(page.file_stem().expect("a file has a stem"));
            fs::create_dir_all(&folder)?;
            for (file, code) in pieces(&fs::read_to_string(&page)?) {
                fs::write(folder.join(file), code)?;
            }
        }
    }
    Ok(())
}

/// `check-NAME.rs` is a block, `solution-NAME.rs` and `stub-NAME.rs` are items, and `uses.rs` is
/// what the page's first cell brings into scope.
fn pieces(page: &str) -> Vec<(String, String)> {
    let mut pieces = vec![("uses.rs".to_string(), uses(page))];
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(attributes) = line.strip_prefix("```rust,") else {
            continue;
        };
        let cell: Vec<&str> = lines
            .by_ref()
            .take_while(|line| !line.starts_with("```"))
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .collect();
        for attribute in attributes.split(',').map(str::trim) {
            if let Some(name) = attribute.strip_prefix("check=") {
                pieces.push((
                    format!("check-{name}.rs"),
                    format!("{{\n{}\n}}\n", cell.join("\n")),
                ));
            } else if let Some(name) = attribute.strip_prefix("exercise=") {
                pieces.push((format!("solution-{name}.rs"), cell.join("\n")));
                pieces.push((format!("stub-{name}.rs"), stub(&cell)));
            }
        }
    }
    pieces
}

/// The `use` lines of the first cell.
fn uses(page: &str) -> String {
    let cell = page.lines().skip_while(|line| !line.starts_with("```rust"));
    let lines = cell.skip(1).take_while(|line| !line.starts_with("```"));
    lines
        .filter(|line| line.starts_with("use "))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The cell as a learner gets it: `todo!()` in place of each solution.
fn stub(cell: &[&str]) -> String {
    let mut stub = String::new();
    let mut inside = false;
    for line in cell {
        match line.trim() {
            "// ### BEGIN SOLUTION" => inside = true,
            "// ### END SOLUTION" => {
                inside = false;
                stub.push_str("todo!()\n");
            }
            _ if inside => {}
            _ => {
                stub.push_str(line);
                stub.push('\n');
            }
        }
    }
    stub
}
