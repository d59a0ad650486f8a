"""Reading notebooks strictly, their hash, their staleness, and the names on the command line."""

import hashlib
import json

import pytest

import files
import nbrun
from cells import code, notebook, stdout


def test_the_hash_is_of_the_code_cells_sources():
    cells = notebook(code("a", ":dep x"), code("b", "let µ = 1;"))
    assert files.sources_hash(cells) == hashlib.sha256(":dep x\0let µ = 1;".encode()).hexdigest()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: raw.update(nbformat_minor=4), "4.5 or a later"),
        (lambda raw: raw["cells"][0].pop("id"), "not a valid notebook"),
        (lambda raw: raw["cells"][1].update(id="a"), "more than one cell has the id a"),
        (lambda raw: raw["cells"][0].pop("outputs"), "not a valid notebook"),
    ],
)
def test_a_bad_notebook_is_refused(write, change, says):
    path = write("bad", code("a", "1"), code("b", "2"))
    raw = json.loads(path.read_text())
    change(raw)
    path.write_text(json.dumps(raw))
    with pytest.raises(files.BadNotebook, match=says):
        files.read(path)


@pytest.mark.parametrize(("text", "says"), [("{", "not JSON"), ("[]", "format is None"), (None, "no such file")])
def test_what_is_no_notebook_is_refused(tmp_path, text, says):
    path = tmp_path / "x.ipynb"
    if text is not None:
        path.write_text(text)
    with pytest.raises(files.BadNotebook, match=says):
        files.read(path)


def test_writing_and_reading_gives_the_same_and_leaves_nothing_beside(write):
    path = write("a", code("a", "let x = 1;\nx", stdout("1\n2\n")))
    before = path.read_bytes()
    files.write(files.read(path), path)
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == ["a.ipynb"]


def test_staleness():
    cells = [code("a", "1")]
    now = files.sources_hash(notebook(*cells))

    def stale(**told):
        return nbrun.staleness(notebook(*cells, mdbook_notebook=told))

    assert stale(generated=now, executed=now) is None
    assert "never been run" in stale(generated=now)
    assert "outputs are older" in stale(generated=now, executed="0")
    assert "not those of its page" in stale(generated="0", executed=now)
    assert "never been run" in nbrun.staleness(notebook(*cells))


def test_a_name_finds_its_notebook(write, tmp_path, monkeypatch):
    path = write("02-perceptron", code("a", "1"))
    page = tmp_path / "src" / "02-perceptron.md"
    page.parent.mkdir()
    page.touch()
    monkeypatch.chdir(tmp_path)
    for name in ("02-perceptron", "02-perceptron.ipynb", "src/02-perceptron.md", str(path)):
        assert nbrun.find([name], tmp_path) in ([path], [path.relative_to(tmp_path)])
    assert nbrun.find([], tmp_path) == [path]


@pytest.mark.parametrize(
    "name",
    [
        "no/02-perceptron.ipynb",
        "/no/such/02-perceptron.ipynb",
        "no/02-perceptron.md",
        "02-x",
        "02",  # the beginning of two names
        "02-perceptron-",
        "perceptron",
        "02-perceptron.txt",
        "02-perceptron.md",
        "02-PERCEPTRON.IPYNB",
        "../02-perceptron.ipynb",
        "*",
        "",
    ],
)
def test_a_path_stands_for_nothing_but_itself(write, tmp_path, monkeypatch, name):
    write("02-perceptron", code("a", "1"))
    write("02-perceptron-again", code("a", "1"))
    monkeypatch.chdir(tmp_path.parent)
    (path,) = nbrun.find([name], tmp_path)
    with pytest.raises(files.BadNotebook, match="no such file|is a folder"):
        files.read(path)


def test_what_is_there_but_no_notebook_is_named_so(tmp_path):
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "bytes.ipynb").write_bytes(b"\xff\xfe")
    for name, says in {"folder.ipynb": "it is a folder", "": "it is a folder", "bytes.ipynb": "not JSON"}.items():
        with pytest.raises(files.BadNotebook, match=says):
            files.read(tmp_path / name)


def test_what_was_run_and_what_printed_is_marked():
    cells = notebook(code("a", "1", stdout("1\n")), code("b", "2"))
    files.mark_executed(cells)
    assert cells.metadata.mdbook_notebook == {"executed": files.sources_hash(cells), "printed": ["a"]}
