use std::fs;
use std::path::Path;

use mdbook_preprocessor::book::{Chapter, SectionNumber};
use mdbook_preprocessor::config::Config;
use serde_json::{Value, json};

use super::*;
use crate::notebook::hash;

const PAGE: &str = "# One\n\nprose\n\n```rust\n# let hidden = 1;\nlet a = hidden;\n```\n\n\
    ```rust,folded\nprintln!(\"{a}\");\n```\n\nFigure: One.\n\n\
    ```rust,exercise=or\n// ### BEGIN SOLUTION\ntrue\n// ### END SOLUTION\n```\n\n\
    ```rust,check=or\ncheck()\n```\n\n```rust,listing\nfn shown() {}\n```\n";

fn page(text: &str) -> Page {
    let mut chapter = Chapter::new("One", text.into(), "01-a.md", Vec::new());
    chapter.number = Some(SectionNumber::new([1]));
    let root = Path::new("/nowhere/book");
    let settings = Settings::new(root, &Config::default()).unwrap();
    Page::parse(&chapter, settings.setting()).unwrap()
}

/// A notebook that has run this page: every cell printed its number.
fn run(page: &Page) -> Value {
    let sources: Vec<String> = page
        .cells
        .iter()
        .map(|cell| cell.source.learner())
        .collect();
    let cells = page.cells.iter().zip(&sources).enumerate();
    let cells: Vec<Value> = cells
        .map(|(index, (cell, source))| {
            json!({"cell_type": "code", "id": cell.id, "execution_count": index + 1, "metadata": {}, "source": source,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": format!("printed {index}")}]})
        })
        .collect();
    let executed = hash(sources.iter().map(String::as_str));
    json!({"cells": cells, "metadata": {"mdbook_notebook": {"executed": executed}}, "nbformat": 4, "nbformat_minor": 5})
}

fn woven(page: &Page, notebook: Option<&Value>) -> Woven {
    let root = tempfile::tempdir().unwrap();
    let settings = Settings::new(root.path(), &Config::default()).unwrap();
    if let Some(notebook) = notebook {
        fs::create_dir(settings.directory()).unwrap();
        fs::write(
            settings.directory().join("01-a.ipynb"),
            notebook.to_string(),
        )
        .unwrap();
    }
    weave(page, &settings, "book/src/01-a.md")
}

#[test]
fn each_cell_has_its_outputs_under_it() {
    let page = page(PAGE);
    let woven = woven(&page, Some(&run(&page)));
    assert_eq!(woven.problem, None);
    let html = &woven.content;
    assert!(!html.contains("notebook-note\" role"), "{html}");
    let order = [
        "<style>",
        "# One\n\nprose",
        "```rust,noplayground\n# let hidden = 1;\nlet a = hidden;\n```",
        "printed 0",
        "<details class=\"notebook-fold notebook-code\"><summary>Show the code</summary>\n\n```rust",
        "</details>",
        "printed 1",
        "<figcaption>\n\n**Figure 1.1.** One.",
        "```rust,noplayground\ntodo!()\n```",
        "<summary>Solution</summary>\n\n```rust,noplayground\ntrue\n```\n\n</details>",
        "printed 2",
        "<summary>Check</summary>\n\n```rust,noplayground\ncheck()\n```",
        "printed 3",
        "</details>",
        "```rust,noplayground\nfn shown() {}\n```",
    ];
    let mut from = 0;
    for piece in order {
        let at = html[from..].find(piece);
        from += at.unwrap_or_else(|| panic!("{piece:?} is missing or misplaced in\n{html}"));
    }
    assert!(!html.contains("svg .frame") && !html.contains("notebook-question"));
    assert!(!html.contains("Figure: "));
}

#[test]
fn a_missing_notebook_is_noted_once_under_the_title() {
    let page = page(PAGE);
    let never = json!({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5});
    for notebook in [None, Some(&never)] {
        let woven = woven(&page, notebook);
        assert_eq!(woven.content.matches("role=\"note\"").count(), 1);
        let title = woven.content.find("# One\n\n<div class=\"notebook-note\"");
        assert!(title.is_some(), "{}", woven.content);
        let problem = woven.problem.unwrap().to_string();
        let expected =
            "book/src/01-a.md:5: its notebook notebooks/01-a.ipynb is missing or has not been run";
        assert_eq!(problem, expected);
    }
}

#[test]
fn a_page_and_a_notebook_of_other_lengths_are_stale() {
    let long = page(PAGE);
    let mut notebook = run(&long);
    notebook["metadata"]["mdbook_notebook"]["page"] = json!("01-a.md");
    let stale = |text: &str| {
        woven(&page(text), Some(&notebook))
            .problem
            .unwrap()
            .to_string()
    };
    let none = woven(&page("# One\n\nprose\n"), Some(&notebook));
    assert!(
        none.content
            .contains("# One\n\n<div class=\"notebook-note\""),
        "{}",
        none.content
    );
    let expected = "book/src/01-a.md:1: its notebook is stale: the page has no cells, and the notebook is still there";
    assert_eq!(none.problem.unwrap().to_string(), expected);
    let shorter = PAGE.split("```rust,folded").next().unwrap();
    let expected =
        "book/src/01-a.md:5: its notebook is stale: cell `one-2` is no longer on the page";
    assert_eq!(stale(shorter), expected);
    let longer = format!("{PAGE}\n```rust\n9\n```\n");
    assert!(stale(&longer).contains("cell `one-3` is not the one that its notebook has"));
    // A notebook of somebody else that happens to have the page's name.
    notebook["metadata"] = json!({});
    assert_eq!(woven(&page("# One\n"), Some(&notebook)).problem, None);
}

#[test]
fn a_page_without_a_title_has_its_note_all_the_same() {
    let woven = woven(&page("```rust\n1\n```\n"), None);
    let (before, _) = woven.content.split_once("```rust").unwrap();
    assert_eq!(before.matches("role=\"note\"").count(), 1);
}

#[test]
fn a_stale_cell_is_marked_and_named() {
    let old = page(PAGE);
    let notebook = run(&old);
    // The page has changed, the notebook has not.
    let new = page(&PAGE.replace("println!(\"{a}\")", "println!(\"{a:?}\")"));
    let stale = woven(&new, Some(&notebook));
    let problem = stale.problem.unwrap().to_string();
    assert_eq!(
        problem,
        "book/src/01-a.md:10: its notebook is stale: cell `one-2` is not the one that its notebook has"
    );
    assert!(stale.content.contains("some outputs may be out of date"));
    let mark = "This cell has changed since it last ran.</div>\n\n<div class=\"notebook-output notebook-stdout\">";
    let (_, marked) = stale.content.split_once(mark).unwrap();
    assert!(marked.contains("printed 1"));
    assert_eq!(
        stale
            .content
            .matches("has changed since it last ran")
            .count(),
        1
    );

    // The notebook has been written again, and not run: the changed cell has no outputs.
    let mut renewed = notebook.clone();
    renewed["cells"][1]["source"] = json!("println!(\"{a:?}\");");
    renewed["cells"][1]["outputs"] = json!([]);
    renewed["cells"][1]["execution_count"] = json!(null);
    let unrun = woven(&new, Some(&renewed));
    assert!(
        unrun
            .problem
            .unwrap()
            .message
            .contains("cell `one-2` has not been run")
    );
    assert_eq!(
        unrun
            .content
            .matches("This cell has not been run yet.")
            .count(),
        1
    );

    // All cells are there and all have run, but not as a whole.
    let mut partly = notebook;
    partly["metadata"]["mdbook_notebook"]["executed"] = json!("another");
    let partly = woven(&old, Some(&partly));
    assert!(
        partly
            .problem
            .unwrap()
            .message
            .contains("may have run before other cells changed")
    );
}

#[test]
fn outputs_that_were_removed_are_missed() {
    let page = page(PAGE);
    let problem = |change: &dyn Fn(&mut Value)| {
        let mut notebook = run(&page);
        change(&mut notebook);
        let woven = woven(&page, Some(&notebook));
        assert_eq!(
            woven.problem.is_some(),
            woven.content.contains("out of date")
        );
        woven.problem.map(|problem| problem.to_string())
    };
    let lost = |line: usize, cell: &str| {
        let message = format!("its notebook is stale: cell `{cell}` has lost its outputs");
        Some(format!("book/src/01-a.md:{line}: {message}"))
    };
    let printed = json!(["one-1", "one-2", "check-or"]);
    let told = |notebook: &mut Value| {
        notebook["metadata"]["mdbook_notebook"]["printed"] = printed.clone();
    };
    let clear = |notebook: &mut Value, at: usize| notebook["cells"][at]["outputs"] = json!([]);
    let cleared = |notebook: &mut Value| {
        for at in 0..4 {
            clear(notebook, at);
            notebook["cells"][at]["execution_count"] = Value::Null;
        }
    };
    // All of them, as by "clear all outputs": with the list and without.
    assert_eq!(problem(&cleared), lost(5, "one-1"));
    assert_eq!(
        problem(&|notebook| (told(notebook), cleared(notebook)).1),
        lost(5, "one-1")
    );
    // One of them, its number still there: only the list knows.
    assert_eq!(
        problem(&|notebook| (told(notebook), clear(notebook, 1)).1),
        lost(10, "one-2")
    );
    assert_eq!(problem(&|notebook| clear(notebook, 1)), None);
    // A cell that printed nothing has nothing to lose.
    assert_eq!(
        problem(&|notebook| (told(notebook), clear(notebook, 2)).1),
        None
    );
    assert_eq!(problem(&told), None);
}

#[test]
fn a_cell_that_prints_too_much_is_named() {
    let page = page(PAGE);
    let mut notebook = run(&page);
    notebook["cells"][1]["outputs"][0]["text"] = json!("x\n".repeat(1 << 20));
    let woven = woven(&page, Some(&notebook));
    assert!(woven.content.len() < 1 << 20);
    let expected =
        "book/src/01-a.md:10: cell `one-2` prints more than a page takes, so its outputs are cut";
    assert_eq!(woven.problem.unwrap().to_string(), expected);
}

#[test]
fn a_stepped_figure_brings_the_script() {
    let page = page(PAGE);
    let mut notebook = run(&page);
    notebook["cells"][1]["outputs"] = json!([{"output_type": "display_data", "data": {"text/plain": "steps",
        "image/svg+xml": "<svg><g class=\"frame\" id=\"a\"/><g class=\"frame\"/></svg>"}}]);
    let html = woven(&page, Some(&notebook)).content;
    assert!(html.contains("svg .frame"));
    assert!(html.trim_end().ends_with("</script>"));
    assert!(html.contains("id=\"01-a-md-one-2-0-a\""), "{html}");
}

#[test]
fn a_page_without_cells_stays_as_it_is() {
    let text = "# Two\n\nprose with `$x$`\n\n```text\nplain\n```";
    assert_eq!(woven(&page(text), None).content.trim_end(), text);
    assert_eq!(woven(&page(text), None).problem, None);
}

#[test]
fn what_is_inlined_is_inert() {
    for source in [STYLE, SCRIPT, PRINT, QUESTION_STYLE, QUESTION_SCRIPT] {
        let squeezed = squeezed(source);
        assert!(squeezed.len() < 6000, "{}", squeezed.len());
        assert!(
            !squeezed.contains("\n\n") && !squeezed.contains("*/") && !squeezed.contains("// ")
        );
        // Not for a typesetter of formulas, a template engine, or the end of the element.
        assert!(!squeezed.contains(['$', '`', '\\']));
        assert!(!squeezed.contains("</") && !squeezed.contains("{{"));
        assert!(!squeezed.contains("http") && !squeezed.contains("@import"));
    }
}

#[test]
fn code_with_backticks_gets_a_longer_fence() {
    assert_eq!(
        fenced("let a = \"\n````\n\";"),
        "`````rust,noplayground\nlet a = \"\n````\n\";\n`````"
    );
}
