"""What --check takes for a change, and what it lets pass."""

import pytest

from compare import cells_differ
from cells import code, stdout, value
from words import Tolerance

SVG = '<svg xmlns="http://www.w3.org/2000/svg" data-extent="{}"><path d="{}"/></svg>'


def figure(extent="-0.5 1.5 0 1", path="M0 0", alt="two points"):
    return value(**{"image_svg+xml": SVG.format(extent, path), "text_plain": alt})


def difference(kept, fresh, floor=None, **settings):
    new = code("c", "", *fresh)
    if floor is not None:
        new.metadata["mdbook_notebook"] = {"floor": floor}
    return cells_differ(code("c", "", *kept), new, Tolerance(**settings))


@pytest.mark.parametrize(
    ("kept", "fresh"),
    [
        ("w = [1.0, 2.5]", "w = [1.0, 2.5000001]"),
        ("loss 3.25e-7", "loss 3.25000001e-7"),
        ("rest 1.1e-17", "rest 1.10000001e-17"),
        ("bound 1.0e400", "bound 1.00000001e400"),
        ("zero  0.000", "zero -0.000"),
        ("step 12: NaN, inf", "step 12: NaN, inf"),
        ("x:  9.9999999", "x: 10.0000000"),
    ],
)
def test_a_number_within_the_tolerance_passes(kept, fresh):
    assert difference([stdout(kept)], [stdout(fresh)]) is None


@pytest.mark.parametrize(
    ("kept", "fresh"),
    [
        ("12 steps", "13 steps"),
        ("12 steps", "12.0 steps"),
        ("cell x1", "cell x2"),
        ("Right.", "Not right yet."),
        ("w = 0.1", "w = 0.2"),
        ("w = 1.000", "w = 1.001"),
        ("loss 1e-3", "loss 1e-4"),
        ("slope 3.1e-12", "slope 3.2e-12"),
        ("slope 3.1e-300", "slope 0.0"),
        ("slope 3.1e-400", "slope 3.2e-400"),
        ("slope 3.1e-400", "slope 0.0"),
        ("bound 1.0e400", "bound 2.0e400"),
        ("rest 1.1e-17", "rest -4.4e-17"),
        ("NaN", "0.5"),
        ("1.5 and more", "1.5 and less"),
        ("one\ntwo", "one"),
        ("  indented", "indented"),
    ],
)
def test_a_change_is_found_and_shown(kept, fresh):
    found = difference([stdout(kept)], [stdout(fresh)])
    assert found.startswith("stdout: ")
    assert kept.splitlines()[-1] in found


def test_below_the_floor_that_a_cell_asks_for_numbers_are_equal():
    noise = [stdout("rest 1.1e-17")], [stdout("rest -4.4e-17")]
    assert difference(*noise) is not None
    assert difference(*noise, floor=1e-16) is None
    assert difference(*noise, floor=1e-17) is not None
    assert difference([stdout("w = 1.0e-16")], [stdout("w = 1.1e-3")], floor=1e-16) is not None


def test_the_tolerance_is_the_caller_s():
    pair = [stdout("w = 1.000")], [stdout("w = 1.001")]
    assert difference(*pair, relative=1e-2) is None
    assert difference(*pair, relative=1e-4) is not None


def test_a_value_is_compared_like_text():
    assert difference([value(text_plain="[1.5, 2]")], [value(text_plain="[1.50000001, 2]")]) is None
    assert "value: " in difference([value(text_plain="[1.5, 2]")], [value(text_plain="[1.5, 3]")])


def test_a_table_is_compared_like_text_and_a_picture_to_the_byte():
    assert "value: " in difference([value(text_html="<td>1.5</td>")], [value(text_html="<td>1.6</td>")])
    assert difference([value(image_png="iVBO")], [value(image_png="iVBP")]) == "its image/png has changed"


def test_of_a_figure_axes_strokes_and_words_count():
    assert difference([figure()], [figure(path="M0 0.1")]) is None
    assert difference([figure()], [figure(extent="-0.50000001 1.5 0.0 1")]) is None
    assert "the axes were -0.5 1.5 0 1, are now -0.5 1.5 0 2" in difference([figure()], [figure(extent="-0.5 1.5 0 2")])
    assert "its path had 1 points, now 2" in difference([figure()], [figure(path="M0 0L1 1")])
    assert "value: " in difference([figure()], [figure(alt="three points")])


def test_a_missing_and_a_new_figure_are_changes():
    assert difference([figure()], []) == "it displayed image/svg+xml, text/plain, now it displays nothing"
    assert difference([], [figure()]) == "it displayed nothing, now it displays image/svg+xml, text/plain"
    assert "now it displays image/svg+xml, text/plain, image/svg+xml, text/plain" in difference([figure()], [figure()] * 2)
