"""The book's own figures with one thing changed, each: --check must find it."""

import copy
import json
import pathlib
import re
from xml.etree import ElementTree

import pytest

from drawing import drawing_differs
from words import Tolerance

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[3] / "notebooks"
PAINTS = ("fill", "stroke")


def figures():
    """All figures of the book as trees, with where they stand."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(path.read_text())["cells"]
        drawn = [o["data"]["image/svg+xml"] for c in cells for o in c.get("outputs", []) if "image/svg+xml" in o.get("data", {})]
        for number, svg in enumerate(drawn, 1):
            yield pytest.param(ElementTree.fromstring("".join(svg)), id=f"{path.stem}-{number}")


def marks(tree):
    """What stands for data: all that is painted, but for the paper."""
    return [e for e in tree.iter() if any(e.get(paint, "none") != "none" for paint in PAINTS) and e.get("class") != "paper"]


def some(found):
    """The places of three of them at most: the first, one in the middle, the last."""
    return sorted({0, len(found) // 2, len(found) - 1}) if found else []


def moved(tree, find, attribute):
    """The last number of an attribute by one pixel more, in some elements that have it."""
    found = [e for e in tree.iter() if find(e)]
    for at in some(found):
        changed = copy.deepcopy(tree)
        element = [e for e in changed.iter() if find(e)][at]
        head, number, tail = re.fullmatch(r"(.*?)(-?\d*\.?\d+)(\D*)", element.get(attribute), re.S).groups()
        element.set(attribute, f"{head}{' ' if head[-1:].isdigit() else ''}{float(number) + 1:g}{tail}")
        yield f"{attribute} of element {at} of {len(found)}", changed


def without_one(tree):
    for at in some(marks(tree)):
        changed = copy.deepcopy(tree)
        gone = marks(changed)[at]
        next(e for e in changed.iter() if gone in list(e)).remove(gone)
        yield f"without element {at}", changed


def colours_exchanged(tree):
    for paint in PAINTS:
        colours = sorted({e.get(paint) for e in tree.iter() if re.fullmatch("#[0-9a-f]{6}", e.get(paint, ""))})
        for one, other in zip(colours, colours[1:]):
            changed = copy.deepcopy(tree)
            for element in changed.iter():
                element.set(paint, {one: other, other: one}.get(element.get(paint), element.get(paint))) if element.get(paint) else None
            near = max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))
            if near > 1:
                yield f"{one} for {other}", changed


def words_changed(tree):
    for at in some([e for e in tree.iter() if (e.text or "").strip()]):
        changed = copy.deepcopy(tree)
        element = [e for e in changed.iter() if (e.text or "").strip()][at]
        element.text = "7" + element.text
        yield f"word {at}", changed


@pytest.mark.parametrize("tree", list(figures()))
def test_a_changed_figure_is_found(tree):
    kept = ElementTree.tostring(tree, encoding="unicode")
    assert drawing_differs(kept, kept + "\n", Tolerance()) is None
    changes = [
        *moved(tree, lambda e: len(re.findall(r"\d", e.get("d", ""))) > 3 and e.get("d", "z")[-1].isdigit(), "d"),
        *moved(tree, lambda e: e.get("cx"), "cx"),
        *without_one(tree),
        *colours_exchanged(tree),
        *words_changed(tree),
    ]
    assert len(changes) >= 3
    for what, changed in changes:
        fresh = ElementTree.tostring(changed, encoding="unicode")
        assert drawing_differs(kept, fresh, Tolerance()), what


def test_a_picture_inside_a_figure_counts_to_the_letter():
    figure = '<svg><image href="data:image/png;base64,iVBOR1000000000001A=="/></svg>'
    assert drawing_differs(figure, figure.replace("001A", "002A"), Tolerance())
