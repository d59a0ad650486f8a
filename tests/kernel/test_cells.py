"""What a learner meets in cells: errors of their own only, panics, interrupts, crashes, units, restarts."""

import sys
import threading
import time

import pytest


LINUX = sys.platform.startswith("linux")
STUBS = """fn add(a: i32, b: i32) -> i32 { todo!() }
fn shift(point: (f64, f64), by: f64) -> (f64, f64) { let unused = 1; todo!() }"""


@pytest.fixture(scope="module")
def kernel(tiny):
    with tiny.kernel(interrupt_mode="signal") as kernel:
        kernel.run(tiny.dep)
        kernel.run("let kept = vec![1, 2, 3];")
        yield kernel


# a cell that is refused, and what it says: that and nothing else
REFUSED = {
    "let word: i32 = \"two\";": "mismatched types",
    "nowhere(1);": "cannot find function `nowhere` in this scope",
    "let c = |x: i32| x + 1; c(2)": "The variable `c` is a closure, which cannot be persisted.",
    "let d = Default::default();": "cannot call associated function on trait without specifying",
    "let q = vec![1].into_iter().map(|x| x.foo()).collect::<Vec<_>>();": "no method named `foo` found",
    "let five = 5": "expected `;`, found",
    "kept.push(4);": "cannot borrow `kept` as mutable",
}


def test_a_failing_cell_shows_its_own_error_and_nothing_else(kernel):
    assert kernel.run(STUBS) == ""
    for cell, says in REFUSED.items():
        errors = [content for kind, content in kernel.messages(cell) if kind == "error"]
        assert len(errors) == 1, errors
        assert errors[0]["evalue"].startswith(says)
        shown = "\n".join(errors[0]["traceback"])
        assert "unused" not in shown and "evcxr_" not in shown, shown


def test_a_cell_without_an_inferable_type_is_refused_at_once(kernel):
    began = time.monotonic()
    kernel.run("let d = Default::default();")
    whole = time.monotonic() - began
    began = time.monotonic()
    kernel.run("let e: i32 = 1;")
    assert whole < 10 * (time.monotonic() - began) + 1, "it compiled the dependencies for it"


@pytest.mark.parametrize("cell", ["for i in 0..1 { println!(\"{i}\"); }", 'println!("0")', "if true { println!(\"0\"); }"])
def test_a_cell_without_a_value_shows_none(kernel, cell):
    assert [content for kind, content in kernel.messages(cell) if kind == "execute_result"] == []
    assert kernel.run(cell) == "0\n"


def test_the_first_question_mark_of_a_session_keeps_its_display(tiny):
    picture = """struct Picture;
impl Picture { fn evcxr_display(&self) { println!("EVCXR_BEGIN_CONTENT image/svg+xml\\n<svg/>\\nEVCXR_END_CONTENT"); } }
impl std::fmt::Debug for Picture { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("plain") } }
fn draw() -> Result<Picture, String> { Ok(Picture) }"""
    with tiny.kernel() as kernel:
        kernel.run(picture)
        shown = [content["data"] for kind, content in kernel.messages("draw()?") if kind == "execute_result"]
        assert shown == [{"image/svg+xml": "<svg/>"}]


@pytest.mark.parametrize(
    ("cell", "message", "place"),
    [
        ("let at = 7;\nlet y: i32 = kept[at];", "index out of bounds: the len is 3 but the index is 7", "let y: i32 = kept[at];"),
        ("fn third(v: &[i32]) -> i32 {\n    v.iter().nth(9).copied().expect(\"a third\")\n}\nthird(&kept);", "a third", 'v.iter().nth(9).copied().expect("a third")'),
        ("assert_eq!(1, 2, \"two\");", "assertion `left == right` failed: two\n  left: 1\n right: 2", 'assert_eq!(1, 2, "two");'),
    ],
)  # fmt: skip
def test_a_panic_shows_its_message_and_its_line(kernel, cell, message, place):
    said = kernel.run(cell)
    assert said == f"Panic: {message}\n  in the line: {place}\nVariables of earlier cells are still there.\n"
    assert kernel.run("println!(\"{}\", kept.len());") == "3\n"


@pytest.mark.skipif(not LINUX, reason="variables are kept on Linux")
def test_an_interrupt_keeps_all_variables(kernel):
    for _ in range(3):
        threading.Timer(2, kernel.manager.interrupt_kernel).start()
        assert kernel.run('let new = 1; loop { std::hint::spin_loop(); }') == "Stopped.\nAll variables are as they were before this cell.\n"
        assert kernel.run('println!("{kept:?}");') == "[1, 2, 3]\n"
    assert "new" not in kernel.run(":vars")


# how a cell brings its process down, and what is said
CRASHES = {
    "fn deep(x: u64) -> u64 { std::hint::black_box(1 + deep(std::hint::black_box(x + 1))) } deep(1);": "This cell crashed",
    "std::process::abort();": "This cell crashed",
    "std::process::exit(3);": "This cell ended its process (exit code 3).",
    "unsafe { std::ptr::null_mut::<i32>().write(1) };": "This cell crashed",
}


@pytest.mark.skipif(not LINUX, reason="variables are kept on Linux")
@pytest.mark.parametrize("cell", CRASHES)
def test_a_crash_keeps_all_variables(kernel, cell):
    said = kernel.run(cell)
    assert CRASHES[cell] in said and "All variables are as they were before this cell." in said
    assert kernel.run('println!("{kept:?}");') == "[1, 2, 3]\n"


@pytest.mark.skipif(not LINUX, reason="variables are kept on Linux")
def test_where_a_thread_still_runs_an_interrupt_says_that_variables_are_gone(tiny):
    with tiny.kernel(interrupt_mode="signal") as kernel:
        kernel.run("let kept = 1;")
        kernel.run("std::thread::spawn(|| std::thread::sleep(std::time::Duration::from_secs(600)));")
        threading.Timer(2, kernel.manager.interrupt_kernel).start()
        assert "all variables are gone: run the cells above again" in kernel.run("loop { std::hint::spin_loop(); }")
        assert kernel.run("println!(\"{}\", 1 + 1);") == "2\n"


@pytest.mark.skipif(not LINUX, reason="variables are kept on Linux")
def test_no_process_of_a_cell_outlives_it(kernel):
    for number in range(5):
        kernel.run(f"let p{number} = {number};")
    # evcxr, the root of the states, and the state
    assert len(kernel.cell_processes()) == 2
