"""What counts as a failed cell, on outputs as evcxr gives them."""

import pytest
from nbformat.v4 import new_output

import verdict
from cells import code, stderr, stdout, value

PANIC = """
thread '<unnamed>' (28384) panicked at src/lib.rs:97:1:
assertion `left == right` failed: numbers
  left: 1
 right: 2
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/59807616e1fa/library/std/src/panicking.rs:689:5
   1: <unknown>
note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
"""
OWN = """Panic: assertion `left == right` failed: numbers
  left: 1
 right: 2
  in the line: assert_eq!(1, 2, "numbers");
Variables of earlier cells are still there.
"""
ERROR = new_output("error", ename="Error", evalue="mismatched types", traceback=["\x1b[31m[E0308]\x1b[0m mismatched"])


@pytest.mark.parametrize(
    ("outputs", "says"),
    [
        ([ERROR], "error: [E0308] mismatched"),
        ([stderr(OWN)], "panic: assertion `left == right` failed: numbers\n  left: 1\n right: 2"),
        ([stderr(PANIC)], "panic: assertion `left == right` failed: numbers\n  left: 1\n right: 2"),
        ([stdout("ok\n"), stderr("invalid float literal\n")], "invalid float literal"),
    ],
)
def test_an_error_a_panic_and_text_on_stderr_fail(outputs, says):
    assert says in verdict.failure(code("c", "", *outputs))


def test_a_table_without_its_html_fails():
    text = "rule     loss\n─────────────\ndescent   0.2"
    assert "text only" in verdict.failure(code("c", "", value(text_plain=text)))
    assert verdict.failure(code("c", "", value(text_plain=text, text_html="<table></table>"))) is None
    assert verdict.failure(code("c", "", stdout(text))) is None


def test_other_outputs_do_not():
    assert verdict.failure(code("c", "", stdout("no panic here\n"), value(text_plain="0"))) is None


LARGE = {
    "many lines": [stdout("x\n" * 200_000)],
    "one line": [stdout("x" * 300_000)],
    "letters of two bytes": [stdout("θ" * 140_000)],
    "a figure": [value(**{"image_svg+xml": "x" * 300_000})],
    "a picture": [value(image_png="A" * 300_000, text_plain="a picture")],
    "a table": [value(text_html="<td>" * 70_000, text_plain="1")],
    "many small outputs": [stdout("x\n" * 1_000) for _ in range(200)],
    "many small figures": [value(**{"image_svg+xml": "x" * 30_000}) for _ in range(10)],
    "some of each": [stdout("x" * 100_000), stderr("x" * 100_000), value(text_plain="x" * 100_000)],
}


@pytest.mark.parametrize("outputs", LARGE.values(), ids=LARGE.keys())
def test_what_no_page_would_show_fails(outputs):
    assert "a page takes 262,144" in verdict.failure(code("c", "", *outputs))


def test_what_a_page_shows_passes():
    both = value(text_html="x" * 200_000, text_plain="x" * 200_000)  # of which it shows one
    for outputs in ([stdout("x" * 262_144)], [both], []):
        assert verdict.failure(code("c", "", *outputs)) is None


@pytest.mark.parametrize("outputs", [[ERROR], [stderr(PANIC)], [stderr("no such file\n")]])
def test_a_cell_marked_as_failing_must_fail(outputs):
    assert verdict.failure(code("c", "", *outputs, tags=["raises-exception"])) is None
    assert "ran without an error" in verdict.failure(code("c", "", stdout("fine\n"), tags=["raises-exception"]))


def test_a_check_that_gives_zero_has_not_passed():
    shown = [stdout("Not right yet. f(1) is 3, expected 2.\n"), value(text_plain="0")]
    assert "Not right yet" in verdict.not_passed(code("c", "", *shown, check=True))
    assert verdict.not_passed(code("c", "", stdout("Right.\n"), check=True)) is None
    assert verdict.not_passed(code("c", "", value(text_plain="Figure 0"), check=True)) is None


@pytest.mark.parametrize("said", [PANIC, OWN])
def test_tidy_keeps_a_panic_s_message_alone_and_orders_the_outputs(said):
    cell = code("c", "", stderr(said), stdout("a\n"), value(text_plain="7"), stdout("b\n"))
    cell.execution_count = 3
    verdict.tidy(cell)
    assert [output.output_type for output in cell.outputs] == ["stream", "stream", "execute_result"]
    assert cell.outputs[0].text == "a\nb\n"
    assert cell.outputs[1].text == "panic: assertion `left == right` failed: numbers\n  left: 1\n right: 2\n"
    assert cell.outputs[2].execution_count == 3
    assert "panic: " in verdict.failure(cell)
