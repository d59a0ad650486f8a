"""What --check takes for a change, and what it lets pass."""

import pytest

from compare import Tolerance, cells_differ
from cells import code, stdout, value

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" data-extent="{}"><path d="{}"/></svg>'


def figure(extent="-0.5 1.5 0 1", path="M0 0", alt="two points"):
    return value(**{"image_svg+xml": SVG.format(extent, path), "text_plain": alt})


def difference(kept, fresh, **settings):
    return cells_differ(code("c", "", *kept), code("c", "", *fresh), Tolerance(**settings))


@pytest.mark.parametrize(
    ("kept", "fresh"),
    [
        ("w = [1.0, 2.5]", "w = [1.0, 2.5000001]"),
        ("loss 3.25e-7", "loss 3.25000001e-7"),
        ("rest 1.1e-17", "rest -4.4e-17"),
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


def test_the_tolerance_is_the_caller_s():
    pair = [stdout("w = 1.000")], [stdout("w = 1.001")]
    assert difference(*pair, relative=1e-2) is None
    assert difference(*pair, relative=1e-4) is not None


def test_a_value_is_compared_like_text():
    assert difference([value(text_plain="[1.5, 2]")], [value(text_plain="[1.50000001, 2]")]) is None
    assert "value: " in difference([value(text_plain="[1.5, 2]")], [value(text_plain="[1.5, 3]")])


def test_of_a_figure_the_axes_and_the_words_count():
    assert difference([figure()], [figure(path="M0 0L1 1")]) is None
    assert difference([figure()], [figure(extent="-0.50000001 1.5 0.0 1")]) is None
    assert difference([figure()], [figure(extent="-0.5 1.5 0 2")]) == (
        "the figure's axes: were -0.5 1.5 0 1, are now -0.5 1.5 0 2"
    )
    assert "value: " in difference([figure()], [figure(alt="three points")])


def test_a_figure_that_lost_its_axes_is_a_change():
    assert "are now none" in difference([figure()], [value(**{"image_svg+xml": "<svg/>", "text_plain": "two points"})])


def test_a_missing_and_a_new_figure_are_changes():
    assert difference([figure()], []) == "it displayed image/svg+xml, text/plain, now it displays nothing"
    assert difference([], [figure()]) == "it displayed nothing, now it displays image/svg+xml, text/plain"
