"""The runner on real kernels: notebooks that fail in each way, and one that does not.

All of them run in one go, two at a time, as on the command line; the tests look at what came of it.
The notebooks load no library, so that each takes seconds.
"""

import json
import os
import pathlib
import subprocess
import sys

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager

import files
from cells import code, notebook, stdout

RUNNER = pathlib.Path(__file__).resolve().parents[1] / "nbrun.py"
# The kernel's whole process group, in which the cell is too.
KILL = 'std::process::Command::new("sh").args(["-c", "kill -9 0"]).status()'
ZERO = 'println!("Not right yet.\\nEVCXR_BEGIN_CONTENT text/plain\\n0\\nEVCXR_END_CONTENT");'
LATE = """\
std::thread::spawn(|| {{
    std::thread::sleep(std::time::Duration::from_millis({}));
    println!("from a thread");
}});"""
JOINED = 'std::thread::spawn(|| println!("joined")).join().is_ok();'
CHECK = """\
std::panic::set_hook(Box::new(|_| {}));
let verdict = match std::panic::catch_unwind(one) {
    Ok(1) => "Right.",
    Ok(_) => "Not right yet.\\nEVCXR_BEGIN_CONTENT text/plain\\n0\\nEVCXR_END_CONTENT",
    Err(_) => "Not solved yet.\\nEVCXR_BEGIN_CONTENT text/plain\\n0\\nEVCXR_END_CONTENT",
};
println!("{verdict}");"""
FIGURE = (
    'println!("EVCXR_BEGIN_CONTENT image/svg+xml\\n<svg data-extent=\\"0 1 0 {}\\"/>\\nEVCXR_END_CONTENT", x * 2.0);'
)

pytestmark = pytest.mark.skipif("rust" not in KernelSpecManager().find_kernel_specs(), reason="run `make kernel` first")

NOTEBOOKS = {
    "good": [
        code("let", "let x: f64 = 1.5;"),
        code("print", 'println!("{}", x * 2.0); println!("done");'),
        code("figure", FIGURE),
        code("fails", 'panic!("on purpose");', tags=["raises-exception"]),
        code("after", 'println!("{x}");'),
    ],
    "learner": [code("check", ZERO, check=True)],
    "assert": [code("fine", "let x: i32 = 1;"), code("asserts", "assert!(x == 2);"), code("never", "println!();")],
    "panic": [code("panics", 'panic!("boom {}", 3);')],
    "question": [code("asks", 'let x: f64 = "abc".parse::<f64>()?;')],
    "stderr": [code("complains", 'eprintln!("a complaint");')],
    "compile": [code("refused", 'let x: i32 = "a";')],
    "expected": [code("passes", 'println!("all is well");', tags=["raises-exception"])],
    "all-day": [code("endless", "loop { std::hint::spin_loop(); }")],
    "death": [code("kills", f"let _ = {KILL};")],
    "thread": [code("starts", LATE.format(60_000)), code("next", "println!();")],
    "late": [code("joins", JOINED), code("prints", LATE.format(300)), code("next", "println!();")],
}
STUB = code("exercise", "fn one() -> i32 {\n    todo!()\n}")
RIGHT = code("exercise", "fn one() -> i32 {\n    1\n}")
WRONG = code("exercise", "fn one() -> i32 {\n    2\n}")
for cell in (STUB, RIGHT, WRONG):
    cell.metadata["nbgrader"] = {"grade": False, "solution": True, "grade_id": "one"}
AGAIN = code("again", "println!(\"{}\", std::panic::catch_unwind(one).is_err());")


def nbrun(folder, *arguments, **environment):
    command = [sys.executable, str(RUNNER), "--folder", str(folder), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=os.environ | environment)


