//! The fixture book, and the programs that work on it.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::{Book, BookItem, Chapter, SectionNumber};
use mdbook_preprocessor::config::Config;
use mdbook_renderer::RenderContext;
use serde_json::{Value, json};

/// A copy of the fixture book in a folder that may be written to.
pub(crate) struct Fixture {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) config: Config,
    pub(crate) book: Book,
}

impl Fixture {
    pub(crate) fn new() -> Fixture {
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

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes a source file and reads the book again.
    pub(crate) fn edit(&mut self, page: &str, from: &str, to: &str) {
        let path = self.root().join("src").join(page);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(&path, text.replace(from, to)).unwrap();
        self.load();
    }

    pub(crate) fn render(&self) -> Output {
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

    pub(crate) fn run_all(&self, printed: &str) {
        for name in ["01-cells", "02-exercises", "part/deep"] {
            run_notebook(&self.path(&format!("notebooks/{name}.ipynb")), printed);
        }
    }

    pub(crate) fn preprocess(&self, renderer: &str) -> Output {
        let config = self.config.clone();
        let context = PreprocessorContext::new(self.root(), config, renderer.to_owned());
        let input = serde_json::to_vec(&(context, &self.book)).unwrap();
        call(&["preprocess"], &self.root(), &input)
    }

    pub(crate) fn pages(&self, renderer: &str) -> Book {
        let output = self.preprocess(renderer);
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    pub(crate) fn notebook(&self, name: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path(name)).unwrap()).unwrap()
    }
}

/// As if a kernel had run a notebook: every cell printed this text.
pub(crate) fn run_notebook(path: &Path, printed: &str) {
    let mut notebook: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for cell in notebook["cells"].as_array_mut().unwrap() {
        if cell["cell_type"] == "code" {
            cell["execution_count"] = json!(1);
            cell["outputs"] =
                json!([{"output_type": "stream", "name": "stdout", "text": [printed]}]);
        }
    }
    let ours = &mut notebook["metadata"]["mdbook_notebook"];
    ours["executed"] = ours["generated"].clone();
    fs::write(path, notebook.to_string()).unwrap();
}

pub(crate) fn copy(from: &Path, to: &Path) {
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

pub(crate) fn call(arguments: &[&str], folder: &Path, input: &[u8]) -> Output {
    call_with(arguments, folder, input, &[])
}

pub(crate) fn call_with(
    arguments: &[&str],
    folder: &Path,
    input: &[u8],
    variables: &[(&str, &str)],
) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mdbook-notebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("MDBOOK_NOTEBOOK_STRICT")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(input).unwrap();
    program.wait_with_output().unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn content<'a>(book: &'a Book, path: &str) -> &'a str {
    let mut chapters = book.chapters();
    let chapter = chapters.find(|chapter| chapter.path.as_deref() == Some(Path::new(path)));
    &chapter.unwrap().content
}

/// What `mdbook test` does with a page: its success, and all that it printed.
pub(crate) fn rustdoc(folder: &Path, page: &str) -> (bool, String) {
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
