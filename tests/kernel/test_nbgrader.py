"""Exercises can be handed out and graded with nbgrader: a right answer scores in full, others nothing."""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kernels import CHECKOUT

NBGRADER = CHECKOUT / ".venv" / "nbgrader"
SOLVED = CHECKOUT / "target" / "notebooks-solved"
SCORES = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook(f"sqlite:///{sys.argv[1]}/gradebook.db") as book:
    print(json.dumps({s.student.id: [s.score, s.max_score] for s in book.assignment_submissions("one")}))
"""
STUB = "fn double(x: f64) -> f64 {\n    todo!()\n}"
ANSWER = """fn double(x: f64) -> f64 {
    // ### BEGIN SOLUTION
    2.0 * x
    // ### END SOLUTION
}"""
CHECK = 'check("Add it to itself.", || expect_close("double(1.5)", double(1.5), 3.0, 1e-12))'
USES = "use downhill::exercise::{check, expect_close};"

pytestmark = pytest.mark.skipif(not NBGRADER.is_dir(), reason="tools/requirements-nbgrader.txt is not installed")


def nbgrader(course, *arguments):
    path = os.pathsep.join([str(NBGRADER / "bin"), os.environ["PATH"]])
    environment = os.environ | {"PYTHONPATH": str(NBGRADER), "PATH": path}
    command = [sys.executable, *arguments]
    run = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr
    return run.stdout


def exercise(answer):
    """A notebook with one exercise worth two points, with the metadata that the book's tool writes."""
    common = {"schema_version": 3, "task": False}
    cells = [
        new_code_cell(f':dep downhill = {{ path = "../crate" }}\n{USES}', id="first"),
        new_code_cell(answer, id="exercise-double"),
        new_code_cell(CHECK, id="check-double"),
    ]
    solution = {"grade": False, "solution": True, "locked": False, "grade_id": "exercise-double"}
    check = {"grade": True, "solution": False, "locked": True, "grade_id": "check-double", "points": 2}
    cells[1].metadata["nbgrader"] = solution | common
    cells[2].metadata["nbgrader"] = check | common
    kernel = {"name": "rust", "display_name": "Rust", "language": "rust"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture
def course(tmp_path):
    shutil.copy(CHECKOUT / "notebooks" / "nbgrader_config.py", tmp_path)
    return tmp_path


def put(notebook, folder):
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "double.ipynb")


@pytest.mark.skipif(not (CHECKOUT / "target/kernel/prebuilt").is_dir(), reason="run `make kernel` first")
def test_a_right_answer_scores_in_full_a_stub_and_a_wrong_one_nothing(course):
    put(exercise(ANSWER), course / "source" / "one")
    nbgrader(course, "-m", "nbgrader", "generate_assignment", "one")
    released = nbformat.read(course / "release" / "one" / "double.ipynb", as_version=4)
    assert released.cells[1].source == STUB
    put(released, course / "submitted" / "stub" / "one")
    for student, body in {"right": "x + x", "wrong": "3.0 * x", "refused": '"two"'}.items():
        released.cells[1].source = STUB.replace("todo!()", body)
        put(released, course / "submitted" / student / "one")
    nbgrader(course, "-m", "nbgrader", "autograde", "one")
    # The points are there for nbgrader alone: notebooks prefer the HTML beside them, which is empty.
    wrong = nbformat.read(course / "autograded" / "wrong" / "one" / "double.ipynb", as_version=4)
    results = [output.data for output in wrong.cells[2].outputs if output.output_type == "execute_result"]
    assert results == [{"text/plain": "0", "text/html": ""}]
    scores = json.loads(nbgrader(course, "-c", SCORES, str(course)))
    assert scores == {"right": [2.0, 2.0], "stub": [0.0, 2.0], "wrong": [0.0, 2.0], "refused": [0.0, 2.0]}


@pytest.mark.skipif(not list(SOLVED.glob("*.ipynb")), reason="run `make book` first")
def test_nbgrader_hands_out_what_the_book_does(course):
    shutil.copytree(SOLVED, course / "source" / "all")
    nbgrader(course, "-m", "nbgrader", "generate_assignment", "all")
    for path in sorted(SOLVED.glob("*.ipynb")):
        given, booked = (
            {cell.id: cell.source for cell in nbformat.read(place / path.name, as_version=4).cells if is_exercise(cell)}
            for place in (course / "release" / "all", CHECKOUT / "notebooks")
        )
        assert given == booked


def is_exercise(cell):
    return cell.metadata.get("nbgrader", {}).get("solution", False)