def lay_out(folder, notebooks):
    for name, cells in notebooks.items():
        nbformat.write(notebook(*cells), folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """All the notebooks run and written back, and their bytes from before."""
    folder = tmp_path_factory.mktemp("notebooks")
    lay_out(folder, NOTEBOOKS)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    return folder, before, nbrun(folder, "--timeout", 40, "--timings")


@pytest.mark.parametrize(
    ("name", "cell", "message"),
    [
        ("assert", "asserts", "panic: assertion failed: x == 2"),
        ("panic", "panics", "panic: boom 3"),
        ("question", "asks", "invalid float literal"),
        ("stderr", "complains", "a complaint"),
        ("compile", "refused", "mismatched types"),
        ("expected", "passes", "marked as failing, but it ran"),
        ("all-day", "endless", "still running after 40 s"),
        ("death", "kills", "the kernel died"),
        ("thread", "starts", "a thread that it started still runs"),
        ("late", "prints", "a thread printed 'from a thread\\n' after the cell had ended"),
    ],
)
def test_a_failing_notebook_is_named_with_its_cell_and_not_written(ran, name, cell, message):
    folder, before, run = ran
    assert run.returncode == 1
    said = [line for line in run.stderr.split("FAILED ") if line.startswith(f"{name}.ipynb, cell {cell}: ")]
    assert len(said) == 1 and message in said[0], run.stderr
    assert (folder / f"{name}.ipynb").read_bytes() == before[f"{name}.ipynb"]


def test_what_a_kernel_says_at_its_end_is_no_news(ran):
    assert "hb error" not in ran[2].stderr and "backtrace" not in ran[2].stderr


def test_cells_after_a_failed_one_are_not_run(ran):
    assert "assert.ipynb asserts" in ran[2].stdout
    assert "assert.ipynb never" not in ran[2].stdout


def test_a_good_notebook_gets_its_outputs(ran):
    folder, _, run = ran
    assert "2 notebooks passed, 10 failed" in run.stdout
    good = files.read(folder / "good.ipynb")
    cells = {cell.id: cell for cell in good.cells}
    assert cells["print"].outputs == [stdout("3\ndone\n")]
    assert cells["figure"].outputs[0].data == {"image/svg+xml": '<svg data-extent="0 1 0 3"/>'}
    assert cells["fails"].outputs[0].text == "panic: on purpose\n"
    assert [cell.execution_count for cell in good.cells] == [1, 2, 3, 4, 5]
    assert all(set(cell.metadata) <= {"tags"} for cell in good.cells)
    assert good.metadata.mdbook_notebook.executed == files.sources_hash(good)
    assert good.metadata.mdbook_notebook.printed == ["print", "figure", "fails", "after"]
    assert set(good.metadata) == {"kernelspec", "mdbook_notebook"}


def test_a_learner_s_notebook_passes_although_a_check_does_not(ran):
    cells = files.read(ran[0] / "learner.ipynb").cells
    assert cells[0].outputs[0] == stdout("Not right yet.\n")
    assert "learner.ipynb" not in ran[2].stderr


def test_check_passes_on_fresh_outputs_and_finds_a_change(ran, tmp_path):
    good = files.read(ran[0] / "good.ipynb")
    nbformat.write(good, tmp_path / "same.ipynb")
    good.cells[1].outputs[0].text = "3\nnot done\n"
    good.cells[2].outputs[0].data["image/svg+xml"] = '<svg data-extent="0 1 0 4"/>'
    nbformat.write(good, tmp_path / "changed.ipynb")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run = nbrun(tmp_path, "--check")
    assert run.returncode == 1
    assert "same.ipynb" not in run.stderr
    assert "changed.ipynb, cell print: stdout: was 'not done', is now 'done'" in run.stderr
    assert "changed.ipynb, cell figure: the figure, element 1 (<svg>): the axes were 0 1 0 4, are now 0 1 0 3" in run.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_with_its_solution_a_check_must_pass_and_the_stub_comes_back(tmp_path):
    check = code("check", CHECK, check=True)
    check.metadata["nbgrader"]["grade_id"] = "one-check"
    for name, exercise in (("right", RIGHT), ("wrong", WRONG)):
        lay_out(tmp_path, {name: [STUB, check, AGAIN]})
        (tmp_path / "solved").mkdir(exist_ok=True)
        lay_out(tmp_path / "solved", {name: [exercise, check, AGAIN]})
    lay_out(tmp_path, {"lonely": [STUB, check]})
    run = nbrun(tmp_path, "--solved", tmp_path / "solved", "--timings")
    assert run.returncode == 1
    assert "right.ipynb" not in run.stderr
    cells = {cell.id: cell for cell in files.read(tmp_path / "right.ipynb").cells}
    assert cells["exercise"].source == STUB.source
    assert cells["check"].outputs[0] == stdout("Not solved yet.\n")
    assert cells["again"].outputs == [stdout("true\n")], "the stub is not back"
    assert [cell.execution_count for cell in cells.values()] == [1, 2, 3]
    assert "wrong.ipynb, cell check: with the solution in place, check: the check does not pass: Not right" in run.stderr
    assert "lonely.ipynb: " in run.stderr and "there is no such file" in run.stderr
    assert "right.ipynb check (solved)" in run.stdout


def test_a_notebook_outside_the_folder_runs_in_its_own(tmp_path):
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    own.mkdir()
    elsewhere.mkdir()
    (own / "table.csv").write_text("a,b")
    cells = [code("reads", 'println!("{}", std::fs::read_to_string("table.csv")?);')]
    lay_out(own, {"mine": cells})
    run = nbrun(elsewhere, own / "mine.ipynb")
    assert run.returncode == 0, run.stderr
    assert files.read(own / "mine.ipynb").cells[-1].outputs == [stdout("a,b\n")]


def test_an_empty_folder_and_a_missing_notebook_fail(tmp_path):
    assert "No notebooks in" in nbrun(tmp_path).stderr
    assert "FAILED 07-nowhere.ipynb: there is no such file" in nbrun(tmp_path, "07-nowhere").stderr


def test_a_kernel_that_ends_before_it_answers_is_reported_with_what_it_said(tmp_path):
    spec = tmp_path / "share" / "kernels" / "short"
    spec.mkdir(parents=True)
    program = "import sys; sys.exit('there is no room for me')"
    kernel = {"argv": [sys.executable, "-c", program], "display_name": "Short", "language": "rust"}
    (spec / "kernel.json").write_text(json.dumps(kernel))
    lay_out(tmp_path, {"one": [code("print", "println!();")]})
    run = nbrun(tmp_path, "--kernel", "short", JUPYTER_PATH=str(tmp_path / "share"))
    assert run.returncode == 1
    assert "one.ipynb: the kernel did not start" in run.stderr
    assert "there is no room for me" in run.stderr
    assert "Traceback" not in run.stderr
