use std::fs;
use std::path::PathBuf;

use mdbook_preprocessor::book::{Book, Chapter, SectionNumber};
use mdbook_preprocessor::config::Config;
use mdbook_renderer::RenderContext;
use serde_json::{Value, json};

use super::*;

/// A book in a folder of its own, rendered as often as a test likes.
struct Shelf {
    root: tempfile::TempDir,
    pages: Vec<(&'static str, String)>,
}

impl Shelf {
    fn new(pages: &[(&'static str, &str)]) -> Shelf {
        let pages = pages.iter().map(|(name, text)| (*name, (*text).to_owned()));
        Shelf {
            root: tempfile::tempdir().unwrap(),
            pages: pages.collect(),
        }
    }

    fn render(&self) {
        let toml = "[output.notebook]\ndirectory = \"nb\"\nsolved-directory = \"solved\"";
        let mut book = Book::new();
        for (index, (name, text)) in self.pages.iter().enumerate() {
            let mut chapter = Chapter::new(name, text.clone(), name, Vec::new());
            chapter.number = Some(SectionNumber::new([index as u32 + 1]));
            book.push_item(chapter);
        }
        let config: Config = toml.parse().unwrap();
        let context = RenderContext::new(self.root.path(), book, config, self.root.path());
        render(&context).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn read(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    /// Changes a notebook as a kernel or a reader would.
    fn change(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut notebook = self.read(name);
        change(&mut notebook);
        fs::write(self.path(name), disk::bytes(&notebook).unwrap()).unwrap();
    }
}

const PAGE: &str =
    "# One\n\n```rust\nlet a = 1;\n```\n\n## Two\n\n```rust\nprintln!(\"{a}\");\n```\n";
const STREAM: &str = "{\"name\": \"stdout\", \"output_type\": \"stream\", \"text\": [\"1\\n\"]}";

fn run_all(notebook: &mut Value) {
    for (index, cell) in notebook["cells"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        if cell["cell_type"] == "code" {
            cell["execution_count"] = json!(index);
            cell["outputs"] = json!([serde_json::from_str::<Value>(STREAM).unwrap()]);
        }
    }
    let generated = notebook["metadata"][METADATA]["generated"].clone();
    notebook["metadata"][METADATA]["executed"] = generated;
    notebook["metadata"]["language_info"]["version"] = json!("0.22");
}

#[test]
fn the_file_is_written_as_nbformat_would() {
    let shelf = Shelf::new(&[(
        "01-a.md",
        "# A\n\n```rust\nlet a = \"é\";\nlet b = 2;\n```\n",
    )]);
    shelf.render();
    let expected = r##"{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "text-a-1",
   "metadata": {},
   "source": [
    "# A"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "a-1",
   "metadata": {},
   "outputs": [],
   "source": [
    "let a = \"é\";\n",
    "let b = 2;"
   ]
  }
 ],
"##;
    let text = shelf.text("nb/01-a.ipynb");
    assert!(text.starts_with(expected), "{text}");
    assert!(text.ends_with(" \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"));
    let hash = shelf.read("nb/01-a.ipynb")["metadata"][METADATA]["generated"].clone();
    assert_eq!(hash, hash_of(&["let a = \"é\";\nlet b = 2;"]));
}

fn hash_of(sources: &[&str]) -> String {
    hash(sources.iter().copied())
}

#[test]
fn the_hash_joins_sources_by_nul() {
    // printf abc | sha256sum; printf 'a\0b' | sha256sum
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let a_b = "59b271ae1bbcb1d31d41929817f4b16fb439eb4f31520b5ad1d5ce98920a7138";
    assert_eq!(hash_of(&["abc"]), abc);
    assert_eq!(hash_of(&["a", "b"]), a_b);
}

#[test]
fn outputs_of_unchanged_cells_stay() {
    let mut shelf = Shelf::new(&[("01-a.md", PAGE)]);
    shelf.render();
    shelf.change("nb/01-a.ipynb", run_all);
    let before = shelf.text("nb/01-a.ipynb");
    shelf.render();
    assert_eq!(shelf.text("nb/01-a.ipynb"), before);

    shelf.pages[0].1 = PAGE.replace("let a = 1", "let a = 2");
    shelf.render();
    let notebook = shelf.read("nb/01-a.ipynb");
    assert_eq!(notebook["cells"][1]["outputs"], json!([]));
    assert_eq!(notebook["cells"][1]["execution_count"], json!(null));
    assert_eq!(notebook["cells"][3]["outputs"][0]["text"], json!(["1\n"]));
    let ours = &notebook["metadata"][METADATA];
    assert_ne!(ours["generated"], ours["executed"]);
    assert_eq!(notebook["metadata"]["language_info"]["version"], "0.22");
}

#[test]
fn an_untouched_file_is_not_written_again() {
    let shelf = Shelf::new(&[("01-a.md", PAGE)]);
    shelf.render();
    // Another way to write the same notebook: every source one string.
    let notebook = disk_normal(&shelf.read("nb/01-a.ipynb"));
    let text = serde_json::to_string(&notebook).unwrap();
    fs::write(shelf.path("nb/01-a.ipynb"), &text).unwrap();
    shelf.render();
    assert_eq!(shelf.text("nb/01-a.ipynb"), text);
}

fn disk_normal(notebook: &Value) -> Value {
    let mut notebook = notebook.clone();
    for cell in notebook["cells"].as_array_mut().unwrap() {
        cell["source"] = joined(&cell["source"]).into();
    }
    notebook
}

#[test]
fn a_readers_changes_are_never_lost() {
    for (index, edit) in [(3, "println!(\"mine\");"), (0, "# One\n\nmy own note")] {
        let mut shelf = Shelf::new(&[("01-a.md", PAGE)]);
        shelf.render();
        shelf.change("nb/01-a.ipynb", |notebook| {
            notebook["cells"][index]["source"] = json!([edit]);
        });
        let theirs = shelf.text("nb/01-a.ipynb");
        shelf.render();
        assert_eq!(
            shelf.text("nb/01-a.ipynb"),
            theirs,
            "the page has not changed"
        );

        for n in 1..=2 {
            shelf.pages[0].1 += "\nMore prose.\n";
            shelf.render();
            assert_eq!(shelf.text(&format!("nb/01-a.yours-{n}.ipynb")), theirs);
            assert!(shelf.text("nb/01-a.ipynb").contains("More prose."));
            fs::write(shelf.path("nb/01-a.ipynb"), &theirs).unwrap();
        }
    }
}

#[test]
fn a_file_that_is_no_notebook_is_moved_aside() {
    let shelf = Shelf::new(&[("01-a.md", PAGE)]);
    fs::create_dir(shelf.path("nb")).unwrap();
    fs::write(shelf.path("nb/01-a.ipynb"), "<<<<<<< mine").unwrap();
    shelf.render();
    assert_eq!(shelf.text("nb/01-a.yours-1.ipynb"), "<<<<<<< mine");
    assert_eq!(shelf.read("nb/01-a.ipynb")["nbformat"], 4);
}

#[test]
fn cells_carry_what_others_read() {
    let page = "# E\n\n```rust,exercise=or\n// ### BEGIN SOLUTION\ntrue\n// ### END SOLUTION\n```\n\n```rust,check=or,points=3\n1\n```\n\n```rust,check=or\n2\n```\n\n```rust,fails\n3\n```\n\n```rust,folded,floor=1e-12\n4\n```\n\n```rust,needs=../data\n5\n```\n";
    let shelf = Shelf::new(&[("01-e.md", page)]);
    shelf.render();
    let learner = shelf.read("nb/01-e.ipynb");
    let metadata = |index: usize| learner["cells"][index]["metadata"].clone();
    let exercise = json!({"nbgrader": {"grade": false, "grade_id": "or", "locked": false,
        "schema_version": 3, "solution": true, "task": false}});
    assert_eq!(metadata(1), exercise);
    let check = json!({"nbgrader": {"grade": true, "grade_id": "or-check", "locked": true,
        "points": 3, "schema_version": 3, "solution": false, "task": false}});
    assert_eq!(metadata(2), check);
    assert_eq!(metadata(3)["nbgrader"]["grade_id"], "or-check-2");
    assert_eq!(metadata(3)["nbgrader"]["points"], 1);
    assert_eq!(metadata(4), json!({"tags": ["raises-exception"]}));
    let folded = json!({"jupyter": {"source_hidden": true}, METADATA: {"floor": 1e-12}});
    assert_eq!(metadata(5), folded);
    assert_eq!(metadata(6), json!({METADATA: {"needs": "../data"}}));
    assert_eq!(joined(&learner["cells"][1]["source"]), "todo!()");
    let solved = shelf.read("solved/01-e.ipynb");
    let source = joined(&solved["cells"][1]["source"]);
    assert_eq!(source, "// ### BEGIN SOLUTION\ntrue\n// ### END SOLUTION");
}

#[test]
fn prose_reads_well_in_jupyter() {
    let first = "# One {#one .wide}\n\nSee [the task](02-b.md#the-task \"title\"), [here](#a-part), [ref], \
        [out](https://example.org/02-b.md), [notes](notes.md#x) and $a[i](j.md)$.\n\n\
        [ref]: 02-b.md\n\n> [!WARNING]\n> Take care.\n\n```rust,listing\n# use hidden::Thing;\nlet shown = 1;\n```\n\n\
        ```rust\n1\n```\n\nFigure: Plain words.\n\n## A part\n\n```rust\n2\n```\n\nFigure: With `code`.\n";
    let second = "# B\n\n## The task\n\n```rust\n1\n```\n";
    let shelf = Shelf::new(&[("01-a.md", first), ("02-b.md", second), ("notes.md", "# X")]);
    fs::create_dir(shelf.path("src")).unwrap();
    fs::write(shelf.path("src/notes.md"), "# X").unwrap();
    shelf.render();
    let notebook = shelf.read("nb/01-a.ipynb");
    let cell = |index: usize| joined(&notebook["cells"][index]["source"]);
    let expected = "# One\n\nSee [the task](02-b.ipynb#The-task \"title\"), [here](#A-part), [ref], \
        [out](https://example.org/02-b.md), [notes](../src/notes.md#x) and $a[i](j.md)$.\n\n\
        [ref]: 02-b.ipynb\n\n> **Warning**\n>\n> Take care.\n\n```rust\nlet shown = 1;\n```";
    assert_eq!(cell(0), expected);
    assert_eq!(cell(2), "*Figure 1.1. Plain words.*");
    assert_eq!(cell(3), "## A part");
    assert_eq!(cell(5), "*Figure 1.2.* With `code`.");
    assert!(!shelf.path("nb/notes.ipynb").exists());
}

#[test]
fn links_and_callouts_are_read_as_markdown_has_them() {
    let first = "# One\n\n[a](my%20page.md), [b](README.md#top)\n\n- item\n\n  > [!TIP]\n  > Take it.\n\n```rust\n1\n```\n";
    let other = "# Top\n\n```rust\n1\n```\n";
    let shelf = Shelf::new(&[
        ("01-a.md", first),
        ("my page.md", other),
        ("index.md", other),
    ]);
    shelf.render();
    let cell = joined(&shelf.read("nb/01-a.ipynb")["cells"][0]["source"]);
    let expected = "# One\n\n[a](my%20page.ipynb), [b](index.ipynb#Top)\n\n- item\n\n  > **Tip**\n  >\n  > Take it.";
    assert_eq!(cell, expected);
}

#[test]
fn files_keep_the_marks_of_their_names_and_listings_their_number_signs() {
    let first = "# One\n\n[n](some%20notes%20%28old%29.md#x), ![p](<some notes (old).md>)\n\n> ```rust,listing\n> # hidden\n> ##[derive(Debug)]\n> struct S;\n> ```\n\n```rust\n1\n```\n";
    let shelf = Shelf::new(&[("01-a.md", first), ("some notes (old).md", "text\n")]);
    fs::create_dir(shelf.path("src")).unwrap();
    fs::write(shelf.path("src/some notes (old).md"), "text\n").unwrap();
    shelf.render();
    let cell = joined(&shelf.read("nb/01-a.ipynb")["cells"][0]["source"]);
    let file = "../src/some%20notes%20%28old%29.md";
    let expected = format!(
        "# One\n\n[n]({file}#x), ![p](<{file}>)\n\n> ```rust\n> #[derive(Debug)]\n> struct S;\n> ```"
    );
    assert_eq!(cell, expected);
}
