//! Small books, whole: what mdBook's traits make of each stands beside it, in `expected`.
//!
//! After a change that is meant, `UPDATE_EXPECT=1 cargo test -p mdbook-notebook --test snapshots` writes it anew.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use mdbook_notebook::{NotebookPreprocessor, NotebookRenderer};
use mdbook_preprocessor::book::{Book, Chapter, SectionNumber};
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor as _, PreprocessorContext};
use mdbook_renderer::{RenderContext, Renderer as _};

use common::{copy, run_notebook, rustdoc};

#[test]
fn the_plain_book() {
    snapshot("plain");
}

#[test]
fn the_book_with_all_of_the_grammar() {
    snapshot("grammar");
}

/// What `mdbook test` would make of the book's first page after a change to it.
fn changed(renderer: &str, from: &str, to: &str) -> Result<(bool, String), String> {
    let (folder, _) = copied("grammar");
    let root = folder.path().join("book");
    let page = root.join("src/01-gates.md");
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&page, text.replace(from, to)).unwrap();
    let config = Config::from_disk(root.join("book.toml")).unwrap();
    let context = PreprocessorContext::new(root.clone(), config, renderer.to_owned());
    let woven = NotebookPreprocessor.run(&context, load(&root.join("src")));
    let woven = woven.map_err(|error| error.to_string())?;
    let first = woven.chapters().next().unwrap();
    Ok(rustdoc(folder.path(), &first.content))
}

#[test]
fn the_right_choice_is_what_the_cell_computes() {
    for (from, to, expected) in [
        (
            "] `3`",
            "] `4`",
            "the choice marked right is `4`, and this cell computes `3`",
        ),
        (
            ".count()",
            ".count() + 1",
            "book/src/01-gates.md:58: cell `answer-how-many` panicked",
        ),
    ] {
        let (success, printed) = changed("test", from, to).unwrap();
        assert!(!success);
        assert!(printed.contains(expected), "{printed}");
    }
}

#[test]
fn a_source_note_leads_to_a_row_that_is_there() {
    for (to, expected) in [
        ("A-1, A-3", "ledger.md has no row `A-3`"),
        ("", "a source note names its row"),
    ] {
        for renderer in ["html", "test"] {
            let error = changed(renderer, "A-1, A-2", to).unwrap_err();
            assert!(error.starts_with("book/src/01-gates.md:5: "), "{error}");
            assert!(error.contains(expected), "{error}");
        }
    }
}

/// A copy of one of the books in a folder that may be written to, and where the book is kept.
fn copied(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    let home = books.join(name);
    copy(&home, &folder.path().join("book"));
    (folder, home)
}

fn snapshot(name: &str) {
    let (folder, home) = copied(name);
    let root = folder.path().join("book");
    let config = Config::from_disk(root.join("book.toml")).unwrap();
    let book = load(&root.join("src"));
    let expect = |file: &str, text: &str| {
        let path = home.join("expected").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        expect_file![path].assert_eq(text);
    };

    let context = RenderContext::new(&root, book.clone(), config.clone(), root.join("out"));
    NotebookRenderer.render(&context).unwrap();
    for folder in ["notebooks", "solved"] {
        for path in files(&root.join(folder), "ipynb") {
            let text = fs::read_to_string(&path).unwrap();
            expect(&shown(path.strip_prefix(&root).unwrap()), &text);
            run_notebook(&path, "printed");
        }
    }
    for (renderer, ending) in [("html", "html.md"), ("test", "test.md")] {
        let context = PreprocessorContext::new(root.clone(), config.clone(), renderer.to_owned());
        let woven = NotebookPreprocessor.run(&context, book.clone()).unwrap();
        for chapter in woven.chapters() {
            let path = chapter.path.as_deref().unwrap().with_extension(ending);
            expect(&shown(&path), &without_assets(&chapter.content));
            if renderer == "test" && !chapter.content.is_empty() {
                let (success, printed) = rustdoc(folder.path(), &chapter.content);
                assert!(success, "{printed}");
            }
        }
    }
}

/// Every page, in the order of the names, each a chapter with a number.
fn load(folder: &Path) -> Book {
    let pages = files(folder, "md");
    let chapters = pages.iter().zip(1..).map(|(path, number)| {
        let name = path.strip_prefix(folder).unwrap();
        let text = fs::read_to_string(path).unwrap();
        let mut chapter = Chapter::new(&shown(name), text, name, Vec::new());
        chapter.number = Some(SectionNumber::new([number]));
        chapter.into()
    });
    Book::new_with_items(chapters.collect())
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, extension)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Styles and scripts are tested by themselves.
fn without_assets(page: &str) -> String {
    let mut page = page.to_owned();
    for tag in ["style", "script"] {
        let (open, close) = (format!("<{tag}>\n"), format!("\n</{tag}>"));
        let parts: Vec<&str> = page.split(&open).collect();
        let mut short = parts[0].to_owned();
        for part in &parts[1..] {
            let (_, rest) = part.split_once(&close).unwrap();
            short += &format!("<{tag}>…</{tag}>{rest}");
        }
        page = short;
    }
    page
}
