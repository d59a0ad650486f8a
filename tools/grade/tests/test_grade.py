"""A chapter's exercises graded in one command: two made-up submissions, one solved, one with the page's own wrong answers."""

import csv
import pathlib
import sys

import nbformat
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "grade"), str(ROOT / "tools" / "course")]
import grade  # noqa: E402
import pages  # noqa: E402

CHAPTER = "00-start"
PAGE = ROOT / "book" / "src" / f"{CHAPTER}.md"


@pytest.fixture
def ready():
    if not grade.NBGRADER.is_dir():
        pytest.skip(f"LEFT OUT: nbgrader is not installed ({grade.INSTALL})")
    if not (grade.SOLVED / f"{CHAPTER}.ipynb").is_file() or not (ROOT / "target/kernel/prebuilt").is_dir():
        pytest.skip("LEFT OUT: run `make book` and `make kernel` first")


def hand_in(course, student, answers):
    """The notebook that was handed out, with these answers in place of the stubs."""
    notebook = nbformat.read(course / "release" / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            assert "todo!()" in cell.source, "what is handed out has no solution in it"
            cell.source = answers[marks["grade_id"]]
    folder = course / "submitted" / student
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{CHAPTER}.ipynb")


def test_from_release_to_feedback(ready, tmp_path, capsys):
    assert grade.main([str(tmp_path), CHAPTER, "--release"]) == 0
    solved = nbformat.read(grade.SOLVED / f"{CHAPTER}.ipynb", as_version=4)
    cells = {c.metadata["nbgrader"]["grade_id"]: c for c in solved.cells if "nbgrader" in c.metadata}
    solutions = {name: cell.source for name, cell in cells.items() if cell.metadata.nbgrader.solution}
    mistakes = {info["wrong"]: code for info, code in pages.split(PAGE.read_text(encoding="utf-8"))[1] if "wrong" in info}
    assert solutions and mistakes.keys() == solutions.keys()
    hand_in(tmp_path, "ada", solutions)
    hand_in(tmp_path, "bob", mistakes)

    assert grade.main([str(tmp_path), CHAPTER]) == 0
    most = sum(cell.metadata.nbgrader.get("points", 0) for cell in cells.values())
    with (tmp_path / f"grades-{CHAPTER}.csv").open(newline="") as file:
        ada, bob = csv.DictReader(file)
    assert (ada["student"], float(ada["points"]), float(ada["of"])) == ("ada", most, most)
    assert (bob["student"], float(bob["points"]), float(bob["of"])) == ("bob", 0, most) and most > 0
    for student in ("ada", "bob"):
        page = (tmp_path / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")
        assert f"{CHAPTER} (Score: {float({'ada': most, 'bob': 0}[student])} / {float(most)})" in page
    assert "ada," in capsys.readouterr().out


def test_what_is_missing_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(grade, "NBGRADER", tmp_path)
    assert grade.main([str(tmp_path), "99-nothing"]) == 1
    assert "there is no solved notebook '99-nothing'" in capsys.readouterr().err
    monkeypatch.setattr(grade, "NBGRADER", tmp_path / "none")
    assert grade.main([str(tmp_path), CHAPTER]) == 1
    assert "nbgrader is not installed" in capsys.readouterr().err
    with pytest.raises(grade.Trouble, match="nobody has handed in"):
        grade.submissions(tmp_path, CHAPTER)
