//! The fixture book through the built program, as mdBook would drive it: the same JSON on standard input.

mod common;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::Book;
use serde_json::{Value, json};

use common::{Fixture, call, call_with, content, rustdoc, stderr};

#[test]
fn it_answers_which_renderers_it_serves() {
    let here = Path::new(".");
    let code = |arguments: &[&str]| call(arguments, here, b"").status.code();
    assert_eq!(code(&["preprocess", "supports", "html"]), Some(0));
    assert_eq!(code(&["preprocess", "supports", "test"]), Some(0));
    assert_eq!(code(&["preprocess", "supports", "notebook"]), Some(1));
    assert_eq!(code(&["nonsense"]), Some(1));
}

#[test]
fn pages_with_cells_become_notebooks() {
    let fixture = Fixture::new();
    let output = fixture.render();
    assert!(output.status.success(), "{}", stderr(&output));
    for name in ["01-cells", "02-exercises", "part/deep"] {
        for folder in ["notebooks", "solved"] {
            let notebook = fixture.notebook(&format!("{folder}/{name}.ipynb"));
            assert_eq!(notebook["nbformat_minor"], 5);
        }
    }
    assert!(!fixture.path("notebooks/preface.ipynb").exists());
    let deep = fixture.notebook("notebooks/part/deep.ipynb");
    let prose = deep["cells"][0]["source"][2].as_str().unwrap();
    let expected =
        "Back to [the cells](../01-cells.ipynb) and [the preface](../../book/src/preface.md).";
    assert_eq!(prose, expected);
}

#[test]
fn every_cell_runs_as_a_test() {
    let fixture = Fixture::new();
    let book = fixture.pages("test");
    for (page, tests) in [
        ("01-cells.md", 2),
        ("02-exercises.md", 1),
        ("part/deep.md", 1),
    ] {
        let (success, printed) = rustdoc(fixture.folder.path(), content(&book, page));
        assert!(success, "{printed}");
        assert!(printed.contains(&format!("{tests} passed")), "{printed}");
    }
    assert_eq!(content(&book, "preface.md"), "");
}

#[test]
fn a_failing_test_names_its_cell() {
    let broken = [
        (
            "01-cells.md",
            "= hidden + 2;",
            "= 2; assert!(false);",
            "book/src/01-cells.md:6: cell `cells-1` panicked",
        ),
        (
            "01-cells.md",
            "\"12\".parse()?",
            "\"x\".parse()?",
            "cell `failing-1` returned an error: invalid digit",
        ),
        (
            "01-cells.md",
            "panic!(\"on purpose\");",
            "",
            "this cell is marked `fails` and did not fail",
        ),
        (
            "01-cells.md",
            "let x: u8 = \"a string\"",
            "",
            "cell_failing_4_at_line_50",
        ),
        (
            "02-exercises.md",
            "a || b",
            "a",
            "cell `check-or-2` panicked",
        ),
        (
            "02-exercises.md",
            "a || b",
            "todo!()",
            "cell `check-or` panicked",
        ),
        (
            "02-exercises.md",
            "u8::from(!or(false, true)))",
            "0);",
            "a check must end in its verdict",
        ),
        ("part/deep.md", "1 + 1", "\"\"", "page.md:6:"),
        (
            "02-exercises.md",
            "{ a && b }",
            "{ a || b }",
            "book/src/02-exercises.md:30: cell `wrong-or-1` panicked",
        ),
        (
            "02-exercises.md",
            "{ a && b }",
            "{ a | b }",
            "this wrong answer passes the check, although one true input is enough",
        ),
        (
            "02-exercises.md",
            "{ a && b }",
            "{ todo!() }",
            "a check must refuse this wrong answer, and panicked",
        ),
        ("02-exercises.md", "helper(a)", "helper(a, b)", "page.md:38"),
        (
            "02-exercises.md",
            "says=\"double of 3: 9\"",
            "says=\"squares\"",
            "without the words `squares`: Verdict(Err(\"double of 3: 9",
        ),
    ];
    for (page, from, to, expected) in broken {
        let mut fixture = Fixture::new();
        fixture.edit(page, from, to);
        let book = fixture.pages("test");
        let (success, printed) = rustdoc(fixture.folder.path(), content(&book, page));
        assert!(!success, "{from} → {to}: {printed}");
        assert!(printed.contains(expected), "{from} → {to}: {printed}");
    }
}

#[test]
fn a_malformed_page_is_an_error_with_file_and_line() {
    let mut fixture = Fixture::new();
    fixture.edit("01-cells.md", "rust,folded", "rust,folder");
    fixture.edit("part/deep.md", "```rust", "```rust,check=none");
    for output in [
        fixture.render(),
        fixture.preprocess("html"),
        fixture.preprocess("test"),
    ] {
        assert!(!output.status.success());
        let message = stderr(&output);
        assert!(
            message.contains("book/src/01-cells.md:29: unknown attribute `folder`"),
            "{message}"
        );
        assert!(
            message.contains("book/src/part/deep.md:5: there is no exercise `none`"),
            "{message}"
        );
    }
}

