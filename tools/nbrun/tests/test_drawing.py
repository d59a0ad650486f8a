"""Which changes of a figure --check finds, on drawings as the library writes them."""

import pytest

from drawing import drawing_differs, points
from words import Tolerance

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 300" aria-label="two curves" data-extent="0 1 -0.5 2.5">'
    '<rect class="paper" width="520" height="300" fill="#ffffff"/>'
    '<text x="46" y="56.9" font-size="13">0.25</text>'
    '<path fill="none" stroke="#0072b2" stroke-opacity="0.85" d="M50 52.3l10.1-4.2l9.9.1h24v-.5z"/>'
    '<path fill="#d55e00" d="M54 17.8h16v128.2h-16z"/></svg>'
)


def differs(old, new, **tolerance):
    assert old in FIGURE
    return drawing_differs(FIGURE, FIGURE.replace(old, new), Tolerance(**tolerance))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("M50 52.3l10.1-4.2l9.9.1", "M50 52.4l10-4.3l10 .1"),
        ("M50 52.3l10.1-4.2l9.9.1", "M50 52.3L60.1 48.1L70 48.2"),
        ("#0072b2", "#0172b1"),
        ("0.85", "0.8500000001"),
        ('data-extent="0 1', 'data-extent="1e-12 1'),
        ('y="56.9"', 'y="57"'),
        (">0.25<", ">0.2500000001<"),
    ],
)
def test_a_rounding_passes(old, new):
    assert differs(old, new) is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("l10.1-4.2", "l10.1-14.2", "element 4 (<path>): point 2 was l (60.1, 48.1), is now l (60.1, 38.1)"),
        ("l9.9.1", "l9.9.1l5 0", "point 4 was h (94.0, 48.2), is now l (75.0, 48.2)"),
        ("v-.5z", "v-.5", "its path had 6 points, now 5"),
        ("#0072b2", "#009e73", "stroke was '#0072b2', is now '#009e73'"),
        ("0.85", "0.25", "stroke-opacity was '0.85', is now '0.25'"),
        ("0 1 -0.5 2.5", "0 1 -0.5 2.6", "the axes were 0 1 -0.5 2.5, are now 0 1 -0.5 2.6"),
        (' data-extent="0 1 -0.5 2.5"', "", "had viewBox, aria-label, data-extent; now viewBox, aria-label"),
        ("two curves", "three curves", "aria-label: was 'two curves', is now 'three curves'"),
        ('width="520"', 'width="540"', "width was '520', is now '540'"),
        (">0.25<", ">0.5<", "(<text>): was '0.25', is now '0.5'"),
        ("<text", "<g/><text", "is now <g>"),
        ("</svg>", "<g/></svg>", "had 5 elements, now 6"),
        ("</svg>", "", "not well-formed"),
    ],
)
def test_a_change_is_found_and_shown(old, new, says):
    assert says in differs(old, new)


def test_a_shift_of_all_relative_steps_adds_up():
    before = "M0 0" + "l1 0" * 100
    after = "M0 0" + "l1.1 0" * 100
    tree = '<svg><path d="{}"/></svg>'
    assert "point 4" in drawing_differs(tree.format(before), tree.format(after), Tolerance())


def test_every_command_of_a_path_is_followed():
    ends = [point for kind, point in points("M1 1 2 2L3 3h1V0q1 1 2 0t2 0c0 1 1 1 1 0s1 1 1 0a1 1 0 0 1 2 0zm1 1")]
    lines, curves = [(1, 1), (2, 2), (3, 3), (4, 3), (4, 0)], [(5, 1), (6, 0), (8, 0), (8, 1), (9, 1), (9, 0)]
    assert ends == [*lines, *curves, (10, 1), (10, 0), (1, 1), (12, 0), (1, 1), (2, 2)]


@pytest.mark.parametrize("path", ["M1", "M1 2 3", "k1 2", "M0 0z5", "1 2"])
def test_a_path_that_is_none_is_a_change(path):
    tree = '<svg><path d="{}"/></svg>'
    assert "cannot be read" in drawing_differs(tree.format("M0 0h1"), tree.format(path), Tolerance())
