//! The fixture book through the built program, as mdBook would drive it: the same JSON on standard input.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::{Book, BookItem, Chapter, SectionNumber};
use mdbook_preprocessor::config::Config;
use mdbook_renderer::RenderContext;
use serde_json::Value;

/// A copy of the fixture book in a folder that may be written to.
struct Fixture {
    folder: tempfile::TempDir,
    config: Config,
    book: Book,
}

impl Fixture {
    fn new() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
        copy(&fixture, &folder.path().join("book"));
        let config = Config::from_disk(folder.path().join("book/book.toml")).unwrap();
        let mut fixture = Fixture {
            folder,
            config,
            book: Book::new(),
        };
        fixture.load();
        fixture
    }

    /// What mdBook makes of `SUMMARY.md`.
    fn load(&mut self) {
        let chapter = |path: &str, number: &[u32]| {
            let text = fs::read_to_string(self.root().join("src").join(path)).unwrap();
            let mut chapter = Chapter::new(path, text, path, Vec::new());
            chapter.number = (!number.is_empty()).then(|| SectionNumber::new(number));
            chapter
        };
        let mut exercises = chapter("02-exercises.md", &[2]);
        exercises.sub_items = vec![BookItem::Chapter(chapter("part/deep.md", &[2, 1]))];
        self.book = Book::new_with_items(vec![
            chapter("preface.md", &[]).into(),
            chapter("01-cells.md", &[1]).into(),
            exercises.into(),
            Chapter::new_draft("Not yet written", Vec::new()).into(),
        ]);
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes a source file and reads the book again.
    fn edit(&mut self, page: &str, from: &str, to: &str) {
        let path = self.root().join("src").join(page);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(&path, text.replace(from, to)).unwrap();
        self.load();
    }

    fn render(&self) -> Output {
        let destination = self.root().join("book/notebook");
        fs::create_dir_all(&destination).unwrap();
        let config = self.config.clone();
        let context = RenderContext::new(self.root(), self.book.clone(), config, &destination);
        call(
            &["render"],
            &destination,
            &serde_json::to_vec(&context).unwrap(),
        )
    }

    fn preprocess(&self, renderer: &str) -> Output {
        let config = self.config.clone();
        let context = PreprocessorContext::new(self.root(), config, renderer.to_owned());
        let input = serde_json::to_vec(&(context, &self.book)).unwrap();
        call(&["preprocess"], &self.root(), &input)
    }

    fn pages(&self, renderer: &str) -> Book {
        let output = self.preprocess(renderer);
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn notebook(&self, name: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path(name)).unwrap()).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn call(arguments: &[&str], folder: &Path, input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mdbook-notebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("MDBOOK_NOTEBOOK_STRICT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(input).unwrap();
    program.wait_with_output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn content<'a>(book: &'a Book, path: &str) -> &'a str {
    let mut chapters = book.chapters();
    let chapter = chapters.find(|chapter| chapter.path.as_deref() == Some(Path::new(path)));
    &chapter.unwrap().content
}

/// What `mdbook test` does with a page: its success, and all that it printed.
fn rustdoc(folder: &Path, page: &str) -> (bool, String) {
    fs::write(folder.join("page.md"), page).unwrap();
    let output = Command::new("rustdoc")
        .args(["page.md", "--test", "--edition", "2024"])
        .env("RUST_BACKTRACE", "0")
        .current_dir(folder)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), printed.into_owned())
}

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