/// The rules of nbformat 4.5's schema for what this tool writes.
#[test]
fn notebooks_follow_the_schema() {
    let fixture = Fixture::new();
    assert!(fixture.render().status.success());
    for name in ["notebooks/01-cells.ipynb", "solved/02-exercises.ipynb"] {
        let notebook = fixture.notebook(name);
        let keys =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        assert_eq!(
            keys(&notebook),
            ["cells", "metadata", "nbformat", "nbformat_minor"]
        );
        assert_eq!(
            (&notebook["nbformat"], &notebook["nbformat_minor"]),
            (&json!(4), &json!(5))
        );
        let kernel = &notebook["metadata"]["kernelspec"];
        assert!(kernel["name"].is_string() && kernel["display_name"].is_string());
        assert!(notebook["metadata"]["language_info"]["name"].is_string());
        let mut ids = HashSet::new();
        for cell in notebook["cells"].as_array().unwrap() {
            let id = cell["id"].as_str().unwrap();
            let sound = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            assert!(
                (1..=64).contains(&id.len()) && id.chars().all(sound),
                "{id}"
            );
            assert!(ids.insert(id), "{id} is there twice");
            assert!(cell["metadata"].is_object());
            assert!(
                cell["source"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(Value::is_string)
            );
            let code = [
                "cell_type",
                "execution_count",
                "id",
                "metadata",
                "outputs",
                "source",
            ];
            let prose = ["cell_type", "id", "metadata", "source"];
            match cell["cell_type"].as_str().unwrap() {
                "code" => assert_eq!(keys(cell), code),
                "markdown" => assert_eq!(keys(cell), prose),
                other => panic!("{other}"),
            }
        }
    }
}

#[test]
fn outputs_reach_the_page() {
    let fixture = Fixture::new();
    assert!(fixture.render().status.success());
    fixture.run_all("<i>printed</i>\n\n*text*");
    let output = fixture.preprocess("html");
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
    let book: Book = serde_json::from_slice(&output.stdout).unwrap();
    let page = content(&book, "02-exercises.md");
    assert_eq!(
        page.matches("&lt;i&gt;printed&lt;/i&gt;&#10;&#10;&#42;text&#42;")
            .count(),
        6
    );
    assert!(!page.contains("<i>"));
    let preface = fs::read_to_string(fixture.root().join("src/preface.md")).unwrap();
    let expected = preface.replace("```rust,listing", "```rust,noplayground");
    assert_eq!(content(&book, "preface.md"), expected);
}

#[test]
fn strict_makes_a_missing_or_stale_notebook_an_error() {
    let mut fixture = Fixture::new();
    let missing = "book/src/part/deep.md:5: its notebook ../notebooks/part/deep.ipynb is missing";
    let lenient = fixture.preprocess("html");
    assert!(lenient.status.success());
    assert!(stderr(&lenient).contains(missing), "{}", stderr(&lenient));

    fixture
        .config
        .set("preprocessor.notebook.strict", true)
        .unwrap();
    let strict = fixture.preprocess("html");
    assert!(!strict.status.success());
    assert!(stderr(&strict).contains(missing), "{}", stderr(&strict));
    assert!(strict.stdout.is_empty());

    fixture.render();
    fixture.run_all("1");
    assert!(fixture.preprocess("html").status.success());

    fixture.edit("01-cells.md", "map.len()", "map.len() + 0");
    let stale = fixture.preprocess("html");
    assert!(!stale.status.success());
    let expected = "book/src/01-cells.md:54: its notebook is stale: cell `last` is not the one";
    assert!(stderr(&stale).contains(expected), "{}", stderr(&stale));
    // Tests do not look at notebooks.
    assert!(fixture.preprocess("test").status.success());
}

#[test]
fn the_environment_can_ask_for_strictness() {
    let fixture = Fixture::new();
    let config = fixture.config.clone();
    let context = PreprocessorContext::new(fixture.root(), config, "html".to_owned());
    let input = serde_json::to_vec(&(context, &fixture.book)).unwrap();
    for (value, success) in [("1", false), ("0", true), ("", true)] {
        let variables = [("MDBOOK_NOTEBOOK_STRICT", value)];
        let output = call_with(&["preprocess"], &fixture.root(), &input, &variables);
        assert_eq!(
            output.status.success(),
            success,
            "{value:?}: {}",
            stderr(&output)
        );
    }
}

/// mdBook itself, where it is installed: it parses HTML and writes it again, and nothing may be lost on the way.
#[test]
fn mdbook_builds_and_tests_the_book() {
    let fixture = Fixture::new();
    let folder = Path::new(env!("CARGO_BIN_EXE_mdbook-notebook"))
        .parent()
        .unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let mdbook = |command: &str| {
        Command::new("mdbook")
            .args([command, "book"])
            .env("PATH", format!("{}:{path}", folder.display()))
            .env_remove("MDBOOK_NOTEBOOK_STRICT")
            .current_dir(fixture.folder.path())
            .output()
    };
    let Ok(first) = mdbook("build") else {
        eprintln!("left out: there is no mdbook on the PATH");
        return;
    };
    assert!(first.status.success(), "{}", stderr(&first));
    let printed = "<b>&amp;</b>\n\n    $x_1$ `c` {{#include d}} *a*\n</samp></pre>\n\n# θ";
    fixture.run_all(printed);
    assert!(mdbook("build").unwrap().status.success());
    let html = fs::read_to_string(fixture.root().join("book/html/01-cells.html")).unwrap();
    let texts = html
        .split("<samp>")
        .skip(1)
        .map(|rest| rest.split("</samp>").next().unwrap());
    let texts: Vec<String> = texts
        .map(|text| {
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        })
        .collect();
    assert_eq!(texts.len(), 8);
    assert!(texts.iter().all(|text| text == printed), "{texts:?}");
    let tested = mdbook("test").unwrap();
    assert!(tested.status.success(), "{}", stderr(&tested));
}
