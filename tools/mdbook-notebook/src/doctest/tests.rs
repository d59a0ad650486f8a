use std::path::Path;

use super::*;
use crate::page::Setting;
use mdbook_preprocessor::book::Chapter;

fn woven(text: &str) -> String {
    let chapter = Chapter::new("A page", text.into(), "page.md", Vec::new());
    let setting = Setting {
        shown: "src",
        folder: Path::new("/nowhere"),
        figure: "Figure",
    };
    let page = Page::parse(&chapter, setting).unwrap();
    weave(
        &page,
        &setting.file(&chapter),
        &["my-crate".to_owned()],
        &Labels::default(),
    )
}

#[test]
fn a_page_without_cells_has_no_test() {
    // Left alone, rustdoc would take indented text and fences without a language for Rust.
    assert_eq!(woven("# T\n\n    indented\n\n```\nplain\n```\n"), "");
}

#[test]
fn every_line_keeps_its_number() {
    let text = "# T\n\nprose\n\n```rust\nlet a = 1;\n\nlet b = 2;\n```\n\nprose\n\n```rust\na + b\n```\n\nend\n";
    let test = woven(text);
    let code = ["let a = 1;", "let b = 2;", "a + b"];
    for line in code {
        let place = |text: &str| text.lines().position(|l| l == line);
        assert_eq!(place(&test), place(text), "{line}");
    }
    assert!(test.starts_with("~~~~rust,standalone_crate\n"));
    assert!(test.contains("extern crate my_crate;"));
    assert!(!test.contains("prose"));
}

#[test]
fn the_fence_is_longer_than_any_inside() {
    let test = woven("# T\n\n```rust\nlet s = \"\n~~~~~\n\";\n```\n");
    assert!(test.starts_with("~~~~~~rust"));
    assert!(test.ends_with("\n~~~~~~\n"));
}

#[test]
fn a_cell_that_must_not_compile_is_a_test_of_its_own() {
    let test = woven(
        "# T\n\n```rust\nlet a = 1;\n```\n\n```rust,compile_fail,id=bad\nlet b: u8 = a;\n```\n\n```rust\na\n```\n",
    );
    let (run, own) = test.split_once("# cell bad at line 7").unwrap();
    assert!(!run.contains("let b"));
    assert!(own.contains("rust,compile_fail,standalone_crate"));
    assert!(own.contains("let a = 1;") && own.contains("let b: u8 = a;"));
}

#[test]
fn lines_that_rustdoc_would_hide_are_escaped() {
    let test = woven("# T\n\n```rust\n# let hidden = 1;\nlet s = \"\n## kept\n\";\n```\n");
    assert!(test.contains("\nlet hidden = 1;\n"));
    assert!(test.contains("\n## kept\n"));
}
